"""Every recorded reply with one value of it made odd: read without raising, in one way."""

from __future__ import annotations

import copy
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from provider_errors._body import is_list, is_object

from tests.formats.test_formats import NAMES, replies_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

ODD: list[Any] = [
    *(None, True, False, 0, -1, 17, 1.5, float("nan"), float("inf"), 2**70, 10**400),
    *("", " ", "x", "0", "{}", "[", "\ud800", "9" * 5000, "ß" * 50),
    *(
        [],
        {},
        [[]],
        [{}],
        [None],
        {"": None},
        {"x": {}},
        [[{"x": [1]}]],
        object(),
        b"x",
    ),
]


def variants(value: Any) -> Iterator[Any]:
    """Yield the value with each of its parts replaced by each odd value."""
    yield from ODD
    if is_object(value):
        for key, inner in value.items():
            for odd in variants(inner):
                yield {**value, key: odd}
            yield {other: each for other, each in value.items() if other != key}
            yield {**value, f"{key}x": inner}
    elif is_list(value):
        for index, inner in enumerate(value):
            for odd in variants(inner):
                yield [*value[:index], odd, *value[index + 1 :]]
        yield [*value, *value]


@pytest.mark.parametrize("name", NAMES)
def test_an_odd_reply_is_read_and_in_one_way(name: str, package: ModuleType) -> None:
    module = import_module(f"{package.__name__}.{name}")
    by_rules: Any = copy.copy(vars(module)["_CATALOG"])
    by_rules.quick = import_module(f"{package.__name__}._quick").Quick(())
    read = vars(module)["read_reply"]
    base = vars(module)["_CATALOG"].base
    group = package.ProviderErrorGroup
    count = 0
    for entry in replies_of(name):
        headers = entry.get("headers")
        status = entry.get("http_status", 200)
        for body in variants(entry["body"]) if "body" in entry else ODD:
            found = module.error_from_reply(body, http_status=status, headers=headers)

            assert found is None or isinstance(found, base | group)
            again = read(by_rules, body, status, headers)
            assert (type(found), repr(found)) == (type(again), repr(again))
            assert str(found) == str(again)
            count += 1
    assert count > 25
