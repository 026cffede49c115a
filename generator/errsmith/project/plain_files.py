"""Follow no link where the tool reads what it wrote, writes or removes.

Whoever can commit a link could lead the tool elsewhere with it. Links above the project, and those
that a setting or a call names as the folder to write into, belong to the user.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from errsmith.problems import OutputError

KINDS = {
    stat.S_IFLNK: "a symbolic link",
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def real_path(path: str | Path) -> Path:
    """Return the absolute path without links; `Path.resolve` raises where one leads to itself."""
    return Path(os.path.realpath(path))


def refuse_links(path: Path, root: Path) -> None:
    """Refuse a path that leaves the folder `root`, by itself or by a link below it."""
    if not path.is_relative_to(root) or ".." in path.parts:
        raise OutputError(f"{path} is outside {root}")
    for each in (path, *path.parents):
        if each == root:
            break
        if each.is_symlink():
            raise OutputError(
                f"{each} is a symbolic link, which is not followed; remove it, or name "
                f"the place that it leads to: {real_path(path)}"
            )


def named_file(name: str | Path) -> Path:
    """Return the absolute path of a file to write that a call names; it may not be there yet.

    Raises OutputError where it is no plain file, or where a link in the project leads to it.
    """
    path = Path(os.path.abspath(name))  # noqa: PTH100 - resolve() would follow links
    refuse_links(path, project_above(path))
    read_plain(path)
    return path


def project_above(path: Path) -> Path:
    """Return the outermost folder above a path that somebody may have made as a whole."""
    here = Path.cwd()
    for folder in reversed(path.parents):
        marks = (folder / ".git", folder / "pyproject.toml")
        if folder == here or any(map(os.path.lexists, marks)):
            return folder
    return path.parent


def read_plain(path: Path) -> bytes | None:
    """Return the bytes of a plain file, None where nothing is. Raises OutputError otherwise."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(mode):
        kind = KINDS.get(stat.S_IFMT(mode), "something else")
        raise OutputError(f"{path} is {kind}, not a plain file; move it")
    return path.read_bytes()
