"""Keys of rules that say nothing: those of another way to read, or without effect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from errsmith.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from errsmith.spec.model import ReplyRule, Spec
    from errsmith.spec.schema_model import Model

OF_RULES: Final = {
    "codes": "codes table message",
    "code": "code sub_code table message item known absent partial failures",
    "success": "success",
    "failed": "failed",
    "failures": "failures",
}
OF_PARTS: Final = {
    "each": "each code sub_code message item index wait table succeeded only_errors any_order "
    "whole_request success without_code vendors",
    "keyed": "keyed index table succeeded",
    "items": "items split absent item index message error succeeded",
}
"""The keys that have an effect beside each way to read, that way first."""

CLASHES: Final = (
    ("any_order", "index", "each part says its place in the request"),
    ("index", "whole_request", "the errors are about no part of the request"),
    ("index", "split", "the items are pieces of one text"),
    ("success", "without_code", "an object without a code is a success"),
    ("success", "only_errors", "every object of the list is an error"),
    ("success", "whole_request", "every object of the list is an error"),
)
"""Keys of an entry that say nothing beside another one, and why."""

IDLE: Final = (None, False, "", (), "unreadable")
"""Values of keys that are as if the key were not there."""


def keys_of_rules(spec: Spec) -> Iterator[Problem]:
    """Check that a rule has no key but those of its way to read."""
    for reply in spec.replies:
        yield from _idle(reply, OF_RULES)


def keys_of_parts(spec: Spec) -> Iterator[Problem]:
    """Check that an entry of `failures` has no key but those of its way to read."""
    for _, part in spec.parts():
        yield from _idle(part, OF_PARTS)


def _idle(model: Model, ways: dict[str, str]) -> Iterator[Problem]:
    way = next((way for way in ways if way in model.keys), None)
    for key in model.keys if way else ():
        if way is not None and key not in ways[way].split() and key not in ways:
            message = f"{key!r} has no effect beside {way!r}"
            yield Problem(model.where(key), "idle-key", message, f"remove {key}")


def repeats(spec: Spec) -> Iterator[Problem]:
    """Refuse a place twice in a list, of which the first that leads anywhere counts."""
    lists = [(each.message, each.where("message")) for each in spec.replies]
    lists += [(part.message, part.where("message")) for _, part in spec.parts()]
    lists += [(spec.request_id, spec.where("request_id"))]
    waits = [(spec.waits, spec.where("wait"))]
    waits += [(part.waits, part.where("wait")) for _, part in spec.parts()]
    lists += [(tuple(each.path for each in places), at) for places, at in waits]
    for paths, at in lists:
        if len(set(paths)) < len(paths):
            message = "one place stands here twice"
            yield Problem(at, "idle-key", message, "remove one of the two")


def orders(spec: Spec) -> Iterator[Problem]:
    """Check that only a list that holds what went through too has the order of the request."""
    success = {table.enum for table in spec.tables if table.success}
    for _, part in spec.parts():
        told = part.without_code == "success" or bool(part.success)
        complete = told or success & set(part.table)
        if part.any_order and (part.only_errors or part.whole_request or not complete):
            message = "the list holds errors alone, so that its order tells nothing"
            at = part.where("any_order")
            yield Problem(at, "idle-key", message, "remove any_order")


def clashes(spec: Spec) -> Iterator[Problem]:
    """Refuse in an entry of `failures` a key that another one leaves nothing to say."""
    for _, part in spec.parts():
        for key, other, reason in CLASHES:
            said = (getattr(part, name) for name in (key, other))
            if all(value not in IDLE for value in said):
                message = f"{reason}, so that {key!r} has no effect"
                at = part.where(key)
                yield Problem(at, "idle-key", message, f"remove {key}, or {other}")


def known_codes(spec: Spec) -> Iterator[Problem]:
    """Check that a rule for known codes leaves the others to a later rule."""
    rules = [each for each in spec.replies if each.code or each.codes or each.failures]
    for reply in rules[-1:]:
        if reply.known:
            message = "no later rule reads the codes that this one leaves"
            at = reply.where("known")
            yield Problem(at, "idle-key", message, "remove known")


def hidden_codes(spec: Spec) -> Iterator[Problem]:
    """Check that of two codes side by side, the first says what becomes of its unknown ones."""
    rules = [reply for reply in spec.replies if reply.code is not None]
    for index, first in enumerate(rules):
        beside = [each for each in rules[index + 1 :] if _beside(first, each)]
        if beside and "known" not in first.keys:
            line = beside[0].at.line
            message = f"an unknown code here hides the code that line {line} reads"
            hint = (
                "add `known: true`, so that the other is read then, or `known: false`"
            )
            yield Problem(first.where("code"), "code-hidden", message, hint)


def _beside(one: ReplyRule, other: ReplyRule) -> bool:
    """Return whether two rules read different keys of one object below the top.

    Keys at the top are often those of different calls, and seldom arrive together.
    """
    first, second = one.code or (), other.code or ()
    return len(first) > 1 and first[:-1] == second[:-1] and first != second
