"""Lists and mappings of values of one type."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from errsmith.spec import nodes
from errsmith.spec.fields import Schema, Type, Unfit, anchored, checked
from errsmith.spec.nodes import Node, Scalar

if TYPE_CHECKING:
    from errsmith.spec.fields import Reading

T = TypeVar("T")


@dataclass(frozen=True)
class ListOf(Generic[T]):
    """A list; `lone` allows a single value without the brackets."""

    of: Type[T]
    lone: bool = False

    def read(self, node: Node, reading: Reading) -> tuple[T, ...]:
        """Return the values that are of their type; problems of the others are noted."""
        if self.lone and not isinstance(node, nodes.Sequence):
            return (self.of.read(node, reading),)
        if not isinstance(node, nodes.Sequence):
            message = "a list is wanted here, even of one"
            raise reading.problem(node.at, "wrong-type", message, _as_list(node))
        values = [
            value
            for item in node.items
            if (value := read_or_none(self.of, item, reading))
        ]
        return tuple(value[0] for value in values)

    def schema(self) -> Schema:
        """Return an array."""
        array: Schema = {"type": "array", "items": self.of.schema()}
        return {"anyOf": [self.of.schema(), array]} if self.lone else array


def _as_list(node: Node) -> str:
    """Return what makes a list of what stands there."""
    if isinstance(node, Scalar):
        return f"write [{node.text}]" if node.text else "write [], or leave the key out"
    return "put it in [ ], or `- ` before its first key and the others below that"


def read_or_none(of: Type[T], node: Node, reading: Reading) -> tuple[T] | None:
    """Return the value in a tuple, None where there is none."""
    try:
        return (of.read(node, reading),)
    except Unfit:
        return None


@dataclass(frozen=True)
class MapOf(Generic[T]):
    """A mapping with custom keys."""

    of: Type[T]
    pattern: str = ""
    hint: str = ""

    def read(self, node: Node, reading: Reading) -> dict[str, T]:
        """Return the values by key."""
        if not isinstance(node, nodes.Mapping):
            raise reading.problem(
                node.at, "wrong-type", "a mapping is wanted here", "write {key: value}"
            )
        values: dict[str, T] = {}
        for key, inner in node.entries:
            if self.pattern and not re.fullmatch(self.pattern, key.text):
                message = f"{key.text!r} is not possible here"
                reading.problem(key.at, "bad-name", message, self.hint)
                continue
            try:
                word = checked(key, reading)
                values[word] = self.of.read(inner, reading)
            except Unfit:
                continue
        return values

    def schema(self) -> Schema:
        """Return an object."""
        return {
            "type": "object",
            **(
                {"propertyNames": {"pattern": anchored(self.pattern)}}
                if self.pattern
                else {}
            ),
            "additionalProperties": self.of.schema(),
        }
