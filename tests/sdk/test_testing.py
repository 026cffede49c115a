"""Replies that are made for the tests of applications read as what they were made for."""

from __future__ import annotations

from collections import Counter
from importlib import import_module
from typing import TYPE_CHECKING, Any

import httpx
import provider_errors
import pytest
from provider_errors import (
    ProviderError,
    ProviderErrorGroup,
    apns,
    errors_of,
    fcm,
    huawei_push,
    tencent_push,
    zalo,
)
from provider_errors.huawei_push import HuaweiPushIllegalToken
from provider_errors.notificore import NotificoreUnknownCode
from provider_errors.testing import Reply, reply, serve, success
from provider_errors.zalo import ZaloCode, ZaloOutOfQuota

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType


def classes_of(module: Any) -> Iterator[type[ProviderError]]:
    """Yield what a module may raise, its base and its group excepted."""
    for name in module.__all__:
        found = getattr(module, name)
        if not (isinstance(found, type) and issubclass(found, ProviderError)):
            continue
        general = found is module._CATALOG.base  # noqa: SLF001 - no public name says it
        if not (general or issubclass(found, ProviderErrorGroup)):
            yield found


def read(module: Any, made: Reply) -> Any:
    return module.error_from_reply(
        made.content, http_status=made.status, headers=made.headers
    )


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_every_class_has_a_reply_that_reads_as_it(module: ModuleType) -> None:
    classes = list(classes_of(module))

    found = [[type(e) for e in errors_of(read(module, reply(c)))] for c in classes]

    assert found == [[each] for each in classes]


def test_a_success_reads_as_one(module: ModuleType) -> None:
    assert read(module, success(module)) is None


def test_a_member_gives_the_reply_of_its_class() -> None:
    assert reply(ZaloCode.OUT_OF_QUOTA) == reply(ZaloOutOfQuota)


def test_a_member_of_success_is_refused() -> None:
    with pytest.raises(
        ValueError, match=r"means success in ZaloCode.*success\(module\)"
    ):
        reply(ZaloCode.SUCCESS)


@pytest.mark.parametrize("provider", ["huawei_push", "notificore", "oppo_push", "fcm"])
def test_a_list_gives_a_group(provider: str) -> None:
    module = import_module(f"provider_errors.{provider}")
    made = [c for c in classes_of(module) if _is_of_a_part(module, c)][:2]

    group = read(module, reply([*made, made[0]]))

    assert isinstance(group, ProviderErrorGroup)
    assert Counter(map(type, group.errors)) == Counter([*made, made[0]])


def _is_of_a_part(module: ModuleType, cls: type[ProviderError]) -> bool:
    try:
        return isinstance(read(module, reply([cls, cls])), ProviderErrorGroup)
    except ValueError:
        return False


def test_a_group_says_how_many_parts_went_through() -> None:
    made = reply([HuaweiPushIllegalToken] * 2, succeeded=3)

    group = read(huawei_push, made)

    assert (len(group.errors), group.succeeded) == (2, 3)


def test_a_group_of_one_has_parts_that_went_through() -> None:
    group = read(fcm, reply(fcm.FcmUnregistered, succeeded=2))

    assert ([type(e) for e in group.errors], group.succeeded) == (
        [fcm.FcmUnregistered],
        2,
    )


def test_a_group_may_hold_the_errors_of_other_providers() -> None:
    wanted = [apns.ApnsBadDeviceToken, huawei_push.HuaweiPushIllegalToken]
    made = reply(wanted[:1], module=tencent_push, item="user-1")

    group = read(tencent_push, made)

    assert [(type(e), e.item) for e in group.errors] == [(wanted[0], "user-1")]


def test_a_reply_carries_message_and_item() -> None:
    made = reply(HuaweiPushIllegalToken, item="token-9")
    said = reply(ZaloOutOfQuota, message="No more today")

    assert [e.item for e in errors_of(read(huawei_push, made))] == ["token-9"]
    assert read(zalo, said).message == "No more today"


@pytest.mark.parametrize(
    ("what", "options", "reason"),
    [
        (ZaloOutOfQuota, {"item": "x"}, "no reply of zalo has it with item='x'"),
        (
            [ZaloOutOfQuota, ZaloOutOfQuota],
            {},
            "no rule of zalo reads ZaloOutOfQuota, ZaloOut",
        ),
        ([HuaweiPushIllegalToken, NotificoreUnknownCode], {}, "Notificore"),
        (zalo.ZaloError, {}, "no rule of zalo reads ZaloError from"),
        (ProviderError, {}, "is not the module of a provider"),
        ([], {}, "empty list"),
    ],
)
def test_what_the_wire_cannot_say_is_refused(
    what: Any, options: dict[str, Any], reason: str
) -> None:
    with pytest.raises(ValueError, match=reason):
        reply(what, **options)


@pytest.mark.parametrize(
    ("what", "named"),
    [(-115, "-115"), ([-115], "-115"), ("ZaloOutOfQuota", "'ZaloOutOfQuota'")],
)
def test_what_is_no_class_is_refused(what: Any, named: str) -> None:
    with pytest.raises(TypeError, match=f"^{named} is neither a class"):
        reply(what)


def test_a_module_of_no_provider_is_refused() -> None:
    with pytest.raises(
        ValueError, match="provider_errors is not the module of a provider"
    ):
        success(provider_errors)


def test_a_server_answers_in_order_and_keeps_the_requests() -> None:
    with serve() as server:
        server.add(reply(ZaloOutOfQuota))
        server.add(success(zalo))
        with pytest.raises(ZaloOutOfQuota):
            zalo.raise_for_response(
                httpx.post(f"{server.url}/send", json={"phone": "1"})
            )
        chunks = iter([b"a", b"bc"])
        zalo.raise_for_response(httpx.post(server.url, content=chunks))

    first, second = server.requests
    assert (first.method, first.path, first.content) == (
        "POST",
        "/send",
        b'{"phone":"1"}',
    )
    assert (second.content, first.headers["content-type"]) == (
        b"abc",
        "application/json",
    )


def test_a_server_without_replies_says_so() -> None:
    with serve() as server, pytest.raises(zalo.ZaloUnreadableReply) as caught:
        zalo.raise_for_response(httpx.get(server.url))

    assert (caught.value.http_status, caught.value.message) == (
        501,
        "no reply is left; add one with server.add(reply)",
    )


def test_a_server_that_does_not_run_has_no_address() -> None:
    with serve() as server:
        pass

    with pytest.raises(RuntimeError, match="use it in a `with` block"):
        _ = server.url
