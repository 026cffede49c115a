"""A reply as it arrived, with its HTTP status and headers."""

from __future__ import annotations

from ._body import LARGEST_ITEM
from ._errors import OK
from ._paths import in_header, text_of, walk
from ._wait import header, longest, retry_after, wait_in

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, TypeAlias

    from ._paths import Path

    State: TypeAlias = tuple[str | None, int | None, str | None, float | None, object]
    Wait: TypeAlias = tuple[Path, float, bool]


class Arrived:
    """A decoded reply with its HTTP status and the wait that its headers ask for."""

    __slots__ = (
        "_wait",
        "_waited",
        "_waits",
        "headers",
        "http_status",
        "reply",
        "succeeded",
        "unknown",
    )

    def __init__(
        self,
        reply: object,
        http_status: int | None,
        headers: Mapping[str, str] | None,
        waits: tuple[Wait, ...] = (),
    ) -> None:
        """Hold a decoded reply.

        `succeeded` is whether the HTTP status is 2xx, None where there is none; a status
        that is no number says of nothing that it succeeded.
        """
        self.reply = reply
        status: object = http_status
        if isinstance(status, float) and status.is_integer():
            status = int(status)
        self.http_status: int | None = None
        if isinstance(status, int) and not isinstance(status, bool):
            self.http_status = int(status) if abs(status) < LARGEST_ITEM else None
        self.succeeded = None if http_status is None else self.http_status in OK
        self.unknown: Any = None
        """The error of a code that a rule for known codes left to the next rules."""
        self.headers = headers
        self._waits = waits
        self._waited = headers is None and not waits
        self._wait: float | None = None

    def state(
        self,
        message: str | None,
        item: str | None,
        reply: object,
        wait: float | None = None,
    ) -> State:
        """Return what an exception about the reply, or about a part of it, is made of.

        Of the part's own wait and that of the reply, the longer one counts.
        """
        waits = self.wait if wait is None else longest((wait, self.wait))
        return (message, self.http_status, item, waits, reply)

    @property
    def wait(self) -> float | None:
        """Return the seconds that the headers or the reply ask for."""
        if not self._waited:
            self._wait, self._waited = self._longest_wait(), True
        return self._wait

    def _longest_wait(self) -> float | None:
        """Return the longest wait that the headers or the reply ask for."""
        waits = [
            wait_in(self.at(path), unit, clock=clock)
            for path, unit, clock in self._waits
        ]
        return longest((*waits, retry_after(self.headers)))

    def at(self, path: Path) -> object:
        """Return what a path leads to, which may start at a header."""
        if in_header(path):
            name: Any = path[0]
            return walk(header(self.headers, name[1]), path[1:])
        return walk(self.reply, path)

    def text(self, paths: tuple[Path, ...]) -> str | None:
        """Return the text at the first path that leads to some."""
        return text_of(self.at(path) for path in paths)


def longest_in(part: object, waits: tuple[Wait, ...]) -> float | None:
    """Return the longest wait that a part of a reply asks for."""
    return longest(
        wait_in(walk(part, path), unit, clock=clock) for path, unit, clock in waits
    )
