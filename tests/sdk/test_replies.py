"""Every reply in `replies/`, in every form that it can arrive in.

`<provider>.yaml` holds replies of one provider, `every_provider.yaml` those that all readers must
take alike. An entry has

- `id`, and `origin` where somebody documents or recorded the reply;
- `body` (decoded JSON) or `text` (raw), or several of either in `bodies` or `texts`;
- `http_status` (200 where it is left out, null where there is none) or several in `http_statuses`;
- `headers`;
- `expect`: `success`; or `class`, `code`, `message`, `item` and `retry_after` of the exception;
  or `succeeded` and `errors` of a group. A message that is left out is the class's documented one,
  or `Unknown code CODE`; that of a body that is text is not compared here.
"""

from __future__ import annotations

import io
import json
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

import httpx
import pytest
import requests
import yaml
from provider_errors import (
    PROVIDERS,
    ProviderError,
    ProviderErrorGroup,
    UnreadableReply,
)
from requests.structures import CaseInsensitiveDict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

REPLIES = Path(__file__).parent / "replies"


class Reply(NamedTuple):
    """One reply of an entry."""

    text: str
    http_status: int | None
    headers: dict[str, str]


class Entry(NamedTuple):
    """What an entry of the data holds for one provider."""

    name: str
    provider: str
    replies: tuple[Reply, ...]
    expect: Any


def entry_of(provider: str, data: dict[str, Any], expect: object) -> Entry:
    """Each body with each HTTP status."""
    texts = [*data.get("texts", []), *([data["text"]] if "text" in data else [])]
    bodies = [*data.get("bodies", []), *([data["body"]] if "body" in data else [])]
    texts += [json.dumps(body, ensure_ascii=False) for body in bodies]
    replies = tuple(
        Reply(text, status, data.get("headers", {}))
        for status in data.get("http_statuses", [data.get("http_status", 200)])
        for text in texts
    )
    return Entry(f"{provider}-{data['id']}", provider, replies, expect)


def entries() -> Iterator[Entry]:
    """Every entry of every file."""
    for provider in PROVIDERS:
        for data in read(provider):
            yield entry_of(provider, data, data["expect"])
    for data in read("every_provider"):
        for provider in PROVIDERS:
            other = data.get("but", {}).get(provider)
            yield entry_of(provider, data, other or data["expect"])


def read(name: str) -> list[dict[str, Any]]:
    data: list[dict[str, Any]] = yaml.safe_load(
        (REPLIES / f"{name}.yaml").read_text("utf-8")
    )
    return data


ENTRIES = list(entries())
each_entry = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)


def described(result: object) -> object:
    """What a reader gave, in the words of the data."""
    if isinstance(result, ProviderErrorGroup):
        errors = [described(error) for error in result.exceptions]
        return {"succeeded": result.succeeded, "errors": errors}
    if isinstance(result, ProviderError):
        unread = isinstance(result, UnreadableReply) and isinstance(result.reply, str)
        return {
            "class": type(result).__name__,
            "code": getattr(result.code, "value", result.code),
            "message": result.summary if unread else result.message,
            "item": result.item,
            "retry_after": result.retry_after,
        }
    return "success" if result is None else result


def expected(entry: Entry) -> object:
    """What the data want, with what they leave out."""
    if entry.expect == "success":
        return "success"
    if "errors" in entry.expect:
        errors = [completed(entry, each) for each in entry.expect["errors"]]
        return {"succeeded": entry.expect["succeeded"], "errors": errors}
    return completed(entry, entry.expect)


def completed(entry: Entry, expect: dict[str, Any]) -> dict[str, Any]:
    name = expect["class"].replace("<P>", prefix_of(entry.provider))
    error = class_named(name)
    message = error.default_message or error.summary
    if error.__name__.endswith("UnknownCode") and "message" not in expect:
        message = f"Unknown code {expect['code']}"
    blank = {"code": None, "message": message, "item": None, "retry_after": None}
    return {**blank, **expect, "class": name}


def prefix_of(provider: str) -> str:
    suffix = "UnknownCode"
    public: tuple[str, ...] = module_of(provider).__all__
    return next(name for name in public if name.endswith(suffix)).removesuffix(suffix)


def class_named(name: str) -> type[ProviderError]:
    for provider in PROVIDERS:
        found = vars(module_of(provider)).get(name)
        if isinstance(found, type) and issubclass(found, ProviderError):
            return found
    raise LookupError(f"no provider has a class {name}")


def module_of(provider: str) -> ModuleType:
    return import_module(f"provider_errors.{provider}")


def decoded(text: str) -> object:
    try:
        value: object = json.loads(text)
    except ValueError:
        return text
    return value


def raised(call: Any, *args: object, **options: object) -> object:
    try:
        return call(*args, **options)
    except (ProviderError, ProviderErrorGroup) as error:
        return error


def passed(read: Any, response: object) -> object:
    """None where the reader returns the response itself."""
    return None if read(response) is response else "another response"


FORMS: dict[str, Callable[[str], object]] = {
    "decoded": decoded,
    "text": str,
    "bytes": str.encode,
}


@pytest.mark.parametrize("form", FORMS)
@each_entry
def test_a_reply_gives_its_error(entry: Entry, form: str) -> None:
    read_reply = module_of(entry.provider).error_from_reply

    errors = [
        described(
            read_reply(
                FORMS[form](reply.text),
                http_status=reply.http_status,
                headers=reply.headers,
            )
        )
        for reply in entry.replies
    ]

    assert errors == [expected(entry)] * len(entry.replies)


