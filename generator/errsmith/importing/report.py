"""Report what was read of a page, what was understood, and what was not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from errsmith.importing import codes, column_checks
from errsmith.importing.vocabulary import column_titles
from errsmith.importing.vocabulary.column_titles import of_deprecation
from errsmith.problems import counted, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from errsmith.importing.draft import BuiltTables, ParsedGrid
    from errsmith.importing.page import Grid, UnreadLine
    from errsmith.importing.reply_mapping import ReplyMapping

MOST_LISTED: Final = 200
"""Lines that are listed one by one; the rest is counted."""

LONGEST_LINE: Final = 100
LEAST_DIGITS: Final = 3
"""Of a number that is more than a place in a list."""

MOSTLY: Final = 0.6
ASKED: Final = "no heading or title says"
"""How the reason of a table starts that --only leaves out."""


@dataclass
class ImportReport:
    """The facts of an import."""

    shown: str
    format: str
    encoding: str = ""
    """The encoding that was detected; empty where it was declared."""

    readings: Sequence[ParsedGrid] = ()
    skipped: list[tuple[Grid, str]] = field(default_factory=list[tuple["Grid", str]])
    unread: list[UnreadLine] = field(default_factory=list["UnreadLine"])
    built: BuiltTables | None = None
    reply_mapping: ReplyMapping | None = None
    guesses: int = 0

    @property
    def rows(self) -> int:
        """Rows of tables of errors, and lines that look like such rows."""
        outside = len(self.unread) - sum(len(each.unread) for each in self.readings)
        lost = len(self.built.unread) if self.built else 0
        return sum(each.rows for each in self.readings) + outside - lost

    @property
    def complete(self) -> bool:
        """Whether every row that may be one of an error was understood."""
        return not self.unread and not any(map(looks_coded, self.left_out))

    @property
    def left_out(self) -> list[Grid]:
        """The tables that nobody asked to leave out."""
        return [grid for grid, why in self.skipped if not why.startswith(ASKED)]

    @property
    def understood(self) -> int:
        """Rows that the spec has."""
        return self.rows - len(self.unread)


def looks_coded(grid: Grid) -> bool:
    """Return whether the first column of a table is full of numbers, constants or titled codes."""
    title = next(iter(grid.header), "")
    titled = column_titles.role(title) == "code" and not column_checks.is_number(title)
    cells = [codes.bare(row.cell(0)) for row in grid.rows]
    filled = [cell for cell in cells if cell]
    coded = sum(
        bool(codes.NUMBER.fullmatch(cell) and len(cell) >= LEAST_DIGITS)
        or bool(codes.HEX.fullmatch(cell))
        or codes.CONSTANT.fullmatch(cell) is not None
        or (titled and codes.is_code(cell) and any(map(str.isdigit, cell)))
        for cell in filled
    )
    return not grid.roles and len(filled) > 1 and coded > len(filled) * MOSTLY


def lines(report: ImportReport) -> Iterator[str]:
    """Yield the report."""
    yield from how_read(report)
    yield from _columns(report.readings)
    yield f"{counted(report.rows, 'row')} read, {report.understood} understood{_breakdown(report)}"
    for each in sorted(report.unread, key=lambda each: each.line)[:MOST_LISTED]:
        yield f"line {each.line} looks like a row and was not understood: {_shortened(each.why)}"
        yield f"    {_shortened(each.text)}"
    if len(report.unread) > MOST_LISTED:
        yield f"and {len(report.unread) - MOST_LISTED} more lines that were not understood"
    yield from skipped_tables(report)
    if report.reply_mapping:
        otherwise = "" if report.reply_mapping.sure else " (--replies says otherwise)"
        yield (
            f"replies: code={report.reply_mapping.code}, message={report.reply_mapping.message}, "
            f"{report.reply_mapping.why}{otherwise}"
        )
        shared = report.built.codes_of_several() if report.built else 0
        if shared:
            many = f"{counted(shared, 'code')} of more than one table"
            yield f"    {many}: `replies` takes the first; write a rule for each"
    if report.guesses:
        count = counted(report.guesses, "guess", "guesses")
        yield f"{count} to confirm: review them and delete the `# guess` comment"


def how_read(report: ImportReport) -> Iterator[str]:
    """Yield the format of a page, and its encoding where that was detected."""
    yield f"{report.shown} read as {report.format} (--format says otherwise)"
    if report.encoding:
        yield f"decoded as {report.encoding}, by its letters (--encoding says otherwise)"


def skipped_tables(report: ImportReport) -> Iterator[str]:
    """Yield the tables that were not read, with the reasons."""
    for grid, why in report.skipped[:MOST_LISTED]:
        rows = counted(len(grid.rows), "row")
        yield f"skipped: {_grid_place(grid)} with {rows}: {_shortened(why)}"
        if looks_coded(grid) and not why.startswith(ASKED):
            first, last = grid.rows[0].line, grid.rows[-1].line
            where = (
                f"lines {first}-{last} look" if first < last else f"line {first} looks"
            )
            yield f"    {where} like codes; say --columns or --only"
    if len(report.skipped) > MOST_LISTED:
        yield f"skipped: {len(report.skipped) - MOST_LISTED} more tables"


def _columns(readings: Sequence[ParsedGrid]) -> Iterator[str]:
    """Yield the roles of columns, once for tables that are alike."""
    by_roles: dict[str, list[ParsedGrid]] = {}
    for reading in readings:
        by_roles.setdefault(_roles(reading), []).append(reading)
    for roles, alike in by_roles.items():
        first = _grid_place(alike[0].grid)
        more = f" and {counted(len(alike) - 1, 'more table')}" if len(alike) > 1 else ""
        yield f"{first}{more}: {roles}"
        for index in alike[0].other_codes:
            column = f"column {index + 1}{_titled(alike[0].grid, index)}"
            yield f"    {column} may be the codes as well; say --columns code={index + 1}"


def _roles(reading: ParsedGrid) -> str:
    header = reading.grid.header
    said: list[str] = []
    for role, index in sorted(reading.columns.items(), key=lambda each: each[1]):
        said.append(f"{role}={index + 1}{_titled(reading.grid, index)}")
    unused: list[str] = []
    for index, title in enumerate(header):
        if index in reading.columns.values() or not title:
            continue
        if of_deprecation(title):
            said.append(f"deprecated={index + 1}{_titled(reading.grid, index)}")
        else:
            unused.append(_shortened(title, 30))
    return ", ".join(said) + (f"; not used: {', '.join(unused[:8])}" if unused else "")


def _titled(grid: Grid, index: int) -> str:
    """Return the title of a column behind its number; empty where it has none."""
    title = grid.header[index] if index < len(grid.header) else ""
    return f" {_shortened(title, 40)!r}" if title else ""


def _grid_place(grid: Grid) -> str:
    title = f" {_shortened(grid.sections[-1], 60)!r}" if grid.sections else ""
    return f"table in line {grid.line}{title}"


def _breakdown(report: ImportReport) -> str:
    """Count what the rows that were understood are."""
    built = report.built
    if built is None or not built.tables:
        return ""
    rows = [named for table in built.tables for named in table.rows]
    success = sum(named.entry.success for named in rows)
    parts = [f"{counted(len(rows) - success - built.twins, 'error')}"]
    parts += [f"{counted(success, 'success', 'successes')}"] if success else []
    ranges = sum(len(table.ranges) for table in built.tables)
    parts += [counted(ranges, "range")] if ranges else []
    parts += (
        [f"{built.twins} more under a code that stands above (same_as)"]
        if built.twins
        else []
    )
    parts += (
        [f"{built.joined} more under a code that has another HTTP status above"]
        if built.joined
        else []
    )
    parts += [counted(built.repeated, "exact duplicate")] if built.repeated else []
    joined = sum(each.joined for each in report.readings)
    parts += [counted(joined, "continuation row")] if joined else []
    return f": {', '.join(parts)}, in {counted(len(built.tables), 'table')}"


def _shortened(text: str, most: int = LONGEST_LINE) -> str:
    text = printable(" ".join(text.split()))
    return text if len(text) <= most else f"{text[: most - 1]}…"
