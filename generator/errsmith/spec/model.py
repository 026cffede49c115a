"""The spec model: what a spec says, once shape and type of every key are right."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from errsmith.spec.fields import (
    LONGEST_NAME,
    Anything,
    Choice,
    Date,
    Flag,
    ListOf,
    MapOf,
    Text,
)
from errsmith.spec.kinds import FAULTS, KINDS, OWN_RETRIES
from errsmith.spec.paths import (
    LIST_PATH,
    PATH,
    PLACE,
    TEXT_PLACE,
    Path,
    Told,
    ToldType,
)
from errsmith.spec.rows import (
    ATTRIBUTE,
    ID,
    LINK,
    MEMBER,
    After,
    Entry,
    Family,
    Parameter,
    Range,
    Retry,
    Row,
    Texts,
    Uncoded,
)
from errsmith.spec.schema_model import Model, Of, key
from errsmith.spec.waits import WaitPlace, WaitType

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from errsmith.spec.kinds import Kind
    from errsmith.spec.nodes import Scalar

__all__ = (
    "After",
    "Entry",
    "Fact",
    "Family",
    "KindEntry",
    "KindFile",
    "Parameter",
    "Part",
    "Path",
    "Range",
    "Reply",
    "Retry",
    "Row",
    "Source",
    "Spec",
    "Table",
    "Texts",
    "Uncoded",
    "Vendors",
)

PREFIX: Final = Text("[A-Z][A-Za-z0-9]*", "Zalo", longest=LONGEST_NAME)
CLASS: Final = Text("[A-Z][A-Za-z0-9]*", "ZaloCode", longest=LONGEST_NAME)
MODULE: Final = Text(
    "[a-z][a-z0-9]*(_[a-z0-9]+)*", "tencent_push", longest=LONGEST_NAME
)


@dataclass(frozen=True, kw_only=True)
class Source(Model):
    """Where facts are from."""

    word = "a source"

    id: str = key(ID, "A short name, for the `source` of a row.", required=True)
    url: str = key(LINK, "The page.", required=True)
    seen: dt.date = key(Date(), "The day somebody read it.", required=True)
    evidence: str = key(
        Choice(("official", "relayed", "observed", "inferred")),
        "official, relayed by somebody else, observed in a reply, or inferred.",
        required=True,
    )


@dataclass(frozen=True, kw_only=True)
class Table(Model):
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
        ListOf(Of(Row)), "The rows, in the order of the source.", required=True
    )
    ranges: tuple[Range, ...] = key(
        ListOf(Of(Range)), "Classes for codes without a row.", default=()
    )
    families: tuple[Family, ...] = key(
        ListOf(Of(Family)), "Bases for several codes.", default=()
    )
    success: tuple[int | str, ...] = ()

    @cached_property
    def coded(self) -> frozenset[int | str]:
        """The codes that have a row."""
        return frozenset(row.code for row in self.codes)

    @cached_property
    def _successes(self) -> frozenset[int | str]:
        return frozenset(self.success)

    @cached_property
    def _families_by(self) -> dict[tuple[str, object], list[Family]]:
        """The families by name, by prefix and by HTTP status."""
        found: dict[tuple[str, object], list[Family]] = {}
        for family in self.families:
            for sort in ("name", "prefix", "http_status"):
                found.setdefault((sort, getattr(family, sort)), []).append(family)
        return found

    def families_of(self, row: Row) -> list[Family]:
        """The families of a row: that of the longest prefix, of its status, and named."""
        named = (("name", name) for name in dict.fromkeys(row.families))
        found = [each for name in named for each in self._families_by.get(name, ())]
        found.sort(key=lambda each: each.at)
        longest = self.family_by_prefix(str(row.code))
        found += [longest] if longest else []
        if row.http_status:
            found += self._families_by.get(("http_status", row.http_status), ())
        return list({family.name: family for family in found}.values())

    def family_by_prefix(self, code: str, below: str | None = None) -> Family | None:
        """The family with the longest prefix of a code, shorter than one where given."""
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
        """The row of a code by itself, which names its member."""
        same = (each for each in self.codes if each.code == row.code)
        return next((each for each in same if each.second is None), row)

    def is_success(self, row: Row) -> bool:
        """Whether a row is one of success."""
        return row.code in self._successes

    def is_error(self, row: Row) -> bool:
        """Whether a row becomes a class of its own."""
        return not self.is_success(row) and not row.same_as


@dataclass(frozen=True, kw_only=True)
class Fact(Model):
    """A value that rows may have besides what every row has."""

    word = "a fact"

    name: str = key(ATTRIBUTE, "Name of the attribute.", required=True)
    type: str = key(Choice(("bool", "int", "float", "str")), "Its type.", required=True)
    doc: str = key(Text(filled=True), "What it says, in one sentence.", required=True)


@dataclass(frozen=True, kw_only=True)
class Vendors(Model):
    """Which provider's table the code of a part belongs to."""

    word = "vendors"

    selector: Path = key(
        PATH, "Path of the value that tells.", name="key", required=True
    )
    modules: dict[str, str] = key(
        MapOf(MODULE), "From that value to the provider.", required=True
    )


