"""Prepare the events of Sentry: one issue for each code of a provider, and no recipients.

    from <this package>.sentry import before_send

    sentry_sdk.init(before_send=before_send)

Events without an error of this package stay as they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from ._display import digits
from ._errors import ProviderError
from ._retry import errors_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any, Final, TypeVar

    E = TypeVar("E")

__all__ = ("before_send",)

FILTERED: Final = "[Filtered]"
"""What Sentry itself writes in place of a value."""

DEFAULT: Final = "{{ default }}"
"""Sentry's own grouping, as part of a fingerprint."""

WITH_TEXT: Final = ("breadcrumbs", "extra", "logentry", "message", "request")
"""The members of an event that may hold a text about an error."""


def before_send(event: E, hint: Mapping[str, Any]) -> E:
    """Return the event with fingerprint and tags of the provider's error that it is about.

    An error's value is `str(error)`. Its item is filtered wherever the event has it, and the
    variables of frames, where replies and recipients are, are taken out. A fingerprint or tag
    that is there already stays.
    """
    found: Any = hint.get("exc_info")
    raised: object = found[1] if found else None
    if isinstance(raised, BaseException):
        chain = list(_walk(raised))
        if any(isinstance(each, ProviderError) for each in chain):
            data: Any = event
            _name(data, raised)
            _show(data, chain)
            _filter(data, chain)
    return event


def _walk(raised: BaseException) -> Iterator[BaseException]:
    """Yield an exception, what it comes from and its parts, in the order that Sentry has them."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [raised]
    while waiting:
        each = waiting.pop()
        if each is None or id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        parts: tuple[BaseException, ...] = getattr(each, "exceptions", ())
        if isinstance(each, BaseExceptionGroup):
            waiting += reversed(parts)
        waiting.append(
            each.__cause__ if each.__suppress_context__ else each.__context__
        )


def _name(event: dict[str, Any], raised: BaseException) -> None:
    """Set fingerprint and tags, where the exception is a provider's error or comes from one."""
    about: BaseException | None = raised
    while about is not None and not errors_of(about):
        about = about.__cause__
    if about is None:
        return
    errors = (about,) if isinstance(about, ProviderError) else errors_of(about)
    if not event.get("fingerprint"):
        own = about is raised and _all_ours(about)
        event["fingerprint"] = [*([] if own else [DEFAULT]), *_fingerprint(errors)]
    facts = [each.facts().items() for each in errors]
    shared = {
        key: value for key, value in facts[0] if all((key, value) in f for f in facts)
    }
    tags = {key: _tag(value) for key, value in shared.items()}
    event["tags"] = {**tags, **dict(event.get("tags") or {})}


def _all_ours(error: Any) -> bool:
    """Return whether nothing but errors of providers is in an exception."""
    if isinstance(error, ProviderError):
        return True
    inner: tuple[Any, ...] = getattr(error, "exceptions", ())
    return bool(inner) and all(map(_all_ours, inner))


def _fingerprint(errors: tuple[ProviderError, ...]) -> list[str]:
    """Return the providers, then the codes of all parts, each once."""
    providers = sorted({each.provider for each in errors})
    singles = [single for each in errors for single in errors_of(each)]
    return [*providers, *sorted({_code(each, providers) for each in singles})]


def _code(error: ProviderError, providers: list[str]) -> str:
    """Return the code of an error, else its class; with the provider where it is not the only."""
    code = type(error).__name__ if error.code is None else digits(error.code)
    return code if providers == [error.provider] else f"{error.provider} {code}"


def _tag(value: str | float) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _show(event: dict[str, Any], chain: list[BaseException]) -> None:
    """Write `str(error)` as the value of each of our errors, and take the variables out."""
    ours: dict[tuple[str, str], list[BaseException]] = {}
    for each in chain:
        cls = type(each)
        ours.setdefault((cls.__module__, cls.__name__), []).append(each)
    for entry in reversed(_values(event, "exception")):
        waiting = ours.get((str(entry.get("module")), str(entry.get("type"))))
        error = waiting.pop(0) if waiting else None
        if isinstance(error, ProviderError):
            notes: list[str] = getattr(error, "__notes__", [])
            entry["value"] = "\n".join([str(error), *map(str, notes)])
        _drop_variables(entry)
    for entry in _values(event, "threads"):
        _drop_variables(entry)


def _values(event: dict[str, Any], name: str) -> list[dict[str, Any]]:
    holder: Any = event.get(name) or {}
    values: list[dict[str, Any]] = holder.get("values") or []
    return values


def _drop_variables(entry: dict[str, Any]) -> None:
    stack: Any = entry.get("stacktrace") or {}
    for frame in stack.get("frames") or ():
        frame.pop("vars", None)


def _filter(event: dict[str, Any], chain: list[BaseException]) -> None:
    """Filter the items of errors in the texts of an event."""
    items = {each.item for each in chain if isinstance(each, ProviderError)}
    found = sorted(filter(None, items), key=len, reverse=True)
    if not found:
        return
    words = "|".join(map(re.escape, found))
    pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)")
    for entry in _values(event, "exception"):
        entry["value"] = _filtered(entry.get("value"), pattern)
    for name in WITH_TEXT:
        if name in event:
            event[name] = _filtered(event[name], pattern)


def _filtered(value: object, pattern: re.Pattern[str]) -> object:
    """Return a value of JSON with the pattern filtered in each text."""
    if isinstance(value, str):
        return pattern.sub(FILTERED, value)
    if isinstance(value, dict):
        members = cast("dict[str, object]", value)
        return {key: _filtered(each, pattern) for key, each in members.items()}
    if isinstance(value, list):
        return [_filtered(each, pattern) for each in cast("list[object]", value)]
    return value
