"""What generating costs: the project's own specs, tables of any size, and other generators."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from dataclasses import replace
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

EDITED: Final = "vivo_push"
"""A spec that needs no other one."""

GB: Final = 10**9
LIMIT_LARGE: Final = 8.0
LARGE: Final = 10_000
LINEAR: Final = 1.5
"""So much more a code of the largest table may cost than one of the table before."""

ABOUT: Final = """\
`errsmith gen` in a new process, with the most memory that was seen. Ratios are of the processor's
time: to all specs cold, to the smallest table, and to errsmith on Telethon's codes. Cold is without
output; edited is one row of `specs/vivo_push.yaml`."""


def measure(effort: Effort, tables: dict[int, Path]) -> Group:
    """Return all of it; folders of generated packages are added to `tables`, by codes."""
    group = Group("Generating", ABOUT)
    shutil.rmtree(WORK / "generating", ignore_errors=True)
    (WORK / "generating").mkdir(parents=True)
    _own_specs(group, effort)
    _sizes(group, effort, tables)
    _others(group, effort)
    return group


def gen(folder: Path, *, cold: bool = False) -> Spent:
    """Return one run; a cold one starts without output."""
    if cold:
        shutil.rmtree(folder / "out", ignore_errors=True)
    return run([str(TOOL / "errsmith"), "gen"], folder)


def _own_specs(group: Group, effort: Effort) -> None:
    """Measure the specs of the project: cold, unchanged, one row edited."""
    count = f"{len(specs.own())} specs"
    names = {
        "start": "the interpreter alone",
        "cold": f"{count}, cold",
        "unchanged": f"{count}, unchanged",
        "edited": f"{count}, one row edited",
        "alone": f"`{EDITED}.yaml` alone, cold",
    }
    taken = _runs(effort)
    busy = {
        name: Figure(tuple(each.busy for each in runs)) for name, runs in taken.items()
    }
    for name, what in names.items():
        memory = size(max(each.memory for each in taken[name]))
        middle = sorted(taken[name], key=lambda each: each.seconds)[effort.repeats // 2]
        ratio = busy[name].over(busy["cold"])
        text = f"{seconds(middle.seconds)}, {memory}"
        group.rows.append(Row(what, text, ratio, "all of them cold"))


def _runs(effort: Effort) -> dict[str, list[Spent]]:
    """Return what each kind of run took, in turn."""
    whole = _copy("own", specs.own())
    alone = _copy("alone", [ROOT / "specs" / f"{EDITED}.yaml"])
    taken: dict[str, list[Spent]] = defaultdict(list)
    for turn in range(effort.repeats):
        taken["start"].append(run([str(TOOL / "python"), "-c", "pass"], whole))
        taken["alone"].append(gen(alone, cold=True))
        taken["cold"].append(gen(whole, cold=True))
        taken["unchanged"].append(gen(whole))
        _edit(whole / "specs" / f"{EDITED}.yaml", turn)
        taken["edited"].append(gen(whole))
    return taken


def _copy(name: str, files: list[Path]) -> Path:
    """Return a project of its own with these specs."""
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
            spent = each[codes] = gen(folder, cold=True)
        except subprocess.CalledProcessError as error:
            group.rows.append(not_measured(f"{codes:,} codes", last_line(error)))
            continue
        tables[codes] = folder / "out"
        text = f"{seconds(spent.seconds)}, {size(spent.memory)}"
        first = min(each)
        ratio = Figure((spent.busy / each[first].busy,))
        row = Row(f"{codes:,} codes, cold", text, ratio, f"{first:,} codes")
        group.rows.append(row)
    group.aims += _aims_of_sizes(each)


def _aims_of_sizes(each: dict[int, Spent]) -> list[Aim]:
    """Return what a large table takes, and how that grows."""
    aims = [Aim(f"{LARGE:,} codes in under {LIMIT_LARGE:.0f} s and 1 GB", "", None)]
    if LARGE in each:
        large = each[LARGE]
        met = large.seconds < LIMIT_LARGE and large.memory < GB
        reached = f"{seconds(large.seconds)}, {size(large.memory)}"
        aims = [replace(aims[0], reached=reached, met=met)]
    if len(each) > 1:
        before, last = sorted(each)[-2:]
        growth = each[last].busy / last / (each[before].busy / before)
        found = f"a code of {last:,} costs {number(growth)} of one of {before:,}"
        what = "Generating takes time in proportion to the codes"
        aims.append(Aim(what, found, growth < LINEAR))
    return aims


def _others(group: Group, effort: Effort) -> None:
    """Ours and the others' on Telethon's codes."""
    try:
        codes = specs.telegram_codes()
    except OSError as error:
        group.rows.append(not_measured("Telethon's codes", last_line(error)))
        return
    folder = WORK / "generating" / "telegram"
    specs.project(folder, specs.of_telegram(codes))
    taken: dict[str, list[Spent]] = defaultdict(list)
    missing: dict[str, str] = {}
    prepared = generators.prepared(WORK / "generating" / "others", codes, missing)
    for _ in range(effort.repeats):
        taken["errsmith"].append(gen(folder, cold=True))
        for each in prepared:
            command = [sys.executable, *each.arguments]
            try:
                spent = run(command, each.folder, {**os.environ, **each.env})
            except subprocess.CalledProcessError as error:
                missing[each.name] = last_line(error)
                continue
            taken[each.name].append(spent)
    for name in missing:
        taken.pop(name, None)
    ours = Figure(tuple(each.busy for each in taken["errsmith"]))
    for name, runs in taken.items():
        its = Figure(tuple(each.busy for each in runs))
        best = min(runs, key=lambda each: each.seconds)
        what = f"{name}, {len(codes)} codes"
        group.rows.append(Row(what, seconds(best.seconds), its.over(ours), "errsmith"))
    group.rows += [not_measured(name, why) for name, why in missing.items()]
