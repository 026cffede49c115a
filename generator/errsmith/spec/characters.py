"""Characters that texts of a spec may not have: those that act, and those that nobody sees."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

ALLOWED: Final = "\u200c\u200d\u00a0\u3000\u202f"
"""Joiners that scripts and emoji need, and the blanks of other languages."""

INVISIBLE: Final = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0"
    "\U000e0100-\U000e01ef]"  # letters that Unicode has a reader ignore
    "|(?<![^\0-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\0-\x7f])"  # joiners of nothing
)


def find_acting(text: str, *, breaks: bool = False) -> str:
    """Return the first character that a terminal or a parser would obey; else nothing."""
    if text.isprintable():
        return ""
    allowed = f"{ALLOWED}\n\t" if breaks else ALLOWED
    return next((c for c in text if not (c.isprintable() or c in allowed)), "")


def find_invisible(text: str) -> str:
    """Return the first character that nobody would see; else nothing."""
    found = None if text.isascii() else INVISIBLE.search(text)
    return found[0] if found else ""


def named(character: str) -> str:
    """Return the name and the number of a character: `SOFT HYPHEN U+00AD`."""
    name = unicodedata.name(character, "control character")
    return f"{name} U+{ord(character):04X}"
