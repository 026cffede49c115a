"""No body, however odd or large, makes a reader raise, or take more than linear time."""

from __future__ import annotations

import time
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from provider_errors import ProviderError

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

BOMB = "<!DOCTYPE a [<!ENTITY a '{}'>{}]><Error><Code>&i;</Code></Error>".format(
    "x" * 1000,
    "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi")),  # noqa: B905 - the last letter names nothing
)
LARGE: dict[str, Callable[[int], str]] = {
    "siblings": lambda n: "<Error>" + "<Code/>" * n + "</Error>",
    "nested": lambda n: "<a>" * n,
    "attributes": lambda n: "<a " + " ".join(f"a{i}='1'" for i in range(n)) + "/>",
    "text": lambda n: "<a>" + "&amp;" * n + "</a>",
    "names": lambda n: "".join(f"<a{i}>" for i in range(n)),
    "fields": lambda n: "&".join(f"a{i}=1" for i in range(n)),
    "one field": lambda n: "a=1&" * n + "a=1",
    "no fields": lambda n: "&" * n,
    "gaps": lambda n: "OK|" * n,
    "turns": lambda n: "MAX_USER_TURN: " * n,
    "words": lambda n: "a " * n,
    "lines": lambda n: "a\n" * n,
    "list": lambda n: "[" + "{},".format("{}") * n + "{}]",
    "deep list": lambda n: "[" * n,
}
SECONDS = 10
MODULES = ("s3", "sms_xml", "paypal_nvp", "two_captcha", "whatsapp", "elasticsearch")


each_body = pytest.mark.parametrize("kind", LARGE)
each_module = pytest.mark.parametrize("name", MODULES)


@each_body
@each_module
def test_four_times_the_body_takes_at_most_little_more_than_four_times_the_calls(
    kind: str, name: str, package: ModuleType, calls_of: Callable[..., int]
) -> None:
    read = import_module(f"{package.__name__}.{name}").error_from_reply
    small, large = (LARGE[kind](n) for n in (1_000, 4_000))

    most = 5 * calls_of(lambda: read(small, http_status=200)) + 100
    assert calls_of(lambda: read(large, http_status=200)) < most


@each_body
@each_module
def test_a_body_that_would_take_minutes_by_its_square_takes_seconds(
    kind: str, name: str, package: ModuleType
) -> None:
    read = import_module(f"{package.__name__}.{name}").error_from_reply
    body = LARGE[kind](100_000)

    start = time.process_time()
    read(body, http_status=200)

    assert time.process_time() - start < SECONDS


def test_entities_are_not_expanded(package: ModuleType) -> None:
    module = import_module(f"{package.__name__}.s3")

    error = module.error_from_reply(BOMB, http_status=400)

    assert type(error).__name__ == "S3UnreadableReply"


def test_a_form_of_a_million_fields_is_read(package: ModuleType) -> None:
    module = import_module(f"{package.__name__}.paypal_nvp")
    body = "&".join(f"F{n}=1" for n in range(1_000_000)) + "&ACK=Success"

    assert module.error_from_reply(body, http_status=200) is None


PIECES = st.sampled_from(
    [
        *("<Error>", "<Code>", "</Code>", "</Error>", "<a x='1'>", "<![CDATA[", "]]>"),
        *("&amp;", "&#0;", "&x;", "<?xml version='1.0' encoding='utf-16'?>", "\x00"),
        *(
            "ACK=Success",
            "&",
            "=",
            "%",
            "%zz",
            "OK|",
            "MAX_USER_TURN: ",
            "{",
            "[",
            "\n",
        ),
        *("NoSuchKey", "ERROR_X", "1", " ", "\ud800", "\ufeff", "é", "🙂"),
    ]
)


@pytest.mark.parametrize("name", ["s3", "paypal_nvp", "two_captcha", "soap"])
@settings(deadline=None, max_examples=150)
@given(pieces=st.lists(PIECES, max_size=8), status=st.sampled_from([None, 200, 500]))
def test_no_body_makes_a_reader_raise(
    name: str, pieces: list[str], status: int | None, package: ModuleType
) -> None:
    module = import_module(f"{package.__name__}.{name}")
    text = "".join(pieces)

    bodies: list[Any] = [
        text,
        text.encode("utf-8", "surrogatepass"),
        text.encode("utf-16", "replace"),
    ]
    for body in bodies:
        found = module.error_from_reply(body, http_status=status)

        assert found is None or isinstance(found, Exception)
        assert found is None or ProviderError.__name__ in {
            each.__name__ for each in type(found).__mro__
        }
