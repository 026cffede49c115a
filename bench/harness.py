"""Timing statements in processes of their own, all of them in turn.

A round times every statement of a set once, in random order, so that what slows the machine
for a while slows all of them; a ratio is taken between the values of one round. What is
counted is the time of the processor, without what it spends on other processes. Each
process has hash seeds and memory of its own, and so have the rounds in it.
"""

from __future__ import annotations

import json
import random
import sys
import timeit
from dataclasses import dataclass
from importlib import import_module
from time import process_time
from typing import TYPE_CHECKING, Any, Final

from bench.figures import Figure
from bench.places import WORK, python

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.results import Effort

ENOUGH: Final = 0.2
"""The part of a value's time that is enough to tell how many loops it takes."""


@dataclass(frozen=True)
class Case:
    """A statement, and what makes the names in it."""

    name: str
    statement: str
    names: Callable[[], dict[str, Any]]


@dataclass(frozen=True)
class Timings:
    """Seconds of each case, and why the others have none."""

    figures: dict[str, Figure]
    missing: dict[str, str]


def timings(module: str, effort: Effort) -> Timings:
    """Return the cases of a module, timed in so many processes."""
    values: dict[str, list[float]] = {}
    missing: dict[str, str] = {}
    for _ in range(effort.processes):
        arguments = (str(effort.rounds), str(effort.seconds))
        printed = python("-m", "bench.harness", module, *arguments)
        timed, absent = json.loads(printed.splitlines()[-1])
        for name, more in timed.items():
            values.setdefault(name, []).extend(more)
        missing.update(absent)
    _keep(module, values, effort)
    figures = {name: Figure(tuple(each)) for name, each in values.items()}
    return Timings(figures, missing)


def _keep(module: str, values: dict[str, list[float]], effort: Effort) -> None:
    """Write the values where `python -m pyperf stats` and its like can read them."""
    pyperf: Any = import_module("pyperf")  # has no types
    benchmarks: list[Any] = []
    for name, each in values.items():
        starts = range(0, len(each), effort.rounds)
        runs = [each[start : start + effort.rounds] for start in starts]
        about = {"name": name, "loops": 1}
        kept = [pyperf.Run(run, metadata=about, collect_metadata=False) for run in runs]
        benchmarks.append(pyperf.Benchmark(kept))
    WORK.mkdir(parents=True, exist_ok=True)
    file = WORK / f"{module.rpartition('.')[2]}.json"
    pyperf.BenchmarkSuite(benchmarks).dump(str(file), replace=True)


def _work(module: str, rounds: int, wanted: float) -> None:
    """Print the values of the cases of a module, which holds them in sets."""
    values: dict[str, list[float]] = {}
    missing: dict[str, str] = {}
    sets: list[list[tuple[str, timeit.Timer, int]]] = []
    for each in import_module(module).cases():
        timers: list[tuple[str, timeit.Timer, int]] = []
        for case in each:
            try:
                timer = timeit.Timer(
                    case.statement, timer=process_time, globals=case.names()
                )
                timers.append((case.name, timer, _loops(timer, wanted)))
            except Exception as error:  # noqa: BLE001 - a peer may fail as it likes
                missing[case.name] = f"{type(error).__name__}: {error}"
        sets.append(timers)
    for _ in range(rounds):
        for timers in sets:
            for name, timer, loops in random.sample(timers, len(timers)):
                spent = timer.timeit(loops) / loops
                values.setdefault(name, []).append(spent)
    print(json.dumps([values, missing]))


def _loops(timer: timeit.Timer, wanted: float) -> int:
    """Return how many loops take about so many seconds."""
    loops = 1
    while (spent := timer.timeit(loops)) < wanted * ENOUGH:
        loops *= 2
    return max(1, round(loops * wanted / spent))


if __name__ == "__main__":
    _work(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))
