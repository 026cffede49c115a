"""Recorded projects: each folder holds one before and after `errsmith init`, and what it said.

`pytest tests/init --record` records anew.
"""

from __future__ import annotations

import importlib
import shutil
import sys
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    from collections.abc import Callable

    Command = Callable[..., Any]

ROOT = Path(__file__).parents[2]
CASES = sorted(path.parent for path in Path(__file__).parent.glob("*/before"))
VERSION = f"=={metadata.version('provider-errors')}"
FILES = (
    ".github/workflows/errsmith.yml",
    ".pre-commit-config.yaml",
    "pyproject.toml",
    "specs/example.yaml",
)
by_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def files(folder: Path) -> dict[str, str]:
    """Every file of a folder; this version of the tool is written as 0.0.0."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        .decode()
        .replace(VERSION, "==0.0.0")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def write(folder: Path, texts: dict[str, str]) -> None:
    """Replace a folder by these files."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())


@pytest.fixture
def project(tmp_path: Path) -> Callable[[Path], Path]:
    """A copy of a case before the command."""

    def copy(case: Path) -> Path:
        return shutil.copytree(case / "before", tmp_path / "acme-shop")

    return copy


@by_case
def test_a_project_becomes_what_is_recorded(
    case: Path,
    project: Callable[[Path], Path],
    errsmith: Command,
    record: bool,  # noqa: FBT001 - a fixture
) -> None:
    folder = project(case)

    result = errsmith(folder, "init")

    said = f"{result.messages}exit code {result.code}\n".replace(VERSION, "==0.0.0")
    said = said.replace(str(folder), "…")
    if record:
        write(case / "after", files(folder))
        (case / "expected.txt").write_text(said, "utf-8")
    assert said == (case / "expected.txt").read_text("utf-8")
    assert files(folder) == files(case / "after")


@by_case
def test_what_is_there_keeps_every_byte(
    case: Path, project: Callable[[Path], Path], errsmith: Command
) -> None:
    folder = project(case)
    before = files(folder)

    errsmith(folder, "init")

    after = files(folder)
    for name, text in before.items():
        kept = after[name] if name != "pyproject.toml" else after[name][: len(text)]
        assert kept == text


@by_case
def test_a_second_run_changes_nothing(
    case: Path, project: Callable[[Path], Path], errsmith: Command
) -> None:
    folder = project(case)
    errsmith(folder, "init")
    first = files(folder)

    errsmith(folder, "init")

    assert files(folder) == first


@by_case
def test_a_project_that_was_prepared_generates_and_is_fresh(
    case: Path, project: Callable[[Path], Path], errsmith: Command
) -> None:
    folder = project(case)
    if errsmith(folder, "init").code:
        return

    results = [
        errsmith(folder, *words)
        for words in (("validate",), ("gen",), ("gen", "--check"))
    ]

    assert [result.code for result in results] == [0, 0, 0], results


def test_line_ends_of_a_project_are_kept(tmp_path: Path, errsmith: Command) -> None:
    before = b'[project]\r\nname = "acme"\r\n'
    (tmp_path / "pyproject.toml").write_bytes(before)

    errsmith(tmp_path, "init")

    after = (tmp_path / "pyproject.toml").read_bytes()
    assert after.startswith(before + b"\r\n[tool.errsmith]\r\n")
    assert after.count(b"\n") == after.count(b"\r\n")


@pytest.mark.parametrize("text", [b'name = "\xff"\n', b"[tool\n", b"tool = 1\n"])
def test_a_project_that_cannot_be_read_is_left(
    text: bytes, tmp_path: Path, errsmith: Command
) -> None:
    (tmp_path / "pyproject.toml").write_bytes(text)

    result = errsmith(tmp_path, "init")

    assert result.code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["pyproject.toml"]
    assert (tmp_path / "pyproject.toml").read_bytes() == text


def test_settings_behind_a_link_are_left_and_nothing_is_written(
    tmp_path: Path, errsmith: Command
) -> None:
    (tmp_path / "real.toml").write_text('[project]\nname = "acme"\n')
    (tmp_path / "pyproject.toml").symlink_to("real.toml")

    before = files(tmp_path)

    result = errsmith(tmp_path, "init")

    assert result.code == 1
    assert "pyproject.toml is a symbolic link" in result.messages
    assert files(tmp_path) == before


