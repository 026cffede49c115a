"""The loader with any file: a model that can be built, or problems at places of the file.

The first byte chooses whether the rest is the file, or choices that edit one of the specs
that the tests have.
"""

from __future__ import annotations

import json
import tempfile
import zlib
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

import yaml
from errsmith.codegen import generate, model_builder
from errsmith.problems import SpecError
from errsmith.project import spec_files

from fuzz.choices import Choices
from fuzz.values import value

GOLDEN: Final = Path(__file__).parents[1] / "tests" / "golden"
RENDERED: Final = 16
"""One accepted spec of so many is rendered, which takes a hundred times as long."""


@cache
def templates() -> tuple[dict[str, Any], ...]:
    """Return the specs of the tests as plain values."""
    found = sorted(GOLDEN.glob("*/specs/[a-z]*.yaml"))
    return tuple(yaml.load(each.read_bytes(), yaml.BaseLoader) for each in found)  # noqa: S506 - texts and no more


@cache
def words() -> tuple[str, ...]:
    """Return every key and text of those specs."""
    return tuple(sorted({each for spec in templates() for each in _texts(spec)}))


@cache
def place() -> Path:
    """Return a file to write specs into, in a folder that goes when the process does."""
    folder = tempfile.TemporaryDirectory()
    place.folder = folder  # type: ignore[attr-defined] # kept alive
    return Path(folder.name) / "fuzzed.yaml"


def check(data: bytes) -> None:
    """Load one file; raises where it gives neither a spec nor a problem with a place."""
    choices = Choices(data)
    edits = choices.number(4)
    text = choices.left if edits == 0 else _edited(choices, edits)
    file = place()
    file.write_bytes(text)
    try:
        loaded = spec_files.load_all([file])
    except SpecError as error:
        _check_problems(error, text)
        return
    for each in loaded.specs:
        model_builder.make_module(each.spec, each.origin)
        model_builder.make_texts(each.spec, each.origin)
    if zlib.crc32(text) % RENDERED == 0:
        generate.package_files(loaded.specs, loaded.kinds)


def _edited(choices: Choices, edits: int) -> bytes:
    """Return one of the specs after so many edits, as JSON, which is YAML."""
    spec: Any = json.loads(json.dumps(choices.one_of(templates())))
    for _ in range(edits):
        places = list(_places(spec))
        holder, key = places[choices.number(min(len(places), 65_536))]
        if choices.number(4):
            holder[key] = value(choices, words())
        else:
            del holder[key]
    return json.dumps(spec, ensure_ascii=bool(choices.number(2))).encode(
        "utf-8", "surrogatepass"
    )


def _places(holder: Any) -> list[tuple[Any, Any]]:
    """Return every list and object in a value with each of its keys."""
    if not isinstance(holder, dict | list):
        return []
    inside = cast("dict[Any, Any]", holder)
    keys = [*inside] if isinstance(holder, dict) else range(len(inside))
    return [each for key in keys for each in [(inside, key), *_places(inside[key])]]


def _texts(node: Any) -> set[str]:
    if isinstance(node, str):
        return {node}
    if isinstance(node, dict):
        inside = cast("dict[str, Any]", node)
        return {*inside}.union(*map(_texts, inside.values()))
    return set[str]().union(*map(_texts, node))


def _check_problems(error: SpecError, text: bytes) -> None:
    lines = text.decode("utf-8-sig", "replace").split("\n")
    assert error.problems, "refused without a problem"
    for problem in error.problems:
        at = problem.at
        assert 1 <= at.line <= len(lines), f"no such line: {problem}"
        assert 1 <= at.column <= len(lines[at.line - 1]) + 1, (
            f"no such column: {problem}"
        )
        assert str(problem).replace("\n", "").isprintable(), f"unprintable: {problem!r}"
