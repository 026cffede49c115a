"""The hook and the workflow that init writes: run for real, and held against a linter."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    from collections.abc import Callable

    Command = Callable[..., Any]

BIN = Path(sys.executable).parent
SERVICES = ("mail", "push", "sms")
HOOKS = ".pre-commit-config.yaml"
WORKFLOW = Path(".github/workflows/errsmith.yml")


def call(folder: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """Call a program in a repository, with this environment's programs first and no settings."""
    own = {
        "PATH": os.pathsep.join([str(BIN), os.environ["PATH"]]),
        "HOME": str(folder),
        "PRE_COMMIT_HOME": str(folder / ".git" / "pre-commit"),
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    kept = {key: each for key, each in os.environ.items() if key[:4] != "GIT_"}
    return subprocess.run(
        [*map(str, words)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**kept, **own},
    )


def commit(folder: Path) -> subprocess.CompletedProcess[str]:
    """Commit everything; what the hooks say is in the result."""
    call(folder, "git", "add", "--all")
    own = ("-c", "user.name=a", "-c", "user.email=a@example.com")
    return call(folder, "git", *own, "commit", "--message", "a change")


@pytest.fixture
def services(tmp_path: Path, errsmith: Command) -> Path:
    """A repository of three services with specs, and the hook that init wrote, installed."""
    call(tmp_path, "git", "init", "--quiet")
    for name in SERVICES:
        folder = tmp_path / "services" / name
        folder.mkdir(parents=True)
        errsmith(folder, "init")
    errsmith(tmp_path, "gen", "--all")
    # The tool is the one that is installed here, so that nothing is fetched.
    text = (tmp_path / HOOKS).read_text("utf-8")
    text = text.replace("language: python", "language: system")
    text = re.sub(r"\n +additional_dependencies: .*", "", text)
    (tmp_path / HOOKS).write_text(text, "utf-8")
    call(tmp_path, BIN / "pre-commit", "install")
    return tmp_path


def test_one_hook_checks_every_service(services: Path, errsmith: Command) -> None:
    first = commit(services)
    spec = services / "services" / "push" / "specs" / "example.yaml"
    text = spec.read_text("utf-8").replace("TOO_FAST", "MUCH_TOO_FAST")

    spec.write_text(text, "utf-8")
    refused = commit(services)
    errsmith(services, "gen", "--all")
    passed = commit(services)

    assert first.returncode == 0, first.stdout + first.stderr
    assert "errsmith gen --check --all" in first.stderr
    assert refused.returncode == 1
    stale = "services/push/src/push_errors/example.py: stale or edited by hand"
    assert stale in refused.stderr
    assert "to fix, run: errsmith gen --all" in refused.stderr
    assert "services/mail" not in refused.stderr
    assert passed.returncode == 0, passed.stderr


def test_a_commit_that_only_removes_a_spec_is_checked(services: Path) -> None:
    specs = services / "services" / "sms" / "specs"
    shutil.copy(specs / "example.yaml", specs / "other.yaml")
    text = (specs / "other.yaml").read_text("utf-8")
    text = text.replace("provider: example", "provider: other")
    (specs / "other.yaml").write_text(text.replace("Example", "Other"), "utf-8")
    call(services, BIN / "errsmith", "gen", "--all")
    commit(services)

    (specs / "other.yaml").unlink()
    refused = commit(services)

    assert refused.returncode == 1
    assert "services/sms/src/sms_errors/other.py: orphaned" in refused.stderr


def test_checks_stand_at_the_top_of_a_repository_once(
    services: Path, errsmith: Command
) -> None:
    found = sorted(services.rglob(HOOKS)) + sorted(services.rglob("errsmith.yml"))

    said = errsmith(services / "services" / "sms", "init").messages

    assert found == [services / HOOKS, services / WORKFLOW]
    assert f"keep {services / HOOKS}: it is there already" in said
    assert "--all" not in said
    steps = yaml.safe_load((services / WORKFLOW).read_text())["jobs"]["check"]["steps"]
    assert steps[-1] == {"run": "errsmith gen --check --all"}


def test_a_check_of_one_project_is_told_to_check_the_next_one_too(
    tmp_path: Path, errsmith: Command
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "mail").mkdir()
    errsmith(tmp_path, "init")

    said = errsmith(tmp_path / "mail", "init").messages

    advice = "so that it checks this project too, run there: errsmith gen --check --all"
    assert said.count(advice) == 2


@pytest.mark.parametrize("below", [".", "mail"])
def test_the_workflow_is_clean_for_a_linter_of_workflows(
    below: str, tmp_path: Path, errsmith: Command
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / below).mkdir(exist_ok=True)
    errsmith(tmp_path / below, "init")

    found = call(
        tmp_path,
        BIN / "zizmor",
        "--offline",
        "--no-progress",
        "--persona=pedantic",
        WORKFLOW,
    )

    assert found.returncode == 0, found.stdout + found.stderr


def test_the_linter_of_workflows_finds_what_is_not_pinned(
    tmp_path: Path, errsmith: Command
) -> None:
    errsmith(tmp_path, "init")
    text = (tmp_path / WORKFLOW).read_text("utf-8")
    (tmp_path / WORKFLOW).write_text(re.sub("@[0-9a-f]{40} # ", "@", text), "utf-8")

    found = call(tmp_path, BIN / "zizmor", "--offline", "--no-progress", WORKFLOW)

    assert "unpinned-uses" in found.stdout
    assert found.returncode != 0


def test_specs_and_every_project_are_no_call(tmp_path: Path, errsmith: Command) -> None:
    errsmith(tmp_path, "init")

    calls = [
        errsmith(tmp_path, *words, "--all")
        for words in (
            ("gen", "specs"),
            ("gen", "-o", "src"),
            ("gen", "--package", "a_errors"),
            ("validate", "specs"),
        )
    ]

    assert [each.code for each in calls] == [2, 2, 2, 2]
    assert all("leave out SPECS, -o and --package" in each.messages for each in calls)


def test_problems_of_every_project_are_reported_at_once(
    services: Path, errsmith: Command
) -> None:
    for name in ("mail", "sms"):
        spec = services / "services" / name / "specs" / "example.yaml"
        spec.write_text("provider: example\n", "utf-8")

    result = errsmith(services, "validate", "--all")

    assert result.code == 1
    assert "services/mail/specs/example.yaml:1:1" in result.messages
    assert "services/sms/specs/example.yaml:1:1" in result.messages


def test_projects_of_others_are_left_out(tmp_path: Path, errsmith: Command) -> None:
    for name in ("node_modules", ".cache", "env"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "pyproject.toml").write_text("[tool.errsmith]\n")
    (tmp_path / "env" / "pyvenv.cfg").write_text("")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "pyproject.toml").write_text("[tool.other]\nx = 'errsmith'\n")

    result = errsmith(tmp_path, "gen", "--check", "--all")

    assert result.code == 2
    assert "has [tool.errsmith]; errsmith init writes it" in result.messages
