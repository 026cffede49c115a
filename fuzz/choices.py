"""Bytes as a row of choices: the fuzzer changes a byte, and one choice is another."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")


class Choices:
    """Reads bytes from the front; where none are left, each choice is the first."""

    def __init__(self, data: bytes) -> None:
        """Start at the first byte."""
        self.left = data

    def number(self, below: int) -> int:
        """Return a number from zero to one less than `below`, which is at most 65,536."""
        size = 1 if below <= 256 else 2  # noqa: PLR2004 - what a byte can say
        taken, self.left = self.left[:size], self.left[size:]
        return int.from_bytes(taken, "big") % below

    def one_of(self, values: Sequence[T]) -> T:
        """Return one of the values."""
        return values[self.number(len(values))]

    def text(self) -> str:
        """Return a short text of any characters; odd bytes become lone surrogates."""
        size = self.number(24)
        taken, self.left = self.left[:size], self.left[size:]
        return taken.decode("utf-8", "surrogateescape")
