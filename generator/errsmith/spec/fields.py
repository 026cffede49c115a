"""Nodes to values: the types that a key of a spec can have.

Each type reads a node and describes itself for editors, so that `model.py` states each
key once.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeVar

from errsmith.problems import Position, Problem
from errsmith.spec import nodes
from errsmith.spec.characters import find_acting, find_invisible, named
from errsmith.spec.hints import near
from errsmith.spec.nodes import Node, Scalar

T_co = TypeVar("T_co", covariant=True)

Schema = dict[str, Any]
DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LONGEST_NAME: Final = 100
"""Characters of a name; what is made of it has to fit into the name of a file."""


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
    """A type of value that a key can hold."""

    def read(self, node: Node, reading: Reading) -> T_co:
        """Return the value of a node. Raises Unfit after noting why there is none."""
        ...

    def schema(self) -> Schema:
        """Return the same as JSON Schema, for editors."""
        ...


def scalar(node: Node, reading: Reading, wanted: str) -> Scalar:
    """Return the node as a scalar."""
    if isinstance(node, Scalar):
        return node
    found = "a list" if isinstance(node, nodes.Sequence) else "a mapping"
    raise reading.problem(
        node.at, "wrong-type", f"{wanted} is wanted here, not {found}"
    )


@dataclass(frozen=True)
class Text:
    """Text; `breaks` allows line breaks and tabs in it, `filled` refuses none at all.

    `visible` refuses characters that nobody sees, where text is compared or names a thing.
    """

    pattern: str = ""
    example: str = ""
    longest: int = 0
    wanted: str = ""
    breaks: bool = False
    filled: bool = False
    visible: bool = False

    def read(self, node: Node, reading: Reading) -> str:
        """Return the text, which YAML must not be able to read as anything else."""
        word = scalar(node, reading, "text")
        text = plain_text(word, reading, breaks=self.breaks, visible=self.visible)
        if self.filled and not text.strip():
            raise reading.problem(
                node.at, "empty-text", "the text is empty", "write it"
            )
        if self.pattern and not re.fullmatch(self.pattern, text):
            hint = f"write it like {self.example}" if self.example else ""
            why = f"no {self.wanted}" if self.wanted else "not possible here"
            raise reading.problem(node.at, "bad-name", f"{text!r} is {why}", hint)
        if self.longest and len(text) > self.longest:
            message = f"a name of {len(text)} characters is too long"
            hint = f"shorten it to {self.longest}"
            raise reading.problem(node.at, "bad-name", message, hint)
        return text

    def schema(self) -> Schema:
        """Return a string."""
        return {
            "type": "string",
            **({"pattern": anchored(self.pattern)} if self.pattern else {}),
            **({"maxLength": self.longest} if self.longest else {}),
        }


def anchored(pattern: str) -> str:
    """Return the pattern as JSON Schema has it, which searches where we match all.

    Every pattern of a field means the same to Python and to ECMA 262 under `u`.
    """
    return f"^({pattern})$"


def plain_text(
    node: Scalar, reading: Reading, *, breaks: bool = False, visible: bool = False
) -> str:
    """Return the text of a scalar, in which nothing acts; `visible` refuses what is not seen."""
    if node.read_as:
        message = f"text is wanted here, but YAML reads {node.text or 'nothing'} as {node.read_as}"
        quoted = "'" + node.text.replace("'", "''") + "'"
        raise reading.problem(
            node.at, "yaml-text", message, f"write {quoted} in quotes"
        )
    return checked(node, reading, breaks=breaks, visible=visible)


def checked(
    node: Scalar, reading: Reading, *, breaks: bool = False, visible: bool = True
) -> str:
    """Return the text of a node, in which nothing acts, and `visible` nothing is unseen."""
    if acting := find_acting(node.text, breaks=breaks):
        message = f"{named(acting)} may not stand in this text"
        raise reading.problem(node.at, "control-character", message)
    if visible and (unseen := find_invisible(node.text)):
        message = f"nobody sees {named(unseen)} in this text"
        hint = f"take it out; escaped, the text is {node.text!a}"
        raise reading.problem(node.at, "invisible-character", message, hint)
    return node.text


@dataclass(frozen=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]

    def read(self, node: Node, reading: Reading) -> str:
        """Return the word."""
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
        """Return an enumeration."""
        return {"enum": list(self.words)}


@dataclass(frozen=True)
class Flag:
    """`true` or `false`."""

    def read(self, node: Node, reading: Reading) -> bool:
        """Return the value; YAML's other spellings (yes, on, Y) are refused."""
        word = scalar(node, reading, "true or false")
        if word.plain and word.text in ("true", "false"):
            return word.text == "true"
        raise reading.problem(
            node.at, "wrong-type", f"true or false is wanted here, not {word.text!r}"
        )

    def schema(self) -> Schema:
        """Return a boolean."""
        return {"type": "boolean"}


@dataclass(frozen=True)
class Anything:
    """A scalar whose type depends on another key: a code, a fact."""

    types: tuple[str, ...] = ("integer", "string")

    def read(self, node: Node, reading: Reading) -> Scalar:
        """Return the scalar as it stands."""
        return scalar(node, reading, "a code")

    def schema(self) -> Schema:
        """Return any of the types."""
        return {"anyOf": [{"type": each} for each in self.types]}


@dataclass(frozen=True)
class Date:
    """A day."""

    def read(self, node: Node, reading: Reading) -> dt.date:
        """Return the day."""
        text = scalar(node, reading, "a date").text
        try:
            if DAY.fullmatch(text):
                return dt.date.fromisoformat(text)
        except ValueError:
            pass
        raise reading.problem(
            node.at, "wrong-type", f"{text!r} is not a date", "write it like 2026-11-22"
        )

    def schema(self) -> Schema:
        """Return a string of this form."""
        return {"type": "string", "format": "date", "pattern": anchored(DAY.pattern)}