@pytest.mark.parametrize("form", FORMS)
@each_entry
def test_a_reply_raises_its_error(entry: Entry, form: str) -> None:
    read_reply = module_of(entry.provider).raise_for_reply

    errors = [
        described(
            raised(
                read_reply,
                FORMS[form](reply.text),
                http_status=reply.http_status,
                headers=reply.headers,
            )
        )
        for reply in entry.replies
    ]

    assert errors == [expected(entry)] * len(entry.replies)


def httpx_response(reply: Reply, status: int) -> object:
    return httpx.Response(status, headers=reply.headers, content=reply.text.encode())


def requests_response(reply: Reply, status: int) -> object:
    response = requests.Response()
    response.status_code = status
    response.headers = CaseInsensitiveDict(reply.headers)
    response.raw = io.BytesIO(reply.text.encode())
    return response


def plain_response(reply: Reply, status: int) -> object:
    content = reply.text.encode()
    return SimpleNamespace(status_code=status, headers=reply.headers, content=content)


@pytest.mark.parametrize("of", [httpx_response, requests_response, plain_response])
def test_a_response_in_the_place_of_a_body_is_told(of: Any) -> None:
    response = of(Reply('{"error": 0}', 200, {}), 200)

    with pytest.raises(TypeError) as mistake:
        module_of("zalo").error_from_reply(response)

    assert str(mistake.value).endswith(
        f"{type(response).__name__} is not a body; write `raise_for_response(response)`"
    )


async def forgotten() -> bytes:
    return b"{}"


@pytest.mark.parametrize("read", ["error_from_reply", "raise_for_reply"])
def test_a_forgotten_await_is_told(read: str) -> None:
    body = forgotten()

    with pytest.raises(TypeError, match="coroutine is not a body; await it first"):
        getattr(module_of("zalo"), read)(body)

    body.close()


@pytest.mark.parametrize("of", [httpx_response, requests_response, plain_response])
@each_entry
def test_a_response_raises_its_error(entry: Entry, of: Any) -> None:
    responses = [
        of(reply, reply.http_status)
        for reply in entry.replies
        if reply.http_status is not None
    ]

    read = module_of(entry.provider).raise_for_response
    errors = [described(raised(passed, read, response)) for response in responses]

    assert errors == [expected(entry)] * len(responses)


@pytest.mark.parametrize(
    "entry",
    [each for each in ENTRIES if each.expect != "success"],
    ids=lambda entry: entry.name,
)
def test_an_error_keeps_the_http_status(entry: Entry) -> None:
    read_reply = module_of(entry.provider).error_from_reply

    kept = [
        getattr(
            read_reply(reply.text, http_status=reply.http_status), "http_status", "none"
        )
        for reply in entry.replies
    ]

    assert kept == [reply.http_status for reply in entry.replies]


@pytest.mark.parametrize("form", FORMS)
def test_an_error_keeps_the_decoded_reply(form: str) -> None:
    body = FORMS[form]('{"error": -115, "message": "Out of quota", "data": {"a": [1]}}')

    error = module_of("zalo").error_from_reply(body)

    assert error.reply == {"error": -115, "message": "Out of quota", "data": {"a": [1]}}


@pytest.mark.parametrize("form", FORMS)
def test_an_unreadable_reply_is_kept_as_text(form: str) -> None:
    body = FORMS[form]("<html>502 Bad Gateway</html>")

    error = module_of("zalo").error_from_reply(body, http_status=502)

    assert error.reply == "<html>502 Bad Gateway</html>"


def test_bytes_that_are_no_utf_8_are_kept_as_far_as_they_are() -> None:
    error = module_of("zalo").error_from_reply(b"caf\xe9 \xff")

    assert error.reply == "caf\ufffd \ufffd"


def test_a_bytearray_is_read_as_bytes_are() -> None:
    error = module_of("zalo").error_from_reply(bytearray(b'{"error": -115}'))

    assert error.code == -115


def test_a_group_keeps_the_whole_reply_and_each_error_its_part() -> None:
    reply = {"result": [{"error": 0}, {"error": 23, "reference": "b"}]}

    group = module_of("notificore").error_from_reply(reply, http_status=207)

    kept = (group.reply, group.http_status, [each.reply for each in group.exceptions])
    assert kept == (reply, 207, [{"error": 23, "reference": "b"}])


def test_a_group_says_how_many_parts_failed() -> None:
    reply = {"result": [{"error": 0}, {"error": 23}, {"error": 21}]}

    group = module_of("notificore").error_from_reply(reply)

    assert str(group).startswith("notificore: 2 parts failed, 1 succeeded")


def test_a_group_does_not_guess_how_many_succeeded() -> None:
    group = module_of("xiaomi_push").error_from_reply(
        {"code": 0, "data": {"bad_regids": "a"}}
    )

    assert "succeeded" not in str(group)


@pytest.mark.parametrize("item_of", ["keyed", "listed"])
def test_a_part_without_an_object_keeps_what_the_reply_has_of_it(item_of: str) -> None:
    replies = {
        "keyed": ("meizu_push", {"code": "200", "value": {"110002": ["a"]}}),
        "listed": ("xiaomi_push", {"code": 0, "data": {"bad_regids": "a"}}),
    }
    provider, reply = replies[item_of]

    group = module_of(provider).error_from_reply(reply)

    wanted = {"keyed": {"110002": "a"}, "listed": "a"}
    assert group.exceptions[0].reply == wanted[item_of]


def test_every_file_of_replies_belongs_to_a_provider() -> None:
    names = {path.stem for path in REPLIES.iterdir()}

    assert names == {*PROVIDERS, "every_provider"}
