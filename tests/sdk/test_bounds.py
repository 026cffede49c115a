"""A reader's work and memory grow with the reply, never faster, counted rather than timed."""

from __future__ import annotations

import gc
import json
import tracemalloc
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from provider_errors import PROVIDERS, zalo

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = (80, 160, 640)
STRAIGHT = 1.1 * (SIZES[2] - SIZES[1]) / (SIZES[1] - SIZES[0])
"""How much more the second step may add than the first; what is quadratic adds 20 times as much."""
HUGE = 10**100_000


def nested(levels: int, key: str | None = None) -> object:
    value: object = 0
    for _ in range(levels):
        value = [value] if key is None else {key: value}
    return value


def results(each: dict[str, Any]) -> Callable[[int], object]:
    return lambda n: {"result": [each] * n}


REPLIES: dict[str, tuple[str, Callable[[int], object]]] = {
    "failed parts": ("notificore", results({"error": 23, "reference": "84900000000"})),
    "parts that went through": ("notificore", results({"error": 0})),
    "parts without a code": ("notificore", results({"reference": "84900000000"})),
    "parts that are none": ("notificore", lambda n: {"result": [1, "x", None] * n}),
    "parts with unknown codes": ("notificore", results({"error": -7})),
    "parts that are as deep as is kept": (
        "notificore",
        lambda n: {"result": [{"error": 23, "a": nested(90)}] * (n // 8)},
    ),
    "parts that are deeper": (
        "notificore",
        lambda n: {"result": [{"error": 23, "a": nested(110)}] * (n // 8)},
    ),
    "messages": ("notificore", lambda n: {"errors": [{"message": "x"}] * n}),
    "events of vendors": (
        "tencent_push",
        lambda n: {
            "Events": [{"PushPlatform": i % 9, "ErrCode": 410} for i in range(n)]
        },
    ),
    "items in a text": (
        "xiaomi_push",
        lambda n: {"code": 0, "data": {"bad_regids": "a," * n}},
    ),
    "items in JSON in a text": (
        "huawei_push",
        lambda n: {
            "code": "80100000",
            "msg": json.dumps({"illegal_tokens": ["t"] * n}),
        },
    ),
    "keys that are codes": (
        "meizu_push",
        lambda n: {"code": "200", "value": {str(i): ["a"] for i in range(n)}},
    ),
    "items of a key": (
        "meizu_push",
        lambda n: {"code": "200", "value": {"513": ["a"] * n}},
    ),
    "objects to pick from": (
        "fcm",
        lambda n: {"error": {"details": [{"@type": "x"}] * n, "status": "INTERNAL"}},
    ),
    "a wide reply": ("zalo", lambda n: {"error": -115, "data": [{"a": [1]}] * n}),
    "a long key": ("zalo", lambda n: {"error": -115, "x" * n: 0}),
    "many keys": ("zalo", lambda n: {"error": -115, **{f"k{i}": i for i in range(n)}}),
    "a long message": ("zalo", lambda n: {"error": -115, "message": "\x1b" * n}),
    "a long code": ("apns", lambda n: {"reason": " " * n + "BadTopic"}),
    "a deep reply": ("zalo", lambda n: {"error": -115, "data": nested(n // 4)}),
    "a deep object": ("zalo", lambda n: {"error": -115, "data": nested(n // 4, "a")}),
    "a success": ("zalo", lambda n: {"error": 0, "data": [{"a": 1}] * n}),
    "no code": ("oppo_push", lambda n: {"data": [{"a": 1}] * n}),
}
each_reply = pytest.mark.parametrize("what", REPLIES)


def peak(work: Callable[[], object]) -> int:
    """Bytes that are held at once, at most; when garbage is collected is left to no chance."""
    gc.collect()
    gc.disable()
    tracemalloc.start()
    try:
        kept = work()
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
        gc.enable()
    del kept
    return most


def reading(what: str, n: int) -> tuple[Callable[[], object], object]:
    provider, make = REPLIES[what]
    read = import_module(f"provider_errors.{provider}").error_from_reply
    body = json.loads(json.dumps(make(n)))  # no object is there twice
    read(body)  # loads what it needs
    return (lambda: read(body, http_status=200)), body


@each_reply
def test_the_steps_grow_with_the_reply(what: str, calls_of: Callable[..., int]) -> None:
    small, middle, large = (calls_of(reading(what, n)[0]) for n in SIZES)

    assert large - middle <= STRAIGHT * (middle - small) + 30


@pytest.mark.parametrize("character", ["x", "\x1b", "\ud800", "\n", "é"])
def test_the_steps_of_printing_grow_with_the_message(
    character: str, calls_of: Callable[..., int]
) -> None:
    errors = [zalo.error_from_code(-115, character * n) for n in SIZES]

    small, middle, large = (calls_of(error.__str__) for error in errors)

    assert large - middle <= STRAIGHT * (middle - small) + 30


@each_reply
def test_memory_grows_with_the_reply(what: str) -> None:
    small, middle, large = (peak(reading(what, n)[0]) for n in SIZES)

    assert large - middle <= STRAIGHT * max(middle - small, 0) + 30_000


@each_reply
def test_memory_is_a_small_multiple_of_the_reply(what: str) -> None:
    read, body = reading(what, SIZES[-1])

    assert peak(read) <= 250 * len(json.dumps(body)) + 20_000


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_text_takes_little_more_memory_than_its_decoding(provider: str) -> None:
    read = import_module(f"provider_errors.{provider}").error_from_reply
    text = json.dumps({"error": [[1]] * 20_000, "code": "x" * 20_000})
    read(text)

    decoding = peak(lambda: json.loads(text))

    assert peak(lambda: read(text)) <= 2 * decoding + 100_000


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize(
    "body", ["[" * 100_000, '{"error":' * 50_000, " " * 500_000, '"' + "\\" * 500_000]
)
def test_what_is_no_json_takes_the_memory_of_a_few_copies(
    provider: str, body: str
) -> None:
    read = import_module(f"provider_errors.{provider}").error_from_reply
    read(body)

    # Until the decoder gives up, it holds a list for each level: for 10,000 in Python 3.13.
    assert peak(lambda: read(body.encode())) <= 8 * len(body) + 200_000


@pytest.mark.parametrize("where", ["error", "code", "result", "reason", "message"])
def test_a_huge_number_is_never_written_out(
    where: str, calls_of: Callable[..., int]
) -> None:
    body = {"error": -7, where: HUGE, "data": [HUGE]}
    read = zalo.error_from_reply

    assert calls_of(lambda: str(read(body))) < 200
    assert peak(lambda: str(read(body))) < 10_000


def test_a_stack_that_is_nearly_full_does_not_matter() -> None:
    body = {"error": -115, "data": nested(5000)}

    def down(levels: int) -> object:
        return down(levels - 1) if levels else zalo.error_from_reply(body)

    assert getattr(down(700), "code", None) == -115
