"""From a code to its class, and to an error of it."""

from __future__ import annotations

import json
from enum import Enum, IntEnum
from importlib import import_module
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from provider_errors import (
    PROVIDERS,
    ProviderError,
    apns,
    capsolver,
    fcm,
    huawei_push,
    meizu_push,
    notificore,
    tencent_push,
    zalo,
)
from provider_errors.meizu_push import MeizuPushCode, MeizuPushTargetCode
from provider_errors.zalo import ZaloCode


@pytest.mark.parametrize(
    "code",
    [
        -115,
        -115.0,
        "-115",
        "-115 ",
        " -115\n",
        "-0115",
        ZaloCode.OUT_OF_QUOTA,
        "OUT_OF_QUOTA",
    ],
)
def test_a_code_is_found_in_any_form(code: Any) -> None:
    found = (zalo.lookup(code), type(zalo.error_from_code(code)))

    assert found == (zalo.ZaloOutOfQuota, zalo.ZaloOutOfQuota)


@pytest.mark.parametrize(
    "code",
    [
        -116.5,
        "-\u0661\u0661\u0665",
        "\u2212115",
        "-\uff11\uff11\uff15",
        "--115",
        "+-115",
        "- 115",
        "-115.0",
        "-11_5",
        "",
        " ",
        "-",
        "out_of_quota",
        "ZaloOutOfQuota",
        "__members__",
        "name",
        float("nan"),
        float("inf"),
        None,
        b"-115",
        [-115],
        {"code": -115},
        (),
        object,
    ],
)
def test_what_is_no_code_is_not_found(code: Any) -> None:
    with pytest.raises(LookupError):
        zalo.lookup(code)


@pytest.mark.parametrize("code", [True, False])
def test_a_truth_is_not_a_number(*, code: bool) -> None:
    with pytest.raises(LookupError):
        notificore.lookup(code)
    assert type(notificore.error_from_code(code)) is notificore.NotificoreUnknownCode


def test_a_float_is_the_whole_number() -> None:
    code: Any = 1.0

    assert notificore.lookup(code) is notificore.NotificoreInvalidKey


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (12345, "zalo has no code 12345"),
        ("12345", "zalo has no code '12345'"),
        ("OUT_OF_QOTA", "zalo has no code 'OUT_OF_QOTA'"),
        (True, "zalo has no code True"),
        (0, "0 means success in ZaloCode; it has no class"),
        ("0", "0 means success in ZaloCode; it has no class"),
        ("SUCCESS", "SUCCESS means success in ZaloCode; it has no class"),
    ],
)
def test_what_is_not_found_is_named(code: Any, text: str) -> None:
    with pytest.raises(LookupError) as raised:
        zalo.lookup(code)

    assert str(raised.value) == text


def test_a_member_that_means_success_is_not_found() -> None:
    with pytest.raises(LookupError, match="means success in ZaloCode"):
        zalo.lookup(ZaloCode.SUCCESS)


@pytest.mark.parametrize("sign", [1, -1])
def test_a_number_of_thousands_of_digits_is_not_found(sign: int) -> None:
    with pytest.raises(LookupError):
        zalo.lookup(sign * 10**5000)


@pytest.mark.parametrize(
    "code",
    ["ERROR_SERVICE_UNAVALIABLE", "ERROR_SERVICE_UNAVAILABLE", "SERVICE_UNAVAILABLE"],
)
def test_the_right_spelling_is_found_beside_that_of_the_wire(code: str) -> None:
    assert capsolver.lookup(code) is capsolver.CapSolverServiceUnavailable


@pytest.mark.parametrize("code", [400, "400", 400.0])
def test_a_number_is_found_in_a_table_of_numbers_beside_one_of_words(code: Any) -> None:
    assert capsolver.lookup(code) is capsolver.CapSolverRequestFailed


@pytest.mark.parametrize("code", [88, 89, "88", "89"])
def test_a_code_of_a_range_is_found(code: int | str) -> None:
    assert notificore.lookup(code) is notificore.NotificoreStatisticsReserved


def test_a_row_goes_before_a_range() -> None:
    assert tencent_push.lookup(70016) is tencent_push.TencentPushPublicKeyNotFound


def test_an_error_of_a_range_keeps_its_code() -> None:
    error = tencent_push.error_from_code("60099", "x")

    assert (type(error), error.code) == (tencent_push.TencentPushCommonError, 60099)


# Several tables


def test_a_bare_code_of_two_tables_is_that_of_the_first() -> None:
    found = (meizu_push.lookup(110010), type(meizu_push.error_from_code(110010)))

    assert found == (
        meizu_push.MeizuPushPushTooFrequent,
        meizu_push.MeizuPushPushTooFrequent,
    )


@pytest.mark.parametrize(
    "code", [110010, "110010", MeizuPushTargetCode.MESSAGE_SWITCH_OFF]
)
def test_a_code_of_two_tables_is_that_of_the_table_that_is_named(
    code: int | str,
) -> None:
    found = (
        meizu_push.lookup(code, table=MeizuPushTargetCode),
        type(meizu_push.error_from_code(code, table=MeizuPushTargetCode)),
    )

    cls = meizu_push.MeizuPushMessageSwitchOff
    assert found == (cls, cls)


