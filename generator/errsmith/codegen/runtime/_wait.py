"""How long a reply asks one to wait."""

from __future__ import annotations

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Final

LONGEST_TEXT: Final = 40
"""Characters; every form of an HTTP date is shorter."""

LONGEST: Final = 31 * 24 * 3600.0
"""Seconds. A provider's longest window is a month; whatever asks for more is not believed."""


def retry_after(headers: Mapping[str, str] | None) -> float | None:
    """Seconds that `Retry-After` asks for: a number, or a date counted from the reply's `Date`.

    None where the header is missing, is neither, or asks for less than nothing or more than 31
    days.
    """
    text = header(headers, "retry-after")
    if text is None or len(text) > LONGEST_TEXT:
        return None
    if text.isascii() and text.replace(".", "", 1).isdigit():
        seconds = float(text)
    else:
        date = _timestamp(text)
        if date is None:
            return None
        now = _timestamp(header(headers, "date") or "")
        if now is None:
            import time

            now = time.time()
        seconds = max(0.0, date - now)
    return seconds if seconds <= LONGEST else None


def header(headers: Mapping[str, str] | None, name: str) -> str | None:
    """The value of a header, whatever the case of its name.

    What is no mapping of text may be pairs, or bytes; anything else has no headers. An object
    of a client is never why a caller gets another error than the provider's.
    """
    try:
        given: Any = headers
        for key, value in given.items() if hasattr(given, "items") else given or ():
            if _text(key).lower() == name:
                return _text(value).strip()
    except Exception:  # noqa: BLE001, S110 - an object of theirs may raise anything
        pass
    return None


def _text(value: object) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def _timestamp(text: str) -> float | None:
    """Seconds since the epoch of an HTTP date, which is in UTC whether it says so or not."""
    from datetime import UTC
    from email.utils import parsedate_to_datetime

    try:
        date = parsedate_to_datetime(text)
        return (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
