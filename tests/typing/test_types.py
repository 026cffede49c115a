"""Both checkers hold the same view of the exceptions, and hold it strictly."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
CASES = "tests/typing/catching.py"


def run(*words: str) -> str:
    """The last line that a checker prints."""
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return (done.stdout.strip().splitlines() or [done.stderr])[-1]


def test_mypy_agrees() -> None:
    assert run("mypy", CASES) == "Success: no issues found in 1 source file"


def test_pyright_agrees() -> None:
    assert run("pyright", CASES) == "0 errors, 0 warnings, 0 informations"
