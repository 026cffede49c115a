"""Values that arrive with an error, in its code, its message or its reply."""

from __future__ import annotations

from ._body import str_of
from ._paths import walk
from ._wait import LONGEST, duration, timestamp

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Final

    from ._paths import Path

LONGEST_NUMBER: Final = 20
"""Characters; no number that is meant is longer."""


def captured(text: str | None, pieces: tuple[str, ...], index: int) -> str | None:
    """Return what stands in a text in place of a placeholder; `pieces` is the text around them.

    None where the text is another one.
    """
    found = None if text is None else gaps(text, pieces)
    return None if found is None else found[index]


def gaps(text: str, pieces: tuple[str, ...]) -> list[str] | None:
    """Return what stands between the pieces of a text, from left to right.

    None where the text is another one.
    """
    found: list[str] = []
    if not text.startswith(pieces[0]):
        return None
    start = len(pieces[0])
    for piece in pieces[1:-1]:
        end = text.find(piece, start)
        if end < 0:
            return None
        found.append(text[start:end])
        start = end + len(piece)
    end = len(text) - len(pieces[-1])
    if end < start or not text.endswith(pieces[-1]):
        return None
    found.append(text[start:end])
    return found


def found_at(reply: object, path: Path) -> object:
    """Return what a path of the reply leads to."""
    return walk(reply, path)


def as_text(value: object) -> str | None:
    """Return the value as text; None for anything but text and numbers."""
    return str_of(value) or None


def as_int(value: object) -> int | None:
    """Return the value as a whole number, which may arrive as digits."""
    text = str_of(value).strip()
    digits = text.removeprefix("-")
    plain = digits.isascii() and digits.isdigit() and len(text) <= LONGEST_NUMBER
    return int(text) if plain else None


def as_float(value: object) -> float | None:
    """Return the value as a number, which may arrive as text."""
    if isinstance(value, float):
        return value if abs(value) < float("inf") else None
    text = str_of(value).strip()
    digits = text.removeprefix("-").replace(".", "", 1)
    plain = digits.isascii() and digits.isdigit() and len(text) <= LONGEST_NUMBER
    return float(text) if plain else None


def as_time(value: object, unit: float, *, clock: bool) -> float | None:
    """Return a time in its unit, which may arrive as `34.07s` or, on a clock, as a date."""
    number = as_float(value)
    if number is None:
        seconds = timestamp(value) if clock else duration(value)
        number = None if seconds is None else seconds / unit
    return number


def as_whole_time(value: object, unit: float, *, clock: bool) -> int | None:
    """Return the same as a whole number, which is not less."""
    whole = as_int(value)
    found = as_time(value, unit, clock=clock) if whole is None else None
    return whole if found is None else -int(-found // 1)


def wait_for(value: float | None, unit: float) -> float | None:
    """Return a wait in seconds; None for one that nobody would believe."""
    if value is None or not 0 <= value * unit <= LONGEST:
        return None
    return value * unit


def wait_until(value: float | None, unit: float) -> float | None:
    """Seconds from now until a time that counts from the epoch; 0 where it has passed."""
    if value is None:
        return None
    import time

    return wait_for(max(0.0, value * unit - time.time()), 1.0)