@dataclass(frozen=True, kw_only=True)
class Part(Model):
    """Where a reply lists the parts that failed."""

    word = "an entry of failures"

    each: Path | None = key(LIST_PATH, "Path of a list of objects, each with a code.")
    keyed: Path | None = key(PATH, "Path of an object whose keys are codes.")
    items: Path | None = key(
        LIST_PATH, "Path of a list of items, or of text that `split` divides."
    )
    split: str = key(
        Text(visible=True), "What stands between the items in that text.", default=""
    )
    absent: tuple[str, ...] = key(
        ListOf(Text(visible=True)),
        "With `items`: texts that stand for no item.",
        default=(),
    )
    code: Path | None = key(PATH, "Path of the code, from the object.")
    sub_code: Path | None = key(PATH, "Path of the sub-code, from the object.")
    message: tuple[Path, ...] = key(
        ListOf(LIST_PATH, lone=True), "Paths of the message.", default=()
    )
    item: Path | None = key(PATH, "Path of the item.")
    table: tuple[str, ...] = key(
        ListOf(CLASS, lone=True), "The table of the code.", default=()
    )
    error: str = key(MEMBER, "The uncoded error that each item is.", default="")
    succeeded: Path | None = key(PATH, "Path of the number of parts that went through.")
    without_code: str = key(
        Choice(("unreadable", "success")),
        "What an object without a code means.",
        default="unreadable",
    )
    only_errors: bool = key(
        Flag(), "Every object of the list is an error.", default=False
    )
    any_order: bool = key(
        Flag(), "The list is not in the order of the request.", default=False
    )
    whole_request: bool = key(
        Flag(), "The errors are about the request as a whole.", default=False
    )
    vendors: Vendors | None = key(
        Of(Vendors), "Which provider's table the code belongs to."
    )


