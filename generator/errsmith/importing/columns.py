"""Guess the roles of columns by their titles, and check them against the cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from errsmith.importing import codes
from errsmith.importing.vocabulary import column_titles

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from errsmith.importing.draft import Columns
    from errsmith.importing.page import Grid, SourceRow

MOSTLY_ALIKE: Final = 0.6
MOSTLY_DISTINCT: Final = 0.8
"""The share of different cells that codes have."""

SAMPLED_ROWS: Final = 400
"""Rows that a guess is made from."""

LEAST_FILLED: Final = 0.3
"""The share of cells with a code; merged cells leave others empty."""

LEAST_DISTINCT: Final = 0.3
LONGEST_FLAG: Final = 4
"""The letters of a flag or a class, which is no text."""

PAIR: Final = 2
"""The columns of a list of codes and their texts."""

LONGEST_TEXTUAL: Final = 40
"""Letters, on average, of codes that are texts with spaces."""

WIDEST_GRID: Final = 64


@dataclass(frozen=True)
class Column:
    """Measures of a column's cells, as shares of those that are not empty."""

    index: int
    title: str
    filled: float
    codes: float
    numbers: float
    statuses: float
    constants: float
    sentences: float
    distinct: float
    length: float

    @property
    def role(self) -> str:
        """The role that its title tells."""
        return column_titles.role(self.title)


def with_header(grid: Grid, wanted: Mapping[str, str] | None = None) -> Grid:
    """Return the grid with its first row as its header, if that holds titles or those `wanted`."""
    if grid.header or not grid.rows:
        return grid
    named = {
        column_titles.words(title)
        for title in (wanted or {}).values()
        if not title.isdecimal()
    }
    if named and named <= {column_titles.words(cell) for cell in grid.rows[0].cells}:
        return replace(grid, header=grid.rows[0].cells, rows=grid.rows[1:])
    first = [cell for cell in grid.rows[0].cells if cell.strip()]
    titles = sum(column_titles.is_title(cell) for cell in first)
    roles = sum(bool(column_titles.role(cell)) for cell in first)
    coded = any(codes.NUMBER.fullmatch(cell.strip()) for cell in first)
    enough = titles * 2 >= len(first) or (titles and roles == len(first))
    if coded or not first or not enough or not _follows(grid):
        return grid
    return replace(grid, header=grid.rows[0].cells, rows=grid.rows[1:])


def _follows(grid: Grid) -> bool:
    """Return whether the rows below look different from titles."""
    below = grid.rows[1:SAMPLED_ROWS]
    titled = sum(all(map(column_titles.is_title, row.cells)) for row in below)
    return titled <= len(below) // 2


def look(grid: Grid) -> list[Column]:
    """Measure each column."""
    rows = grid.rows[:SAMPLED_ROWS]
    width = min(max((len(row.cells) for row in rows), default=0), WIDEST_GRID)
    width = max(width, min(len(grid.header), WIDEST_GRID))
    return [_column(grid, rows, index) for index in range(width)]


def _column(grid: Grid, rows: Sequence[SourceRow], index: int) -> Column:
    header = grid.header
    title = header[index] if index < len(header) else ""
    words = grid.verbatim and column_titles.role(title) == "code"
    cells = [text for row in rows if (text := row.cell(index).strip())]
    total = len(cells) or 1
    bare = [codes.bare(cell) for cell in cells]
    return Column(
        index,
        title,
        filled=len(cells) / (len(rows) or 1),
        codes=sum(
            codes.parse(cell, words=words, texts=words) is not None for cell in cells
        )
        / total,
        numbers=sum(map(codes.is_numbered, bare)) / total,
        statuses=sum(_is_status(cell) for cell in bare) / total,
        constants=sum(codes.is_constant(cell) for cell in bare) / total,
        sentences=sum(" " in cell or not cell.isascii() for cell in bare) / total,
        distinct=len(set(bare)) / total,
        length=sum(map(len, cells)) / total,
    )


def _is_status(text: str) -> bool:
    return all(map(codes.is_status, re.split(r"[\s,;/]+", text)))


def guess(grid: Grid) -> Columns:
    """Return the columns of a grid by role; empty where none of them holds codes or messages."""
    columns = look(grid)
    found: Columns = {}
    code = _code(columns, grid)
    if code is not None:
        found["code"] = code.index
    _by_title(columns, found)
    if code is None and not _messages_only(columns, found):
        return {}
    _by_look(columns, found)
    return found


