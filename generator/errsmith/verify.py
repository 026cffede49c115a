"""Holds rendered text against what its template may make.

A spec made for the purpose is rendered first: the names, texts and constructs of that text are the
template's own. Another text may have these, the identifiers of its model and the texts that left
through the filters, and nothing else.
"""

from __future__ import annotations

import ast
import dataclasses
import io
import re
import tokenize
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from errsmith.naming import Identifier
from errsmith.render import Leak, Printed, squeezed
from errsmith.specfiles import HEADER

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME_FIELDS: Final = frozenset(("id", "attr", "name", "arg", "asname", "module"))
PARTS: Final = re.compile(r"\n\n\n(?=\S)")
"""Where a text is divided. Parts that parse by themselves are what the whole parses as."""


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
    for source in sources:
        nodes: list[ast.AST] = [ast.parse(source)]
        for node in nodes:  # grows on the way
            constructs.add(type(node).__name__)
            for field in node._fields:
                value: object = getattr(node, field, None)
                if isinstance(value, ast.expr_context):
                    continue  # follows from the construct around it
                if isinstance(value, ast.AST):
                    nodes.append(value)
                elif isinstance(value, list):
                    inner = cast("list[object]", value)
                    nodes += (each for each in inner if isinstance(each, ast.AST))
                elif isinstance(value, str) and field in NAME_FIELDS:
                    names.update(value.split("."))
                elif isinstance(value, str) and field == "value":
                    texts.add(squeezed(value))
                elif isinstance(value, bytes):
                    texts.add(repr(value))
    return Makeup(frozenset(constructs), frozenset(names), frozenset(texts))


def verify(text: str, printed: Printed, model: object, allowed: Makeup) -> None:
    """Raise Leak where a text holds what neither its template nor its model accounts for."""
    parts = PARTS.split(text)
    try:
        found = makeup(*parts)
    except SyntaxError:  # a template of one's own has two empty lines within a text
        parts = [text]
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
    for number in comments(parts):
        raise Leak(f"line {number} holds a comment that no template writes")


def comments(parts: list[str]) -> Iterator[int]:
    """The lines, the header excepted, that hold a comment."""
    header = parts[0].partition("\n")[0]
    before = 0
    for part in parts:
        ours = before == 0 and header.startswith(HEADER)
        if "#" in (part.removeprefix(header) if ours else part):
            for token in tokenize.generate_tokens(io.StringIO(part).readline):
                first = ours and token.start[0] == 1 and token.string == header
                if token.type == tokenize.COMMENT and not first:
                    yield before + token.start[0]
        before += part.count("\n") + 3


def identifiers_of(model: object) -> Iterator[Identifier]:
    """Every identifier in a model."""
    stack = [model]
    while stack:
        each = stack.pop()
        if isinstance(each, Identifier):
            yield each
        elif isinstance(each, tuple):
            stack += cast("tuple[object, ...]", each)
        elif dataclasses.is_dataclass(each):
            stack += vars(each).values()
