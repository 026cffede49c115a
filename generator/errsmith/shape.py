"""Nodes to values: the types that a key of a spec can have.

Each type reads a node and describes itself for editors, so that `spec.py` states each key once.
"""

from __future__ import annotations

import dataclasses
import datetime
import difflib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Generic, Protocol, TypeVar

from errsmith import source
from errsmith.problems import Position, Problem
from errsmith.source import Node, Scalar

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

Schema = dict[str, Any]
NUMBER: Final = re.compile(r"-?(0|[1-9][0-9]*)")
LARGEST_NUMBER: Final = 2**63
JOINERS: Final = "\u200c\u200d"
"""Invisible characters that scripts and emoji need."""


class Unfit(Exception):
    """A value is not of its key's type; the problem is noted already."""


@dataclass
class Reading:
    """Collects the problems of one file."""

    problems: list[Problem]

    def problem(self, at: Position, rule: str, message: str, hint: str = "") -> Unfit:
        """Note a problem; the result can be raised where there is no value to go on with."""
        self.problems.append(Problem(at, rule, message, hint))
        return Unfit()


class Type(Protocol[T_co]):
    """What a key can hold."""

    def read(self, node: Node, reading: Reading) -> T_co:
        """The value of a node. Raises Unfit after noting why there is none."""
        ...

    def schema(self) -> Schema:
        """The same as JSON Schema, for editors."""
        ...


def scalar(node: Node, reading: Reading, wanted: str) -> Scalar:
    """The node as a scalar."""
    if isinstance(node, Scalar):
        return node
    found = "a list" if isinstance(node, source.Sequence) else "a mapping"
    raise reading.problem(
        node.at, "wrong-type", f"{wanted} is wanted here, not {found}"
    )


@dataclass(frozen=True)
class Text:
    """Text; `breaks` allows line breaks and tabs in it."""

    pattern: str = ""
    example: str = ""
    breaks: bool = False

    def read(self, node: Node, reading: Reading) -> str:
        """The text, which YAML must not be able to read as anything else."""
        text = plain_text(scalar(node, reading, "text"), reading, breaks=self.breaks)
        if self.pattern and not re.fullmatch(self.pattern, text):
            hint = f"write it like {self.example}" if self.example else ""
            raise reading.problem(
                node.at, "bad-name", f"{text!r} is not possible here", hint
            )
        return text

    def schema(self) -> Schema:
        """A string."""
        return {
            "type": "string",
            **({"pattern": f"^({self.pattern})$"} if self.pattern else {}),
        }


def plain_text(node: Scalar, reading: Reading, *, breaks: bool = False) -> str:
    """The text of a scalar, without control characters."""
    if node.read_as:
        message = f"text is wanted here, but YAML reads {node.text or 'nothing'} as {node.read_as}"
        quoted = "'" + node.text.replace("'", "''") + "'"
        raise reading.problem(
            node.at, "yaml-text", message, f"write {quoted} in quotes"
        )
    for c in node.text:
        if not (c.isprintable() or c in JOINERS or (breaks and c in "\n\t")):
            name = unicodedata.name(c, "control character")
            message = f"{name} U+{ord(c):04X} may not stand in this text"
            raise reading.problem(node.at, "control-character", message)
    return node.text


@dataclass(frozen=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]

    def read(self, node: Node, reading: Reading) -> str:
        """The word."""
        text = plain_text(scalar(node, reading, "text"), reading)
        if text in self.words:
            return text
        options = ", ".join(self.words)
        raise reading.problem(
            node.at,
            "bad-value",
            f"{text!r} is not one of {options}",
            near(text, self.words),
        )

    def schema(self) -> Schema:
        """An enumeration."""
        return {"enum": list(self.words)}


@dataclass(frozen=True)
class Flag:
    """`true` or `false`."""

    def read(self, node: Node, reading: Reading) -> bool:
        """The value; YAML's other spellings (yes, on, Y) are refused."""
        word = scalar(node, reading, "true or false")
        if word.plain and word.text in ("true", "false"):
            return word.text == "true"
        raise reading.problem(
            node.at, "wrong-type", f"true or false is wanted here, not {word.text!r}"
        )

    def schema(self) -> Schema:
        """A boolean."""
        return {"type": "boolean"}


