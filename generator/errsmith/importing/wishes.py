"""Who gets which name: the short one goes to an entry that is alone in wanting it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from errsmith.importing import names
from errsmith.importing.names import words
from errsmith.importing.phrases import DROPPED, LONGEST_WORD, NOISE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from errsmith.importing.names import Taken
    from errsmith.importing.rows import Entry

MOST_SECTION_WORDS: Final = 3
SECTION_NOISE: Final = (
    DROPPED
    | NOISE
    | frozenset(
        [
            "ERRORS",
            "CODE",
            "CODES",
            "LIST",
            "TABLE",
            "STATUS",
            "RESPONSE",
            "RETURN",
            "RESULT",
            "SECTION",
            "CLASS",
            "API",
            "MESSAGE",
            "MESSAGES",
            "REFERENCE",
            "EXAMPLES",
            "LOI",
            "MA",
            "BANG",
            "COMPONENTS",
            "SCHEMAS",
            "PROPERTIES",
            "ENUM",
            "APPENDIX",
            "OVERVIEW",
            "ALL",
            "HANDLING",
            "ISSUES",
            "COMMON",
            "GENERAL",
            "OTHER",
        ]
    )
)


def names_of(
    tables: Sequence[tuple[str, str, list[tuple[str, Entry]]]],
    taken: Taken,
    drop: set[str],
) -> dict[int, str]:
    """The name of each entry by its identity; errors choose first."""
    rivals: dict[str, list[_Wish]] = {}
    wishes: list[tuple[_Wish, str, int]] = []
    for index, (enum, title, entries) in enumerate(tables):
        for section, entry in entries:
            wish = _Wish(
                entry,
                names.proposal(entry, drop),
                names.whole(entry.message),
                section or title,
            )
            wishes.append((wish, enum, index))
            if not entry.success:
                rivals.setdefault(wish.name, []).append(wish)
    contests = {name: _Contest(each) for name, each in rivals.items()}
    given: dict[int, str] = {}
    for success in (False, True):
        for wish, enum, index in wishes:
            if wish.entry.success is success:
                contest = contests.get(wish.name) or _Contest([wish])
                scope = enum if success else ""
                given[id(wish.entry)] = taken.first_free(
                    _choices(wish, contest, index), scope
                )
    return given


def section_words(title: str) -> list[str]:
    """What a heading says besides that it is about errors."""
    found = [
        word
        for word in words(title)
        if word not in SECTION_NOISE and len(word) < LONGEST_WORD
    ]
    return found[:MOST_SECTION_WORDS]


@dataclass(frozen=True)
class _Wish:
    """The name that an entry would have, the one of its whole text, and where it stands."""

    entry: Entry
    name: str
    whole: str
    section: str

    @property
    def held(self) -> list[str]:
        """The values in its code, which tell it from the same code without them."""
        code = self.entry.code
        return [p.name for p in self.entry.parameters if f"{{{p.name}}}" in code]


class _Contest:
    """The entries that would have the same name, and what tells them apart."""

    def __init__(self, wishes: Sequence[_Wish]) -> None:
        self.alone = len(wishes) == 1
        self.plain = sum(not wish.held for wish in wishes) == 1
        texts = {wish.whole for wish in wishes}
        self.by_text = len(texts) == len(wishes) and "" not in texts
        self.by_section = len({wish.section for wish in wishes}) > 1


def _choices(wish: _Wish, contest: _Contest, index: int) -> Iterator[str]:
    """Names for an entry from the best to the surest."""
    entry = wish.entry
    name = wish.name
    if contest.alone or (contest.plain and not wish.held):
        yield name
    if name and contest.plain and wish.held:
        yield names.member([name, *(value.upper() for value in wish.held)])
    if contest.by_text:
        yield wish.whole
    where = section_words(wish.section)
    if name and where and contest.by_section:
        yield names.member(
            [*where, *(word for word in name.split("_") if word not in where)]
        )
    further = (
        names.of_text(entry.description, 3)
        if entry.message and entry.description.isascii()
        else ""
    )
    if name and further and further != name:
        yield names.member(
            [
                *name.split("_"),
                *(word for word in further.split("_") if word not in name.split("_")),
            ][:7]
        )
    if entry.span is not None:
        first, last = (str(each).replace("-", "MINUS_") for each in entry.span)
        yield names.member([name or "CODE", first, "TO", last])
    code = names.code_word(entry.code) if len(entry.code) < 40 else ""  # noqa: PLR2004 - longer codes are texts
    if code and code not in name:
        lonely = "CODE" if not code[0].isalpha() or code.startswith("MINUS") else ""
        yield names.member([name or lonely, code])
    if index:
        yield names.member([name or "CODE", "TABLE", str(index + 1)])
    yield name or "CODE"
