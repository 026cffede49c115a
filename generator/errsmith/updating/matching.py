"""Match codes and messages of a page with those of a table, however either writes them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from errsmith.importing import placeholders

if TYPE_CHECKING:
    from collections.abc import Iterable

    from errsmith.spec.model import CodeTable, Range, Row
    from errsmith.updating.page import PageRow


T = TypeVar("T")
CodeRange = tuple[int, int]


def union(spans: Iterable[CodeRange]) -> list[CodeRange]:
    """Ranges with the same codes of which none meets another."""
    done: list[CodeRange] = []
    for first, last in sorted(spans):
        if done and first <= done[-1][1]:
            done[-1] = (done[-1][0], max(last, done[-1][1]))
        else:
            done.append((first, last))
    return done


class RangeIndex(Generic[T]):
    """Things by the range that each has, in order."""

    def __init__(self, things: Iterable[tuple[CodeRange, T]] = ()) -> None:
        """Take some, of which none meets another."""
        self.things = sorted(things, key=lambda each: each[0])
        self.spans = [span for span, _ in self.things]

    def add(self, span: CodeRange, thing: T) -> None:
        """Take one more."""
        place = bisect_right(self.spans, span)
        self.spans.insert(place, span)
        self.things.insert(place, (span, thing))

    def meeting(self, span: CodeRange) -> list[tuple[CodeRange, T]]:
        """Return those that have a code in common with a range, in order."""
        first, last = span
        start = max(bisect_left(self.spans, (first, first)) - 1, 0)
        stop = bisect_right(self.spans, (last, last)) + 1
        return [each for each in self.things[start:stop] if _meet(each[0], span)]

    def before(self, span: CodeRange) -> T | None:
        """Return the last that ends before a range."""
        place = bisect_left(self.spans, span)
        return self.things[place - 1][1] if place else None


def _meet(one: CodeRange, other: CodeRange) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


Key = int | str
"""A code in the type of its table."""

DECIMAL: Final = re.compile(r"[-+]?[0-9]{1,18}(?:\.0{1,9})?")
HEXADECIMAL: Final = re.compile(r"0[xX][0-9A-Fa-f]{1,15}")
ENDS: Final = (".", "!", "?", ":")


def number(text: str) -> int | None:
    """Return the number that a text is, in whatever notation."""
    if DECIMAL.fullmatch(text):
        return int(text.partition(".")[0])
    return int(text, 16) if HEXADECIMAL.fullmatch(text) else None


def collapsed(text: str) -> str:
    """Return the text with single spaces, as pages have it."""
    return " ".join(text.split())


def normalized(text: str) -> str:
    """Return the text with every placeholder written alike."""
    return placeholders.same_for_all(collapsed(text))


def code_pattern(code: str) -> str:
    """Return the code with one mark for each placeholder, as in `WAIT_X` and `WAIT_{s}`."""
    return placeholders.same_for_all_codes(collapsed(code))


def same_message(row: Row, message: str) -> bool:
    """Return whether a page says what a row does; places of values may be written otherwise."""
    return normalized(row.message) == normalized(message)


def contains_message(row: Row, message: str) -> bool:
    """Return whether a text says the message of a row with more sentences before or behind it."""
    own, text = normalized(row.message), normalized(message)
    behind = text.startswith(own) and own.endswith(ENDS) and text[len(own) :][:1] == " "
    before = text.endswith(own) and text[: -len(own)].rstrip().endswith(ENDS)
    return bool(own) and (behind or before)


class TableIndex:
    """The rows of a table by the meaning of their codes."""

    def __init__(self, table: CodeTable) -> None:
        """Look at each row once."""
        self.table = table
        self.rows: dict[Key, list[Row]] = {}
        self.others: dict[str, Key] = {}
        self.ranges = RangeIndex(
            ((each.first, each.last), each) for each in table.ranges
        )
        for row in table.codes:
            key = row.code if isinstance(row.code, int) else collapsed(row.code)
            self.rows.setdefault(key, []).append(row)
            for spelling in row.spellings:
                self.others.setdefault(collapsed(spelling), key)
            if isinstance(key, str) and code_pattern(key) != key:
                self.others.setdefault(code_pattern(key), key)

    def key(self, code: str) -> Key | None:
        """Return the code that a page means, in the table or not, else None."""
        text = collapsed(code)
        if self.table.type == "int":
            return number(text)
        if not text or text in self.rows:
            return text or None
        return self.others.get(text, self.others.get(code_pattern(text), text))

    def range_of(self, key: Key) -> Range | None:
        """Return the range that a code lies in."""
        found = [] if isinstance(key, str) else self.ranges.meeting((key, key))
        return found[0][1] if found else None


@dataclass(frozen=True)
class RowPairs:
    """Rows of the spec by the identity of the page's; `mains` are those that speak for theirs."""

    rows: dict[int, Row] = field(default_factory=dict[int, "Row"])
    mains: set[int] = field(default_factory=set[int])


def pair_rows(rows: Iterable[PageRow], index: TableIndex) -> RowPairs:
    """Return the row of the spec for each row of the page that has one."""
    found: dict[Key, list[PageRow]] = {}
    for row in rows:
        key = index.key(row.code) if row.span is None else None
        if key is not None and key in index.rows:
            found.setdefault(key, []).append(row)
    pairs = RowPairs()
    for key, alike in found.items():
        main = _main(alike, index.rows[key][0])
        pairs.mains.add(id(main))
        pairs.rows.update(_paired(alike, main, index.rows[key], index.table))
    return pairs


def _main(rows: list[PageRow], first: Row) -> PageRow:
    """Return the row of a code that is the spec's first one: the one that says the same."""
    same = [row for row in rows if same_message(first, row.message or "")]
    return (same or [row for row in rows if row.message] or rows)[0]


def _paired(
    rows: list[PageRow], main: PageRow, own: list[Row], table: CodeTable
) -> dict[int, Row]:
    """Return pairs of rows of one code: the main one is the first of the spec."""
    first, *twins = own
    pairs = {id(main): first}
    for row in (row for row in rows if row is not main):
        if twins:
            pairs[id(row)] = twins.pop(0)
        elif table.is_success(first) or _repeats(row, main, table):
            pairs[id(row)] = first
    return pairs


def _repeats(row: PageRow, main: PageRow, table: CodeTable) -> bool:
    """Return whether a further row of a code says nothing new."""
    if table.identity == "message":
        return row.section == main.section
    said = collapsed(row.message or "")
    return not said or said == collapsed(main.message or "")
