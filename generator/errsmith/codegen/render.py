"""From the model to Python text, laid out as black has it.

Nothing of a spec reaches the text except through two filters: `literal` and `docstring`. A template
that prints anything else, an identifier excepted, stops with an error.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, cast

import jinja2

from errsmith.codegen.layout import WIDTH, lay_out
from errsmith.codegen.template_model import (
    Call,
    Comparison,
    Group,
    Item,
    Negation,
    Operator,
    Value,
)
from errsmith.project.spec_files import HEADER
from errsmith.spec.identifiers import Identifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from errsmith.codegen.template_model import Conjunction, Expression

LONGEST_LITERAL: Final = WIDTH - 12
"""Longer text is written as several literals, one below the other."""


class Code(str):
    """Python text that a filter made."""

    __slots__ = ()


class Leak(Exception):
    """A template prints what no filter has made safe."""


@dataclass
class Printed:
    """How often each text left through the filters while a template was rendered."""

    literals: Counter[str] = field(default_factory=Counter[str])
    docstrings: Counter[str] = field(default_factory=Counter[str])

    def literal(self, value: object) -> Code:
        """A literal of text, numbers, None, and tuples and dicts of them."""
        if isinstance(value, str):
            self.literals[value] += 1
            return Code(_text_literal(value))
        if value is None or isinstance(value, int | float):
            return Code(repr(value))
        if isinstance(value, tuple):
            return _tuple(
                [self.literal(item) for item in cast("tuple[object, ...]", value)]
            )
        if isinstance(value, dict):
            entries = cast("dict[object, object]", value).items()
            pairs = [
                f"{self.literal(key)}: {self.literal(item)}" for key, item in entries
            ]
            return Code(f"{{{', '.join(pairs)}}}")
        raise Leak(f"{type(value).__name__} is no literal")

    def expression(self, expression: Expression) -> Code:
        """An expression of the model."""
        if isinstance(expression, Identifier):
            return Code(expression)
        if isinstance(expression, Group):
            return _tuple([self.expression(item) for item in expression.items])
        if isinstance(expression, Item):
            return Code(f'{expression.mapping}["{expression.key}"]')
        if isinstance(expression, Call):
            arguments = [
                str(self.expression(argument)) for argument in expression.arguments
            ]
            inside = ", ".join([*arguments, *self._named(expression.named)])
            return Code(f"{expression.function}({inside})")
        if isinstance(expression, Value):
            return self.literal(expression.value)
        return self._test(expression)

    def _test(self, test: Comparison | Negation | Conjunction) -> Code:
        if isinstance(test, Comparison):
            left, right = map(self.expression, (test.left, test.right))
            return Code(f"{left} {Operator(test.operator)} {right}")
        if isinstance(test, Negation):
            return Code(f"not {self.expression(test.of)}")
        return Code(" and ".join(map(self.expression, test.of)))

    def _named(self, named: Iterable[tuple[Identifier, Expression]]) -> list[str]:
        pairs = [(name, self.expression(value)) for name, value in named]
        names = _identifiers(name for name, _ in pairs)
        return [
            f"{name}={value}" for name, (_, value) in zip(names, pairs, strict=True)
        ]

    def docstring(self, text: str, indent: int) -> Code:
        """A docstring with its paragraphs wrapped."""
        self.docstrings[squeezed(text)] += 1
        return Code(_docstring(text, indent))


def _tuple(items: list[Code]) -> Code:
    return Code(f"({items[0]},)" if len(items) == 1 else f"({', '.join(items)})")


def squeezed(text: str) -> str:
    """The text without regard to where its lines break."""
    return " ".join(text.split())


def shortened(value: object) -> str:
    """A value as messages quote it."""
    shown = repr(value)
    return shown if len(shown) <= WIDTH else f"{shown[: WIDTH - 1]}…"


def _text_literal(text: str) -> str:
    if len(text) <= LONGEST_LITERAL or " " not in text:
        return _quoted(text)
    lines: list[str] = [""]
    for word in re.findall(r"\S*\s*", text):
        if lines[-1] and len(lines[-1]) + len(word) > LONGEST_LITERAL:
            lines.append("")
        lines[-1] += word
    return f"({' '.join(_quoted(line) for line in lines if line)})"


def _quoted(text: str) -> str:
    """The text in the quotes that need fewer escapes, double ones where it is the same."""
    quoted = repr(text)
    double, single = text.count('"'), text.count("'")
    if quoted[0] == '"' or double > single:
        return quoted
    body = quoted[1:-1].replace("\\'", "'").replace('"', '\\"')
    return f'"{body}"'


def _docstring(text: str, indent: int) -> str:
    margin = " " * indent
    paragraphs: list[str] = []
    for paragraph in text.split("\n\n"):
        first = WIDTH - indent - (3 if not paragraphs else 0)
        lines = textwrap.wrap(
            paragraph.strip(), first, break_long_words=False, break_on_hyphens=False
        ) or [""]
        paragraphs.append(f"\n{margin}".join(lines))
    body = f"\n\n{margin}".join(paragraphs).replace("\\", "\\\\")
    if '"""' in body or body.endswith('"'):
        body = body.replace('"', '\\"')
    end = f"\n{margin}" if "\n" in body else ""
    return f'"""{body}{end}"""'


