"""What an application answers its own caller where a provider's error is the reason."""

from __future__ import annotations

import json
from typing import Any

import provider_errors
import pytest
from errsmith.spec.kinds import KINDS
from provider_errors import (
    ProviderError,
    huawei_push,
    problem,
    zalo,
)

STATUSES = {
    "AccountBlocked": 503,
    "AlreadyExists": 409,
    "AuthenticationFailed": 503,
    "ContentRejected": 422,
    "Expired": 422,
    "GatewayBusy": 503,
    "GatewayDown": 503,
    "GatewayFault": 502,
    "InsufficientFunds": 503,
    "InvalidRecipient": 422,
    "InvalidRequest": 500,
    "Misconfigured": 503,
    "NotFound": 422,
    "PermissionDenied": 503,
    "ProviderFault": 502,
    "QuotaExceeded": 503,
    "RateLimited": 503,
    "RecipientUnavailable": 422,
    "ServiceUnavailable": 503,
    "TooLarge": 422,
    "UnknownCode": 502,
    "UnknownCodeBusy": 503,
    "UnknownCodeDown": 503,
    "UnknownCodeFault": 502,
    "UnreadableReply": 502,
    "Unsupported": 500,
}


@pytest.mark.parametrize("name", STATUSES)
def test_each_kind_has_a_status(name: str) -> None:
    cls = getattr(provider_errors, name)

    status, document, headers = problem(cls("said", 400))

    assert (status, document["status"]) == (STATUSES[name], STATUSES[name])
    assert headers == {"Content-Type": "application/problem+json"}
    assert document["type"] == "about:blank"
    assert document["detail"] == cls.summary


def test_no_kind_is_left_out() -> None:
    classes = {
        name
        for name in provider_errors.__all__
        if isinstance(cls := getattr(provider_errors, name), type)
        and issubclass(cls, ProviderError)
    }

    assert {kind.class_name for kind in KINDS.values()} <= set(STATUSES)
    assert classes - set(STATUSES) == {
        "ProviderError",
        "ProviderErrorGroup",
        "Retryable",
    }


def test_the_document_holds_facts_and_nothing_that_was_sent() -> None:
    error = zalo.ZaloOutOfQuota("for 84900000000", 200, "84900000000", None, {"a": 1})

    status, document, _ = problem(error)

    assert status == 503
    assert document == {
        **error.facts(),
        "type": error.page or "about:blank",
        "title": "Out of quota" if error.page else "Service Unavailable",
        "status": 503,
        "detail": error.summary,
    }
    assert "84900000000" not in json.dumps(document)


def test_a_page_is_the_type_and_the_name_the_title() -> None:
    class Published(zalo.ZaloOutOfQuota):
        page = "https://errors.test/codes.html#zalo-115"

    _, document, _ = problem(Published())

    assert document["type"] == "https://errors.test/codes.html#zalo-115"
    assert document["title"] == "Out of quota"


@pytest.mark.parametrize(
    ("wait", "said"), [(7.0, "7"), (7.01, "8"), (0.2, "1"), (0.0, "0"), (60, "60")]
)
def test_a_wait_is_in_whole_seconds_and_never_too_short(wait: float, said: str) -> None:
    error = provider_errors.RateLimited("", 429, None, wait)

    assert problem(error)[2]["Retry-After"] == said


@pytest.mark.parametrize("said", [408, 502, 504])
def test_what_may_have_gone_out_does_not_ask_to_be_sent_again(said: int) -> None:
    error = zalo.error_from_reply("", http_status=said, headers={"retry-after": "7"})
    assert error is not None

    status, document, headers = problem(error)

    assert status == 502
    assert "Retry-After" not in headers
    assert document["outcome_unknown"] is True


@pytest.mark.parametrize(
    ("fault", "status"),
    [("recipient", 422), ("caller", 500), ("account", 503), ("provider", 502)],
)
def test_a_custom_kind_with_another_fault_is_answered_by_it(
    fault: Any, status: int
) -> None:
    custom = type("Chirped", (ProviderError,), {"fault": fault})
    base: type[ProviderError] = provider_errors.TooLarge
    moved = type("Moved", (base,), {"fault": fault})

    assert problem(custom(""))[0] == status
    assert problem(moved(""))[0] == (422 if fault == "caller" else status)


def group(*parts: ProviderError, succeeded: int | None) -> ProviderError:
    return huawei_push.HuaweiPushErrorGroup("parts failed", list(parts), succeeded)


BUSY = huawei_push.error_from_code(-999, http_status=429)
GONE = huawei_push.HuaweiPushIllegalToken("", 200, "token-1")


@pytest.mark.parametrize(
    ("parts", "succeeded", "status"),
    [
        ([GONE, GONE], 3, 422),
        ([BUSY, BUSY], 0, 503),
        ([BUSY, BUSY], 1, 502),
        ([BUSY, BUSY], None, 502),
        ([BUSY, GONE], 0, 502),
    ],
)
def test_a_group_is_answered_as_its_parts_are(
    parts: list[ProviderError], succeeded: int | None, status: int
) -> None:
    answered, document, _ = problem(group(*parts, succeeded=succeeded))

    assert answered == status
    assert [each["category"] for each in document["errors"]] == [
        each.category for each in parts
    ]
    assert document["failed"] == len(parts)
    assert "token-1" not in json.dumps(document)
