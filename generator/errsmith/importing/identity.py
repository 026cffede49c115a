"""Tell errors apart by their messages, where a page has no codes or somebody asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from errsmith.importing import columns
from errsmith.importing.vocabulary import column_titles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from errsmith.importing.draft import Columns
    from errsmith.importing.page import Grid

    Selected = list[tuple[Grid, Columns]]
    Skipped = list[tuple[Grid, str]]

NO_CODES: Final = "no column of codes"
"""The reason for which a table is left out."""

OFFER: Final = (
    f"{NO_CODES}; --identity message takes its texts for what tells them apart"
)
LONGEST_MESSAGE: Final = 200
"""Letters on average; longer texts are prose."""

SHORTEST_MESSAGE: Final = 6


def by_message(selected: Selected, skipped: Skipped) -> tuple[Selected, Skipped]:
    """Return the tables by their texts, those without codes too, and the skipped ones."""
    found = [(grid, _by_text(grid, roles)) for grid, roles in selected]
    left: Skipped = []
    for grid, why in skipped:
        roles = _by_text(grid, {}) if why == NO_CODES and _about_errors(grid) else {}
        if roles:
            found.append((grid, roles))
        else:
            left.append((grid, why))
    found.sort(key=lambda each: each[0].line)
    return [each for each in found if each[1]], left


def offered(skipped: Skipped) -> Skipped:
    """Return the skipped tables, with the option for those that have texts and no codes."""
    return [
        (grid, OFFER if why == NO_CODES and _fits(grid) else why)
        for grid, why in skipped
    ]


def _fits(grid: Grid) -> bool:
    return _about_errors(grid) and bool(_by_text(grid, {}))


def _about_errors(grid: Grid) -> bool:
    return any(map(column_titles.about_errors, (*grid.header, *grid.sections)))


def _by_text(grid: Grid, roles: Columns) -> Columns:
    """Return the columns with one of messages and none of codes; empty where there are no texts."""
    left = {
        role: index for role, index in roles.items() if role not in {"code", "name"}
    }
    if "message" not in left:
        index = left.pop("description", _texts(columns.look(grid)))
        if index is None:
            return {}
        left["message"] = index
    return left


def _texts(found: Sequence[columns.Column]) -> int | None:
    """Return the first column of texts: called so, else the one with the longest."""
    fit = [
        each
        for each in found
        if SHORTEST_MESSAGE <= each.length <= LONGEST_MESSAGE
        and each.distinct >= columns.MOSTLY_DISTINCT
    ]
    titled = [each for each in fit if each.role in {"message", "description", "name"}]
    longest = max(fit, key=lambda each: each.length, default=None)
    best = titled[0] if titled else longest
    return best.index if best is not None else None
