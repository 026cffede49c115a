"""What arrived, and finding one's way in it: it may be anything."""

from __future__ import annotations

from ._wait import retry_after

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Final, TypeAlias, TypeGuard

    Path: TypeAlias = tuple[str | tuple[str, str] | None, ...]
    State: TypeAlias = tuple[str | None, int | None, str | None, float | None, object]

OK: Final = range(200, 300)
FIRST_ERROR: Final = 400
NOTHING: Final[tuple[object, ...]] = (None, "", [])
LARGEST_ITEM: Final = 10**20
"""Below this a number in an item's place is written out."""


class Arrived:
    """A decoded reply with its HTTP status and the wait that its headers ask for."""

    __slots__ = ("_headers", "_wait", "http_status", "reply")

    def __init__(
        self, body: object, http_status: int | None, headers: Mapping[str, str] | None
    ) -> None:
        """Decode the body, which may be decoded already."""
        self.reply = decoded(body)
        self.http_status = int(http_status) if isinstance(http_status, int) else None
        self._headers = headers
        self._wait: float | None = None

    @property
    def failed(self) -> bool:
        """Whether the HTTP status is one of an error, whatever the body says."""
        return self.http_status is not None and self.http_status >= FIRST_ERROR

    @property
    def succeeded(self) -> bool | None:
        """Whether the HTTP status is 2xx; None where it is not known."""
        return None if self.http_status is None else self.http_status in OK

    def state(self, message: str | None, item: str | None, reply: object) -> State:
        """What an exception about the reply, or about a part of it, is made of."""
        if self._headers is not None:
            self._wait, self._headers = retry_after(self._headers), None
        return (message, self.http_status, item, self._wait, reply)


def decoded(body: object) -> object:
    """The body as JSON has it; as text where it is no JSON; any other object as it is."""
    if isinstance(body, bytes | bytearray):
        text = body.decode("utf-8", "replace")
    elif isinstance(body, str):
        text = body
    else:
        return body
    import json

    text = text.strip().removeprefix("\ufeff")
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return value


def is_object(value: object) -> TypeGuard[dict[object, object]]:
    """Whether JSON calls the value an object."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[object]]:
    """Whether JSON calls the value an array."""
    return isinstance(value, list)


def walk(value: object, path: Path) -> object:
    """What a path leads to, None where it breaks off."""
    for step in path:
        if step is None:
            value = decoded(value) if isinstance(value, str) else None
        elif isinstance(step, str):
            value = value.get(step) if is_object(value) else None
        else:
            value = picked(value, *step)
    return value


def picked(value: object, key: str, wanted: str) -> object:
    """The first object of a list in which the key has the wanted value."""
    for each in value if is_list(value) else ():
        if is_object(each) and each.get(key) == wanted:
            return each
    return None


def first_text(value: object, paths: tuple[Path, ...]) -> str | None:
    """The first of the paths that leads to text."""
    for path in paths:
        text = walk(value, path)
        if isinstance(text, str) and text:
            return text
    return None


def item_text(value: object) -> str | None:
    """A recipient or token as text."""
    return str_of(value) or None


def str_of(value: object) -> str:
    """Text as it is, a number as its digits, anything else as nothing."""
    if isinstance(value, str):
        return value
    if type(value) is int and abs(value) < LARGEST_ITEM:
        return str(value)
    return ""
