"""Replies that mean harm: every value of `hostile/` wherever every reader looks, in every form."""

from __future__ import annotations

import json
import pickle
from collections import ChainMap, OrderedDict, UserDict
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from provider_errors import PROVIDERS, ProviderError, ProviderErrorGroup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from provider_errors._catalog import Catalog

FOLDER = Path(__file__).parent / "hostile"
OK = 200
MONTH = 31 * 24 * 3600
LONG = 50_000
"""Characters; a longer reply is read in fewer forms."""


def data(name: str) -> Any:
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))


def text_of(value: str | dict[str, Any]) -> str:
    """A value of the data: as it stands, or something that is there many times."""
    if isinstance(value, str):
        return value
    times: int = value["times"]
    before, after = (str(value.get(name, "")) * times for name in ("before", "after"))
    text = str(value.get("text", ""))
    return before + text + after + ('"' if text.startswith('"') else "")


VALUES = [text_of(value) for value in data("values")]
PLACES: dict[str, Any] = data("places")

each_place = pytest.mark.parametrize(
    ("provider", "place"),
    [
        pytest.param(provider, place, id=f"{provider}-{place}")
        for provider, places in PLACES.items()
        for place in ("$", places["code"], *places["places"])
    ],
)


def reader(provider: str) -> Callable[..., object]:
    read: Callable[..., object] = import_module(
        f"provider_errors.{provider}"
    ).error_from_reply
    return read


def forms(text: str) -> Iterator[object]:
    """A reply as it arrived, and decoded where that can be done."""
    yield text
    yield text.encode("utf-8", "surrogatepass")
    if len(text) < LONG:
        yield f"\ufeff{text}"
        yield bytearray(text.encode("utf-8-sig", "surrogatepass"))
        yield memoryview(text.encode("utf-16", "surrogatepass"))
    try:
        yield json.loads(text)
    except (ValueError, RecursionError):
        yield [text]


def wrong_with(verdict: object) -> str:
    """What a reader may not give: nothing, where all is well."""
    if verdict is None:
        return ""
    if isinstance(verdict, ProviderErrorGroup):
        wrongs = [crossing(verdict), *map(wrong_with, verdict.exceptions)]
        return next(filter(None, wrongs), "")
    if not isinstance(verdict, ProviderError):
        return f"a {type(verdict).__name__}"
    none = type(None)
    kinds = {
        "code": (int, str, none),
        "item": (str, none),
        "retry_after": (int, float, none),
    }
    for name, types in kinds.items():
        value = getattr(verdict, name)
        if isinstance(value, bool) or not isinstance(value, types):
            return f"a {name} that is a {type(value).__name__}"
    if not 0 <= (verdict.retry_after or 0) <= MONTH:
        return f"a wait of {verdict.retry_after}"
    return crossing(verdict)


def crossing(error: ProviderError | ProviderErrorGroup) -> str:
    """What is wrong with its texts, or with a copy by JSON or pickle."""
    if not (str(error).isprintable() and repr(error).isprintable()):
        return "a text that a terminal would obey"
    rebuilt = type(error)(*json.loads(json.dumps(error.args)))
    texts = {str(rebuilt), str(pickle.loads(pickle.dumps(error))), str(error)}
    return "" if len(texts) == 1 else "a copy that differs"


@each_place
@pytest.mark.parametrize("status", [200, 400])
def test_a_hostile_value_gives_a_verdict(
    provider: str, place: str, status: int
) -> None:
    read = reader(provider)

    wrongs = [
        (value[:50], type(form).__name__, wrong)
        for value in VALUES
        if len(value) < LONG or status == OK
        for form in forms(place.replace("$", value))
        if (wrong := wrong_with(read(form, http_status=status)))
    ]

    assert wrongs == []


@each_place
def test_a_hostile_value_is_the_same_decoded_as_text_and_as_bytes(
    provider: str, place: str
) -> None:
    read = reader(provider)

    differing = [
        value[:50]
        for value in VALUES
        if len(value) < LONG
        and len({str(read(form)) for form in decodable(place.replace("$", value))}) > 1
    ]

    assert differing == []


def decodable(text: str) -> list[object]:
    """A reply in every form of the same meaning; in none where it is no JSON."""
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        return []
    encodings = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "utf-32-le")
    written = [text.encode(encoding, "surrogatepass") for encoding in encodings]
    plain = [] if isinstance(value, str) else [value]  # text is read as JSON again
    return [*plain, text, f"\ufeff{text}", *written, memoryview(written[0])]


# A code is itself, and no other


def catalog(provider: str) -> Catalog[Any]:
    found: Catalog[Any] = import_module(f"provider_errors.{provider}")._CATALOG  # noqa: SLF001 - its tables
    return found


