"""No reply, however odd, makes a reader raise, or take more than linear time."""

from __future__ import annotations

import gc
import json
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from provider_errors import PROVIDERS, ProviderError, ProviderErrorGroup

if TYPE_CHECKING:
    from collections.abc import Callable

REPLIES = Path(__file__).parent / "replies"
LONG = 20_000
PIECES = 8
"""One long reply is timed against so many short ones that are as long together."""
LINEAR_IS_BELOW = 3
QUADRATIC_WOULD_BE = PIECES

every_provider = pytest.mark.parametrize("provider", PROVIDERS)
often = settings(deadline=None, max_examples=80)


def read(provider: str, body: object, **options: Any) -> object:
    return import_module(f"provider_errors.{provider}").error_from_reply(
        body, **options
    )


def is_a_verdict(result: object) -> bool:
    """Whether it is what a reader may give, and survives JSON."""
    if result is None:
        return True
    if not isinstance(result, ProviderError | ProviderErrorGroup):
        return False
    rebuilt = type(result)(*json.loads(json.dumps(result.args)))
    same = json.dumps(rebuilt.args) == json.dumps(result.args)
    return same and str(rebuilt) == str(result) and str(result).isprintable()


READ = """
    error message data errorId errorCode errorDescription None result reference errors
    ErrorCode ErrorInfo errCode errMsg Events ErrCode ErrInfo To_Account PushPlatform code
    reason description bad_regids msg illegal_tokens success desc invalidUser invalidUsers
    status userid value 110002 failTokens expireTokens details @type UNREGISTERED
    type.googleapis.com/google.firebase.fcm.v1.FcmError BadDeviceToken timestamp
    -115 0 200 80000000 80100000 10302 ERROR_ZERO_BALANCE
"""
"""Words that readers look at, so that they are met often."""
WORDS = st.sampled_from(READ.split())
NUMBERS = st.sampled_from(
    [
        0,
        1,
        200,
        -115,
        23,
        88,
        400,
        404,
        60000,
        110002,
        80000000,
        80100000,
        10302,
        800001,
    ]
)
LEAVES = (
    st.none()
    | st.booleans()
    | NUMBERS
    | st.integers()
    | st.floats()
    | WORDS
    | st.text(max_size=20)
)
JSON = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(WORDS | st.text(max_size=5), inner)
    ),
    max_leaves=20,
)
OBJECTS = st.dictionaries(WORDS, JSON, max_size=5)
STATUSES = (
    st.none() | st.integers() | st.sampled_from([200, 204, 302, 400, 429, 500, 503])
)
HEADERS = st.none() | st.dictionaries(
    st.sampled_from(["Retry-After", "retry-after", "Date"]) | st.text(max_size=5),
    st.text(max_size=45) | st.integers().map(str) | st.floats().map(str),
)


@every_provider
@often
@given(body=OBJECTS | JSON, status=STATUSES, headers=HEADERS)
def test_any_json_is_read(
    provider: str, body: object, status: int | None, headers: dict[str, str] | None
) -> None:
    result = read(provider, body, http_status=status, headers=headers)

    assert is_a_verdict(result)


@every_provider
@often
@given(body=OBJECTS, status=STATUSES)
def test_json_is_read_alike_decoded_and_as_bytes(
    provider: str, body: object, status: int | None
) -> None:
    text = json.dumps(body)

    results = [
        read(provider, each, http_status=status)
        for each in (json.loads(text), text, text.encode(), bytearray(text.encode()))
    ]

    assert [str(each) for each in results] == [str(results[0])] * 4


@every_provider
@often
@given(body=st.text() | st.binary(), status=STATUSES)
def test_any_text_is_read(provider: str, body: str | bytes, status: int | None) -> None:
    result = read(provider, body, http_status=status)

    assert is_a_verdict(result)


def real_replies(provider: str) -> list[object]:
    """The bodies of the provider's replies that are data."""
    entries = yaml.safe_load((REPLIES / f"{provider}.yaml").read_text("utf-8"))
    return [
        body
        for entry in entries
        for body in [*entry.get("bodies", []), entry.get("body")]
        if body
    ]


