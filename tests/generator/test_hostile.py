"""Specs that are meant to hurt: each is refused where it hurts, or its text stays text.

A file of tests/hostile/kept is a spec whose texts must all arrive to the letter; the folders
tests/problems/hostile_… hold those that are refused, with their recorded messages. Where code in
a spec ran, there would be a file at `$CANARY`.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import pytest
import yaml
from errsmith.cli import dispatch
from errsmith.codegen.render import DIRECTIVES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Run = Callable[..., subprocess.CompletedProcess[str]]
    Promised = Callable[[dict[str, Any]], dict[str, Any]]

HOSTILE: Final = Path(__file__).parents[1] / "hostile"
KEPT: Final = sorted((HOSTILE / "kept").glob("*.yaml"))
REFUSED: Final = sorted((HOSTILE.parent / "problems").glob("hostile_*"))
PLACE: Final = re.compile(r"acme\.yaml:(\d+):(\d+): .* \[[a-z]+(-[a-z0-9]+)+\]")
TEXTS: Final = frozenset(
    (
        *("title", "summary", "remedy", "note", "retry_note", "deprecated", "message"),
        *("doc", "links", "url", "absent", "split", "spellings", "code"),
    )
)
"""The keys whose texts stand in a module, as a text or within a docstring."""

PATHS: Final = frozenset(("code", "message"))
"""The keys that are paths in `replies`, of which each step is a text."""

PROBE: Final = """
import importlib, json, os, sys
folder, package, out = sys.argv[1:]
sys.path.insert(0, folder)
sys.dont_write_bytecode = True
package = importlib.import_module(package)
dir(package)
found = {}

def found_by(module, error):
    named = error.name and error.code is not None
    return module.lookup(error.code).__name__ if named else ""

for provider in package.PROVIDERS:
    module = getattr(package, provider)
    found[provider] = classes = {}
    for name in module.__all__:
        thing = getattr(module, name)
        if isinstance(thing, type) and issubclass(thing, Exception) and not issubclass(
            thing, BaseExceptionGroup
        ):
            error = thing()
            repr(error), str(error), dir(error)
            classes[name] = {
                "is": thing.__name__,
                "code": error.code,
                "message": thing.default_message,
                "summary": error.summary,
                "remedy": error.remedy,
                "links": error.links,
                "wait": error.retry_after,
                "retryable": error.retryable,
                "category": error.category,
                "doc": thing.__doc__,
                "found": found_by(module, error),
                "texts": {
                    language: [error.summary_in(language), error.remedy_in(language)]
                    for language in error.languages
                },
            }
open(out, "w", encoding="ascii").write(json.dumps(found))
"""


@pytest.fixture(scope="session")
def canary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The file that code in a spec would make, if it ran here or in what is called."""
    file = tmp_path_factory.mktemp("canary") / "sang"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CANARY", str(file))
        yield file


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory, canary: Path) -> Path:
    """The package of all the specs that are kept."""
    folder = tmp_path_factory.mktemp("kept")
    specs = str(shutil.copytree(HOSTILE / "kept", folder / "specs"))
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        code = dispatch.main(
            ["gen", specs, "-o", str(folder / "out"), "--package", "kept"]
        )
    assert code == 0, said.getvalue()
    assert not canary.exists()
    return folder / "out" / "kept"


@pytest.fixture(scope="session")
def seen(kept: Path, canary: Path) -> dict[str, Any]:
    """What the classes of the package say, in a Python that has nothing installed."""
    answer = canary.parent / "seen.json"
    command = [sys.executable, "-I", "-S", "-W", "error", "-c", PROBE]
    subprocess.run(
        [*command, kept.parent, kept.name, answer],
        env={"CANARY": str(canary)},
        check=True,
    )
    found: dict[str, Any] = json.loads(answer.read_text("ascii"))
    return found


def texts(node: Any, key: str = "", keys: frozenset[str] = TEXTS) -> Iterator[str]:
    """The texts of a spec that stand in its module."""
    inside = cast("dict[Any, Any]", node)
    if isinstance(node, dict):
        for word, inner in inside.items():
            yield from texts(inner, word, keys - PATHS if word == "replies" else keys)
    elif isinstance(node, list):
        for inner in inside:
            yield from texts(inner, key, keys)
    elif key in keys and node:
        yield node


@pytest.fixture(scope="session")
def said(kept: Path) -> Callable[[str], set[str]]:
    """Every string in a module and in its texts in other languages."""

    def of(provider: str) -> set[str]:
        files = [kept / f"{provider}.py", kept / "_texts" / f"{provider}.py"]
        sources = [file.read_bytes() for file in files if file.exists()]
        nodes = (node for source in sources for node in ast.walk(ast.parse(source)))
        return {str(each.value) for each in nodes if isinstance(each, ast.Constant)}

    return of


