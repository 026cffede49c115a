"""Recorded messages: each folder of tests/problems holds specs and what `errsmith validate` prints.

`pytest tests/generator --record` records them anew. Cases named `fine_…` have no problems;
`sizes.json` asks for files of so many bytes.
"""

from __future__ import annotations

import ast
import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator

TESTS = Path(__file__).parents[1]
CASES = sorted(path for path in (TESTS / "problems").iterdir() if path.is_dir())
TOOL = TESTS.parent / "generator" / "errsmith"
RULE = re.compile(r"[a-z]+(-[a-z]+)+")
REPORTED = re.compile(r" \[([a-z]+(?:-[a-z]+)+)\]$", re.MULTILINE)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_spec_gets_the_recorded_messages(
    case: Path,
    tmp_path: Path,
    run: Callable[..., subprocess.CompletedProcess[str]],
    record: bool,  # noqa: FBT001 - a fixture
) -> None:
    recorded = case / "expected.txt"
    folder = shutil.copytree(case, tmp_path / "case")
    (folder / recorded.name).unlink(missing_ok=True)
    if (folder / "sizes.json").exists():
        for name, size in json.loads((folder / "sizes.json").read_text()).items():
            with (folder / name).open("wb") as file:
                file.truncate(size)

    result = run("validate", ".", cwd=folder)

    if record:
        recorded.write_text(result.stderr, "utf-8")
    assert result.stderr == recorded.read_text("utf-8")
    assert result.stdout == ""
    assert result.returncode == (0 if case.name.startswith("fine_") else 1)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_recorded_messages_are_sorted_and_counted(case: Path) -> None:
    text = (case / "expected.txt").read_text("utf-8")
    places = [
        (path, int(line), int(column))
        for path, line, column in re.findall(
            r"^(\S+?):(\d+):(\d+): ", text, re.MULTILINE
        )
    ]

    assert places == sorted(places)
    assert len(places) == len(REPORTED.findall(text))
    assert text.endswith(summary_line(places))


def summary_line(places: list[tuple[str, int, int]]) -> str:
    if not places:
        return ": no problems\n"
    files = len({path for path, _, _ in places})
    problems = f"{len(places)} problem{'s' * (len(places) > 1)}"
    return f"{problems} in {files} spec{'s' * (files > 1)}\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_recorded_places_lie_within_the_files(case: Path) -> None:
    text = (case / "expected.txt").read_text("utf-8")
    for path, line, column in re.findall(r"^(\S+?):(\d+):(\d+): ", text, re.MULTILINE):
        file = case / path
        lines = (
            re.split(r"\r?\n", file.read_bytes().decode("utf-8-sig", "replace"))
            if file.is_file()
            else [""]
        )

        assert 1 <= int(line) <= len(lines)
        assert 1 <= int(column) <= len(lines[int(line) - 1]) + 1


def test_every_rule_has_a_case_and_every_case_a_rule() -> None:
    recorded = "".join((case / "expected.txt").read_text("utf-8") for case in CASES)
    in_cases = set(REPORTED.findall(recorded))
    in_code = {
        rule
        for file in TOOL.rglob("*.py")
        if "runtime" not in file.parts
        for rule in rules_in(file)
    }

    assert in_cases == in_code


def rules_in(file: Path) -> Iterator[str]:
    """The ids in a module: text of this form that is passed to what makes a problem."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and "problem" in ast.unparse(node.func).lower():
            for argument in node.args:
                if isinstance(argument, ast.Constant) and RULE.fullmatch(
                    str(argument.value)
                ):
                    yield str(argument.value)


def test_a_new_rule_without_a_case_would_be_noticed(tmp_path: Path) -> None:
    module = tmp_path / "rules.py"
    module.write_text('Problem(at, "brand-new", "message")\n')

    assert list(rules_in(module)) == ["brand-new"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_problem_says_what_to_write_instead(case: Path) -> None:
    lines = (case / "expected.txt").read_text("utf-8").splitlines()

    alone = [
        line
        for line, after in zip(lines, [*lines[1:], ""], strict=True)
        if REPORTED.search(line) and not after.startswith("  hint: ")
    ]

    assert alone == []
