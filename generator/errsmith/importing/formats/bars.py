"""Rows of text with bars between the cells, without the line that would make them a table."""

from __future__ import annotations

import re
from typing import Final

from errsmith.importing import codes
from errsmith.importing.clean import addresses, kept, unmarked
from errsmith.importing.page import Grid, SourcePage, SourceRow, UnreadLine
from errsmith.importing.vocabulary import column_titles

RULE: Final = re.compile(r"[\s|+:=-]*")
LONGEST_TITLE: Final = 80
"""Characters of a line that can be a title."""


def read(text: str, *, outer: bool = False) -> SourcePage:
    """Read each run of lines with bars as a grid; `outer` wants them around the row as well."""
    page = SourcePage()
    section = ""
    chunk: list[str] = []
    grid: Grid | None = None
    for number, line in enumerate(text.split("\n"), 1):
        said = line.strip()
        if "|" not in said or said == "|" or (outer and not said.startswith("|")):
            if said:
                chunk.append(said)
                grid = None
            continue
        if RULE.fullmatch(said):
            continue
        cells = [kept(unmarked(cell)) for cell in said.split("|")]
        if grid is None or _is_header(cells):
            section = title(chunk) or section
            chunk = []
            grid = Grid(number, (section,) if section else (), maybe_prose=outer)
            page.grids.append(grid)
        grid.rows.append(SourceRow(number, tuple(cells), addresses(said)))
    page.grids = [fit for each in page.grids if (fit := _fit(each, page)) is not None]
    page.title = next(iter(text.strip().split("\n", 1)), "")[:LONGEST_TITLE]
    return page


def _is_header(cells: list[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return len(filled) > 1 and all(map(column_titles.is_title, filled))


def title(lines: list[str]) -> str:
    """Return the last of some lines that reads like a title."""
    for line in reversed(lines):
        short = len(line) <= LONGEST_TITLE and not line.endswith(
            (".", ":", ";", ",", "\u3002")
        )
        if (
            short
            and not line.startswith(("{", "[", "|", "<"))
            and any(c.isalpha() for c in line)
        ):
            return line.strip("#*= ")
    return ""


def _fit(grid: Grid, page: SourcePage) -> Grid | None:
    """Return the grid without the empty cells that outer bars make."""
    first = grid.rows[0].cells
    leading = first[0] == "" and len(first) > 1
    trailing = sum(row.cells[-1] == "" for row in grid.rows) * 2 > len(grid.rows)
    rows: list[SourceRow] = []
    for row in grid.rows:
        cells = row.cells[1:] if leading and row.cells[0] == "" else row.cells
        cells = cells[:-1] if trailing and len(cells) > 1 and cells[-1] == "" else cells
        rows.append(SourceRow(row.line, cells, row.links))
    if len(rows) == 1 and not _is_header(list(rows[0].cells)):
        if codes.parse(rows[0].cells[0]) is not None:
            why = "the line stands alone, and looks like a row of a table"
            page.unread.append(UnreadLine(rows[0].line, " | ".join(rows[0].cells), why))
        return None
    header = _is_header(list(rows[0].cells))
    grid.header = rows[0].cells if header else ()
    grid.rows = rows[1:] if header else rows
    return grid if grid.rows else None
