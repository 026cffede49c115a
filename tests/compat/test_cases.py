"""Recorded comparisons: a folder holds two versions of specs and what comes of them.

A file `changelog` holds the value of `--changelog`; `printed.md` is what comes of `-`, and
`after.md` what comes of the file. `pytest tests/compat --record` records anew.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from errsmith.compat.findings import RULES

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = Path(__file__).parent
CASES = sorted(path.parent for path in FOLDER.glob("*/old"))
LOGS = [case for case in CASES if (case / "changelog").exists()]
LINE = re.compile(r"(?P<place>\S+:\d+:\d+): (?P<level>\w+): .* \[(?P<rule>[a-z-]+)\]")


def recorded(path: Path, text: str, *, record: bool) -> str:
    """What is recorded, after recording it anew where that is asked for."""
    if record:
        path.write_bytes(text.encode())
    return path.read_bytes().decode()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_comparison_says_what_is_recorded(
    case: Path,
    tmp_path: Path,
    compat: Callable[..., Any],
    record: bool,  # noqa: FBT001 - a fixture
) -> None:
    folder = shutil.copytree(case, tmp_path / "case")
    log = case / "changelog"
    arguments = ["--changelog", log.read_text().strip()] if log.exists() else []

    result = compat("old", "new", *arguments, cwd=folder)

    said = f"{result.messages}exit code {result.code}\n"
    said = said.replace(str(folder), "…")
    assert said == recorded(case / "expected.txt", said, record=record)


@pytest.mark.parametrize("case", LOGS, ids=lambda case: case.name)
def test_a_changelog_becomes_what_is_recorded(
    case: Path,
    tmp_path: Path,
    compat: Callable[..., Any],
    record: bool,  # noqa: FBT001 - a fixture
) -> None:
    folder = shutil.copytree(case, tmp_path / "case")
    where = (case / "changelog").read_text().strip()

    result = compat("old", "new", "--changelog", where, cwd=folder)

    if where == "-":
        assert result.output == recorded(
            case / "printed.md", result.output, record=record
        )
    else:
        written = (folder / where).read_bytes()
        if record:
            (case / "after.md").write_bytes(written)
        assert result.output == ""
        assert written == (case / "after.md").read_bytes()


@pytest.mark.parametrize("case", LOGS, ids=lambda case: case.name)
def test_a_second_run_leaves_the_changelog_as_it_is(
    case: Path, tmp_path: Path, compat: Callable[..., Any]
) -> None:
    folder = shutil.copytree(case, tmp_path / "case")
    where = folder / "NEWS.md"
    compat("old", "new", "--changelog", "NEWS.md", cwd=folder)
    first = where.read_bytes() if where.exists() else b""

    compat("old", "new", "--changelog", "NEWS.md", cwd=folder)

    assert (where.read_bytes() if where.exists() else b"") == first


def test_a_changelog_keeps_its_line_ends(
    tmp_path: Path, compat: Callable[..., Any]
) -> None:
    case = FOLDER / "changelog_inserted"
    folder = shutil.copytree(case, tmp_path / "case")
    log = folder / "NEWS.md"
    log.write_bytes(log.read_bytes().replace(b"\n", b"\r\n"))

    compat("old", "new", "--changelog", "NEWS.md", cwd=folder)

    expected = (case / "after.md").read_bytes().replace(b"\n", b"\r\n")
    assert log.read_bytes() == expected


def test_a_changelog_that_is_not_text_is_left(
    tmp_path: Path, compat: Callable[..., Any]
) -> None:
    folder = shutil.copytree(FOLDER / "changelog_inserted", tmp_path / "case")
    log = folder / "NEWS.md"
    log.write_bytes(b"# \xff\n")

    result = compat("old", "new", "--changelog", "NEWS.md", cwd=folder)

    assert result.messages.endswith("NEWS.md is not UTF-8; nothing was written\n")
    assert (result.code, log.read_bytes()) == (2, b"# \xff\n")


def test_a_changelog_behind_a_link_is_refused_and_what_to_name_is_said(
    tmp_path: Path, compat: Callable[..., Any]
) -> None:
    folder = shutil.copytree(FOLDER / "changelog_inserted", tmp_path / "case")
    (folder / "LINK.md").symlink_to("NEWS.md")

    before = (folder / "NEWS.md").read_bytes()

    result = compat("old", "new", "--changelog", "LINK.md", cwd=folder)

    assert (folder / "NEWS.md").read_bytes() == before
    assert (folder / "LINK.md").is_symlink()
    assert result.code == 1
    assert f"the place that it leads to: {folder}/NEWS.md" in result.messages


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_findings_are_sorted_marked_and_lie_within_the_files(case: Path) -> None:
    text = (case / "expected.txt").read_text("utf-8")
    levels = ["breaking", "minor", "patch"]
    keys: list[tuple[int, str, int, int]] = []
    for found in filter(None, map(LINE.fullmatch, text.splitlines())):
        path, line, column = found["place"].rsplit(":", 2)
        lines = (case / path).read_text("utf-8").splitlines()
        keys.append((levels.index(found["level"]), path, int(line), int(column)))

        assert found["level"] == RULES[found["rule"]][0].value
        assert 1 <= int(line) <= len(lines)
        assert 1 <= int(column) <= len(lines[int(line) - 1])

    assert keys == sorted(keys)


def test_every_rule_has_a_case_of_its_name_and_every_case_a_known_rule() -> None:
    texts = {case.name: (case / "expected.txt").read_text("utf-8") for case in CASES}
    found = {
        match["rule"]
        for text in texts.values()
        for match in map(LINE.fullmatch, text.splitlines())
        if match
    }

    assert found == set(RULES)
    for rule in RULES:
        assert f"[{rule}]" in texts[rule.replace("-", "_")]