@pytest.mark.parametrize("file", KEPT, ids=lambda file: file.stem)
def test_every_text_of_a_hostile_spec_arrives_to_the_letter(
    file: Path,
    seen: dict[str, Any],
    said: Callable[[str], set[str]],
    promised: Promised,
    canary: Path,
) -> None:
    spec = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)

    strings = said(file.stem)
    joined = [" ".join(each.split()) for each in strings]

    for name, facts in promised(spec).items():
        found = seen[file.stem][name]
        assert {key: found[key] for key in facts} == facts
        assert found["found"] in {"", facts["is"]}
    for text in texts(spec):
        squeezed = " ".join(text.split())
        assert text in strings or any(squeezed in each for each in joined)
    assert not canary.exists()


def test_a_package_of_hostile_specs_has_a_module_for_each(seen: dict[str, Any]) -> None:
    assert sorted(seen) == [file.stem for file in KEPT]


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_a_spec_that_hurts_is_refused_where_it_hurts(
    case: Path, tmp_path: Path, run: Run, canary: Path
) -> None:
    file = case / "acme.yaml"
    shutil.copy(file, tmp_path)
    recorded = (case / "expected.txt").read_text("utf-8")

    result = run("gen", "acme.yaml", "-o", "out", cwd=tmp_path)

    assert result.stderr == recorded.rstrip("\n") + "; nothing was written\n"
    assert result.returncode == 1
    places = [PLACE.fullmatch(line) for line in result.stderr.splitlines()]
    lines = re.split(rb"\r?\n", file.read_bytes())
    found = [(int(each[1]), int(each[2])) for each in places if each]
    assert found
    assert all(
        line <= len(lines) and column <= len(lines[line - 1]) + 1
        for line, column in found
    )
    assert result.stderr.endswith("; nothing was written\n")
    assert result.stderr.isascii() or result.stderr.replace("\n", "").isprintable()
    assert not (tmp_path / "out").exists()
    assert not canary.exists()


def test_a_spec_of_a_gibibyte_is_refused_without_being_read(
    tmp_path: Path, run: Run
) -> None:
    with (tmp_path / "acme.yaml").open("wb") as file:
        file.truncate(1 << 30)

    result = run("validate", "acme.yaml", cwd=tmp_path)

    size = "the file is too large: 1073741824 bytes (max 64 MiB)"
    problem = f"acme.yaml:1:1: {size} [yaml-size]"
    assert result.stderr.startswith(f"{problem}\n")
    assert result.returncode == 1


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs a device to link to")
def test_a_link_to_what_never_ends_is_refused(tmp_path: Path, run: Run) -> None:
    (tmp_path / "acme.yaml").symlink_to("/dev/zero")

    result = run("validate", ".", cwd=tmp_path)

    assert "acme.yaml:1:1: this is not a plain file [file-unreadable]" in result.stderr
    assert result.returncode == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
@pytest.mark.parametrize(
    "name",
    [
        '"""; raise SystemExit #',
        "x\nraise SystemExit",
        "x\rraise SystemExit",
        "\x1b[2Jx",
        "\u202ex",
        "\x85\u2028x",
        "coding: utf-7",
        "{{ 7 * 7 }}",
        "$(touch $CANARY)",
        "`x`\\",
        "\udcff",
    ],
)
def test_the_name_of_a_file_is_no_code_either(
    name: str, tmp_path: Path, run: Run, canary: Path
) -> None:
    spec = (HOSTILE / "kept" / "quotes_alone.yaml").read_text("utf-8")
    folder = tmp_path / "specs"
    folder.mkdir()
    (folder / f"{name}.yaml").write_text(spec, "utf-8")

    made = run("gen", "specs", "-o", "out", "--package", "made", cwd=tmp_path)
    (folder / f"{name}.yaml").write_text(f"{spec}odd: 1\n", "utf-8")
    refused = run("validate", "specs", cwd=tmp_path)

    text = (tmp_path / "out/made/quotes_alone.py").read_text()
    first, _, rest = text.partition(f"\n{DIRECTIVES}\n")
    assert made.returncode == 0
    assert re.fullmatch(r"# Generated by errsmith from [\w ./-]+; edits .*", first)
    assert rest.startswith('"""')
    assert ast.parse(rest).body
    assert "[unknown-key]" in refused.stderr
    assert refused.stderr.replace("\n", "").isprintable()
    assert len(refused.stderr.splitlines()) == 3
    assert not canary.exists()
