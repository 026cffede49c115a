"""Check what the columns of a grid are of: errors, numbers of something, or something else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from errsmith.importing.columns import MOSTLY_ALIKE, is_of_numbers, is_textual, look
from errsmith.importing.vocabulary import column_titles

if TYPE_CHECKING:
    from errsmith.importing.draft import Columns
    from errsmith.importing.page import Grid

NUMBERS_OF_SOMETHING: Final = frozenset(("id", "no", "nr", "num", "number"))
"""Titles of codes, unless another table has codes by a better title."""


def is_of_something_else(grid: Grid, found: Columns) -> bool:
    """Return whether titles say that a grid is of settings, states or requirements."""
    if any(map(column_titles.about_errors, grid.header)):
        return False
    if grid.maybe_prose and any(map(column_titles.about_other_pages, grid.sections)):
        return True
    index = found.get("code")
    own = [grid.header[index]] if index is not None and index < len(grid.header) else []
    above = grid.header[:1] if any(grid.header) else grid.sections[-1:]
    texts = [
        grid.header[place]
        for role in ("message", "description")
        if (place := found.get(role)) is not None and place < len(grid.header)
    ]
    if any(map(column_titles.about_errors, grid.sections)):
        texts = []
    elif own and column_titles.role(own[0]) == "status" and index is not None:
        return look(grid)[index].statuses < MOSTLY_ALIKE
    return any(map(column_titles.about_something_else, (*above, *own, *texts)))


def has_texts(grid: Grid, found: Columns) -> bool:
    """Return whether the codes of a grid are texts with spaces."""
    measured, code = look(grid), found.get("code")
    return any(each.index == code and is_textual(each, measured) for each in measured)


def other_codes(grid: Grid, found: Columns) -> list[int]:
    """Return further columns that might be the codes: called so, or numbers without a title."""
    return [
        each.index
        for each in look(grid)
        if each.index not in found.values()
        and each.codes >= MOSTLY_ALIKE
        and each.filled >= MOSTLY_ALIKE
        and (each.role == "code" or (not each.title and is_of_numbers(each)))
    ]


def is_number_of_something(grid: Grid, found: Columns) -> bool:
    """Return whether what would be the code is called an ID or a number."""
    index = found.get("code")
    known = index is not None and index < len(grid.header)
    return is_number(grid.header[index]) if known and index is not None else False


def is_number(title: str) -> bool:
    """Return whether a title is that of an ID or a number of anything."""
    return column_titles.words(title) in NUMBERS_OF_SOMETHING


def is_about_errors(grid: Grid, found: Columns) -> bool:
    """Return whether a grid with codes says that they are of errors."""
    titles = grid.sections if grid.roles else (*grid.header, *grid.sections)
    return any(map(column_titles.about_errors, titles)) and "code" in found
