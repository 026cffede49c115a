"""Find the tables in the terms of a program."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from errsmith.importing import codes
from errsmith.importing.formats.code.blocks import (
    ABOUT_ERRORS,
    LEAST_ROWS,
    MOSTLY,
    blocks_of,
)
from errsmith.importing.formats.code.columns import STATUS, titled
from errsmith.importing.formats.code.languages import LANGUAGES, Language, parse
from errsmith.importing.formats.code.syntax import Reader
from errsmith.importing.formats.code.terms import (
    CodeGroup,
    CodeLiteral,
    CodePair,
    CodeRow,
)
from errsmith.importing.page import Grid, SourcePage, SourceRow, UnreadLine
from errsmith.importing.vocabulary import column_titles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from errsmith.importing.formats.code.terms import Term

MOST_VALUES: Final = 12
ERROR_CODES: Final = re.compile(
    r"(?:err(?:or)?s?|errno|(?<=[a-z])codes?)\Z|Codes?\Z", re.IGNORECASE
)
"""The end of the name of an enum of error codes."""


def readers() -> dict[str, Callable[[str], SourcePage]]:
    """Return a reader for each language, by its name."""
    return {each.name: _reader(each) for each in LANGUAGES}


def _reader(language: Language) -> Callable[[str], SourcePage]:
    return lambda text: read(text, language)


def read(text: str, language: Language) -> SourcePage:
    """Return the tables of constants in code. Raises CannotImport."""
    top = Reader().terms(parse(language, text).root_node)
    found = [(group, rows) for group in _groups(top) if (rows := _rows(group))]
    names = {
        row.key.text: row
        for _, rows in found
        for row in rows
        if row.key is not None and row.key.kind == "word"
    }
    numbers = {row.number: row for row in names.values() if row.number}
    page = SourcePage()
    tables = [each for each in found if not _join(each[1], names, numbers)]
    for group, rows in tables:
        for block in [rows] if group.title else blocks_of(rows):
            _take(block, group, page)
    return page


def _groups(top: CodeGroup) -> Iterator[CodeGroup]:
    """Yield every group, in the order of the file."""
    stack: list[Term] = [top]
    while stack:
        term = stack.pop()
        if isinstance(term, CodePair) and term.value is not None:
            stack.append(term.value)
        elif isinstance(term, CodeGroup):
            yield term
            stack += reversed(term.items)


def _rows(group: CodeGroup) -> list[CodeRow]:
    """Return what the members of a group say: entries, else objects and calls."""
    entries = [each for each in group.items if isinstance(each, CodePair)]
    if entries:
        rows = map(_of_entry, entries)
        told = [] if _is_object(group) else [row for row in rows if row is not None]
        literal = sum(not row.is_reference for row in told)
        return told if literal >= len(told) * MOSTLY else []
    inner = [_of_group(each) for each in group.items if isinstance(each, CodeGroup)]
    return _alike([row for row in inner if row is not None])


def _alike(rows: list[CodeRow]) -> list[CodeRow]:
    """Return the rows of the most frequent shape; none where it is not that of most, or no code.

    What a function does is full of calls that are given names; a table has literals.
    """
    shapes = Counter(map(_shape, rows))
    shape, count = next(iter(shapes.most_common(1)), ((), 0))
    key, *values = shape or ("",)
    if (
        count < len(rows) * MOSTLY
        or "reference" in values
        or (key == "reference" and "text" not in values)
    ):
        return []
    return [row for row in rows if _shape(row) == shape]


def _shape(row: CodeRow) -> tuple[str, ...]:
    key = "" if row.key is None else row.key.kind
    return (key, *(each.kind for each in row.values), *sorted(row.fields))


def _is_object(group: CodeGroup) -> bool:
    """Return whether the entries are the fields of one row: a code with its text."""
    roles = {
        column_titles.role(each.key.text)
        for each in group.items
        if isinstance(each, CodePair) and each.value is not None
    } - {""}
    return len(roles) > 1 and "code" in roles


def _of_entry(entry: CodePair) -> CodeRow | None:
    row = CodeRow(
        entry.line, entry.top, entry.last_line, entry.key, comment=entry.comment
    )
    value = entry.value
    if value is None:
        return row
    return (
        row
        if _fill(row, value.items if isinstance(value, CodeGroup) else [value])
        else None
    )


def _of_group(group: CodeGroup) -> CodeRow | None:
    """Return an object or a call; its key is the class, or the first of what is given."""
    row = CodeRow(group.line, group.line, group.line)
    if not _fill(row, group.items) or len(row.values) + len(row.fields) < LEAST_ROWS:
        return None
    if _is_object(group):
        row.key = CodeLiteral("word", group.title, group.line) if group.title else None
    elif row.values and row.values[0].kind != "text":
        row.key = row.values.pop(0)
    return row


def _fill(row: CodeRow, items: Sequence[Term]) -> bool:
    """Put literals into a row; False where there are none, or where they are a table."""
    for item in items:
        if isinstance(item, CodePair):
            if isinstance(item.value, CodeLiteral):
                row.fields.setdefault(item.key.text, item.value)
        elif isinstance(item, CodeLiteral):
            row.values.append(item)
        elif sum(isinstance(each, CodeGroup) for each in items) > 1 or not _fill(
            row, item.items
        ):
            return False
    known = any(map(column_titles.role, row.fields))
    return (known or not row.fields) and 0 < len(row.values) + len(
        row.fields
    ) <= MOST_VALUES


def _join(
    rows: Sequence[CodeRow], names: dict[str, CodeRow], numbers: dict[str, CodeRow]
) -> bool:
    """Add the texts of constants to the rows that declare these; False for any other rows."""
    if _join_statuses(rows, names):
        return True
    pairs: list[tuple[CodeRow, CodeRow]] = []
    rows = [row for row in rows if row.key is None or row.values or row.fields]
    for row in rows:
        if row.key is None or names.get(row.key.text) is row:
            return False
        about = names.get(row.key.text) or numbers.get(row.key.text)
        if row.key.kind == "text" and row.number:
            about = numbers.get(row.number)
        elif not row.is_text:
            return False
        if about is not None:
            pairs.append((row, about))
    if not rows or len(pairs) < len(rows) * MOSTLY:
        return False
    for row, about in pairs:
        if not any(each.kind == "text" for each in about.values):
            about.values += [each for each in row.values if each.kind == "text"]
    return True


def _join_statuses(rows: Sequence[CodeRow], names: dict[str, CodeRow]) -> bool:
    """Add HTTP statuses to the rows of the constants that they are given for."""
    pairs = [
        (row, names[row.key.text])
        for row in rows
        if row.key is not None and row.key.kind == "reference"
        if row.key.text in names and codes.is_status(row.number)
    ]
    if not pairs or len(pairs) < len(rows):
        return False
    for row, about in pairs:
        about.fields.setdefault(STATUS, row.values[0])
    return True


def _take(rows: list[CodeRow], group: CodeGroup, page: SourcePage) -> None:
    """Add rows as a grid, or say why they are none."""
    texts = any(each.kind == "text" for each in rows[0].values[1:])
    named = texts or ERROR_CODES.search(group.title)
    only = len(rows) == 1 and rows[0].number and named
    if len(rows) < LEAST_ROWS and not only:
        return
    elsewhere = [
        row.key
        for row in rows
        if row.key and row.key.kind == "reference" and row.is_text
    ]
    if len(elsewhere) > len(rows) * MOSTLY:
        why = "the value of the constant stands in another file"
        page.unread += [UnreadLine(key.line, key.text, why) for key in elsewhere]
        return
    why = "its value stands in another file, or is worked out while the program runs"
    for row in rows:
        if row.is_reference and row.key is not None:
            page.unread.append(UnreadLine(row.line, row.key.text, why))
    rows = [row for row in rows if not row.is_reference]
    title = group.title
    if not column_titles.about_errors(_spaced(title)) and _are_errors(title, rows):
        title = f"{title} errors".strip()
    bare = all(
        not row.number and not row.fields and len(row.values) < LEAST_ROWS
        for row in rows
    )
    if (
        bare
        and not column_titles.about_errors(_spaced(title))
        and rows[0].key
        and rows[0].key.kind == "word"
    ):
        return
    header, cells = titled(rows, group.parameters)
    if header:
        sections = (_spaced(title),) if title else ()
        lines = [
            SourceRow(row.line, each) for row, each in zip(rows, cells, strict=True)
        ]
        roles = {
            role: place
            for place, each in enumerate(header)
            if (role := column_titles.role(each))
        }
        page.grids.append(
            Grid(rows[0].line, sections, header, lines, verbatim=True, roles=roles)
        )


def _are_errors(title: str, rows: Sequence[CodeRow]) -> bool:
    """Return whether a title, most names or a text for most codes say that rows are errors."""
    about = sum(
        any(each.kind == "text" for each in (*row.values[1:], *row.fields.values()))
        or (row.is_text and row.key is not None and row.key.kind != "word")
        or bool(row.key and ABOUT_ERRORS.search(row.key.text))
        for row in rows
    )
    return bool(ERROR_CODES.search(title)) or about * 2 >= len(rows)


def _spaced(title: str) -> str:
    """Return the name of a class or a variable as words."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", title)
