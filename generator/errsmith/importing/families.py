"""Propose base classes: for classes of codes, and for statuses of codes with several."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from errsmith.importing import letters, name_proposals
from errsmith.importing.draft import ProposedFamily

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from errsmith.importing.draft import DraftTable
    from errsmith.importing.name_allocation import NamePool

CLASS: Final = re.compile(
    r"\bclass\s+[\"'`]?(?P<prefix>[0-9A-Za-z]{1,6})\b[\"'`]?\s*[-\u2013\u2014:.]?\s*(?P<about>.*)",
    re.IGNORECASE | re.DOTALL,
)
"""A title that announces the class of its codes: `Class 23 - Integrity Violation`."""

ASIDE: Final = re.compile(r"\s*\([^()]{0,200}\)")
STEM: Final = re.compile(r"[A-Za-z][A-Za-z0-9]{0,20}[-_./:]|[A-Za-z]{2,10}(?=[0-9])")
CAPITALISED: Final = re.compile(r"\b[A-Z][a-z]+\b")
FAMILY_SUFFIX: Final = "FAMILY"
MOST_NAME_WORDS: Final = 6


def propose(table: DraftTable, pool: NamePool) -> list[ProposedFamily]:
    """Propose the families of a table, with names that are free."""
    if table.identity == "message":
        return []
    return [*_classes(table, pool), *_statuses(table, pool)]


def _classes(table: DraftTable, pool: NamePool) -> list[ProposedFamily]:
    """Return a family for each section whose codes start alike."""
    found = list(_sections(table)) if table.type == "str" else []
    if len(found) < 2:  # noqa: PLR2004 - one class is no division
        return []
    own = [(prefix, _name(about, prefix), about) for prefix, about in found]
    free = all(pool.is_free(name) for _, name, _ in own)
    families: list[ProposedFamily] = []
    for prefix, name, about in own:
        choice = name if free or not about else f"{name}_{FAMILY_SUFFIX}"
        given = pool.first_free(
            [choice, f"{choice}_{name_proposals.code_word(prefix)}"]
        )
        said = CAPITALISED.sub(lambda match: match[0].lower(), about)
        summary = f"A code that starts with {prefix}" + (f": {said}." if said else ".")
        families.append(ProposedFamily(given, summary, prefix=prefix))
    return families


def _sections(table: DraftTable) -> Iterator[tuple[str, str]]:
    """Yield the prefix and the subject of each section that has its own."""
    sections: dict[str, list[str]] = {}
    for named in table.rows:
        if not named.entry.success:
            sections.setdefault(named.section, []).append(named.entry.code)
    given: set[str] = set()
    for title, codes in sections.items():
        match = CLASS.search(title)
        prefix = _announced(match, codes) if match else _stem(title, sections)
        if prefix and prefix not in given:
            given.add(prefix)
            about = ASIDE.sub("", match["about"]) if match else ""
            yield prefix, " ".join(re.sub(r"[.!?;:]+", " ", about).split())


def _announced(match: re.Match[str], codes: Sequence[str]) -> str:
    """Return the class that a title names, where the codes below are of it.

    A section may repeat codes of other classes under further names.
    """
    prefix = match["prefix"]
    fitting = sum(code.startswith(prefix) for code in codes)
    return prefix if fitting * 2 > len(codes) else ""


def _stem(title: str, sections: Mapping[str, Sequence[str]]) -> str:
    """Return the beginning that all codes of a section have, and no others."""
    codes = sections[title]
    match = STEM.match(codes[0])
    if match is None or not title or len(codes) < 2:  # noqa: PLR2004 - one code is no class
        return ""
    own = all(code.startswith(match[0]) for code in codes)
    other_status_texts = (
        code for other, codes in sections.items() if other != title for code in codes
    )
    alone = not any(code.startswith(match[0]) for code in other_status_texts)
    return match[0] if own and alone else ""


def _name(about: str, prefix: str) -> str:
    about_words = letters.words(about)[:MOST_NAME_WORDS]
    return name_proposals.member(about_words or [*letters.words(prefix), FAMILY_SUFFIX])


def _statuses(table: DraftTable, pool: NamePool) -> list[ProposedFamily]:
    """Return a family for each HTTP status, where a code is sent with several."""
    errors = [named.entry for named in table.rows if not named.entry.success]
    if table.by_status or not any(len(entry.statuses) > 1 for entry in errors):
        return []
    found = sorted({status for entry in errors for status in entry.statuses})
    return [_of_status(status, pool) for status in found]


def _of_status(status: int, pool: NamePool) -> ProposedFamily:
    known = {each.value: each.name for each in HTTPStatus}
    choices = [known.get(status, ""), f"HTTP_{status}"]
    summary = f"An error that is sent with HTTP {status}."
    return ProposedFamily(pool.first_free(choices), summary, status=status)
