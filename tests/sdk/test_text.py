"""What an error looks like in a log: enough to act on, nothing that could forge a line."""

from __future__ import annotations

import io
import logging
import sys
import traceback
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest
from provider_errors import (
    ProviderError,
    ProviderErrorGroup,
    apns,
    capsolver,
    fcm,
    huawei_push,
    notificore,
    zalo,
)

if TYPE_CHECKING:
    from collections.abc import Callable

SECRET = "a-token-that-no-log-should-hold"
ODD = (
    "\x1b[31mred\x1b[0m\r\nINFO all is well\x00\x07\x7f\x85"
    "\u2028\u2029\u202e\u2066\ufeff\ue000\ud800"
)


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (
            zalo.error_from_reply({"error": -115, "message": "Out of quota"}),
            "zalo -115 OUT_OF_QUOTA: Out of quota",
        ),
        (
            zalo.error_from_code(-115, "Hết tiền", http_status=200),
            "zalo -115 OUT_OF_QUOTA: Hết tiền",
        ),
        (zalo.error_from_code(-115), "zalo -115 OUT_OF_QUOTA: Out of quota"),
        (zalo.error_from_code(-999, "New", http_status=200), "zalo -999: New"),
        (
            zalo.error_from_code(-999),
            "zalo -999: unknown code",
        ),
        (
            zalo.error_from_reply("<html>", http_status=502),
            f"zalo HTTP 502: {zalo.ZaloGatewayDown.summary}",
        ),
        (zalo.error_from_reply({}), f"zalo: {zalo.ZaloUnreadableReply.summary}"),
        (
            fcm.error_from_code("UNREGISTERED", "Requested entity was not found."),
            "fcm UNREGISTERED: Requested entity was not found.",
        ),
        (
            apns.error_from_reply({"reason": "BadDeviceToken"}, http_status=400),
            f"apns BadDeviceToken BAD_DEVICE_TOKEN: {apns.ApnsBadDeviceToken.summary}",
        ),
        (
            capsolver.error_from_code("ERROR_ZERO_BALANCE", "x"),
            "capsolver ERROR_ZERO_BALANCE ZERO_BALANCE: x",
        ),
        (
            notificore.error_from_reply(
                {"errors": [{"message": "Campaign not found"}]}
            ),
            "notificore CAMPAIGN_NOT_FOUND: Campaign not found",
        ),
        (
            huawei_push.HuaweiPushIllegalToken(None, None, "t"),
            f"huawei_push ILLEGAL_TOKEN: {huawei_push.HuaweiPushIllegalToken.summary}",
        ),
        (ProviderError("x"), "ProviderError: x"),
        (ProviderError(), f"ProviderError: {ProviderError.summary}"),
    ],
)
def test_the_text_names_provider_code_and_name(error: object, text: str) -> None:
    assert str(error) == text


def test_the_text_of_an_odd_message_is_escaped() -> None:
    error = zalo.error_from_code(-115, ODD)

    assert str(error) == (
        "zalo -115 OUT_OF_QUOTA: \\x1b[31mred\\x1b[0m\\r\\nINFO all is well\\x00\\x07\\x7f"
        "\\x85\\u2028\\u2029\\u202e\\u2066\\ufeff\\ue000\\ud800"
    )


def test_an_odd_message_is_kept_as_it_came() -> None:
    error = zalo.error_from_reply({"error": -115, "message": ODD})

    assert getattr(error, "message", "none") == ODD


@pytest.mark.parametrize("written", [str, repr])
def test_an_odd_code_and_item_are_escaped_too(written: type[str]) -> None:
    error = capsolver.error_from_code(f"X{ODD}", item=ODD)

    text = written(error)

    assert text.isprintable()


@pytest.mark.parametrize("written", [str, repr])
def test_an_odd_group_is_escaped_too(written: type[str]) -> None:
    reply = {"errors": [{"message": ODD}, {"message": ODD}]}
    group = notificore.error_from_reply(reply)

    text = written(group)

    assert text.isprintable()


def test_letters_of_every_script_are_kept() -> None:
    text = "Số dư không đủ — 余额不足 🙂"

    error = zalo.error_from_code(-115, text)

    assert str(error).endswith(text)


REPLIES = {
    "code": ("zalo", {"error": -115, "data": {"to": SECRET}}),
    "unknown code": ("zalo", {"error": -999, "data": {"to": SECRET}}),
    "unreadable": ("zalo", {"data": {"to": SECRET}}),
    "text": ("zalo", f"<html>\nBad Gateway\n{SECRET}</html>"),
    "group": ("notificore", {"result": [{"error": 23, "to": SECRET}], "to": SECRET}),
}


@pytest.mark.parametrize("written", [str, repr])
@pytest.mark.parametrize("what", REPLIES)
def test_no_text_shows_the_reply(what: str, written: type[str]) -> None:
    provider, reply = REPLIES[what]
    module = {"zalo": zalo, "notificore": notificore}[provider]

    text = written(module.error_from_reply(reply))

    assert SECRET not in text


@pytest.mark.parametrize("what", REPLIES)
def test_no_traceback_shows_the_reply(what: str) -> None:
    provider, reply = REPLIES[what]
    error = {"zalo": zalo, "notificore": notificore}[provider].error_from_reply(reply)
    assert error is not None

    text = "".join(traceback.format_exception(error))

    assert SECRET not in text


