"""Format Python text with ruff, in the way that black has it too."""

from __future__ import annotations

import subprocess
from functools import cache
from importlib import import_module
from typing import Any, Final

WIDTH: Final = 88
OPTIONS: Final = (
    "--isolated",
    "--no-cache",
    "--quiet",
    f"--line-length={WIDTH}",
    "--target-version=py311",
)


def format_python(text: str) -> str:
    """Return the text as `ruff format` has it. Raises SyntaxError where it is not Python."""
    done = subprocess.run(  # noqa: S603 - the program is ruff's own
        (_ruff(), "format", *OPTIONS, "-"),
        input=text.encode(),
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise SyntaxError(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout.decode()


@cache
def _ruff() -> str:
    """Return the path of the program that the package `ruff` brings."""
    ruff: Any = import_module("ruff")  # has no types
    return str(ruff.find_ruff_bin())
