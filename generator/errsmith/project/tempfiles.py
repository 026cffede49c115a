"""Temporary files beside the output: what a killed run left goes, what another run needs stays."""

from __future__ import annotations

import os
import sys
import time
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Final

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from pathlib import Path

PREFIX: Final = ".errsmith-"
SUFFIX: Final = ".tmp"
STALE: Final = 3600
"""Seconds after which no run needs a temporary file, where locks do not tell."""


@contextmanager
def swept(folders: Iterable[Path]) -> Generator[None, None, None]:
    """Remove what killed runs left in the folders, and keep other runs from doing it meanwhile.

    A run shares a lock on each of its folders with others; whoever gets it alone may sweep.
    """
    with ExitStack() as held:
        for folder in folders:
            _lock_and_sweep(folder, held)
        yield


def _lock_and_sweep(folder: Path, held: ExitStack) -> None:
    """Sweep as far as a lock allows it, and share the lock until the end."""
    if sys.platform == "win32":
        _sweep(folder, STALE)
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_NOFOLLOW | os.O_DIRECTORY)
        held.callback(os.close, handle)
        age = STALE
        with suppress(OSError):  # another run has it, or the file system has no locks
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            age = 0
        _sweep(folder, age)
        fcntl.flock(handle, fcntl.LOCK_SH)


def _sweep(folder: Path, age: float) -> None:
    """Remove temporary files of that age; one that cannot be removed does no harm."""
    for path in folder.glob(f"{PREFIX}*{SUFFIX}"):
        with suppress(OSError):
            if time.time() - path.lstat().st_mtime >= age:
                path.unlink()
