"""CSV and its kin: any delimiter, any titles, comments and section lines between the rows."""

from __future__ import annotations

import csv
import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from errsmith.importing.clean import addresses, kept, plain, unmarked
from errsmith.importing.columns import with_header
from errsmith.importing.page import Grid, SourcePage, SourceRow, UnreadLine

if TYPE_CHECKING:
    from collections.abc import Iterator

DELIMITERS: Final = ("\t", ",", ";", "|")
SAMPLED_LINES: Final = 200
COMMENT: Final = re.compile(r"\s*(?:#|//)[#/\s]*(.*?)[#/\s]*")
WIDEST_RECORD: Final = 64


def read(text: str) -> SourcePage:
    """Read the rows of a file; comments and lonely cells are titles of sections."""
    page = SourcePage()
    delimiter = delimiter_of(text)
    grid = Grid(1, verbatim=True)
    page.grids.append(grid)
    for line, cells in _records(text, delimiter, page):
        comment = COMMENT.fullmatch(cells[0]) if len(cells) == 1 else None
        texts = tuple(kept(unmarked(cell)) for cell in cells[:WIDEST_RECORD])
        filled = [each for each in texts if each]
        if comment is not None or (
            len(filled) == 1 and texts[0] and _is_title(texts[0])
        ):
            title = plain(comment[1] if comment else texts[0])
            if title and len(title) < 80:  # noqa: PLR2004 - longer comments are prose
                grid = Grid(line, (title,), verbatim=True)
                page.grids.append(grid)
        elif filled:
            grid.rows.append(SourceRow(line, texts, addresses(" ".join(cells))))
    _share_header(page.grids)
    page.grids = [each for each in page.grids if each.rows]
    return page


def _is_title(text: str) -> bool:
    return not any(c.isdigit() for c in text) and "_" not in text and len(text) < 60  # noqa: PLR2004 - as above


def _share_header(grids: list[Grid]) -> None:
    """Give the titles in the first row of a file to all of its sections."""
    first = next((each for each in grids if each.rows), None)
    if first is None:
        return
    titled = with_header(first)
    for each in grids:
        each.header = titled.header
    first.rows = titled.rows


def delimiter_of(text: str) -> str:
    """Return the delimiter that makes the most rows of one width; empty where none does."""
    lines = [line for line in text[:400_000].split("\n") if line.strip()][
        :SAMPLED_LINES
    ]
    lines = [line for line in lines if not COMMENT.fullmatch(line)]
    best, most = "", 0.0
    for delimiter in DELIMITERS:
        try:
            widths = Counter(
                len(row) for row in csv.reader(lines, delimiter=delimiter) if row
            )
        except csv.Error:
            widths = Counter(line.count(delimiter) + 1 for line in lines)
        several = [(count, width) for width, count in widths.items() if width > 1]
        count, width = max(several, default=(0, 0))
        score = count / (sum(widths.values()) or 1) + min(width, 9) / 100
        if count and score > most:
            best, most = delimiter, score
    return best


def share(text: str) -> float:
    """Return the share of a text's lines that are rows of one width."""
    lines = [line for line in text[:400_000].split("\n") if line.strip()][
        :SAMPLED_LINES
    ]
    delimiter = delimiter_of(text)
    if not delimiter or not lines:
        return 0.0
    try:
        widths = Counter(
            len(row) for row in csv.reader(lines, delimiter=delimiter) if row
        )
    except csv.Error:
        return 0.0
    widths.pop(1, None)
    return max(widths.values(), default=0) / len(lines)


def _records(
    text: str, delimiter: str, page: SourcePage
) -> Iterator[tuple[int, list[str]]]:
    """Yield the records with their first lines; those that quotes spoil are read line by line."""
    lines = text.split("\n")
    start = 0
    while start < len(lines):
        end = _end(lines, start, delimiter or ",")
        piece = lines[start:end]
        comment = COMMENT.fullmatch(piece[0])
        if comment is not None and piece[0].strip():
            yield start + 1, [piece[0]]
        elif any(each.strip() for each in piece):
            try:
                rows = list(
                    csv.reader(
                        ["\n".join(piece)]
                        if end - start == 1
                        else [f"{each}\n" for each in piece],
                        delimiter=delimiter or ",",
                        strict=True,
                    )
                )
                cells = rows[0] if rows else []
            except csv.Error as error:
                cells = [each.strip(' "') for each in piece[0].split(delimiter or ",")]
                if '"' in piece[0]:
                    page.unread.append(
                        UnreadLine(
                            start + 1,
                            plain(piece[0]),
                            f"its quotes do not match: {error}",
                        )
                    )
                    cells = []
            if cells:
                yield start + 1, cells
        start = end


MOST_RECORD_LINES: Final = 100
"""Lines that one record may have; a quote that stays open longer was not meant to open."""


def _end(lines: list[str], start: int, delimiter: str) -> int:
    """Return the line after a record: the next one, unless a quote is still open."""
    if not _opens(lines[start], delimiter):
        return start + 1
    quotes = 0
    for end in range(start, min(start + MOST_RECORD_LINES, len(lines))):
        quotes += lines[end].count('"')
        if quotes % 2 == 0:
            return end + 1
    return start + 1


def _opens(line: str, delimiter: str) -> bool:
    """Return whether a cell of a line starts with a quote that the line does not close."""
    if line.count('"') % 2 == 0:
        return False
    return line.startswith('"') or f'{delimiter}"' in line or f'{delimiter} "' in line
