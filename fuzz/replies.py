"""Every reader with any reply: a verdict that can be printed, pickled and written as JSON.

The first three bytes choose the reader, the HTTP status and headers, and the form of the
body. What follows is the body, as it is or as choices that make a JSON value.
"""

from __future__ import annotations

import json
import pickle
import re
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from provider_errors import PROVIDERS, ProviderError, ProviderErrorGroup

from fuzz.choices import Choices
from fuzz.values import value

READERS: Final = tuple(
    import_module(f"provider_errors.{name}").error_from_reply for name in PROVIDERS
)
STATUSES: Final = (200, None, 204, 302, 400, 401, 404, 429, 500, 502, 503, 504, 0, -1)
WAITS: Final = ("5", "-5", "nan", "1e400", "Sun, 22 Nov 2026 10:02:00 GMT", "9" * 300)
HEADERS: Final[tuple[dict[str, str] | None, ...]] = (
    None,
    {},
    *({"Retry-After": wait} for wait in WAITS),
)
FORMS: Final = ("bytes", "text", "value", "written value", "body of Retry-After")
WORDS: Final = tuple(
    word.encode().decode("unicode_escape")
    for word in re.findall(
        r'^"(.+)"$', Path(__file__).with_name("replies.dict").read_text(), re.MULTILINE
    )
)


def check(data: bytes) -> None:
    """Read a reply with one of the readers; raises where a promise is broken."""
    choices = Choices(data)
    read = choices.one_of(READERS)
    status = choices.one_of(STATUSES)
    headers: Any = choices.one_of(HEADERS)
    form = choices.one_of(FORMS)
    body: object = choices.left
    if form == "text":
        body = choices.left.decode("utf-8", "surrogateescape")
    elif form == "body of Retry-After":
        body, headers = b"", {"Retry-After": choices.left.decode("latin-1")}
    elif form != "bytes":
        body = value(choices, WORDS)
    if form == "written value":
        body = json.dumps(body)
    verdict = read(body, http_status=status, headers=headers)
    if verdict is not None:
        _check_error(verdict)
    if isinstance(body, str) and form == "written value":
        again = read(body.encode(), http_status=status, headers=headers)
        assert str(again) == str(verdict), "text and bytes differ"


def _check_error(error: object) -> None:
    """Check that an error keeps what it promises, whatever it is about."""
    assert isinstance(error, ProviderError | ProviderErrorGroup), type(error)
    assert str(error).isprintable(), "str() is not printable"
    assert repr(error).isprintable(), "repr() is not printable"
    cls: Any = type(error)
    for again in (
        cls(*json.loads(json.dumps(error.args))),
        pickle.loads(pickle.dumps(error)),
    ):
        assert type(again) is cls, "another class"
        assert str(again) == str(error), "another text"
    if isinstance(error, ProviderErrorGroup):
        for each in error.exceptions:
            _check_error(each)
        return
    wait = error.retry_after
    assert wait is None or 0 <= wait <= 31 * 24 * 3600, wait
    assert error.code is None or type(error.code) is not bool, "a bool is a code"
    assert error.item is None or isinstance(error.item, str), "item"
    assert isinstance(error.message, str), "message"
