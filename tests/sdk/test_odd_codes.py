"""Anything may be given as a code: `error_from_code` never raises, nor takes it for another."""

from __future__ import annotations

import pickle
from enum import IntEnum, StrEnum
from importlib import import_module
from typing import Any

import provider_errors
import pytest
from provider_errors import ProviderError
from provider_errors.apns import ApnsCode
from provider_errors.zalo import ZaloCode


class Foreign(IntEnum):
    """Somebody else's numbers, among them those of every range."""

    ONE = 1
    RESERVED = 88
    COMMON = 60_000


class Words(StrEnum):
    """Somebody else's words."""

    REASON = "BadDeviceToken"


class Hostile(str):
    """Text whose methods raise."""

    __slots__ = ()

    def startswith(self, *_: object) -> bool:
        raise RuntimeError


ODD: list[Any] = [
    None,
    True,
    False,
    1.5,
    float("nan"),
    float("inf"),
    -0.0,
    2**200,
    [],
    {},
    (),
    {1},
    b"x",
    bytearray(b"x"),
    "",
    " ",
    "\x00",
    Hostile("23505"),
    object(),
    int,
    Foreign.ONE,
    Foreign.RESERVED,
    Foreign.COMMON,
    Words.REASON,
    ApnsCode.BAD_DEVICE_TOKEN,
    ZaloCode.OUT_OF_QUOTA,
]
STATUSES: list[Any] = [
    None,
    200,
    429,
    True,
    [],
    {},
    "429",
    b"429",
    4.5,
    2**200,
    object(),
]
MODULES = [
    import_module(f"provider_errors.{name}") for name in provider_errors.PROVIDERS
]


@pytest.mark.parametrize("module", MODULES, ids=lambda each: each.__name__)
@pytest.mark.parametrize("code", ODD, ids=lambda each: type(each).__name__)
def test_a_code_that_is_none_gives_an_error_all_the_same(
    module: Any, code: Any
) -> None:
    for status in STATUSES:
        error = module.error_from_code(code, http_status=status)

        assert isinstance(error, ProviderError)
        assert str(error)


@pytest.mark.parametrize("module", MODULES, ids=lambda each: each.__name__)
@pytest.mark.parametrize(
    "code",
    [True, False, *Foreign, Words.REASON, ApnsCode.BAD_TOPIC, ZaloCode.UNKNOWN_ERROR],
)
def test_what_is_not_a_code_of_the_provider_is_unknown(module: Any, code: Any) -> None:
    if type(code).__module__ == module.__name__:
        return

    error = module.error_from_code(code)

    assert "UnknownCode" in type(error).__name__


@pytest.mark.parametrize("module", MODULES, ids=lambda each: each.__name__)
def test_a_success_is_one_to_the_letter(module: Any) -> None:
    catalog = module._CATALOG  # noqa: SLF001 - the rules say what a success is
    rules = [rule for rule in catalog.replies if hasattr(rule, "tables")]
    numbers = [
        (rule, code)
        for rule in rules
        for code in rule.tables[0].success
        if isinstance(code, int) and all(isinstance(step, str) for step in rule.code)
    ]
    for rule, code in numbers:
        for sent in (code, float(code), str(code)):
            assert (
                module.error_from_reply(nested(rule.code, sent), http_status=200)
                is None
            )
        for sent in (
            f"0{code}",
            f" {code}",
            f"{code} ",
            f"-{code}",
            f"+{code}",
            f"{code}.0",
        ):
            error = module.error_from_reply(nested(rule.code, sent), http_status=200)

            assert error is not None, sent


def nested(path: tuple[str, ...], value: object) -> object:
    for key in reversed(path):
        value = {key: value}
    return value


def chain(levels: int) -> list[Any]:
    shared: list[Any] = []
    for _ in range(levels):
        shared = [shared, shared]
    return shared


def loop() -> list[Any]:
    own: list[Any] = []
    own += [own, own]
    return own


@pytest.mark.parametrize("module", MODULES, ids=lambda each: each.__name__)
@pytest.mark.parametrize("make", [lambda: chain(40), lambda: chain(400), loop])
def test_a_reply_that_shares_what_it_holds_is_read_and_pickled(
    module: Any, make: Any
) -> None:
    shared = make()
    for reply in (
        shared,
        {"error": shared, "code": shared, "x": [shared, {"y": shared}]},
    ):
        error = module.error_from_reply(reply, http_status=400)

        assert error is not None
        assert type(pickle.loads(pickle.dumps(error))) is type(error)
