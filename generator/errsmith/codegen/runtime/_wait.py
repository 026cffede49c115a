"""Read how long a reply asks one to wait, in each form that waits arrive in."""

from __future__ import annotations

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping
    from typing import Any, Final

LONGEST_TEXT: Final = 40
"""Characters; every form of a time is shorter."""

LONGEST: Final = 31 * 24 * 3600.0
"""Seconds. A provider's longest window is a month; whatever asks for more is not believed."""

EVERY_PROVIDERS: Final = {
    "retry-after": 1.0,
    "retry-after-ms": 0.001,
    "x-ratelimit-reset-after": 1.0,
}
"""Headers that say how long to wait wherever they arrive, with their unit in seconds."""

WAITS: Final = "-after"
"""Part of each of these names: a reply without it in a header names no wait."""

TIMES: Final = frozenset((*EVERY_PROVIDERS, "date"))
ISO_DURATION: Final = r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?"
ISO_UNITS: Final = (86400.0, 3600.0, 60.0, 1.0)
"""The parts of a duration such as P1DT2H30M5S, and their units."""

CLOCK: Final = 2.0**53
"""A number of a clock that is larger is no time."""


def retry_after(headers: Mapping[str, str] | None) -> float | None:
    """Return the longest wait that the headers ask for: a number, or a date after their `Date`.

    None where there is no such header, or none that asks for at least nothing and at most 31
    days.
    """
    given = named(headers, TIMES)
    if not given:
        return None
    now = next((text for name, text in given if name == "date"), "")
    return longest(
        wait_in(each, EVERY_PROVIDERS[name], now)
        for name, text in given
        if name in EVERY_PROVIDERS
        for each in _values(text)
    )


def longest(waits: Iterable[float | None]) -> float | None:
    """Return the longest wait; None where there is none."""
    return max((wait for wait in waits if wait is not None), default=None)


def _values(text: str) -> list[str]:
    """Return the values of a header, which holds several of them with commas between."""
    if not text or len(text) > LONGEST_TEXT:
        return []
    return [text] if text[0].isalpha() else text.split(", ")


def wait_in(
    value: object, unit: float, now: str = "", *, clock: bool = False
) -> float | None:
    """Return the seconds from now that a number of units, a duration or a date asks for.

    With `clock`, a number counts from the epoch. `now` is the date of the reply.
    """
    number = number_of(value)
    seconds = None if number is None else number * unit
    if number is None:
        seconds = duration(value)
    if seconds is None:
        clock, seconds = True, timestamp(value)
    if seconds is not None and clock:
        sent = timestamp(now)
        if sent is None:
            import time

            sent = time.time()
        seconds = max(0.0, seconds - sent)
    return seconds if seconds is not None and 0 <= seconds <= LONGEST else None


def number_of(value: object) -> float | None:
    """Return a number, which may arrive as text; None for anything else."""
    if isinstance(value, str):
        text = value.strip()
        digits = text.replace(".", "", 1)
        plain = digits.isascii() and digits.isdigit() and len(text) <= LONGEST_TEXT
        return float(text) if plain else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value) if abs(value) < CLOCK else None
    return None


def duration(value: object) -> float | None:
    """Return the seconds of `34.07s`, `250ms`, `PT1H30M` and their like."""
    text = value.strip() if isinstance(value, str) else ""
    if len(text) > LONGEST_TEXT:
        return None
    for end, unit in (("ms", 0.001), ("s", 1.0)):
        if text.endswith(end):
            number = number_of(text.removesuffix(end))
            return None if number is None else number * unit
    import re

    amounts = re.fullmatch(ISO_DURATION, text, re.ASCII) if text[:1] == "P" else None
    if amounts is None or not any(amounts.groups()):
        return None
    return sum(
        float(amount) * unit
        for amount, unit in zip(amounts.groups("0"), ISO_UNITS, strict=True)
    )


def timestamp(value: object) -> float | None:
    """Return the seconds since the epoch of an HTTP or ISO date, in UTC unless it says so."""
    text = value.strip() if isinstance(value, str) else ""
    if not text or len(text) > LONGEST_TEXT or number_of(text) is not None:
        return None
    from datetime import UTC, datetime
    from email.utils import parsedate_to_datetime

    read = datetime.fromisoformat if text[:4].isdigit() else parsedate_to_datetime
    try:
        date = read(text)
        return (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def header_names(headers: Mapping[str, str] | None) -> str | None:
    """Return the names of the headers in lower case, as one text; None for no mapping."""
    if headers is None:
        return ""
    try:
        return "\n".join(headers).lower() if hasattr(headers, "items") else None
    except Exception:  # noqa: BLE001 - an object of theirs may raise anything
        return None


def header(headers: Mapping[str, str] | None, name: str) -> str | None:
    """Return the value of a header, whatever the case of its name."""
    return next((text for _, text in named(headers, (name,))), None)


def named(
    headers: Mapping[str, str] | None, wanted: Container[str]
) -> list[tuple[str, str]]:
    """Return the wanted headers: their names, in lower case, with their values.

    What is no mapping of text may be pairs, or bytes; anything else has no headers. An object
    of a client is never why a caller gets another error than the provider's.
    """
    found: list[tuple[str, str]] = []
    try:
        given: Any = headers
        for key, value in given.items() if hasattr(given, "items") else given or ():
            name = key.lower() if key.__class__ is str else _text(key).lower()
            if name in wanted:
                found.append((name, _text(value).strip()))
    except Exception:  # noqa: BLE001 - an object of theirs may raise anything
        return found
    return found


def _text(value: object) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)