def _finalize(value: object) -> object:
    """Let through what a filter made, and identifiers."""
    if isinstance(value, Code | Identifier):
        return value
    if isinstance(value, jinja2.Undefined):
        return str(value)
    raise Leak(f"a template prints {shortened(value)} without a filter")


def _names(names: Iterable[object]) -> Code:
    """Identifiers with commas between them."""
    return Code(", ".join(_identifiers(names)))


def _union(names: Iterable[object]) -> Code:
    """Identifiers as a union of types."""
    return Code(" | ".join(_identifiers(names)))


def _identifiers(names: Iterable[object]) -> Iterator[str]:
    for name in names:
        if not isinstance(name, Identifier):
            raise Leak(f"{shortened(name)} is no identifier")
        yield str(name)


def _header(origin: str) -> Code:
    """The first line of a file: what it is made from, and the command that makes it."""
    if not re.fullmatch(r"[\w ./-]+", origin):
        raise Leak(f"{shortened(origin)} cannot stand in a comment")
    return Code(
        f"{HEADER} from {origin}; edits are lost: change the spec and run `errsmith gen`."
    )


class Renderer:
    """Renders templates; a folder of one's own may replace those of the tool."""

    def __init__(self, folder: Path | None = None) -> None:
        """Look for templates in the folder, then in the tool's own.

        The tool's own are also there as `errsmith/module.py.j2` and so on, to be included.
        """
        self.folder = folder
        tools = jinja2.PackageLoader("errsmith.codegen")
        loaders: list[jinja2.BaseLoader] = [
            *([jinja2.FileSystemLoader(folder)] if folder else []),
            tools,
            jinja2.PrefixLoader({"errsmith": tools}),
        ]
        self.environment = jinja2.Environment(
            loader=jinja2.ChoiceLoader(loaders),
            undefined=jinja2.StrictUndefined,
            finalize=_finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            autoescape=False,  # noqa: S701 - the output is Python; finalize lets nothing else pass
        )
        self.filters: dict[str, Any] = self.environment.filters
        self.filters.update(names=_names, union=_union, header=_header)

    def render(self, template: str, **model: Any) -> tuple[str, Printed]:
        """The text of a template as black has it, and what left through the filters."""
        text, printed = self.print(template, **model)
        own = self.folder is not None  # may be included anywhere
        return (_black(text) if own else lay_out(text, _black)), printed

    def print(self, template: str, **model: Any) -> tuple[str, Printed]:
        """The text of a template as it prints it, and what left through the filters."""
        printed = Printed()
        self.filters.update(
            docstring=printed.docstring,
            expression=printed.expression,
            literal=printed.literal,
        )
        return self.environment.get_template(template).render(**model), printed


def _black(text: str) -> str:
    """The text as black has it."""
    from errsmith.codegen.formatted import formatted  # noqa: PLC0415 - black loads slowly

    return formatted(text)
