"""From a provider's reply to None, an exception or a group of them.

A catalogue holds the rules that its spec states; the first that fits reads the reply. A
reply that none fits is no success unless the spec says so. Nothing that arrives makes a
reader raise, and a reader takes time in proportion to the reply.
"""

from __future__ import annotations

from ._arrived import Arrived
from ._body import decoded, is_list, is_nothing, is_object
from ._quick import UNDECIDED
from ._responses import refuse_response
from ._rules import CodeRule, Unread, identify

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeVar

    from ._catalog import Catalog
    from ._errors import ProviderError

    E = TypeVar("E", bound=ProviderError)


def read_reply(
    catalog: Catalog[E],
    body: object,
    http_status: int | None,
    headers: Mapping[str, str] | None,
) -> E | None:
    """Return the error that a reply reports, a group where only parts failed, else None.

    `body` is the decoded JSON, or text or bytes as they arrived. Raises TypeError for a
    response or something to be awaited in its place.
    """
    reply = decoded(body)
    if catalog.body and not (is_object(reply) or is_list(reply)):
        from ._bodies import read_body

        read = read_body(catalog.body, body, catalog.texts)
        reply = reply if read is None else read
    if reply.__class__ is dict:
        quick: E | None = catalog.quick.read(reply, http_status, headers)
        if quick is None:
            return None
        if quick is not UNDECIDED:
            return quick
    if not is_object(reply):
        refuse_response(reply)
    arrived = Arrived(reply, http_status, headers, catalog.waits)
    error = _verdict(catalog, arrived)
    if error is not None:
        identify(catalog, [error], arrived)
    return error


def _verdict(catalog: Catalog[E], arrived: Arrived) -> E | None:
    """Return what the first rule that fits says of a reply."""
    reply = arrived.reply
    if is_nothing(reply) and catalog.empty_body_succeeds and arrived.succeeded:
        return None
    odd = arrived.succeeded is False
    for rule in catalog.replies:
        verdict = rule.read(catalog, arrived)
        if verdict is None:
            return _no_code(catalog, arrived) if odd else None
        if verdict is Unread.ODD:
            odd = True
        elif verdict is not Unread.NO_FIT:
            return verdict
    listed = catalog.reads_lists and is_list(reply) and bool(reply)
    readable = is_object(reply) or listed
    silent = catalog.without_code_succeeds and readable and arrived.succeeded
    silent = silent and not odd
    return None if silent else _no_code(catalog, arrived)


def _no_code(catalog: Catalog[E], arrived: Arrived) -> E:
    """Return the error of a reply in which no rule found a code that has a class."""
    error: E | None = arrived.unknown
    return unreadable(catalog, arrived) if error is None else error


def unreadable(catalog: Catalog[E], arrived: Arrived) -> E:
    """Return the error for a reply without a code, as its HTTP status makes it."""
    status = arrived.http_status
    cls = catalog.for_status(catalog.unreadable, status)
    if catalog.statuses is not None and status is not None:
        cls = catalog.statuses.classes.get(status, cls)
    rules = [rule for rule in catalog.replies if isinstance(rule, CodeRule)]
    paths = tuple(path for rule in rules for path in rule.message)
    message = arrived.text(paths)
    return cls(*arrived.state(message, None, arrived.reply))