def words_for(code: Any) -> dict[str, str]:
    """What the data may say of a code."""
    if isinstance(code, str):
        wide = code.translate({n: n + 0xFEE0 for n in range(0x21, 0x7F)})
        return {"code": code, "swapped": code.swapcase(), "fullwidth": wide}
    digits = str(code)
    shifts = {
        "arabic": 0x660,
        "devanagari": 0x966,
        "fullwidth": 0xFF10,
        "mathematical": 0x1D7CE,
    }
    scripts = {
        name: digits.translate({0x30 + n: first + n for n in range(10)})
        for name, first in shifts.items()
    }
    high = digits.translate(dict(zip(range(0x30, 0x3A), "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True)))
    wrapped = {f"wrapped{bits}": str(int(code) + 2**bits) for bits in (64, 128)}
    return {"code": digits, "superscript": high, **scripts, **wrapped}


def written(provider: str, how: str) -> Iterator[tuple[Any, str]]:
    """Every code of the provider's first table in every way of the data, in a reply."""
    table = catalog(provider).tables[0]
    for member in table.enum:
        name = "texts" if isinstance(member.value, str) else "numbers"
        for form in WAYS[name][how]:
            value = form.format(**words_for(member.value))
            yield member, PLACES[provider]["code"].replace("$", value)


WAYS = {name: data(name) for name in ("numbers", "texts")}


def verdicts(provider: str, text: str, status: int | None) -> set[object]:
    """The code that each form of the reply gives, None for success."""
    read = reader(provider)
    return {
        getattr(read(form, http_status=status), "code", None)
        for form in (text, text.encode(), json.loads(text))
    }


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_code_is_found_however_it_is_written(provider: str) -> None:
    success = catalog(provider).tables[0].success

    lost = [
        (member, text)
        for member, text in written(provider, "like")
        for codes in [verdicts(provider, text, 200)]
        if codes != {None if member.value in success else member}
    ]

    assert lost == []


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("status", [200, None])
def test_what_only_resembles_a_code_is_neither_it_nor_success(
    provider: str, status: int | None
) -> None:
    read = reader(provider)
    known = catalog(provider).tables[0].classes

    confused = [
        (member, text)
        for member, text in written(provider, "unlike")
        for body in (text, json.loads(text))
        for error in [read(body, http_status=status)]
        if not isinstance(error, ProviderError) or error.code in known
    ]

    assert confused == []


# What is no JSON, and what is no reply at all


class Own:
    """An object that is no JSON, whatever it can do."""

    error = code = result = -115

    def get(self, _: str) -> int:
        return -115

    def __getitem__(self, _: str) -> int:
        return -115


MAPPINGS: dict[str, Mapping[str, int]] = {
    "a mapping that is no dict": MappingProxyType({"error": -115}),
    "a chain of mappings": ChainMap({"error": -115}),
    "a custom mapping": UserDict({"error": -115}),
}


@pytest.mark.parametrize("what", MAPPINGS)
def test_a_mapping_is_read_as_an_object(what: str) -> None:
    error = reader("zalo")(MAPPINGS[what], http_status=200)

    assert type(error).__name__ == "ZaloOutOfQuota"


NO_JSON: dict[str, object] = {
    "an object that acts as one": Own(),
    "a tuple": ("error", -115),
    "a set": {-115},
    "an iterator": iter([-115]),
    "a range": range(-115, 0),
    "a complex number": -115 + 0j,
    "a decimal": Decimal(-115),
    "a class": dict,
    "a function": lambda: {"error": -115},
}


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("what", NO_JSON)
def test_an_object_that_is_no_json_is_unreadable(provider: str, what: str) -> None:
    error = reader(provider)(NO_JSON[what], http_status=200)

    assert type(error).__name__.endswith("UnreadableReply")


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("what", [*NO_JSON, *MAPPINGS])
def test_an_object_that_is_no_json_is_never_a_code(provider: str, what: str) -> None:
    value = {**NO_JSON, **MAPPINGS}[what]

    error = reader(provider)(coded(provider, value), http_status=200)

    assert type(error).__name__.endswith("UnreadableReply")


def coded(provider: str, value: object) -> Any:
    """A reply with the value, which need not be JSON, as its code."""
    return json.loads(
        PLACES[provider]["code"].replace("$", "null"),
        object_pairs_hook=lambda pairs: {
            key: value if each is None else each for key, each in pairs
        },
    )


def test_a_dict_of_a_class_of_ones_own_is_a_reply() -> None:
    error = reader("zalo")(OrderedDict(error=-115))

    assert getattr(error, "code", None) == -115


class Failing(dict[str, int]):
    """A reply that is no data: asking it runs the caller's own code."""

    def get(self, *_: object) -> int:
        raise ZeroDivisionError

    values = items = get  # type: ignore[assignment]  # none of them can be asked


def test_what_an_object_of_the_callers_own_raises_is_the_callers() -> None:
    with pytest.raises(ZeroDivisionError):
        reader("zalo")(Failing(error=-115))


RING: list[object] = []
RING.append(RING)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_reply_that_contains_itself_is_read(provider: str) -> None:
    body = {**coded(provider, 1), "ring": RING}

    error = reader(provider)(body, http_status=400)

    assert isinstance(error, ProviderError)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
