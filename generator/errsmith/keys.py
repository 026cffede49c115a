"""Mappings with known keys, each of which is stated once: its type, meaning and default."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from errsmith import source
from errsmith.problems import Position
from errsmith.shape import Schema, Type, Unfit, near, read_or_none

if TYPE_CHECKING:
    from collections.abc import Mapping

    from errsmith.shape import Reading
    from errsmith.source import Node


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