REAL = {provider: real_replies(provider) for provider in PROVIDERS}


def is_filled_object(value: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict) and value != {}


def is_filled_list(value: object) -> TypeGuard[list[Any]]:
    return isinstance(value, list) and value != []


@st.composite
def mutated(draw: st.DrawFn, value: Any) -> object:
    """The value with something in it lost, doubled or replaced."""
    if draw(st.integers(0, 5)) == 0:
        return draw(JSON)
    if is_filled_object(value):
        return mutated_object(draw, value)
    if is_filled_list(value):
        place = draw(st.integers(0, len(value) - 1))
        choices: list[list[object]] = [
            [],
            [value[place]] * 2,
            [draw(mutated(value[place]))],
        ]
        return [*value[:place], *draw(st.sampled_from(choices)), *value[place + 1 :]]
    if isinstance(value, str) and draw(st.booleans()):
        cut = draw(st.integers(0, len(value)))
        return value[:cut] + draw(st.text(max_size=3)) + value[cut + 1 :]
    return draw(LEAVES)


def mutated_object(draw: st.DrawFn, value: dict[str, Any]) -> dict[str, Any]:
    key = draw(st.sampled_from(sorted(value)))
    rest = {name: each for name, each in value.items() if name != key}
    how = draw(st.sampled_from(["lost", "renamed", "changed", "changed", "changed"]))
    if how == "lost":
        return rest
    if how == "renamed":
        return rest | {draw(WORDS): value[key]}
    return rest | {key: draw(mutated(value[key]))}


@every_provider
@often
@given(data=st.data(), status=STATUSES)
def test_a_real_reply_that_was_damaged_is_read(
    provider: str, data: st.DataObject, status: int | None
) -> None:
    body = data.draw(mutated(data.draw(st.sampled_from(REAL[provider]))))

    result = read(provider, body, http_status=status)

    assert is_a_verdict(result)


@every_provider
@often
@given(data=st.data())
def test_a_real_reply_that_breaks_off_is_read(
    provider: str, data: st.DataObject
) -> None:
    text = json.dumps(data.draw(st.sampled_from(REAL[provider])))
    cut = data.draw(st.integers(1, len(text) - 1))

    result = read(provider, text[:cut], http_status=200)

    assert type(result).__name__.endswith("UnreadableReply")


DEEP = 100_000
DIGITS = "9" * 100_000
HUGE = {
    "lists": "[" * DEEP + "]" * DEEP,
    "objects": '{"error": ' * DEEP + "0" + "}" * DEEP,
    "results": '{"result": ' * DEEP + "0" + "}" * DEEP,
    "unclosed": '{"error": [' * DEEP,
    "lists in JSON in text": json.dumps({"code": "80100000", "msg": "[" * DEEP}),
    "digits": DIGITS,
    "digits of a code": f'{{"error": {DIGITS}, "code": {DIGITS}, "result": {DIGITS}}}',
    "digits of a code as text": (
        f'{{"error": "{DIGITS}", "code": "{DIGITS}", "result": "{DIGITS}", "reason": "{DIGITS}"}}'
    ),
    "digits of a fraction": f'{{"error": 0.{DIGITS}, "code": 1.{DIGITS}, "result": 1e{DIGITS}}}',
    "digits of a key": f'{{"code": "200", "value": {{"{DIGITS}": ["a"]}}}}',
    "digits of an item": (
        f'{{"code": 0, "result": [{{"error": 23, "reference": "{DIGITS}"}}], '
        f'"data": [{DIGITS[:4000]}]}}'
    ),
    "blanks": " " * 1_000_000,
    "brackets": "<" * 1_000_000,
    "minus signs": f'{{"error": "{"-" * 1_000_000}"}}',
    "NULs": "\0" * 1_000_000,
}


