"""Running a command, with its time and the memory of all its processes."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PAUSE: Final = 0.05
"""Seconds between two looks at the memory."""

KIB: Final = 1024
"""In these Linux counts the memory of a process that has ended."""


@dataclass(frozen=True)
class Spent:
    """What a command took: by the clock, of the processor, and the most memory."""

    seconds: float
    busy: float
    memory: float


def run(command: list[str], cwd: Path, env: Mapping[str, str] | None = None) -> Spent:
    """Run a command; CalledProcessError with what it said where it fails."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=cwd, env=env, stdout=said, stderr=said)
        peak = _Peak(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        spent = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        memory = max(peak.end(), usage.ru_maxrss * KIB)
        if process.returncode:
            said.seek(0)
            text = said.read().decode("utf-8", "replace")
            raise subprocess.CalledProcessError(
                process.returncode, command, stderr=text
            )
    return Spent(spent, usage.ru_utime + usage.ru_stime, memory)


class _Peak(threading.Thread):
    """The most resident memory that a process and its children were seen with."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._psutil: Any = import_module("psutil")  # has no types
        self._process: Any = self._psutil.Process(pid)
        self._over = threading.Event()
        self._most = 0.0
        self.start()

    def run(self) -> None:
        """Look again and again."""
        while not self._over.wait(PAUSE):
            try:
                family = [self._process, *self._process.children(recursive=True)]
                found = sum(each.memory_info().rss for each in family)
            except self._psutil.Error:
                continue
            self._most = max(self._most, found)

    def end(self) -> float:
        """Return the most bytes that were seen."""
        self._over.set()
        self.join()
        return self._most
