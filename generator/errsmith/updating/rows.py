"""What an update knows of a page: its rows, and the lines that are none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from errsmith.importing.draft import CodeEntry


@dataclass(frozen=True)
class PageRow:
    """One code of a page, or one range of codes, and where it stands."""

    line: int
    code: str = ""
    """As the page writes it; the message where there is no code."""

    name: str | None = None
    message: str | None = None
    span: tuple[int, int] | None = None
    texts: tuple[str, ...] = ()
    """What else it says."""

    table: str = ""
    """Which of the page's tables it is of."""

    section: str = ""
    success: bool = False
    entry: CodeEntry | None = None
    """All that the import knows of it, for a proposal."""

    @property
    def text(self) -> str:
        """The row in a few words."""
        first = f"{self.span[0]} to {self.span[1]}" if self.span else self.code
        return first if self.message in {None, "", first} else f"{first} {self.message}"


@dataclass(frozen=True, order=True)
class Unread:
    """A line of a page that was not understood, and why."""

    line: int
    text: str
    why: str


@dataclass(frozen=True)
class Page:
    """What was read of a page."""

    shown: str
    rows: tuple[PageRow, ...]
    unread: tuple[Unread, ...] = ()
    about: tuple[str, ...] = ()
    """How it was read, for people."""