@dataclass(frozen=True)
class Number:
    """A whole number in plain decimal notation."""

    least: int = -LARGEST_NUMBER

    def read(self, node: Node, reading: Reading) -> int:
        """The number."""
        value = number(scalar(node, reading, "a number"), reading, "number")
        if value < self.least:
            raise reading.problem(
                node.at, "bad-value", f"{value} is less than {self.least}"
            )
        return value

    def schema(self) -> Schema:
        """An integer."""
        return {
            "type": "integer",
            **({"minimum": self.least} if self.least >= 0 else {}),
        }


def number(node: Scalar, reading: Reading, what: str) -> int:
    """The number that a scalar is in plain decimal notation."""
    if not node.plain:
        message = f"{what} {node.text!r} stands in quotes, but is a number here"
        raise reading.problem(node.at, "code-format", message, "leave the quotes out")
    if not NUMBER.fullmatch(node.text) or node.text == "-0":
        hint = "write plain digits"
        if node.read_as and node.read_as.startswith("the number "):
            meant = (
                re.sub(r"\A([-+]?)0+(?=[0-9])", r"\1", node.text)
                .replace("_", "")
                .lstrip("+")
            )
            meant = meant if NUMBER.fullmatch(meant) else "plain digits"
            hint = f"YAML reads {node.text} as {node.read_as.removeprefix('the number ')}; write {meant}"
            hint += f", or '{node.text}' in quotes where the code is text"
        elif node.read_as:
            hint = f"YAML reads {node.text or 'nothing'} as {node.read_as}; write plain digits"
        raise reading.problem(
            node.at,
            "code-format",
            f"{what} {node.text} is not a plain decimal number",
            hint,
        )
    value = (
        int(node.text)
        if len(node.text) <= len(str(LARGEST_NUMBER)) + 1
        else LARGEST_NUMBER
    )
    if abs(value) >= LARGEST_NUMBER:
        raise reading.problem(node.at, "code-format", f"{what} is outside 64 bits")
    return value


@dataclass(frozen=True)
class Anything:
    """A scalar whose type depends on another key: a code."""

    def read(self, node: Node, reading: Reading) -> Scalar:
        """The scalar as it stands."""
        return scalar(node, reading, "a code")

    def schema(self) -> Schema:
        """A number or text."""
        return {"type": ["integer", "string"]}


@dataclass(frozen=True)
class Date:
    """A day."""

    def read(self, node: Node, reading: Reading) -> datetime.date:
        """The day."""
        text = scalar(node, reading, "a date").text
        try:
            if len(text) == len("2026-11-22"):
                return datetime.date.fromisoformat(text)
        except ValueError:
            pass
        raise reading.problem(
            node.at, "wrong-type", f"{text!r} is no date", "write it like 2026-11-22"
        )

    def schema(self) -> Schema:
        """A string of this form."""
        return {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}


@dataclass(frozen=True)
class ListOf(Generic[T]):
    """A list; `lone` allows a single value without the brackets."""

    of: Type[T]
    lone: bool = False

    def read(self, node: Node, reading: Reading) -> tuple[T, ...]:
        """The values that are of their type; problems of the others are noted."""
        if self.lone and isinstance(node, Scalar):
            return (self.of.read(node, reading),)
        if not isinstance(node, source.Sequence):
            raise reading.problem(
                node.at, "wrong-type", "a list is wanted here", "start it with [ or -"
            )
        values = [
            value
            for item in node.items
            if (value := read_or_none(self.of, item, reading))
        ]
        return tuple(value[0] for value in values)

    def schema(self) -> Schema:
        """An array."""
        array: Schema = {"type": "array", "items": self.of.schema()}
        return {"anyOf": [self.of.schema(), array]} if self.lone else array


def read_or_none(of: Type[T], node: Node, reading: Reading) -> tuple[T] | None:
    """The value in a tuple, None where there is none."""
    try:
        return (of.read(node, reading),)
    except Unfit:
        return None


