"""Paths into a reply: `result.error`, `msg:json.tokens`, `errors[0].code`, a header."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from errsmith.spec.fields import Anything, Schema, Text, plain_text, scalar
from errsmith.spec.nodes import Mapping
from errsmith.spec.numbers import number
from errsmith.spec.schema_model import Model, ModelField, key

if TYPE_CHECKING:
    from errsmith.spec.fields import Reading
    from errsmith.spec.nodes import Node, Scalar

Step = str | int | tuple[str, ...] | None
"""One step, in the form that the runtime takes.

A key; the place in a list; None for the JSON that a string holds; () for every element;
(name, value) for the object that has them; ("*", start, end) for the first key of that form;
("header", name, ""), ("parameter", name, ""), ("after", text, "") and ("before", text, "").
"""

Path = tuple[Step, ...]

KEY: Final = re.compile(r'"(?P<quoted>(?:[^"]|"")+)"|(?P<plain>[^.\[\]:="]+)')
THEN: Final = re.compile(
    r"(?P<json>:json)|(?P<every>\[\])|\[(?P<index>[0-9]{1,4})\]"
    r"|\[(?P<name>[^\[\]=]+)=(?P<value>[^\[\]]+)\]"
)
FOREIGN: Final = re.compile(r"\A\$|/|\*.*\*")
"""What is of a JSON Pointer, a JSONPath or a glob, and of no plain key."""

HEADER: Final = Text("[A-Za-z0-9-]+", "x-error-code")
EXAMPLE: Final = "result.error, msg:json.tokens or details[name=value].code"


@dataclass(frozen=True, kw_only=True)
class Place(Model):
    """A path in its long form: where it starts, and what part of a text counts."""

    word = "a place"

    path: str = key(Text(filled=True), "A path into the reply.", default="")
    header: str = key(HEADER, "The name of a header.", default="")
    parameter: str = key(
        Text(filled=True), "The name of a parameter of the header.", default=""
    )
    after: str = key(
        Text(visible=True), "What stands before the part that counts.", default=""
    )
    before: str = key(Text(visible=True), "What stands behind it.", default="")


@dataclass(frozen=True)
class PathType:
    """A path as the value of a key; `every` allows `[]` in it, `header` a header for it."""

    every: bool = False
    header: bool = False

    def read(self, node: Node, reading: Reading) -> Path:
        """Return the steps."""
        if isinstance(node, Mapping):
            return self._place(node, reading)
        text = plain_text(scalar(node, reading, "a path"), reading, visible=True)
        steps = parse(text)
        if not steps:
            message = f"{text!r} is not a path into a reply"
            hint = _hint(text) if self.every else _hint(text).replace("[]", "[0]")
            raise reading.problem(node.at, "bad-path", message, hint)
        if () in steps and not self.every:
            message = f"{text!r} leads to several values, and one is read here"
            hint = f"write {text.replace('[]', '[0]')}; `failures` reads all"
            raise reading.problem(node.at, "bad-path", message, hint)
        return steps

    def _place(self, node: Mapping, reading: Reading) -> Path:
        place = ModelField(Place).read(node, reading)
        if bool(place.path) == bool(place.header):
            message = "a place is a path or a header"
            hint = "write {path: result.error} or {header: x-error-code}"
            raise reading.problem(node.at, "bad-path", message, hint)
        if place.header and not self.header:
            message = "headers belong to the whole reply, not to a part of it"
            hint = "write a path that starts from the part"
            raise reading.problem(place.where("header"), "bad-path", message, hint)
        if place.parameter and not place.header:
            message = "a path has no parameters"
            at = place.where("parameter")
            raise reading.problem(at, "bad-path", message, "name the `header`")
        text = nodes_at(node, "path")
        first: Path = (
            self.read(text, reading)
            if text
            else (("header", place.header.lower(), ""),)
        )
        words = ("parameter", "after", "before")
        cuts = ((word, getattr(place, word)) for word in words)
        return (*first, *((word, text, "") for word, text in cuts if text))

    def schema(self) -> Schema:
        """Return a string or an object."""
        place = ModelField(Place).schema()
        if not self.header:
            for name in ("header", "parameter"):
                del place["properties"][name]
        return {"anyOf": [{"type": "string"}, place]}


def nodes_at(node: Mapping, name: str) -> Node | None:
    """Return what a mapping has at a key."""
    return next((value for word, value in node.entries if word.text == name), None)


PATH: Final = PathType()
LIST_PATH: Final = PathType(every=True)
PLACE: Final = PathType(header=True)
TEXT_PLACE: Final = PathType(every=True, header=True)


@dataclass(frozen=True)
class Told:
    """A path that tells a success or a failure: by a value, or by being there."""

    path: Path
    value: bool | int | str | None = None


@dataclass(frozen=True, kw_only=True)
class ToldHeader(Model):
    """The mapping form of a header that tells a success or a failure."""

    word = "a header"

    header: str = key(HEADER, "The name of a header.", required=True)
    value: Scalar | None = key(
        Anything(("boolean", "integer", "string")), "Its value, where not any will do."
    )


@dataclass(frozen=True)
class ToldType:
    """A path, or a mapping of one path to a value; `header` allows a header for it."""

    header: bool = False

    def read(self, node: Node, reading: Reading) -> Told:
        """Return the path and the value."""
        if not isinstance(node, Mapping):
            return Told(PATH.read(node, reading))
        if nodes_at(node, "header") is not None:
            return self._in_header(node, reading)
        if len(node.entries) != 1:
            message = "one path tells it"
            raise reading.problem(
                node.at, "reply-shape", message, "write one rule for each"
            )
        word, value = node.entries[0]
        raw = scalar(value, reading, "a value")
        return Told(PATH.read(word, reading), self._value(raw, reading))

    def _in_header(self, node: Mapping, reading: Reading) -> Told:
        """Return a header and its value."""
        place = ModelField(ToldHeader).read(node, reading)
        if not self.header:
            message = "headers belong to the whole reply, not to a part of it"
            hint = "write a path that starts from the part"
            raise reading.problem(place.where("header"), "bad-path", message, hint)
        path: Path = (("header", place.header.lower(), ""),)
        raw = place.value
        return Told(path, None if raw is None else self._value(raw, reading))

    def _value(self, raw: Scalar, reading: Reading) -> bool | int | str:
        if raw.plain and raw.text in ("true", "false"):
            return raw.text == "true"
        if raw.plain and raw.read_as is not None:
            return number(raw, reading, "value")
        return plain_text(raw, reading, visible=True)

    def schema(self) -> Schema:
        """Return a string or an object."""
        types = ("boolean", "integer", "string")
        value: Schema = {"anyOf": [{"type": each} for each in types]}
        one: Schema = {"type": "object", "additionalProperties": value}
        told: list[Schema] = [
            {"type": "string"},
            {**one, "minProperties": 1, "maxProperties": 1},
        ]
        if self.header:
            told.append(ModelField(ToldHeader).schema())
        return {"anyOf": told}


def _hint(text: str) -> str:
    """Return what to write in place of a path of another language."""
    plain = text.removeprefix("$").replace("/", ".").strip(".").replace("[*]", "[]")
    if parse(plain):
        return f"write {plain}"
    quoted = ".".join(f'"{each}"' if ":" in each else each for each in text.split("."))
    if parse(quoted):
        return f"write '{quoted}'; a key with a colon stands in quotes"
    return f"write it like {EXAMPLE}"


def parse(text: str) -> Path:
    """Return the steps of a path, none where the text is no path."""
    steps: list[Step] = []
    position = 0
    while position < len(text):
        key_found = KEY.match(text, position)
        if key_found:
            step = _key(key_found)
            if step is None:
                return ()
            steps.append(step)
            position = key_found.end()
        elif position:
            return ()
        start = position
        while then := THEN.match(text, position):
            steps.append(_then(then))
            position = then.end()
        if (not key_found and position == start) or text[
            position : position + 1
        ] not in ("", "."):
            return ()
        if text[position : position + 1] == ".":
            position += 1
            if position == len(text):
                return ()
    return tuple(steps)


def _key(found: re.Match[str]) -> Step:
    """Return the step of a key; None where it is none of ours."""
    if found["quoted"]:
        return found["quoted"].replace('""', '"')
    plain = found["plain"]
    if FOREIGN.search(plain):
        return None
    start, star, end = plain.partition("*")
    return ("*", start, end) if star else plain


def _then(found: re.Match[str]) -> Step:
    """Return the step of what follows a key."""
    if found["json"]:
        return None
    if found["index"]:
        return int(found["index"])
    return (found["name"], found["value"]) if found["name"] else ()
