"""Changes that an update makes to a spec, each with its place there and on the page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import datetime as dt

    from errsmith.spec.model import CodeTable, Entry, Range, Row
    from errsmith.updating.page import PageRow, UnreadRow

REMOVED_REASON: Final = re.compile(r"No longer on the page since \d{4}-\d{2}-\d{2}\.")
"""A deprecation that this tool wrote, which it may take back."""


def reason(day: dt.date) -> str:
    """Return why a row that has vanished is deprecated."""
    return f"No longer on the page since {day.isoformat()}."


@dataclass(frozen=True)
class Reworded:
    """A message on the wire that has changed."""

    table: CodeTable
    row: Row
    message: str
    line: int


@dataclass(frozen=True)
class Added:
    """A row of the page that the spec does not have."""

    table: CodeTable
    page: PageRow
    code: str
    """The code as the table writes it; empty for a range."""

    after: Entry | None
    """The row of the spec that it follows; the first one where there is none."""

    same_as: Row | Added | None = None
    """The row of which the wire cannot tell it."""

    @property
    def into(self) -> str:
        """Return the list of the table that it comes into."""
        return "codes" if self.page.span is None else "ranges"


@dataclass(frozen=True)
class Removed:
    """A row that is not on the page any more."""

    table: CodeTable
    entry: Row | Range


@dataclass(frozen=True)
class Restored:
    """A row that is on the page again."""

    table: CodeTable
    entry: Row | Range
    line: int


@dataclass
class Changes:
    """All that an update does, and what it leaves to people."""

    reworded: list[Reworded] = field(default_factory=list[Reworded])
    added: list[Added] = field(default_factory=list[Added])
    removed: list[Removed] = field(default_factory=list[Removed])
    restored: list[Restored] = field(default_factory=list[Restored])
    unread: list[UnreadRow] = field(default_factory=list["UnreadRow"])
    skipped: list[str] = field(default_factory=list[str])
    """Tables and rows that nothing is done about, and why."""

    needs_review: list[str] = field(default_factory=list[str])
    """The same where somebody has to look."""

    rows: int = 0
    """Rows on the page, each code of a range that the spec has code by code counted."""

    unchanged: int = 0

    def __bool__(self) -> bool:
        """Return whether anything changes."""
        return bool(self.reworded or self.added or self.removed or self.restored)

    def extend(self, other: Changes) -> None:
        """Take those of another table as well."""
        self.reworded += other.reworded
        self.added += other.added
        self.removed += other.removed
        self.restored += other.restored
        self.unread += other.unread
        self.skipped += other.skipped
        self.needs_review += other.needs_review
        self.unchanged += other.unchanged
