"""Read a page as the import does, into plain rows.

This module and `new_rows` are the only ones here that know how an import works.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from errsmith.importing import chosen_columns
from errsmith.importing.convert import ImportOptions, convert
from errsmith.importing.document import parse_headers, read_document
from errsmith.importing.draft import SpecHeader
from errsmith.importing.page import CannotImport
from errsmith.importing.report import how_read, skipped_tables
from errsmith.problems import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from errsmith.importing.draft import CodeEntry
    from errsmith.importing.report import ImportReport
    from errsmith.spec.model import Spec


@dataclass(frozen=True)
class PageRow:
    """One code of a page, or one range of codes, and where it stands."""

    line: int
    code: str = ""
    """As the page writes it; the message where there is no code."""

    name: str | None = None
    message: str | None = None
    span: tuple[int, int] | None = None
    texts: tuple[str, ...] = ()
    """What else it says."""

    table: str = ""
    """Which of the page's tables it is of."""

    section: str = ""
    success: bool = False
    entry: CodeEntry | None = None
    """All that the import knows of it, for a proposal."""

    @property
    def text(self) -> str:
        """Return the row in a few words."""
        first = f"{self.span[0]} to {self.span[1]}" if self.span else self.code
        return first if self.message in {None, "", first} else f"{first} {self.message}"


@dataclass(frozen=True, order=True)
class UnreadRow:
    """A line of a page that was not understood, and why."""

    line: int
    text: str
    why: str


@dataclass(frozen=True)
class PageContent:
    """The rows of a page, and the lines that could not be read."""

    shown: str
    rows: tuple[PageRow, ...]
    unread: tuple[UnreadRow, ...] = ()
    about: tuple[str, ...] = ()
    """How it was read, for people."""


SOME_DAY: Final = dt.date(2000, 1, 1)


class NoErrorTable(Exception):
    """The page was found, but no table of errors in it."""


@dataclass(frozen=True)
class Options:
    """Options of the command line about the page."""

    where: str
    format: str = ""
    columns: str | None = None
    only: str = ""
    encoding: str = ""
    identity: str = ""
    headers: tuple[str, ...] = ()


def read(options: Options, spec: Spec) -> tuple[PageContent, str]:
    """Return the page and its address. Raises UsageError where there is none, else NoErrorTable."""
    try:
        wanted = (
            chosen_columns.parse_override(options.columns)
            if options.columns is not None
            else {}
        )
        document = read_document(
            options.where, options.encoding, parse_headers(options.headers)
        )
    except CannotImport as error:
        raise UsageError(str(error)) from None
    shown = document.shown
    chosen = ImportOptions(
        options.format, wanted, options.only, identity=options.identity
    )
    try:
        report = convert(document, heading(spec), chosen).report
    except CannotImport as error:
        raise NoErrorTable(f"{shown}: {error}") from None
    rows = tuple(_rows(report))
    if not rows:
        raise NoErrorTable(f"{shown} has no table of error codes that could be read")
    unread = tuple(UnreadRow(each.line, each.text, each.why) for each in report.unread)
    return PageContent(shown, rows, unread, tuple(_about(report))), document.url


def heading(spec: Spec) -> SpecHeader:
    """Return what an import would write above the tables of a spec."""
    first = spec.sources[0]
    return SpecHeader(spec.provider, spec.prefix, spec.title, first.url, SOME_DAY)


def _about(report: ImportReport) -> Iterator[str]:
    """Yield how the page was read, and which of its tables were not."""
    yield from how_read(report)
    yield from skipped_tables(report)


def _rows(report: ImportReport) -> Iterator[PageRow]:
    for table in report.built.tables if report.built else ():
        for named in sorted(
            (*table.rows, *table.ranges), key=lambda each: each.entry.line
        ):
            entry = named.entry
            yield PageRow(
                entry.line,
                entry.code,
                name=named.name,
                message=entry.message,
                span=entry.span,
                texts=tuple(filter(None, (entry.constant, entry.description))),
                table=table.enum,
                section=named.section,
                success=entry.success,
                entry=entry,
            )
