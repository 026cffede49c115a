"""The spec model: what a spec says, once shape and type of every key are right."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from errsmith.spec.containers import ListOf
from errsmith.spec.fields import LONGEST_NAME, Choice, Date, Text
from errsmith.spec.kinds import FAULTS, KINDS, OWN_RETRIES
from errsmith.spec.paths import (
    PLACE,
    Path,
)
from errsmith.spec.reply_model import Part, ReplyRule, Vendors
from errsmith.spec.rows import (
    ATTRIBUTE,
    CLASS,
    ID,
    LINK,
    MODULE,
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
from errsmith.spec.schema_model import Model, ModelField, key
from errsmith.spec.tables import CodeTable
from errsmith.spec.waits import WaitPlace, WaitType

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from errsmith.spec.kinds import Kind

__all__ = (
    "After",
    "CodeTable",
    "Entry",
    "Fact",
    "Family",
    "KindEntry",
    "KindFile",
    "Parameter",
    "Part",
    "Path",
    "Range",
    "ReplyRule",
    "Retry",
    "Row",
    "Source",
    "Spec",
    "Texts",
    "Uncoded",
    "Vendors",
)

PREFIX: Final = Text("[A-Z][A-Za-z0-9]*", "Zalo", longest=LONGEST_NAME)


@dataclass(frozen=True, kw_only=True)
class Source(Model):
    """A page or document that facts are from."""

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
class Fact(Model):
    """A value that rows may have besides what every row has."""

    word = "a fact"

    name: str = key(ATTRIBUTE, "Name of the attribute.", required=True)
    type: str = key(Choice(("bool", "int", "float", "str")), "Its type.", required=True)
    doc: str = key(Text(filled=True), "What it says, in one sentence.", required=True)


@dataclass(frozen=True, kw_only=True)
class KindEntry(Model):
    """A custom kind."""

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
        """Return the kind in snake_case."""
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", self.name).lower()


@dataclass(frozen=True, kw_only=True)
class KindFile(Model):
    """The custom kinds for all specs of a folder."""

    word = "a file of kinds"

    kinds: tuple[KindEntry, ...] = key(
        ListOf(ModelField(KindEntry)), "The kinds.", required=True
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
        ListOf(ModelField(Source)), "Where the facts are from.", required=True
    )
    tables: tuple[CodeTable, ...] = key(
        ListOf(ModelField(CodeTable)), "The tables of codes.", required=True
    )
    uncoded: tuple[Uncoded, ...] = key(
        ListOf(ModelField(Uncoded)), "Errors without any code.", default=()
    )
    facts: tuple[Fact, ...] = key(
        ListOf(ModelField(Fact)), "Values that rows may have besides.", default=()
    )
    replies: tuple[ReplyRule, ...] = key(
        ListOf(ModelField(ReplyRule)), "How a reply is read.", default=()
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

    def rows(self) -> Iterator[tuple[CodeTable, Row]]:
        """Yield every row with its table."""
        for table in self.tables:
            for row in table.codes:
                yield table, row

    def errors(self) -> Iterator[Entry]:
        """Yield every entry that becomes a class of its own."""
        for table in self.tables:
            yield from (row for row in table.codes if table.is_error(row))
            yield from table.ranges
        yield from self.uncoded

    def families(self) -> Iterator[Family]:
        """Yield every family without a kind, which an HTTP status can give one."""
        for table in self.tables:
            yield from (each for each in table.families if not each.category)

    @property
    def has_groups(self) -> bool:
        """Return whether a reply may report several errors."""
        return any(reply.failures or reply.codes for reply in self.replies)

    def parts(self) -> Iterator[tuple[ReplyRule, Part]]:
        """Yield every reader of failed parts with its rule."""
        for reply in self.replies:
            for part in reply.failures:
                yield reply, part

    def entries(self) -> tuple[Entry, ...]:
        """Return every row, range and uncoded error, in order."""
        tables = [
            entry for table in self.tables for entry in (*table.codes, *table.ranges)
        ]
        return (*tables, *self.uncoded)

    @cached_property
    def _sources(self) -> dict[str, Source]:
        return {each.id: each for each in reversed(self.sources)}

    def source_of(self, entry: Entry) -> Source | None:
        """Return the source of an entry."""
        wanted = entry.source or (self.sources[0].id if self.sources else "")
        return self._sources.get(wanted)
