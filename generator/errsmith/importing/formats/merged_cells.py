"""Spread merged cells over every place that they cover."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

WIDEST_ROW: Final = 64
"""Columns of a table that are read."""

TALLEST_CELL: Final = 1000
"""Rows that one cell may reach over."""


@dataclass(frozen=True)
class MergedCell:
    """A cell, and how many columns and rows it covers."""

    text: str
    across: int = 1
    down: int = 1


@dataclass
class MergedRows:
    """Rows from top to bottom, with the cells that reach down into the next."""

    pending: dict[int, tuple[int, str]] = field(
        default_factory=dict[int, tuple[int, str]]
    )

    def next(self, cells: Iterable[MergedCell]) -> tuple[str, ...]:
        """Return the texts of a row; one that covers several columns stands in the first."""
        texts: list[str] = []
        for cell in cells:
            self._from_above(texts)
            down = min(cell.down, TALLEST_CELL)
            for place in range(min(cell.across, WIDEST_ROW)):
                if len(texts) >= WIDEST_ROW:
                    break
                text = "" if place else cell.text
                if down > 1:
                    self.pending[len(texts)] = (down - 1, text)
                texts.append(text)
        self._from_above(texts)
        return tuple(texts)

    def _from_above(self, texts: list[str]) -> None:
        while len(texts) in self.pending and len(texts) < WIDEST_ROW:
            left, text = self.pending.pop(len(texts))
            if left > 1:
                self.pending[len(texts)] = (left - 1, text)
            texts.append(text)
