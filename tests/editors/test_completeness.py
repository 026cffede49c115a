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
    from collections.abc import Iterator

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


def told(catalogue: Any) -> Iterator[tuple[str, str, list[str]]]:
    """Yield each member of each enum with its module, and what an editor has to tell of it."""
    for provider in catalogue["providers"]:
        for table in provider["tables"]:
            for row in table["codes"]:
                if "sub_code" not in row and "status" not in row:
                    member = f"{table['enum']}.{row['name']}"
                    facts = (
                        row["summary"],
                        row.get("remedy"),
                        row["class"],
                        row["code"],
                    )
                    yield provider["provider"], member, [str(x) for x in facts if x]


@pytest.mark.parametrize("editor", ["pyright"])
def test_a_member_tells_its_code_its_class_what_happened_and_what_to_do(
    server: LanguageServer, catalogue: Any
) -> None:
    members = list(told(catalogue))
    modules = sorted({module for module, _, _ in members})
    lines = [f"from provider_errors.{module} import *" for module in modules]
    first = len(lines)
    lines += [member for _, member, _ in members]
    uri = server.open(FILE, "\n".join(lines))

    for line, (_, member, facts) in enumerate(members, first):
        place = {"line": line, "character": len(member)}
        params = {"textDocument": {"uri": uri}, "position": place}
        said = server.request("textDocument/hover", params)["contents"]["value"]

        for fact in facts:
            assert plain(fact) in plain(said), member


def plain(text: str) -> str:
    """Return a text without what Markdown needs, and without regard to its lines."""
    unescaped = text.replace("\\", "").replace("&nbsp;", " ").replace("&lt;", "<")
    return " ".join(unescaped.split())
