"""Find where the specs of each side are: a path on the disk, or one in a revision of git."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from errsmith.problems import UsageError
from errsmith.project import revisions
from errsmith.project.git import repository
from errsmith.project.revisions import inside, parse_version, specs_path
from errsmith.project.settings import specs_folder
from errsmith.project.spec_files import is_spec

if TYPE_CHECKING:
    from packaging.version import Version

    from errsmith.project.git import File, Repository


LOCAL: Final = ("./", "../", ".\\", "..\\")
"""Starts of words that name a path, whatever revisions there are."""

NAME_IT: Final = "name what to compare with: errsmith compat OLD"


@dataclass(frozen=True)
class DiskLocation:
    """A spec or a folder of specs as it stands; `given` by the command line."""

    path: Path
    given: bool

    @property
    def folder(self) -> Path:
        """Return the folder that the specs are in."""
        return self.path if self.path.is_dir() else self.path.parent

    def __str__(self) -> str:
        """Return the path from here."""
        here = Path.cwd()
        inside = self.path.is_relative_to(here)
        return str(self.path.relative_to(here) if inside else self.path)


@dataclass(frozen=True)
class RevisionLocation:
    """A revision, under the name that it was called by; `path` of its specs below the top."""

    repository: Repository
    name: str
    commit: str
    path: PurePosixPath

    def __str__(self) -> str:
        """`main:specs`."""
        return f"{self.name}:{self.path}"

    def beside(self, name: str) -> File | None:
        """Return the file of a name in the folder of the specs."""
        alone = is_spec(self.path)
        wanted = (self.path.parent if alone else self.path) / name
        found = self.repository.files(self.commit, wanted)
        return next((each for each in found if each.path == wanted), None)

    def files(self) -> list[File]:
        """Return the specs. Raises UsageError where there are none."""
        listed = self.repository.files(self.commit, self.path)
        found = [
            each for each in listed if each.path == self.path or is_spec(each.path)
        ]
        for each in found:
            if each.link:
                message = f"{self.name}:{each.path} is a symbolic link"
                raise UsageError(f"{message}; name what it leads to")
        if not found:
            message = f"{self} holds no .yaml file"
            raise UsageError(f"{message}; name the place with {self.name}:PATH")
        return found


def new_location(argument: str | None) -> DiskLocation | RevisionLocation:
    """Return where the new specs are: those of the working tree, unless something else is named."""
    if argument is None:
        return DiskLocation(specs_folder(None), given=False)
    return _place(argument, DiskLocation(Path.cwd(), given=False))


def old_location(
    argument: str | None, new: DiskLocation | RevisionLocation
) -> DiskLocation | RevisionLocation:
    """Return where the old specs are: at the newest version tag, unless something else is named."""
    if argument is not None:
        return _place(argument, new)
    found = repository(Path.cwd())
    if found is None:
        raise UsageError(f"this is not a git repository; {NAME_IT}")
    head = found.commit("HEAD")
    if head is None:
        raise UsageError(f"nothing is committed yet; {NAME_IT}")
    tags = version_tags(found, head)
    released = [tag for version, tag in tags if not version.is_prerelease]
    for tag in (*released, *(tag for _, tag in tags)):
        return _revision(found, tag, f"refs/tags/{tag}", new)
    if found.is_shallow():
        message = "the clone is shallow and has no version tags"
        raise UsageError(f"{message}; run: git fetch --tags --unshallow")
    return _revision(found, "HEAD", head, new)


def version_tags(found: Repository, commit: str) -> list[tuple[Version, str]]:
    """Return the tags before a commit that are versions, the newest first."""
    parsed = [(parse_version(tag), tag) for tag in found.tags(commit)]
    tags = [(version, tag) for version, tag in parsed if version is not None]
    return sorted(tags, reverse=True)


def _place(
    argument: str, other: DiskLocation | RevisionLocation
) -> DiskLocation | RevisionLocation:
    """Return the path or the revision that a word names.

    Raises UsageError where it is both: who commits a folder called `main` must not decide what
    is compared.
    """
    there = Path(argument).exists()
    if there and (Path(argument).is_absolute() or argument.startswith(LOCAL)):
        return DiskLocation(specs_folder(argument), given=True)
    near = other.repository if isinstance(other, RevisionLocation) else None
    found = near or repository(Path.cwd())
    name, colon, path = argument.partition(":")
    commit = found.commit(name) if found is not None else None
    if there and commit is not None:
        revision = f"{commit[:12]}:{path}" if colon else f"{name}:PATH"
        message = f"{argument} is a path and a revision of git"
        hint = f"write ./{argument} for the path, {revision} for the revision"
        raise UsageError(f"{message}; {hint}")
    if there:
        return DiskLocation(specs_folder(argument), given=True)
    if found is not None and commit is not None:
        if not colon:
            return _revision(found, name, name, other)
        return RevisionLocation(found, name, commit, inside(PurePosixPath(), path))
    what = "file, folder or revision of git" if found else "file or folder"
    raise UsageError(f"{argument} is not a {what}")


def _revision(
    found: Repository, name: str, reference: str, other: DiskLocation | RevisionLocation
) -> RevisionLocation:
    """Return a revision with the path of its specs: the other side's, else of its settings."""
    commit = found.commit(reference) or ""
    if (
        isinstance(other, DiskLocation)
        and other.given
        and other.path.is_relative_to(found.top)
    ):
        relative = other.path.relative_to(found.top).as_posix()
        return RevisionLocation(found, name, commit, PurePosixPath(relative))
    if isinstance(other, RevisionLocation):
        return RevisionLocation(found, name, commit, other.path)
    return RevisionLocation(found, name, commit, specs_path(found, commit))


def version_of(
    place: DiskLocation | RevisionLocation, other: DiskLocation | RevisionLocation
) -> Version | None:
    """Return the version in the pyproject.toml above the specs, unless both sides share it."""
    if isinstance(place, RevisionLocation):
        return revisions.version_at(place.repository, place.commit, place.path)
    above = revisions.above(place.path)
    shared = isinstance(other, DiskLocation) and revisions.above(other.path) == above
    if above is None or (shared and place.path != other.path):
        return None
    return revisions.version_in(above)