def test_a_link_that_leads_nowhere_is_left(tmp_path: Path, errsmith: Command) -> None:
    (tmp_path / ".pre-commit-config.yaml").symlink_to("nowhere")

    result = errsmith(tmp_path, "init")

    assert "keep .pre-commit-config.yaml: it is there already" in result.messages
    assert not (tmp_path / "nowhere").exists()
    assert result.code == 0


def test_a_folder_can_be_named_and_is_made(tmp_path: Path, errsmith: Command) -> None:
    result = errsmith(tmp_path, "init", "work/acme")

    assert sorted(files(tmp_path / "work" / "acme")) == sorted(FILES)
    assert "  cd work/acme, read your provider" in result.messages


def test_a_file_is_no_folder(tmp_path: Path, errsmith: Command) -> None:
    (tmp_path / "acme").write_text("mine")

    result = errsmith(tmp_path, "init", "acme")

    assert (result.messages, result.code) == ("errsmith: acme is not a folder\n", 2)


def test_a_folder_that_is_read_only_is_left(
    tmp_path: Path, restricted: Callable[..., Any]
) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text('[project]\nname = "acme"\n')
    tmp_path.chmod(0o555)

    result = restricted("init", cwd=tmp_path)

    tmp_path.chmod(0o755)
    again = "fix this and run the command again"
    assert result.stderr == f"errsmith: {file}: Permission denied\n{again}\n"
    assert result.returncode == 1
    assert files(tmp_path) == {"pyproject.toml": '[project]\nname = "acme"\n'}


def test_a_file_in_the_place_of_a_folder_is_left(
    tmp_path: Path, errsmith: Command
) -> None:
    (tmp_path / ".github").write_text("mine")

    result = errsmith(tmp_path, "init")

    assert result.messages.count("create ") == 3
    assert f"errsmith: {tmp_path / '.github/workflows'}: " in result.messages
    assert (tmp_path / ".github").read_text() == "mine"
    assert result.code == 1


def test_the_example_is_raised_as_it_says(
    tmp_path: Path, errsmith: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "example-shop").mkdir()
    errsmith(tmp_path / "example-shop", "init")
    errsmith(tmp_path / "example-shop", "gen")
    sources = str(tmp_path / "example-shop" / "src")
    monkeypatch.setattr(sys, "path", [sources, *sys.path])
    example = importlib.import_module("example_shop_errors.example")

    error = example.error_from_reply({"status": 17, "text": "Slow down"})

    assert type(error).__name__ == "ExampleTooFast"
    assert error.retry_after == 60.0


def commands() -> list[str]:
    """What the hooks and the workflow run of the tool."""
    hooks = yaml.load((ROOT / ".pre-commit-hooks.yaml").read_text(), yaml.BaseLoader)
    found = [hook["entry"] for hook in hooks]
    found += [f"{hook['entry']} --all" for hook in hooks]
    templates = ROOT / "generator" / "errsmith" / "cli" / "files"
    own = yaml.load((templates / "pre-commit.yaml").read_text(), yaml.BaseLoader)
    found += [hook["entry"] for hook in own["repos"][0]["hooks"]]
    flow = yaml.load((templates / "workflow.yaml").read_text(), yaml.BaseLoader)
    steps = flow["jobs"]["check"]["steps"]
    found += [step["run"] for step in steps if "run" in step]
    plain = [each.replace("@ALL@", "") for each in found]
    return [each for each in plain if each.startswith("errsmith ")]


def test_the_hooks_of_this_repository_are_the_promised_ones() -> None:
    text = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")

    hooks = {hook["id"]: hook["entry"] for hook in yaml.safe_load(text)}

    assert hooks == {
        "errsmith-check": "errsmith gen --check",
        "errsmith-validate": "errsmith validate",
    }


@pytest.mark.parametrize("command", commands())
def test_what_hooks_and_workflow_run_passes_in_a_fresh_project(
    command: str, tmp_path: Path, errsmith: Command
) -> None:
    errsmith(tmp_path, "init")
    errsmith(tmp_path, "gen")

    result = errsmith(tmp_path, *command.split()[1:])

    assert result.code == 0
