"""Select the grids of a page that are tables of errors, and give reasons for the others."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from errsmith.importing import chosen_columns, column_checks, columns
from errsmith.importing.clean import plain
from errsmith.importing.report import ASKED

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
    for alike in _alike(mentioned):
        roles = (
            chosen_columns.override(alike[0], wanted)
            if wanted
            else alike[0].roles or columns.guess(_together(alike))
        )
        sure = any(_is_sure(grid, roles, wanted) for grid in alike)
        if roles and not wanted and column_checks.is_of_something_else(alike[0], roles):
            why = "its titles are not those of errors; name its columns with --columns"
            skipped += [(grid, why) for grid in alike]
        elif roles:
            found += [(grid, roles, sure) for grid in alike]
        else:
            why = (
                "it lacks a column that --columns names"
                if wanted
                else "no column of codes"
            )
            skipped += [(grid, why) for grid in alike]
    numbered = [
        column_checks.is_number_of_something(grid, roles) for grid, roles, _ in found
    ]
    if any(numbered) and not all(numbered) and not wanted:
        why = "its numbers are called so, and another table has codes"
        pairs = list(zip(found, numbered, strict=True))
        skipped += [(each[0], why) for each, number in pairs if number]
        found = [each for each, number in pairs if not number]
    any_sure = any(sure for _, _, sure in found)
    if (
        not any_sure
        and len(found) > 1
        and not only
        and all(each.roles for each, _, _ in found)
    ):
        why = "nothing says which table is about errors; name its heading with --only"
        skipped += [(grid, why) for grid, _, _ in found]
        found = []
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
            skipped.append((grid, f"{ASKED} {only!r}"))
    return found, skipped


def _is_sure(grid: Grid, roles: Columns, wanted: Mapping[str, str]) -> bool:
    return (
        bool(wanted)
        or "code" not in roles
        or column_checks.is_about_errors(grid, roles)
    )


def _alike(grids: Sequence[Grid]) -> list[list[Grid]]:
    """Group grids with the same titles, or the same number of columns without any."""
    groups: dict[tuple[object, ...], list[Grid]] = {}
    for grid in grids:
        widths = Counter(len(row.cells) for row in grid.rows)
        width = max(widths, key=lambda each: (widths[each], each), default=0)
        key = (
            grid.header,
            grid.verbatim,
            grid.cells_concatenated,
            grid.line if grid.roles else 0,
            0 if grid.header else width,
        )
        groups.setdefault(key, []).append(grid)
    return list(groups.values())


def _together(grids: Sequence[Grid]) -> Grid:
    """Merge the rows of several grids, to guess the columns of all at once."""
    if len(grids) == 1:
        return grids[0]
    by_size = sorted(grids, key=lambda grid: -len(grid.rows))
    rows = [row for grid in by_size for row in grid.rows][: columns.SAMPLED_ROWS]
    return replace(by_size[0], rows=rows)
