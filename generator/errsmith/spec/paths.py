"""Paths into a reply: `result.error`, `msg:json.tokens`, `details[@type=x].code`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from errsmith.spec.fields import Schema, number, plain_text, scalar
from errsmith.spec.nodes import Mapping

if TYPE_CHECKING:
    from errsmith.spec.fields import Reading
    from errsmith.spec.nodes import Node, Scalar

Step = str | tuple[str, str] | None
"""A key, (name, value) for the object in a list, None for the JSON that a string holds."""

Path = tuple[Step, ...]

STEP: Final = re.compile(
    r"(?P<key>[^.\[\]:=]+)(?P<json>:json)?"
    r"(\[(?P<name>[^\[\]=]+)=(?P<value>[^\[\]]+)\])?(\.|\Z)"
)
FOREIGN: Final = re.compile(r"\A\$|/")
"""What is of a JSON Pointer or a JSONPath and of no key."""

EXAMPLE: Final = "result.error, msg:json.tokens or details[name=value].code"


@dataclass(frozen=True)
class PathType:
    """A path as the value of a key."""

    def read(self, node: Node, reading: Reading) -> Path:
        """The steps."""
        text = plain_text(scalar(node, reading, "a path"), reading)
        steps = parse(text)
        if not steps:
            message = f"{text!r} is no path into a reply"
            raise reading.problem(node.at, "bad-path", message, _hint(text))
        return steps

    def schema(self) -> Schema:
        """A string."""
        return {"type": "string"}


PATH: Final = PathType()


@dataclass(frozen=True)
class Told:
    """A path that tells a success or a failure: by a value, or by being there."""

    path: Path
    value: bool | int | str | None = None


@dataclass(frozen=True)
class ToldType:
    """A path, or a mapping of one path to a value."""

    def read(self, node: Node, reading: Reading) -> Told:
        """The path and the value."""
        if not isinstance(node, Mapping):
            return Told(PATH.read(node, reading))
        if len(node.entries) != 1:
            message = "one path tells it"
            raise reading.problem(
                node.at, "reply-shape", message, "write one rule for each"
            )
        word, value = node.entries[0]
        raw = scalar(value, reading, "a value")
        return Told(PATH.read(word, reading), self._value(raw, reading))

    def _value(self, raw: Scalar, reading: Reading) -> bool | int | str:
        if raw.plain and raw.text in ("true", "false"):
            return raw.text == "true"
        if raw.plain and raw.read_as is not None:
            return number(raw, reading, "value")
        return plain_text(raw, reading)

    def schema(self) -> Schema:
        """A string or an object."""
        types = ("boolean", "integer", "string")
        value: Schema = {"anyOf": [{"type": each} for each in types]}
        one: Schema = {"type": "object", "additionalProperties": value}
        return {
            "anyOf": [
                {"type": "string"},
                {**one, "minProperties": 1, "maxProperties": 1},
            ]
        }


def _hint(text: str) -> str:
    """What to write in place of a path of another language."""
    plain = text.removeprefix("$").replace("/", ".").strip(".")
    if parse(plain):
        return f"write {plain}"
    if re.search(r"\[[0-9*]*\]", text):
        return "pick the object of a list by a key, [name=value]; `failures` reads all"
    return f"write it like {EXAMPLE}"


def parse(text: str) -> Path:
    """The steps of a path, none where the text is no path."""
    steps: list[Step] = []
    position = 0
    while position < len(text):
        match = STEP.match(text, position)
        if match is None or text.endswith(".") or FOREIGN.search(match["key"]):
            return ()
        steps.append(match["key"])
        steps += [None] if match["json"] else []
        steps += [(match["name"], match["value"])] if match["name"] else []
        position = match.end()
    return tuple(steps)
