"""Numbers as the values of keys."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from errsmith.spec.fields import Schema, scalar

if TYPE_CHECKING:
    from errsmith.spec.fields import Reading
    from errsmith.spec.nodes import Node, Scalar

NUMBER: Final = re.compile(r"-?(0|[1-9][0-9]*)")
LARGEST_NUMBER: Final = 2**63


@dataclass(frozen=True)
class Number:
    """A whole number in plain decimal notation."""

    least: int = -LARGEST_NUMBER

    def read(self, node: Node, reading: Reading) -> int:
        """Return the number."""
        value = number(scalar(node, reading, "a number"), reading, "number")
        if value < self.least:
            raise reading.problem(
                node.at, "bad-value", f"{value} is less than {self.least}"
            )
        return value

    def schema(self) -> Schema:
        """Return an integer."""
        return {
            "type": "integer",
            **({"minimum": self.least} if self.least >= 0 else {}),
        }


@dataclass(frozen=True)
class Decimal:
    """A number with or without a fraction, in plain decimal notation."""

    def read(self, node: Node, reading: Reading) -> float:
        """Return the number."""
        text = scalar(node, reading, "a number")
        if text.plain and re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,15})?", text.text):
            return float(text.text)
        message = f"{text.text!r} is not a number"
        raise reading.problem(node.at, "wrong-type", message, "write it like 0.5")

    def schema(self) -> Schema:
        """Return a number."""
        return {"type": "number"}


def number(node: Scalar, reading: Reading, what: str) -> int:
    """Return the number that a scalar is in plain decimal notation."""
    if not node.plain:
        message = f"{what} {node.text!r} stands in quotes, but is a number here"
        raise reading.problem(node.at, "code-format", message, "leave the quotes out")
    if not NUMBER.fullmatch(node.text) or node.text == "-0":
        message = f"{what} {node.text or '(nothing)'} is not a plain decimal number"
        raise reading.problem(node.at, "code-format", message, _number_hint(node))
    if (
        len(node.text) > len(str(-LARGEST_NUMBER))
        or abs(int(node.text)) >= LARGEST_NUMBER
    ):
        raise reading.problem(node.at, "code-format", f"{what} does not fit in 64 bits")
    return int(node.text)


def _number_hint(node: Scalar) -> str:
    """Return what to write in place of something that is no plain number."""
    if node.read_as is None:
        return "write plain digits"
    read = f"YAML reads {node.text or 'nothing'} as {node.read_as.removeprefix('the number ')}"
    digits = (
        re.sub(r"\A([-+]?)0+(?=[0-9])", r"\1", node.text).replace("_", "").lstrip("+")
    )
    if not NUMBER.fullmatch(digits) or digits == "-0":
        return f"{read}; write plain digits"
    return f"{read}; write {digits}, or '{node.text}' in quotes where the code is text"