def test_the_last_line_of_a_traceback_is_the_class_and_the_text() -> None:
    error = zalo.error_from_code(-115)

    line = traceback.format_exception_only(error)

    assert line == [
        "provider_errors.zalo.ZaloOutOfQuota: zalo -115 OUT_OF_QUOTA: Out of quota\n"
    ]


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (zalo.ZaloOutOfQuota(), "ZaloOutOfQuota()"),
        (
            zalo.error_from_code(
                -115, "Out", http_status=200, item="84", retry_after=5, reply={"a": 1}
            ),
            "ZaloOutOfQuota(message='Out', http_status=200, item='84', retry_after=5)",
        ),
        (zalo.error_from_code(-999), "ZaloUnknownCode(code=-999)"),
    ],
)
def test_repr_shows_what_tells_errors_apart(error: ProviderError, text: str) -> None:
    assert repr(error) == text


def test_the_text_of_a_group_counts() -> None:
    group = notificore.error_from_reply({"result": [{"error": 0}, {"error": 23}]})

    assert isinstance(group, notificore.NotificoreErrorGroup)
    assert group.message == "notificore: 1 part failed, 1 succeeded"


def controls() -> str:
    """Every character that could forge a line, colour a terminal or turn text around."""
    return "".join(
        chr(point)
        for point in range(sys.maxunicode + 1)
        if unicodedata.category(chr(point)) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    )


CONTROLS = controls()
SAID: dict[str, Callable[[str], BaseException]] = {
    "a message": lambda text: zalo.error_from_code(-115, text),
    "a message of a reply": lambda text: reported(
        zalo.error_from_reply({"error": -115, "message": text})
    ),
    "an unknown code": lambda text: capsolver.error_from_code(f"X{text}"),
    "an unknown code of a reply": lambda text: reported(
        apns.error_from_reply({"reason": f"X{text}"}, http_status=400)
    ),
    "an item": lambda text: zalo.error_from_code(-115, item=text),
    "a member of a group": lambda text: reported(
        notificore.error_from_reply({"errors": [{"message": text}] * 2})
    ),
    "the message of a group": lambda text: ProviderErrorGroup(
        f"x{text}", [zalo.error_from_code(-115)]
    ),
    "what a lookup found": lambda text: not_found(f"{blanks(text)}0"),
}


def reported(error: BaseException | None) -> BaseException:
    assert error is not None
    return error


def blanks(text: str) -> str:
    """Those of the characters that may stand around a code."""
    return "".join(c for c in text if c.isspace())


def not_found(code: str) -> BaseException:
    with pytest.raises(LookupError) as raised:
        zalo.lookup(code)
    return raised.value


@pytest.mark.parametrize("written", [str, repr])
@pytest.mark.parametrize("where", SAID)
def test_no_control_character_is_printed(where: str, written: type[str]) -> None:
    error = SAID[where](CONTROLS)

    text = written(error)

    assert [c for c in CONTROLS if c in text] == []


@pytest.mark.parametrize("where", SAID)
def test_no_traceback_has_a_control_character_but_its_own_breaks(where: str) -> None:
    error = SAID[where](CONTROLS)

    text = "".join(traceback.format_exception(error))

    assert [c for c in CONTROLS if c in text] == ["\n"]


def test_a_log_has_as_many_lines_as_there_were_errors() -> None:
    stream = io.StringIO()
    logger = logging.getLogger("test_text")
    logger.addHandler(logging.StreamHandler(stream))

    for make in SAID.values():
        logger.error("%s", make(CONTROLS))

    assert len(stream.getvalue().splitlines()) == len(SAID)


@pytest.mark.parametrize("kept", ["message", "code", "item"])
def test_what_was_sent_is_kept_raw(kept: str) -> None:
    error = capsolver.error_from_code(f"X{CONTROLS}", CONTROLS, item=CONTROLS)

    assert CONTROLS in getattr(error, kept)


@pytest.mark.parametrize(
    "odd", [{"token": SECRET}, [SECRET], SECRET.encode(), object()]
)
@pytest.mark.parametrize("place", [0, 1, 2, 3, 5])
def test_what_stands_in_a_wrong_place_is_not_shown(place: int, odd: object) -> None:
    state: list[Any] = [None] * 6
    state[place] = odd

    texts = [str(zalo.ZaloUnknownCode(*state)), repr(zalo.ZaloUnknownCode(*state))]

    assert [text for text in texts if SECRET in text] == []


@pytest.mark.parametrize("place", [1, 3, 5])
def test_a_number_of_thousands_of_digits_can_be_shown(place: int) -> None:
    state: list[Any] = [None] * 6
    state[place] = 10**100_000

    texts = [str(zalo.ZaloUnknownCode(*state)), repr(zalo.ZaloUnknownCode(*state))]

    assert [text.isprintable() for text in texts] == [True, True]


def test_the_text_of_a_reply_with_an_http_status_of_thousands_of_digits() -> None:
    error = zalo.error_from_reply({}, http_status=10**100_000)

    assert str(error) == f"zalo: {zalo.ZaloUnreadableReply.summary}"


@pytest.mark.parametrize("sign", [1, -1])
def test_a_code_of_thousands_of_digits_has_a_text(sign: int) -> None:
    error = zalo.error_from_code(sign * 10**5000, "Out of quota")

    texts = (str(error), repr(error))

    begin = [text.startswith(("zalo", "ZaloUnknownCode")) for text in texts]
    assert begin == [True, True]
