"""Columns set apart by spaces or tabs, such as `CODE  E  MACRO  name`."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from errsmith.importing import codes
from errsmith.importing.clean import addresses, kept, plain
from errsmith.importing.formats.bars import title
from errsmith.importing.page import Grid, SourcePage, SourceRow, UnreadLine
from errsmith.importing.samples import find_samples, without_samples

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP: Final = re.compile(r"\t+ *| {2,}\t*| +\t+")
COMMENT: Final = re.compile(r"\s*(?:#|//|--|;)")
SECTION: Final = re.compile(
    r"\s*(?:section|class|group)\s*:\s*(.{1,120})", re.IGNORECASE
)
RULE: Final = re.compile(r"[\s=+|-]{3,}")


def split(line: str) -> list[str]:
    """Return the columns of a line."""
    return [cell for cell in GAP.split(line.strip()) if cell]


def is_row(line: str) -> bool:
    """Return whether a line is columns of which one of the first two is a code."""
    cells = split(line)
    return len(cells) > 1 and any(codes.is_code(codes.bare(cell)) for cell in cells[:2])


def read(text: str) -> SourcePage:
    """Read the rows of a file, below its section lines."""
    page = SourcePage(samples=find_samples(text))
    text = without_samples(text)
    grid = Grid(1, maybe_prose=True)
    chunk: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        said = line.strip()
        section = SECTION.fullmatch(line)
        if (
            not said
            or RULE.fullmatch(line)
            or (COMMENT.match(line) and section is None)
        ):
            continue
        if section is None and is_row(line):
            if chunk:
                name = title(chunk)
                grid = Grid(
                    number, (name,) if name else grid.sections, maybe_prose=True
                )
                grid.header = tuple(split(chunk[-1])) if GAP.search(chunk[-1]) else ()
                page.grids.append(grid)
                chunk = []
            elif not page.grids:
                page.grids.append(grid)
            grid.rows.append(_row(number, line))
        else:
            chunk.append(
                section[1].strip()
                if section
                else said
                if not line[:1].isspace()
                else f"  {said}"
            )
            _missed(number, line, page)
    for each in page.grids:
        _fit(each)
    _take_conditions(page.grids)
    page.title = next(
        (each.strip("# ") for each in text.split("\n")[:5] if each.strip("# ")), ""
    )[:80]
    return page


def _missed(number: int, line: str, page: SourcePage) -> None:
    """Note a line that starts like a row and is none."""
    first, _, rest = line.strip().partition(" ")
    if codes.NUMBER.fullmatch(first) and not rest.strip():
        page.unread.append(
            UnreadLine(number, plain(line), "the code stands alone in its line")
        )


def _row(number: int, line: str) -> SourceRow:
    return SourceRow(number, tuple(kept(cell) for cell in split(line)), addresses(line))


def _take_conditions(grids: Sequence[Grid]) -> None:
    """Put a condition's name in place of the macro before it, where one code alone has it."""
    ends = [row.cells[-2:] for grid in grids for row in grid.rows if len(row.cells) > 2]  # noqa: PLR2004 - a code, a macro, a name
    named = Counter(name for macro, name in ends if _is_condition(macro, name))
    for grid in grids:
        for index, row in enumerate(grid.rows):
            if len(row.cells) > 2 and named[row.cells[-1]] == 1:  # noqa: PLR2004 - as above
                cells = (*row.cells[:-2], row.cells[-1], row.cells[-1])
                grid.rows[index] = SourceRow(row.line, cells, row.links)


def _is_condition(macro: str, name: str) -> bool:
    return bool(codes.CONSTANT.fullmatch(macro) and codes.SNAKE.fullmatch(name))


def _fit(grid: Grid) -> None:
    """Make every row as wide as most are: a text with wide gaps in it is one cell."""
    if not grid.rows:
        return
    widths = Counter(len(row.cells) for row in grid.rows)
    width = len(grid.header) or max(widths, key=lambda each: (widths[each], each))
    for index, row in enumerate(grid.rows):
        if len(row.cells) > width > 0:
            cells = (*row.cells[: width - 1], " ".join(row.cells[width - 1 :]))
            grid.rows[index] = SourceRow(row.line, cells, row.links)
    if len(grid.header) != width:
        grid.header = ()
