"""Stop words, abbreviations and letters for names."""

from __future__ import annotations

import re
from typing import Final

from errsmith.importing import vocabulary


def _upper(key: str) -> frozenset[str]:
    return frozenset(word.upper() for word in vocabulary.words("names", key))


LONGEST_WORD: Final = 20
"""Letters; what is longer is an identifier."""

DROPPED: Final = _upper("dropped")
"""Words that a name does without."""

JOINING: Final = _upper("joining")
"""Words that stay where the whole is short: OUT_OF_QUOTA."""

DROPPED_ABROAD: Final = frozenset(
    word
    for name, file in vocabulary.languages().items()
    if name != vocabulary.FIRST_LANGUAGE
    for word in file.get("names", {}).get("dropped", [])
)
"""Those of other languages than English; a text with their letters has no English ones."""

NEGATIONS: Final = _upper("negations")
"""Words without which a name would say the contrary."""

ARTICLES: Final = DROPPED - JOINING
LEADING: Final = _upper("leading")
"""First words of constants that say no more than that it is one."""

HEADINGS: Final = DROPPED | LEADING | _upper("headings")
"""Words of headings that do not tell one section from another."""

FILES: Final = _upper("files")
HOSTS: Final = frozenset(vocabulary.words("names", "hosts"))
"""Parts of addresses and names of files that do not name a provider."""

NEGATING_PREFIX: Final = re.compile(
    rf"\b({'|'.join(vocabulary.words('names', 'negating_prefixes'))})-(?=[a-z])",
    re.IGNORECASE,
)
"""A prefix before a hyphen, which is no word of its own: `De-activated`."""

CUT: Final = re.compile(
    r"(?<=\w\w)[.;:!?](?:\s|\Z)|[\n(\[{\u3002\uff1b\uff0c\uff1a]|,\s| - |\s[\u2013\u2014]\s"
)
SHORTER: Final = tuple(
    (re.compile(long, re.IGNORECASE), short)
    for short in vocabulary.keys("shorter")
    for long in vocabulary.words("shorter", short)
)
"""Long phrases of pages, and the short ones of names."""

LETTERS: Final = vocabulary.texts("letters")
"""Letters that do not become Latin ones by losing their marks."""
