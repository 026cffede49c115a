"""Judge the codes of a grid as a whole: words, HTTP statuses, or codes in front of a text."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from errsmith.importing import codes
from errsmith.importing.vocabulary import column_titles
from errsmith.importing.vocabulary.yes_no_words import SUCCESS

if TYPE_CHECKING:
    from errsmith.importing.draft import Columns
    from errsmith.importing.page import Grid

LEADING_CODE: Final = re.compile(
    r"(?P<name>[A-Z][A-Za-z0-9]{0,60}(?:_[A-Z0-9]{1,60}){0,12})\s*(?:[:,.]|-\s|\u2013|\Z)\s*(?P<text>.*)",
    re.DOTALL,
)
PHRASES: Final = {str(each.value): each.phrase.casefold() for each in HTTPStatus}
FIRST_ERROR_STATUS: Final = 400
MOSTLY_CODES: Final = 0.75
"""The share of texts that start with a code where the codes of a grid stand there."""

SHORTEST_SHOUT: Final = 4


def mostly_words(grid: Grid, columns: Columns) -> bool:
    """Return whether most codes of a grid are not numbers, so that any word is one."""
    if "code" not in columns:
        return False
    cells = [
        each for row in grid.rows if (each := codes.bare(row.cell(columns["code"])))
    ]
    plain_words = sum(codes.WORD.fullmatch(each) is not None for each in cells)
    return plain_words * 2 > len(cells)


HTTP: Final = re.compile(r"http|status", re.IGNORECASE)
"""Without such a word, the constants of a program are its own, whatever their numbers."""


def all_statuses(grid: Grid, columns: Columns) -> bool:
    """Return whether the codes of a grid can all be HTTP statuses, and some are of errors."""
    titles = (*grid.sections, *grid.header)
    if "code" not in columns or (grid.roles and not any(map(HTTP.search, titles))):
        return False
    cells = [codes.bare(row.cell(columns["code"])) for row in grid.rows]
    found = [
        each
        for cell in cells
        if cell and (parsed := codes.parse(cell))
        for each in parsed.codes
    ]
    errors = [
        each
        for each in found
        if codes.is_status(each) and int(each) >= FIRST_ERROR_STATUS
    ]
    return bool(errors) and all(map(codes.is_status, found))


def says_http(grid: Grid, columns: Columns) -> bool:
    """Return whether a title says HTTP, or most texts start with the words of their status."""
    code = columns["code"]
    title = grid.header[code] if code < len(grid.header) else ""
    if any("http" in each.casefold() for each in (*grid.sections, title)):
        return True
    if title and column_titles.role(title) == "status":
        return True
    named = 0
    for row in grid.rows:
        phrase = PHRASES.get(codes.bare(row.cell(code)), "")
        said = " ".join(row.cells).casefold()
        named += bool(phrase) and phrase in said
    return named * 2 > len(grid.rows)


def code_in_message(grid: Grid, columns: Columns) -> bool:
    """Return whether each error's text starts with a code in words."""
    key = columns.get("message", columns.get("description"))
    texts = [row.cell(key).strip() for row in grid.rows]
    texts = [
        text for text in texts if text and not SUCCESS.fullmatch(text.strip(" .!"))
    ]
    matches = [match for text in texts if (match := LEADING_CODE.fullmatch(text))]
    named = [
        match["name"]
        for match in matches
        if codes.is_constant(match["name"])
        or (match["name"].isupper() and len(match["name"]) >= SHORTEST_SHOUT)
    ]
    return len(named) >= max(2, len(texts) * MOSTLY_CODES) and len(set(named)) == len(
        named
    )
