"""Text of replies for people: escaped, cut, without secrets."""

from __future__ import annotations

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Final

LONGEST_LINE: Final = 200
"""Characters of a body that is not JSON which a message shows."""


def first_line(text: str) -> str:
    """Return the first line of a text that is not markup, escaped and cut; else nothing."""
    for line in text[: 50 * LONGEST_LINE].splitlines():
        words = _without_tags(line).strip()
        if words:
            shown = printable(words)
            cut = len(shown) > LONGEST_LINE
            return f"{shown[: LONGEST_LINE - 1]}\u2026" if cut else shown
    return ""


def _without_tags(line: str) -> str:
    """Return a line without what stands between angle brackets."""
    pieces = line.split("<")
    return pieces[0] + "".join(piece.partition(">")[2] for piece in pieces[1:])


def digits(code: object) -> str:
    """Return a code as it is written; a number that is too long for its digits in hexadecimal."""
    try:
        return str(code)
    except ValueError:
        return hex(code) if isinstance(code, int) else ""


def literal(value: object) -> str:
    """Return text or a number as Python writes it, of anything else the type."""
    if isinstance(value, str):
        return repr(value)
    plain = isinstance(value, int | float)
    return digits(value) if plain else f"<{type(value).__name__}>"


def without_secrets(text: str, starts: tuple[str, ...]) -> str:
    """Return the text with each word that starts so cut to its start."""
    for start in starts:
        first, *rest = text.split(start)
        text = first + "".join(
            f"{start}\u2026{piece[_length_of_word(piece) :]}" for piece in rest
        )
    return text


def _length_of_word(text: str) -> int:
    """Return how many of the first characters a key or a token may have."""
    for index, c in enumerate(text):
        if not (c.isalnum() or c in "-_"):
            return index
    return len(text)


def printable(text: str) -> str:
    """Return the text with all that could forge a line or colour a terminal as escapes."""
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape").decode() for c in text
    )


def has_name(code: object) -> bool:
    """Return whether a code is a member of an enum, which only a code with a row is."""
    return hasattr(code, "name")


def plain(code: int | str | None) -> int | str | None:
    """Return a member of an enum as the plain value that JSON and loggers take."""
    value: object = getattr(code, "value", code)
    return value if isinstance(value, int | str) else None
