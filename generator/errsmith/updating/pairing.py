"""Which row of the spec each row of a page is, where several have one code."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from errsmith.updating.meaning import collapsed, same_message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from errsmith.spec.model import Row, Table
    from errsmith.updating.meaning import Index, Key
    from errsmith.updating.rows import PageRow


@dataclass(frozen=True)
class Pairs:
    """Rows of the spec by the identity of the page's; `mains` are those that speak for theirs."""

    rows: dict[int, Row] = field(default_factory=dict[int, "Row"])
    mains: set[int] = field(default_factory=set[int])


def pairs(rows: Iterable[PageRow], index: Index) -> Pairs:
    """The row of the spec for each row of the page that has one."""
    found: dict[Key, list[PageRow]] = {}
    for row in rows:
        key = index.key(row.code) if row.span is None else None
        if key is not None and key in index.rows:
            found.setdefault(key, []).append(row)
    pairs = Pairs()
    for key, alike in found.items():
        main = _main(alike, index.rows[key][0])
        pairs.mains.add(id(main))
        pairs.rows.update(_paired(alike, main, index.rows[key], index.table))
    return pairs


def _main(rows: list[PageRow], first: Row) -> PageRow:
    """Which of several rows of a code is the first one of the spec: the one that says the same."""
    same = [row for row in rows if same_message(first, row.message or "")]
    return (same or [row for row in rows if row.message] or rows)[0]


def _paired(
    rows: list[PageRow], main: PageRow, own: list[Row], table: Table
) -> dict[int, Row]:
    """Rows of one code: the main one is the first of the spec, others are those beside it."""
    first, *twins = own
    pairs = {id(main): first}
    for row in (row for row in rows if row is not main):
        if twins:
            pairs[id(row)] = twins.pop(0)
        elif table.is_success(first) or _repeats(row, main, table):
            pairs[id(row)] = first
    return pairs


def _repeats(row: PageRow, main: PageRow, table: Table) -> bool:
    """Whether a further row of a code says nothing new."""
    if table.identity == "message":
        return row.section == main.section
    said = collapsed(row.message or "")
    return not said or said == collapsed(main.message or "")
