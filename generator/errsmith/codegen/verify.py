"""Holds rendered text against what its template may make.

A spec made for the purpose is rendered first: the names, texts and constructs of that text are the
template's own. Another text may have these, the identifiers of its model and the texts that left
through the filters, and nothing else. Each text that left has to arrive, to the letter and as often
as it left: one that became code, part of another text or a comment is missed.
"""

from __future__ import annotations

import ast
import dataclasses
import io
import re
import tokenize
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from errsmith.codegen.render import (
    BANDIT,
    DIRECTIVES,
    HEADER,
    Leak,
    Printed,
    shortened,
    squeezed,
)
from errsmith.spec.identifiers import Identifier

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME_FIELDS: Final = frozenset(("id", "attr", "name", "arg", "asname", "module"))
ANNOTATIONS: Final = ("annotation", "returns")
RUNNERS: Final = frozenset(("__import__", "compile", "eval", "exec"))
"""Functions that make code of text; no template may use one."""
PARTS: Final = re.compile(r"\n\n\n(?=\S)")
"""Where a text is divided. Parts that parse by themselves are what the whole parses as."""
CODING: Final = re.compile(r".*\n?.*coding[:=]")
"""What may be an encoding in the first two lines, which then holds for the whole."""


@dataclass(frozen=True)
class Makeup:
    """The makeup of a text, and how often it has each string."""

    constructs: frozenset[str]
    names: frozenset[str]
    texts: Counter[str]
    others: frozenset[str]
    """Bytes, and strings that stand as a type."""

    runners: frozenset[str]


def makeup(*sources: str) -> Makeup:
    """Return what some Python is made of, in the encoding that it declares. Raises Leak."""
    constructs: set[str] = set()
    names: set[str] = set()
    texts: Counter[str] = Counter()
    others: set[str] = set()
    runners: set[str] = set()
    for node, field, value in (each for source in sources for each in fields(source)):
        constructs.add(type(node).__name__)
        if field in ANNOTATIONS:
            others.update(_texts_as_types(value))
        elif isinstance(value, str) and field in NAME_FIELDS:
            names.update(value.split("."))
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                runners.update({value} & RUNNERS)
        elif isinstance(value, str) and isinstance(node, ast.Constant):
            texts[value] += field == "value"
        elif isinstance(value, bytes):
            others.add(repr(value))
    return Makeup(
        frozenset(constructs),
        frozenset(names),
        texts,
        frozenset(others),
        frozenset(runners),
    )


def fields(source: str) -> Iterator[tuple[ast.AST, str, object]]:
    """Yield the fields of all nodes of some Python, and each node once without a field."""
    nodes: list[ast.AST] = [parsed(source)]
    for node in nodes:  # grows on the way
        yield node, "", None
        for field in node._fields:
            value: object = getattr(node, field, None)
            if isinstance(value, ast.expr_context):
                continue  # follows from the construct around it
            if isinstance(value, list):
                inner = cast("list[object]", value)
                nodes += (each for each in inner if isinstance(each, ast.AST))
            elif isinstance(value, ast.AST):
                nodes.append(value)
            yield node, field, value


def parsed(text: str) -> ast.Module:
    """Return the tree that Python makes of the text in a file. Raises Leak where it makes none."""
    try:
        return ast.parse(text.encode())
    except (SyntaxError, ValueError) as error:
        raise Leak(f"what a template makes is no Python: {error.args[0]}") from error


def _texts_as_types(node: object) -> Iterator[str]:
    """Yield the strings in an annotation that Python would read as code for its types."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.Subscript) and getattr(node.value, "id", "") == "Literal":
        return
    elif isinstance(node, ast.AST):
        for inner in ast.iter_child_nodes(node):
            yield from _texts_as_types(inner)


def verify(text: str, printed: Printed, model: object, allowed: Makeup) -> None:
    """Raise Leak where a text holds what neither its template nor its model accounts for."""
    if not text.startswith(HEADER):
        raise Leak("the first line is not what the filter `header` makes of the origin")
    parts = [text] if CODING.match(text) else PARTS.split(text)
    try:
        found = makeup(*parts)
    except Leak:  # a custom template has two empty lines within a text
        parts = [text]
        found = makeup(text)
    identifiers = {part for name in identifiers_of(model) for part in name.split(".")}
    left = Counter(map(squeezed, printed.literals.elements())) + printed.docstrings
    arrived = Counter(map(squeezed, found.texts.elements()))
    own = {squeezed(each) for each in allowed.texts} | identifiers
    for what, strange in (
        ("construct", found.constructs - allowed.constructs),
        ("name", found.names - allowed.names - identifiers),
        ("text", arrived.keys() - own - left.keys()),
        ("text", found.others - allowed.others),
    ):
        if strange:
            shown = shortened(min(strange))
            raise Leak(
                f"{what} {shown} is neither the template's nor let through by a filter"
            )
    for lost in (printed.literals - found.texts, left - arrived):
        if lost:
            shown = shortened(min(lost))
            raise Leak(f"text {shown} did not arrive as it left the filter")
    for runner in sorted(found.runners):
        raise Leak(f"{runner} makes code of text; no template may use it")
    for comment in comments(parts):
        raise Leak(f"comment {shortened(comment)} is not the template's first line")


def comments(parts: list[str]) -> Iterator[str]:
    """Yield the comments, those of the filter `header` and those for bandit excepted."""
    lines = len(f"-\n{DIRECTIVES}".splitlines())
    header = "\n".join(parts[0].split("\n", lines)[:lines])
    if header.partition("\n")[2] != DIRECTIVES:
        header = header.partition("\n")[0]
    for number, part in enumerate(parts):
        ours = header if number == 0 else ""
        if "#" in part.removeprefix(ours):
            for token in tokenize.generate_tokens(io.StringIO(part).readline):
                row, column = token.start
                own = ours.split("\n")[row - 1 : row] == [token.string] and not column
                own = own or token.string == BANDIT
                if token.type == tokenize.COMMENT and not own:
                    yield token.string


def identifiers_of(model: object) -> Iterator[Identifier]:
    """Yield every identifier in a model."""
    stack = [model]
    while stack:
        each = stack.pop()
        if isinstance(each, Identifier):
            yield each
        elif isinstance(each, tuple):
            stack += cast("tuple[object, ...]", each)
        elif dataclasses.is_dataclass(each):
            stack += vars(each).values()
