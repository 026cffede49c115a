"""Compare a table of the spec with the page, row by row."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from errsmith.importing.placeholders import with_those_of
from errsmith.updating.changes import REMOVED_REASON, Added, Changes, Restored, Reworded
from errsmith.updating.matching import (
    RangeIndex,
    TableIndex,
    collapsed,
    contains_message,
    pair_rows,
    same_message,
)
from errsmith.updating.page import UnreadRow
from errsmith.updating.removed_rows import PageSource, UnreadLines, removed_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from errsmith.spec.model import Entry, Range, Row, Spec
    from errsmith.updating.assign_tables import AssignedRows
    from errsmith.updating.matching import CodeRange, Key
    from errsmith.updating.page import PageContent, PageRow

LONGEST_SPAN: Final = 100
"""Codes of a range that are looked at one by one where a table has them so."""


def merge(
    spec: Spec,
    page: PageContent,
    placed: AssignedRows,
    source: str,
    *,
    partly: bool = False,
) -> Changes:
    """Return what the page changes in the rows that have this source.

    Where the page is taken only `partly`, tables of which it has no row are left out.
    """
    owner = PageSource(source, spec.sources[0].id)
    changes = Changes(unread=[*page.unread, *placed.unread])
    changes.rows = len(changes.unread)
    missed = UnreadLines.of(each.text for each in changes.unread)
    for table in spec.tables:
        rows = placed.rows[table.enum]
        if rows:
            done = _TableMerge(TableIndex(table), owner, rows)
            changes.extend(done.changes())
            changes.rows += len(done.rows)
            changes.extend(
                removed_rows(done.index, owner, missed, done.seen, done.spans)
            )
        elif not partly:
            changes.needs_review += owner.untouched(table)
    return changes


class _TableMerge:
    """Goes down the rows of the page that belong to one table."""

    def __init__(
        self, index: TableIndex, owner: PageSource, rows: Sequence[PageRow]
    ) -> None:
        self.index = index
        self.table = index.table
        self.owner = owner
        self.rows = list(self._spelled_out(rows))
        self.done = Changes()
        self.seen: set[int] = set()
        self.places = {id(row): place for place, row in enumerate(self.table.codes)}
        self.new: dict[Key, Added] = {}
        self.spans = {row.span for row in self.rows if row.span is not None}
        self.new_ranges: RangeIndex[PageRow] = RangeIndex()
        self.above: Row | None = None

    def _spelled_out(self, rows: Sequence[PageRow]) -> Iterator[PageRow]:
        """Yield the rows; ranges code by code where the table has them so."""
        for row in rows:
            first, last = row.span or (0, LONGEST_SPAN)
            codes = range(first, last + 1) if last - first < LONGEST_SPAN else ()
            known = all(code in self.index.rows for code in codes)
            if codes and (self.table.type == "str" or known):
                message = None if known else row.message
                whole = replace(row, span=None, message=message, texts=())
                yield from (replace(whole, code=str(code)) for code in codes)
            else:
                yield row

    def changes(self) -> Changes:
        """Return what these rows change."""
        paired = pair_rows(self.rows, self.index)
        for row in self.rows:
            if row.span is not None:
                self._range(row, row.span)
                continue
            key = self.index.key(row.code)
            if key is None:
                self._unread(row, f"{self.table.enum} holds numbers, and this is none")
            elif id(row) in paired.rows:
                self.above = paired.rows[id(row)]
                self._known(row, self.above, main=id(row) in paired.mains)
            else:
                self._unknown(row, key)
        return self.done

    def _unread(self, row: PageRow, why: str) -> None:
        self.done.unread.append(UnreadRow(row.line, row.text, why))

    def _skip(self, row: PageRow, why: str) -> None:
        self.done.skipped.append(f"page line {row.line} {why}")

    def _known(self, row: PageRow, own: Row, *, main: bool) -> None:
        """Compare a row that the spec has; repeated, it changes nothing more."""
        back = reworded = False
        if main and self.owner.has(own):
            back = self._restored(own, row.line)
            reworded = self._reworded(row, own)
        self.seen.add(id(own))
        self.done.unchanged += not (back or reworded)

    def _restored(self, entry: Row | Range, line: int) -> bool:
        """Note a row that is there again although this tool has deprecated it."""
        if not REMOVED_REASON.fullmatch(entry.deprecated):
            return False
        self.done.restored.append(Restored(self.table, entry, line))
        return True

    def _reworded(self, row: PageRow, own: Row) -> bool:
        """Note a message that has changed; one that the spec leaves out stays out."""
        said = collapsed(row.message or "")
        has_one = self.table.identity == "code" and "message" in own.keys
        if not (has_one and said) or own.same_as:
            return False
        if any(same_message(own, text) for text in (said, *row.texts)):
            return False
        if contains_message(own, said):
            self._skip(row, f"says more than the message of {own.name}, which stays")
            return False
        message = with_those_of(said, own.message)
        if message is None and not own.parameters:
            message = said
        if message is None:
            self._unread(row, f"the message of {own.name} has other parameters now")
        else:
            self.done.reworded.append(Reworded(self.table, own, message, row.line))
        return True

    def _unknown(self, row: PageRow, key: Key) -> None:
        """Add a row that the spec does not have, or note why not."""
        span = self.index.range_of(key)
        if span is not None and (span.first, span.last) not in self.spans:
            self.seen.add(id(span))
            where = f"{span.name}, {span.first} to {span.last}"
            self._skip(row, f"has no row of its own, but lies in {where}: {row.text}")
            self.done.unchanged += 1
        elif row.success and key not in self.table.success:
            way = f"if so, add {key} to `success` of {self.table.enum}, else its row"
            self._unread(row, f"it looks like a success; {way}")
        else:
            self._add(row, key)

    def _add(self, row: PageRow, key: Key) -> None:
        """Note a new row below the one above it, and below the one that it is the same as."""
        first = self.index.rows[key][0] if key in self.index.rows else self.new.get(key)
        anchor = first.after if isinstance(first, Added) else first
        after = max((self.above, anchor), key=self._place)
        added = Added(self.table, row, str(key), after, first)
        self.new.setdefault(key, added)
        self.done.added.append(added)

    def _place(self, entry: Entry | None) -> int:
        return self.places.get(id(entry), -1)

    def _range(self, row: PageRow, span: CodeRange) -> None:
        """Compare or add a row for a range of codes."""
        touched = self.index.ranges.meeting(span)
        self.seen.update(id(own) for _, own in touched)
        if self.table.type == "str":
            self._unread(row, "a table of words has no ranges")
        elif touched and touched[0][0] == span:
            own = touched[0][1]
            back = self.owner.has(own) and self._restored(own, row.line)
            self.done.unchanged += not back
        elif touched:
            own = touched[0][1]
            self._unread(row, f"it overlaps {own.name}, {own.first} to {own.last}")
        elif self.new_ranges.meeting(span):
            self._unread(row, "it overlaps another range of the page")
        elif any(span[0] <= int(code) <= span[1] for code in self.table.success):
            self._unread(row, "a code of success lies in it")
        else:
            self.new_ranges.add(span, row)
            after = self.index.ranges.before(span)
            self.done.added.append(Added(self.table, row, "", after))
