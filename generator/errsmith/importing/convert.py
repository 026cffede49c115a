"""From a page to the text of a spec and a report, all in memory."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from errsmith.importing import columns, recognise, replies, tables, write
from errsmith.importing.guesses import count_guesses
from errsmith.importing.provider import title_of
from errsmith.importing.report import Report
from errsmith.importing.rows import Reading, understand

if TYPE_CHECKING:
    from collections.abc import Mapping

    from errsmith.importing.page import Grid, Page
    from errsmith.importing.source import Document


@dataclass(frozen=True)
class Result:
    """A spec and what is to be said about it; no text where the page has no table of errors."""

    text: str
    report: Report


@dataclass(frozen=True)
class Wishes:
    """What the command line says of the page: nothing, where it is to be found out."""

    format: str = ""
    columns: Mapping[str, str] = field(default_factory=dict[str, str])
    only: str = ""
    replies: Mapping[str, str] = field(default_factory=dict[str, str])


def convert(
    document: Document, heading: write.Heading, shown: str, wishes: Wishes
) -> Result:
    """The spec of a page. Raises CannotImport where the page cannot be read at all."""
    name = wishes.format or recognise.format_of(document)
    page = recognise.READERS[name](document.text)
    report = Report(shown, name)
    if not heading.title:
        heading = replace(heading, title=title_of(heading.provider))
    report.readings, report.left_out = _readings(page, wishes.columns, wishes.only)
    report.unread = [unread for reading in report.readings for unread in reading.unread]
    report.unread += page.unread
    readings = [reading for reading in report.readings if reading.entries]
    if not readings:
        return Result("", report)
    built = tables.build(readings, heading.prefix, heading.provider)
    report.built = built
    report.unread += built.unread
    if not built.tables:
        return Result("", report)
    coded = write.coded(built.tables)
    known = {named.entry.code for table in coded for named in table.rows}
    report.way = replies.way(wishes.replies, page.samples, known)
    text = write.text(write.Draft(heading, built.tables, report.way))
    report.guesses = count_guesses(text)
    return Result(text, report)


def _readings(
    page: Page, wanted: Mapping[str, str], only: str
) -> tuple[list[Reading], list[tuple[Grid, str]]]:
    """The tables of errors, and those that are none with the reason."""
    left_out: list[tuple[Grid, str]] = []
    chosen: list[Grid] = []
    for each in page.grids:
        grid = columns.with_header(each, wanted)
        if only and not _mentions(grid, only):
            left_out.append((grid, f"no heading or title says {only!r}"))
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
                left_out.append((grid, why))
    any_sure = any(sure for _, _, sure in found)
    readings: list[Reading] = []
    for grid, roles, sure in sorted(found, key=lambda each: each[0].line):
        if sure or not any_sure:
            readings.append(understand(grid, roles))
        else:
            left_out.append((grid, "nothing says that it is about errors"))
    return readings, sorted(left_out, key=lambda each: each[0].line)


def _mentions(grid: Grid, text: str) -> bool:
    """Whether a heading above a table or one of its titles holds a text."""
    titles = (*grid.sections, *grid.header)
    return any(text.casefold() in title.casefold() for title in titles)


def _is_sure(grid: Grid, roles: columns.Columns, wanted: Mapping[str, str]) -> bool:
    return bool(wanted) or "code" not in roles or columns.is_about_errors(grid, roles)
