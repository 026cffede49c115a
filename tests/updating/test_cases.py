"""Recorded updates: a folder holds a spec, the page's new version, and what comes of them.

`options.txt` holds further arguments. `pytest tests/updating --record` records anew.
"""

from __future__ import annotations

import shlex
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from errsmith.project import spec_files

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = Path(__file__).parent
CASES = sorted(path.parent for path in FOLDER.glob("*/before.yaml"))
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def copied(case: Path, folder: Path) -> tuple[Path, list[str]]:
    """The case in a folder where it can be written, and how the command is called there."""
    folder = shutil.copytree(case, folder / "case")
    shutil.copyfile(case / "before.yaml", folder / "acme.yaml")
    page = next(path.name for path in case.glob("page.*"))
    options = folder / "options.txt"
    given = shlex.split(options.read_text("utf-8")) if options.exists() else []
    return folder, ["acme.yaml", page, *given]


@each_case
def test_an_update_writes_and_says_what_is_recorded(
    case: Path,
    tmp_path: Path,
    update: Callable[..., Any],
    record: bool,  # noqa: FBT001 - a fixture
) -> None:
    folder, arguments = copied(case, tmp_path)

    result = update(*arguments, cwd=folder)

    said = f"{result.messages}exit code {result.code}\n"
    written = (folder / "acme.yaml").read_bytes()
    if record:
        (case / "expected.txt").write_bytes(said.encode())
        (case / "after.yaml").write_bytes(written)
    assert said == (case / "expected.txt").read_bytes().decode()
    assert written == (case / "after.yaml").read_bytes()


@each_case
def test_a_second_update_changes_nothing(
    case: Path, tmp_path: Path, update: Callable[..., Any]
) -> None:
    folder, arguments = copied(case, tmp_path)
    first = update(*arguments, cwd=folder)
    written = (folder / "acme.yaml").read_bytes()

    second = update(*arguments, cwd=folder, today="2028-01-01")

    assert (folder / "acme.yaml").read_bytes() == written
    assert second.code == first.code
    assert ", 0 messages changed, 0 added, 0 deprecated" in second.messages


@each_case
def test_a_dry_run_writes_nothing_and_shows_the_change_as_a_patch(
    case: Path, tmp_path: Path, update: Callable[..., Any]
) -> None:
    folder, arguments = copied(case, tmp_path)
    before = (case / "before.yaml").read_bytes()
    after = (case / "after.yaml").read_bytes()

    result = update(*arguments, "--dry-run", cwd=folder)

    assert (folder / "acme.yaml").read_bytes() == before
    assert result.output.startswith("--- a/acme.yaml\n") == (before != after)
    (folder / "change.diff").write_bytes(result.output.encode())
    if result.output:
        command = ["git", "apply", "--whitespace=nowarn", "change.diff"]
        subprocess.run(command, cwd=folder, check=True)
    assert (folder / "acme.yaml").read_bytes() == after


@each_case
def test_what_an_update_writes_is_a_spec_without_problems(case: Path) -> None:
    specs = spec_files.load_all([case / "after.yaml"]).specs

    assert len(specs) == 1
