"""Where things are, and running them."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
GENERATED: Final = ROOT / "generated"
SITE: Final = Path(sysconfig.get_path("purelib"))
WORK: Final = ROOT / ".cache" / "bench-work"
"""Whatever a run writes besides the page."""

TOOL: Final = ROOT / ".venv" / "bin"
"""Where errsmith is installed; the peers have an environment of their own."""


def python(*arguments: str, cwd: Path = ROOT) -> str:
    """Return what Python prints when it is called so; CalledProcessError where it fails."""
    done = subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{GENERATED}"},
    )
    return done.stdout


def last_line(error: Exception) -> str:
    """Return why something failed, in a line."""
    text = error.stderr if isinstance(error, subprocess.CalledProcessError) else None
    lines = str(text or error).strip().splitlines()
    return lines[-1] if lines else type(error).__name__