def _code(columns: list[Column], grid: Grid) -> Column | None:
    """Return the column of the codes: called so, else full of them, in any case mostly distinct."""
    few = len(grid.rows) < 3  # noqa: PLR2004 - two rows say nothing about a column
    able = [
        each
        for each in columns
        if each.codes >= MOSTLY_ALIKE and each.filled > LEAST_FILLED
    ]
    able = [
        each for each in able if each.sentences < MOSTLY_ALIKE or each.role == "code"
    ]
    unique = [each for each in able if few or each.distinct >= MOSTLY_DISTINCT]
    titled = [each for each in unique if each.role == "code"]
    if not titled and not few:
        titled = [each for each in columns if is_textual(each, columns)]
    constants = [each for each in unique if each.constants >= MOSTLY_ALIKE]
    if titled:
        return titled[0]
    other = [each for each in able if each.role == "code"]
    statuses = [each for each in unique if each.role == "status"]
    if any(each.statuses < MOSTLY_ALIKE for each in other) and not constants:
        return (statuses or other)[0]
    named = [each for each in unique if each.role == "name"]
    rest = [each for each in unique if each.role == "message"]
    rest += [
        each for each in unique if not each.role and not (each.title and each.numbers)
    ]
    numbers = [each for each in unique if is_of_numbers(each)]
    for choice in (numbers, constants, statuses, named, rest, other):
        if choice:
            return choice[0]
    merged = [each for each in able if each.role == "status" or each.statuses == 1]
    return merged[0] if merged else None


def is_of_numbers(column: Column) -> bool:
    """Return whether a column has numbers that are no statuses, and no title for anything else."""
    own = column.role == "name" and column_titles.about_errors(column.title)
    numbered = column.numbers >= MOSTLY_ALIKE and column.statuses < 1
    return numbered and (not column.title or own)


def is_textual(column: Column, columns: list[Column]) -> bool:
    """Return whether a column called a code has short texts, beside one of HTTP statuses."""
    beside = any(each.role == "status" and each.statuses == 1 for each in columns)
    short = column.length <= LONGEST_TEXTUAL and column.distinct == 1 == column.filled
    return beside and short and column.role == "code"


def _role(column: Column) -> str:
    """Return the role that the title tells; a status that is no number is a name or nothing."""
    if column.role != "status" or column.statuses >= MOSTLY_ALIKE:
        return column.role
    names = column.constants >= MOSTLY_ALIKE and column.distinct > MOSTLY_ALIKE
    return "name" if names else ""


def _by_title(columns: list[Column], found: Columns) -> None:
    """Fill the roles that titles tell, unless the cells contradict."""
    phrases: list[Column] = []
    for column in columns:
        role = _role(column)
        if role in ("", "code") or role in found or column.index in found.values():
            continue
        if role == "name" and column.sentences > MOSTLY_ALIKE:
            phrases.append(column)
        else:
            found[role] = column.index
    if not phrases:
        _two_descriptions(columns, found)
    for column in phrases:
        role = next((role for role in ("message", "name") if role not in found), "")
        if role:
            found[role] = column.index
    for column in columns:
        free = column.index not in found.values() and "status" not in found
        if free and column.role == "code" and column.statuses >= MOSTLY_ALIKE:
            found["status"] = column.index


def _two_descriptions(columns: list[Column], found: Columns) -> None:
    """Take the first of two columns that describe an error as its message."""
    own, taken = found.get("description"), set(found.values())
    said = [
        each.index
        for each in columns
        if each.role == "description" and (each.index == own or each.index not in taken)
    ]
    if len(said) > 1 and "message" not in found:
        found |= {"message": said[0], "description": said[1]}


def _messages_only(columns: list[Column], found: Columns) -> bool:
    """Return whether the texts themselves are what tells the errors apart."""
    texts = [each for each in columns if each.role in ("message", "description")]
    if len(columns) > 2 or len(texts) == 0 or found.keys() & {"name", "status"}:  # noqa: PLR2004 - more columns describe something else
        return False
    first = texts[0]
    if not column_titles.about_errors(first.title) or first.length > 200:  # noqa: PLR2004 - longer texts are prose
        return False
    found.pop("description", None)
    found["message"] = first.index
    return True


def _by_look(columns: list[Column], found: Columns) -> None:
    """Fill what is left: a column of constants is the name, one of sentences says what happened."""
    free = [
        each
        for each in columns
        if each.index not in found.values()
        and each.role == ""
        and not column_titles.of_a_language(each.title)
        and not column_titles.of_deprecation(each.title)
    ]
    for column in free:
        if (
            column.constants >= MOSTLY_ALIKE
            and column.distinct > MOSTLY_ALIKE
            and "name" not in found
        ):
            found["name"] = column.index
        elif (
            column.statuses >= MOSTLY_ALIKE
            and "status" not in found
            and column.title == ""
            and "code" in found
        ):
            found["status"] = column.index
        elif (
            column.constants < MOSTLY_ALIKE
            and (
                column.length > LONGEST_FLAG
                or (len(columns) == PAIR and not column.title)
            )
            and column.distinct > LEAST_DISTINCT
            and (
                column.sentences > LEAST_DISTINCT
                or not column.title
                or "description" not in found
            )
        ):
            if (
                "message" not in found
                and found.get("description", WIDEST_GRID) < column.index
            ):
                found["message"] = found.pop("description")
            texts = [role for role in ("message", "description") if role not in found]
            if texts:
                found[texts[0]] = column.index
    if "message" not in found and "description" in found:
        found["message"] = found.pop("description")
