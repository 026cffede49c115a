"""Answer an application's own caller: a problem document by RFC 9457."""

from __future__ import annotations

from ._group import ProviderErrorGroup
from ._kinds import (
    AlreadyExists,
    ContentRejected,
    Expired,
    NotFound,
    RateLimited,
    ServiceUnavailable,
    TooLarge,
)

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Any, Final, TypeAlias

    from ._errors import ProviderError

    Problem: TypeAlias = tuple[int, dict[str, Any], dict[str, str]]
    """An answer: the HTTP status, the document for its body, and its headers."""

UNPROCESSABLE: Final = 422
BAD_GATEWAY: Final = 502
UNAVAILABLE: Final = 503

TITLES: Final = {
    409: "Conflict",
    UNPROCESSABLE: "Unprocessable Content",
    500: "Internal Server Error",
    BAD_GATEWAY: "Bad Gateway",
    UNAVAILABLE: "Service Unavailable",
}

BY_FAULT: Final = {
    "recipient": UNPROCESSABLE,
    "caller": 500,
    "account": UNAVAILABLE,
    "provider": BAD_GATEWAY,
}
"""The HTTP status by who can do something about an error."""

BY_KIND: Final[dict[type, int]] = {
    AlreadyExists: 409,
    ContentRejected: UNPROCESSABLE,
    Expired: UNPROCESSABLE,
    NotFound: UNPROCESSABLE,
    RateLimited: UNAVAILABLE,
    ServiceUnavailable: UNAVAILABLE,
    TooLarge: UNPROCESSABLE,
}
"""The HTTP status of the kinds that are not answered by their fault."""


def problem(error: ProviderError) -> Problem:
    """Return the status, document and headers that tell an application's caller of an error.

    The document is JSON-safe and holds the facts of the error; no message, reply or item.
    Only 503 invites its reader to send again, and only where nothing has gone out.
    """
    status = _status_of(error)
    named = (error.name or error.category).replace("_", " ").capitalize()
    document: dict[str, Any] = {
        **error.facts(),
        "type": error.page or "about:blank",
        "title": named if error.page else TITLES[status],
        "status": status,
        "detail": error.summary,
    }
    if isinstance(error, ProviderErrorGroup):
        document["errors"] = [_part(each) for each in error.errors]
    headers = {"Content-Type": "application/problem+json"}
    if status == UNAVAILABLE and error.retry_after is not None:
        headers["Retry-After"] = str(_whole(error.retry_after))
    return status, document, headers


def _status_of(error: ProviderError) -> int:
    if isinstance(error, ProviderErrorGroup):
        return _status_of_group(error)
    if error.outcome_unknown:
        return BAD_GATEWAY
    for cls in type(error).__mro__:
        if cls in BY_KIND and getattr(cls, "fault", None) == error.fault:
            return BY_KIND[cls]
    return BY_FAULT[error.fault or "provider"]


def _status_of_group(group: ProviderErrorGroup) -> int:
    """Return the status that the parts agree on; 503 only where nothing went through."""
    statuses = {_status_of(each) for each in group.errors}
    if len(statuses) == 1 and (group.succeeded == 0 or UNAVAILABLE not in statuses):
        return statuses.pop()
    return UNPROCESSABLE if max(statuses) < BY_FAULT["caller"] else BAD_GATEWAY


def _part(error: ProviderError) -> dict[str, Any]:
    """Return the facts of a part, with its place in the request where that is known."""
    index = error.index
    return error.facts() if index is None else {**error.facts(), "index": index}


def _whole(seconds: float) -> int:
    """Return whole seconds, rounded up, as the header has them."""
    return max(0, -int(-seconds // 1))
