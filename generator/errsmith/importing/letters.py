"""Read texts in any script as words in plain Latin letters."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from errsmith.importing import codes
from errsmith.importing.vocabulary.name_phrases import LETTERS

SHORTEST_WORD: Final = 3
"""Letters of a code or a name that says something."""


def latin(text: str) -> str:
    """Return the text in plain Latin letters, as far as that goes."""
    if text.isascii():
        return text
    lowered = "".join(
        LETTERS.get(c, LETTERS.get(c.lower(), "\0"))
        if c in LETTERS or c.lower() in LETTERS
        else c
        for c in text
    )
    return unicodedata.normalize("NFKD", lowered).encode("ascii", "ignore").decode()


def transliterated(text: str) -> str:
    """Return the text in Latin letters, whatever its script, if the library for it is there."""
    try:
        from anyascii import anyascii  # noqa: PLC0415 - of the extra for imports
    except ImportError:
        return latin(text)
    return "".join(latin(c) or f"{anyascii(c)}" for c in text)


def is_latin(text: str) -> bool:
    """Return whether most letters of a text have a Latin form."""
    letters = sum(c.isalpha() for c in text)
    return sum(c.isalpha() for c in latin(text)) * 2 > letters


def words(text: str) -> list[str]:
    """Return the words of a constant or text in capitals; humps and digits stand apart."""
    text = re.sub(
        r"(?<=[a-z0-9])(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])",
        "_",
        latin(text).replace("'", ""),
    )
    return [word.upper() for word in re.findall(r"[A-Za-z0-9]+", text)]


def has_words(code: str) -> bool:
    """Return whether a code says in words what it means."""
    letters = sum(c.isalpha() for c in code)
    return (
        letters >= SHORTEST_WORD
        and letters * 2 > len(code)
        and not codes.is_numbered(code)
    )
