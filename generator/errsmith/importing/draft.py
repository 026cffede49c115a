"""The draft of a spec: entries of a page, and the tables that they become."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from errsmith.importing.page import Grid, UnreadLine

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

Columns = dict[str, int]
"""Column by role."""


@dataclass(frozen=True)
class ProposedParameter:
    """A value that arrives with an error: its name, its type, and the unit of a time."""

    name: str
    type: str
    unit: str = ""


@dataclass(frozen=True)
class CodeEntry:
    """One code, or one range of codes, and what its row says of it."""

    line: int
    code: str = ""
    span: tuple[int, int] | None = None
    constant: str = ""
    message: str = ""
    description: str = ""
    remedy: str = ""
    status: int | None = None
    statuses: tuple[int, ...] = ()
    retried: bool | None = None
    success: bool = False
    links: tuple[str, ...] = ()
    guessed: bool = False
    section: str = ""
    deprecated: bool = False
    """Whether a column says that the code is no longer used."""

    struck: bool = False
    """Whether the page shows the row struck out, as one that is no longer used."""

    parameters: tuple[ProposedParameter, ...] = ()
    placeholder_normalized: bool = False
    """True where a place of a value in the message was written otherwise on the page."""

    other_status_texts: tuple[tuple[int, str], ...] = ()
    """Other texts of the code, each with the HTTP status that it stands beside."""

    @property
    def words(self) -> str:
        """All texts, for whoever looks for words in them."""
        return f"{self.constant} {self.message} {self.description}"


@dataclass
class ParsedGrid:
    """The entries of a grid, and the counts of its rows."""

    grid: Grid
    columns: Columns
    entries: list[CodeEntry] = field(default_factory=list[CodeEntry])
    unread: list[UnreadLine] = field(default_factory=list[UnreadLine])
    rows: int = 0
    understood: int = 0
    joined: int = 0
    titles: int = 0
    by_message: bool = False
    by_status: bool = False
    code_in_message: bool = False
    other_codes: list[int] = field(default_factory=list[int])
    """Columns that might be the codes as well as the one that was taken."""


@dataclass(frozen=True)
class ProposedFamily:
    """A base for the codes of one prefix or one HTTP status."""

    name: str
    summary: str
    prefix: str = ""
    status: int | None = None


@dataclass(frozen=True)
class NamedEntry:
    """An entry with the name that it gets; `same_as` names an earlier one with its code."""

    entry: CodeEntry
    name: str
    section: str = ""
    same_as: str = ""


@dataclass
class DraftTable:
    """One table of the spec."""

    enum: str
    type: str
    identity: str = "code"
    title: str = ""
    by_status: bool = False
    rows: list[NamedEntry] = field(default_factory=list[NamedEntry])
    ranges: list[NamedEntry] = field(default_factory=list[NamedEntry])
    families: list[ProposedFamily] = field(default_factory=list["ProposedFamily"])


@dataclass
class BuiltTables:
    """The tables, and what could not be taken into them."""

    tables: list[DraftTable] = field(default_factory=list[DraftTable])
    unread: list[UnreadLine] = field(default_factory=list[UnreadLine])
    repeated: int = 0
    twins: int = 0
    joined: int = 0

    def codes_in_body(self) -> set[str]:
        """Return the codes that the body of a reply may have."""
        return {row.entry.code for table in in_body(self.tables) for row in table.rows}

    def codes_of_several(self) -> int:
        """Return how many codes more than one of the tables of a body has."""
        counts = Counter(
            code
            for table in in_body(self.tables)
            for code in {row.entry.code for row in table.rows}
        )
        return sum(count > 1 for count in counts.values())


@dataclass(frozen=True)
class SpecHeader:
    """The keys above the tables."""

    provider: str
    prefix: str
    title: str
    url: str
    seen: dt.date
    url_guessed: bool = False


def in_body(tables: Sequence[DraftTable]) -> list[DraftTable]:
    """Return the tables whose codes stand in the body of a reply, not in its status."""
    known = [table for table in tables if table.identity == "code"]
    return [table for table in known if not table.by_status] or known
