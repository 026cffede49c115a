"""`--format` of `validate`, `gen --check` and `compat`: every format says the same.

The inputs are the recorded cases of tests/problems and tests/compat.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Any]
    Same = Callable[[Callable[[str], Any]], list[dict[str, Any]]]

TESTS = Path(__file__).parents[1]
PROBLEMS = sorted(path for path in (TESTS / "problems").iterdir() if path.is_dir())
COMPARISONS = sorted(path.parent for path in (TESTS / "compat").glob("*/old"))


def as_text(results: list[dict[str, Any]]) -> str:
    """The results of a JSON document, as the text format has problems."""
    lines: list[str] = []
    for each in results:
        place = "{path}:{line}:{column}".format(**each)
        lines.append(f"{place}: {each['message']} [{each['rule']}]\n")
        if each["hint"]:
            lines.append(f"  hint: {each['hint']}\n")
    return "".join(lines)


@pytest.mark.parametrize("case", PROBLEMS, ids=lambda case: case.name)
def test_problems_are_the_same_in_every_format(
    case: Path, tmp_path: Path, run: Run, same_everywhere: Same
) -> None:
    folder = shutil.copytree(case, tmp_path / "case")
    (folder / "expected.txt").unlink()
    if (folder / "sizes.json").exists():
        for name, size in json.loads((folder / "sizes.json").read_text()).items():
            with (folder / name).open("wb") as file:
                file.truncate(size)

    results = same_everywhere(
        lambda name: run("validate", ".", "--format", name, cwd=folder)
    )

    recorded = (case / "expected.txt").read_text("utf-8")
    if not case.name.startswith("fine_"):
        assert recorded.startswith(as_text(results))


@pytest.mark.parametrize("case", COMPARISONS, ids=lambda case: case.name)
def test_changes_are_the_same_in_every_format(
    case: Path, tmp_path: Path, run: Run, same_everywhere: Same
) -> None:
    folder = shutil.copytree(case, tmp_path / "case")

    results = same_everywhere(
        lambda name: run("compat", "old", "new", "--format", name, cwd=folder)
    )

    recorded = (case / "expected.txt").read_text("utf-8")
    for each in results:
        if each["rule"] != "version-too-small":
            assert as_text([each]) in recorded
    assert ("change it to" in recorded) == any(
        each["rule"] == "version-too-small" for each in results
    )
