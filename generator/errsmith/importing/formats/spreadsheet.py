"""Spreadsheets of Excel: the rows of each sheet, in blocks that empty rows divide."""

from __future__ import annotations

import json
import warnings
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final
from zipfile import BadZipFile, ZipFile

from errsmith.importing import codes
from errsmith.importing.clean import addresses, kept, plain
from errsmith.importing.columns import with_header
from errsmith.importing.extras import library
from errsmith.importing.page import (
    LARGEST_PAGE,
    CannotImport,
    Grid,
    SourcePage,
    SourceRow,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIPPED: Final = b"PK\x03\x04"
WORKBOOK: Final = "xl/workbook.xml"
LARGEST_UNZIPPED: Final = 4 * LARGEST_PAGE
MOST_ROWS: Final = 100_000
MOST_COLUMNS: Final = 64
LONGEST_TITLE: Final = 80


def is_workbook(data: bytes) -> bool:
    """Return whether the bytes of a page are a workbook. Raises CannotImport for a huge one."""
    if not data.startswith(ZIPPED):
        return False
    try:
        files = ZipFile(BytesIO(data)).infolist()
    except (BadZipFile, ValueError):
        return False
    if WORKBOOK not in {each.filename for each in files}:
        return False
    if sum(each.file_size for each in files) > LARGEST_UNZIPPED:
        limit = LARGEST_UNZIPPED // 1024 // 1024
        raise CannotImport(
            f"the spreadsheet has more than {limit} MiB unzipped; save its table as CSV"
        )
    return True


def text_of(data: bytes) -> str:
    """Return the rows of a workbook as lines of JSON: sheet, number of the row, cells."""
    openpyxl = library("openpyxl")
    lines: list[str] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions, not of cells
            book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
            for sheet in book.worksheets:
                lines += (
                    json.dumps([sheet.title, number, cells], ensure_ascii=False)
                    for number, cells in _rows(sheet)
                )
    except CannotImport:
        raise
    except Exception as error:  # noqa: BLE001 - openpyxl raises whatever its parsers do on a damaged file
        raise CannotImport(
            f"the spreadsheet is damaged ({error}); save its table as CSV"
        ) from None
    return "\n".join(lines)


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a sheet with their numbers; the size that it states may be wrong."""
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS)
    for number, row in enumerate(rows, 1):
        cells = [_text(cell) for cell in row]
        if not any(cells):
            continue
        if number > MOST_ROWS:
            raise CannotImport(
                f"sheet {sheet.title!r} has more than {MOST_ROWS} rows; "
                "save its table as CSV"
            )
        yield number, cells


def _text(cell: Any) -> str:
    """Return a cell as a reader sees it: zeros in front, no .0 behind, strokes through it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    digits = cell.number_format or ""
    said = str(value)
    if isinstance(value, int) and digits.strip("0") == "":
        said = said.zfill(len(digits))
    struck = said.strip() and cell.font is not None and cell.font.strike
    return f"~~{said}~~" if struck else said


def read(text: str) -> SourcePage:
    """Read the rows of a workbook, as `text_of` returns them. Raises CannotImport."""
    try:
        found = [
            (str(title), int(number), [str(cell) for cell in cells])
            for title, number, cells in map(
                json.loads, text.split("\n") if text else ()
            )
            if cells
        ]
    except (OverflowError, RecursionError, TypeError, ValueError):
        raise CannotImport("the page is not a spreadsheet (.xlsx)") from None
    page = SourcePage()
    for title, sheet in groupby(found, key=lambda row: row[0]):
        page.grids += _grids(title, [(number, cells) for _, number, cells in sheet])
    return page


def _grids(sheet: str, rows: list[tuple[int, list[str]]]) -> Iterator[Grid]:
    """Yield the tables of a sheet, each below the title of the sheet and its own."""
    header: tuple[str, ...] = ()
    above: tuple[str, ...] = (sheet,)
    for block in _blocks(rows):
        title = _title(block[0][1])
        body = block[1:] if title else block
        if not body:
            above = (sheet, title)
            continue
        grid = Grid(body[0][0], (*above, title) if title else above, verbatim=True)
        grid.rows = [
            SourceRow(number, tuple(map(kept, cells)), addresses(" ".join(cells)))
            for number, cells in body
        ]
        titled = with_header(grid)
        titled.header = header = titled.header or header
        if titled.rows:
            yield titled


def _blocks(rows: list[tuple[int, list[str]]]) -> Iterator[list[tuple[int, list[str]]]]:
    """Yield the rows that follow each other; a title in a row of its own starts a block."""
    block: list[tuple[int, list[str]]] = []
    for number, cells in rows:
        if block and (_title(cells) or number > block[-1][0] + 1):
            yield block
            block = []
        block.append((number, cells))
    if block:
        yield block


def _title(cells: list[str]) -> str:
    """Return the text that stands alone at the start of a row; empty where it may be a code."""
    text = plain(cells[0])
    alone = not any(each.strip() for each in cells[1:])
    return (
        text if alone and len(text) < LONGEST_TITLE and not codes.is_code(text) else ""
    )
