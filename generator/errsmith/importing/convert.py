"""Convert a page to the text of a spec and a report, all in memory."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from errsmith.importing import (
    column_checks,
    format_detection,
    identity,
    reply_mapping,
    write,
)
from errsmith.importing.grid_selection import select_grids
from errsmith.importing.guesses import count_guesses
from errsmith.importing.provider import title_of
from errsmith.importing.report import ImportReport
from errsmith.importing.rows import read_rows
from errsmith.importing.tables import build

if TYPE_CHECKING:
    from collections.abc import Mapping

    from errsmith.importing.document import Document
    from errsmith.importing.draft import SpecHeader


@dataclass(frozen=True)
class ImportOptions:
    """The choices of the command line; what is empty is found out."""

    format: str = ""
    columns: Mapping[str, str] = field(default_factory=dict[str, str])
    only: str = ""
    replies: Mapping[str, str] = field(default_factory=dict[str, str])
    identity: str = ""


@dataclass(frozen=True)
class ImportResult:
    """A spec and a report of it; the text is empty where the page has no table of errors."""

    text: str
    report: ImportReport


def convert(
    document: Document, header: SpecHeader, options: ImportOptions
) -> ImportResult:
    """Return the spec of a page. Raises CannotImport where the page cannot be read at all."""
    if not header.title:
        header = replace(header, title=title_of(header.provider))
    name = options.format or format_detection.format_of(document)
    page = format_detection.READERS[name](document.text)
    selected, skipped = select_grids(page.grids, options.columns, options.only)
    if options.identity == "message":
        selected, skipped = identity.by_message(selected, skipped)
    exact = "code" in options.columns
    parsed = [
        read_rows(grid, columns, exact=exact or column_checks.has_texts(grid, columns))
        for grid, columns in selected
    ]
    for each in parsed if not exact else ():
        each.other_codes = column_checks.other_codes(each.grid, each.columns)
    built = build([each for each in parsed if each.entries], header)
    report = ImportReport(
        document.shown,
        name,
        document.detected,
        parsed,
        identity.offered(skipped),
        [
            *(line for each in parsed for line in each.unread),
            *page.unread,
            *built.unread,
        ],
        built,
    )
    if not built.tables:
        return ImportResult("", report)
    prose = document.text if name in format_detection.PROSE else ""
    mapping = reply_mapping.choose(
        options.replies, page.samples, built.codes_in_body(), prose
    )
    text = write.text(write.SpecDraft(header, built.tables, mapping))
    report.reply_mapping = mapping
    report.guesses = count_guesses(text)
    return ImportResult(text, report)
