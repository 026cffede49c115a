"""Pages behind an address: a whole page or one clear message, whatever the server sends."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from typing import TYPE_CHECKING, Final

import pytest
import yaml
from errsmith.cli import dispatch
from errsmith.importing import fetch

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]
    Serve = Callable[..., str]

TABLE: Final = "| Code | Message |\n| --- | --- |\n| 17 | Too fast |\n| 18 | Größe |\n"
PAGE: Final = f"# Error codes\n\n{TABLE}".encode()
OK: Final = b"HTTP/1.1 200 OK\r\n"
MARKDOWN: Final = b"Content-Type: text/markdown; charset=utf-8\r\n"


def reply(body: bytes, *headers: bytes, status: bytes = OK) -> bytes:
    lines = b"".join(each + b"\r\n" for each in headers)
    length = b"Content-Length: %d\r\n" % len(body)
    return status + MARKDOWN + lines + length + b"\r\n" + body


def chunked(*chunks: bytes) -> bytes:
    return OK + MARKDOWN + b"Transfer-Encoding: chunked\r\n\r\n" + b"".join(chunks)


def raw_deflate(data: bytes) -> bytes:
    maker = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return maker.compress(data) + maker.flush()


def redirect(to: bytes) -> bytes:
    return b"HTTP/1.1 302 Found\r\nLocation: " + to + b"\r\nContent-Length: 0\r\n\r\n"


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start a server that gives each path its bytes, to the letter, and closes."""
    stop: list[socket.socket] = []

    def start(paths: dict[str, bytes], *, forever: bytes = b"") -> str:
        listener = socket.create_server(("127.0.0.1", 0))
        stop.append(listener)
        host = f"http://127.0.0.1:{listener.getsockname()[1]}"
        threading.Thread(
            target=_answer, args=(listener, paths, forever), daemon=True
        ).start()
        return host

    yield start
    for each in stop:
        each.close()


def _answer(listener: socket.socket, paths: dict[str, bytes], forever: bytes) -> None:
    while True:
        try:
            caller, _ = listener.accept()
        except OSError:
            return
        with caller:
            request = caller.recv(65536)
            asked = request.split(b" ", 2)[1].decode()
            signed = "/with-a-key" if b"X-Key: hush" in request else "/without-one"
            try:
                caller.sendall(paths.get(signed) or paths[asked])
                while forever:
                    caller.sendall(forever)
            except OSError:
                pass