@every_provider
@pytest.mark.parametrize("what", HUGE)
@pytest.mark.parametrize("of", [str, str.encode], ids=["text", "bytes"])
def test_a_huge_text_is_read(
    provider: str, what: str, of: Callable[[str], str | bytes]
) -> None:
    result = read(provider, of(HUGE[what]), http_status=200)

    assert is_a_verdict(result)


def nested(depth: int, *, key: str | None) -> object:
    value: object = 0
    for _ in range(depth):
        value = [value] if key is None else {key: value}
    return value


@every_provider
@pytest.mark.parametrize(
    "key", [None, "error", "result", "code", "data", "msg", "value"]
)
def test_a_deep_object_is_read(provider: str, key: str | None) -> None:
    body = nested(DEEP, key=key)

    result = read(provider, body, http_status=200)

    assert result is None or isinstance(result, ProviderError | ProviderErrorGroup)


@every_provider
@pytest.mark.parametrize(
    "key", ["error", "code", "result", "ErrorCode", "errCode", "errorId"]
)
def test_a_number_of_thousands_of_digits_is_read(provider: str, key: str) -> None:
    body = {key: 10**5000}

    result = read(provider, body, http_status=200)

    assert str(result).isprintable()


@every_provider
def test_an_http_status_of_thousands_of_digits_is_read(provider: str) -> None:
    result = read(provider, {}, http_status=10**5000)

    assert isinstance(result, ProviderError)


# Time


def events(n: int) -> object:
    return [
        {"PushPlatform": i % 9, "ErrCode": 410, "To_Account": str(i)} for i in range(n)
    ]


LONG_REPLIES: dict[str, Callable[[int], object]] = {
    "notificore": lambda n: {
        "result": [{"error": 23, "reference": str(i)} for i in range(n)]
    },
    "notificore 2": lambda n: {"errors": [{"message": "Campaign not found"}] * n},
    "tencent_push": lambda n: {"Events": events(n)},
    "xiaomi_push": lambda n: {
        "code": 0,
        "data": {"bad_regids": ",".join(["regid"] * n)},
    },
    "huawei_push": lambda n: {
        "code": "80100000",
        "msg": json.dumps({"illegal_tokens": ["t"] * n}),
    },
    "honor_push": lambda n: {"code": 80100000, "data": {"failTokens": ["t"] * n}},
    "vivo_push": lambda n: {
        "result": 0,
        "invalidUsers": [{"status": 1, "userid": "u"}] * n,
    },
    "meizu_push": lambda n: {"code": "200", "value": {"110002": ["t"] * n}},
    "meizu_push keys": lambda n: {
        "code": "200",
        "value": {str(i): ["t"] for i in range(n)},
    },
    "fcm": lambda n: {"error": {"details": [{"@type": "x"}] * n, "status": "INTERNAL"}},
    "zalo": lambda n: {"error": -115, "data": [{"a": [1]}] * n},
    "oppo_push": lambda n: {"code": 11, "data": ["x"] * n},
    "capsolver": lambda n: {
        "errorId": 1,
        "errorDescription": "x" * n,
        "data": ["x"] * n,
    },
    "apns": lambda n: {"reason": "x" * n, "more": ["x"] * n},
}


def seconds(provider: str, text: str, *, times: int) -> float:
    """How long it takes to read a reply so many times: the shortest of several runs."""
    taken: list[float] = []
    gc.disable()
    for _ in range(5):
        start = time.process_time()
        for _ in range(times):
            read(provider, text, http_status=400)
        taken.append(time.process_time() - start)
    gc.enable()
    return min(taken)


@pytest.mark.parametrize("what", LONG_REPLIES)
def test_the_time_grows_with_the_length_of_the_reply(what: str) -> None:
    provider = what.partition(" ")[0]
    short, long = (json.dumps(LONG_REPLIES[what](n)) for n in (LONG // PIECES, LONG))

    # What else the machine does slows a run down and never speeds it up: one of three tells enough.
    growths = (
        seconds(provider, long, times=1) / seconds(provider, short, times=PIECES)
        for _ in range(3)
    )

    assert any(growth < LINEAR_IS_BELOW < QUADRATIC_WOULD_BE for growth in growths)
