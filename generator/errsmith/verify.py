"""Holds rendered text against what its template may make.

A spec made for the purpose is rendered first: the names, texts and constructs of that text are the
template's own. Another text may have these, the identifiers of its model and the texts that left
through the filters, and nothing else.
"""

from __future__ import annotations

import ast
import dataclasses
import io
import tokenize
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from errsmith.naming import Identifier
from errsmith.render import HEADER, Leak, Printed, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME_FIELDS: Final = ("id", "attr", "name", "arg", "asname", "module")


@dataclass(frozen=True)
class Makeup:
    """What a text is made of."""

    constructs: frozenset[str]
    names: frozenset[str]
    texts: frozenset[str]


def makeup(*sources: str) -> Makeup:
    """The kinds of nodes, the names and the texts in some Python."""
    constructs: set[str] = set()
    names: set[str] = set()
    texts: set[str] = set()
    for node in (node for source in sources for node in ast.walk(ast.parse(source))):
        constructs.add(type(node).__name__)
        for field in NAME_FIELDS:
            name = getattr(node, field, None)
            if isinstance(name, str):
                names.update(name.split("."))
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
            texts.add(
                squeezed(node.value)
                if isinstance(node.value, str)
                else repr(node.value)
            )
    return Makeup(frozenset(constructs), frozenset(names), frozenset(texts))


def verify(text: str, printed: Printed, model: object, allowed: Makeup) -> None:
    """Raise Leak where a text holds what neither its template nor its model accounts for."""
    if not text.startswith(HEADER):
        raise Leak("the first line is not what the filter `header` makes of the origin")
    found = makeup(text)
    identifiers = {part for name in identifiers_of(model) for part in name.split(".")}
    texts = {squeezed(each) for each in printed.literals} | printed.docstrings
    for what, strange in (
        ("construct", found.constructs - allowed.constructs),
        ("name", found.names - allowed.names - identifiers),
        ("text", found.texts - allowed.texts - identifiers - texts),
    ):
        if strange:
            raise Leak(
                f"{what} {min(strange)!r} is neither the template's nor let through by a filter"
            )
    for number in comments(text):
        raise Leak(f"line {number} holds a comment that no template writes")


def comments(text: str) -> Iterator[int]:
    """The lines, the header excepted, that hold a comment."""
    header, _, body = text.partition("\n")
    if "#" in body or not header.startswith(HEADER):
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            line = token.start[0]
            if token.type == tokenize.COMMENT and (line > 1 or token.string != header):
                yield line


def identifiers_of(model: object) -> Iterator[Identifier]:
    """Every identifier in a model."""
    if isinstance(model, Identifier):
        yield model
    elif dataclasses.is_dataclass(model):
        for field in dataclasses.fields(model):
            yield from identifiers_of(getattr(model, field.name))
    elif isinstance(model, tuple):
        for each in cast("tuple[object, ...]", model):
            yield from identifiers_of(each)
