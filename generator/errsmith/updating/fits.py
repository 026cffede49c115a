"""How much rows of a page are like a table of the spec."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from errsmith.updating.meaning import Index, collapsed, same_message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from errsmith.spec.model import Row
    from errsmith.updating.rows import PageRow


@dataclass(frozen=True, order=True)
class Fit:
    """How much rows of a page are like a table of the spec; more is better."""

    agreeing: int
    """Codes that are known and say the same."""

    known: int
    titled: bool
    total: int

    @property
    def sure(self) -> bool:
        """Whether something besides the codes says so; small numbers are in every table."""
        return self.agreeing > 0 or self.titled

    @property
    def strong(self) -> bool:
        """Whether it is sure, and not by a single row of many."""
        return self.titled or self.agreeing > 1 or 0 < self.total <= 3 * self.agreeing

    @property
    def mostly_known(self) -> bool:
        """Whether at least half of the codes are the table's."""
        return 0 < self.total <= 2 * self.known


def fit_of(rows: Sequence[PageRow], index: Index) -> Fit:
    """How much rows are like a table."""
    known = agreeing = 0
    for row in rows:
        found = _found(row, index)
        known += found is not None
        agreeing += bool(found and not row.success and _agrees(row, found, index))
    titles = {collapsed(row.section).casefold() for row in rows}
    title = collapsed(index.table.title).casefold()
    return Fit(agreeing, known, bool(title) and titles == {title}, len(rows))


def _found(row: PageRow, index: Index) -> list[Row] | None:
    """The rows of the table that one of the page is; none of them where it is in a range."""
    if row.span is not None:
        spans = [(own.first, own.last) for own in index.table.ranges]
        return [] if row.span in spans else None
    key = index.key(row.code)
    if key is None:
        return None
    return index.rows.get(key) or ([] if index.range_of(key) else None)


def _agrees(row: PageRow, found: Sequence[Row], index: Index) -> bool:
    """Whether a row that is known says what the spec does, or at least does not say otherwise."""
    return index.table.identity == "message" or any(
        not (row.message and own.message)
        or any(same_message(own, text) for text in (row.message, *row.texts))
        for own in found
    )
