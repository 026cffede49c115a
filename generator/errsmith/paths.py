"""Paths into a reply: `result.error`, `msg:json.tokens`, `details[@type=x].code`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from errsmith.shape import Schema, plain_text, scalar

if TYPE_CHECKING:
    from errsmith.shape import Reading
    from errsmith.source import Node

Step = str | tuple[str, str] | None
"""A key, (name, value) for the object in a list, None for the JSON that a string holds."""

Path = tuple[Step, ...]

STEP: Final = re.compile(
    r"(?P<key>[^.\[\]:=]+)(?P<json>:json)?"
    r"(\[(?P<name>[^\[\]=]+)=(?P<value>[^\[\]]+)\])?(\.|\Z)"
)
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
            raise reading.problem(
                node.at, "bad-path", message, f"write it like {EXAMPLE}"
            )
        return steps

    def schema(self) -> Schema:
        """A string."""
        return {"type": "string"}


PATH: Final = PathType()


def parse(text: str) -> Path:
    """The steps of a path, none where the text is no path."""
    steps: list[Step] = []
    position = 0
    while position < len(text):
        match = STEP.match(text, position)
        if match is None or text.endswith("."):
            return ()
        steps.append(match["key"])
        steps += [None] if match["json"] else []
        steps += [(match["name"], match["value"])] if match["name"] else []
        position = match.end()
    return tuple(steps)
