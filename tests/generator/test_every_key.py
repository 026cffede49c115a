"""Every key of the format has an effect where it may stand, or is refused there."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import pytest
import yaml
from errsmith.codegen import model_builder
from errsmith.spec import checks, load
from errsmith.spec.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

Place = tuple[str | int, ...]

TESTS: Final = Path(__file__).parents[1]
SPECS: Final[list[dict[str, Any]]] = [
    yaml.safe_load((TESTS / "hostile" / "whole.yaml").read_text("utf-8")),
    *yaml.safe_load((TESTS / "generator" / "every_key.yaml").read_text("utf-8")),
]
SCHEMA: Final[dict[str, Any]] = load.json_schema(KINDS)
NOTHING_IS_MADE: Final = {".left_out"}
"""Keys that say what a spec leaves out."""

OF_SUCCESS: Final = {"message", "note", "source", "texts", "de"}
"""What documents a row without a class."""

DEFAULTS: Final = {
    ".tables[].identity": "code",
    ".empty_body": "unreadable",
    ".without_code": "unreadable",
}
REFUSED: Final[dict[str, tuple[Place, object]]] = {
    ".tables[].families[].retry.parameter": (
        ("tables", 0, "families", 0, "retry"),
        {"parameter": "time"},
    ),
    ".tables[].ranges[].retry.parameter": (
        ("tables", 0, "ranges", 0, "retry"),
        {"parameter": "time"},
    ),
    ".uncoded[].retry.parameter": (("uncoded", 0, "retry"), {"parameter": "time"}),
    ".tables[].ranges[].by_status": (("tables", 0, "ranges", 0, "by_status"), True),
    ".uncoded[].by_status": (("uncoded", 0, "by_status"), True),
}
"""Keys that stand in the schema for all entries, and that some may not have."""

PLACE_KEYS: Final = {"path", "header", "parameter", "after", "before", "unit"}
OWN: Final = re.compile(
    r"\.(facts|texts|modules|success|failed)\.(?!(?:header|value)$)[^.\[\]]+"
)
"""A custom key in a mapping; that of a header is none."""


def keys_of(node: Any, place: str = "") -> Iterator[str]:
    """Yield every key of the schema by its place, a list's items as []."""
    for alternative in node.get("anyOf", ()):
        yield from keys_of(alternative, place)
    if {"path", "after", "before"} <= node.get("properties", {}).keys():
        yield from (f"place.{key}" for key in node["properties"])
        return
    if "items" in node:
        yield from keys_of(node["items"], f"{place}[]")
    if isinstance(node.get("additionalProperties"), dict):
        yield from keys_of(node["additionalProperties"], f"{place}.*")
    for key, inner in node.get("properties", {}).items():
        yield f"{place}.{key}"
        yield from keys_of(inner, f"{place}.{key}")


def places(node: Any, place: Place = ()) -> Iterator[Place]:
    """Yield where each key of a spec stands."""
    inside = cast("dict[Any, Any]", node)
    if isinstance(node, dict):
        for key, inner in inside.items():
            yield (*place, key)
            yield from places(inner, (*place, key))
    elif isinstance(node, list):
        for index, inner in enumerate(inside):
            yield from places(inner, (*place, index))


def named(spec: dict[str, Any], place: Place) -> str:
    """Return the place of a key as the schema has it."""
    holder = at(spec, place[:-1])
    if {"path", "header"} & holder.keys() and holder.keys() <= PLACE_KEYS:
        return f"place.{place[-1]}"
    name = "".join("[]" if isinstance(each, int) else f".{each}" for each in place)
    return OWN.sub(r".\1.*", name)


def model(spec: dict[str, Any], folder: Path) -> object:
    """Return what is made of a spec, or its problems."""
    file = folder / "spec.yaml"
    file.write_text(json.dumps(spec), "utf-8")
    found, problems = load.load(file, "spec.yaml")
    problems += checks.check([found]) if found else []
    wrong = [each for each in problems if each.rule != "unknown-provider"]
    if wrong or found is None:
        return wrong
    return model_builder.make_module(found, ""), model_builder.make_texts(found, "")


def at(spec: dict[str, Any], place: Place) -> Any:
    """Return the value at a place."""
    value: Any = spec
    for step in place:
        value = value[step]
    return value


def is_success(spec: dict[str, Any], place: Place) -> bool:
    """Return whether a key is one of a row of success."""
    return len(place) > 4 and place[2] == "codes" and at(spec, place[:4])["code"] == 0


def without(spec: dict[str, Any], place: Place) -> dict[str, Any]:
    """Return the spec without the key at a place."""
    copied = copy.deepcopy(spec)
    del at(copied, place[:-1])[place[-1]]
    return copied


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec["provider"])
def test_a_spec_that_shows_keys_is_fine(spec: dict[str, Any], tmp_path: Path) -> None:
    assert not isinstance(model(spec, tmp_path), list)


def test_every_key_of_the_format_is_shown() -> None:
    shown = {named(spec, place) for spec in SPECS for place in places(spec)}

    assert sorted({*keys_of(SCHEMA)} - shown - {*REFUSED}) == []


@pytest.mark.parametrize(
    ("spec", "place"),
    [
        pytest.param(spec, place, id=f"{spec['provider']}{named(spec, place)}")
        for spec in SPECS
        for place in places(spec)
        if at(spec, place) != DEFAULTS.get(named(spec, place))
        and not (place[-1] in OF_SUCCESS and is_success(spec, place))
    ],
)
def test_a_key_has_an_effect(
    spec: dict[str, Any], place: Place, tmp_path: Path
) -> None:
    whole = model(spec, tmp_path)

    changed = model(without(spec, place), tmp_path) != whole

    assert changed == (named(spec, place) not in NOTHING_IS_MADE)


@pytest.mark.parametrize("name", REFUSED)
def test_a_key_without_an_effect_is_refused(name: str, tmp_path: Path) -> None:
    place, value = REFUSED[name]
    spec = copy.deepcopy(SPECS[0])
    at(spec, place[:-1])[place[-1]] = value

    assert isinstance(model(spec, tmp_path), list)
