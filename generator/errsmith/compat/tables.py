"""Enums: which of the old ones is which of the new ones, and what became of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from errsmith.compat.finding import Report
    from errsmith.spec.model import Spec, Table

Pairs = list[tuple["Table", "Table"]]


def pairs(old: Spec, new: Spec) -> Pairs:
    """The tables of two versions that are one: of one name, else of the same codes."""
    found: Pairs = []
    free = list(new.tables)
    left: list[Table] = []
    for table in old.tables:
        same = [each for each in free if _suffix(new, each) == _suffix(old, table)]
        if same:
            found.append((table, same[0]))
            free.remove(same[0])
        else:
            left.append(table)
    for table in left:
        best = max(free, key=lambda each: _shared(table, each), default=None)
        if best is not None and _shared(table, best):
            found.append((table, best))
            free.remove(best)
    return found


def _suffix(spec: Spec, table: Table) -> str:
    return table.enum.removeprefix(spec.prefix)


def _shared(one: Table, other: Table) -> int:
    """How many rows two tables have in common, by code and name."""
    rows = {(row.whole_code, row.name) for row in one.codes}
    return sum((row.whole_code, row.name) in rows for row in other.codes)


def compare(old: Spec, new: Spec, matched: Pairs, report: Report) -> None:
    """Report enums that were removed, renamed, added or hold another type."""
    kept = {was.enum for was, _ in matched}
    for table in old.tables:
        if table.enum not in kept:
            report.add(table.where("enum"), "enum-removed", f"{table.enum} is removed")
    for was, now in matched:
        if _suffix(old, was) != _suffix(new, now):
            message = f"{was.enum} is now {now.enum}; an enum has no former names"
            hint = f"keep `enum: {was.enum}`"
            report.add(now.where("enum"), "enum-renamed", message, hint)
        if was.type != now.type:
            message = f"the codes of {now.enum} were {was.type}, and are {now.type} now"
            report.add(now.where("type"), "enum-type-changed", message)
        if was.case != now.case:
            rule = "case-ignored" if now.case == "any" else "case-minded"
            how = "in any case" if now.case == "any" else "in its own case only"
            report.add(now.where("case"), rule, f"a code of {now.enum} is read {how}")
        if (was.title, was.identity) != (now.title, now.identity):
            at = now.where("title")
            report.add(
                at, "text-changed", f"{now.enum}: what it says of itself changed"
            )
    known = {now.enum for _, now in matched}
    for table in new.tables:
        if table.enum not in known:
            report.add(table.where("enum"), "enum-added", f"{table.enum} is new")
