"""Spreadsheets: sheets, blocks and titles, cells as they are seen, and files that are broken."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from errsmith.importing import extras
from errsmith.importing.formats import spreadsheet
from errsmith.importing.page import CannotImport
from openpyxl.styles import Font

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Sequence
    from pathlib import Path

PAGE = (
    ("Error codes of the bakery",),
    (),
    ("Code", "Message", "What to do"),
    (17, "The door is shut", "Open it"),
    (18.0, "The oven is cold"),
    (),
    ("Refunds",),
    ("Code", "Message"),
    ("R1", "No refund"),
    ("R2", "A refund, twice"),
)


def workbook(path: Path, sheets: dict[str, Sequence[Sequence[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def test_each_block_of_a_sheet_is_a_table_below_its_titles(
    tmp_path: Path, imports: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    path = workbook(tmp_path / "codes.xlsx", {"Payments": PAGE, "Notes": [("a", "b")]})

    ran = imports(str(path), "--provider", "acme")

    assert "5 rows read" not in ran.stderr
    assert "4 rows read, 4 understood" in ran.stderr
    assert [
        line.split(": ", 1)[1] for line in ran.stdout.split("\n") if "- code:" in line
    ] == ["17", "18", "R1", "R2"]
    assert "remedy: Open it" in ran.stdout
    assert ran.returncode == 0


def test_a_number_of_a_row_is_that_of_the_sheet(
    tmp_path: Path, imports: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    rows = (*PAGE[:5], ("see below the oven", "nothing"))
    path = workbook(tmp_path / "codes.xlsx", {"Payments": rows})

    ran = imports(str(path), "--provider", "acme")

    assert "line 6 looks like a row and was not understood" in ran.stderr
    assert ran.returncode == 1


def test_cells_are_read_as_they_are_seen(
    tmp_path: Path, imports: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    path = workbook(tmp_path / "codes.xlsx", {"Payments": PAGE[:5]})
    book = openpyxl.load_workbook(path)
    sheet = book["Payments"]
    for row in (4, 5):
        sheet.cell(row, 1).number_format = "0000"
    sheet.cell(5, 1).font = Font(strike=True)
    book.save(path)

    ran = imports(str(path), "--provider", "acme")

    assert "- code: '0017'" in ran.stdout
    assert "- code: '0018'" in ran.stdout
    assert ran.stdout.count("deprecated:") == 1


def test_a_workbook_is_told_by_its_bytes(
    tmp_path: Path, imports: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    path = workbook(tmp_path / "codes.xlsx", {"Payments": PAGE}).rename(
        tmp_path / "codes"
    )

    assert "read as xlsx" in imports(str(path), "--provider", "acme").stderr


@pytest.mark.parametrize("data", [b"PK\x03\x04 cut short", b"Code,Message\n1,x\n"])
def test_a_file_that_only_has_the_name_is_refused(
    tmp_path: Path,
    imports: Callable[..., subprocess.CompletedProcess[str]],
    data: bytes,
) -> None:
    path = tmp_path / "codes.xlsx"
    path.write_bytes(data)

    ran = imports(str(path), "--provider", "acme")

    assert ran.returncode != 0
    assert "not a spreadsheet" in ran.stderr


def zipped(files: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return buffer.getvalue()


def test_a_workbook_that_unzips_to_too_much_is_refused() -> None:
    size = spreadsheet.LARGEST_UNZIPPED + 1
    data = zipped({spreadsheet.WORKBOOK: b"x", "xl/sharedStrings.xml": bytes(size)})

    with pytest.raises(CannotImport, match="MiB unzipped"):
        spreadsheet.is_workbook(data)


def test_a_damaged_workbook_is_refused() -> None:
    data = zipped({spreadsheet.WORKBOOK: b"<workbook"})

    assert spreadsheet.is_workbook(data)
    with pytest.raises(CannotImport, match="damaged"):
        spreadsheet.text_of(data)


def test_more_rows_than_a_page_has_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 4)
    path = workbook(tmp_path / "codes.xlsx", {"Payments": PAGE})

    with pytest.raises(CannotImport, match="more than 4 rows"):
        spreadsheet.text_of(path.read_bytes())


def test_a_missing_library_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> object:
        raise ImportError(name)

    path = workbook(tmp_path / "codes.xlsx", {"Payments": PAGE})
    monkeypatch.setattr(extras, "import_module", missing)

    with pytest.raises(CannotImport, match=r"pip install 'provider-errors\[import\]'"):
        spreadsheet.text_of(path.read_bytes())
