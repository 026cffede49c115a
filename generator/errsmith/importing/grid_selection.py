"""Select the grids of a page that are tables of errors, and give reasons for the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from errsmith.importing import chosen_columns, columns
from errsmith.importing.clean import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from errsmith.importing.draft import Columns
    from errsmith.importing.page import Grid

    Skipped = list[tuple[Grid, str]]


def select_grids(
    grids: Sequence[Grid], wanted: Mapping[str, str], only: str
) -> tuple[list[tuple[Grid, Columns]], Skipped]:
    """Return the tables of errors with their columns, and the skipped ones with the reason."""
    mentioned, skipped = _mentioning(grids, wanted, only)
    found: list[tuple[Grid, Columns, bool]] = []
    for alike in columns.alike(mentioned):
        roles = (
            chosen_columns.override(alike[0], wanted)
            if wanted
            else columns.guess(columns.together(alike))
        )
        sure = any(_is_sure(grid, roles, wanted) for grid in alike)
        if roles:
            found += [(grid, roles, sure) for grid in alike]
        else:
            why = (
                "it lacks a column that --columns names"
                if wanted
                else "no column of codes"
            )
            skipped += [(grid, why) for grid in alike]
    any_sure = any(sure for _, _, sure in found)
    selected: list[tuple[Grid, Columns]] = []
    for grid, roles, sure in sorted(found, key=lambda each: each[0].line):
        if sure or not any_sure:
            selected.append((grid, roles))
        else:
            skipped.append((grid, "nothing says that it is about errors"))
    return selected, sorted(skipped, key=lambda each: each[0].line)


def _mentioning(
    grids: Sequence[Grid], wanted: Mapping[str, str], only: str
) -> tuple[list[Grid], Skipped]:
    """Return the grids with a text in a heading above or in a title, with their headers."""
    found: list[Grid] = []
    skipped: Skipped = []
    for each in grids:
        grid = columns.with_header(each, wanted)
        grid.sections = tuple(filter(None, map(plain, grid.sections)))
        titles = (*grid.sections, *grid.header)
        if any(only.casefold() in title.casefold() for title in titles) or not only:
            found.append(grid)
        else:
            skipped.append((grid, f"no heading or title says {only!r}"))
    return found, skipped


def _is_sure(grid: Grid, roles: Columns, wanted: Mapping[str, str]) -> bool:
    return bool(wanted) or "code" not in roles or columns.is_about_errors(grid, roles)
