"""`python -m bench`: measure, print, and write the page where that is asked for."""

from __future__ import annotations

import argparse
import os
import sys
import time
import traceback
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bench import codes, generating, importing, replies, report, sizes
from bench.places import GENERATED, last_line
from bench.results import Effort, Group, not_measured

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FULL: Final = Effort(10, 5, 0.02, 3, 30, (100, 1_000, 10_000))
FAST: Final = Effort(3, 3, 0.01, 1, 9, (100, 1_000))
HUGE: Final = 100_000
NAMES: Final = ("replies", "codes", "generating", "importing", "sizes")


def main() -> None:
    """Measure the groups that were named, all of them where none was."""
    options = _arguments()
    effort = FAST if options.fast else FULL
    if options.huge:
        effort = replace(effort, sizes=(*effort.sizes, HUGE))
    sys.path.insert(0, str(GENERATED))
    tables: dict[int, Path] = {}
    measures: dict[str, Callable[[], Group]] = {
        "replies": lambda: replies.measure(effort),
        "codes": lambda: codes.measure(effort),
        "generating": lambda: generating.measure(effort, tables),
        "importing": lambda: importing.measure(effort, tables),
        "sizes": lambda: sizes.measure(tables),
    }
    start, load = time.monotonic(), os.getloadavg()[0]
    groups: list[Group] = []
    for name in options.groups or NAMES:
        print(f"{time.monotonic() - start:4.0f} s  {name}", file=sys.stderr, flush=True)
        groups.append(_measured(name, measures[name]))
    spent = time.monotonic() - start
    print(report.plain(groups))
    if options.record:
        kind = "a fast one" if options.fast else "a full one"
        machine = report.machine((load, os.getloadavg()[0]), spent, kind)
        text = report.recorded(
            report.PAGE.read_text("utf-8"), report.page(groups, machine)
        )
        report.PAGE.write_text(text, "utf-8")
        print(f"{spent:4.0f} s  wrote {report.PAGE.name}", file=sys.stderr)


def _measured(name: str, measure: Callable[[], Group]) -> Group:
    """Return the group, or one that says why there is none: the others took long enough."""
    try:
        return measure()
    except Exception as error:  # noqa: BLE001 - anything, with its trace
        traceback.print_exc()
        return Group(name, "", [not_measured(name, last_line(error))])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument(
        "groups",
        nargs="*",
        metavar="GROUP",
        help=f"of {', '.join(NAMES)}; all by default",
    )
    parser.add_argument("--fast", action="store_true", help="less often and less of it")
    parser.add_argument(
        "--huge", action="store_true", help=f"also generate {HUGE:,} codes"
    )
    parser.add_argument(
        "--record", action="store_true", help="write docs/benchmarks.md"
    )
    options = parser.parse_args()
    unknown = [name for name in options.groups if name not in NAMES]
    if unknown:
        parser.error(f"there is no group {unknown[0]}; there are {', '.join(NAMES)}")
    if options.record and options.groups:
        parser.error(
            "the page holds all groups; leave their names out, or leave out --record"
        )
    return options


if __name__ == "__main__":
    main()
