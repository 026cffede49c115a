"""Give the columns of constants their titles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from errsmith.importing import codes
from errsmith.importing.vocabulary.column_titles import role

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from errsmith.importing.formats.code.terms import CodeLiteral, CodeRow

MOSTLY: Final = 0.6
MOST_COLUMNS: Final = 24
LONGEST_TEXT: Final = 20_000
SAME_AS_CODE: Final = "key of the entry"
STATUS: Final = "http status"


def titled(
    rows: Sequence[CodeRow], parameters: Sequence[str]
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the titles and the cells of rows; no titles where nothing can be a code."""
    names = list(dict.fromkeys(name for row in rows for name in row.fields))[
        :MOST_COLUMNS
    ]
    width = max(len(row.values) for row in rows)
    titles = [*names, *(parameters if len(parameters) == width else [""] * width)]
    columns = [[_text(row.fields.get(name)) for row in rows] for name in names]
    columns += [
        [_text(row.values[place] if place < len(row.values) else None) for row in rows]
        for place in range(width)
    ]
    _name_columns(
        titles, columns, named=all(row.key and row.key.kind == "word" for row in rows)
    )
    if any(row.key for row in rows):
        keys = [_text(row.key) for row in rows]
        numeric = sum(map(_is_number, keys)) > len(keys) * MOSTLY
        titles.insert(0, _title_of_keys(keys, titles, columns, numeric=numeric))
        columns.insert(0, keys)
    if any(row.comment for row in rows):
        said = {role(title) for title in titles}
        titles.append("description" if "message" in said else "message")
        columns.append([row.comment for row in rows])
    if not any(role(title) == "code" for title in titles):
        return (), []
    return tuple(titles), list(zip(*columns, strict=True))


def _name_columns(titles: list[str], columns: list[list[str]], *, named: bool) -> None:
    """Name the columns without a title: the code, its HTTP status, its name, what is said."""
    free = [place for place, title in enumerate(titles) if not role(title)]
    numbers = [place for place in free if _share(columns[place], _is_number) >= MOSTLY]
    statuses = [
        place for place in numbers if _share(columns[place], codes.is_status) == 1
    ]
    own = [place for place in numbers if place not in statuses]
    words = [
        place
        for place in free
        if place not in numbers and _are_codes(columns[place], words=named)
    ]
    for place in [*own, *words, *statuses]:
        if "code" not in map(role, titles):
            titles[place] = "code"
    for place in statuses:
        if not role(titles[place]) and "status" not in map(role, titles):
            titles[place] = STATUS
    for place in free:
        if role(titles[place]) or place in numbers:
            continue
        constant = _share(columns[place], codes.is_constant) >= MOSTLY
        order = (
            ("name", "message", "description")
            if constant
            else ("message", "description")
        )
        taken = set(map(role, titles))
        titles[place] = next(
            (each for each in order if each not in taken), titles[place]
        )


def _title_of_keys(
    keys: list[str], titles: list[str], columns: list[list[str]], *, numeric: bool
) -> str:
    """Return what the keys are: the codes where nothing else is or they are numbers, else names."""
    coded = next(
        (place for place, title in enumerate(titles) if role(title) == "code"), None
    )
    if coded is None:
        return "code"
    if keys == columns[coded]:
        return SAME_AS_CODE
    if not numeric:
        return "name"
    taken = set(map(role, titles))
    words = _share(columns[coded], codes.is_constant) >= MOSTLY
    order = ("name", "message") if words else ("message", "description")
    titles[coded] = next((each for each in order if each not in taken), SAME_AS_CODE)
    return "code"


def _are_codes(cells: list[str], *, words: bool) -> bool:
    """Return whether texts that differ are codes; of what has a name, any `words` are."""
    filled = [cell for cell in cells if cell]
    distinct = len(set(filled)) > len(filled) * MOSTLY
    coded = _share(cells, codes.is_code) >= MOSTLY
    return distinct and (coded or (words and _share(cells, codes.WORD.fullmatch) == 1))


def _share(cells: Sequence[str], test: Callable[[str], object]) -> float:
    filled = [cell for cell in cells if cell]
    return sum(bool(test(cell)) for cell in filled) / len(filled) if filled else 0


def _is_number(text: str) -> bool:
    return bool(codes.NUMBER.fullmatch(text))


def _text(scalar: CodeLiteral | None) -> str:
    return "" if scalar is None else scalar.text[:LONGEST_TEXT]
