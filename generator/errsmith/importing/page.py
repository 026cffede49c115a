"""A page as every reader returns it: grids of cells with their lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from errsmith.importing.clean import addresses, kept, unmarked
from errsmith.problems import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

LARGEST_PAGE: Final = 32 * 1024 * 1024
"""Bytes, as they arrive and when they are decompressed."""

LONGEST_SEARCHED: Final = 20_000
"""Characters of a row in which addresses are looked for."""


class CannotImport(Exception):
    """A page cannot be read at all; the message says why and what to do."""

    def __init__(self, message: str) -> None:
        """Escape what a terminal would obey: names and reasons come from somebody else."""
        super().__init__(printable(message))


def check_size(size: int) -> None:
    """Refuse a page that is too large. Raises CannotImport."""
    if size > LARGEST_PAGE:
        limit = LARGEST_PAGE // 1024 // 1024
        raise CannotImport(f"the page has more than {limit} MiB; cut out its table")


@dataclass(frozen=True)
class SourceRow:
    """The cells of one row, the line it starts in, and the addresses that its cells link to."""

    line: int
    cells: tuple[str, ...]
    links: tuple[str, ...] = ()

    def cell(self, index: int | None) -> str:
        """Return the text of a cell; empty where the row is shorter or the column is unknown."""
        known = index is not None and index < len(self.cells)
        return self.cells[index] if known and index is not None else ""


def linked(line: int, texts: Sequence[str]) -> SourceRow:
    """Return texts as a row, with the addresses in them."""
    return SourceRow(line, tuple(texts), addresses(" ".join(texts)[:LONGEST_SEARCHED]))


def cleaned(line: int, cells: Sequence[str]) -> SourceRow:
    """Return cells without their markup as a row."""
    return linked(line, [kept(unmarked(cell)) for cell in cells])


@dataclass
class Grid:
    """Rows that belong together, below the headings of the page that lead to them."""

    line: int
    sections: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    rows: list[SourceRow] = field(default_factory=list[SourceRow])
    maybe_prose: bool = False
    """True where it may be no table at all, such as a list in running text."""

    verbatim: bool = False
    """True where the cells are data, not text: what stands in them is what is meant."""

    roles: dict[str, int] = field(default_factory=dict[str, int])
    """The columns by their roles, where the reader knows them."""

    cells_concatenated: bool = False
    """True where the cells stood without anything between them, so that codes are guesses."""


@dataclass(frozen=True)
class UnreadLine:
    """A line that looks like a row but could not be taken for one."""

    line: int
    text: str
    why: str


@dataclass
class SourcePage:
    """All that a reader found."""

    title: str = ""
    grids: list[Grid] = field(default_factory=list[Grid])
    unread: list[UnreadLine] = field(default_factory=list[UnreadLine])
    samples: list[str] = field(default_factory=list[str])
    """Texts that may be replies in JSON."""
