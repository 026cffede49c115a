"""Read the version and the path of the specs from a pyproject.toml."""

from __future__ import annotations

import posixpath
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from packaging.version import InvalidVersion, Version

from errsmith.problems import UsageError
from errsmith.project.toml import is_table, parse_toml

if TYPE_CHECKING:
    from errsmith.project.git import Repository

PROJECT: Final = "pyproject.toml"


def specs_path(found: Repository, commit: str) -> PurePosixPath:
    """Return where the pyproject.toml of a revision says that its specs are."""
    project = _project_folder(found)
    settings = _settings(_read(found, commit, project / PROJECT))
    specs = settings.get("specs", "specs")
    return inside(project, specs if isinstance(specs, str) else "specs")


def _project_folder(found: Repository) -> PurePosixPath:
    """Return the folder below the top that the nearest pyproject.toml is in."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / PROJECT).is_file() and folder.is_relative_to(found.top):
            return PurePosixPath(folder.relative_to(found.top).as_posix())
    return PurePosixPath()


def _read(found: Repository, commit: str, path: PurePosixPath) -> dict[str, object]:
    """Return the TOML of a file in a revision; empty where there is none."""
    files = [each for each in found.files(commit, path) if each.path == path]
    return parse_toml(found.text(files[0]), str(path)) if files else {}


def _settings(project: dict[str, object]) -> dict[str, object]:
    tool = project.get("tool")
    table = tool.get("errsmith") if is_table(tool) else None
    return table if is_table(table) else {}


def inside(folder: PurePosixPath, path: str) -> PurePosixPath:
    """Return a path below the top of a repository."""
    joined = posixpath.normpath(posixpath.join(folder.as_posix(), path))
    if joined.startswith(("../", "/")) or joined == "..":
        raise UsageError(f"{path} is outside the repository")
    return PurePosixPath(joined)


def version_at(found: Repository, commit: str, path: PurePosixPath) -> Version | None:
    """Return the version in the pyproject.toml that is nearest above a path in a revision."""
    for folder in (path, *path.parents):
        project = _read(found, commit, folder / PROJECT)
        if project:
            return _version(project)
    return None


def above(path: Path) -> Path | None:
    """Return the pyproject.toml that is nearest above a path."""
    files = (folder / PROJECT for folder in (path, *path.parents))
    return next((file for file in files if file.is_file()), None)


def version_in(file: Path) -> Version | None:
    """Return the version in a pyproject.toml."""
    return _version(parse_toml(file.read_bytes(), str(file)))


def _version(project: dict[str, object]) -> Version | None:
    table = project.get("project", {})
    return parse_version(table.get("version")) if is_table(table) else None


def parse_version(text: object) -> Version | None:
    """Return the version that a text is, with or without a v before it, else None."""
    try:
        return Version(text) if isinstance(text, str) else None
    except InvalidVersion:
        return None
