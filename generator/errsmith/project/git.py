"""Ask git, as somebody else's data, about the repository that a project is in.

A repository may come from anybody, its configuration too: nothing that it says may run a command,
fetch anything, or lead to another repository than the one that is found here.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from errsmith.problems import UsageError, printable
from errsmith.project.plain_files import real_path
from errsmith.spec.nodes import LARGEST

if TYPE_CHECKING:
    from collections.abc import Iterable


SECONDS: Final = 120
"""Time that git may take for one answer."""

LONGEST_LINK: Final = 4096
"""Bytes of a `.git` file that are read."""

OVERRIDES: Final = (
    "safe.bareRepository=explicit",
    "core.fsmonitor=",
    f"core.hooksPath={os.devnull}",
    "core.untrackedCache=false",
    "core.alternateRefsCommand=",
    "protocol.allow=never",
)
"""Settings that a repository has no say in."""

ENVIRONMENT: Final = {
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}


class GitError(UsageError):
    """Git refuses; the text is its message."""


@dataclass(frozen=True)
class File:
    """A file of a revision; `link` where it only names another."""

    path: PurePosixPath
    name: str
    size: int
    link: bool


@dataclass(frozen=True)
class Repository:
    """A repository by its work tree and its git directory."""

    top: Path
    directory: Path

    def ask(self, *arguments: str) -> bytes:
        """Return the answer of git. Raises GitError."""
        where = (f"--git-dir={self.directory}", f"--work-tree={self.top}")
        return _git(self.top, *where, "--literal-pathspecs", *arguments)

    def commit(self, revision: str) -> str | None:
        """Return the commit of a revision, None where there is none."""
        if revision.startswith("-") or "\0" in revision:
            return None
        try:
            found = self.ask("rev-parse", "--verify", "-q", f"{revision}^{{commit}}")
        except GitError:
            return None
        return found.decode().strip()

    def tags(self, commit: str) -> list[str]:
        """Return the tags before a commit, itself included."""
        listed = self.ask("tag", "--list", "--merged", commit)
        return listed.decode("utf-8", "surrogateescape").splitlines()

    def is_shallow(self) -> bool:
        """Return whether the clone lacks what came before."""
        answer = self.ask("rev-parse", "--is-shallow-repository")
        return answer.strip() == b"true"

    def files(self, commit: str, path: PurePosixPath) -> list[File]:
        """Return the file at a path, or the files right in the folder there."""
        if path == PurePosixPath():
            return self._tree(commit)
        return self._tree(commit, f"{path}") or self._tree(commit, f"{path}/")

    def _tree(self, commit: str, *path: str) -> list[File]:
        listed = self.ask("ls-tree", "-z", "-l", "--full-tree", commit, "--", *path)
        files: list[File] = []
        for line in listed.decode("utf-8", "surrogateescape").split("\0")[:-1]:
            facts, _, name = line.partition("\t")
            mode, kind, blob, size = facts.split()
            if kind == "blob" and not size.isdigit():
                raise GitError(f"{printable(name)}: its object {blob} is missing")
            if kind == "blob":
                path_of = PurePosixPath(name)
                files.append(File(path_of, blob, int(size), mode.startswith("12")))
        return files

    def text(self, file: File) -> bytes:
        """Return the bytes of a file. Raises UsageError where they are too many."""
        if file.size > LARGEST:
            raise UsageError(f"{file.path} has {file.size} bytes, too many to read")
        return self.ask("cat-file", "blob", file.name)

    def untracked(self, paths: Iterable[Path]) -> list[Path]:
        """Return those of the files that are neither tracked nor ignored."""
        return self._others(paths)

    def ignored(self, paths: Iterable[Path]) -> list[Path]:
        """Return those of the files that are ignored, so that no commit has them."""
        return self._others(paths, "--ignored")

    def _others(self, paths: Iterable[Path], *options: str) -> list[Path]:
        inside = [path for path in paths if path.is_relative_to(self.top)]
        folders = sorted({str(path.parent.relative_to(self.top)) for path in inside})
        if not folders:
            return []
        words = ("ls-files", "-z", "--others", "--exclude-standard", *options)
        listed = os.fsdecode(self.ask(*words, "--", *folders))
        others = {self.top / name for name in listed.split("\0") if name}
        return [path for path in inside if path in others]


def repository(folder: Path) -> Repository | None:
    """Return the repository that a folder is in, by the nearest `.git` above it.

    A bare repository, which may be part of what somebody committed, is never one. Raises
    UsageError where the repository belongs to another user.
    """
    here = real_path(folder)
    for top in (here, *here.parents):
        entry = top / ".git"
        directory = _linked(entry) if entry.is_file() else entry
        if directory is not None and _is_git_directory(directory):
            _check_owner(top, entry, directory)
            return Repository(top, real_path(directory))
    return None


def _linked(file: Path) -> Path | None:
    """Return the git directory that a `.git` file names: that of a work tree or submodule."""
    try:
        text = file.read_bytes()[:LONGEST_LINK].decode("utf-8", "surrogateescape")
    except OSError:
        return None
    name = text.removeprefix("gitdir:").strip()
    return file.parent / name if text.startswith("gitdir:") and name else None


def _is_git_directory(folder: Path) -> bool:
    """Return whether a folder is a git directory, as git tells one."""
    try:
        own = (folder / "objects").is_dir() and (folder / "refs").is_dir()
        linked = (folder / "commondir").is_file()
    except OSError:  # no name of a file, as a `.git` file may hold it
        return False
    return os.path.lexists(folder / "HEAD") and (own or linked)


def _check_owner(top: Path, entry: Path, directory: Path) -> None:
    """Raise UsageError where a part of the repository is neither the user's nor trusted.

    Git does so itself, but not where it is told which directory to take.
    """
    if not hasattr(os, "geteuid"):
        return
    users = {os.geteuid()}
    if os.geteuid() == 0 and os.environ.get("SUDO_UID", "").isdigit():
        users.add(int(os.environ["SUDO_UID"]))
    owners = {each.lstat().st_uid for each in (top, entry, directory)}
    if owners <= users or _is_trusted(top):
        return
    shown = printable(str(top))
    message = f"git: detected dubious ownership in repository at '{shown}'"
    hint = f"to trust it, run: git config --global --add safe.directory '{shown}'"
    raise UsageError(f"{message}\n{hint}")


def _is_trusted(top: Path) -> bool:
    """Return whether the user's or the system's settings name a repository as safe."""
    trusted = False
    for scope in ("--system", "--global"):
        try:
            words = ("config", scope, "-z", "--get-all", "safe.directory")
            listed = os.fsdecode(_git(Path(top.anchor), *words))
        except GitError:
            continue
        for value in listed.split("\0")[:-1]:
            if not value:
                trusted = False  # an empty one takes back those before it
            elif value == "*" or _covers(value, top):
                trusted = True
    return trusted


def _covers(value: str, top: Path) -> bool:
    """Return whether a value of `safe.directory` is a folder, or has it below `/*`."""
    folder = Path(value.removesuffix("/*")).expanduser()
    return top.is_relative_to(folder) if value.endswith("/*") else top == folder


def _git(folder: Path, *arguments: str) -> bytes:
    """Return the output of git. Raises GitError."""
    overrides = [word for each in OVERRIDES for word in ("-c", each)]
    command = ["git", "--no-pager", "-C", str(folder), *overrides, *arguments]
    own = {key: each for key, each in os.environ.items() if not key.startswith("GIT_")}
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and revisions do not start with -
            command,
            capture_output=True,
            check=True,
            timeout=SECONDS,
            stdin=subprocess.DEVNULL,
            env={**own, **ENVIRONMENT},
        )
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(said[0] if said else f"exit code {error.returncode}") from None
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise GitError(str(error)) from None
    return done.stdout
