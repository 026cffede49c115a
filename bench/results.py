"""What a group of measurements gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bench.figures import number

if TYPE_CHECKING:
    from bench.figures import Figure


@dataclass(frozen=True)
class Effort:
    """How often is measured, and how much."""

    processes: int
    rounds: int
    seconds: float
    repeats: int
    imports: int
    sizes: tuple[int, ...]


@dataclass(frozen=True)
class Row:
    """A line of the table: what, its figure, and its ratio to the figure of something else.

    A detail stands on the terminal only.
    """

    what: str
    measured: str
    ratio: Figure | None = None
    beside: str = ""
    detail: bool = False

    @property
    def cells(self) -> tuple[str, str, str, str, str]:
        """Return the line as the table has it."""
        if self.ratio is None:
            return self.what, self.measured, "", "", self.beside
        low, high = self.ratio.spread
        middle = number(self.ratio.middle)
        spread = f"{number(low)} to {number(high)}"
        return self.what, self.measured, middle, spread, self.beside


@dataclass(frozen=True)
class Aim:
    """What was to be reached and what was; `met` is None where that was not measured."""

    what: str
    reached: str
    met: bool | None


@dataclass
class Group:
    """One question, the lines that answer it and the aims that they decide."""

    title: str
    about: str
    rows: list[Row] = field(default_factory=list[Row])
    aims: list[Aim] = field(default_factory=list[Aim])


def not_measured(what: str, why: str) -> Row:
    """Return the line of what could not be measured."""
    return Row(what, f"not measured: {why}")
