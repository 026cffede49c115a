"""Mappings with known keys, each of which is stated once: its type, meaning and default."""

from __future__ import annotations

import dataclasses
import difflib
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic, TypeVar

from errsmith.problems import Position
from errsmith.spec import nodes
from errsmith.spec.containers import ListOf, read_or_none
from errsmith.spec.fields import Schema, Type, Unfit

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from errsmith.spec.fields import Reading
    from errsmith.spec.nodes import Node


@dataclass(frozen=True, kw_only=True)
class Model:
    """A mapping with known keys, and the position of each."""

    word: ClassVar[str] = "this"
    """What messages call it."""

    at: Position = Position("")
    keys: Mapping[str, Position] = dataclasses.field(
        default_factory=dict[str, Position]
    )

    def where(self, key: str) -> Position:
        """Return where the value of a key stands; where the whole begins if it has none."""
        return self.keys.get(key, self.at)


M = TypeVar("M", bound=Model)

SYNONYMS: Final = {
    "action": ("remedy",),
    "address": ("url",),
    "alias": ("former_names",),
    "aliases": ("former_names",),
    "condition": ("summary",),
    "date": ("seen",),
    "desc": ("summary",),
    "description": ("summary",),
    "fix": ("remedy",),
    "httpcode": ("http_status",),
    "httpstatus": ("http_status",),
    "kind": ("category",),
    "link": ("links", "url"),
    "meaning": ("summary",),
    "msg": ("message",),
    "number": ("code",),
    "oldnames": ("former_names",),
    "rows": ("codes",),
    "solution": ("remedy",),
    "status": ("http_status",),
    "statuscode": ("http_status",),
    "text": ("message", "summary"),
    "wait": ("retry",),
}
"""Words that other formats have for our keys."""


def key(
    of: Type[Any],
    doc: str,
    *,
    name: str = "",
    required: bool = False,
    default: Any = None,
) -> Any:
    """Return a field of a model: its type, what it means, and its value where it is left out."""
    metadata = {"type": of, "doc": doc, "name": name, "required": required}
    if default == {}:
        return dataclasses.field(
            default_factory=dict[str, Any], metadata=metadata, kw_only=True
        )
    return dataclasses.field(default=default, metadata=metadata, kw_only=True)


@dataclass(frozen=True)
class ModelField(Generic[M]):
    """A mapping that becomes a model.

    A lenient one becomes a model with empty values where a key does not fit, so that the
    rest can be checked as well.
    """

    model: type[M]
    lenient: bool = False

    def read(self, node: Node, reading: Reading) -> M:
        """Return the model. Raises Unfit where a key is unknown, missing or of the wrong type."""
        if not isinstance(node, nodes.Mapping):
            message = f"{self._what} is a mapping of keys"
            raise reading.problem(node.at, "wrong-type", message)
        fields = self._fields
        self._check_keys(node, fields, reading)
        values: dict[str, Any] = {}
        for word, inner in node.entries:
            if word.text in fields:
                field = fields[word.text]
                value = read_or_none(field.metadata["type"], inner, reading)
                values |= {field.name: value[0]} if value else {}
        given = {word.text: inner.at for word, inner in node.entries}
        lacking = [
            field
            for name, field in fields.items()
            if field.name not in values
            and (name in given or field.metadata["required"])
        ]
        if lacking and not self.lenient:
            raise Unfit
        for field in lacking:
            values[field.name] = (
                () if isinstance(field.metadata["type"], ListOf) else ""
            )
        return self.model(at=node.at, keys=given, **values)

    def _check_keys(
        self,
        node: nodes.Mapping,
        fields: dict[str, dataclasses.Field[Any]],
        reading: Reading,
    ) -> None:
        """Note keys that are unknown or missing; one that was meant is not missing as well."""
        given = {word.text for word, _ in node.entries}
        for word, _ in node.entries:
            if word.text not in fields:
                message = f"{self._what} has no key {word.text!r}"
                meant = _meant(word.text, fields, given)
                hint = f"did you mean {meant}?" if meant else ""
                reading.problem(word.at, "unknown-key", message, hint)
                given.add(meant)
        for name, field in fields.items():
            if field.metadata["required"] and name not in given:
                message = f"{self._what} lacks the key {name!r}"
                hint = f"add `{name}: …`"
                reading.problem(node.at, "missing-key", message, hint)

    @cached_property
    def _fields(self) -> dict[str, dataclasses.Field[Any]]:
        return keys_of(self.model)

    @property
    def _what(self) -> str:
        return self.model.word

    def schema(self) -> Schema:
        """Return an object with these properties and no others."""
        fields = self._fields
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


def _meant(word: str, known: Iterable[str], given: Container[str]) -> str:
    """Return which key a word probably stands for, empty where it is like none."""
    names = list(known)
    plain = re.sub("[^a-z]", "", word.lower())
    free = [key for key in SYNONYMS.get(plain, ()) if key in names and key not in given]
    return [*free, *difflib.get_close_matches(word, names, n=1), ""][0]


def keys_of(model: type[Model]) -> dict[str, dataclasses.Field[Any]]:
    """Return the keys of a model as a spec spells them."""
    fields = [field for field in dataclasses.fields(model) if "type" in field.metadata]
    return {field.metadata["name"] or field.name: field for field in fields}
