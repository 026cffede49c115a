"""Definition lists of HTML: a term and its text, or a name, its number and its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from errsmith.importing import codes
from errsmith.importing.clean import unmarked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage]  # lxml names the type of elements so

READ: Final = "data-errsmith-read"
"""Marks the parts of a row that were handed over with its name."""


def item(term: Element, text_of: Callable[[Element], str]) -> str:
    """Return a term and its text as the item of a list; empty for a part of another term."""
    if term.get(READ) is not None:
        return ""
    group = [term, *_followers(term)]
    name = codes.bare(unmarked(text_of(term)))
    if codes.is_name(name) and len(group) > 1:
        parts = [unmarked(part) for each in group[1:] for part in _lines(each, text_of)]
        if parts and codes.leading_number(parts[0]):
            _mark(group[1:])
            return f"{name} ({codes.leading_number(parts[0])}): {' '.join(parts[1:])}"
    meaning = next((text_of(each) for each in group if each.tag == "dd"), "")
    return f"{text_of(term)}: {meaning}"


def _followers(term: Element) -> Iterator[Element]:
    """Yield the other terms and the definitions of a term, up to the next term."""
    defined = False
    for each in term.itersiblings():
        if each.tag == "dt" and defined:
            return
        if each.tag in {"dt", "dd"}:
            defined = defined or each.tag == "dd"
            yield each


def _lines(element: Element, text_of: Callable[[Element], str]) -> list[str]:
    return [line for line in text_of(element).split("\n") if line.strip()]


def _mark(parts: list[Element]) -> None:
    for part in parts:
        for each in part.iter("dt", "li", "dl", "ul", "ol"):
            each.set(READ, "")
