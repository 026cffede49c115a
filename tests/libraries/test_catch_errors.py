"""The lines of docs/catch-errors.md, run with the real libraries."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

import aiohttp
import httpx
import pytest
import requests
import stamina
from aiohttp import web
from provider_errors import ProviderError, huawei_push, zalo

if TYPE_CHECKING:
    from provider_errors.testing import Server
    from pytest_httpx import HTTPXMock


Example = Callable[..., dict[str, Any]]

BUSY = zalo.error_from_reply(
    {"error": -999}, http_status=503, headers={"Retry-After": "7"}
)
BROKE = zalo.error_from_reply({"error": -115})


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    found: list[float] = []
    monkeypatch.setattr("time.sleep", found.append)
    return found


def app_of_celery() -> Any:
    celery: Any = import_module("celery")  # has no types
    return celery.Celery(broker="memory://")


class Delivery:
    """Raises what it is given, one after the other, then succeeds."""

    def __init__(self, *errors: ProviderError | None) -> None:
        self.errors = [*errors]
        self.calls = 0

    def __call__(self, *_: object) -> str:
        self.calls += 1
        if self.errors:
            error = self.errors.pop(0)
            assert error is not None
            raise error
        return "sent"


@pytest.fixture(params=["tenacity", "stamina"])
def retried(
    request: pytest.FixtureRequest, example: Example
) -> Callable[[Delivery], Any]:
    stamina.set_testing(False)
    return lambda delivery: example(request.param, deliver=delivery)["send"]()


def test_a_library_waits_as_long_as_the_provider_asks_for(
    retried: Callable[[Delivery], Any], pauses: list[float]
) -> None:
    delivery = Delivery(BUSY, BUSY)

    assert retried(delivery) == "sent"
    assert delivery.calls == 3
    assert all(7.0 <= pause <= 8.0 for pause in pauses)
    assert len(pauses) == 2


def test_a_library_gives_up_where_sending_again_does_not_help(
    retried: Callable[[Delivery], Any], pauses: list[float]
) -> None:
    delivery = Delivery(BROKE)

    with pytest.raises(ProviderError, match="OUT_OF_QUOTA"):
        retried(delivery)
    assert (delivery.calls, pauses) == (1, [])


def test_a_library_stops_after_the_last_attempt(
    retried: Callable[[Delivery], Any], pauses: list[float]
) -> None:
    delivery = Delivery(*[BUSY] * 9)

    with pytest.raises(ProviderError):
        retried(delivery)
    assert (delivery.calls, len(pauses)) == (4, 3)


def test_a_task_is_sent_again_when_the_provider_says(
    example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = app_of_celery()
    delivery = Delivery(BUSY)
    send: Any = example("Celery", app=app, deliver=delivery)["send"]
    waits: list[float] = []
    own = send.retry

    def retry(*, exc: Exception, countdown: float) -> Any:
        waits.append(countdown)
        return own(exc=exc, countdown=0)

    monkeypatch.setattr(send, "retry", retry)

    assert send.apply().get() == "sent"
    assert delivery.calls == 2
    assert all(7.0 <= wait <= 8.0 for wait in waits)
    assert len(waits) == 1


def test_a_task_gives_up_where_sending_again_does_not_help(example: Example) -> None:
    app = app_of_celery()
    send: Any = example("Celery", app=app, deliver=Delivery(BROKE))["send"]

    with pytest.raises(ProviderError, match="OUT_OF_QUOTA"):
        send.run()


def test_recipients_of_groups_are_found(example: Example) -> None:
    said = '{"success": 3, "illegal_tokens": ["t1"]}'
    error = huawei_push.error_from_reply({"code": "80100000", "msg": said})
    forgotten: list[Any] = []
    given = {"deliver": Delivery(error), "forget": forgotten.extend}
    send = example("Groups", **given)["send"]

    with pytest.raises(ProviderError):
        send(["t1", "t2"])

    assert forgotten == ["t1"]


def test_facts_go_into_a_log(
    example: Example, caplog: pytest.LogCaptureFixture
) -> None:
    send = example("logging", deliver=Delivery(BROKE))["send"]

    with caplog.at_level(logging.WARNING), pytest.raises(ProviderError):
        send()

    (record,) = caplog.records
    assert record.getMessage() == "zalo -115 OUT_OF_QUOTA: Out of quota"
    assert (record.__dict__["provider"], record.__dict__["error_code"]) == (
        "zalo",
        -115,
    )
    assert BROKE is not None
    assert json.loads(json.dumps(BROKE.facts())) == BROKE.facts()


def test_a_client_is_tested_against_made_replies(example: Example) -> None:
    seen: list[object] = []

    def client(url: str) -> None:
        for module in (zalo, zalo, huawei_push):
            response = httpx.post(f"{url}/{module.__name__.rpartition('.')[2]}")
            seen.append(
                module.error_from_reply(
                    response.content,
                    http_status=response.status_code,
                    headers=response.headers,
                )
            )

    paths = example("Tests")["check"](client)

    names = ["ZaloOutOfQuota", "NoneType", "HuaweiPushErrorGroup"]
    assert [type(each).__name__ for each in seen] == names
    assert paths == ["/zalo", "/zalo", "/huawei_push"]


def test_a_client_is_tested_without_a_server(example: Example) -> None:
    client = example("httpx")["client"]()

    with pytest.raises(zalo.ZaloOutOfQuota):
        zalo.raise_for_response(client.post("http://zalo.test"))


def post_with_httpx(url: str) -> None:
    zalo.raise_for_response(httpx.post(url))


def post_with_requests(url: str) -> None:
    zalo.raise_for_response(requests.post(url, timeout=5))


def test_a_client_is_tested_with_respx(example: Example) -> None:
    check = example("respx")["check"]

    with pytest.raises(zalo.ZaloOutOfQuota):
        check(post_with_httpx)


def test_a_client_is_tested_with_pytest_httpx(
    example: Example, httpx_mock: HTTPXMock
) -> None:
    test = example("pytest-httpx")["test_broke"]

    with pytest.raises(zalo.ZaloOutOfQuota):
        test(httpx_mock, post_with_httpx)


def test_a_client_is_tested_with_responses(example: Example) -> None:
    check = example("responses")["check"]

    with pytest.raises(zalo.ZaloOutOfQuota):
        check(post_with_requests)


def test_a_client_is_tested_with_the_server_of_aiohttp(example: Example) -> None:
    assert web.__name__  # imported before, for that changes the filters of warnings
    check = example("aiohttp")["check"]

    async def client(url: str) -> None:
        async with aiohttp.ClientSession() as session, session.post(url) as response:
            await zalo.araise_for_response(response)

    with pytest.raises(zalo.ZaloOutOfQuota):
        asyncio.run(check(client))


def test_a_client_is_tested_with_the_fixture(
    example: Example, provider_server: Server
) -> None:
    with pytest.raises(zalo.ZaloOutOfQuota):
        example("pytest")["test_broke"](provider_server, post_with_httpx)


def test_a_bad_recipient_does_not_open_the_breaker(example: Example) -> None:
    breaker = example("pybreaker")["breaker"]
    gone = zalo.ZaloInvalidPhoneNumber()
    for error, state in ((gone, "closed"), (BUSY, "open")):
        for _ in range(5):
            with pytest.raises(Exception, match=r"zalo|Failures threshold"):
                breaker.call(Delivery(error))

        assert breaker.current_state == state
