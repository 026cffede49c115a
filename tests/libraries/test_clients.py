"""Real responses of the clients that applications use, and what is none."""

from __future__ import annotations

import asyncio
import io
from importlib import import_module
from typing import TYPE_CHECKING, Any

import aiohttp
import aiohttp.test_utils
import aiohttp.web
import flask
import httpx
import niquests
import pytest
import requests
import urllib3
from provider_errors import zalo
from provider_errors.zalo import ZaloError, ZaloOutOfQuota
from requests.adapters import BaseAdapter

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

AWSREQUEST: Any = import_module("botocore.awsrequest")  # has no types
FAILED = b'{"error": -115, "message": "Out of quota"}'
FINE = b'{"error": 0, "message": "Success"}'
URL = "http://zalo.test/send"


def by_httpx(body: bytes) -> Any:
    transport = httpx.MockTransport(lambda _: httpx.Response(200, content=body))
    return httpx.Client(transport=transport).post(URL)


def by_requests(body: bytes) -> Any:
    response = requests.Response()
    response.status_code = 200
    response.raw = io.BytesIO(body)
    return response


def by_urllib3(body: bytes) -> Any:
    return urllib3.HTTPResponse(body=io.BytesIO(body), status=200, preload_content=True)


def by_niquests(body: bytes) -> Any:
    response = niquests.Response()
    response.status_code = 200
    response.raw = urllib3.HTTPResponse(io.BytesIO(body), preload_content=False)
    return response


class _Raw(io.BytesIO):
    """What botocore reads a body from."""

    def stream(self) -> Iterator[bytes]:
        yield self.read()


def by_botocore(body: bytes) -> Any:
    return AWSREQUEST.AWSResponse(URL, 200, {}, _Raw(body))


def by_django(body: bytes) -> Any:
    """The response of a test client to a view that hands the reply on."""
    conf: Any = import_module("django.conf")  # has no types
    http: Any = import_module("django.http")
    if not conf.settings.configured:
        conf.settings.configure(ALLOWED_HOSTS=["*"], ROOT_URLCONF=())
    return http.HttpResponse(body)


def by_flask(body: bytes) -> Any:
    app = flask.Flask("doors")
    app.add_url_rule("/send", "send", lambda: body, methods=["POST"])
    return app.test_client().post("/send")


CLIENTS = {
    "httpx": by_httpx,
    "requests": by_requests,
    "urllib3": by_urllib3,
    "niquests": by_niquests,
    "botocore": by_botocore,
    "Django": by_django,
    "Flask": by_flask,
}


@pytest.mark.parametrize("client", CLIENTS)
def test_a_response_is_read_and_returned(client: str) -> None:
    response = CLIENTS[client](FINE)

    assert zalo.raise_for_response(response) is response
    with pytest.raises(ZaloOutOfQuota) as caught:
        zalo.raise_for_response(CLIENTS[client](FAILED))
    assert caught.value.http_status == 200


class _Answers(BaseAdapter):
    """Answers without a network."""

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,  # noqa: FBT001, FBT002 - the signature of requests
        timeout: object = None,
        verify: object = True,  # noqa: FBT002 - the same
        cert: object = None,
        proxies: object = None,
    ) -> requests.Response:
        del stream, timeout, verify, cert, proxies
        response: requests.Response = by_requests(FAILED)
        response.request, response.url = request, URL
        return response

    def close(self) -> None:
        """Nothing is open."""


def test_a_hook_of_requests_raises() -> None:
    def check(response: requests.Response, **_: object) -> None:
        zalo.raise_for_response(response)

    session = requests.Session()
    session.hooks["response"] = [check]
    session.mount("http://", _Answers())

    with pytest.raises(ZaloOutOfQuota):
        session.get(URL)


