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
import tokenize
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from errsmith.naming import Identifier
from errsmith.render import HEADER, Leak, Printed, shortened, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME_FIELDS: Final = ("id", "attr", "name", "arg", "asname", "module")
ANNOTATIONS: Final = ("annotation", "returns")
RUNNERS: Final = frozenset(("__import__", "compile", "eval", "exec"))
"""Functions that make code of text; no template may use one."""


@dataclass(frozen=True)
class Makeup:
    """What a text is made of, and how often it has each string."""

    constructs: frozenset[str]
    names: frozenset[str]
    texts: Counter[str]
    others: frozenset[str]
    """Bytes, and strings that stand as a type."""

    runners: frozenset[str]


def makeup(*sources: str) -> Makeup:
    """What some Python is made of, in the encoding that it declares. Raises Leak."""
    constructs: set[str] = set()
    names: set[str] = set()
    texts: Counter[str] = Counter()
    others: set[str] = set()
    runners: set[str] = set()
    trees = [parsed(source) for source in sources]
    for node in (node for tree in trees for node in ast.walk(tree)):
        constructs.add(type(node).__name__)
        for field in NAME_FIELDS:
            name = getattr(node, field, None)
            if isinstance(name, str):
                names.update(name.split("."))
        for field in ANNOTATIONS:
            others.update(_texts_as_types(getattr(node, field, None)))
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            texts[node.value] += 1
        elif isinstance(node, ast.Constant) and isinstance(node.value, bytes):
            others.add(repr(node.value))
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            runners.update({node.id} & RUNNERS)
    return Makeup(
        frozenset(constructs),
        frozenset(names),
        texts,
        frozenset(others),
        frozenset(runners),
    )


def parsed(text: str) -> ast.Module:
    """The tree that Python makes of the text in a file. Raises Leak where it makes none."""
    try:
        return ast.parse(text.encode())
    except (SyntaxError, ValueError) as error:
        raise Leak(f"what a template makes is no Python: {error.args[0]}") from error


def _texts_as_types(node: object) -> Iterator[str]:
    """The strings in an annotation that Python would read as code when it is asked for types."""
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
    for comment in comments(text):
        raise Leak(f"comment {shortened(comment)} is not the template's first line")


def comments(text: str) -> Iterator[str]:
    """The comments, the header excepted."""
    header, _, body = text.partition("\n")
    if "#" in body or not header.startswith(HEADER):
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            own = token.start == (1, 0) and token.string == header
            if token.type == tokenize.COMMENT and not own:
                yield token.string


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
