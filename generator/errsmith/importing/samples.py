"""JSON objects in running text: a page's examples of replies."""

from __future__ import annotations

import json
import re
from typing import Final

MOST_SAMPLES: Final = 40
LONGEST_OBJECT: Final = 8000
MOST_SAMPLE_LINES: Final = 100
"""Lines."""

START: Final = re.compile(r"(?:^[ \t>]{0,20}|`)\{", re.MULTILINE)
TRAILING: Final = re.compile(r",(?=\s{0,200}[}\]])")
DECODER: Final = json.JSONDecoder()


def find_samples(text: str) -> list[str]:
    """Return the objects that start a line or a piece of code and can be read, as JSON."""
    found: list[str] = []
    position = 0
    for _ in range(MOST_SAMPLES):
        match = START.search(text, position)
        if match is None:
            break
        piece = TRAILING.sub("", text[match.end() - 1 : match.end() + LONGEST_OBJECT])
        try:
            value, end = DECODER.raw_decode(piece)
            found.append(json.dumps(value))
        except (ValueError, RecursionError):
            end = 1
        position = match.end() - 1 + end
    return found


def without_samples(text: str) -> str:
    """Return the text with the lines of its JSON objects empty."""
    lines = text.split("\n")
    depth, start = 0, 0
    for index, line in enumerate(lines):
        if depth == 0 and not line.lstrip().startswith("{"):
            continue
        if depth == 0:
            start = index
        depth = max(0, depth + line.count("{") - line.count("}"))
        if depth == 0:
            lines[start : index + 1] = [""] * (index + 1 - start)
        elif index - start > MOST_SAMPLE_LINES:
            depth = 0
    return "\n".join(lines)
