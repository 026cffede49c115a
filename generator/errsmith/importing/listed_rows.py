"""Read the items of a list as rows: `code: text`, `code - text`, `NAME (17): text`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from errsmith.importing import codes
from errsmith.importing.clean import addresses, plain, unmarked
from errsmith.importing.page import Grid, SourceRow, UnreadLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOSTLY_CODES: Final = 0.6
"""Items of a list, or headings below one, that must be codes before the others are missed."""

LONGEST_TEXT: Final = 4000
"""Characters of an item, or of the text below a heading, that are kept."""

LEAST_DIGITS: Final = 3
"""Digits from which on a number before a text is a code and not a place in a list."""

NUMBERED: Final = ("name", "code", "description")
"""The columns of a list of names with numbers behind them."""

NO_CODE: Final = "the item starts with no code, but its neighbours do"
NO_NUMBER: Final = "the item has no number behind its name, but its neighbours do"
LISTED: Final = re.compile(
    r"[\"'`*\[(]{0,3}(?P<code>[^\s`\"'*:,;()\[\]=]{1,80})[\"'`*\])]{0,3}"
    r"(?P<gap>\s*[:\u2013\u2014=]\s*|\s*-{1,3}>?\s*|\s*\u2192\s*|\s+(?=\()|\s+|\.\s+|\Z)(?P<rest>.*)",
    re.DOTALL,
)
NAMED_NUMBER: Final = re.compile(
    r"(?P<name>[A-Za-z]\w{1,80})\s?[(\[](?P<number>-?[0-9]{1,10}|0[xX][0-9A-Fa-f]{1,16})"
    r"(?:\s?[,/(]\s?0[xX][0-9A-Fa-f]{1,16}\)?)?[)\]]\s?[:\u2013\u2014-]?\s?(?P<rest>\S.*)",
    re.DOTALL,
)


def read(
    items: list[tuple[int, str]], sections: tuple[str, ...]
) -> tuple[Grid | None, list[UnreadLine]]:
    """Return a list of codes as a grid, with the items that are none."""
    numbered = _have_numbers(text for _, text in items)
    row_of = _named_number if numbered else listed
    why = NO_NUMBER if numbered else NO_CODE
    rows: list[SourceRow] = []
    unread: list[UnreadLine] = []
    for line, text in items:
        row = row_of(text, line)
        if row is None:
            unread.append(UnreadLine(line, plain(text), why))
        else:
            rows.append(row)
    if len(rows) < 2 or len(rows) < MOSTLY_CODES * len(items):  # noqa: PLR2004 - one item is no table
        return None, []
    header = NUMBERED if numbered else ()
    return Grid(rows[0].line, sections, header, rows, maybe_prose=True), unread


def read_one(
    item: tuple[int, str], sections: tuple[str, ...], like: Grid
) -> Iterator[Grid]:
    """Yield the only item of a list as a grid, if it is written as the items of another list."""
    line, text = item
    row = (_named_number if like.header == NUMBERED else listed)(text, line)
    if row is not None:
        yield Grid(line, sections, like.header, [row], maybe_prose=True)


def _have_numbers(texts: Iterable[str]) -> bool:
    """Return whether numbers in brackets behind names are codes; statuses would repeat."""
    rows = [_named_number(text, 0) for text in texts]
    found = [row.cells[1] for row in rows if row is not None]
    mostly = len(found) >= max(2, MOSTLY_CODES * len(rows))
    unlike = len(set(found)) == len(found)
    return mostly and unlike and not all(map(codes.is_status, found))


def _named_number(text: str, line: int) -> SourceRow | None:
    """Return `NAME (17): text` as a row."""
    match = NAMED_NUMBER.fullmatch(plain(unmarked(text))[:LONGEST_TEXT])
    if match is None or not codes.is_name(match["name"]):
        return None
    cells = (match["name"], match["number"], match["rest"].strip())
    return SourceRow(line, cells, addresses(text))


def listed(text: str, line: int) -> SourceRow | None:
    """Return `code: text`, `code - text` or `code text` as a row."""
    said = plain(unmarked(text))
    match = LISTED.fullmatch(said[:LONGEST_TEXT])
    if match is None:
        return None
    code, gap, rest = (
        codes.bare(match["code"].rstrip(".")),
        match["gap"],
        match["rest"].strip(),
    )
    if not codes.is_code(code) or not rest:
        return None
    if codes.NUMBER.fullmatch(code):
        spaced = not gap.strip() or gap.strip() == "."
        if spaced and len(code) < LEAST_DIGITS and not code.startswith("-"):
            return None
    elif not gap.strip() and not codes.is_constant(code):
        return None
    if (codes.SUB.fullmatch(code) or codes.SHOUT.fullmatch(code)) and not gap.strip():
        return None
    return SourceRow(line, (code, rest), addresses(text))
