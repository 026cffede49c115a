"""Guess the kind of an error: by the code's own words, its texts, its HTTP status."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from errsmith.importing import codes
from errsmith.importing.letters import has_words
from errsmith.importing.vocabulary.kind_keywords import (
    KIND_OF_STATUS,
    KIND_PATTERNS,
    OTHER_REQUEST,
    PROVIDER_FAILURE,
    TELLING_STATUSES,
    VAGUE_WORDS,
    WEAK_KINDS,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from errsmith.importing.draft import CodeEntry

FIRST_SERVER_STATUS: Final = 500
"""From here on HTTP statuses are the server's fault."""

WEAKER_THAN_STATUS: Final = WEAK_KINDS | {"not_found"}
"""Kinds over which a telling status has the last word."""

ERROR_AROUND: Final = re.compile(
    r"\A(?:err(?:or|code)?|e)\s+|\s+(?:error|exception|err)\Z", re.IGNORECASE
)
"""What a constant says around its words to be one of an error."""


def kind_of(entry: CodeEntry) -> str:
    """Return the kind that the words say, else the one of the HTTP status."""
    status = entry.status
    if (
        status is None
        and codes.is_status(entry.code)
        and int(entry.code) in KIND_OF_STATUS
    ):
        status = int(entry.code)
    said = [OTHER_REQUEST.sub(" ", text) for text in _texts_of(entry)]
    found = _by_words(entry, said)
    if status in TELLING_STATUSES and (not found or found in WEAKER_THAN_STATUS):
        return KIND_OF_STATUS[status]
    if found or status is None:
        return found or "provider_fault"
    return KIND_OF_STATUS.get(
        status,
        "provider_fault" if status >= FIRST_SERVER_STATUS else "invalid_request",
    )


def _by_words(entry: CodeEntry, said: Sequence[str]) -> str:
    """Return the kind that the texts tell; the code's own words come first."""
    own = own_words(entry)
    vague = VAGUE_WORDS.fullmatch(own) or PROVIDER_FAILURE.search(own)
    telling = "" if vague else _first(own)
    if telling not in {"", "provider_fault"}:
        return telling
    if PROVIDER_FAILURE.search(own) or (said and PROVIDER_FAILURE.search(said[0])):
        return "provider_fault"
    kinds = [kind for text in said if (kind := _first(text))]
    strong = next((kind for kind in kinds if kind not in WEAK_KINDS), "")
    return strong or next(iter(kinds), "") or _first(own)


def _first(text: str) -> str:
    """Return the first kind of which a text has a word."""
    return next((kind for kind, words in KIND_PATTERNS if words.search(text)), "")


def own_words(entry: CodeEntry) -> str:
    """Return the words of the constant, or of a code in words; empty where it has none."""
    own = entry.constant or entry.code
    if not has_words(own):
        return ""
    spaced = re.sub(
        r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[_.:/-]+", " ", own
    )
    return ERROR_AROUND.sub("", spaced)


def _texts_of(entry: CodeEntry) -> list[str]:
    """Return the texts of a row, the most telling first."""
    texts = [entry.message, entry.description]
    return [text[:600] for text in texts if text]
