"""Prepare the text of a page for Markdown's own rules: cut out HTML, close rows with bars."""

from __future__ import annotations

import re
from typing import Final

from errsmith.importing.clean import unescaped

FENCE: Final = re.compile(r"[ \t]{0,12}(`{3,}|~{3,})")
HTML_START: Final = re.compile(
    r"<(table)\b|^[ \t]{0,20}<(dl)\b", re.IGNORECASE | re.MULTILINE
)
JSX_COMMENT: Final = re.compile(r"\{/\*|\*/\}")
ATTRIBUTE: Final = re.compile(r"=\{([^{}\n]{0,200})\}")
WIDTH: Final = re.compile(r"\s?\[\w{1,10}=\"?\w{1,10}\"?\]")
RULE: Final = re.compile(r"\s{0,3}-{3,80}\s*")


def without_html(text: str) -> tuple[str, dict[int, str]]:
    """Cut out tables and definition lists of HTML; return the text and them by first line."""
    pieces: dict[int, str] = {}
    parts: list[str] = []
    position, line = 0, 1
    fences = _fenced(text) if HTML_START.search(text) else set[int]()
    for start in HTML_START.finditer(text):
        if start.start() < position:
            continue
        line += text.count("\n", position, start.start())
        parts.append(text[position : start.start()])
        position = start.start()
        if line in fences:
            continue
        tag = (start[1] or start[2]).lower()
        end = _end(text, position, tag)
        if not end:
            break
        piece = text[position:end]
        if tag == "dl":
            piece = unescaped(piece)
        pieces[line] = ATTRIBUTE.sub(r'="\1"', JSX_COMMENT.sub(" ", piece))
        parts.append("\n" * piece.count("\n"))
        line += piece.count("\n")
        position = end
    parts.append(text[position:])
    return "".join(parts), pieces


def _end(text: str, start: int, tag: str) -> int:
    """Return where an element ends; 0 where nothing closes it. Lists nest, tables need not."""
    depth = 0
    for each in re.compile(rf"<(/?){tag}\b[^<>]{{0,900}}>", re.IGNORECASE).finditer(
        text, start
    ):
        depth += -1 if each[1] else 1
        if depth == 0 or (each[1] and tag == "table"):
            return each.end()
    return 0


def without_rules(text: str) -> str:
    """Close the rows with bars that have rules between, below which Markdown sees titles."""
    lines = text.split("\n")
    for number, line in enumerate(lines[1:-1], 1):
        above, below = lines[number - 1].strip(), lines[number + 1].strip()
        if RULE.fullmatch(line) and "|" in above and "|" in below and below[0] != "|":
            lines[number] = ""
            for place, row in ((number - 1, above), (number + 1, below)):
                closed = row if row.startswith("|") else f"| {row} |"
                lines[place] = WIDTH.sub("", closed)
    return "\n".join(lines)


def _fenced(text: str) -> set[int]:
    """Return the numbers of the lines in code blocks."""
    inside: set[int] = set()
    fence = ""
    for number, line in enumerate(text.split("\n"), 1):
        match = FENCE.match(line)
        if fence:
            inside.add(number)
            if match and match[1].startswith(fence):
                fence = ""
        elif match:
            fence = match[1]
            inside.add(number)
    return inside
