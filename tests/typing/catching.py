"""What type checkers know of the exceptions. Checked by mypy and pyright, never run.

An ignore here is a claim that the line is an error: both checkers report one that is not needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, assert_never, assert_type

import provider_errors
from provider_errors import (
    InsufficientFunds,
    ProviderError,
    RateLimited,
    Retryable,
    apns,
    errors_of,
    huawei_push,
    meizu_push,
    notificore,
    tencent_push,
    zalo,
)
from provider_errors.capsolver import (
    CapSolverCode,
    CapSolverError,
    CapSolverStatus,
    CapSolverZeroBalance,
)
from provider_errors.fcm import FcmCode, FcmQuotaExceeded, FcmStatus
from provider_errors.huawei_push import (
    HuaweiPushError,
    HuaweiPushErrorGroup,
    HuaweiPushIllegalToken,
)
from provider_errors.meizu_push import MeizuPushTargetCode
from provider_errors.tencent_push import (
    TencentPushCommonError,
    TencentPushErrorGroup,
)
from provider_errors.zalo import ZaloCode, ZaloError, ZaloOutOfQuota, ZaloUnknownCode

if TYPE_CHECKING:
    import aiohttp
    import httpx
    import requests


def a_leaf_knows_its_exact_code(
    error: ZaloOutOfQuota, other: CapSolverZeroBalance
) -> None:
    assert_type(error.code, Literal[ZaloCode.OUT_OF_QUOTA])
    assert_type(other.code, Literal[CapSolverCode.ZERO_BALANCE])


def a_base_knows_the_codes_of_its_provider(
    error: ZaloError,
    text: CapSolverError,
    unknown: ZaloUnknownCode,
    every: ProviderError,
) -> None:
    assert_type(error.code, ZaloCode | int | None)
    assert_type(unknown.code, ZaloCode | int | None)
    assert_type(every.code, int | str | None)
    assert_type(text.code, CapSolverCode | CapSolverStatus | int | str | None)


def a_range_has_a_number(error: TencentPushCommonError) -> None:
    assert_type(error.code, int)
    assert_type(error.name, Literal["COMMON_ERROR"])


def every_error_has_these(error: ProviderError) -> None:
    assert_type(error.message, str)
    assert_type(error.summary, str)
    assert_type(error.remedy, str)
    assert_type(error.links, tuple[str, ...])
    assert_type(error.category, str)
    assert_type(error.provider, str)
    assert_type(error.name, str | None)
    assert_type(error.item, str | None)
    assert_type(error.retryable, bool)
    assert_type(error.retry_after, float | None)
    assert_type(error.http_status, int | None)
    assert_type(error.reply, object)


def a_match_over_the_codes_of_one_table_is_complete(code: FcmStatus) -> str:
    match code:
        case FcmStatus.UNAUTHENTICATED | FcmStatus.PERMISSION_DENIED:
            return "credentials"
        case FcmStatus.NOT_FOUND | FcmStatus.FAILED_PRECONDITION:
            return "request"
        case FcmStatus.OUT_OF_RANGE | FcmStatus.ALREADY_EXISTS:
            return "request"
        case FcmStatus.UNIMPLEMENTED | FcmStatus.DATA_LOSS:
            return "never"
        case FcmStatus.RESOURCE_EXHAUSTED | FcmStatus.DEADLINE_EXCEEDED:
            return "later"
        case FcmStatus.ABORTED | FcmStatus.CANCELLED | FcmStatus.UNKNOWN:
            return "later"
        case _:
            assert_never(code)


def a_match_that_forgets_a_code_is_an_error(code: FcmStatus) -> str:
    match code:
        case FcmStatus.UNAUTHENTICATED:
            return "credentials"
        case _:
            assert_never(code)  # type: ignore[arg-type]  # other codes are left


def a_match_over_classes_tells_them_apart(
    error: ZaloOutOfQuota | FcmQuotaExceeded,
) -> str:
    match error:
        case ZaloOutOfQuota():
            assert_type(error.code, Literal[ZaloCode.OUT_OF_QUOTA])
            return "money"
        case FcmQuotaExceeded():
            assert_type(error.code, Literal[FcmCode.QUOTA_EXCEEDED])
            return "pause"
        case _:
            assert_never(error)


def the_state_cannot_be_set(error: ZaloOutOfQuota) -> None:
    error.code = ZaloCode.OUT_OF_QUOTA  # type: ignore[misc]  # a read-only property
    error.message = "no"  # type: ignore[misc]  # a read-only property


def readers_say_what_they_return(body: dict[str, object]) -> None:
    error = zalo.error_from_reply(body, http_status=200, headers={"Retry-After": "1"})
    assert_type(error, ZaloError | None)
    assert_type(zalo.error_from_code(-115), ZaloError)
    assert_type(
        zalo.error_from_code("-115", "text", item="1", retry_after=2.0), ZaloError
    )
    assert_type(zalo.lookup(ZaloCode.OUT_OF_QUOTA), type[ZaloError])
    assert_type(meizu_push.lookup(110010, table=MeizuPushTargetCode).retryable, bool)
    zalo.error_from_code(-115, nonsense=1)  # type: ignore[call-arg]  # no such argument
    zalo.lookup(None)  # type: ignore[arg-type]  # no code


def responses_of_the_common_clients_are_taken(
    modern: httpx.Response, classic: requests.Response
) -> None:
    zalo.raise_for_response(modern)
    notificore.raise_for_response(classic)
    zalo.raise_for_response("text")  # type: ignore[type-var]  # no response


def kinds_catch_across_providers() -> None:
    try:
        apns.raise_for_reply(b"", http_status=503)
    except InsufficientFunds as error:
        assert_type(error, InsufficientFunds)
    except (RateLimited, Retryable) as error:
        assert_type(error.retry_after, float | None)


def a_group_is_taken_apart_by_class() -> None:
    try:
        notificore.raise_for_reply({})
    except* ZaloOutOfQuota as group:
        assert_type(
            group.exceptions[0], ZaloOutOfQuota | ExceptionGroup[ZaloOutOfQuota]
        )
    except* ProviderError as others:
        for each in others.exceptions:
            assert isinstance(each, ProviderError)
            assert_type(each.item, str | None)


def a_group_that_is_caught_has_the_errors_of_its_provider() -> None:
    try:
        huawei_push.raise_for_reply({})
    except HuaweiPushErrorGroup as group:
        assert_type(group.code, None)
        assert_type(group.succeeded, int | None)
        for error in group.errors:
            assert_type(error, HuaweiPushError)
            assert_type(error.item, str | None)
            if isinstance(error, HuaweiPushIllegalToken):
                assert_type(error.code, None)


def a_group_of_several_providers_has_errors_of_any() -> None:
    try:
        tencent_push.raise_for_reply({})
    except TencentPushErrorGroup as group:
        assert_type(group.errors, tuple[ProviderError, ...])


def errors_of_takes_what_an_except_with_a_star_hands_out() -> None:
    try:
        huawei_push.raise_for_reply({})
    except* HuaweiPushError as group:
        assert_type(group, ExceptionGroup[HuaweiPushError])
        for error in errors_of(group):
            assert_type(error, ProviderError)
    except* OSError as others:
        assert_type(errors_of(others), tuple[ProviderError, ...])


def a_provider_without_partial_failures_has_no_group() -> None:
    zalo.ZaloErrorGroup  # type: ignore[attr-defined]  # noqa: B018  # a message is sent or not


def a_body_is_neither_a_response_nor_awaitable(
    response: httpx.Response, client: httpx.AsyncClient, unknown: object
) -> None:
    zalo.raise_for_reply(response)  # type: ignore[arg-type]  # response.content was meant
    zalo.error_from_reply(response)  # type: ignore[arg-type]  # response.content was meant
    zalo.raise_for_reply(client.get(""))  # type: ignore[arg-type]  # not awaited
    zalo.raise_for_reply(unknown)  # type: ignore[arg-type]  # has to be narrowed


async def a_response_is_awaited_before_it_is_read(
    client: httpx.AsyncClient, aiohttp_response: aiohttp.ClientResponse
) -> None:
    sent = client.get("")
    zalo.raise_for_response(sent)  # type: ignore[type-var, unused-coroutine]  # not awaited
    assert_type(zalo.raise_for_response(await client.get("")), httpx.Response)
    zalo.raise_for_response(aiohttp_response)  # type: ignore[type-var]  # its body is awaited
    assert_type(
        await zalo.araise_for_response(aiohttp_response), aiohttp.ClientResponse
    )
    await zalo.araise_for_response(sent)  # type: ignore[type-var, unused-coroutine]  # the same
    zalo.araise_for_response(aiohttp_response)  # type: ignore[unused-coroutine]  # not awaited


def a_provider_that_is_not_there_is_an_error() -> None:
    assert_type(provider_errors.zalo.ZaloOutOfQuota.retryable, bool)
    provider_errors.zallo  # type: ignore[attr-defined]  # noqa: B018  # a typing mistake


def a_deprecated_class_is_marked_where_it_is_named(error: ZaloError) -> None:
    if isinstance(error, zalo.ZaloInvalidParameter):  # type: ignore[deprecated]  # as the spec says
        assert_type(error.code, Literal[ZaloCode.INVALID_PARAMETER])
