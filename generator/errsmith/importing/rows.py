"""Read the rows of a grid into entries: a code and what its row says of it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from errsmith.importing import codes
from errsmith.importing.clean import not_struck, plain
from errsmith.importing.draft import CodeEntry, ParsedGrid
from errsmith.importing.grid_codes import (
    FIRST_ERROR_STATUS,
    LEADING_CODE,
    all_statuses,
    code_in_message,
    mostly_words,
    says_http,
)
from errsmith.importing.page import Grid, SourceRow, UnreadLine
from errsmith.importing.success import says_success
from errsmith.importing.vocabulary import column_titles
from errsmith.importing.vocabulary.yes_no_words import NO, YES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from errsmith.importing.draft import Columns

LONGEST_TITLE: Final = 80


def read_rows(grid: Grid, columns: Columns, *, exact: bool = False) -> ParsedGrid:
    """Read the entries of a grid, and the rows that are none.

    With `exact`, any short text in the column of the codes is a code.
    """
    return _RowReader(grid, columns, exact=exact).read()


class _RowReader:
    """Goes down the rows and remembers the code and the title above."""

    def __init__(self, grid: Grid, columns: Columns, *, exact: bool) -> None:
        self.grid = grid
        self.columns = columns
        self.deprecations = [
            place
            for place, title in enumerate(grid.header)
            if column_titles.of_deprecation(title) and place not in columns.values()
        ]
        self.done = ParsedGrid(grid, columns, by_message="code" not in columns)
        self.above: codes.CodeCell | None = None
        self.title = ""
        self.words = mostly_words(grid, columns)
        self.exact = exact and not _mostly_codes(grid, columns)
        self.statuses = all_statuses(grid, columns)
        self.code_in_message = self.statuses and code_in_message(grid, columns)
        self.statuses = self.code_in_message or (
            self.statuses and says_http(grid, columns)
        )
        self.done.by_status = self.statuses and not self.code_in_message
        self.done.code_in_message = self.code_in_message

    def read(self) -> ParsedGrid:
        for row in self.grid.rows:
            self.done.rows += 1
            self.row(row)
        return self.done

    def row(self, row: SourceRow) -> None:
        """Take one row."""
        if self._is_title(row):
            self.done.rows -= 1
            self.done.titles += 1
            return
        if self.done.by_message:
            text = row.cell(self.columns["message"])
            entries = [self.entry(row, _unquoted(plain(text)))] if text else []
            self.take(row, entries, "the cell of the message is empty")
            return
        text = row.cell(self.columns["code"]).strip()
        if not text:
            self.continued(row)
            return
        texts = self.exact or self.grid.verbatim
        found = codes.parse(text, words=self.words, texts=texts)
        if found is None and self.exact and len(codes.bare(text)) <= codes.LONGEST_CODE:
            found = codes.CodeCell((plain(codes.bare(text)),))
        if found is None:
            self.take(row, [], f"{_short(text)} is not a code")
            return
        self.above = found
        self.take(row, list(self.entries(row, found)), "")

    def continued(self, row: SourceRow) -> None:
        """Read a row without a code: another error of the code above, or more of its text."""
        texts = " ".join(
            filter(None, (row.cell(index) for index in self.columns.values()))
        )
        if self.above is None or not self.done.entries:
            self.take(
                row, [], "the cell of the code is empty, and no code stands above"
            )
        elif self.code_in_message:
            self.take(row, list(self.entries(row, self.above)), "")
        elif texts:
            last = self.done.entries[-1]
            key = "description" if last.description else "message"
            longer = f"{getattr(last, key)} {plain(texts)}".strip()
            self.done.entries[-1] = (
                replace(last, description=longer)
                if key == "description"
                else replace(last, message=longer)
            )
            self.done.joined += 1
            self.done.understood += 1
        else:
            self.take(row, [], "the columns that are known are empty")

    def take(self, row: SourceRow, entries: list[CodeEntry], why: str) -> None:
        """Keep the entries of a row, or note why there are none."""
        if entries:
            self.done.entries += entries
            self.done.understood += 1
        else:
            text = " | ".join(plain(cell) for cell in row.cells)
            self.done.unread.append(UnreadLine(row.line, text, why))

    def entries(self, row: SourceRow, found: codes.CodeCell) -> Iterator[CodeEntry]:
        """Yield an entry for each code of a row."""
        for code in found.codes:
            entry = self.entry(row, code, found)
            yield self._by_name(entry) if self.code_in_message else entry
        for span in found.ranges:
            yield replace(self.entry(row, "", found), span=span, success=False)

    def _by_name(self, entry: CodeEntry) -> CodeEntry:
        """Return the entry of a row whose code leads its text, and whose number is a status."""
        match = LEADING_CODE.fullmatch(entry.message or entry.description)
        if match is None or entry.success:
            return replace(entry, status=None)
        name, text = match["name"], plain(match["text"])
        status = int(entry.code)
        return replace(
            entry, code=name, constant=name, message="", description=text, status=status
        )

    def entry(
        self, row: SourceRow, code: str, found: codes.CodeCell | None = None
    ) -> CodeEntry:
        """Return the entry of one code of a row."""
        said = {
            role: _unquoted(plain(row.cell(index)))
            for role, index in self.columns.items()
            if role != "code"
        }
        statuses = _statuses(said.get("status", ""))
        if found is not None and found.status is not None:
            statuses = (found.status, *statuses)
        rest = found.rest if found is not None else ""
        struck = not_struck(row.cell(self.columns.get("code"))) is not None
        apart = [place for place in self.deprecations if _is_said(row.cell(place))]
        said = {role: not_struck(text) or text for role, text in said.items()}
        constant, message = said.get("name", ""), said.get("message", "")
        if rest:
            constant, message = _rest(rest, constant, message)
        if not constant and codes.is_constant(code):
            constant = code
        retried = said.get("retry", "")
        entry = CodeEntry(
            row.line,
            code,
            constant=constant,
            message=code if self.done.by_message else message,
            description=said.get("description", ""),
            remedy=said.get("remedy", ""),
            status=statuses[0] if statuses else None,
            statuses=statuses,
            retried=True
            if YES.fullmatch(retried)
            else False
            if NO.fullmatch(retried)
            else None,
            links=row.links,
            guessed=self.grid.cells_concatenated and _guessed(row, self.columns),
            section=self.title,
            struck=struck,
            deprecated=bool(apart),
        )
        return replace(entry, success=self._is_success(entry))

    def _is_success(self, entry: CodeEntry) -> bool:
        if entry.status is not None and entry.status >= FIRST_ERROR_STATUS:
            return False
        if self.statuses and codes.is_status(entry.code):
            return int(entry.code) < FIRST_ERROR_STATUS
        return not self.done.by_message and says_success(entry)

    def _is_title(self, row: SourceRow) -> bool:
        """Return whether a row is a title in a table, or repeats the titles of the columns."""
        filled = [cell for cell in row.cells if cell.strip()]
        if self.grid.header and tuple(row.cells) == tuple(self.grid.header):
            return True
        if len(filled) > 1 and all(map(column_titles.is_title, filled)):
            return not any(map(codes.is_word, filled))
        width = len(self.grid.header) or max(
            len(each.cells) for each in self.grid.rows[:50]
        )
        first = row.cells[0].strip() if row.cells else ""
        alone = len(filled) == 1 and first and width > 1
        texts = {
            self.columns.get(role) for role in ("message", "description", "remedy")
        }
        if not alone or 0 in texts or len(first) > LONGEST_TITLE:
            return False
        if (
            codes.parse(first, words=self.words, texts=self.grid.verbatim) is not None
            or first.endswith((".", ","))
            or any(c.isdigit() for c in first[:1])
        ):
            return False
        self.title = plain(first)
        return True


def _mostly_codes(grid: Grid, columns: Columns) -> bool:
    """Return whether most cells in the column of the codes are codes of the usual forms."""
    cells = [
        cell for row in grid.rows if (cell := row.cell(columns.get("code")).strip())
    ]
    return sum(codes.parse(cell) is not None for cell in cells) * 2 > len(cells)


def _short(text: str) -> str:
    said = plain(text)
    return repr(said if len(said) < 50 else f"{said[:47]}…")  # noqa: PLR2004 - enough to find it


def _unquoted(text: str) -> str:
    """Return a text without the quotes around the whole of it."""
    inner = text[1:-1]
    return (
        inner.strip()
        if text[:1] == text[-1:] == '"' and inner and '"' not in inner
        else text
    )


def _statuses(text: str) -> tuple[int, ...]:
    found = re.findall(r"(?<![0-9])[1-5][0-9]{2}(?![0-9])", text)
    return tuple(dict.fromkeys(map(int, found)))


def _rest(rest: str, constant: str, message: str) -> tuple[str, str]:
    """Take the text behind a code in its cell as its name, or as its message."""
    if codes.is_name(rest) and not constant:
        return rest, message
    return constant, message or rest


def _guessed(row: SourceRow, columns: Columns) -> bool:
    """Return whether the end of a code was a guess: its text starts with another capital word."""
    code = row.cell(columns.get("code"))
    following = next((cell for cell in row.cells[1:] if cell), "")
    first = following.split(" ", 1)[0]
    return (
        codes.is_constant(code)
        and len(first) > 1
        and first.isupper()
        and first.isascii()
    )


def _is_said(text: str) -> bool:
    """Return whether a cell says yes in any way: with a word, a date or a version."""
    said = plain(text)
    return any(map(str.isalnum, said)) and not NO.fullmatch(said)
