"""The errors of codes: with a class of their own, of a family, or of another provider."""

from __future__ import annotations

from ._body import str_of
from ._errors import OK, add_more

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Any, Final, TypeVar

    from ._arrived import State
    from ._catalog import Catalog
    from ._errors import ProviderError
    from ._table import Table

    E = TypeVar("E", bound=ProviderError)

HTTP_DIGITS: Final = 3


def known(
    tables: tuple[Table[Any], ...], raw: object
) -> tuple[Table[Any], int | str | None]:
    """Return the first table that has the code, else the first that could, and the code in it.

    A success that is not written to the letter is no unknown code of another table.
    """
    possible: tuple[Table[Any], int | str] | None = None
    for table in tables:
        code = table.code(raw)
        if code in table.classes or code in table.success:
            return table, code
        misspelled = any(code in each.success for each in tables)
        if code is not None and possible is None and not misspelled:
            possible = table, code
    return possible or (tables[0], None)


def error_of(
    catalog: Catalog[E],
    table: Table[E],
    code: int | str,
    state: State,
    raw: object,
    sub_code: object = None,
) -> E:
    """Return the exception for a code of a table; `raw` is the code as it arrived."""
    second = str_of(sub_code).strip()
    if table.class_of(code, second, state[1]) is not None:
        error = table.error(code, state, raw, second)
        if second and second != state[0]:
            add_more(error, sub_code=second)
        return error
    wider = table.wider_class(code, state[1])
    others = catalog.of_others(raw, state) if wider is None else None
    if others is not None:
        return others
    return catalog.for_status(wider or catalog.unknown, state[1])(*state, code)


def unreadable(catalog: Catalog[E], state: State) -> E:
    """Return the error of a reply, or of a part, without a code."""
    return catalog.for_status(catalog.unreadable, state[1])(*state)


def vendor_error(catalog: Catalog[E], raw: object, state: State) -> E | None:
    """Return the exception of another provider's catalogue; None for its success.

    Where that provider's codes are words, the number is the HTTP status that it answered
    with, and the message may be the word.
    """
    table = catalog.tables[0]
    if not table.words:
        return coded(catalog, *known(catalog.tables, raw), state, raw)
    word = table.code(state[0])
    digits = str_of(raw)
    if word in table.classes:
        return coded(catalog, table, word, state, word)
    if not (digits.isascii() and digits.isdigit() and len(digits) == HTTP_DIGITS):
        return coded(catalog, table, table.code(raw), state, raw)
    status = int(digits)
    cls: type[E] | None = table.by_status.get(status)
    if cls is None:
        if status in OK:
            return None
        return catalog.for_status(catalog.unknown, status)(*state, digits)
    return cls(*state)


def coded(
    catalog: Catalog[E],
    table: Table[E],
    code: int | str | None,
    state: State,
    raw: object,
    sub_code: object = None,
) -> E | None:
    """Return the exception for a code of a table, None for its success."""
    if code is None:
        return unreadable(catalog, state)
    if code in table.success:
        return None
    return error_of(catalog, table, code, state, raw, sub_code)
