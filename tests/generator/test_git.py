"""A repository is somebody else's data: nothing that it holds runs a command of its author's."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from errsmith.problems import UsageError
from errsmith.project.git import repository

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

CALLS = {
    "check": ("gen", "--check"),
    "compat": ("compat",),
    "revisions": ("compat", "HEAD~1", "HEAD"),
    "a revision and a path": ("compat", "HEAD:specs"),
}
SETTINGS = (
    ("core", "fsmonitor", "{command}"),
    ("core", "hooksPath", "{hooks}"),
    ("core", "sshCommand", "{command}"),
    ("core", "gitProxy", "{command}"),
    ("core", "pager", "{command}"),
    ("core", "editor", "{command}"),
    ("core", "askPass", "{command}"),
    ("core", "alternateRefsCommand", "{command}"),
    ("pager", "tag", "{command}"),
    ("pager", "ls-files", "{command}"),
    ("alias", "ls-files", "!{command}"),
    ("alias", "rev-parse", "!{command}"),
    ("credential", "helper", "!{command}"),
    ("diff", "external", "{command}"),
    ('diff "x"', "textconv", "{command}"),
    ('filter "x"', "clean", "{command}"),
    ('filter "x"', "smudge", "{command}"),
    ('filter "x"', "process", "{command}"),
    ("gpg", "program", "{command}"),
    ("include", "path", "{included}"),
    ('includeIf "gitdir:**"', "path", "{included}"),
    ("uploadpack", "packObjectsHook", "{command}"),
)
PROMISOR = """\
[core]
    repositoryformatversion = 1
    bare = false
[extensions]
    partialClone = origin
[remote "origin"]
    url = {folder}
    promisor = true
    partialclonefilter = blob:none
    uploadpack = {command}
[protocol]
    allow = always
[protocol "file"]
    allow = always
"""


def git(folder: Path, *words: str) -> str:
    name = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    command = ["git", *name, *words]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return done.stdout.decode()


@pytest.fixture
def marker(tmp_path: Path) -> Path:
    """The file that is there once a command of the author's has run."""
    return tmp_path / "it-ran"


@pytest.fixture
def command(tmp_path: Path, marker: Path) -> Path:
    script = tmp_path / "command.sh"
    script.write_text(f"#!/bin/sh\necho \"$0\" >>'{marker}'\nexit 1\n")
    script.chmod(0o755)
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for name in ("post-index-change", "pre-auto-gc", "reference-transaction"):
        (hooks / name).write_text(script.read_text())
        (hooks / name).chmod(0o755)
    return script


@pytest.fixture
def cloned(project: Path, run: Run) -> Path:
    """A project in a repository, with a package and two commits."""
    assert run("gen", cwd=project).returncode == 0
    git(project, "init", "-q")
    (project / ".gitattributes").write_text("* filter=x diff=x\n")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "One")
    git(project, "commit", "-q", "--allow-empty", "-m", "Two")
    return project


