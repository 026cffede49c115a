"""Tables: the codes of one enum, and what finds the class of a code."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from errsmith.spec.containers import ListOf
from errsmith.spec.fields import Anything, Choice, Text
from errsmith.spec.rows import CLASS, Family, Range, Row
from errsmith.spec.schema_model import Model, ModelField, key

if TYPE_CHECKING:
    from errsmith.spec.nodes import Scalar


@dataclass(frozen=True, kw_only=True)
class CodeTable(Model):
    """One enum of codes."""

    word = "a table"

    enum: str = key(CLASS, "Name of the enum class.", required=True)
    type: str = key(
        Choice(("int", "str")), "int gives an IntEnum, str a StrEnum.", required=True
    )
    identity: str = key(
        Choice(("code", "message")),
        "message where the wire carries no code.",
        default="code",
    )
    case: str = key(
        Choice(("exact", "any")), "any where codes vary in case.", default="exact"
    )
    title: str = key(
        Text(visible=True), "What the table lists, in a few words.", default=""
    )
    raw_success: tuple[Scalar, ...] = key(
        ListOf(Anything()), "Codes that mean success.", name="success", default=()
    )
    codes: tuple[Row, ...] = key(
        ListOf(ModelField(Row)), "The rows, in the order of the source.", required=True
    )
    ranges: tuple[Range, ...] = key(
        ListOf(ModelField(Range)), "Classes for codes without a row.", default=()
    )
    families: tuple[Family, ...] = key(
        ListOf(ModelField(Family)), "Bases for several codes.", default=()
    )
    success: tuple[int | str, ...] = ()

    @cached_property
    def coded(self) -> frozenset[int | str]:
        """Return the codes that have a row."""
        return frozenset(row.code for row in self.codes)

    @cached_property
    def _successes(self) -> frozenset[int | str]:
        return frozenset(self.success)

    @cached_property
    def _families_by(self) -> dict[tuple[str, object], list[Family]]:
        """Return the families by name, by prefix and by HTTP status."""
        found: dict[tuple[str, object], list[Family]] = {}
        for family in self.families:
            for sort in ("name", "prefix", "http_status"):
                found.setdefault((sort, getattr(family, sort)), []).append(family)
        return found

    def families_of(self, row: Row) -> list[Family]:
        """Return the families of a row: that of the longest prefix, of its status, and named."""
        named = (("name", name) for name in dict.fromkeys(row.families))
        found = [each for name in named for each in self._families_by.get(name, ())]
        found.sort(key=lambda each: each.at)
        longest = self.family_by_prefix(str(row.code))
        found += [longest] if longest else []
        if row.http_status:
            found += self._families_by.get(("http_status", row.http_status), ())
        return list({family.name: family for family in found}.values())

    def family_by_prefix(self, code: str, below: str | None = None) -> Family | None:
        """Return the family with the longest prefix of a code, shorter than one where given."""
        longest = len(code) if below is None else min(len(code), len(below) - 1)
        lengths = range(min(longest, self._longest_prefix), 0, -1)
        starts = (("prefix", code[:length]) for length in lengths)
        found = (
            self._families_by[each] for each in starts if each in self._families_by
        )
        return next((families[0] for families in found), None)

    @cached_property
    def _longest_prefix(self) -> int:
        return max((len(family.prefix) for family in self.families), default=0)

    def alone(self, row: Row) -> Row:
        """Return the row of a code by itself, which names its member."""
        return self._alone.get(row.code, row)

    @cached_property
    def _alone(self) -> dict[int | str, Row]:
        """Return the first row of each code by itself."""
        alone = (row for row in reversed(self.codes) if row.second is None)
        return {row.code: row for row in alone}

    def is_success(self, row: Row) -> bool:
        """Return whether a row is one of success."""
        return row.code in self._successes

    def is_error(self, row: Row) -> bool:
        """Return whether a row becomes a class of its own."""
        return not self.is_success(row) and not row.same_as
