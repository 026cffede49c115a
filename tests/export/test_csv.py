"""`errsmith export --format csv`: a line for each entry, and no formula in it."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FORMULA: Final = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
HOSTILE: Final = (
    "=1+1",
    '=HYPERLINK("http://evil.example","a")',
    "+84 number",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1)",
    "  =1+1",
    "\uff1d1+1",
    "fine;=1+1",
    'fine"; =1+1',
    'fine;"=1+1',
)


def rows(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    """Return the lines as a spreadsheet reads them."""
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def test_there_is_a_line_for_each_entry(export: Callable[..., str]) -> None:
    found = rows(export("--format", "csv"))

    quota = next(row for row in found if row["id"] == "zalo--115")
    assert (quota["code"], quota["class"], quota["message"]) == (
        "-115",
        "ZaloOutOfQuota",
        "Out of quota",
    )
    assert quota["summary_vi"].startswith("Số dư")
    assert len(found) > 800


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_is_a_formula_whatever_separates_the_cells(
    text: str, export: Callable[..., str], hostile: Callable[[str], Path]
) -> None:
    written = export(hostile(text), "--format", "csv")

    number = re.compile(r"-?[0-9]+(\.[0-9]+)?")
    for separator in (",", ";", "\t"):
        cells = (
            c
            for line in csv.reader(io.StringIO(written), delimiter=separator)
            for c in line
        )
        bad = [c for c in cells if FORMULA.match(c) and not number.fullmatch(c)]
        assert bad == [], separator
    (found,) = rows(written)
    assert found["message"].replace("'", "") == text.replace("'", "")


def test_a_file_is_marked_as_utf_8_for_spreadsheets(
    export: Callable[..., str], tmp_path: Path
) -> None:
    export("--format", "csv", "-o", tmp_path / "codes.csv")

    assert (tmp_path / "codes.csv").read_bytes()[:5] == b"\xef\xbb\xbfid"