WHOLE: Final = {
    "as it is": reply(PAGE),
    "gzip": reply(gzip.compress(PAGE), b"Content-Encoding: gzip"),
    "gzip in two members": reply(
        gzip.compress(PAGE[:30]) + gzip.compress(PAGE[30:]), b"Content-Encoding: x-gzip"
    ),
    "deflate": reply(zlib.compress(PAGE), b"Content-Encoding: deflate"),
    "deflate without a header": reply(raw_deflate(PAGE), b"Content-Encoding: DEFLATE"),
    "named identity": reply(PAGE, b"Content-Encoding: identity"),
    "chunks": chunked(
        b"%x\r\n%s\r\n" % (20, PAGE[:20]),
        b"%x\r\n%s\r\n" % (len(PAGE) - 20, PAGE[20:]),
        b"0\r\n\r\n",
    ),
    "wrong charset": reply(PAGE).replace(b"utf-8", b"no-such-charset"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_page_is_read_however_it_is_sent(
    name: str, serve: Serve, imports: Run
) -> None:
    host = serve({"/errors": WHOLE[name]})

    ran = imports(f"{host}/errors", "--provider", "acme")

    assert ran.returncode == 0, ran.stderr
    assert "message: Größe" in ran.stdout
    assert yaml.safe_load(ran.stdout)["sources"][0]["url"] == f"{host}/errors"


BOMB: Final = gzip.compress(b"| 1 | a |\n" * 5_000_000)
BROKEN: Final[dict[str, tuple[bytes, str]]] = {
    "nothing": (b"", "disconnected"),
    "a short body": (reply(PAGE)[:-9], "closed connection without sending complete"),
    "a status line of something else": (b"SSH-2.0-x\r\n\r\n", "illegal status line"),
    "a status that is no number": (b"HTTP/1.1 \xff\xfe OK\r\n\r\n", "illegal status line"),
    "a status of a thousand": (b"HTTP/1.1 1000 OK\r\n\r\n", "illegal"),
    "a header without a colon": (OK + b"no colon\r\n\r\n" + PAGE, "illegal header line"),
    "a header with a NUL": (OK + b"A: \0\r\n\r\n" + PAGE, "illegal header"),
    "a header that never ends": (OK + b"A: " + b"a" * 1_000_000, "Receive buffer too long"),
    "headers that never end": (OK + b"A: a\r\n" * 200_000, "Receive buffer too long"),
    "two lengths": (reply(PAGE, b"Content-Length: 7"), "conflicting Content-Length"),
    "a negative length": (OK + b"Content-Length: -1\r\n\r\n", "bad Content-Length"),
    "a bad chunk": (chunked(b"zz\r\nabc\r\n"), "illegal chunk header"),
    "a chunk that is cut short": (chunked(b"ff\r\nabc"), "closed connection without"),
    "chunks without an end": (chunked(b"3\r\nabc\r\n"), "closed connection without"),
    "a chunk's length that never ends": (chunked(b"0" * 1_000_000), "Receive buffer too long"),
    "truncated gzip": (
        reply(gzip.compress(PAGE)[:-12], b"Content-Encoding: gzip"),
        "the compressed page is damaged or cut short",
    ),
    "gzip with another sum": (
        reply(gzip.compress(PAGE)[:-8] + b"\0" * 8, b"Content-Encoding: gzip"),
        "the compressed page is damaged or cut short",
    ),
    "text that calls itself gzip": (
        reply(PAGE, b"Content-Encoding: gzip"),
        "the compressed page is damaged or cut short",
    ),
    "truncated deflate": (
        reply(zlib.compress(PAGE)[:-6], b"Content-Encoding: deflate"),
        "the compressed page is damaged or cut short",
    ),
    "a bomb of gzip": (reply(BOMB, b"Content-Encoding: gzip"), "more than 32 MiB"),
    "a bomb of deflate": (
        reply(zlib.compress(b"a" * 50_000_000), b"Content-Encoding: deflate"),
        "more than 32 MiB",
    ),
    "gzip in gzip": (
        reply(gzip.compress(gzip.compress(PAGE)), b"Content-Encoding: gzip, gzip"),
        "the page is compressed more than once",
    ),
    "another compression": (
        reply(PAGE, b"Content-Encoding: \x1b[2Jx".replace(b"\x1b", b"")),
        "the page is compressed with [2jx",
    ),
    "not found": (
        reply(b"gone", status=b"HTTP/1.1 404 Not Found\r\n"),
        "the server answered 404 Not Found",
    ),
    "a part of the page": (
        reply(PAGE, status=b"HTTP/1.1 206 Partial Content\r\n"),
        "the server answered 206 Partial Content",
    ),
    "a long reason": (
        reply(b"", status=b"HTTP/1.1 500 " + b"a" * 9_000 + b"\r\n"),
        "a…\n",
    ),
    "a redirect to a file": (redirect(b"file:///etc/passwd"), "unsupported protocol"),
    "a redirect to nowhere": (redirect(b"http://[::"), "Invalid"),
    "a redirect to itself": (redirect(b"/errors"), "redirect"),
    "a redirect without an address": (
        b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n",
        "the server answered 302 Found",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_page_that_is_not_whole_is_refused_with_one_message(
    name: str, serve: Serve, imports: Run
) -> None:
    sent, said = BROKEN[name]
    host = serve({"/errors": sent})

    ran = imports(f"{host}/errors", "--provider", "acme")

    assert ran.returncode == 2
    assert said in ran.stderr
    assert ran.stderr.startswith(f"errsmith: {host}/errors cannot be fetched: ")
    assert ran.stderr.count("\n") == 1
    assert ran.stderr[:-1].replace("…", "").isprintable()
    assert ran.stdout == ""


@pytest.mark.parametrize(
    ("sent", "forever"),
    [
        (OK + b"\r\n", b"| 1 | a |\n" * 1000),
        (chunked(), b"ffff\r\n" + b"a" * 0xFFFF + b"\r\n"),
    ],
)
def test_a_page_that_never_ends_is_refused_at_its_limit(
    sent: bytes, forever: bytes, serve: Serve, imports: Run
) -> None:
    host = serve({"/errors": sent}, forever=forever)

    ran = imports(f"{host}/errors")

    assert ran.returncode == 2
    assert "the page has more than 32 MiB" in ran.stderr


def test_a_server_that_drips_is_left_at_the_limit_of_time(
    imports: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "SECONDS_IN_ALL", 0.5)
    listener = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        caller, _ = listener.accept()
        with caller:
            caller.recv(65536)
            for each in OK + b"A: b\r\n" * 100:
                try:
                    caller.sendall(bytes([each]))
                except OSError:
                    return
                time.sleep(0.05)

    threading.Thread(target=drip, daemon=True).start()

    ran = imports(f"http://127.0.0.1:{listener.getsockname()[1]}/")
    listener.close()

    assert ran.returncode == 2
    assert "takes more than 0.5 seconds" in ran.stderr


@pytest.mark.parametrize("reason", [b"\x1b]0;x\x07", b"\xc2\x9b2J", b"\xe2\x80\xae"])
def test_the_reason_of_a_failure_reaches_no_terminal_raw(
    reason: bytes, serve: Serve, imports: Run
) -> None:
    sent = reply(b"", status=b"HTTP/1.1 500 " + reason + b"\r\n")

    ran = imports(f"{serve({'/e': sent})}/e")

    assert ran.returncode == 2
    assert ran.stderr[:-1].isprintable()


def test_a_redirect_is_followed_and_the_address_that_was_asked_for_is_recorded(
    serve: Serve, imports: Run
) -> None:
    host = serve(
        {
            "/errors": redirect(b"/errors.md?signature=secret"),
            "/errors.md?signature=secret": reply(PAGE),
        }
    )

    ran = imports(f"{host}/errors", "--provider", "acme")

    assert ran.returncode == 0
    assert yaml.safe_load(ran.stdout)["sources"][0]["url"] == f"{host}/errors"
    assert "secret" not in ran.stdout + ran.stderr


def test_a_password_in_an_address_is_sent_and_neither_shown_nor_recorded(
    serve: Serve, imports: Run
) -> None:
    host = serve({"/errors": reply(PAGE)})

    ran = imports(host.replace("//", "//me:secret@") + "/errors", "--provider", "acme")

    assert ran.returncode == 0
    assert yaml.safe_load(ran.stdout)["sources"][0]["url"] == f"{host}/errors"
    assert "secret" not in ran.stdout + ran.stderr


def test_neither_a_proxy_nor_a_netrc_of_the_environment_is_asked(
    serve: Serve, imports: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    host = serve({"/errors": reply(PAGE)})
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")

    ran = imports(f"{host}/errors", "--provider", "acme")

    assert ran.returncode == 0


def test_the_name_of_a_page_reaches_no_terminal_raw(
    tmp_path: Path, imports: Run
) -> None:
    page = tmp_path / "a\x1b]0;x\x07.md"
    page.write_bytes(PAGE)

    read = imports(str(page))
    missing = imports(f"{page}2")

    assert read.stderr.replace("\n", "").isprintable()
    assert missing.stderr.replace("\n", "").isprintable()


def test_an_update_from_a_page_that_is_cut_short_changes_nothing(
    serve: Serve, tmp_path: Path, imports: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    host = serve({"/whole": reply(PAGE), "/short": reply(PAGE)[:-20]})
    spec = tmp_path / "acme.yaml"
    imports(f"{host}/whole", "-o", str(spec))
    before = spec.read_bytes()

    code = dispatch.main(["update", str(spec), f"{host}/short"])

    assert code == 2
    assert "cannot be fetched" in capsys.readouterr().err
    assert spec.read_bytes() == before


def test_a_header_is_sent_to_the_host_alone_and_shown_nowhere(
    serve: Serve, imports: Run
) -> None:
    forbidden = reply(b"", status=b"HTTP/1.1 403 Forbidden\r\n")
    elsewhere = serve({"/with-a-key": forbidden, "/errors.md": reply(PAGE)})
    here = serve({
        "/with-a-key": redirect(f"{elsewhere}/errors.md".encode()),
        "/without-one": forbidden,
    })  # fmt: skip

    without = imports(f"{here}/errors", "--provider", "acme")
    with_it = imports(f"{here}/errors", "--provider", "acme", "--header", "X-Key: hush")

    assert "the server answered 403 Forbidden" in without.stderr
    assert (with_it.returncode, "code: 17" in with_it.stdout) == (0, True)
    assert "hush" not in with_it.stdout + with_it.stderr


@pytest.mark.parametrize("header", ["hush", "a b: hush", "X-Key: hu\nsh", ": hush"])
def test_a_header_that_is_none_is_refused_without_being_shown(
    header: str, imports: Run
) -> None:
    ran = imports("http://127.0.0.1:9/errors", "--header", header)

    assert (ran.returncode, ran.stdout) == (2, "")
    assert "--header takes 'Name: value'" in ran.stderr
    assert "hush" not in ran.stderr


def test_a_file_takes_no_header(tmp_path: Path, imports: Run) -> None:
    (tmp_path / "errors.md").write_bytes(PAGE)

    ran = imports(str(tmp_path / "errors.md"), "--header", "X-Key: hush")

    assert ran.returncode == 2
    assert "--header goes with an address" in ran.stderr
