"""Ranges of codes that do not overlap, found by a code or a range."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")
Span = tuple[int, int]


def union(spans: Iterable[Span]) -> list[Span]:
    """Ranges with the same codes of which none meets another."""
    done: list[Span] = []
    for first, last in sorted(spans):
        if done and first <= done[-1][1]:
            done[-1] = (done[-1][0], max(last, done[-1][1]))
        else:
            done.append((first, last))
    return done


class Spans(Generic[T]):
    """Things by the range that each has, in order."""

    def __init__(self, things: Iterable[tuple[Span, T]] = ()) -> None:
        """Take some, of which none meets another."""
        self.things = sorted(things, key=lambda each: each[0])
        self.spans = [span for span, _ in self.things]

    def add(self, span: Span, thing: T) -> None:
        """Take one more."""
        place = bisect_right(self.spans, span)
        self.spans.insert(place, span)
        self.things.insert(place, (span, thing))

    def meeting(self, span: Span) -> list[tuple[Span, T]]:
        """Those that have a code in common with a range, in order."""
        first, last = span
        start = max(bisect_left(self.spans, (first, first)) - 1, 0)
        stop = bisect_right(self.spans, (last, last)) + 1
        return [each for each in self.things[start:stop] if _meet(each[0], span)]

    def before(self, span: Span) -> T | None:
        """The last that ends before a range."""
        place = bisect_left(self.spans, span)
        return self.things[place - 1][1] if place else None


def _meet(one: Span, other: Span) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
