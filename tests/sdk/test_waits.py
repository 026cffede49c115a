"""How long an error asks one to wait: what the reply says, else what the provider documents."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.utils import format_datetime
from types import SimpleNamespace

import httpx
import pytest
from provider_errors import (
    ProviderError,
    capsolver,
    fcm,
    meizu_push,
    notificore,
    zalo,
)
from requests.structures import CaseInsensitiveDict

NOW = datetime(2026, 11, 22, 10, 0, 0, tzinfo=UTC)
MONTH = 31 * 24 * 3600


def wait_of(headers: object) -> float | None:
    error = zalo.error_from_reply("", http_status=429, headers=headers)  # type: ignore[arg-type]  # odd ones too
    assert isinstance(error, ProviderError)
    return error.retry_after


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        ("1", 1.0),
        ("60", 60.0),
        ("060", 60.0),
        (" 30 ", 30.0),
        ("1.5", 1.5),
        ("0.25", 0.25),
        (str(MONTH), float(MONTH)),
        (30, 30.0),
        (2.5, 2.5),
    ],
)
def test_a_number_is_seconds(value: object, seconds: float) -> None:
    assert wait_of({"Retry-After": value}) == seconds


@pytest.mark.parametrize(
    "value",
    [
        "",
        " ",
        ".",
        "-1",
        "-0.5",
        "+5",
        "nan",
        "NaN",
        "inf",
        "-inf",
        "Infinity",
        "1e3",
        "0x10",
        "1_000",
        "1,5",
        "1.5.5",
        "5 seconds",
        "soon",
        "٣٠",
        "³",
        "\uff13\uff10",
        str(MONTH + 1),
        str(10**30),
        "9" * 5000,
        "9" * 400 + ".5",
        None,
        True,
        [],
        ["30"],
        ("30",),
        {"30": "30"},
        {},
        bytearray(b"30"),
        "\ud800",
        "30\x00",
        "30\r\nX-Other: 1",
        "0" * 41,
        "-0",
        -0.5,
        30 + 0j,
        object(),
        -1,
        float("nan"),
        float("inf"),
        10**400,
    ],
)
def test_whatever_is_no_wait_is_none(value: object) -> None:
    assert wait_of({"Retry-After": value}) is None


@pytest.mark.parametrize(
    "name", ["Retry-After", "retry-after", "RETRY-AFTER", "rEtRy-aFtEr"]
)
def test_the_case_of_the_name_does_not_matter(name: str) -> None:
    assert wait_of({"X-Other": "1", name: "30"}) == 30.0


def message() -> Message:
    made = Message()
    made["Retry-After"] = "30"
    return made


@pytest.mark.parametrize(
    "headers",
    [
        httpx.Headers({"Retry-After": "30"}),
        CaseInsensitiveDict({"Retry-After": "30"}),
        message(),
        {b"Retry-After": b"30"},
        [("retry-after", "30")],
    ],
    ids=["httpx", "requests", "email", "bytes", "pairs"],
)
def test_the_headers_of_any_client_do(headers: object) -> None:
    assert wait_of(headers) == 30.0


@pytest.mark.parametrize("headers", [None, {}, {"X": "1"}, {1: "30"}, {None: None}])
def test_without_a_header_there_is_no_wait(headers: object) -> None:
    assert wait_of(headers) is None


class Failing:
    """What a client might hand over, of which every method raises."""

    def items(self) -> object:
        raise ZeroDivisionError

    def __iter__(self) -> object:
        raise ZeroDivisionError

    def __str__(self) -> str:
        raise ZeroDivisionError


class Iterated:
    """Headers that can be iterated, and no more."""

    def __iter__(self) -> object:
        raise ZeroDivisionError


@pytest.mark.parametrize(
    "headers",
    [
        5,
        True,
        1.5,
        "Retry-After: 5",
        b"Retry-After: 5",
        object(),
        Failing(),
        Iterated(),
        SimpleNamespace(items=5),
        SimpleNamespace(items=lambda: 5),
        SimpleNamespace(items=lambda: [5]),
        [("Retry-After",)],
        [("Retry-After", "5", "6")],
        [None],
        [b"\xff"],
        {Failing(): "5"},
        {"Retry-After": Failing()},
        {("Retry-After",): "5"},
        iter(()),
    ],
)
def test_what_is_no_headers_has_no_wait(headers: object) -> None:
    assert wait_of(headers) is None


def test_a_header_that_is_there_twice_says_the_longest() -> None:
    assert wait_of([("Retry-After", "5"), ("retry-after", "6")]) == 6.0


def test_a_header_of_megabytes_costs_nothing() -> None:
    value = "1" * 10_000_000

    assert wait_of({"Retry-After": value}) is None


@pytest.mark.parametrize("character", ["9", " ", ",", ":", "(", "\\", "-", "\n", "é"])
@pytest.mark.parametrize("begin", ["", "Sun, 22 Nov 2026 10:02:00 "])
def test_a_hostile_date_is_no_wait(begin: str, character: str) -> None:
    value = begin + character * (40 - len(begin))

    wait = wait_of({"Retry-After": value, "Date": value})

    assert wait is None or 0 <= wait <= MONTH


@pytest.mark.parametrize(
    ("date", "seconds"),
    [
        ("Sun, 22 Nov 2026 10:02:00 GMT", 120.0),
        ("Sun, 22 Nov 2026 10:02:00 +0000", 120.0),
        ("Sun, 22 Nov 2026 17:02:00 +0700", 120.0),
        ("Sunday, 22-Nov-26 10:02:00 GMT", 120.0),
        ("Sun Nov 22 10:02:00 2026", 120.0),
        ("Sun, 22 Nov 2026 10:00:00 GMT", 0.0),
        ("Sun, 22 Nov 2026 09:00:00 GMT", 0.0),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0),
        ("Wed, 23 Dec 2026 10:00:00 GMT", float(MONTH)),
        ("Wed, 23 Dec 2026 10:00:01 GMT", None),
        ("Sun, 22 Nov 2099 10:00:00 GMT", None),
        ("Fri, 31 Dec 9999 23:59:59 GMT", None),
        ("Sun, 99 Nov 2026 10:02:00 GMT", None),
        ("Sun, 22 Nov 2026 99:02:00 GMT", None),
        ("Sun, 22 Nov 2026", None),
        ("22 November", None),
        ("2026-11-22T10:02:00Z", 120.0),
        ("Sun, 22 Nov 99999 10:02:00 GMT", None),
        ("Sun, 22 Nov 2026 10:02:00 GMT" + " " * 20 + "x", None),
    ],
)
@pytest.mark.parametrize("zone", ["UTC", "Asia/Ho_Chi_Minh", "America/New_York"])
def test_a_date_counts_from_the_date_of_the_reply(
    monkeypatch: pytest.MonkeyPatch, zone: str, date: str, seconds: float | None
) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()

        wait = wait_of({"Retry-After": date, "date": "Sun, 22 Nov 2026 10:00:00 GMT"})
    time.tzset()

    assert wait == seconds


@pytest.mark.parametrize(
    "sent", [{}, {"Date": ""}, {"Date": "yesterday"}, {"Date": None}]
)
def test_a_date_counts_from_now_where_the_reply_has_none(
    monkeypatch: pytest.MonkeyPatch, sent: dict[str, object]
) -> None:
    monkeypatch.setattr(time, "time", NOW.timestamp)
    date = format_datetime(NOW + timedelta(seconds=90), usegmt=True)

    wait = wait_of({"Retry-After": date, **sent})

    assert wait == 90.0


def test_the_reply_knows_better_than_the_documents() -> None:
    body = {"errorId": 1, "errorCode": "ERROR_IP_BANNED"}

    waits = [
        getattr(
            capsolver.error_from_reply(body, headers=headers), "retry_after", "none"
        )
        for headers in (
            {"Retry-After": "5"},
            {"Retry-After": "0"},
            {"Retry-After": "x"},
            None,
        )
    ]

    assert waits == [5.0, 0.0, 1800.0, 1800.0]


def test_a_wait_that_is_given_is_kept() -> None:
    error = capsolver.error_from_code("ERROR_IP_BANNED", retry_after=7)

    assert error.retry_after == 7


@pytest.mark.parametrize(
    ("cls", "seconds"),
    [
        (capsolver.CapSolverIpBanned, 1800.0),
        (capsolver.CapSolverKeyTempBlocked, 300.0),
        (fcm.FcmQuotaExceeded, 60.0),
        (meizu_push.MeizuPushMessageFolded, 60.0),
        (zalo.ZaloOutOfQuota, None),
        (zalo.ZaloGatewayDown, None),
        (zalo.ZaloUnknownCode, None),
    ],
)
def test_a_documented_wait_is_that_of_the_class(
    cls: type[ProviderError], seconds: float | None
) -> None:
    assert (cls.wait, cls().retry_after) == (seconds, seconds)


def test_every_part_of_a_reply_has_its_wait() -> None:
    body = {"result": [{"error": 8}, {"error": 23}, {"error": 999}]}

    group = notificore.error_from_reply(body, headers={"Retry-After": "9"})

    assert isinstance(group, notificore.NotificoreErrorGroup)
    waits = [getattr(error, "retry_after", "none") for error in group.exceptions]
    assert waits == [9.0, 9.0, 9.0]
