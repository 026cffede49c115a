"""How `errsmith compat` is called, and repositories to call it in."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from errsmith.cli import dispatch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROW = (
    "{{code: {code}, name: {name}, summary: It broke., remedy: Mend it., "
    "category: provider_fault, retry: backoff}}"
)


@dataclass(frozen=True)
class Result:
    """What a call of the command came to."""

    code: int
    messages: str
    output: str

    @property
    def rules(self) -> list[str]:
        """The rules of the findings, in order."""
        lines = (line for line in self.messages.splitlines() if line.endswith("]"))
        return [line.rpartition("[")[2].rstrip("]") for line in lines]


@pytest.fixture
def compat(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Callable[..., Result]:
    """`errsmith compat`, called in this process; in `tmp_path` unless `cwd` says otherwise."""

    def call(*arguments: str, cwd: Path = tmp_path) -> Result:
        monkeypatch.chdir(cwd)
        capsys.readouterr()
        code = dispatch.main(["compat", *arguments])
        printed = capsys.readouterr()
        return Result(code, printed.err, printed.out)

    return call


@dataclass(frozen=True)
class Repository:
    """A git repository with a project of one spec."""

    folder: Path

    def git(self, *arguments: str) -> None:
        subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env={**os.environ, "HOME": str(self.folder), "GIT_CONFIG_NOSYSTEM": "1"},
            check=True,
            capture_output=True,
        )

    def write(self, version: str, *, specs: str = "specs", **codes: int) -> None:
        """Write the settings, and a spec with these names and codes."""
        project = f'[project]\nname = "acme"\nversion = "{version}"\n'
        settings = f'\n[tool.errsmith]\nspecs = "{specs}"\n'
        (self.folder / "pyproject.toml").write_text(project + settings)
        (self.folder / specs).mkdir(exist_ok=True)
        (self.folder / specs / "acme.yaml").write_text(spec_text(**codes))

    def commit(self, *tags: str) -> None:
        """Commit everything and tag the commit."""
        self.git("add", "--all")
        who = ("-c", "user.name=Somebody", "-c", "user.email=somebody@acme.example")
        self.git(*who, "commit", "--allow-empty", "--message", "Something")
        for tag in tags:
            self.git("tag", tag)


def spec_text(**codes: int) -> str:
    """A spec with these names and codes."""
    rows = "".join(
        f"      - {ROW.format(code=code, name=name)}\n" for name, code in codes.items()
    )
    return (
        "provider: acme\nprefix: Acme\ntitle: Acme\n"
        "sources: [{id: guide, url: https://acme.example, seen: 2026-11-22, evidence: official}]\n"
        f"tables:\n  - enum: AcmeCode\n    type: int\n    codes:\n{rows}"
        "replies:\n  - {code: error, table: AcmeCode}\n"
    )


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository in which nothing is committed yet."""
    folder = tmp_path / "project"
    folder.mkdir()
    made = Repository(folder)
    made.git("init", "--quiet", "--initial-branch", "main")
    return made