def as_bare(folder: Path, command: Path) -> None:
    """Make a folder look like a git directory that watches its files by a command."""
    for name in ("objects/info", "refs/heads"):
        (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / name / "keep").touch()
    (folder / "HEAD").write_text("ref: refs/heads/main\n")
    text = (
        f'[core]\nrepositoryformatversion = 0\nworktree = .\nfsmonitor = "{command}"\n'
    )
    (folder / "config").write_text(text)


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
@pytest.mark.parametrize("where", ["src", "src/acme_errors", "specs", "."])
def test_a_folder_that_looks_like_a_repository_is_not_one(
    where: str,
    call: tuple[str, ...],
    cloned: Path,
    command: Path,
    marker: Path,
    run: Run,
) -> None:
    as_bare(cloned / where, command)
    git(cloned, "add", "-A")

    for folder in (cloned, cloned / where):
        run(*call, cwd=folder)

    assert not marker.exists()


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
@pytest.mark.parametrize("setting", SETTINGS, ids=lambda each: f"{each[0]}.{each[1]}")
def test_no_setting_of_a_repository_runs_a_command(
    setting: tuple[str, str, str],
    call: tuple[str, ...],
    cloned: Path,
    command: Path,
    marker: Path,
    run: Run,
) -> None:
    included = cloned / "included"
    included.write_text(f'[core]\nfsmonitor = "{command}"\n')
    section, key, value = setting
    text = value.format(
        command=command, hooks=command.parent / "hooks", included=included
    )
    with (cloned / ".git" / "config").open("a") as config:
        config.write(f'[{section}]\n{key} = "{text}"\n')
    (cloned / "src" / "acme_errors" / "acme.py").touch()

    result = run(*call, cwd=cloned)

    assert not marker.exists()
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("kind", ["blob", "tree", "commit"])
@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_objects_that_are_missing_are_fetched_from_nowhere(
    call: tuple[str, ...],
    kind: str,
    cloned: Path,
    command: Path,
    marker: Path,
    run: Run,
) -> None:
    batch = "--batch-check=%(objecttype) %(objectname)"
    listed = git(cloned, "cat-file", batch, "--batch-all-objects")
    text = PROMISOR.format(command=command, folder=cloned.parent / "elsewhere")
    (cloned / ".git" / "config").write_text(text)
    for line in listed.splitlines():
        name = line.removeprefix(f"{kind} ")
        if name != line:
            (cloned / ".git" / "objects" / name[:2] / name[2:]).unlink()

    result = run(*call, cwd=cloned)

    assert not marker.exists()
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_what_a_call_of_git_says_of_its_repository_is_not_heard(
    call: tuple[str, ...],
    cloned: Path,
    command: Path,
    marker: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GIT_DIR", str(cloned / "src"))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.fsmonitor")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(command))

    run(*call, cwd=cloned)

    assert not marker.exists()


def test_a_file_that_names_its_repository_is_followed(
    cloned: Path, tmp_path: Path, run: Run
) -> None:
    beside = tmp_path / "beside"
    git(cloned, "worktree", "add", "-q", str(beside))
    (beside / "src" / "acme_errors" / "acme.py").unlink()
    git(beside, "rm", "-q", "--cached", "src/acme_errors/acme.py")
    assert run("gen", cwd=beside).returncode == 0

    result = run("gen", "--check", cwd=beside)

    assert "src/acme_errors/acme.py: not tracked by git" in result.stderr
    assert result.returncode == 1


@pytest.mark.parametrize(
    "text",
    ["", "gitdir:", "gitdir: nowhere", "x", "gitdir: \x00", "gitdir: " + "a" * 9000],
)
def test_a_file_that_names_no_repository_is_passed_by(
    text: str, tmp_path: Path
) -> None:
    (tmp_path / ".git").write_text(text)

    assert repository(tmp_path) is None


def test_a_repository_of_somebody_else_is_refused_until_it_is_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "init", "-q")
    settings = tmp_path / "home"
    settings.mkdir()
    monkeypatch.setenv("HOME", str(settings))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: 54321)

    with pytest.raises(UsageError, match="detected dubious ownership") as refused:
        repository(tmp_path)

    assert f"safe.directory '{tmp_path}'" in str(refused.value)
    for value in (str(tmp_path), "*", f"{tmp_path.parent}/*"):
        (settings / ".gitconfig").write_text(f"[safe]\ndirectory = {value}\n")
        assert repository(tmp_path) is not None
    taken_back = f"[safe]\ndirectory = {tmp_path}\ndirectory =\n"
    (settings / ".gitconfig").write_text(taken_back)
    with pytest.raises(UsageError):
        repository(tmp_path)


def test_who_calls_through_sudo_is_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "init", "-q")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    for path in (tmp_path, tmp_path / ".git"):
        real: Any = path.lstat()
        if real.st_uid:
            monkeypatch.setenv("SUDO_UID", str(real.st_uid))

    assert repository(tmp_path) is not None
