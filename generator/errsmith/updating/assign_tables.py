"""Match page tables to spec tables: the one that has the codes, scored by how many agree."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from errsmith.importing.letters import words
from errsmith.updating.matching import TableIndex, collapsed, same_message
from errsmith.updating.page import UnreadRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from errsmith.spec.model import Row, Spec
    from errsmith.updating.matching import Key
    from errsmith.updating.page import PageRow

    Part = tuple[str, str]

    """A table of the page and a section of it."""


@dataclass(frozen=True, order=True)
class TableScore:
    """Similarity of rows of a page and a table of the spec; more is better."""

    agreeing: int
    """Codes that are known and say the same."""

    known: int
    titled: bool
    total: int

    @property
    def sure(self) -> bool:
        """Return whether something besides the codes says so; small numbers are in every table."""
        return self.agreeing > 0 or self.titled

    @property
    def strong(self) -> bool:
        """Return whether it is sure, and not by a single row of many."""
        return self.titled or self.agreeing > 1 or 0 < self.total <= 3 * self.agreeing

    @property
    def mostly_known(self) -> bool:
        """Return whether at least half of the codes are the table's."""
        return 0 < self.total <= 2 * self.known


def table_score(rows: Sequence[PageRow], index: TableIndex) -> TableScore:
    """Return how much rows are like a table."""
    known = agreeing = 0
    for row in rows:
        found = _found(row, index)
        known += found is not None
        agreeing += bool(found and not row.success and _agrees(row, found, index))
    titles = {collapsed(row.section).casefold() for row in rows}
    title = collapsed(index.table.title).casefold()
    return TableScore(agreeing, known, bool(title) and titles == {title}, len(rows))


def _found(row: PageRow, index: TableIndex) -> list[Row] | None:
    """Return the rows of the table that one of the page is; none of them where it is in a range."""
    if row.span is not None:
        spans = [(own.first, own.last) for own in index.table.ranges]
        return [] if row.span in spans else None
    key = index.key(row.code)
    if key is None:
        return None
    return index.rows.get(key) or ([] if index.range_of(key) else None)


def _agrees(row: PageRow, found: Sequence[Row], index: TableIndex) -> bool:
    """Return whether a known row agrees with the spec, or at least does not contradict it."""
    return index.table.identity == "message" or any(
        _has_name(own, row)
        if not (row.message and own.message)
        else any(same_message(own, text) for text in (row.message, *row.texts))
        for own in found
    )


def _has_name(own: Row, row: PageRow) -> bool:
    """Return whether the page's name of a row without a message, if any, is that of the spec."""
    names = (own.name, *own.former_names)
    constant = words(row.entry.constant) if row.entry else []
    ends = any(constant[-len(each) :] == each for each in map(words, names))
    return bool(row.message or not constant) or row.name in names or ends


UNASSIGNED: Final = "no table of the spec says the same of these codes"


@dataclass
class AssignedRows:
    """The rows of a page by the enum of their table, and those that belong to none."""

    rows: dict[str, list[PageRow]]
    unassigned: list[PageRow] = field(default_factory=list["PageRow"])

    @property
    def unread(self) -> list[UnreadRow]:
        """Return what is to be said of rows that belong to no table."""
        return [UnreadRow(row.line, row.text, UNASSIGNED) for row in self.unassigned]


def assign_tables(rows: Sequence[PageRow], spec: Spec) -> AssignedRows:
    """Return every row in its table.

    A section goes where its codes say the same. One that is not sure goes with the other sections
    of its table, unless it says something else of codes that they have.
    """
    tables = _TableAssigner(spec)
    wholes = _grouped((row.table, row) for row in rows)
    parts = {
        (name, section): part
        for name, whole in wholes.items()
        for section, part in _grouped((row.section, row) for row in whole).items()
    }
    found = tables.sure(parts)
    homes = _most(parts, found)
    alone = len(wholes) == len(spec.tables) == 1
    placed = AssignedRows({table.enum: [] for table in spec.tables})
    for (name, section), part in parts.items():
        enum = found.get((name, section), "")
        if not enum:
            if name not in homes:
                homes[name] = tables.home(wholes[name], alone=alone)
            home = homes[name]
            if not tables.belongs_elsewhere(part, home):
                tables.take(part, enum := home)
        (placed.rows[enum] if enum else placed.unassigned).extend(part)
    for own in (*placed.rows.values(), placed.unassigned):
        own.sort(key=lambda row: row.line)
    return placed


