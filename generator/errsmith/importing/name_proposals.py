"""Propose enum member names: short, from the constant, else from the message."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from errsmith.importing import codes
from errsmith.importing.placeholders import without_letters
from errsmith.importing.vocabulary.name_phrases import (
    ARTICLES,
    CUT,
    DROPPED,
    JOINING,
    LEADING,
    LETTERS,
    LONGEST_WORD,
    SHORTER,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from errsmith.importing.draft import CodeEntry

MOST_WORDS: Final = 5
SHORTEST_NAME: Final = 3
LONGEST_MEMBER: Final = 60
DIGIT_WORDS: Final = (
    "ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE",
)  # fmt: skip
RESERVED_MEMBERS: Final = frozenset({"MRO", "NAME", "VALUE"})
"""Members with which an enum would be hard to read."""


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


def words(text: str) -> list[str]:
    """Return the words of a constant or text in capitals; humps and digits stand apart."""
    text = re.sub(
        r"(?<=[a-z0-9])(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])",
        "_",
        latin(text).replace("'", ""),
    )
    return [word.upper() for word in re.findall(r"[A-Za-z0-9]+", text)]


def of_constant(constant: str, drop: Iterable[str]) -> str:
    """Return the name that a provider's constant makes: without `ERROR_`, `_X` and the like."""
    found = words(without_letters(constant)) or words(constant)
    dropped = LEADING | set(drop)
    while len(found) > 1 and found[0] in dropped and not found[1].isdecimal():
        found = found[1:]
    if (
        len(found) >= SHORTEST_NAME
        and found[-1] in {"ERROR", "ERR"}
        and found[-2] not in {"UNKNOWN", "INTERNAL", "SYSTEM", "SERVER", "OTHER"}
    ):
        found = found[:-1]
    return member(found)


def of_text(text: str, most: int = MOST_WORDS) -> str:
    """Return the name that a message makes: its first clause in at most so many words."""
    clauses = [clause for clause in CUT.split(text[:400]) if clause and clause.strip()]
    for clause in clauses[:3]:
        found = _telling_words(clause)
        if len(found) > 1 or (found and len(clauses) == 1):
            return member(found[:most])
    found = _telling_words(text[:400])
    return member(found[:most])


def whole(text: str) -> str:
    """Return the name that all of a short text makes, whatever divides it."""
    return (
        member(_telling_words(re.sub(r"[^\w'\s-]", " ", latin(text[:200])))[:8])
        if text.isascii()
        else ""
    )


def _telling_words(clause: str) -> list[str]:
    clause = re.sub(r"\{[^{}]{0,40}\}|%[a-z0-9]|<[^<>]{0,40}>|\$\w{1,30}", " ", clause)
    for pattern, instead in SHORTER:
        clause = pattern.sub(f" {instead} ", clause)
    whole = [
        word
        for word in words(clause)
        if len(word) < LONGEST_WORD and word not in ARTICLES
    ]
    if len(whole) <= MOST_WORDS and whole and whole[0] not in JOINING:
        return whole
    found = [word for word in whole if word not in DROPPED]
    return found or [word for word in words(clause) if len(word) < LONGEST_WORD]


def member(found: Sequence[str]) -> str:
    """Join words to the name of an enum's member; empty where they make none."""
    parts = [word for word in found if word]
    if parts and parts[0][0].isdecimal():
        first = parts[0]
        rest = first[1:]
        parts = [DIGIT_WORDS[int(first[0])], *([rest] if rest else []), *parts[1:]]
        if rest and rest[0].isdecimal():
            parts = ["N" + first, *parts[2:]]
    name = "_".join(parts)
    while len(name) > LONGEST_MEMBER and "_" in name:
        name = name.rpartition("_")[0]
    name = name[:LONGEST_MEMBER]
    return f"{name}_ERROR" if name in RESERVED_MEMBERS else name


def code_word(code: str) -> str:
    """Return a code as the last word of a name."""
    return ("MINUS_" if code.startswith("-") else "") + "_".join(words(code))


def proposal(entry: CodeEntry, drop: Iterable[str]) -> str:
    """Return the first choice for an entry; empty where nothing in it can be a name."""
    if entry.success and not entry.constant:
        return "SUCCESS"
    return _from_constant(entry, drop) or _from_text(entry) or _from_code(entry, drop)


def _from_constant(entry: CodeEntry, drop: Iterable[str]) -> str:
    """Return the name that the provider gives it."""
    for own in (entry.constant, entry.code if has_words(entry.code) else ""):
        if codes.is_code(own) and not codes.NUMBER.fullmatch(own):
            return of_constant(own, drop)
        if own and (name := of_text(own)):
            return name
    return ""


def _from_text(entry: CodeEntry) -> str:
    """Return the name that its text makes."""
    for text in (entry.message, entry.description):
        name = of_text(text) if _is_latin(text) else ""
        if len(name) >= SHORTEST_NAME:
            return name
    return ""


def _from_code(entry: CodeEntry, drop: Iterable[str]) -> str:
    """Return the name that a code makes if it is not a number."""
    number = codes.NUMBER.fullmatch(entry.code)
    return of_constant(entry.code, drop) if entry.code and not number else ""


def has_words(code: str) -> bool:
    """Return whether a code says in words what it means."""
    letters = sum(c.isalpha() for c in code)
    return (
        letters >= SHORTEST_NAME
        and letters * 2 > len(code)
        and not codes.is_numbered(code)
    )


def _is_latin(text: str) -> bool:
    """Return whether most letters of a text have a Latin form."""
    letters = sum(c.isalpha() for c in text)
    return sum(c.isalpha() for c in latin(text)) * 2 > letters
