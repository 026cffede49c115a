"""Values that were measured several times, and their ratios."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median, quantiles
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

UNITS: Final = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns"))
SIZES: Final = ((2.0**30, "GiB"), (2.0**20, "MiB"), (2.0**10, "KiB"), (1.0, "B"))


@dataclass(frozen=True)
class Figure:
    """One thing measured several times, in the order in which it was measured."""

    values: tuple[float, ...]

    @property
    def middle(self) -> float:
        """Return the median."""
        return median(self.values)

    @property
    def spread(self) -> tuple[float, float]:
        """Between these lie eight of ten values."""
        if len(self.values) == 1:
            return self.values[0], self.values[0]
        cuts = quantiles(self.values, n=10, method="inclusive")
        return cuts[0], cuts[-1]

    def over(self, other: Figure) -> Figure:
        """Return each value divided by the one that was measured beside it."""
        pairs = zip(self.values, other.values, strict=True)
        return Figure(tuple(mine / its for mine, its in pairs))

    def less(self, other: Figure) -> Figure:
        """Return each value without the one that was measured beside it."""
        pairs = zip(self.values, other.values, strict=True)
        return Figure(tuple(mine - its for mine, its in pairs))

    def per(self, count: float) -> Figure:
        """Return each value shared out among so many."""
        return Figure(tuple(value / count for value in self.values))


def figure(values: Iterable[float]) -> Figure:
    """Return the figure of the values."""
    return Figure(tuple(values))


def seconds(value: float) -> str:
    """Return a time as people say it: `4.2 ms`."""
    return _scaled(value, UNITS)


def size(value: float) -> str:
    """Return a number of bytes as people say it: `1.5 KiB`."""
    return _scaled(value, SIZES)


def number(value: float) -> str:
    """Return two or three digits: `0.008`, `0.08`, `1.35`, `12.4`, `340`."""
    digits = sum(abs(value) < limit for limit in (0.05, 10, 100))
    return f"{value:.{digits}f}"


def _scaled(value: float, units: tuple[tuple[float, str], ...]) -> str:
    for factor, name in units:
        if abs(value) >= factor:
            return f"{number(value / factor)} {name}"
    factor, name = units[-1]
    return f"{number(value / factor)} {name}"