def assign_rest(placed: AssignedRows, enum: str) -> AssignedRows:
    """Return the same with the rows that belong to no table in one; without it, left out."""
    if not enum:
        return AssignedRows(placed.rows)
    rows = sorted((*placed.rows[enum], *placed.unassigned), key=lambda row: row.line)
    return AssignedRows({**placed.rows, enum: rows})


def _grouped(rows: Iterable[tuple[str, PageRow]]) -> dict[str, list[PageRow]]:
    groups: dict[str, list[PageRow]] = {}
    for name, row in rows:
        groups.setdefault(name, []).append(row)
    return groups


def _most(
    parts: Mapping[Part, list[PageRow]], found: Mapping[Part, str]
) -> dict[str, str]:
    """For each table of the page the one of the spec in which most of its rows are."""
    counts: dict[str, Counter[str]] = {}
    for part, enum in found.items():
        counts.setdefault(part[0], Counter())[enum] += len(parts[part])
    return {name: count.most_common(1)[0][0] for name, count in counts.items()}


class _TableAssigner:
    """The tables of a spec, and what the rows say that went there."""

    def __init__(self, spec: Spec) -> None:
        self.indexes = {table.enum: TableIndex(table) for table in spec.tables}
        self.said: dict[str, dict[Key, PageRow]] = {enum: {} for enum in self.indexes}

    def sure(self, parts: Mapping[Part, list[PageRow]]) -> dict[Part, str]:
        """Return the table of each section that has one for sure, the surest first."""
        fits = [
            (table_score(rows, self.indexes[enum]), part, enum)
            for part, rows in parts.items()
            for enum in self.indexes
        ]
        found: dict[Part, str] = {}
        for fit, part, enum in sorted(fits, key=lambda each: each[0], reverse=True):
            free = part not in found and fit.strong
            if free and not self.contradict(parts[part], enum):
                found[part] = enum
                self.take(parts[part], enum)
        return found

    def home(self, whole: list[PageRow], *, alone: bool) -> str:
        """Return the table that a whole table of the page is, of which no section is sure."""
        fits = [(table_score(whole, self.indexes[enum]), enum) for enum in self.indexes]
        for fit, enum in sorted(fits, key=lambda each: each[0], reverse=True):
            enough = fit.sure or (alone and fit.mostly_known)
            if enough and not self.contradict(whole, enum):
                return enum
        return ""

    def belongs_elsewhere(self, part: list[PageRow], home: str) -> bool:
        """Return whether a section is of another table than the sections beside it."""
        if not home:
            return True
        fit = table_score(part, self.indexes[home])
        return fit.known > 0 and not fit.sure and self.contradict(part, home)

    def take(self, rows: list[PageRow], enum: str) -> None:
        """Note that rows go to a table."""
        index, said = self.indexes[enum], self.said[enum]
        for row in rows:
            key = index.key(row.code) if row.span is None else None
            if key is not None and (row.message or row.name):
                said.setdefault(key, row)

    def contradict(self, rows: list[PageRow], enum: str) -> bool:
        """Return whether other rows that went to a table say something else of a code.

        Where the spec has several rows of the code, they may.
        """
        index, said = self.indexes[enum], self.said[enum]
        for row in rows if index.table.identity == "code" else ():
            key = index.key(row.code) if row.span is None else None
            if key is None or len(index.rows.get(key, ())) > 1:
                continue
            if key in said and _differ(row, said[key]):
                return True
        return False


def _differ(one: PageRow, other: PageRow) -> bool:
    """Return whether two rows of a page say different things; names count without messages."""
    if one.message or other.message:
        return bool(one.message and other.message) and one.message != other.message
    return _constant(one) != _constant(other)


def _constant(row: PageRow) -> str:
    return row.entry.constant if row.entry else ""
