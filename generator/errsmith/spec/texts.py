"""Patterns of bodies of text: `OK|{id}`, with names in the place of values."""

from __future__ import annotations

import re
from typing import Final

GAP: Final = re.compile(r"\{([a-z][a-z0-9_]*)(:word)?\}")

Parsed = tuple[tuple[str, ...], tuple[str, ...], tuple[bool, ...]]
"""The text around the gaps, the name of each gap, and whether it is a single word."""


def parsed(text: str) -> Parsed:
    """Return the parts of a text."""
    parts = GAP.split(text)
    return tuple(parts[::3]), tuple(parts[1::3]), tuple(map(bool, parts[2::3]))
