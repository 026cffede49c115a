"""Clean the text of a cell: no markup, nothing that a spec may not hold."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final

from lxml.html import defs

JOINERS: Final = "\u200c\u200d"
TAG: Final = re.compile(
    r"<(?P<end>/?)(?!https?:)(?P<name>[A-Za-z][\w.:-]*)(?P<rest>[^<>]{0,300})>"
)
BREAK: Final = re.compile(r"<br\s{0,5}/?\s{0,5}>", re.IGNORECASE)
LINK: Final = re.compile(r"!?\[([^\[\]]{0,300})\]\([^()\s]{0,500}\)")
EMPHASIS: Final = re.compile(
    r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]{1,300}?)(?<=\S)\1(?![\w*])"
)
ADDRESS: Final = re.compile(r"https?://[^\s<>\"'\\()\[\]{}|`,;]{3,300}")
WHOLE_ADDRESS: Final = re.compile(r"https?://[^\s<>\"'\\]+")
"""An address as a spec takes it."""

ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
STRUCK: Final = re.compile(r"\A\s*~~(.+?)~~\s*\Z", re.DOTALL)
BLOCKS: Final = frozenset(("dd", "div", "dt", "li", "p", "td", "tr"))
"""Elements that stand in lines of their own."""

MOST_LINKS: Final = 3


def plain(text: str) -> str:
    """Return one line of text as a reader sees it: no tags, escapes or control characters."""
    return " ".join(kept(text).split())


def kept(text: str) -> str:
    """Return the same with its line breaks."""
    lines = (" ".join(_printable(line).split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _printable(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        c if c.isprintable() or c in JOINERS else "" if _invisible(c) else " "
        for c in text
    )


def _invisible(c: str) -> bool:
    return unicodedata.category(c) in {"Cf", "Cs", "Co", "Cn"}


def unmarked(text: str) -> str:
    """Return text without HTML tags, Markdown emphasis and backticks."""
    if "<" in text:
        closed = {match["name"] for match in TAG.finditer(text) if match["end"]}
        text = TAG.sub(
            lambda tag: _break(tag) if _is_tag(tag, closed) else tag[0],
            BREAK.sub("\n", text),
        )
    if "](" in text:
        text = LINK.sub(r"\1", text)
    if "*" in text:
        text = EMPHASIS.sub(r"\2", text)
    return (
        html.unescape(text.replace("`", "")) if "&" in text else text.replace("`", "")
    )


def unescaped(text: str) -> str:
    """Return Markdown's text without the backslashes before punctuation, but not in code."""
    if "\\" not in text:
        return text
    parts = text.split("`")
    parts[::2] = [ESCAPED.sub(r"\1", part) for part in parts[::2]]
    return "`".join(parts)


def _break(tag: re.Match[str]) -> str:
    """Return what a tag leaves: a line break where a block of text ends."""
    return "\n" if tag["end"] and tag["name"].lower() in BLOCKS else ""


def _is_tag(tag: re.Match[str], closed: set[str]) -> bool:
    """Return whether a piece in angle brackets is a tag; `wait <seconds>` has a placeholder."""
    if tag["end"] or tag["name"] in closed or tag["name"].lower() in defs.tags:
        return True
    return tag["rest"].endswith("/") or "=" in tag["rest"]


def not_struck(text: str) -> str | None:
    """Return a text without the strokes through the whole of it; None where there are none."""
    found = STRUCK.match(text) if "~~" in text else None
    return found[1].strip() if found else None


def addresses(text: str) -> tuple[str, ...]:
    """Return the addresses that stand in a text."""
    if "http" not in text:
        return ()
    found = (each.rstrip(".:!?*_") for each in ADDRESS.findall(text))
    return tuple(dict.fromkeys(found))[:MOST_LINKS]
