"""When a code or a text of a page is one of the spec, however either writes it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from errsmith.importing import placeholders
from errsmith.updating.spans import Spans

if TYPE_CHECKING:
    from errsmith.spec.model import Range, Row, Table

Key = int | str
"""A code in the type of its table."""

DECIMAL: Final = re.compile(r"[-+]?[0-9]{1,18}(?:\.0{1,9})?")
HEXADECIMAL: Final = re.compile(r"0[xX][0-9A-Fa-f]{1,15}")
ENDS: Final = (".", "!", "?", ":")


def number(text: str) -> int | None:
    """The number that a text is, in whatever notation."""
    if DECIMAL.fullmatch(text):
        return int(text.partition(".")[0])
    return int(text, 16) if HEXADECIMAL.fullmatch(text) else None


def collapsed(text: str) -> str:
    """The text with single spaces, as pages have it."""
    return " ".join(text.split())


def shape(text: str) -> str:
    """The text with every placeholder written alike."""
    return placeholders.same_for_all(collapsed(text))


def general(code: str) -> str:
    """The code with a hole for each value, however its place is written: `WAIT_X`, `WAIT_{s}`."""
    return placeholders.same_for_all_codes(collapsed(code))


def same_message(row: Row, message: str) -> bool:
    """Whether a page says what a row does; places of values may be written otherwise."""
    return shape(row.message) == shape(message)


def says(row: Row, message: str) -> bool:
    """Whether a text says the message of a row with more sentences before or behind it."""
    own, text = shape(row.message), shape(message)
    behind = text.startswith(own) and own.endswith(ENDS) and text[len(own) :][:1] == " "
    before = text.endswith(own) and text[: -len(own)].rstrip().endswith(ENDS)
    return bool(own) and (behind or before)


class Index:
    """The rows of a table by the meaning of their codes."""

    def __init__(self, table: Table) -> None:
        """Look at each row once."""
        self.table = table
        self.rows: dict[Key, list[Row]] = {}
        self.others: dict[str, Key] = {}
        self.ranges = Spans(((each.first, each.last), each) for each in table.ranges)
        for row in table.codes:
            key = row.code if isinstance(row.code, int) else collapsed(row.code)
            self.rows.setdefault(key, []).append(row)
            for spelling in row.spellings:
                self.others.setdefault(collapsed(spelling), key)
            if isinstance(key, str) and general(key) != key:
                self.others.setdefault(general(key), key)

    def key(self, code: str) -> Key | None:
        """The code that a page means, be it in the table or not; None where it cannot be one."""
        text = collapsed(code)
        if self.table.type == "int":
            return number(text)
        if not text or text in self.rows:
            return text or None
        return self.others.get(text, self.others.get(general(text), text))

    def range_of(self, key: Key) -> Range | None:
        """The range that a code lies in."""
        found = [] if isinstance(key, str) else self.ranges.meeting((key, key))
        return found[0][1] if found else None
