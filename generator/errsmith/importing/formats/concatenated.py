"""Text in which the cells of a row are concatenated: `4011UnauthorizedWrong key`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from errsmith.importing import vocabulary
from errsmith.importing.clean import addresses, kept, plain
from errsmith.importing.formats.bars import title
from errsmith.importing.page import Grid, SourcePage, SourceRow, UnreadLine
from errsmith.importing.vocabulary import column_titles

ACRONYMS: Final = tuple(word.upper() for word in vocabulary.words("names", "acronyms"))
"""Words in capitals with which a text may start right after a code in capitals."""

LONGEST_HEADER: Final = 120
UPPER: Final = re.compile(r"[A-Z][A-Z0-9]{0,60}(?:_[A-Z0-9]{1,60}){1,15}")
CAPITALS: Final = re.compile(r"[A-Z]{2,40}")
CAPITALIZED: Final = re.compile(r"[A-Z][a-z]{1,40}")
NUMBER: Final = re.compile(r"-?[0-9]{1,12}")
STATUS: Final = re.compile(r"[1-5][0-9]{2}")
SHORTEST_STEM: Final = 3
TOO_MANY_PARTS: Final = ("",) * 99
TITLES: Final = tuple(
    sorted(
        (
            *column_titles.ROLE_OF,
            *(
                each.replace(" ", "")
                for each in column_titles.ROLE_OF
                if each.isascii()
            ),
        ),
        key=len,
        reverse=True,
    )
)


@dataclass(frozen=True)
class _Split:
    code: str
    rest: str
    guessed: bool


def read(text: str) -> SourcePage:
    """Read the rows below each line of concatenated titles."""
    page = SourcePage()
    chunk: list[str] = []
    grid: Grid | None = None
    for number, line in enumerate(text.split("\n"), 1):
        said = line.strip()
        if not said:
            continue
        header = titles(said)
        cells = _row(said, grid.header) if grid is not None and not header else None
        if header:
            name = title(chunk)
            chunk = []
            grid = Grid(
                number, (name,) if name else (), header, cells_concatenated=True
            )
            page.grids.append(grid)
        elif grid is not None and cells is not None:
            grid.rows.append(SourceRow(number, cells, addresses(said)))
        elif grid is not None and (UPPER.match(said) or NUMBER.match(said)):
            page.unread.append(
                UnreadLine(number, plain(said), "the end of the code is not clear")
            )
        else:
            chunk.append(said)
            grid = None if grid is not None and grid.rows else grid
    page.grids = [each for each in page.grids if each.rows]
    return page


def titles(line: str) -> tuple[str, ...]:
    """Return the titles that a line is made of; none where it is anything else."""
    if len(line) > LONGEST_HEADER or " | " in line or "\t" in line:
        return ()
    lower = line.lower()
    parts: dict[int, tuple[str, ...]] = {0: ()}
    for place in range(len(line)):
        if place not in parts:
            continue
        for each in TITLES:
            end = place + len(each)
            if (
                lower.startswith(each, place)
                and len(parts.get(end, TOO_MANY_PARTS)) > len(parts[place]) + 1
            ):
                parts[end] = (*parts[place], line[place:end])
    found = parts.get(len(line), ())
    roles = {column_titles.role(each) for each in found}
    return found if len(found) > 1 and roles & {"code", "status", "name"} else ()


def _row(line: str, header: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return the cells of a line, by what each column can hold."""
    cells: list[str] = []
    rest = line
    for index, column in enumerate(header):
        if index == len(header) - 1:
            cells.append(kept(rest))
            break
        cell = _cell(rest, column_titles.role(column), numbered=_numbered(line, header))
        if cell is None:
            return None
        cells.append(cell.code)
        rest = cell.rest
    return tuple(cells)


def _numbered(line: str, header: tuple[str, ...]) -> bool:
    """Return whether the codes are numbers right behind an HTTP status."""
    return column_titles.role(header[0]) == "status" and bool(
        re.match(r"[1-5][0-9]{3}", line)
    )


def _cell(rest: str, role: str, *, numbered: bool) -> _Split | None:
    if role == "status":
        match = STATUS.match(rest)
        return _Split(match[0], rest[match.end() :], guessed=False) if match else None
    if role == "code":
        match = NUMBER.match(rest)
        if match:
            return _Split(match[0], rest[match.end() :].lstrip(), guessed=False)
        return None if numbered else split_code(rest)
    if role == "name":
        return split_code(rest) or _word(rest)
    hump = _next_capital(rest)
    return _Split(rest[:hump], rest[hump:], guessed=True)


def split_code(text: str) -> _Split | None:
    """Return a code in capitals and the text behind it; which letters are whose may be a guess."""
    match = UPPER.match(text)
    if match is None:
        return None
    code, rest = match[0], text[match.end() :]
    if not rest:
        return _Split(code, "", guessed=False)
    if rest[0].isalpha() and rest[0].islower():
        return (
            _Split(code[:-1], code[-1] + rest, guessed=False)
            if code[-1].isalpha()
            else None
        )
    if rest[0] == " " or not rest[0].isalpha():
        acronym = next((each for each in ACRONYMS if _starts_text(code, each)), "")
        cut = len(code) - len(acronym)
        return _Split(code[:cut], (code[cut:] + rest).strip(), guessed=True)
    return _Split(code, rest, guessed=False)


def _starts_text(code: str, acronym: str) -> bool:
    """Return whether the last word of a code is a word and an acronym that belongs to the text."""
    last = code.rpartition("_")[2]
    return last.endswith(acronym) and len(last) - len(acronym) >= SHORTEST_STEM


def _word(text: str) -> _Split | None:
    """Return a name of one word: in capitals, or up to the next capital."""
    match = CAPITALS.match(text)
    if match and match.end() < len(text):
        end = match.end() - (1 if text[match.end()].islower() else 0)
        return _Split(text[:end], text[end:], guessed=True)
    match = CAPITALIZED.match(text)
    return _Split(match[0], text[match.end() :], guessed=True) if match else None


def _next_capital(text: str) -> int:
    """Return the place of a capital behind a small letter, digit or bracket; else the end."""
    for place in range(1, len(text)):
        before, here = text[place - 1], text[place]
        if here.isupper() and (before.islower() or before in ")]}."):
            return place
    return len(text)
