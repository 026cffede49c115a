"""The errors module of each peer: where it is, and what it can do without."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING, Final

from bench.places import SITE

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Peer:
    """A distribution with a module of errors."""

    name: str
    module: str
    files: tuple[str, ...]
    """Globs of what the errors are written in, below the packages."""

    shells: tuple[str, ...]
    """Packages that are needed for their place only."""

    blanks: tuple[str, ...] = ()
    """Modules that are imported but not needed for the errors."""

    @property
    def version(self) -> str:
        """Return the version that is installed; PackageNotFoundError where none is."""
        return metadata.version(self.name)

    @property
    def sources(self) -> list[Path]:
        """Return the files of the errors."""
        return sorted(path for glob in self.files for path in SITE.glob(glob))


PEERS: Final = (
    Peer(
        "psycopg",
        "psycopg.errors",
        ("psycopg/errors.py",),
        ("psycopg",),
        ("psycopg.pq", "psycopg.pq.abc", "psycopg.pq._enums"),
    ),
    Peer("asyncpg", "asyncpg.exceptions", ("asyncpg/exceptions/*.py",), ("asyncpg",)),
    Peer("kafka-python", "kafka.errors", ("kafka/errors.py",), ("kafka",)),
    Peer(
        "google-api-core",
        "google.api_core.exceptions",
        ("google/api_core/exceptions.py",),
        ("google", "google.api_core"),
        ("google.rpc",),
    ),
    Peer(
        "Telethon",
        "telethon.errors",
        ("telethon/errors/*.py",),
        ("telethon",),
        ("telethon.tl",),
    ),
    Peer(
        "Pyrogram",
        "pyrogram.errors",
        ("pyrogram/errors/*.py", "pyrogram/errors/exceptions/*.py"),
        ("pyrogram",),
        ("pyrogram.raw", "pyrogram.raw.core"),
    ),
    Peer(
        "botocore",
        "botocore.exceptions",
        ("botocore/exceptions.py",),
        ("botocore",),
        (
            "botocore.vendored",
            "botocore.vendored.requests",
            "botocore.vendored.requests.packages",
            "botocore.vendored.requests.packages.urllib3",
        ),
    ),
)
