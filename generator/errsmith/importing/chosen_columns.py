"""Columns that the command line names, by title or by number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from errsmith.importing.columns import guess
from errsmith.importing.page import CannotImport
from errsmith.importing.vocabulary import column_titles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from errsmith.importing.draft import Columns
    from errsmith.importing.page import Grid

MOST_DIGITS: Final = 3
"""Of the number of a column."""


def override(grid: Grid, wanted: Mapping[str, str]) -> Columns:
    """Return the columns that the command line names, and guess the rest."""
    named = {role: _index(grid, title) for role, title in wanted.items()}
    chosen = {role: index for role, index in named.items() if index is not None}
    if len(chosen) < len(wanted):
        return {}
    guessed = guess(grid)
    for role, index in guessed.items():
        if role not in chosen and index not in chosen.values():
            chosen[role] = index
    return chosen


def _index(grid: Grid, title: str) -> int | None:
    said = column_titles.words(title)
    for index, each in enumerate(grid.header):
        if each == title or column_titles.words(each) == said:
            return index
    width = max((len(row.cells) for row in grid.rows), default=0)
    if (
        title.isdecimal()
        and len(title) <= MOST_DIGITS
        and 0 < int(title) <= max(width, len(grid.header))
    ):
        return int(title) - 1
    return None


def parse_override(text: str) -> dict[str, str]:
    """Return `code=1,message=Error text` as a mapping. Raises CannotImport."""
    wanted: dict[str, str] = {}
    for part in filter(None, text.split(",")):
        role, equals, title = part.partition("=")
        role = role.strip()
        if not equals or role not in column_titles.ROLES or not title.strip():
            known = ", ".join(column_titles.ROLES)
            raise CannotImport(
                f"--columns takes ROLE=COLUMN with a title or a number from 1, not {part!r}; "
                f"the roles are {known}"
            )
        wanted[role] = title.strip()
    if not wanted:
        raise CannotImport("--columns names no column; write code=1,message=2")
    return wanted
