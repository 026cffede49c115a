"""A pyproject.toml that cannot be read is named with the place, in words that are ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

BROKEN = {
    "[tool.errsmith\n": "pyproject.toml:1:15: this is not TOML",
    'a = 1\nb = "x\n': "pyproject.toml:2:7: this is not TOML",
    "a = 1\na = 2\n": "pyproject.toml:2:6: this is not TOML",
    "a = 01\n": "pyproject.toml:1:6: this is not TOML",
    "[a]\n[a]\n": "pyproject.toml:2:3: this is not TOML",
    "a = 1\nb = \udcff\n": "pyproject.toml:2: byte 0xff is not UTF-8; save the file as UTF-8",
}


@pytest.mark.parametrize("call", [("gen",), ("validate",), ("init",)], ids=" ".join)
@pytest.mark.parametrize("text", BROKEN, ids=repr)
def test_a_broken_pyproject_is_named_with_the_place(
    text: str, call: tuple[str, ...], tmp_path: Path, run: Run
) -> None:
    (tmp_path / "pyproject.toml").write_bytes(text.encode("utf-8", "surrogateescape"))

    result = run(*call, cwd=tmp_path)

    assert result.returncode == 2
    assert result.stderr.rstrip().endswith(BROKEN[text])
