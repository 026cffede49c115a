"""Text flattened from a page: one cell a line, bars, concatenated cells, or `code text` lines."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from errsmith.importing import codes
from errsmith.importing.clean import plain
from errsmith.importing.formats import bars, concatenated, flat_cells
from errsmith.importing.formats.bars import title
from errsmith.importing.listed_rows import listed
from errsmith.importing.page import Grid, SourcePage, UnreadLine
from errsmith.importing.samples import find_samples, without_samples

if TYPE_CHECKING:
    from collections.abc import Callable

ROWISH: Final = re.compile(r"\s{0,40}(?:[-*\u2022]\s{0,3})?(\S{1,80}?)(?:[:\s|.]|\Z)")


def read(text: str) -> SourcePage:
    """Read the text as whatever makes the most rows of it."""
    readers: tuple[Callable[[str], SourcePage], ...] = (
        bars.read, flat_cells.barred, concatenated.read, lines, flat_cells.unbarred,
    )  # fmt: skip
    samples = find_samples(text)
    text = without_samples(text)
    best = max((reader(text) for reader in readers), key=_rows)
    best.samples = samples
    best.grids = [_with_numbers(grid) for grid in best.grids]
    if not best.title:
        best.title = title(text.strip().split("\n", 5)[:5])
    if _rows(best):
        best.unread += _missed(text, best)
    return best


def _with_numbers(grid: Grid) -> Grid:
    """Return a grid of names, their numbers and a text with the numbers as the codes."""
    numbers = [codes.leading_number(row.cell(1)) for row in grid.rows]
    named = all(codes.is_name(row.cell(0)) for row in grid.rows)
    if grid.header or not all(numbers) or not named:
        return grid
    rows = [
        replace(row, cells=(row.cells[0], number, *row.cells[2:]))
        for row, number in zip(grid.rows, numbers, strict=True)
    ]
    return replace(grid, header=("name", "code", "description"), rows=rows)


def _rows(page: SourcePage) -> int:
    return sum(len(grid.rows) for grid in page.grids)


def _missed(text: str, page: SourcePage) -> list[UnreadLine]:
    """Return the lines outside of rows that start with a code like those of the rows."""
    taken = {row.line for grid in page.grids for row in grid.rows}
    taken |= {unread.line for unread in page.unread}
    cells = {
        part
        for grid in page.grids
        for row in grid.rows
        for cell in row.cells
        for part in cell.split("\n")
    }
    numbered = [codes.bare(row.cells[0]) for grid in page.grids for row in grid.rows]
    digits = {len(each) for each in numbered if codes.NUMBER.fullmatch(each)}
    unread: list[UnreadLine] = []
    for number, line in enumerate(text.split("\n"), 1):
        match = ROWISH.match(line)
        if number in taken or match is None or line.strip() in cells:
            continue
        code = codes.bare(match[1])
        like = codes.NUMBER.fullmatch(code) and len(code) in digits and len(code) > 1
        if like or codes.CONSTANT.fullmatch(code):
            unread.append(
                UnreadLine(
                    number,
                    plain(line),
                    "the line starts with a code, but stands in no table",
                )
            )
    return unread


def lines(text: str) -> SourcePage:
    """Read `1001: text`, a row in each line."""
    page = SourcePage()
    chunk: list[str] = []
    grid: Grid | None = None
    for number, line in enumerate(text.split("\n"), 1):
        row = listed(
            line.strip().lstrip("-*\u2022 ")
            if not line.strip().startswith("-") or line.strip()[1:2] == " "
            else line.strip(),
            number,
        )
        if row is not None:
            if grid is None:
                name = title(chunk)
                grid = Grid(number, (name,) if name else (), maybe_prose=True)
                page.grids.append(grid)
            grid.rows.append(row)
        elif line.strip():
            if grid is not None:
                chunk = []
                grid = None
            chunk.append(line.strip())
    return page
