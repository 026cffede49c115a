"""Write a catalogue as CSV, a line for each entry, that no spreadsheet runs anything of."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any, Final

from errsmith.codegen.catalogue import entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from errsmith.codegen.catalogue import Document

COLUMNS: Final = (
    *("id", "provider", "table", "code", "to", "sub_code", "status", "name", "class"),
    *("kind", "fault", "retryable", "retry_after", "http_status", "message"),
    *("summary", "remedy", "note", "deprecated", "see"),
)
"""The columns; summary and remedy in each other language follow them."""

NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")
FORMULA: Final = re.compile(
    r"""(\A|[;\t\r\n])([\s"']*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])"""
)
"""The start of a formula, at which a cell begins.

Spreadsheets begin a cell behind a semicolon or a tab, too, where that is the separator.
"""


def catalogue_csv(document: Document) -> str:
    """Return the lines; the first names the columns."""
    providers = document["providers"]
    languages = sorted(
        {
            word
            for each in providers
            for _, e in entries(each)
            for word in e.get("texts", ())
        }
    )
    texts = [(key, word) for word in languages for key in ("summary", "remedy")]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*COLUMNS, *(f"{key}_{word}" for key, word in texts)])
    for provider in providers:
        for cells in _rows(provider, texts):
            writer.writerow([_cell(cell) for cell in cells])
    return out.getvalue()


def _rows(provider: Document, texts: list[tuple[str, str]]) -> Iterator[list[Any]]:
    """Yield the values of each entry."""
    for table, entry in entries(provider):
        known = {
            **entry,
            "provider": provider["provider"],
            "table": table and table["enum"],
            "code": entry.get("code", entry.get("from")),
            "see": " ".join(entry["see"]),
        }
        translated = entry.get("texts", {})
        yield [
            *(known.get(column) for column in COLUMNS),
            *(translated.get(word, {}).get(key) for key, word in texts),
        ]


def _cell(value: Any) -> str:
    """Return a value as text, which a quote keeps from being a formula."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = "" if value is None else str(value)
    return text if NUMBER.fullmatch(text) else FORMULA.sub(r"\1'\2", text)
