"""Which table of the spec a table of the page is: the one that has its codes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from errsmith.updating.fits import fit_of
from errsmith.updating.meaning import Index
from errsmith.updating.rows import Unread

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from errsmith.spec.model import Spec
    from errsmith.updating.meaning import Key
    from errsmith.updating.rows import PageRow

    Part = tuple[str, str]
    """A table of the page and a section of it."""

STRANGE: Final = "no table of the spec says the same of these codes"


@dataclass
class Placed:
    """The rows of a page by the enum of their table, and those that belong to none."""

    rows: dict[str, list[PageRow]]
    strange: list[PageRow] = field(default_factory=list["PageRow"])

    @property
    def unread(self) -> list[Unread]:
        """What is to be said of rows that belong to no table."""
        return [Unread(row.line, row.text, STRANGE) for row in self.strange]


def place(rows: Sequence[PageRow], spec: Spec) -> Placed:
    """Every row in its table.

    A section goes where its codes say the same. One that is not sure goes with the other sections
    of its table, unless it says something else of codes that they have.
    """
    tables = _Tables(spec)
    wholes = _grouped((row.table, row) for row in rows)
    parts = {
        (name, section): part
        for name, whole in wholes.items()
        for section, part in _grouped((row.section, row) for row in whole).items()
    }
    found = tables.sure(parts)
    homes = _most(parts, found)
    alone = len(wholes) == len(spec.tables) == 1
    placed = Placed({table.enum: [] for table in spec.tables})
    for (name, section), part in parts.items():
        enum = found.get((name, section), "")
        if not enum:
            if name not in homes:
                homes[name] = tables.home(wholes[name], alone=alone)
            home = homes[name]
            if not tables.is_strange(part, home):
                tables.take(part, enum := home)
        (placed.rows[enum] if enum else placed.strange).extend(part)
    for own in (*placed.rows.values(), placed.strange):
        own.sort(key=lambda row: row.line)
    return placed


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


class _Tables:
    """The tables of a spec, and what the rows say that went there."""

    def __init__(self, spec: Spec) -> None:
        self.indexes = {table.enum: Index(table) for table in spec.tables}
        self.said: dict[str, dict[Key, str]] = {enum: {} for enum in self.indexes}

    def sure(self, parts: Mapping[Part, list[PageRow]]) -> dict[Part, str]:
        """The table of each section that has one for sure, the surest first."""
        fits = [
            (fit_of(rows, self.indexes[enum]), part, enum)
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
        """The table that a whole table of the page is, of which no section is sure."""
        fits = [(fit_of(whole, self.indexes[enum]), enum) for enum in self.indexes]
        for fit, enum in sorted(fits, key=lambda each: each[0], reverse=True):
            enough = fit.sure or (alone and fit.mostly_known)
            if enough and not self.contradict(whole, enum):
                return enum
        return ""

    def is_strange(self, part: list[PageRow], home: str) -> bool:
        """Whether a section is of another table than the sections beside it."""
        if not home:
            return True
        fit = fit_of(part, self.indexes[home])
        return fit.known > 0 and not fit.sure and self.contradict(part, home)

    def take(self, rows: list[PageRow], enum: str) -> None:
        """Note that rows go to a table."""
        index, said = self.indexes[enum], self.said[enum]
        for row in rows:
            key = index.key(row.code) if row.span is None else None
            if key is not None and row.message:
                said.setdefault(key, row.message)

    def contradict(self, rows: list[PageRow], enum: str) -> bool:
        """Whether other rows that went to a table say something else of a code.

        Where the spec has several rows of the code, they may.
        """
        index, said = self.indexes[enum], self.said[enum]
        for row in rows if index.table.identity == "code" else ():
            key = index.key(row.code) if row.span is None else None
            if key is None or not row.message or len(index.rows.get(key, ())) > 1:
                continue
            if said.get(key, row.message) != row.message:
                return True
        return False
