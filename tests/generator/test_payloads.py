"""Every payload of tests/hostile/payloads at every place of a spec: refused there, or kept."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import pytest
import yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Run = Callable[..., subprocess.CompletedProcess[str]]
    Place = tuple[str | int, ...]

TESTS: Final = Path(__file__).parents[1]
PAYLOADS: Final = {
    file.stem: file.read_bytes().decode()
    for file in sorted((TESTS / "hostile" / "payloads").iterdir())
}
WHOLE: Final[dict[str, Any]] = yaml.safe_load(
    (TESTS / "hostile" / "whole.yaml").read_text("utf-8")
)
FREE: Final = frozenset(
    (
        *("title", "summary", "remedy", "note", "retry_note", "deprecated", "message"),
        *("doc", "absent", "split", "spellings", "severity", "fine", "prefix"),
    )
)
"""The keys that take any text that can be printed, where they are no path."""

PATHS: Final = frozenset(
    (
        *("code", "message", "item", "keyed", "items", "each", "succeeded", "failed"),
        *("path", "key"),
    )
)
"""The keys of paths into a reply, which take some texts."""

PROBLEM: Final = re.compile(r"^specs/(\w+)\.yaml:(\d+):\d+: .*\]$", re.MULTILINE)


def places(node: Any, place: Place = ()) -> Iterator[Place]:
    """Where each value of a spec stands; None at the end stands for the key itself."""
    inside = cast("dict[Any, Any]", node)
    if isinstance(node, dict):
        for key, inner in inside.items():
            yield from places(inner, (*place, key))
            if place[-1:] in {("facts",), ("texts",), ("modules",), ("success",)}:
                yield (*place, key, -1)
    elif isinstance(node, list):
        for index, inner in enumerate(inside):
            yield from places(inner, (*place, index))
    else:
        yield place


PLACES: Final = tuple(places(WHOLE))


def put(spec: dict[str, Any], place: Place, text: str) -> None:
    """Say a text at a place."""
    of_key = place[-1] == -1 and isinstance(place[-2], str)
    *above, last = place[:-1] if of_key else place
    holder: Any = spec
    for key in above:
        holder = holder[key]
    if of_key:
        holder[text] = holder.pop(last)
    else:
        holder[last] = text


def word(place: Place) -> str:
    """The key that a place belongs to; empty for a custom key."""
    keys = [each for each in place if isinstance(each, str)]
    return "" if place[-1] == -1 else keys[-1]


def with_text(place: Place, text: str) -> dict[str, Any]:
    """The spec with a text at a place; a summary ends in a full stop."""
    spec: dict[str, Any] = json.loads(json.dumps(WHOLE))
    put(spec, place, f"{text}." if word(place) == "summary" else text)
    return spec


def is_path(place: Place) -> bool:
    """Whether a path into a reply stands at a place."""
    own = word(place) in PATHS and (place[0] == "replies" or word(place) == "path")
    return own or (place[-1] == -1 and "success" in place)


def is_free(place: Place) -> bool:
    """Whether any text that can be printed may stand at a place."""
    coded = word(place) == "code" and place[:2] == ("tables", 1)
    of_wire = place[-1] == -1 and "modules" in place
    free = word(place) in FREE and place != ("prefix",)
    return coded or of_wire or (free and not is_path(place))


@pytest.fixture
def accepted(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], list[Place]]:
    """Where a payload may stand; everywhere else it is refused in its line."""
    monkeypatch.setenv("CANARY", str(tmp_path / "sang"))

    def of(payload: str) -> list[Place]:
        lines: dict[str, int] = {}
        (tmp_path / "specs").mkdir()
        for index, place in enumerate(PLACES):
            spec = with_text(place, payload)
            if place != ("provider",):
                spec["provider"] = f"p{index}"
            # The module that the vendors name has to be there.
            for each in spec["replies"][2]["failures"][2]["vendors"]["modules"]:
                if "modules" not in place or place[-1] == -1:
                    modules = spec["replies"][2]["failures"][2]["vendors"]["modules"]
                    modules[each] = spec["provider"] if place != ("provider",) else "p1"
            text = json.dumps(spec, indent=0, ensure_ascii=True)
            marked = json.dumps(payload)[1:-1]
            found = [n for n, each in enumerate(text.splitlines(), 1) if marked in each]
            lines[f"p{index}"] = found[0]
            (tmp_path / "specs" / f"p{index}.yaml").write_text(text, "ascii")
        said = run("validate", "specs", cwd=tmp_path).stderr
        refused: dict[str, set[int]] = {}
        for name, line in PROBLEM.findall(said):
            refused.setdefault(name, set()).add(int(line))
        missed = {
            PLACES[int(name[1:])]: at
            for name, at in refused.items()
            if lines[name] not in at
        }
        assert missed == {}
        return [p for i, p in enumerate(PLACES) if f"p{i}" not in refused]

    return of


PROBE: Final = """
import importlib, sys
sys.path.insert(0, sys.argv[1])
sys.dont_write_bytecode = True
module = importlib.import_module("package.whole")
getattr(module, "WholeFallen")().summary_in("de")
for name in module.__all__:
    thing = getattr(module, name)
    if isinstance(thing, type) and issubclass(thing, Exception) and not issubclass(
        thing, BaseExceptionGroup
    ):
        error = thing()
        repr(error), str(error), [getattr(error, each) for each in dir(error)]
"""


@pytest.mark.parametrize("name", PAYLOADS)
def test_a_payload_is_refused_where_it_stands_or_kept_as_it_is(
    name: str,
    accepted: Callable[[str], list[Place]],
    tmp_path: Path,
    run: Run,
) -> None:
    payload = PAYLOADS[name]

    kept = accepted(payload)

    free = [place for place in PLACES if is_free(place)]
    expected = free if payload.isprintable() else []
    with_breaks = [p for p in free if word(p) in {"message", "code"}]
    expected = with_breaks if name == "break" else expected
    others = set(kept) - set(expected)
    assert sorted(set(expected) - set(kept), key=str) == []
    assert [place for place in sorted(others, key=str) if not is_path(place)] == []
    spec: dict[str, Any] = json.loads(json.dumps(WHOLE))
    said = {place: f"{index} {payload}" for index, place in enumerate(kept)}
    for place in [place for place in kept if not is_path(place)]:
        said[place] += "." * (word(place) == "summary")
        put(spec, place, said[place])
    shutil.rmtree(tmp_path / "specs")
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "whole.yaml").write_text(json.dumps(spec))
    made = run("gen", "specs", "-o", "out", "--package", "package", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    command = [sys.executable, "-I", "-S", "-W", "error", "-c", PROBE]
    subprocess.run([*command, tmp_path / "out"], check=True)
    package = tmp_path / "out" / "package"
    sources = [package / "whole.py", package / "_texts" / "whole.py"]
    nodes = [
        each for file in sources for each in ast.walk(ast.parse(file.read_bytes()))
    ]
    strings = {str(each.value) for each in nodes if isinstance(each, ast.Constant)}
    joined = [" ".join(each.split()) for each in strings]
    success = ("tables", 0, "codes", 0)  # has no class that could say all of it
    classes = [place for place in kept if place[: len(success)] != success]
    for text in (said[place] for place in classes if not is_path(place)):
        squeezed = " ".join(text.split())
        assert text in strings or any(squeezed in each for each in joined)
    assert not (tmp_path / "sang").exists()
