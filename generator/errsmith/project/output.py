"""From {path: text} to what would change on the disk, and the change itself.

A file that the tool wrote starts with its header; only such files are replaced or removed.
"""

from __future__ import annotations

import difflib
import os
import re
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from errsmith.codegen.render import HEADER
from errsmith.problems import OutputError
from errsmith.project.plain_files import read_plain, refuse_links
from errsmith.project.tempfiles import PREFIX, SUFFIX, swept

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MARKS: Final = tuple(
    start + HEADER[2:].encode() + b" from " for start in (b"# ", b'{\n  "$comment": "')
)
"""How a file starts that the tool wrote."""
HEAD: Final = max(len(mark) for mark in MARKS) + 2


class Action(Enum):
    """A change of a file."""

    CREATE = "create"
    REPLACE = "update"
    REMOVE = "remove"


@dataclass(frozen=True)
class Change:
    """A file that is not as the specs have it."""

    path: Path
    action: Action
    before: str
    after: str

    def diff(self, name: str) -> str:
        """Return the change as a unified diff of a file that goes by this name."""
        old = "/dev/null" if self.action is Action.CREATE else f"a/{name}"
        new = "/dev/null" if self.action is Action.REMOVE else f"b/{name}"
        before, after = _lines(self.before), _lines(self.after)
        lines = difflib.unified_diff(before, after, old, new)
        end = "\n\\ No newline at end of file\n"
        return "".join(
            line if line.endswith("\n") else f"{line}{end}" for line in lines
        )


def _lines(text: str) -> list[str]:
    """Return the lines as `patch` and git count them."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def compare(
    texts: Mapping[Path, str], root: Path, package: Path | None = None
) -> list[Change]:
    """Compute what has to change so that the disk holds the texts.

    Other output of the tool in the folder `package` is orphaned; nothing outside `root` is
    touched. Raises OutputError where a file or link of somebody else is in the way.
    """
    changes: list[Change] = []
    for path, text in texts.items():
        refuse_links(path, root)
        before = read_plain(path)
        if before is None:
            changes.append(Change(path, Action.CREATE, "", text))
        elif not _is_ours(before):
            raise OutputError(
                f"{path} was not written by errsmith; move it or choose another -o"
            )
        elif before.replace(b"\r\n", b"\n") != text.encode():
            old = before.decode("utf-8", "replace")
            changes.append(Change(path, Action.REPLACE, old, text))
    for path in sorted(_written(package)) if package else ():
        if path not in texts:
            old = (read_plain(path) or b"").decode("utf-8", "replace")
            changes.append(Change(path, Action.REMOVE, old, ""))
    return changes


def _is_ours(data: bytes) -> bool:
    return data.replace(b"\r\n", b"\n", 1).startswith(MARKS)


def places(package: Path) -> list[Path]:
    """Return the folders of a package that the tool writes into, of those that are there."""
    folders = (package, package / "_texts")
    return [each for each in folders if each.is_dir() and not each.is_symlink()]


def _written(package: Path) -> Iterator[Path]:
    """Yield the files of a package that the tool wrote; packages inside of it are not its own.

    Another run may remove one meanwhile.
    """
    for folder in places(package):
        with suppress(FileNotFoundError):
            yield from filter(_is_output, sorted(folder.iterdir()))


def _is_output(path: Path) -> bool:
    plain = path.is_file() and not path.is_symlink()
    if not plain or (path.suffix != ".py" and path.name != "py.typed"):
        return False
    with suppress(FileNotFoundError), path.open("rb") as file:
        return _is_ours(file.read(HEAD))
    return False


def write(changes: list[Change], folders: Iterable[Path] = ()) -> None:
    """Make the changes; each file is the old or the new one at every moment.

    What a killed run left there goes, in further `folders` as well.
    """
    places = {
        change.path.parent for change in changes if change.action is not Action.REMOVE
    }
    for folder in sorted(places):
        folder.mkdir(parents=True, exist_ok=True)
    with swept(sorted(places.union(folders))):
        _put(changes)
    for change in changes:
        if change.action is Action.REMOVE:
            change.path.unlink(missing_ok=True)
            # Somebody may have put something there, or removed it.
            with suppress(OSError):
                change.path.parent.rmdir()


def _put(changes: list[Change]) -> None:
    """Put the new files in their places.

    All are written beside them before any is put there, so that a full disk leaves all as it was.
    """
    ready: list[tuple[Path, Path]] = []
    try:
        kept = (each for each in changes if each.action is not Action.REMOVE)
        ready.extend((_beside(change), change.path) for change in kept)
        while ready:
            temporary, path = ready[0]
            temporary.replace(path)
            ready.pop(0)
    finally:
        for temporary, _ in ready:
            temporary.unlink(missing_ok=True)


def _beside(change: Change) -> Path:
    """Return a temporary file with the new text, in the folder of its place."""
    handle, name = tempfile.mkstemp(SUFFIX, PREFIX, change.path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(change.after.encode())
            file.flush()
            os.fsync(file.fileno())
        mode = change.path.stat().st_mode if change.path.exists() else 0o666 & ~_umask()
        temporary.chmod(mode & 0o777)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        error.filename = error.filename or str(change.path)
        raise
    return temporary


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
