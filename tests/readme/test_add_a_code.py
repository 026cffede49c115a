"""docs/add-a-code.md: a row of a spec becomes a class."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.readme.conftest import Page


def command(*words: str, cwd: Path, path: Path | None = None) -> str:
    """What a command prints, on both streams."""
    env = {**os.environ, "PYTHONPATH": str(path)} if path else dict(os.environ)
    done = subprocess.run(
        words, cwd=cwd, env=env, capture_output=True, text=True, check=True
    )
    return done.stdout + done.stderr


def test_a_code_that_a_provider_adds_becomes_a_class(
    pages: Callable[[str], Page], checkout: Path
) -> None:
    row, gen, example, before, after = pages("add-a-code").blocks("")
    spec = checkout / "specs" / "zalo.yaml"
    call, *expected = gen.text.splitlines()
    source = checkout / "generated"

    assert (
        command(sys.executable, "-c", example.text, cwd=checkout, path=source)
        == before.text
    )

    rows, replies, rest = spec.read_text("utf-8").partition("\nreplies:")
    spec.write_text(f"{rows.rstrip()}\n\n{row.text}{replies}{rest}", "utf-8")
    printed = command(
        sys.executable, "-m", *call.removeprefix("$ ").split(), cwd=checkout
    )

    assert printed.splitlines() == expected
    assert (
        command(sys.executable, "-c", example.text, cwd=checkout, path=source)
        == after.text
    )
