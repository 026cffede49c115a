"""The replies of well-known APIs, read by modules made from specs.

`specs/NAME.yaml` says how an API answers, `replies/NAME.yaml` what came of some of its replies. An
entry has `body` (decoded JSON) or `text` (as it arrives), `http_status` (200 where it is left
out), `headers`, and `expect`: `success`, or attributes of the exception, with `class` for its
class and `kind` for a class that catches it; `errors` has those of the errors of a group. Each body
is read in every form that it can arrive in.
"""

from __future__ import annotations

import json
import pickle
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

HERE = Path(__file__).parent
NAMES = sorted(path.stem for path in (HERE / "specs").glob("[!_]*.yaml"))
PACKAGE = "format_errors"


def replies_of(name: str) -> list[Any]:
    """Return the entries of an API."""
    path = HERE / "replies" / f"{name}.yaml"
    return yaml.safe_load(path.read_text("utf-8")) if path.exists() else []


CASES = [
    pytest.param(name, entry, id=f"{name}-{number}")
    for name in NAMES
    for number, entry in enumerate(replies_of(name), 1)
]


def forms(entry: dict[str, Any]) -> Iterator[object]:
    """Yield the body of an entry as it can be passed."""
    if "text" in entry:
        text: str = entry["text"]
    else:
        text = json.dumps(entry["body"])
        yield entry["body"]
    yield text
    yield text.encode()


def facts_of(error: Any, wanted: dict[str, Any], package: ModuleType) -> dict[str, Any]:
    """Return of an error what an entry expects, so that the two can be compared."""
    found: dict[str, Any] = {}
    for key, value in wanted.items():
        if key == "class":
            found[key] = type(error).__name__
        elif key == "kind":
            kinds = {each.__name__ for each in type(error).__mro__}
            found[key] = value if value in kinds else kinds
        elif key == "errors":
            pairs = zip(error.exceptions, value, strict=False)
            found[key] = [facts_of(each, want, package) for each, want in pairs]
            found[key] += [type(each) for each in error.exceptions[len(value) :]]
        else:
            is_there = getattr(error, key)
            found[key] = getattr(is_there, "value", is_there)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_an_api_has_four_replies_or_more(name: str) -> None:
    assert len(replies_of(name)) >= 4


@pytest.mark.parametrize(("name", "entry"), CASES)
def test_a_reply_becomes_what_is_recorded(
    name: str, entry: dict[str, Any], package: ModuleType
) -> None:
    module = import_module(f"{PACKAGE}.{name}")
    status, headers = entry.get("http_status", 200), entry.get("headers")
    wanted = entry["expect"]

    for body in forms(entry):
        found = module.error_from_reply(body, http_status=status, headers=headers)

        if wanted == "success":
            assert found is None, repr(found)
        else:
            assert facts_of(found, wanted, package) == wanted
            assert repr(pickle.loads(pickle.dumps(found))) == repr(found)