@dataclass(frozen=True)
class MapOf(Generic[T]):
    """A mapping with keys of one's own."""

    of: Type[T]
    pattern: str = ""

    def read(self, node: Node, reading: Reading) -> dict[str, T]:
        """The values by key."""
        if not isinstance(node, source.Mapping):
            raise reading.problem(
                node.at, "wrong-type", "a mapping is wanted here", "write {key: value}"
            )
        values: dict[str, T] = {}
        for key, inner in node.entries:
            if self.pattern and not re.fullmatch(self.pattern, key.text):
                reading.problem(
                    key.at, "bad-name", f"{key.text!r} is not possible here"
                )
                continue
            value = read_or_none(self.of, inner, reading)
            if value:
                values[key.text] = value[0]
        return values

    def schema(self) -> Schema:
        """An object."""
        return {"type": "object", "additionalProperties": self.of.schema()}


@dataclass(frozen=True, kw_only=True)
class Model:
    """What is written as a mapping with known keys; knows where each of them stands."""

    at: Position = Position("")
    keys: Mapping[str, Position] = dataclasses.field(
        default_factory=dict[str, Position]
    )

    def where(self, key: str) -> Position:
        """Where the value of a key stands; where the whole begins if it has none."""
        return self.keys.get(key, self.at)


M = TypeVar("M", bound=Model)


def key(
    of: Type[Any],
    doc: str,
    *,
    name: str = "",
    required: bool = False,
    default: Any = None,
) -> Any:
    """A field of a model: its type, what it means, and its value where it is left out."""
    metadata = {"type": of, "doc": doc, "name": name, "required": required}
    if default == {}:
        return dataclasses.field(
            default_factory=dict[str, Any], metadata=metadata, kw_only=True
        )
    return dataclasses.field(default=default, metadata=metadata, kw_only=True)


@dataclass(frozen=True)
class Of(Generic[M]):
    """A mapping that becomes a model."""

    model: type[M]

    def read(self, node: Node, reading: Reading) -> M:
        """The model. Raises Unfit where a key is unknown, missing or of the wrong type."""
        if not isinstance(node, source.Mapping):
            raise reading.problem(
                node.at, "wrong-type", f"{self._what} is a mapping of keys"
            )
        fields = keys_of(self.model)
        values: dict[str, Any] = {}
        places: dict[str, Position] = {}
        fit = True
        for word, inner in node.entries:
            if word.text not in fields:
                hint = near(word.text, fields)
                reading.problem(
                    word.at,
                    "unknown-key",
                    f"{self._what} has no key {word.text!r}",
                    hint,
                )
                continue
            places[word.text] = inner.at
            value = read_or_none(fields[word.text].metadata["type"], inner, reading)
            if value:
                values[fields[word.text].name] = value[0]
            fit = fit and value is not None
        given = {word.text for word, _ in node.entries}
        for name, field in fields.items():
            if field.metadata["required"] and name not in given:
                reading.problem(
                    node.at,
                    "missing-key",
                    f"{self._what} lacks the key {name!r}",
                    f"add `{name}: …`",
                )
                fit = False
        if not fit:
            raise Unfit
        return self.model(at=node.at, keys=places, **values)

    @property
    def _what(self) -> str:
        return f"a {self.model.__name__.lower()}"

    def schema(self) -> Schema:
        """An object with these properties and no others."""
        fields = keys_of(self.model)
        return {
            "type": "object",
            "properties": {
                name: {
                    "description": field.metadata["doc"],
                    **field.metadata["type"].schema(),
                }
                for name, field in fields.items()
            },
            "required": [
                name for name, field in fields.items() if field.metadata["required"]
            ],
            "additionalProperties": False,
        }


def keys_of(model: type[Model]) -> dict[str, dataclasses.Field[Any]]:
    """The keys of a model as a spec spells them."""
    fields = [field for field in dataclasses.fields(model) if "type" in field.metadata]
    return {field.metadata["name"] or field.name: field for field in fields}


def near(word: str, words: Any) -> str:
    """A hint with the word that was probably meant."""
    close = difflib.get_close_matches(word, list(words), n=1)
    return f"did you mean {close[0]}?" if close else ""
