"""Digests of bytes and of files."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def digest(*parts: bytes) -> str:
    """The digest of some bytes, each with its length."""
    whole = sha256()
    for part in parts:
        whole.update(b"%d:" % len(part))
        whole.update(part)
    return whole.hexdigest()


def of_output(path: Path) -> str:
    """The digest of a file that the tool wrote, whatever its line ends; empty without one."""
    try:
        return digest(path.read_bytes().replace(b"\r\n", b"\n"))
    except OSError:
        return ""
