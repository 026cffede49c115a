"""Resolve name collisions; a proposal that no other entry makes keeps its short name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from errsmith.importing import name_proposals
from errsmith.importing.letters import has_words, words
from errsmith.importing.placeholders import same_for_all
from errsmith.importing.vocabulary.kind_keywords import KIND_PATTERNS
from errsmith.importing.vocabulary.name_phrases import (
    HEADINGS,
    LONGEST_WORD,
    NEGATIONS,
)
from errsmith.spec import identifiers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from errsmith.importing.draft import CodeEntry

MOST_SECTION_WORDS: Final = 3
MOSTLY_DISTINCT: Final = 0.8
"""The share of different values that a column of names has."""

FEWEST_ALIKE: Final = 3
"""Constants from which a beginning that all share goes."""


class NamePool:
    """The names of a module, each for one thing."""

    def __init__(self, prefix: str, enums: Iterable[str]) -> None:
        """Start with what the module has anyway."""
        self.prefix = prefix
        self.classes = {*identifiers.own_names(prefix), *enums}
        self.everywhere: set[str] = set()
        self.errors: set[str] = set()
        self.of_table: dict[str, set[str]] = {}
        self.numbers: dict[str, int] = {}

    def is_free(self, name: str, scope: str = "") -> bool:
        """Return whether a name can be given; those of success live in their table."""
        made = identifiers.class_name(self.prefix, name)
        if not name or identifiers.shadowed_by(made):
            return False
        if scope:
            return name not in self.of_table.get(scope, ()) and name not in self.errors
        return made not in self.classes and name not in self.everywhere

    def take(self, name: str, scope: str = "") -> str:
        """Give the name away."""
        self.everywhere.add(name)
        if scope:
            self.of_table.setdefault(scope, set()).add(name)
        else:
            self.errors.add(name)
            self.classes.add(identifiers.class_name(self.prefix, name))
        return name

    def first_free(self, choices: Iterable[str], scope: str = "") -> str:
        """Give away the first of some names that is free, else the last with a number."""
        last = "CODE"
        for choice in choices:
            if self.is_free(choice, scope):
                return self.take(choice, scope)
            last = choice or last
        number = self.numbers.get(last, 2)
        while not self.is_free(f"{last}_{number}", scope):
            number += 1
        self.numbers[last] = number + 1
        return self.take(f"{last}_{number}", scope)


def names_of(
    tables: Sequence[tuple[str, str, list[tuple[str, CodeEntry]]]],
    pool: NamePool,
    drop: set[str],
) -> dict[int, str]:
    """Return the name of each entry by its identity; errors choose first."""
    by_name: dict[str, list[Candidate]] = {}
    candidates: list[tuple[Candidate, str, int]] = []
    for index, (enum, title, entries) in enumerate(tables):
        telling = TellingConstants([entry for _, entry in entries])
        for section, entry in entries:
            candidate = Candidate(
                entry,
                name_proposals.proposal(telling.of(entry), drop),
                name_proposals.whole(entry.message),
                section or title,
            )
            candidates.append((candidate, enum, index))
            if not entry.success:
                by_name.setdefault(candidate.name, []).append(candidate)
    collisions = {name: Collision(each) for name, each in by_name.items()}
    given: dict[int, str] = {}
    for success in (False, True):
        for candidate, enum, index in candidates:
            if candidate.entry.success is success:
                collision = collisions.get(candidate.name) or Collision([candidate])
                scope = enum if success else ""
                given[id(candidate.entry)] = pool.first_free(
                    _choices(candidate, collision, index), scope
                )
    return given


class TellingConstants:
    """The constants of a table without what says nothing of a single error."""

    def __init__(self, entries: Sequence[CodeEntry]) -> None:
        """Find a column whose values repeat, and the words that all constants start with."""
        named = {entry.code: entry.constant for entry in entries if entry.constant}
        self.repeated = len(set(named.values())) <= MOSTLY_DISTINCT * len(named)
        own = [self._own(entry) for entry in entries if not entry.success]
        self.shared = _shared_beginning([words(each) for each in set(own)])

    def of(self, entry: CodeEntry) -> CodeEntry:
        """Return the entry with the part of its constant that tells it from the others."""
        own = self._own(entry)
        found = words(own)
        if not self.shared or found[: self.shared] == found or entry.success:
            return replace(entry, constant="") if self.repeated else entry
        return replace(entry, constant="_".join(found[self.shared :]))

    def _own(self, entry: CodeEntry) -> str:
        """Return the constant, else the code where it is one in words."""
        constant = "" if self.repeated else entry.constant
        return same_for_all(constant or (entry.code if has_words(entry.code) else ""))


def _shared_beginning(constants: Sequence[list[str]]) -> int:
    """Count the words that all constants start with, unless these say what is wrong."""
    if len(constants) < FEWEST_ALIKE:
        return 0
    most = min(map(len, constants)) - 1
    first = constants[0]
    shared = 0
    while shared < most and all(each[shared] == first[shared] for each in constants):
        shared += 1
    while shared and any(each[shared].isdecimal() for each in constants):
        shared -= 1
    begin = first[:shared]
    text = " ".join(begin)
    telling = any(each.search(text) for _, each in KIND_PATTERNS[:-1])
    return 0 if telling or NEGATIONS & set(begin) else shared


def section_words(title: str) -> list[str]:
    """Return the words of a heading that do not just say that it is about errors."""
    found = [
        word
        for word in words(title)
        if word not in HEADINGS and len(word) < LONGEST_WORD
    ]
    return found[:MOST_SECTION_WORDS]


@dataclass(frozen=True)
class Candidate:
    """The name that an entry would have, the one of its whole text, and where it stands."""

    entry: CodeEntry
    name: str
    whole: str
    section: str

    @property
    def held(self) -> list[str]:
        """The values in its code, which tell it from the same code without them."""
        code = self.entry.code
        return [p.name for p in self.entry.parameters if f"{{{p.name}}}" in code]


class Collision:
    """The entries that would have the same name, and what tells them apart."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        """Compare the candidates once."""
        self.alone = len(candidates) == 1
        self.plain = sum(not candidate.held for candidate in candidates) == 1
        texts = {candidate.whole for candidate in candidates}
        self.by_text = len(texts) == len(candidates) and "" not in texts
        self.by_section = len({candidate.section for candidate in candidates}) > 1


def _choices(candidate: Candidate, collision: Collision, index: int) -> Iterator[str]:
    """Yield names for an entry from the best to the surest."""
    entry = candidate.entry
    name = candidate.name
    if collision.alone or (collision.plain and not candidate.held):
        yield name
    if name and collision.plain and candidate.held:
        yield name_proposals.member(
            [name, *(value.upper() for value in candidate.held)]
        )
    if collision.by_text:
        yield candidate.whole
    where = section_words(candidate.section)
    if name and where and collision.by_section:
        yield name_proposals.member(
            [*where, *(word for word in name.split("_") if word not in where)]
        )
    further = (
        name_proposals.of_text(entry.description, 3)
        if entry.message and entry.description.isascii()
        else ""
    )
    if name and further and further != name:
        yield name_proposals.member(
            [
                *name.split("_"),
                *(word for word in further.split("_") if word not in name.split("_")),
            ][:7]
        )
    if entry.span is not None:
        first, last = (str(each).replace("-", "MINUS_") for each in entry.span)
        yield name_proposals.member([name or "CODE", first, "TO", last])
    code = name_proposals.code_word(entry.code) if len(entry.code) < 40 else ""  # noqa: PLR2004 - longer codes are texts
    if code and code not in name:
        lonely = "CODE" if not code[0].isalpha() or code.startswith("MINUS") else ""
        yield name_proposals.member([name or lonely, code])
    if index:
        yield name_proposals.member([name or "CODE", "TABLE", str(index + 1)])
    yield name or "CODE"
