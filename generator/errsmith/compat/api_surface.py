"""List the names that code can use in a module, and the code that each stands for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from errsmith.problems import printable
from errsmith.spec.identifiers import class_name
from errsmith.spec.model import Range, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from errsmith.problems import Position
    from errsmith.spec.model import CodeTable, Entry, Spec


Identity = tuple[str, str]
"""A table and what of it: a code, the word for its ranges, or that for errors without a code."""

RANGE: Final = "(range)"
UNCODED: Final = ("", "(uncoded)")


@dataclass(frozen=True)
class PublicName:
    """A name, the entry that says it, at which key, and the entry that it stands for."""

    member: str
    said: Entry
    key: str
    entry: Entry
    identity: Identity

    @property
    def primary(self) -> bool:
        """Return whether it is the entry's name of today, not another one of it."""
        return self.said is self.entry and self.key == "name"

    @property
    def at(self) -> Position:
        """Return where the name stands."""
        return self.said.where(self.key)


@dataclass
class ApiSurface:
    """A module as code that catches sees it; tables go by the names that the new version has."""

    spec: Spec
    names: dict[str, PublicName] = field(default_factory=dict[str, PublicName])
    codes: dict[Identity, PublicName] = field(
        default_factory=dict[Identity, PublicName]
    )
    ranges: dict[str, list[Range]] = field(default_factory=dict[str, list[Range]])
    success: dict[Identity, Position] = field(
        default_factory=dict[Identity, "Position"]
    )
    success_rows: dict[Identity, Row] = field(default_factory=dict[Identity, Row])

    def cls(self, member: str) -> str:
        """Return the class of a member."""
        return class_name(self.spec.prefix, member)

    def range_with(self, identity: Identity) -> Range | None:
        """Return the range that a code without a row lies in."""
        enum, code = identity
        ranges = self.ranges.get(enum, [])
        return next((each for each in ranges if _within(code, each)), None)

    def holder(self, other: PublicName) -> PublicName | None:
        """Return the name that has the code or the range of another version's name."""
        if not isinstance(other.entry, Range):
            return self.codes.get(other.identity)
        for each in self.ranges.get(other.identity[0], []):
            if (each.first, each.last) == (other.entry.first, other.entry.last):
                return self.names.get(each.name)
        return None


def _within(code: str, each: Range) -> bool:
    digits = code.removeprefix("-")
    number = digits.isascii() and digits.isdigit()
    return number and each.first <= int(code) <= each.last


def api_surface(spec: Spec, enums: Mapping[str, str]) -> ApiSurface:
    """Return the names of a spec's module; `enums` has the new names of tables."""
    made = ApiSurface(spec)
    for table in spec.tables:
        enum = enums.get(table.enum, table.enum)
        _add_success(made, table, enum)
        made.ranges[enum] = list(table.ranges)
        rows = {row.name: row for row in table.codes if table.is_error(row)}
        for row in table.codes:
            first = rows.get(row.same_as or row.name)
            if first is not None:
                _add(made, row, first, (enum, row.whole_code))
        for span in table.ranges:
            _add(made, span, span, (enum, RANGE))
    for entry in spec.uncoded:
        _add(made, entry, entry, UNCODED)
    return made


def _add_success(made: ApiSurface, table: CodeTable, enum: str) -> None:
    rows = {row.code: row for row in table.codes if table.is_success(row)}
    for code in table.success:
        identity = (enum, str(code))
        row = rows.get(code)
        made.success[identity] = row.where("code") if row else table.where("success")
        if row is not None:
            made.success_rows[identity] = row


def _add(made: ApiSurface, said: Entry, entry: Entry, identity: Identity) -> None:
    for member, key in names_of(said):
        known = PublicName(member, said, key, entry, identity)
        made.names[member] = known
        if known.primary and isinstance(entry, Row):
            made.codes[identity] = known


def names_of(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the names of an entry with the key that each stands at."""
    yield entry.name, "name"
    yield from ((name, "former_names") for name in entry.former_names)


def described(entry: Entry) -> str:
    """Return what an entry stands for, in words."""
    if isinstance(entry, Row):
        return f"code {printable(entry.whole_code)}"
    if isinstance(entry, Range):
        return f"codes {entry.first} to {entry.last}"
    return "an error without a code"
