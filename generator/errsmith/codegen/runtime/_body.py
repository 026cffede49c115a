"""Decode a reply and look things up in it: it may be anything."""

from __future__ import annotations

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Final, TypeGuard


BRANCHES: Final = (dict, list)
"""What may hold further values."""

EMPTY: Final = (str, list)
"""What says nothing where it is empty."""

BRACKETS: Final = ("{", "[")
"""What the text of an object or a list starts with."""

BLANKS: Final = " \t\n\r"
"""Blanks that may stand around JSON."""

DEEPEST: Final = 100
"""Levels of a reply that an exception keeps."""

MOST_TEXTS: Final = 100
"""Texts of a list that a message joins."""

LARGEST_ITEM: Final = 10**20
"""Below this a number in an item's place is written out."""

LOADED: Final[dict[str, Callable[[str], tuple[object, int]]]] = {}
"""The decoder of JSON once it is loaded; `functools` would be loaded with the package."""


def shallow(value: object, levels: int = DEEPEST) -> object:
    """Return the value, without what lies deeper, so that it can be pickled."""
    return _cut(value, levels, {}) if _deep(value, levels) else value


def _deep(value: object, levels: int) -> bool:
    """Return whether something in the value lies deeper than so many levels."""
    level: list[Any] = [value] if isinstance(value, BRANCHES) else []
    while level and levels:
        level = [
            each
            for outer in level
            for each in (outer.values() if is_object(outer) else outer)
            if isinstance(each, BRANCHES)
        ]
        if len(level) > 1:  # what stands in several places is looked into once
            level = list({id(each): each for each in level}.values())
        levels -= 1
    return bool(level)


def _cut(value: object, levels: int, copies: dict[int, object] | None) -> object:
    """Return a copy of the value with what lies deeper replaced by an ellipsis.

    `copies` has what was copied on which level, so that what stands in several places is
    copied once; None for what was decoded here, where nothing does.
    """
    if not (is_object(value) or is_list(value)):
        return value
    if levels == 0:
        return "\u2026"
    key = id(value) * (DEEPEST + 1) + levels
    if copies is not None and key in copies:
        return copies[key]
    below = levels - 1
    copy: object = (
        {name: _cut(each, below, copies) for name, each in value.items()}
        if is_object(value)
        else [_cut(each, below, copies) for each in value]
    )
    if copies is not None:
        copies[key] = copy
    return copy


def decoded(body: object) -> object:
    """Return the body as JSON has it; as text where it is not JSON; any other object as it is.

    What lies deeper than an exception can be pickled with is left out.
    """
    if not isinstance(body, str | bytes):
        if isinstance(body, memoryview):
            body = body.tobytes()
        elif isinstance(body, bytearray):
            body = bytes(body)
        else:
            return _plain(body)
    if not body:
        return ""
    try:
        text = body.decode() if isinstance(body, bytes) else str(body)
        value, end = _raw_decode()(text)
    except (ValueError, RecursionError):
        return _decoded_slowly(body)
    if end != len(text) and text[end:].strip(BLANKS):
        return _decoded_slowly(body)
    if len(text) < 2 * DEEPEST or text.count("[") + text.count("{") <= DEEPEST:
        return value
    return _cut(value, DEEPEST, None) if _deep(value, DEEPEST) else value


def _plain(body: Any) -> object:
    """Return a mapping as a dict and a tuple as a list; any other object as it is."""
    kind: type[Any] = body.__class__
    if kind is dict or kind is list:
        return body
    from collections.abc import Mapping

    try:
        if issubclass(kind, Mapping) and not issubclass(kind, dict):
            return dict(body)
        return list(body) if issubclass(kind, tuple) else body
    except Exception:  # noqa: BLE001 - a mapping of theirs may raise anything
        return body


def _decoded_slowly(body: str | bytes) -> object:
    """Return a body that starts with blanks, or is in another encoding, or is not JSON."""
    import json

    try:
        value: object = json.loads(
            body.removeprefix("\ufeff") if isinstance(body, str) else body
        )
    except (ValueError, RecursionError):
        text = body if isinstance(body, str) else body.decode("utf-8", "replace")
        return text.removeprefix("\ufeff").strip()
    return _cut(value, DEEPEST, None) if _deep(value, DEEPEST) else value


def _raw_decode() -> Callable[[str], tuple[object, int]]:
    """Return the decoder of JSON, which is loaded with the first reply."""
    found = LOADED.get("json")
    if found is None:
        from json import JSONDecoder

        found = LOADED["json"] = JSONDecoder().raw_decode
    return found


def is_nothing(value: object) -> bool:
    """Return whether a value says nothing: none, empty text, an empty list."""
    return value is None or (not value and isinstance(value, EMPTY))


def same(found: object, wanted: bool | int | str) -> bool:
    """Return whether a value is the wanted one; a number may arrive as digits or as 0.0."""
    if isinstance(wanted, bool) or isinstance(found, bool):
        return found is wanted
    if isinstance(found, float) and found.is_integer() and abs(found) < LARGEST_ITEM:
        found = int(found)
    return str_of(found) == str(wanted) and found != ""


def is_object(value: object) -> TypeGuard[dict[object, object]]:
    """Return whether JSON calls the value an object."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[object]]:
    """Return whether JSON calls the value an array."""
    return isinstance(value, list)


def str_of(value: object) -> str:
    """Return text as it is, a number as its digits, anything else as nothing."""
    if isinstance(value, str):
        return value
    if type(value) is int and abs(value) < LARGEST_ITEM:
        return str(value)
    return ""