@dataclass(frozen=True, kw_only=True)
class Reply(Model):
    """One rule that reads a reply."""

    word = "a reply"

    code: Path | None = key(PLACE, "Path of the code.")
    sub_code: Path | None = key(PLACE, "Path of the sub-code.")
    codes: Path | None = key(LIST_PATH, "Path of a list of codes.")
    table: tuple[str, ...] = key(
        ListOf(CLASS, lone=True), "The table of the code, or several.", default=()
    )
    message: tuple[Path, ...] = key(
        ListOf(TEXT_PLACE, lone=True), "Paths of the message.", default=()
    )
    item: Path | None = key(PLACE, "Path of what the reply is about.")
    known: bool = key(Flag(), "Fits only where the table has the code.", default=False)
    absent: tuple[str, ...] = key(
        ListOf(Text(visible=True)), "Texts that stand for no code.", default=()
    )
    success: Told | None = key(
        ToldType(), "In place of `code`: a path, or {path: value}, of a success."
    )
    failed: Told | None = key(
        ToldType(), "In place of `code`: a path, or {path: value}, of a failure."
    )
    raw_partial: tuple[Scalar, ...] = key(
        ListOf(Anything()),
        "Codes for which `failures` is asked.",
        name="partial",
        default=(),
    )
    failures: tuple[Part, ...] = key(
        ListOf(Of(Part)), "The parts that failed.", default=()
    )
    partial: tuple[int | str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class KindEntry(Model):
    """A kind of one's own."""

    word = "a kind"

    name: str = key(CLASS, "Name of the class.", required=True)
    summary: str = key(Text(filled=True), "What catching it means.", required=True)
    base: str = key(CLASS, "The kind that it derives from.", default="")
    retries: str = key(
        Choice(tuple(OWN_RETRIES)),
        "Whether sending the same again may work; that of the base where left out.",
        default="",
    )
    fault: str = key(
        Choice(FAULTS),
        "Who can do something about it; that of the base where left out.",
        default="",
    )

    @property
    def category(self) -> str:
        """The kind in snake_case."""
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", self.name).lower()


@dataclass(frozen=True, kw_only=True)
class KindFile(Model):
    """The kinds of one's own, for all specs of a folder."""

    word = "a file of kinds"

    kinds: tuple[KindEntry, ...] = key(
        ListOf(Of(KindEntry)), "The kinds.", required=True
    )


@dataclass(frozen=True, kw_only=True)
class Spec(Model):
    """All that is known of one provider."""

    word = "a spec"

    provider: str = key(MODULE, "Name of the module.", required=True)
    prefix: str = key(PREFIX, "What each class name starts with.", required=True)
    title: str = key(
        Text(filled=True, visible=True),
        "The provider's name as people say it.",
        required=True,
    )
    sources: tuple[Source, ...] = key(
        ListOf(Of(Source)), "Where the facts are from.", required=True
    )
    tables: tuple[Table, ...] = key(
        ListOf(Of(Table)), "The tables of codes.", required=True
    )
    uncoded: tuple[Uncoded, ...] = key(
        ListOf(Of(Uncoded)), "Errors without any code.", default=()
    )
    facts: tuple[Fact, ...] = key(
        ListOf(Of(Fact)), "Values that rows may have besides.", default=()
    )
    replies: tuple[Reply, ...] = key(
        ListOf(Of(Reply)), "How a reply is read.", default=()
    )
    without_code: str = key(
        Choice(("unreadable", "success")),
        "What a reply without a code means.",
        default="unreadable",
    )
    empty_body: str = key(
        Choice(("unreadable", "success")),
        "What an empty body with 2xx means.",
        default="unreadable",
    )
    body: str = key(
        Choice(("json", "text", "form", "xml")), "What a body is.", default="json"
    )
    texts: tuple[str, ...] = key(
        ListOf(Text(filled=True)), "What a body of text is like.", default=()
    )
    waits: tuple[WaitPlace, ...] = key(
        ListOf(WaitType(), lone=True),
        "Where a reply says how long to wait.",
        name="wait",
        default=(),
    )
    request_id: tuple[Path, ...] = key(
        ListOf(PLACE, lone=True),
        "Where the ID stands that the provider's support asks for.",
        default=(),
    )
    masked: tuple[str, ...] = key(
        ListOf(Text(filled=True)),
        "What secrets start with that the provider repeats in messages.",
        default=(),
    )
    base: str = key(
        MODULE, "The provider whose base class this one's derives from.", default=""
    )
    others: str = key(
        MODULE, "The provider whose codes arrive here as well.", default=""
    )
    statuses: str = key(CLASS, "The table whose codes are HTTP statuses.", default="")
    left_out: tuple[str, ...] = key(
        ListOf(Text(filled=True)),
        "What the sources list and the spec leaves out on purpose.",
        default=(),
    )
    whole: bool = True
    kinds: Mapping[str, Kind] = field(default_factory=lambda: KINDS)

    def rows(self) -> Iterator[tuple[Table, Row]]:
        """Every row with its table."""
        for table in self.tables:
            for row in table.codes:
                yield table, row

    def errors(self) -> Iterator[Entry]:
        """Every entry that becomes a class of its own."""
        for table in self.tables:
            yield from (row for row in table.codes if table.is_error(row))
            yield from table.ranges
        yield from self.uncoded

    def families(self) -> Iterator[Family]:
        """Every family without a kind, which an HTTP status can give one."""
        for table in self.tables:
            yield from (each for each in table.families if not each.category)

    @property
    def has_groups(self) -> bool:
        """Whether a reply may report several errors."""
        return any(reply.failures or reply.codes for reply in self.replies)

    def parts(self) -> Iterator[tuple[Reply, Part]]:
        """Every reader of failed parts with its rule."""
        for reply in self.replies:
            for part in reply.failures:
                yield reply, part

    def entries(self) -> tuple[Entry, ...]:
        """Every row, range and uncoded error, in order."""
        tables = [
            entry for table in self.tables for entry in (*table.codes, *table.ranges)
        ]
        return (*tables, *self.uncoded)

    @cached_property
    def _sources(self) -> dict[str, Source]:
        return {each.id: each for each in reversed(self.sources)}

    def source_of(self, entry: Entry) -> Source | None:
        """The source of an entry."""
        wanted = entry.source or (self.sources[0].id if self.sources else "")
        return self._sources.get(wanted)
