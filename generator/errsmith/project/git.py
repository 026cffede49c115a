"""What a git repository holds at a revision, read without a checkout."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from errsmith.compat.versions import parse
from errsmith.problems import UsageError
from errsmith.spec.nodes import LARGEST

if TYPE_CHECKING:
    from packaging.version import Version

SECONDS: Final = 120
"""How long git may take for one answer."""


class GitError(Exception):
    """Git refuses; the text is what it says."""


@dataclass(frozen=True)
class File:
    """A file of a revision; `link` where it only names another."""

    path: PurePosixPath
    name: str
    size: int
    link: bool


@dataclass(frozen=True)
class Repository:
    """A repository by its top folder."""

    top: Path

    def commit(self, revision: str) -> str | None:
        """The commit of a revision, None where there is none."""
        if revision.startswith("-"):
            return None
        try:
            found = _git(
                self.top, "rev-parse", "--verify", "-q", f"{revision}^{{commit}}"
            )
        except GitError:
            return None
        return found.decode().strip()

    def tags(self, commit: str) -> list[tuple[Version, str]]:
        """The tags before a commit, itself included, that are versions; the newest first."""
        listed = _git(self.top, "tag", "--list", "--merged", commit).decode()
        found = [(parse(tag), tag) for tag in listed.splitlines()]
        tags = [(version, tag) for version, tag in found if version is not None]
        return sorted(tags, reverse=True)

    def is_shallow(self) -> bool:
        """Whether the clone lacks what came before."""
        answer = _git(self.top, "rev-parse", "--is-shallow-repository")
        return answer.strip() == b"true"

    def files(self, commit: str, path: PurePosixPath) -> list[File]:
        """The file at a path, or the files right in the folder there; none without either."""
        if path == PurePosixPath():
            return self._tree(commit)
        return self._tree(commit, f"{path}") or self._tree(commit, f"{path}/")

    def _tree(self, commit: str, *path: str) -> list[File]:
        command = ("ls-tree", "-z", "-l", "--full-tree", commit, "--")
        listed = _git(self.top, "--literal-pathspecs", *command, *path)
        files: list[File] = []
        for line in listed.decode("utf-8", "surrogateescape").split("\0")[:-1]:
            facts, _, name = line.partition("\t")
            mode, kind, blob, size = facts.split()
            if kind == "blob":
                path_of = PurePosixPath(name)
                files.append(File(path_of, blob, int(size), mode.startswith("12")))
        return files

    def text(self, file: File) -> bytes:
        """The bytes of a file. Raises UsageError where they are too many."""
        if file.size > LARGEST:
            raise UsageError(f"{file.path} has {file.size} bytes, too many to read")
        return _git(self.top, "cat-file", "blob", file.name)


def repository(folder: Path) -> Repository | None:
    """The repository that a folder is in."""
    try:
        top = _git(folder, "rev-parse", "--show-toplevel")
    except GitError as error:
        if "not a git repository" in str(error) or "No such file" in str(error):
            return None
        raise UsageError(f"git: {error}") from None
    return Repository(Path(os.fsdecode(top.rstrip(b"\n"))).resolve())


def _git(folder: Path, *arguments: str) -> bytes:
    """What git prints. Raises GitError."""
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and revisions do not start with -
            command,
            capture_output=True,
            check=True,
            timeout=SECONDS,
            env={**_environment(), "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"},
        )
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(said[0] if said else f"exit code {error.returncode}") from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise GitError(str(error)) from None
    return done.stdout


def _environment() -> dict[str, str]:
    """The environment without what a hook of git says of the repository that it runs in."""
    said = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
    return {key: value for key, value in os.environ.items() if key not in said}
