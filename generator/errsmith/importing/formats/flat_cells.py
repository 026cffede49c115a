"""Text flattened from a page with one cell a line, with bars between the cells or without."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from errsmith.importing import codes
from errsmith.importing.clean import kept
from errsmith.importing.formats.bars import title
from errsmith.importing.page import Grid, SourcePage, SourceRow, UnreadLine, linked
from errsmith.importing.vocabulary import column_titles

BAR: Final = "|"
MOST_COLUMNS: Final = 8
LONGEST_CODE: Final = 40


def barred(text: str) -> SourcePage:
    """Read one cell a line, with a bar in the line after it."""
    page = SourcePage()
    said = [
        (number, line.strip())
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip()
    ]
    run: list[tuple[int, str]] = []
    chunk: list[str] = []
    sections: tuple[str, ...] = ()
    for index, (number, line) in enumerate(said):
        if line == BAR:
            continue
        if index + 1 < len(said) and said[index + 1][1] == BAR:
            if not run:
                sections = _titles(chunk, sections)
                chunk = []
            run.append((number, line))
        else:
            _stack(run, sections, page)
            run = []
            chunk.append(line)
    _stack(run, sections, page)
    return page


def _titles(chunk: list[str], before: tuple[str, ...]) -> tuple[str, ...]:
    """Return the titles above a table: the last two lines that read like one."""
    last = title(chunk)
    if not last:
        return before
    index = max(index for index, line in enumerate(chunk) if line.strip("#*= ") == last)
    above = title(chunk[max(0, index - 1) : index])
    outer = above or (before[0] if len(before) > 1 else "")
    return (outer, last) if outer else (last,)


def _stack(
    run: list[tuple[int, str]], sections: tuple[str, ...], page: SourcePage
) -> None:
    """Add the rows that cells in the order of the page were."""
    header: list[str] = []
    for _, cell in run:
        if not column_titles.is_title(cell) or len(header) >= MOST_COLUMNS:
            break
        header.append(cell)
    body = run[len(header) :]
    width = len(header) or _width([cell for _, cell in body])
    if not body or not width:
        return
    grid = Grid(body[0][0], sections, tuple(header))
    for start in range(0, len(body), width):
        row = body[start : start + width]
        texts = tuple(kept(cell) for _, cell in row)
        if len(row) < width and start:
            page.unread.append(
                UnreadLine(
                    row[0][0],
                    " | ".join(texts),
                    f"the last row has {len(row)} cells, not {width}",
                )
            )
        else:
            grid.rows.append(linked(row[0][0], texts))
    if grid.rows:
        page.grids.append(grid)


def _width(cells_: list[str]) -> int:
    """Return the number of cells in a row, by the distance between codes."""
    places = [
        index
        for index, cell in enumerate(cells_)
        if codes.parse(cell) and len(cell) < LONGEST_CODE
    ]
    steps = [second - first for first, second in pairwise(places)]
    return max(set(steps), key=steps.count) if steps else 0


def unbarred(text: str) -> SourcePage:
    """Read one cell a line: a row starts where a code fills a line."""
    page = SourcePage()
    said = [
        (number, line.strip())
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip()
    ]
    places = [index for index, (_, line) in enumerate(said) if _fills(line)]
    steps = [second - first for first, second in pairwise(places)]
    width = max(set(steps), key=lambda step: (steps.count(step), -step)) if steps else 0
    if not 1 < width <= MOST_COLUMNS:
        return page
    grid: Grid | None = None
    end = 0
    for index in places:
        if index < end:
            continue
        if grid is None or index > end or _titled(said[end - 1][1]):
            above = [line for _, line in said[end:index]]
            header = _header(above, width)
            name = title(above[: len(above) - len(header)])
            if grid is not None and not header and above and not name:
                grid.rows[-1] = _longer(grid.rows[-1], above)
            else:
                grid = Grid(
                    said[index][0], (name,) if name else (), header, maybe_prose=True
                )
                page.grids.append(grid)
        row = said[index : index + width]
        following = (
            next((place for place in places if index < place < index + width), None)
            if _early(said, index, width)
            else None
        )
        row = said[index:following] if following is not None else row
        texts = tuple(kept(cell) for _, cell in row)
        grid.rows.append(linked(said[index][0], texts))
        end = index + len(row)
    return page


def _fills(line: str) -> bool:
    bare = codes.bare(line)
    number = codes.NUMBER.fullmatch(bare)
    return bool(number or codes.CONSTANT.fullmatch(bare) or codes.RANGE.fullmatch(bare))


def _early(said: list[tuple[int, str]], index: int, width: int) -> bool:
    """Return whether the next row starts before this one is full."""
    return any(
        _fills(line) and codes.NUMBER.fullmatch(codes.bare(line))
        for _, line in said[index + 1 : index + width]
    )


def _titled(line: str) -> bool:
    return column_titles.is_title(line)


def _header(above: list[str], width: int) -> tuple[str, ...]:
    """Return the titles of the columns, where the lines above the first row are that."""
    last = above[-width:]
    return (
        tuple(last)
        if len(last) == width and sum(map(column_titles.is_title, last)) * 2 >= width
        else ()
    )


def _longer(row: SourceRow, more: list[str]) -> SourceRow:
    """Return a row with more text in its last cell."""
    *first, last = row.cells
    return SourceRow(row.line, (*first, " ".join([last, *more])), row.links)
