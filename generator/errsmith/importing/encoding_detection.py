"""Tell the encoding of a page by its letters, or refuse where two would do."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from errsmith.importing import vocabulary
from errsmith.importing.page import CannotImport

if TYPE_CHECKING:
    from collections.abc import Iterator

CANDIDATES: Final = (
    "cp1252", "gb18030", "big5", "cp932", "euc_jp", "cp949", "cp1251", "koi8_r", "cp1258",
    "cp1250", "cp1254", "cp1253", "cp1255", "cp1256", "cp1257", "cp874",
    "cp866", "mac_cyrillic",
)  # fmt: skip
"""Encodings that a page may have; of those that look alike the commonest first."""

SAMPLED_BYTES: Final = 64 * 1024
"""Bytes of lines with letters beyond ASCII that show an encoding."""

MOST_CHAOS: Final = 0.15
CLEARLY_LESS_CHAOS: Final = 0.08
CLEARLY_MORE_COHERENCE: Final = 0.04
"""Differences of the detector's measures of disorder and of language that tell encodings apart."""

LATIN: Final = frozenset({"cp1250", "cp1254", "cp1256", "cp1257", "cp1258"})
WESTERN: Final = frozenset(
    "äöüßéèêëàâîïíìôóòûúùçñáãõœæøåÄÖÜÉÈÊËÀÂÎÏÍÌÔÓÒÛÚÙÇÑÁÃÕŒÆØÅ‘’“”„–—…•«»¿¡ºª€£§°©®™·\xa0"  # noqa: RUF001 - signs of their own
)
"""Letters and signs of the languages that are written in cp1252; others speak against it."""

WORD: Final = re.compile(r"[^\W\d_]{2,}")
SHORTEST_WORD: Final = 3
"""Letters of a word that speaks for an encoding; of scripts whose words are shorter, two."""


def detect(data: bytes) -> str:
    """Return the encoding that the letters of a page show. Raises CannotImport."""
    sample = _sample(data)
    choices = list(_choices(sample))
    if not choices:
        raise CannotImport(
            "the page is in no known encoding; name it with --encoding, such as cp1251"
        )
    best = choices[0]
    rivals = [each for each in choices[1:] if not best.is_clearly_before(each)]
    if rivals:
        names = ", ".join(each.encoding for each in (best, *rivals))
        raise CannotImport(
            f"the encoding of the page is not sure: {names}; name it with --encoding"
        )
    return best.encoding


@dataclass(frozen=True)
class _Choice:
    """An encoding that a page may have, and what speaks for it."""

    encoding: str
    text: str
    words: int
    chaos: float
    coherence: float

    def is_clearly_before(self, other: _Choice) -> bool:
        if self.text == other.text:
            return True
        if self.words != other.words:
            return self.words > other.words
        if other.chaos - self.chaos >= CLEARLY_LESS_CHAOS:
            return True
        if self.coherence - other.coherence >= CLEARLY_MORE_COHERENCE:
            return True
        # Of the encodings of Latin letters one is nearly always meant where nothing tells.
        usual = self.encoding == "cp1252" and other.encoding in LATIN
        return usual and is_western(self.text)


def _choices(sample: bytes) -> Iterator[_Choice]:
    """Yield the encodings that fit, the likeliest first."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - most pages declare what they are

    found: list[_Choice] = []
    for match in from_bytes(
        sample, cp_isolation=list(CANDIDATES), threshold=MOST_CHAOS
    ):
        for encoding in {match.encoding, *match.could_be_from_charset} & set(
            CANDIDATES
        ):
            text = try_decoding(sample, encoding)
            if text is not None:
                words = _known_words(text)
                found.append(
                    _Choice(encoding, text, words, match.chaos, match.coherence)
                )
    yield from sorted(
        found,
        key=lambda each: (
            -each.words,
            round(each.chaos, 2),
            -each.coherence,
            CANDIDATES.index(each.encoding),
        ),
    )


def _sample(data: bytes) -> bytes:
    """Return a page that is short; of others the lines that are not plain ASCII, up to a limit."""
    if len(data) <= SAMPLED_BYTES:
        return data
    lines = (line for line in data.split(b"\n") if not line.isascii())
    parts: list[bytes] = []
    size = 0
    for line in lines:
        parts.append(line[:SAMPLED_BYTES])
        size += len(line)
        if size > SAMPLED_BYTES:
            break
    return b"\n".join(parts)


def _known_words(text: str) -> int:
    """Count the words of error pages in a text, in any language with letters beyond ASCII."""
    lowered = text.casefold()
    return sum(word in lowered for word in _words())


@cache
def _words() -> frozenset[str]:
    found: set[str] = set()
    for sections in vocabulary.languages().values():
        for section in ("answers", "column_titles", "kinds", "hints"):
            for listed in sections.get(section, {}).values():
                for entry in listed:
                    found.update(WORD.findall(entry.casefold()))
    return frozenset(
        word
        for word in found
        if not word.isascii()
        and (len(word) >= SHORTEST_WORD or all(c > "\u2e80" for c in word))
    )


def is_western(text: str) -> bool:
    """Return whether all letters beyond ASCII are those of cp1252's languages."""
    return WESTERN.issuperset(c for c in text if not c.isascii())


def try_decoding(data: bytes, encoding: str) -> str | None:
    """Return the text in an encoding; None where it is not in it."""
    try:
        return decoded(data, encoding)
    except UnicodeError:
        return None


def decoded(data: bytes, encoding: str) -> str:
    """Return the text in an encoding. Raises UnicodeError."""
    text = data.decode(encoding)
    # Vietnamese Windows writes tones apart from their letters.
    return unicodedata.normalize("NFC", text) if encoding == "cp1258" else text
