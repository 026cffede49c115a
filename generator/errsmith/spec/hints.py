"""Hints: the word that was probably meant, at a cost that does not grow with the words."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

COMPARED: Final = 50
"""Of so many words, each is compared; of more, those that differ by a letter or two."""

ALIKE: Final = 4
"""How many words are remembered under one key."""

LONGEST: Final = 100
"""Characters of a word that a hint is looked for."""

MOST_LISTED: Final = 30


class Words:
    """The words of a spec that may be meant; others may come later."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        """Hold the words; what finds one is made when it is first asked for."""
        self.words = list(words)
        self._index: dict[str, list[str]] = {}
        self._indexed = 0

    def near(self, word: str) -> str:
        """Return a hint with the word that was probably meant, or nothing."""
        if len(word) > LONGEST:
            return ""
        few = len(self.words) <= COMPARED
        close = self.words if few else list(self._alike(word))
        found = difflib.get_close_matches(word, close, n=1)
        return f"did you mean {found[0]}?" if found else ""

    def one_of(self) -> str:
        """Return a hint with the words, or with the first of many; nothing without any."""
        if not self.words:
            return ""
        listed = ", ".join(self.words[:MOST_LISTED])
        more = len(self.words) - MOST_LISTED
        return f"one of {listed}{f' and {more} more' if more > 0 else ''}"

    def _alike(self, word: str) -> Iterator[str]:
        """Yield the words that are the word with a letter or two changed."""
        for known in self.words[self._indexed :]:
            for key in _without_one(known):
                alike = self._index.setdefault(key, [])
                if len(alike) < ALIKE:
                    alike.append(known)
        self._indexed = len(self.words)
        for key in _without_one(word):
            yield from self._index.get(key, ())


def near(word: str, words: Iterable[str]) -> str:
    """Return a hint with the word that was probably meant of a few fixed ones."""
    return Words(words).near(word)


def _without_one(word: str) -> Iterator[str]:
    """Yield the word, and what is left of it without one of its letters."""
    if len(word) <= LONGEST:
        yield word
        yield from (word[:i] + word[i + 1 :] for i in range(len(word)))
