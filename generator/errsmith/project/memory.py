"""What is known of earlier runs, so that work whose outcome is on the disk already is not repeated.

It lies in a folder beside the pyproject.toml, which can be removed at any time. For each input, by
its digest, it holds the digests of the files that came of it, and no text of theirs: a file that
is not as it was written is made anew. The folder is believed on the machine and in the place where
it was made alone, so that nobody can hand one over together with changed files.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field
from stat import S_ISREG
from typing import TYPE_CHECKING, Any, Final

from errsmith.problems import Position
from errsmith.project import output
from errsmith.project.digests import digest
from errsmith.spec.spec_summary import Outline

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path, PurePosixPath

    from errsmith.project.settings import Settings

FOLDER: Final = ".errsmith_cache"
IGNORE: Final = "# Made by errsmith; can be removed at any time.\n*\n"
LARGEST: Final = 16 * 1024 * 1024


@dataclass(frozen=True)
class Entry:
    """What came of an input: digests of files by path below the package, and the outline."""

    files: Mapping[str, str]
    outline: Outline | None = None


@dataclass
class Memory:
    """The entries of earlier runs and of this one, by the digest of the input."""

    folder: Path | None
    name: str
    before: dict[str, Any] = field(default_factory=dict[str, Any])
    after: dict[str, Entry] = field(default_factory=dict[str, Entry])

    def find(self, key: str, shown: str = "") -> Entry | None:
        """What came of an input; None where that is not known."""
        if key not in self.before:
            return None
        self.after[key] = _entry(self.before[key], shown)
        return self.after[key]

    def keep(
        self,
        key: str,
        files: Mapping[PurePosixPath, str],
        outline: Outline | None = None,
    ) -> None:
        """Note what came of an input."""
        digests = {str(path): digest(text.encode()) for path, text in files.items()}
        self.after[key] = Entry(digests, outline)

    def save(self) -> None:
        """Write what this run knows, where it may; a run without it is slower, not wrong."""
        entries = {key: _plain(entry) for key, entry in sorted(self.after.items())}
        if self.folder is None or entries == self.before:
            return
        ignore = self.folder / ".gitignore"
        with suppress(OSError):
            if self.folder.is_symlink() or ignore.is_symlink():
                return
            if not ignore.exists():
                output.write([output.Change(ignore, output.Action.CREATE, "", IGNORE)])
            place, total = _place(self.folder), _sum(entries)
            content = {"place": place, "sum": total, "entries": entries}
            text = json.dumps(content, indent=1) + "\n"
            path = self.folder / self.name
            output.write([output.Change(path, output.Action.CREATE, "", text)])


def recall(settings: Settings | None) -> Memory:
    """What is known of runs with some settings; nothing where there is no project."""
    if settings is None or settings.project is None:
        return Memory(None, "")
    folder = settings.project / FOLDER
    parts = (settings.specs, settings.folder)
    name = f"{digest(*(str(path).encode() for path in parts))[:16]}.json"
    return Memory(folder, name, _read(folder, name))


def _read(folder: Path, name: str) -> dict[str, Any]:
    """The entries in a folder, none where it is damaged or from elsewhere."""
    path = folder / name
    try:
        found = path.lstat()
        if folder.is_symlink() or not S_ISREG(found.st_mode) or found.st_size > LARGEST:
            return {}
        content: Any = json.loads(path.read_bytes())
        entries: dict[str, Any] = content["entries"]
        if (content["place"], content["sum"]) == (_place(folder), _sum(entries)):
            return entries
    except (OSError, ValueError, RecursionError, TypeError, KeyError):
        pass
    return {}


def _sum(entries: dict[str, Any]) -> str:
    """What tells entries that are damaged."""
    return digest(json.dumps(entries, sort_keys=True).encode())


def _place(folder: Path) -> str:
    """What a copy of the folder does not have: which file its first one is, and since when."""
    found = (folder / ".gitignore").lstat()
    if not S_ISREG(found.st_mode):
        raise OSError
    return f"{found.st_ino}/{found.st_ctime_ns}"


def _plain(entry: Entry) -> dict[str, Any]:
    """An entry as JSON."""
    plain: dict[str, Any] = {"files": dict(entry.files)}
    if entry.outline is not None:
        made = entry.outline
        vendors = [[name, at.line, at.column] for name, at in made.vendors]
        place = [made.at.line, made.at.column]
        plain["spec"] = [made.provider, *place, made.codes, vendors]
    return plain


def _entry(plain: dict[str, Any], shown: str) -> Entry:
    """An entry from JSON."""
    if "spec" not in plain:
        return Entry(plain["files"])
    provider, line, column, codes, vendors = plain["spec"]
    places = tuple((name, Position(shown, row, col)) for name, row, col in vendors)
    at = Position(shown, line, column)
    return Entry(plain["files"], Outline(shown, provider, at, places, codes))