def test_a_member_knows_its_table() -> None:
    found = meizu_push.lookup(MeizuPushTargetCode.MESSAGE_SWITCH_OFF)

    assert found is meizu_push.MeizuPushMessageSwitchOff


@pytest.mark.parametrize(
    "code", [110005, "110005", MeizuPushTargetCode.ALIAS_NOT_SUBSCRIBED]
)
def test_a_code_is_not_found_in_another_table(code: int | str) -> None:
    with pytest.raises(LookupError):
        meizu_push.lookup(code, table=MeizuPushCode)


def test_a_name_is_found_in_its_own_table_alone() -> None:
    with pytest.raises(LookupError):
        meizu_push.lookup("MESSAGE_SWITCH_OFF", table=MeizuPushCode)


def test_an_error_of_another_table_is_unknown_to_this_one() -> None:
    error = meizu_push.error_from_code(110005, table=MeizuPushCode)

    assert (type(error), error.code) == (meizu_push.MeizuPushUnknownCode, 110005)


# Members of other enums


class Lookalike(IntEnum):
    """An enum of somebody else with a number that Zalo has too."""

    OUT_OF_QUOTA = -115


FOREIGN: list[Enum] = [
    Lookalike.OUT_OF_QUOTA,
    MeizuPushCode.PUSH_TOO_FREQUENT,
    MeizuPushTargetCode.ALIAS_NOT_SUBSCRIBED,
    apns.ApnsCode.BAD_TOPIC,
]


@pytest.mark.parametrize("member", FOREIGN)
def test_a_member_of_another_enum_is_not_found(member: Any) -> None:
    with pytest.raises(LookupError):
        zalo.lookup(member)


@pytest.mark.parametrize("member", FOREIGN)
def test_a_member_of_another_enum_is_an_unknown_code_without_a_name(
    member: Any,
) -> None:
    error = zalo.error_from_code(member)

    assert (type(error), error.code, error.name) == (
        zalo.ZaloUnknownCode,
        member.value,
        None,
    )


# What an error is made of


def test_an_error_takes_all_that_it_has_to_say() -> None:
    error = zalo.error_from_code(
        "-115",
        "Hết tiền",
        http_status=200,
        item="84987654321",
        retry_after=2.5,
        reply={"error": "-115"},
    )

    said = (
        error.code,
        error.message,
        error.http_status,
        error.item,
        error.retry_after,
        error.reply,
    )
    assert said == (-115, "Hết tiền", 200, "84987654321", 2.5, {"error": "-115"})


@pytest.mark.parametrize("message", [None, ""])
def test_an_error_without_a_message_has_the_documented_one(message: str | None) -> None:
    assert zalo.error_from_code(-115, message).message == "Out of quota"


def test_an_error_without_a_documented_message_has_the_summary() -> None:
    error = apns.error_from_code("BadTopic")

    assert error.message == error.summary


@pytest.mark.parametrize("code", [0, "0", "SUCCESS", ZaloCode.SUCCESS])
def test_success_is_an_unknown_code_where_it_is_called_an_error(
    code: int | str,
) -> None:
    error = zalo.error_from_code(code)

    assert (type(error), error.code) == (zalo.ZaloUnknownCode, 0)


def test_an_unknown_code_keeps_its_number() -> None:
    codes = [zalo.error_from_code(code).code for code in (-999, "-999", " -999 ")]

    assert codes == [-999, -999, -999]


@pytest.mark.parametrize("code", ["x", "", " ", "-\u0661\u0661\u0665", "9" * 50])
def test_an_unknown_text_is_kept_as_it_came(code: str) -> None:
    kept: object = zalo.error_from_code(code).code

    assert kept == code


def test_the_code_of_an_error_is_a_member() -> None:
    error = zalo.error_from_code(-115)

    assert error.code is ZaloCode.OUT_OF_QUOTA


def test_what_has_no_code_has_the_name_of_its_row() -> None:
    error = huawei_push.HuaweiPushIllegalToken()

    assert (error.code, error.name) == (None, "ILLEGAL_TOKEN")


@pytest.mark.parametrize("provider", PROVIDERS)
@given(code=st.integers() | st.text() | st.booleans(), message=st.none() | st.text())
@example(code=10**4000, message=None)
@example(code="9" * 5000, message="")
@example(code="\ud800", message="\ud800")
@example(code="-" * 5000, message="\x00")
def test_an_error_can_be_made_of_any_code(
    provider: str, code: int | str, message: str | None
) -> None:
    module = import_module(f"provider_errors.{provider}")

    error = module.error_from_code(code, message)

    assert isinstance(error, ProviderError)
    rebuilt = type(error)(*json.loads(json.dumps(error.args)))
    assert (rebuilt.code, str(rebuilt)) == (error.code, str(error))
    assert str(error).isprintable()


def test_another_name_of_a_row_is_the_same_class() -> None:
    names = ["CAMPAIGN_NOT_FOUND", "SMS_CAMPAIGN_NOT_FOUND", "Campaign not found"]

    classes = {notificore.lookup(name) for name in names}

    assert classes == {notificore.NotificoreCampaignNotFound}


def test_a_code_that_is_a_name_as_well_is_one_class() -> None:
    found = {fcm.lookup("UNREGISTERED"), fcm.lookup(fcm.FcmCode.UNREGISTERED)}

    assert found == {fcm.FcmUnregistered}
