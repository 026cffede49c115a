"""What generating costs: the project's own specs, tables of any size, and other generators."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from statistics import median
from typing import TYPE_CHECKING, Final

from bench import generators, specs
from bench.figures import Figure, number, seconds, size
from bench.places import ROOT, TOOL, WORK, last_line
from bench.results import Aim, Group, Row, not_measured
from bench.running import run

if TYPE_CHECKING:
    from pathlib import Path

    from bench.results import Effort
    from bench.running import Spent

EDITED: Final = "zalo"
GIB: Final = 2**30
LIMIT_UNCHANGED: Final = 0.3
LIMIT_LARGE: Final = 10.0
LARGE: Final = 10_000
LINEAR: Final = 1.5
"""So much more a code of the largest table may cost than one of the table before."""

ABOUT: Final = """\
Whole runs of `errsmith gen` in a new process, by the clock; memory is the most that all its
processes together were seen with, looked at twenty times a second. Cold means that neither
output nor cache is there, unchanged that both are, edited that a sentence of one row of
`specs/zalo.yaml` has changed. The other generators work on Telethon's codes as well, each from
a table in its own format and in a new process."""


def measure(effort: Effort, tables: dict[int, Path]) -> Group:
    """All of it; folders of generated packages are added to `tables`, by codes."""
    group = Group("Generating", ABOUT)
    shutil.rmtree(WORK / "generating", ignore_errors=True)
    (WORK / "generating").mkdir(parents=True)
    _own_specs(group, effort)
    _sizes(group, effort, tables)
    _others(group, effort)
    return group


def gen(folder: Path, *, cold: bool = False) -> Spent:
    """One run; a cold one starts without output and cache."""
    if cold:
        for each in ("out", ".errsmith_cache"):
            shutil.rmtree(folder / each, ignore_errors=True)
    return run([str(TOOL / "errsmith"), "gen"], folder)


def _own_specs(group: Group, effort: Effort) -> None:
    """The specs of the project: cold, unchanged, one row edited."""
    whole = _copy("own", specs.own())
    alone = _copy("alone", [ROOT / "specs" / f"{EDITED}.yaml"])
    taken: dict[str, list[Spent]] = {}
    for turn in range(effort.repeats):
        start = run([str(TOOL / "python"), "-c", "pass"], whole)
        taken.setdefault("start", []).append(start)
        taken.setdefault("alone", []).append(gen(alone, cold=True))
        taken.setdefault("cold", []).append(gen(whole, cold=True))
        for _ in range(3):
            taken.setdefault("unchanged", []).append(gen(whole))
        taken["unchanged"][-3:] = sorted(
            taken["unchanged"][-3:], key=lambda each: each.seconds
        )[1:2]
        _edit(whole / "specs" / f"{EDITED}.yaml", turn)
        taken.setdefault("edited", []).append(gen(whole))
    figures = {
        name: Figure(tuple(each.seconds for each in runs))
        for name, runs in taken.items()
    }
    cold = figures["cold"]
    names = {
        "start": "the interpreter alone",
        "cold": f"{len(specs.own())} specs, cold",
        "unchanged": f"{len(specs.own())} specs, unchanged",
        "edited": f"{len(specs.own())} specs, one row edited",
        "alone": f"`{EDITED}.yaml` alone, cold",
    }
    for name, what in names.items():
        memory = size(max(each.memory for each in taken[name]))
        busy = median(each.busy for each in taken[name])
        text = (
            f"{seconds(figures[name].middle)} ({seconds(busy)} of processor), {memory}"
        )
        group.rows.append(Row(what, text, figures[name].over(cold), "all of them cold"))
    unchanged, edited, once = (
        figures[name].less(figures["start"]).middle
        for name in ("unchanged", "edited", "alone")
    )
    group.aims += [
        Aim(
            f"An unchanged tree in under {LIMIT_UNCHANGED} s over the interpreter's start",
            seconds(unchanged),
            unchanged < LIMIT_UNCHANGED,
        ),
        Aim(
            "One edited spec costs that spec alone, besides what an unchanged tree may",
            f"{seconds(edited)}; that spec alone takes {seconds(once)}",
            edited < once + LIMIT_UNCHANGED,
        ),
    ]


def _copy(name: str, files: list[Path]) -> Path:
    """A project of its own with these specs."""
    folder = WORK / "generating" / name
    (folder / "specs").mkdir(parents=True)
    settings = specs.SETTINGS.replace("acme_errors", "provider_errors")
    (folder / "pyproject.toml").write_text(settings, "utf-8")
    for file in files:
        shutil.copy(file, folder / "specs")
    return folder


def _edit(spec: Path, turn: int) -> None:
    """Change a sentence."""
    text = spec.read_text("utf-8")
    changed = re.sub(
        r"summary: (At try \d+, )?", f"summary: At try {turn}, ", text, count=1
    )
    spec.write_text(changed, "utf-8")


def _sizes(group: Group, effort: Effort, tables: dict[int, Path]) -> None:
    """Tables of growing size."""
    each: dict[int, Spent] = {}
    for codes in effort.sizes:
        folder = WORK / "generating" / f"codes-{codes}"
        specs.project(folder, specs.of_numbers(codes))
        try:
            each[codes] = gen(folder, cold=True)
        except subprocess.CalledProcessError as error:
            group.rows.append(not_measured(f"{codes:,} codes", last_line(error)))
            continue
        tables[codes] = folder / "out"
        spent = each[codes]
        text = (
            f"{seconds(spent.seconds)} ({seconds(spent.busy)} of processor), "
            f"{size(spent.memory)}, {seconds(spent.seconds / codes)} a code"
        )
        first = each[min(each)]
        ratio = Figure((spent.seconds / first.seconds,))
        group.rows.append(
            Row(f"{codes:,} codes, cold", text, ratio, f"{min(each):,} codes")
        )
    what = f"{LARGE:,} codes in under {LIMIT_LARGE:.0f} s and 1 GB"
    if LARGE in each:
        large = each[LARGE]
        met = large.seconds < LIMIT_LARGE and large.memory < GIB
        group.aims.append(
            Aim(what, f"{seconds(large.seconds)}, {size(large.memory)}", met)
        )
    else:
        group.aims.append(Aim(what, "", None))
    if len(each) > 1:
        before, last = sorted(each)[-2:]
        growth = each[last].seconds / last / (each[before].seconds / before)
        found = f"a code of {last:,} costs {number(growth)} of one of {before:,}"
        group.aims.append(
            Aim("Time grows in proportion to the codes", found, growth < LINEAR)
        )


def _others(group: Group, effort: Effort) -> None:
    """Ours and the others' on Telethon's codes."""
    codes = specs.telegram_codes()
    folder = WORK / "generating" / "telegram"
    specs.project(folder, specs.of_telegram(codes))
    ours: list[float] = []
    theirs: dict[str, list[float]] = {}
    missing: dict[str, str] = {}
    prepared = generators.prepared(WORK / "generating" / "others", codes, missing)
    for _ in range(effort.repeats):
        ours.append(gen(folder, cold=True).seconds)
        for each in prepared:
            try:
                spent = run(
                    [sys.executable, *each.arguments],
                    each.folder,
                    {**os.environ, **each.env},
                )
            except subprocess.CalledProcessError as error:
                missing[each.name] = last_line(error)
                continue
            theirs.setdefault(each.name, []).append(spent.seconds)
    mine = Figure(tuple(ours))
    group.rows.append(
        Row(
            f"errsmith, {len(codes)} codes",
            seconds(mine.middle),
            mine.over(mine),
            "errsmith",
        )
    )
    for name, values in theirs.items():
        its = Figure(tuple(values))
        row = Row(f"{name}, the same", seconds(its.middle), its.over(mine), "errsmith")
        group.rows.append(row)
    group.rows += [not_measured(name, why) for name, why in missing.items()]
