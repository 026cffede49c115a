"""From a page to the text of a spec and a report, all in memory."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from errsmith.importing import columns, format_detection, reply_mapping, tables, write
from errsmith.importing.clean import plain
from errsmith.importing.guesses import count_guesses
from errsmith.importing.provider import title_of
from errsmith.importing.report import ImportReport
from errsmith.importing.rows import ParsedGrid, understand

if TYPE_CHECKING:
    from collections.abc import Mapping

    from errsmith.importing.document import Document
    from errsmith.importing.page import Grid, SourcePage


@dataclass(frozen=True)
class ImportResult:
    """A spec and what is to be said about it; no text where the page has no table of errors."""

    text: str
    report: ImportReport


@dataclass(frozen=True)
class ImportOptions:
    """What the command line says of the page: nothing, where it is to be found out."""

    format: str = ""
    columns: Mapping[str, str] = field(default_factory=dict[str, str])
    only: str = ""
    replies: Mapping[str, str] = field(default_factory=dict[str, str])


def convert(
    document: Document, heading: write.SpecHeader, options: ImportOptions
) -> ImportResult:
    """The spec of a page. Raises CannotImport where the page cannot be read at all."""
    name = options.format or format_detection.format_of(document)
    page = format_detection.READERS[name](document.text)
    report = ImportReport(document.shown, name, document.detected)
    if not heading.title:
        heading = replace(heading, title=title_of(heading.provider))
    report.readings, report.skipped = _readings(page, options.columns, options.only)
    report.unread = [unread for reading in report.readings for unread in reading.unread]
    report.unread += page.unread
    readings = [reading for reading in report.readings if reading.entries]
    if not readings:
        return ImportResult("", report)
    built = tables.build(readings, heading.prefix, heading.provider)
    report.built = built
    report.unread += built.unread
    if not built.tables:
        return ImportResult("", report)
    coded = write.coded(built.tables)
    known = {named.entry.code for table in coded for named in table.rows}
    report.reply_mapping = reply_mapping.choose(options.replies, page.samples, known)
    text = write.text(write.SpecDraft(heading, built.tables, report.reply_mapping))
    report.guesses = count_guesses(text)
    return ImportResult(text, report)


def _readings(
    page: SourcePage, wanted: Mapping[str, str], only: str
) -> tuple[list[ParsedGrid], list[tuple[Grid, str]]]:
    """The tables of errors, and those that are none with the reason."""
    skipped: list[tuple[Grid, str]] = []
    chosen: list[Grid] = []
    for each in page.grids:
        grid = columns.with_header(each, wanted)
        grid.sections = tuple(filter(None, map(plain, grid.sections)))
        if only and not _mentions(grid, only):
            skipped.append((grid, f"no heading or title says {only!r}"))
        else:
            chosen.append(grid)
    found: list[tuple[Grid, columns.Columns, bool]] = []
    for alike in columns.alike(chosen):
        roles = (
            columns.override(alike[0], wanted)
            if wanted
            else columns.guess(columns.together(alike))
        )
        sure = any(_is_sure(grid, roles, wanted) for grid in alike)
        for grid in alike:
            if roles:
                found.append((grid, roles, sure))
            else:
                why = (
                    "it lacks a column that --columns names"
                    if wanted
                    else "no column of codes"
                )
                skipped.append((grid, why))
    any_sure = any(sure for _, _, sure in found)
    readings: list[ParsedGrid] = []
    for grid, roles, sure in sorted(found, key=lambda each: each[0].line):
        if sure or not any_sure:
            readings.append(understand(grid, roles))
        else:
            skipped.append((grid, "nothing says that it is about errors"))
    return readings, sorted(skipped, key=lambda each: each[0].line)


def _mentions(grid: Grid, text: str) -> bool:
    """Whether a heading above a table or one of its titles holds a text."""
    titles = (*grid.sections, *grid.header)
    return any(text.casefold() in title.casefold() for title in titles)


def _is_sure(grid: Grid, roles: columns.Columns, wanted: Mapping[str, str]) -> bool:
    return bool(wanted) or "code" not in roles or columns.is_about_errors(grid, roles)
