"""Fetch a page over HTTP, within limits of time, size and redirects."""

from __future__ import annotations

import gzip
import io
import queue
import re
import ssl
import threading
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import httpx

from errsmith.importing.page import LARGEST_PAGE, CannotImport, check_size

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SECONDS_TO_ANSWER: Final = 30.0
SECONDS_IN_ALL: Final = 120.0
MOST_REDIRECTS: Final = 5
LONGEST_REASON: Final = 200
HEADERS: Final = {
    "User-Agent": "errsmith",
    "Accept": "*/*",
    "Accept-Encoding": "gzip, deflate",
}


@dataclass(frozen=True)
class Fetched:
    """A page's bytes, the path it was found at, and what its server says of it."""

    data: bytes
    path: str
    media_type: str
    charset: str


def without_credentials(url: str) -> str:
    """Return the address without user, password and fragment."""
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError):
        shown = re.sub(r"//[^/@]*@", "//", url)
        raise CannotImport(f"{shown} is not a valid address") from None
    if not parsed.userinfo and not parsed.fragment:
        return url
    return str(parsed.copy_with(username=None, password=None, fragment=None))


def fetch(url: str, headers: Mapping[str, str]) -> Fetched:
    """Return the page at an address. Raises CannotImport.

    The headers go to the host of the address alone, not to where it redirects.
    """
    shown = without_credentials(url)
    answers: queue.SimpleQueue[Fetched | CannotImport] = queue.SimpleQueue()

    def work() -> None:
        try:
            answers.put(_get(url, headers))
        except CannotImport as error:
            answers.put(CannotImport(f"{shown} cannot be fetched: {error}"))
        except Exception as error:  # noqa: BLE001 - a server must not be able to stop the command
            why = str(error) or type(error).__name__
            answers.put(CannotImport(f"{shown} cannot be fetched: {_cut(why)}"))

    # A thread, because a server that sends a byte now and then keeps every other clock waiting.
    threading.Thread(target=work, daemon=True).start()
    try:
        answer = answers.get(timeout=SECONDS_IN_ALL)
    except queue.Empty:
        limit = f"it takes more than {SECONDS_IN_ALL:g} seconds"
        raise CannotImport(f"{shown} cannot be fetched: {limit}") from None
    if isinstance(answer, CannotImport):
        raise answer
    return answer


def _get(url: str, headers: Mapping[str, str]) -> Fetched:
    own = httpx.URL(url)

    def add_headers(request: httpx.Request) -> None:
        if (request.url.scheme, request.url.netloc) == (own.scheme, own.netloc):
            request.headers.update(headers)
        else:
            for name in headers:
                request.headers.pop(name, None)

    client = httpx.Client(
        verify=ssl.create_default_context(),
        # Neither proxies nor passwords of the environment: the page alone decides what is read.
        trust_env=False,
        headers=HEADERS,
        timeout=SECONDS_TO_ANSWER,
        limits=httpx.Limits(max_keepalive_connections=0),
        follow_redirects=True,
        max_redirects=MOST_REDIRECTS,
        event_hooks={"request": [add_headers]},
    )
    with client, client.stream("GET", url) as response:
        if response.status_code not in {httpx.codes.OK, 203}:
            reason = f"{response.status_code} {response.reason_phrase}".strip()
            raise CannotImport(f"the server answered {_cut(reason)}")
        data = _decompressed(_received(response), _codings(response))
        media_type = response.headers.get("content-type", "").partition(";")[0]
        charset = response.charset_encoding or ""
        return Fetched(data, response.url.path, media_type.strip().lower(), charset)


def _received(response: httpx.Response) -> bytes:
    parts: list[bytes] = []
    size = 0
    for part in response.iter_raw():
        size += len(part)
        check_size(size)
        parts.append(part)
    return b"".join(parts)


def _codings(response: httpx.Response) -> Iterator[str]:
    """Yield the compressions of a body, the one that was applied last first."""
    named = response.headers.get("content-encoding", "").lower().split(",")
    known = [each.strip() for each in named if each.strip() not in {"", "identity"}]
    if len(known) > 1:
        raise CannotImport("the page is compressed more than once")
    yield from known


def _decompressed(data: bytes, codings: Iterator[str]) -> bytes:
    """Return a body without its compression; one that is cut short is an error."""
    for coding in codings:
        if coding not in {"gzip", "x-gzip", "deflate"}:
            raise CannotImport(f"the page is compressed with {_cut(coding)}")
        try:
            data = _inflated(data) if coding == "deflate" else _gunzipped(data)
        except (OSError, EOFError, zlib.error):
            raise CannotImport("the compressed page is damaged or cut short") from None
        check_size(len(data))
    return data


def _gunzipped(data: bytes) -> bytes:
    return gzip.GzipFile(fileobj=io.BytesIO(data)).read(LARGEST_PAGE + 1)


def _inflated(data: bytes) -> bytes:
    """Decompress `deflate`, which some servers send without its header."""
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        decoder = zlib.decompressobj(window)
        try:
            found = decoder.decompress(data, LARGEST_PAGE + 1)
        except zlib.error:
            continue
        if decoder.eof or len(found) > LARGEST_PAGE:
            return found
    raise EOFError


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_REASON else f"{text[:LONGEST_REASON]}…"
