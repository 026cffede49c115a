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
            lambda tag: "" if _is_tag(tag, closed) else tag[0], BREAK.sub("\n", text)
        )
    if "](" in text:
        text = LINK.sub(r"\1", text)
    if "*" in text:
        text = EMPHASIS.sub(r"\2", text)
    return (
        html.unescape(text.replace("`", "")) if "&" in text else text.replace("`", "")
    )


def _is_tag(tag: re.Match[str], closed: set[str]) -> bool:
    """Return whether a piece in angle brackets is a tag; `wait <seconds>` has a placeholder."""
    if tag["end"] or tag["name"] in closed or tag["name"].lower() in defs.tags:
        return True
    return tag["rest"].endswith("/") or "=" in tag["rest"]


def addresses(text: str) -> tuple[str, ...]:
    """Return the addresses that stand in a text."""
    if "http" not in text:
        return ()
    found = (each.rstrip(".:!?*_") for each in ADDRESS.findall(text))
    return tuple(dict.fromkeys(found))[:MOST_LINKS]
