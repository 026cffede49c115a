"""The ID that a provider's support asks for is found where the provider puts it."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

import pytest

REPLIES: Final[list[tuple[str, dict[str, Any], dict[str, str]]]] = [
    ("apns", {"reason": "BadTopic"}, {"apns-id": "i"}),
    ("apns", {"reason": "BadChannelId"}, {"apns-request-id": "i"}),
    ("huawei_push", {"code": "80200003", "msg": "m", "requestId": "i"}, {}),
    ("tencent_push", {"ErrorCode": 90001, "RequestId": "i"}, {}),
    ("honor_push", {"code": 80300007, "data": {"requestId": "i"}}, {}),
    ("meizu_push", {"code": "1003", "value": "", "msgId": "i"}, {}),
    ("vivo_push", {"result": 10072, "desc": "x", "requestId": "i"}, {}),
    ("vivo_push", {"result": 10072, "desc": "x", "taskId": "i"}, {}),
]


@pytest.mark.parametrize(("provider", "body", "headers"), REPLIES)
def test_an_error_has_the_id_of_its_request(
    provider: str, body: dict[str, Any], headers: dict[str, str]
) -> None:
    module = import_module(f"provider_errors.{provider}")

    error = module.error_from_reply(body, http_status=200, headers=headers)

    assert error.request_id == "i"


def test_a_part_of_a_request_has_its_id_too() -> None:
    module = import_module("provider_errors.huawei_push")
    msg = '{"success": 1, "failure": 2, "illegalTokens": {"noRight": ["a", "b"]}}'
    body = {"code": "80100000", "msg": msg, "requestId": "i"}

    group = module.error_from_reply(body, http_status=200)

    assert [group.request_id, *(each.request_id for each in group.errors)] == ["i"] * 3
