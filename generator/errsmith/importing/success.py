"""Tell the rows of success from those of errors, in whatever language they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from errsmith.importing.kind_guess import own_words
from errsmith.importing.vocabulary.kind_keywords import KIND_PATTERNS
from errsmith.importing.vocabulary.yes_no_words import (
    FAILURE,
    NO_ERROR,
    SUCCESS,
    SUCCESSFULLY,
    TROUBLE,
)

if TYPE_CHECKING:
    from errsmith.importing.draft import CodeEntry

FINE: Final = frozenset((
    "accepted", "approved", "completed", "created", "delivered", "good", "ok", "succeeded",
    "success",
))  # fmt: skip
"""Codes, and names of codes, that say it by themselves."""

ZERO: Final = re.compile(r"[+-]?0+(?:\.0+)?")
FINE_NAME: Final = re.compile(r"\w*OK|(?:.* )?(?:ok|success\w*|none|good|fine|done)")
"""What a name of code 0 ends with, where there is no text."""


def says_success(entry: CodeEntry) -> bool:
    """Return whether an entry says that all went well: its code, its name or one of its texts.

    Code 0 does unless something speaks against it. A word of failure in any language outweighs
    all others.
    """
    if {entry.code.casefold(), entry.constant.casefold()} & FINE:
        return True
    texts = [text for text in (entry.message, entry.description) if text]
    name = own_words(entry)
    if any(NO_ERROR.match(text) for text in (name, *texts)):
        return True
    said = NO_ERROR.sub(" ", " ".join((name, *texts)))
    if FAILURE.search(said):
        return False
    if ZERO.fullmatch(entry.code) and not texts:
        return any(map(FINE_NAME.fullmatch, (entry.constant, name.casefold())))
    if ZERO.fullmatch(entry.code) or any(map(SUCCESSFULLY.search, texts)):
        return not _speaks_of_trouble(said)
    return any(map(_is_success, (name, *texts)))


def _speaks_of_trouble(said: str) -> bool:
    kinds = (words.search(said) for _, words in KIND_PATTERNS)
    return TROUBLE.search(said) is not None or any(kinds)


def _is_success(text: str) -> bool:
    """Return whether a text is words of success, and nothing behind them takes them back."""
    found = SUCCESS.fullmatch(text.strip(" .!。"))
    rest = NO_ERROR.sub(" ", found["rest"] or "") if found else ""
    return found is not None and TROUBLE.search(rest) is None
