"""The writer, broken off at every point: no file is lost, and the next run fixes what is left.

`breaking.py` does it in forks. `pytest tests/generator --kills 5000` kills more often at random.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Way = Callable[..., list[dict[str, Any]]]

SCRIPT = Path(__file__).with_name("breaking.py")


@pytest.fixture
def broken_off(tmp_path: Path) -> Way:
    """What `breaking.py` saw, one way of breaking off."""

    def run(how: str, count: int = 0) -> list[dict[str, Any]]:
        done = subprocess.run(
            [sys.executable, SCRIPT, tmp_path, how, str(count)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    return run


def unsound(runs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The runs after which a file is neither old nor new, or lost, or after which no run fixes."""
    return [
        run
        for run in runs
        if run["broken"] or run["lost"] or run["left"] or not run["fixed"]
    ]


def ends(runs: list[dict[str, Any]]) -> Counter[str]:
    return Counter(run["end"] for run in runs)


def test_a_kill_at_any_step_loses_nothing(broken_off: Way) -> None:
    runs = broken_off("steps")

    assert unsound(runs) == []
    assert ends(runs)["SIGKILL"] >= 500


def test_a_kill_within_a_file_loses_nothing(broken_off: Way) -> None:
    runs = broken_off("bytes")

    assert unsound(runs) == []
    assert ends(runs)["SIGXFSZ"] >= 30


def test_a_kill_at_any_time_loses_nothing(broken_off: Way, kills: int) -> None:
    runs = broken_off("times", kills)

    assert unsound(runs) == []
    assert ends(runs)["SIGKILL"] >= 1


def test_a_step_that_fails_loses_nothing_names_the_file_and_cleans_up(
    broken_off: Way,
) -> None:
    runs = broken_off("errors")

    assert unsound(runs) == []
    assert [run for run in runs if run["temporary"]] == []
    assert ends(runs)["failed without a name"] == 0
    assert ends(runs)["failed"] >= 150


def test_two_runs_at_once_leave_each_file_to_one_of_them(broken_off: Way) -> None:
    runs = broken_off("twice", 30)

    assert unsound(runs) == []
    assert [run for run in runs if run["odd"]] == []
    assert ends(runs) == {"done done": 30}
