"""docs/application.md: the application ends well with every code of its providers."""

from __future__ import annotations

import contextlib
import json
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from provider_errors import (
    InsufficientFunds,
    ProviderError,
    RecipientUnavailable,
    capsolver,
    notificore,
    zalo,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.readme.conftest import Page, Provider

UNREACHABLE = (200, '{"error": -118, "message": "Zalo account not existed"}')
BROKE = (200, '{"error": -115, "message": "Out of quota"}')
HICCUP = (200, '{"error": -100, "message": "Unknown error"}')
GATEWAY = (502, "<html>502 Bad Gateway</html>")
SENT = (200, '{"error": 0, "message": "Success", "data": {"msg_id": "1"}}')
SMS_SENT = (200, '{"error": "0", "id": "22125", "reference": "a"}')
SMS_BROKE = (200, '{"error": 8, "errorDescription": "not enough funds"}')


@pytest.fixture
def application(
    pages: Callable[[str], Page], zalo_server: Provider, notificore_server: Provider
) -> dict[str, Any]:
    """The application's names, with a clock and an alarm that only take notes."""
    (block,) = pages("application").blocks("", "python")
    alerts: list[str] = []
    names: dict[str, Any] = {
        "ZALO_URL": zalo_server.url,
        "NOTIFICORE_URL": notificore_server.url,
        "alert": alerts.append,
        "alerts": alerts,
    }
    exec(compile(block.text, "application.md", "exec"), names)
    return names


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    found: list[float] = []
    monkeypatch.setattr("time.sleep", found.append)
    return found


def test_the_application_is_shorter_than_25_lines(pages: Callable[[str], Page]) -> None:
    (block,) = pages("application").blocks("", "python")

    assert len(block.text.splitlines()) < 25


def test_the_application_sends_through_zalo(
    application: dict[str, Any], zalo_server: Provider, notificore_server: Provider
) -> None:
    zalo_server.answers = [SENT]

    application["send"]("84900000000", "1234")

    assert zalo_server.received == [
        {"phone": "84900000000", "template_data": {"otp": "1234"}}
    ]
    assert notificore_server.received == []


def test_the_application_falls_back_to_sms_where_zalo_cannot_reach_the_recipient(
    application: dict[str, Any], zalo_server: Provider, notificore_server: Provider
) -> None:
    zalo_server.answers = [UNREACHABLE]
    notificore_server.answers = [SMS_SENT]

    application["send"]("84900000000", "1234")

    assert notificore_server.received == [
        {"msisdn": "84900000000", "body": "Your code: 1234"}
    ]


def test_the_application_waits_and_tries_again_where_that_may_help(
    application: dict[str, Any], zalo_server: Provider, pauses: list[float]
) -> None:
    zalo_server.answers = [HICCUP, GATEWAY, SENT]

    application["send"]("84900000000", "1234")

    assert [1 / 2 <= pauses[0] <= 1, 1 <= pauses[1] <= 2] == [True, True]
    assert len(zalo_server.received) == 3


def test_the_application_gives_up_after_four_tries(
    application: dict[str, Any], zalo_server: Provider, pauses: list[float]
) -> None:
    zalo_server.answers = [HICCUP] * 4

    with pytest.raises(ProviderError, match="zalo -100 UNKNOWN_ERROR"):
        application["send"]("84900000000", "1234")

    assert len(pauses) == 3
    assert sum(pauses) <= 1 + 2 + 4


def test_the_application_never_sleeps_for_half_an_hour(
    application: dict[str, Any], zalo_server: Provider, pauses: list[float]
) -> None:
    zalo_server.answers = [(400, '{"errorId": 1, "errorCode": "ERROR_IP_BANNED"}')]

    with pytest.raises(ProviderError, match="IP_BANNED"):
        application["call"](capsolver, zalo_server.url, {})

    assert pauses == []


def replies() -> Iterator[tuple[str, str]]:
    """What Zalo, then what Notificore, answers with each of its codes."""
    for code in zalo.ZaloCode:
        yield "zalo", json.dumps({"error": code.value, "message": "Told so"})
    for number in notificore.NotificoreCode:
        yield "notificore", json.dumps({"error": str(number.value)})
    for message in notificore.NotificoreMessage:
        yield "notificore", json.dumps({"errors": [{"message": message.value}]})


@pytest.mark.parametrize("status", [200, 500])
def test_the_application_ends_with_every_code(
    application: dict[str, Any],
    zalo_server: Provider,
    notificore_server: Provider,
    pauses: list[float],
    status: int,
) -> None:
    for provider, reply in replies():
        told = [(status, reply)] * 4
        zalo_server.answers = told if provider == "zalo" else [UNREACHABLE]
        notificore_server.answers = [SMS_SENT] if provider == "zalo" else told
        module = import_module(f"provider_errors.{provider}")
        error = module.error_from_reply(reply, http_status=status)
        application["alerts"].clear()
        zalo_server.received.clear()
        notificore_server.received.clear()

        with contextlib.suppress(ProviderError):
            application["send"]("84900000000", "1234")

        fallen_back = provider != "zalo" or isinstance(error, RecipientUnavailable)
        assert bool(application["alerts"]) == isinstance(error, InsufficientFunds), (
            reply
        )
        assert bool(notificore_server.received) == fallen_back, reply
        assert len(zalo_server.received) <= 4
        if error is not None and error.outcome_unknown:
            assert len(notificore_server.received) <= 1, reply
    assert pauses
    assert all(pause <= 60 for pause in pauses)


@pytest.mark.parametrize(
    ("zalo_says", "notificore_says", "alarm"),
    [
        ([BROKE], [], "zalo: Check the balance"),
        ([UNREACHABLE], [SMS_BROKE], "notificore: "),
    ],
)
def test_the_application_calls_for_help_when_the_money_has_run_out(
    application: dict[str, Any],
    zalo_server: Provider,
    notificore_server: Provider,
    zalo_says: list[tuple[int, str]],
    notificore_says: list[tuple[int, str]],
    alarm: str,
) -> None:
    zalo_server.answers, notificore_server.answers = [*zalo_says], [*notificore_says]

    with pytest.raises(InsufficientFunds):
        application["send"]("84900000000", "1234")

    assert len(application["alerts"]) == 1
    assert application["alerts"][0].startswith(alarm)
