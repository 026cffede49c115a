"""Propose enum member names: short, from the constant, else from the message."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from errsmith.importing import codes
from errsmith.importing.kind_guess import kind_of
from errsmith.importing.letters import (
    SHORTEST_WORD,
    has_words,
    is_latin,
    latin,
    transliterated,
    words,
)
from errsmith.importing.placeholders import PLACEHOLDER, without_letters
from errsmith.importing.vocabulary.kind_keywords import WEAK_KINDS
from errsmith.importing.vocabulary.name_phrases import (
    ARTICLES,
    CUT,
    DROPPED,
    DROPPED_ABROAD,
    JOINING,
    LEADING,
    LONGEST_WORD,
    NEGATING_PREFIX,
    NEGATIONS,
    SHORTER,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from errsmith.importing.draft import CodeEntry

MOST_WORDS: Final = 5
MOST_SYLLABLES: Final = 8
"""Words of a name in a script whose syllables become words."""

LONGEST_MEMBER: Final = 60
OF_ERRORS: Final = frozenset(
    {
        "UNKNOWN",
        "INTERNAL",
        "SYSTEM",
        "SERVER",
        "OTHER",
        "UNEXPECTED",
        "GENERAL",
        "SUCH",
    }
)
"""Words that say nothing without the `ERROR` behind them."""

VIETNAMESE: Final = re.compile("[\u031b\u0309\u0323đĐ]")
"""Marks that only Vietnamese has, of which a word is one syllable."""

DIGIT_WORDS: Final = (
    "ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE",
)  # fmt: skip
RESERVED_MEMBERS: Final = frozenset({"MRO", "NAME", "VALUE"})
"""Members with which an enum would be hard to read."""


def of_constant(constant: str, drop: Iterable[str]) -> str:
    """Return the name that a provider's constant makes: without `ERROR_`, `_X` and the like."""
    found = words(without_letters(constant)) or words(constant)
    if found[-2:] == ["ERR", "F"]:
        found = found[:-1]
    dropped = LEADING | set(drop)
    while len(found) > 1 and found[0] in dropped and not found[1].isdecimal():
        found = found[1:]
    if (
        len(found) >= SHORTEST_WORD
        and found[-1] in {"ERROR", "ERR"}
        and found[-2] not in OF_ERRORS
        and found[-2] not in NEGATIONS
    ):
        found = found[:-1]
    return member(found)


def of_text(text: str, most: int = MOST_WORDS) -> str:
    """Return the name that a message makes: its first clause in at most so many words.

    A word that turns the meaning round is never cut off. `Title -- text` is Slate's template.
    """
    text = text.partition(" -- ")[0].strip() or text
    if VIETNAMESE.search(unicodedata.normalize("NFD", text)):
        most = LONGEST_MEMBER
    clauses = [clause for clause in CUT.split(text[:400]) if clause and clause.strip()]
    for clause in clauses[:3]:
        found = _telling_words(clause)
        if len(found) > 1 or (found and len(clauses) == 1):
            return member(_first_words(found, most))
    return member(_first_words(_telling_words(text[:400]), most))


def _first_words(found: Sequence[str], most: int) -> Sequence[str]:
    """Return the first words, and those up to one that turns the meaning round."""
    late = [place for place, word in enumerate(found) if word in NEGATIONS]
    return found[: max([most, *(place + 2 for place in late)])]


def of_other_script(text: str) -> str:
    """Return the name that a text in letters other than Latin makes."""
    clauses = [clause for clause in CUT.split(text[:400]) if clause.strip()]
    return member(words(transliterated(clauses[0]))[:MOST_SYLLABLES]) if clauses else ""


def whole(text: str) -> str:
    """Return the name that all of a short text makes, whatever divides it."""
    if any(c.isalpha() for c in text) and not is_latin(text):
        return of_other_script(text)
    return (
        member(_telling_words(re.sub(r"[^\w'\s-]", " ", latin(text[:200])))[:8])
        if text.isascii()
        else ""
    )


def _telling_words(clause: str) -> list[str]:
    clause = PLACEHOLDER.sub(" ", clause)
    for pattern, instead in SHORTER:
        clause = pattern.sub(f" {instead} ", clause)
    clause = NEGATING_PREFIX.sub(r"\1", clause)
    if any(c.isalpha() and not c.isascii() for c in clause):
        return _words_abroad(clause)
    whole = [
        word
        for word in words(clause)
        if len(word) < LONGEST_WORD and word not in ARTICLES
    ]
    if len(whole) <= MOST_WORDS and whole and whole[0] not in JOINING:
        return whole
    found = [word for word in whole if word not in DROPPED]
    return found or [word for word in words(clause) if len(word) < LONGEST_WORD]


def _words_abroad(clause: str) -> list[str]:
    """Return the words of a text with letters that English does not have."""
    own = clause.split()
    kept = [word for word in own if word.strip(".,;:").casefold() not in DROPPED_ABROAD]
    return [word for word in words(" ".join(kept or own)) if len(word) < LONGEST_WORD]


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
    found = "_".join(words(code))
    return f"MINUS_{found}" if found and code.startswith("-") else found


def proposal(entry: CodeEntry, drop: Iterable[str]) -> str:
    """Return the first choice for an entry; empty where nothing in it can be a name."""
    if entry.success and not entry.constant:
        return "SUCCESS"
    return (
        _from_constant(entry, drop)
        or _from_text(entry)
        or _from_code(entry, drop)
        or _from_kind(entry)
    )


def _from_kind(entry: CodeEntry) -> str:
    """Return the kind of a text in another script, else the text in Latin letters."""
    said = entry.message or entry.description
    if not any(c.isalpha() for c in said):
        return ""
    kind = kind_of(entry)
    return of_other_script(said) if kind in WEAK_KINDS else kind.upper()


def _from_constant(entry: CodeEntry, drop: Iterable[str]) -> str:
    """Return the name that the provider gives it."""
    code = entry.code if has_words(entry.code) else ""
    for own in (entry.constant.removeprefix(":"), code.removeprefix(":")):
        if not any(c.isalpha() for c in own):
            continue
        if codes.is_code(own) and not codes.NUMBER.fullmatch(own):
            return of_constant(own, drop)
        if own and (name := of_text(own)):
            return name
    return ""


def _from_text(entry: CodeEntry) -> str:
    """Return the name that its text makes."""
    for text in (entry.message, entry.description):
        name = of_text(text) if is_latin(text) else ""
        if len(name) >= SHORTEST_WORD:
            return name
    return ""


def _from_code(entry: CodeEntry, drop: Iterable[str]) -> str:
    """Return the name that a code makes if it is not a number."""
    number = codes.NUMBER.fullmatch(entry.code)
    return of_constant(entry.code, drop) if entry.code and not number else ""
