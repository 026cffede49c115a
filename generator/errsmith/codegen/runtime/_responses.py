"""Read status, headers and body of the responses of HTTP clients and frameworks.

Nothing here keeps a body or headers in a variable: crash reporters send the variables of a
frame that an exception leaves.
"""

from __future__ import annotations

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from typing import Any, Final, Protocol, TypeAlias, TypeVar

    Body: TypeAlias = (
        Mapping[str, object]
        | Sequence[object]
        | str
        | bytes
        | bytearray
        | memoryview
        | int
        | float
        | None
    )

    class ContentResponse(Protocol):
        """A response of httpx, requests, niquests, botocore or Django."""

        @property
        def status_code(self) -> int: ...

        @property
        def headers(self) -> Any: ...

        @property
        def content(self) -> bytes: ...

    class DataResponse(Protocol):
        """A response of werkzeug."""

        @property
        def status_code(self) -> int: ...

        @property
        def headers(self) -> Any: ...

        @property
        def data(self) -> bytes: ...

    class StatusResponse(Protocol):
        """A response of urllib3."""

        @property
        def status(self) -> int: ...

        @property
        def headers(self) -> Any: ...

        @property
        def data(self) -> bytes: ...

    class AiohttpResponse(Protocol):
        """A response of aiohttp, whose body is awaited."""

        @property
        def status(self) -> int: ...

        @property
        def headers(self) -> Any: ...

        async def read(self) -> bytes: ...

    class StreamedResponse(Protocol):
        """A response of an asynchronous httpx client, read or not."""

        @property
        def status_code(self) -> int: ...

        @property
        def headers(self) -> Any: ...

        async def aread(self) -> bytes: ...

    R = TypeVar("R", bound=ContentResponse | DataResponse | StatusResponse)
    A = TypeVar("A", bound=AiohttpResponse | StreamedResponse)

BYTES: Final = (bytes, bytearray, memoryview)
DECODED: Final = (dict, list, str, int, float, type(None))
"""What a decoded body can be."""


def refuse_response(body: object) -> None:
    """Raise TypeError where a response, or something to be awaited, is in a body's place."""
    if isinstance(body, DECODED):
        return
    if hasattr(type(body), "__await__"):
        raise TypeError(f"{_named(body)} is not a body; await it first")
    if _has(body, "headers"):
        raise TypeError(
            f"{_named(body)} is not a body; write `raise_for_response(response)`"
        )


def _has(value: object, name: str) -> bool:
    """Return whether a value has an attribute; False where asking for it fails."""
    try:
        return hasattr(value, name)
    except Exception:  # noqa: BLE001 - an object of theirs may raise anything
        return False


def status_of(response: object) -> int:
    """Return the HTTP status of a response. Raises TypeError where it has none."""
    for name in ("status_code", "status"):
        found: object = getattr(response, name, None)
        if type(found) is int:
            return found
        if isinstance(found, int) and not isinstance(found, bool):
            return int(found)
    raise TypeError(f"{_named(response)} is not a response: it has no HTTP status")


def headers_of(response: object) -> Any:
    """Return the headers of a response."""
    return getattr(response, "headers", None)


def body_of(response: object) -> bytes:
    """Return the body of a response that has been read. Raises TypeError for any other."""
    try:
        for name in ("content", "data"):
            if isinstance(getattr(response, name, None), BYTES):
                return bytes(getattr(response, name))
    except Exception as error:
        status_of(response)
        raise TypeError(_advice(response)) from error
    status_of(response)
    raise TypeError(_advice(response))


async def abody_of(response: object) -> bytes:
    """Return the body of a response, awaited where it has to be. Raises TypeError."""
    status_of(response)
    for name in ("aread", "read"):
        read: Callable[[], Awaitable[object]] | None = getattr(response, name, None)
        if read is not None and _is_async(read):
            return _checked(response, await read())
    return body_of(response)


def _checked(response: object, body: object) -> bytes:
    if not isinstance(body, BYTES):
        raise TypeError(f"{_named(response)}: its body is not bytes")
    return _bytes(body)


def _bytes(body: Any) -> bytes:
    return bytes(body)


def _is_async(read: object) -> bool:
    from inspect import iscoroutinefunction

    return iscoroutinefunction(read)


def _advice(response: object) -> str:
    """Say what to write for a response whose body is not there yet."""
    for name in ("aread", "read"):
        if _is_async(getattr(response, name, None)):
            return (
                f"the body of {_named(response)} is not read yet; write "
                "`await araise_for_response(response)`"
            )
    if hasattr(response, "read"):
        status = "status_code" if hasattr(response, "status_code") else "status"
        return (
            f"the body of {_named(response)} is not read yet; write `raise_for_reply("
            f"response.read(), http_status=response.{status}, headers=response.headers)`"
        )
    return f"{_named(response)} is not a response: it has no body"


def _named(response: object) -> str:
    kind = type(response)
    return f"{kind.__module__}.{kind.__qualname__}"
