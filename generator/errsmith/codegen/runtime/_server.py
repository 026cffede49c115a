"""Serve replies on the local machine, for tests that send real requests."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from typing import Final, Protocol, Self

    class Sendable(Protocol):
        """A reply: status, headers and body."""

        @property
        def status(self) -> int: ...

        @property
        def headers(self) -> dict[str, str]: ...

        @property
        def content(self) -> bytes: ...


NONE_LEFT: Final = b"no reply is left; add one with server.add(reply)"
PLAIN: Final = {"content-type": "text/plain"}


class Request(NamedTuple):
    """A request as it arrived; the names of its headers are in lower case."""

    method: str
    path: str
    headers: dict[str, str]
    content: bytes


class Server:
    """A server on a free port of this machine, which runs while its `with` block does.

    It answers each request with the reply that was added first; without one, with HTTP 501.
    """

    def __init__(self) -> None:
        """Wait for the replies."""
        self.requests: list[Request] = []
        self._replies: SimpleQueue[Sendable] = SimpleQueue()
        self._http: ThreadingHTTPServer | None = None

    def __enter__(self) -> Self:
        """Start to answer."""
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler_for(self))
        self._http.block_on_close = False
        Thread(target=self._http.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop, and give the port back."""
        if self._http is not None:
            self._http.shutdown()
            self._http.server_close()
            self._http = None

    @property
    def url(self) -> str:
        """Return where it answers. Raises RuntimeError where it does not run."""
        if self._http is None:
            raise RuntimeError("the server does not run; use it in a `with` block")
        return f"http://127.0.0.1:{self._http.server_port}"

    def add(self, reply: Sendable, times: int = 1) -> None:
        """Answer with a reply, after those that were added before."""
        for _ in range(times):
            self._replies.put(reply)

    def take(self, request: Request) -> Sendable | None:
        """Note a request, and return the reply to it; None where none is left."""
        self.requests.append(request)
        try:
            return self._replies.get_nowait()
        except Empty:
            return None


def _handler_for(server: Server) -> type[BaseHTTPRequestHandler]:
    """Return the class that answers for a server."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 30

        def parse_request(self) -> bool:
            """Read the first lines of a request, and answer whatever its method is."""
            parsed = super().parse_request()
            if parsed:
                setattr(self, f"do_{self.command}", self.answer)
            return parsed

        def answer(self) -> None:
            """Answer one request."""
            headers = {name.lower(): text for name, text in self.headers.items()}
            request = Request(self.command, self.path, headers, _body_of(self))
            reply = server.take(request)
            status = 501 if reply is None else reply.status
            self.send_response(status)
            for name, text in (PLAIN if reply is None else reply.headers).items():
                self.send_header(name, text)
            content = NONE_LEFT if reply is None else reply.content
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - theirs
            """Keep the output of the tests clean."""

    return Handler


def _body_of(handler: BaseHTTPRequestHandler) -> bytes:
    """Return the body of a request, which may arrive in chunks."""
    if "chunked" not in handler.headers.get("transfer-encoding", ""):
        return handler.rfile.read(int(handler.headers.get("content-length") or 0))
    pieces: list[bytes] = []
    while size := int(handler.rfile.readline().split(b";")[0], 16):
        pieces.append(handler.rfile.read(size))
        handler.rfile.readline()
    while handler.rfile.readline().strip():
        pass
    return b"".join(pieces)
