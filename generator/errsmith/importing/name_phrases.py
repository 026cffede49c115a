# ruff: noqa: E501, RUF001 - a list of words is read as a whole, and in its own letters
"""What names do without, and what they say shorter than a page does."""

from __future__ import annotations

import re
from typing import Final

LONGEST_WORD: Final = 20
"""Letters; what is longer is an identifier."""

DROPPED: Final = frozenset(
    ["A", "AN", "THE", "IS", "ARE", "WAS", "WERE", "BE", "BEEN", "BEING", "HAS", "HAVE", "HAD", "OF", "TO", "FOR", "IN", "ON", "AT", "BY", "WITH", "FROM", "AS", "AND", "OR", "THAT", "THIS", "THESE", "THOSE", "IT", "ITS", "YOUR", "YOU", "WE", "OUR", "THEIR", "MUST", "SHOULD", "WILL", "WOULD", "MAY", "MIGHT", "CAN", "COULD", "DO", "DOES", "DID", "PLEASE", "SUCH", "WHICH", "WHO", "WHEN", "WHILE", "DURING", "DUE", "BECAUSE", "IF", "THERE", "THEN", "THAN", "ALSO", "ONLY", "GIVEN", "PROVIDED", "SPECIFIED", "REQUESTED", "CURRENTLY", "USUALLY", "LA", "LE", "LES", "EL", "LOS", "DE", "DEL", "DES", "DU", "UN", "UNA", "UNE", "DER", "DIE", "DAS", "EIN", "EINE"]
)  # fmt: skip
"""Words that a name does without."""

JOINING: Final = frozenset(
    ["OF", "TO", "FOR", "IN", "ON", "AT", "BY", "WITH", "FROM", "AS", "AND", "OR", "BE"]
)
"""Words that stay where the whole is short: OUT_OF_QUOTA."""

ARTICLES: Final = DROPPED - JOINING
NOISE: Final = frozenset(["ERROR", "ERR", "ERRCODE", "ECODE"])
"""First words of constants that say no more than that it is one."""

CUT: Final = re.compile(
    r"(?<=\w\w)[.;:!?](?:\s|\Z)|[\n(\[{\u3002\uff1b\uff0c\uff1a]|,\s| - |\s[\u2013\u2014]\s"
)
PHRASES: Final = (
    (re.compile(r"\b(?:can ?not|must not|may not|should not|cannot both) be (empty|blank|null)\b|\bis (?:empty|blank|null)\b", re.IGNORECASE), "empty"),
    (re.compile(r"\b(?:do(?:es)? not|doesn.?t|don.?t) exists?\b|\bnot exist(?:s|ed)?\b|\bnon-?exist(?:ing|ent)\b|\b(?:could|can) ?not be found\b", re.IGNORECASE), "not found"),
    (re.compile(r"\b(?:length|size)?\s*(?:exceeds|exceeded|is over|is greater than|cannot exceed|must not exceed|is longer than) (?:the )?(?:maximum |max |allowed )?(?:length|(?:\d+ )?(?:characters|chars|bytes))\b.{0,40}", re.IGNORECASE), "too long"),
    (re.compile(r"\blength (?:exceeds|exceeded|cannot exceed|must not exceed)\b.{0,60}", re.IGNORECASE), "too long"),
    (re.compile(r"\b(?:cannot|can not|must not|may not) exceed\b.{0,60}|\b(?:count|number) (?:exceeds|exceeded) (?:the )?(?:maximum|max|limit|quota)\b", re.IGNORECASE), "exceeded"),
    (re.compile(r"\bis (?:required|mandatory|missing)\b|\bwas not (?:specified|provided|given|sent)\b|\bmust be (?:specified|provided|given)\b", re.IGNORECASE), "missing"),
    (re.compile(r"\b(?:is|are|was) not (?:valid|correct)\b|\b(?:is|are) (?:illegal|incorrect|wrong)\b", re.IGNORECASE), "invalid"),
    (re.compile(r"\b(?:do(?:es)? not|doesn.?t|don.?t) have (?:the )?permissions?\b|\bno permissions?\b", re.IGNORECASE), "no permission"),
    (re.compile(r"\bcan ?not\b|\bcan.t\b|\bcouldn.t\b", re.IGNORECASE), "cannot"),
    (re.compile(r"\b(?:do|does|did|is|are|was|were|has|have)n.t\b", re.IGNORECASE), "not"),
)  # fmt: skip
"""What pages say at length, and what a name says."""

LETTERS: Final = {
    "đ": "d", "Đ": "D", "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "æ": "ae", "Æ": "AE", "œ": "oe", "ı": "i",
    **dict(zip("абвгдеёзийклмнопрстуфхъыьэіїєґ", ["a", "b", "v", "g", "d", "e", "e", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh", "", "y", "", "e", "i", "yi", "ye", "g"], strict=True)),
    "ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya",
}  # fmt: skip
"""Letters that do not become Latin ones by losing their marks."""
