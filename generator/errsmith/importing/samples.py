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

FIRST_KEY: Final = re.compile(
    r"""\{\s{0,200}(?:(?://|\#|/\*)[^\n]{0,200}\s{0,200})?["']?[\w$.-]{1,60}["']?\s{0,20}:"""
)
"""The start of an object, however carelessly it is written."""

STAND_IN: Final = re.compile(
    r"(?<=[:\s\[])(?:\*{2,20}|<[^<>\n]{1,40}>|\u2026|\.{3,6})(?=[ \t]{0,20}(?:[,}\]\n]|//))"
)
"""What stands in a sample in place of a value."""

OMISSION: Final = re.compile(r"(?<=[,{\[\s])(?:\u2026|\.{3,6})(?=\s)")
"""What stands in a sample in place of further fields."""


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
            end = _end(piece) if FIRST_KEY.match(piece) else 1
            found += _repaired(piece[:end]) if end > 1 else []
        position = match.end() - 1 + end
    return found


def _end(piece: str) -> int:
    """Return the end of the object that a text starts with; 1 where it is never closed."""
    depth = 0
    for match in re.finditer(r'"(?:[^"\\\n]|\\.){0,2000}"|[{}]', piece):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return match.end()
    return 1


def _repaired(piece: str) -> list[str]:
    """Return an object with small mistakes as JSON: a comma that is missing, comments, `…`."""
    try:
        from json_repair import loads  # noqa: PLC0415 - of the extra for imports
    except ImportError:
        return []
    piece = OMISSION.sub("", STAND_IN.sub('""', piece))
    try:
        value = loads(piece, skip_json_loads=True)
    except (ValueError, RecursionError):
        return []
    return [json.dumps(value)] if isinstance(value, dict) else []


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
