"""JSON values made of choices, with the words that somebody looks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fuzz.choices import Choices

DEEPEST: Final = 6
MOST: Final = 5
"""Values of a list or an object."""

NUMBERS: Final = (
    *(0, 1, -1, 200, 404, 500, 2**31, 2**53, 2**63, -(2**63), 10**30, 10**400),
    *(0.0, -0.0, 1.0, 0.5, -115.0, 1e308, float("inf"), float("-inf"), float("nan")),
)
OTHERS: Final[tuple[object, ...]] = (None, True, False, "", [], {})


def value(choices: Choices, words: Sequence[str], deepest: int = DEEPEST) -> object:
    """Any JSON value."""
    kind = choices.number(8 if deepest else 5)
    if kind == 0:
        return choices.one_of(OTHERS)
    if kind == 1:
        return choices.one_of(NUMBERS)
    if kind == 2:  # noqa: PLR2004 - the kinds are counted
        return choices.number(65_536) - 32_768
    if kind <= 4:  # noqa: PLR2004 - as above
        return text(choices, words)
    many = range(choices.number(MOST))
    if kind == 5:  # noqa: PLR2004 - as above
        return [value(choices, words, deepest - 1) for _ in many]
    return {
        text(choices, words): value(choices, words, deepest - 1) for _ in (0, *many)
    }


def text(choices: Choices, words: Sequence[str]) -> str:
    """Mostly one of the words."""
    return choices.one_of(words) if choices.number(4) else choices.text()
