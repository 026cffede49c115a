"""Placeholders: the one definition of how pages write the place of a value in a text or a code.

An import names them (`Wait {seconds} s`); an update compares texts with each of them alike.
"""

from __future__ import annotations

import re
from typing import Final

from errsmith.importing import codes

PLACEHOLDER: Final = re.compile(
    r"\{\{\s?(?P<double>[A-Za-z_][A-Za-z0-9_.]{0,39})\s?\}\}"
    r"|\$?\{(?P<braces>(?:[A-Za-z0-9_.](?:[A-Za-z0-9_. -]{0,38}[A-Za-z0-9_.])?)?)\}"
    r"|%\((?P<named>[A-Za-z_][A-Za-z0-9_]{0,39})\)(?P<kind>[sdifu])"
    r"|%[0-9$.]{0,4}l{0,2}(?P<letter>[sdifu])"
    r"|(?<![0-9])%[#+]?(?P<verb>[vqTxXgetcp])(?![A-Za-z])"
    r"|(?<![\w:/.]):(?P<colon>[a-z][a-z0-9_]{1,39})(?![\w:/])"
    r"|(?<![\w<])<(?P<angles>[A-Za-z_][A-Za-z0-9_ -]{0,39})>"
)
"""`{name}`, `{0}`, `{}`, `${name}`, `{{name}}`, `%(name)s`, `%s`, `%1$s`, `%.2f`, `%v`, `:name`,
`<name>`."""

LETTER: Final = re.compile(
    r"(?<=_)(?:X(?=_|\Z|(?P<unit>(?:SEC|MIN|HOUR|DAY)S?)\Z)|N\Z)"
)
"""A placeholder in a constant: `FLOOD_WAIT_X`, `FILE_PART_X_MISSING`, `WAIT_XMIN`."""

HOLE: Final = "{}"


def in_text(text: str) -> list[re.Match[str]]:
    """Return the placeholders of a text."""
    return list(PLACEHOLDER.finditer(text))


def in_code(code: str) -> list[re.Match[str]]:
    """Return the letters of a code that stand for a number, if it is a constant."""
    return list(LETTER.finditer(code)) if codes.is_constant(code) else []


def same_for_all(text: str) -> str:
    """Return the text with every placeholder written as `{}`."""
    return PLACEHOLDER.sub(HOLE, text)


def same_for_all_codes(code: str) -> str:
    """Return the code with every placeholder written as `{}`: `WAIT_X`, `WAIT_{s}`."""
    return LETTER.sub(HOLE, same_for_all(code))


def with_those_of(text: str, other: str) -> str | None:
    """Return the text with the placeholders of another; None where their numbers differ."""
    wanted = [match[0] for match in in_text(other)]
    if len(in_text(text)) != len(wanted):
        return None
    return PLACEHOLDER.sub(lambda _: wanted.pop(0), text)


def without_letters(constant: str) -> str:
    """Return a constant without its placeholders: `FLOOD_WAIT_X` is `FLOOD_WAIT`."""
    return re.sub("_{2,}", "_", LETTER.sub("", constant)).strip("_")