def test_a_hook_of_httpx_raises() -> None:
    def check(response: httpx.Response) -> None:
        response.read()
        zalo.raise_for_response(response)

    transport = httpx.MockTransport(lambda _: httpx.Response(200, content=FAILED))
    with (
        httpx.Client(transport=transport, event_hooks={"response": [check]}) as client,
        pytest.raises(ZaloOutOfQuota),
    ):
        client.get(URL)


class _Chunks(httpx.AsyncByteStream):
    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield FAILED[:9]
        yield FAILED[9:]


def _answer(_: httpx.Request) -> httpx.Response:
    return httpx.Response(200, stream=_Chunks())


async def _get() -> None:
    async with httpx.AsyncClient(transport=httpx.MockTransport(_answer)) as client:
        await zalo.araise_for_response(await client.get(URL))


async def _stream() -> None:
    async with (
        httpx.AsyncClient(transport=httpx.MockTransport(_answer)) as client,
        client.stream("GET", URL) as response,
    ):
        await zalo.araise_for_response(response)


async def _hook() -> None:
    async def check(response: httpx.Response) -> None:
        await zalo.araise_for_response(response)

    transport, hooks = httpx.MockTransport(_answer), {"response": [check]}
    async with httpx.AsyncClient(transport=transport, event_hooks=hooks) as client:
        await client.get(URL)


async def _aiohttp(**options: Any) -> None:
    async def handler(_: aiohttp.web.Request) -> aiohttp.web.Response:
        return aiohttp.web.Response(body=FAILED, content_type="application/json")

    app = aiohttp.web.Application()
    app.router.add_get("/send", handler)
    async with (
        aiohttp.test_utils.TestServer(app) as server,
        aiohttp.ClientSession(**options) as session,
        session.get(server.make_url("/send")) as response,
    ):
        await zalo.araise_for_response(response)


async def _aiohttp_raises() -> None:
    await _aiohttp(raise_for_status=zalo.araise_for_response)


@pytest.mark.parametrize("call", [_get, _stream, _hook, _aiohttp, _aiohttp_raises])
def test_an_asynchronous_response_is_read(call: Callable[[], Awaitable[None]]) -> None:
    async def run() -> None:
        await call()

    with pytest.raises(ZaloOutOfQuota):
        asyncio.run(run())


def test_a_body_that_is_not_read_says_what_to_write() -> None:
    response = httpx.Response(200, stream=_Chunks())

    with pytest.raises(TypeError, match=r"await araise_for_response\(response\)"):
        zalo.raise_for_response(response)


async def _forgotten() -> bytes:
    return FAILED


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (httpx.Response(200, content=FAILED), "raise_for_response"),
        (by_requests(FAILED), "raise_for_response"),
    ],
    ids=["httpx", "requests"],
)
def test_a_response_in_a_bodys_place_is_a_mistake(body: Any, said: str) -> None:
    with pytest.raises(TypeError, match=said):
        zalo.raise_for_reply(body)


def test_a_forgotten_await_is_a_mistake() -> None:
    body: Any = _forgotten()
    try:
        with pytest.raises(TypeError, match="await it first"):
            zalo.error_from_reply(body)
    finally:
        body.close()


@pytest.mark.parametrize("value", [None, 5, "text", object(), {"error": -115}])
def test_what_is_no_response_is_a_mistake(value: Any) -> None:
    with pytest.raises(TypeError, match="is not a response"):
        zalo.raise_for_response(value)


@pytest.mark.parametrize("client", CLIENTS)
def test_no_frame_of_ours_keeps_what_the_provider_sent(client: str) -> None:
    response = CLIENTS[client](FAILED)
    with pytest.raises(ZaloError) as caught:
        zalo.raise_for_response(response)

    step = caught.value.__traceback__
    while step is not None:
        frame = step.tb_frame
        if "provider_errors" in frame.f_code.co_filename:
            kept = [value for value in frame.f_locals.values() if value is not response]
            assert not any(isinstance(each, bytes | str | dict) for each in kept)
        step = step.tb_next
