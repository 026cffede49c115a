"""The results as a page and on a terminal."""

from __future__ import annotations

import os
import platform
import re
from importlib import import_module, metadata
from typing import TYPE_CHECKING, Any, Final

from bench.peers import PEERS
from bench.places import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.results import Group, Row

PAGE: Final = ROOT / "docs" / "benchmarks.md"
BEGIN: Final = "<!-- what follows is written by `make bench ARGS=--record` -->"
END: Final = "<!-- until here -->"
HEAD: Final = ("what", "measured", "ratio", "spread", "to")
CASE: Final = ", "
PEER: Final = re.compile(r"(.* than) (?:in|one of) (.*)")
VERDICTS: Final = {True: "met", False: "missed", None: "not measured"}
OTHERS: Final = ("datamodel-code-generator", "pyperf")


def page(groups: list[Group], machine: str) -> str:
    """Everything between the marks of the page."""
    parts = [BEGIN, machine, "## Aims\n\n" + aims(groups)]
    parts += [
        f"## {group.title}\n\n{group.about}\n\n{rows(group.rows)}" for group in groups
    ]
    return "\n\n".join([*parts, END])


def aims(groups: list[Group]) -> str:
    """Return each aim, the figure that was reached, and whether that is enough.

    Aims that differ in the peer alone share a line.
    """
    lines: dict[tuple[str, str], list[str]] = {}
    for aim in (aim for group in groups for aim in group.aims):
        found = PEER.fullmatch(aim.what)
        what, peer = found.groups() if found else (aim.what, "")
        reached = f"{peer} {aim.reached}" if peer else aim.reached
        lines.setdefault((what, VERDICTS[aim.met]), []).append(reached)
    return table(
        ("aim", "reached", ""),
        [(what, "; ".join(found), met) for (what, met), found in lines.items()],
    )


def rows(found: Sequence[Row]) -> str:
    """Return rows as a table, without details and spreads, which the terminal shows.

    Where each is of a subject and a case, as "zalo, success", a subject is one line.
    """
    found = [row for row in found if not row.detail]
    if all(CASE in row.what for row in found):
        return _by_subject(found)
    return table(
        ("", "measured, and its ratio"), [(row.what, figures(row)) for row in found]
    )


def figures(row: Row) -> str:
    """Return what was measured, with the ratio in brackets."""
    _, measured, ratio, *_ = row.cells
    return f"{measured} ({ratio})" if ratio else measured


def _by_subject(found: Sequence[Row]) -> str:
    cases: dict[str, dict[str, str]] = {}
    for row in found:
        subject, _, case = row.what.partition(CASE)
        cases.setdefault(subject, {})[case] = figures(row)
    titles = list(dict.fromkeys(case for each in cases.values() for case in each))
    lines = [
        (subject, *(each.get(title, "") for title in titles))
        for subject, each in cases.items()
    ]
    return table(("", *titles), lines)


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """Return a table in Markdown."""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def recorded(text: str, results: str) -> str:
    """Return the page with other results between its marks. Raises ValueError without them."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(
            f"{PAGE.name} lacks the lines between which results are written"
        )
    return before + results + after


def plain(groups: list[Group]) -> str:
    """Return one table in columns for a terminal, with a line before each group."""
    rows: list[tuple[str, ...]] = [HEAD]
    for group in groups:
        rows += [("",), (group.title.upper(),)]
        rows += [row.cells for row in group.rows]
    verdicts = [
        f"{VERDICTS[aim.met]:12}  {aim.what}: {aim.reached}"
        for group in groups
        for aim in group.aims
    ]
    return "\n".join([*_columns(rows), "", "AIMS", *verdicts])


def _columns(rows: list[tuple[str, ...]]) -> list[str]:
    full = [row for row in rows if len(row) == len(HEAD)]
    widths = [max(len(row[place]) for row in full) for place in range(len(HEAD))]
    return [
        "  ".join(
            cell.ljust(width) for cell, width in zip(row, widths, strict=False)
        ).rstrip()
        for row in rows
    ]


def machine(loads: tuple[float, float], spent: float, effort: str) -> str:
    """Return what it was measured on, and beside which versions; nothing that names the machine."""
    processors = f"{os.cpu_count()} of {_processor()}"
    peers = [peer.name for peer in PEERS] + list(OTHERS)
    versions = ", ".join(f"{name} {_version(name)}" for name in peers)
    return (
        f"The last run: {effort}, {spent / 60:.0f} minutes; processors: {processors}; "
        f"{platform.system()}, {platform.python_implementation()} {platform.python_version()}; "
        f"load {loads[0]:.1f} at its start and {loads[1]:.1f} at its end.\n\nBeside: {versions}."
    )


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "(not installed)"


def _processor() -> str:
    """Return the model, as pyperf finds it."""
    pyperf: Any = import_module("pyperf")  # has no types
    found: dict[str, object] = pyperf.Run([1.0]).get_metadata()
    return str(found.get("cpu_model_name", platform.machine()))
