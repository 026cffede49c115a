"""Editors offer every name, and tell of every code, of each provider and of a large one."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from provider_errors import PROVIDERS

from tests.editors.questions import FILE, completions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.editors.language_server import LanguageServer

SPECS = Path(__file__).parents[2] / "specs"
by_editor = pytest.mark.parametrize("editor", ["pyright", "jedi"])


def offered(server: LanguageServer, code: str) -> set[str]:
    """Return the names that an editor offers at the end of some code."""
    *above, last = code.split("\n")
    uri = server.open(FILE, code)
    place = {"line": len(above), "character": len(last)}
    params = {"textDocument": {"uri": uri}, "position": place}
    found = completions(server, params)
    server.close(uri)
    return {item["label"] for item in found}


@by_editor
def test_every_public_name_is_offered(server: LanguageServer) -> None:
    for provider in PROVIDERS:
        names = import_module(f"provider_errors.{provider}").__all__

        found = offered(server, f"from provider_errors.{provider} import ")

        assert found.issuperset(names), provider


@by_editor
def test_every_class_and_member_of_a_large_table_is_offered(
    server: LanguageServer, many_codes: int
) -> None:
    about = "from own_errors.many import "

    classes = offered(server, f"{about}ManyCode")
    members = offered(server, f"{about}ManyCode\nManyCode.CODE_")

    assert sum(name.startswith("ManyCode") for name in classes) == many_codes
    assert sum(name.startswith("CODE_") for name in members) == many_codes - 1


@pytest.fixture(scope="session")
def catalogue() -> Any:
    """Return what `errsmith export` says of each code."""
    command = (
        sys.executable,
        "-m",
        "errsmith",
        "export",
        str(SPECS),
        "--format",
        "json",
    )
    made = subprocess.run(command, capture_output=True, check=True)
    return json.loads(made.stdout)


def rows(catalogue: Any) -> Iterator[tuple[str, str, Any]]:
    """Yield each code with its module and its enum."""
    for provider in catalogue["providers"]:
        for table in provider["tables"]:
            for row in table["codes"]:
                yield provider["provider"], table["enum"], row


def members(catalogue: Any) -> Iterator[tuple[str, list[str]]]:
    """Yield each member with what an editor has to tell of it."""
    for module, enum, row in rows(catalogue):
        if "sub_code" not in row and "status" not in row:
            facts = (row["summary"], row.get("remedy"), row["class"], str(row["code"]))
            yield f"{module}.{enum}.{row['name']}", [each for each in facts if each]


def classes(catalogue: Any) -> Iterator[tuple[str, list[str]]]:
    """Yield each class with what an editor has to tell of it."""
    for module, _, row in rows(catalogue):
        if row["class"] and "same_as" not in row and "deprecated" not in row:
            facts = (row["summary"], row.get("remedy"), row["retry_advice"])
            links = (str(row["code"]), *row["see"])
            found = [each for each in (*facts, *links) if each]
            yield f"{module}.{row['class']}", found


@pytest.mark.parametrize("editor", ["pyright"])
@pytest.mark.parametrize("promised", [members, classes])
def test_each_tells_what_happened_what_to_do_and_its_code(
    server: LanguageServer,
    catalogue: Any,
    promised: Callable[[Any], Iterator[tuple[str, list[str]]]],
) -> None:
    names = list(promised(catalogue))
    lines = [f"from provider_errors import {', '.join(PROVIDERS)}"]
    lines += [name for name, _ in names]
    uri = server.open(FILE, "\n".join(lines))

    for line, (name, facts) in enumerate(names, 1):
        place = {"line": line, "character": len(name)}
        params = {"textDocument": {"uri": uri}, "position": place}
        said = server.request("textDocument/hover", params)["contents"]["value"]

        for fact in facts:
            assert plain(fact) in plain(said), name
    server.close(uri)


def plain(text: str) -> str:
    """Return a text without the escapes of Markdown, and without regard to its lines."""
    return " ".join(text.replace("\\", "").split())
