"""How long to wait before the next attempt, and the single errors in what was caught."""

from __future__ import annotations

from typing import Any

import pytest
from provider_errors import ProviderError, errors_of, huawei_push, retry_delay, zalo

BUSY = {"error": -999}


def found(body: Any, **known: Any) -> ProviderError:
    error: ProviderError | None = zalo.error_from_reply(body, **known)
    assert error is not None
    return error


def group(*, succeeded: int) -> ProviderError:
    said = f'{{"success": {succeeded}, "illegal_tokens": ["t1", "t2"]}}'
    error = huawei_push.error_from_reply({"code": "80100000", "msg": said})
    assert error is not None
    return error


@pytest.mark.parametrize(
    ("attempt", "asked", "least", "most"),
    [
        (1, None, 0.5, 1.0),
        (2, None, 1.0, 2.0),
        (5, None, 8.0, 16.0),
        (40, None, 30.0, 60.0),
        (10**9, None, 30.0, 60.0),
        (1, "7", 7.0, 7.0),
        (5, "7", 8.0, 16.0),
        (1, "60", 60.0, 60.0),
        (1, "0", 0.5, 1.0),
    ],
)
def test_the_wait_grows_and_is_never_less_than_the_provider_asks_for(
    attempt: int, asked: str | None, least: float, most: float
) -> None:
    error = found(
        BUSY, http_status=503, headers={"Retry-After": asked} if asked else {}
    )

    for _ in range(50):
        wait = retry_delay(error, attempt)
        assert wait is not None
        assert least <= wait <= most
    assert retry_delay(error, attempt, jitter=False) == most


@pytest.mark.parametrize(
    "error",
    [
        found({"error": -115}),
        found(BUSY),
        found(BUSY, http_status=503, headers={"Retry-After": "61"}),
        group(succeeded=0),
        group(succeeded=3),
        ValueError("no error of a provider"),
        ExceptionGroup("mixed", [found(BUSY, http_status=503), ValueError("other")]),
        ExceptionGroup("theirs", [found(BUSY, http_status=503)]),
    ],
    ids=lambda each: type(each).__name__,
)
def test_what_sending_again_does_not_fix_has_no_wait(error: BaseException) -> None:
    assert retry_delay(error) is None


@pytest.mark.parametrize(
    ("status", "waits"),
    [(429, True), (503, True), (408, False), (500, False), (502, False), (504, False)],
)
def test_what_may_have_happened_is_not_sent_twice(status: int, *, waits: bool) -> None:
    error = found(BUSY, http_status=status)

    assert retry_delay(error) is not None
    assert (retry_delay(error, idempotent=False) is not None) == waits


@pytest.mark.parametrize("longest", [0.0, 5.0, 3600.0])
def test_the_longest_wait_is_the_callers(longest: float) -> None:
    error = found(BUSY, http_status=429, headers={"Retry-After": "100"})

    wait = retry_delay(error, longest=longest)

    assert wait == (100.0 if longest >= 100 else None)


@pytest.mark.parametrize("attempt", [0, -1])
def test_an_attempt_below_one_is_a_mistake(attempt: int) -> None:
    with pytest.raises(ValueError, match=f"attempt is {attempt}; the first is 1"):
        retry_delay(found(BUSY), attempt)


def test_the_errors_of_groups_however_they_nest() -> None:
    one, parts = found({"error": -115}), group(succeeded=1)
    nested = ExceptionGroup("a", [one, ExceptionGroup("b", [parts, ValueError()])])

    assert errors_of(one) == (one,)
    assert [type(each).__name__ for each in errors_of(parts)] == [
        "HuaweiPushIllegalToken"
    ] * 2
    assert [each.item for each in errors_of(nested)] == [None, "t1", "t2"]
    assert errors_of(ValueError()) == ()


def test_the_errors_of_what_except_star_hands_out() -> None:
    caught: list[tuple[ProviderError, ...]] = []
    try:
        raise group(succeeded=1)
    except* ProviderError as error:
        caught.append(errors_of(error))

    assert [each.item for each in caught[0]] == ["t1", "t2"]
