"""Pages that are meant to hurt: what stands in them stays text, and what explodes does not."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml
from errsmith.cli import dispatch

if TYPE_CHECKING:
    from collections.abc import Callable

    Imports = Callable[..., subprocess.CompletedProcess[str]]

PAGES: Final = sorted((Path(__file__).parents[1] / "hostile" / "pages").iterdir())
PROBE: Final = """
import importlib, json, sys
sys.path.insert(0, sys.argv[1])
sys.dont_write_bytecode = True
module = importlib.import_module("package.acme")
errors = [getattr(module, name)() for name in module.__all__ if name.startswith("Acme")
          and issubclass(getattr(module, name), Exception)]
print(json.dumps({e.name: [e.default_message, e.summary, e.remedy] for e in errors}))
"""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_stands_in_a_page_stays_text_from_the_page_to_the_module(
    page: Path,
    tmp_path: Path,
    imports: Imports,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    canary = tmp_path / "sang"
    monkeypatch.setenv("CANARY", str(canary))
    monkeypatch.chdir(tmp_path)
    spec = tmp_path / "specs" / "acme.yaml"

    imported = imports(str(page), "-o", str(spec))

    assert re.sub(r"[\n…]", "", imported.stderr).isprintable()
    assert spec.exists(), imported.stderr
    made = dispatch.main(["gen", "specs", "-o", "out", "--package", "package"])
    assert made == 0, capsys.readouterr().err
    command = [sys.executable, "-I", "-S", "-W", "error", "-c", PROBE]
    probed = subprocess.run(
        [*command, tmp_path / "out"], check=True, capture_output=True, text=True
    )
    found: dict[str, list[str]] = yaml.safe_load(probed.stdout)
    said: dict[str, Any] = yaml.load(spec.read_text("utf-8"), yaml.BaseLoader)
    rows = [row for table in said["tables"] for row in table["codes"]]
    rows = [row for row in rows if row["name"] in found]
    assert rows
    for row in rows:
        message, summary, remedy = found[row["name"]]
        assert message == row.get("message", message)
        assert [summary, remedy] == [row["summary"], row["remedy"]]
    assert said["provider"] == "acme"
    assert not canary.exists()


TABLE: Final = "<table><tr><th>Error code<th>Message</tr>"
ROW: Final = "<tr><td>1001<td>Too fast</tr>"
LOL: Final = "".join(
    f'<!ENTITY l{i} "{(f"&l{i - 1};" if i else "lol") * 10}">' for i in range(10)
)
ALIASES: Final = "".join(
    f"a{i}: &a{i} [{', '.join([f'*a{i - 1}' if i else 'lol'] * 10)}]\n"
    for i in range(10)
)
CIRCLES: Final = """\
openapi: 3.0.0
info: {title: x, version: '1'}
paths: {}
components: {schemas: {A: {allOf: [{$ref: '#/components/schemas/A'}]}}}
"""
DEEP: Final = "the page is nested too deep"
NONE: Final = "has no table of error codes that could be read"
ONE: Final = "1 error, "
BOMBS: Final[dict[str, tuple[str | bytes, str]]] = {
    "lists.json": ("[" * 100_000 + "]" * 100_000, DEEP),
    "rows_in_lists.json": (
        '[{"code": 1, "message": ' + "[" * 20_000 + "]" * 20_000 + "}]",
        DEEP,
    ),
    "number.json": ('[{"code": ' + "9" * 1_000_000 + ', "message": "x"}]', NONE),
    "power.json": ('[{"code": 1e999999999, "message": "x"}]', NONE),
    "keys.json": (
        '[{"code": 1001, ' + ",".join(f'"k{i}": 1' for i in range(20_000)) + "}]",
        ONE,
    ),
    "names_twice.json": ("{" + ",".join(['"1001": "x"'] * 5_000) + "}", ONE),
    "long.json": ('[{"code": 1001, "message": "' + "a" * 4_000_000 + '"}]', ONE),
    "entities.xhtml": (
        f"<!DOCTYPE lolz [{LOL}]>{TABLE}<tr><td>1001<td>&l9;</table>",
        ONE,
    ),
    "references.html": (f"{TABLE}<tr><td>1001<td>{'&#x41;' * 200_000}</table>", ONE),
    "spans.html": (
        f"{TABLE}<tr><td rowspan=1000000000 colspan=1000000000>1001<td>x</tr>{ROW * 3}",
        ONE,
    ),
    "tables.html": ("<table><tr><td>" * 20_000 + "1001", NONE),
    "divisions.html": (f"{'<div>' * 100_000}{TABLE}{ROW}</table>", NONE),
    "field.csv": ('code,message\n1001,"' + "a" * 4_000_000 + '"\n1002,x\n', ONE),
    "columns.csv": ("code,message\n1001" + ",x" * 500_000 + "\n", ONE),
    "quote.csv": ('code,message\n1001,"' + "a\n" * 20_000, NONE),
    "aliases.yaml": (ALIASES, NONE),
    "one_alias.yaml": ("- &a {code: 1001, message: x}\n" + "- *a\n" * 5_000, ONE),
    "brackets.yaml": ("a: " + "[" * 100_000, DEEP),
    "braces.yaml": ("a: " + "{b: " * 1_500 + "}" * 1_500, DEEP),
    "some_brackets.yaml": ("a: " + "[" * 101 + "]" * 101, DEEP),
    "indented.yaml": ("".join(f"{' ' * i}a:\n" for i in range(1_200)), DEEP),
    "dashes.yaml": ("- " * 1_200 + "a", DEEP),
    "some_brackets.json": ("[" * 101 + "]" * 101, DEEP),
    "brackets_in_text.yaml": (
        f"- {{code: 1001, message: '{'[' * 2_000}'}}  # {'[' * 2_000}\n- }}",
        "the page is not YAML: line 2: ",
    ),
    "tags.yaml": (
        '- !!python/object/apply:os.system ["touch $CANARY"]\n- {code: 1001, message: x}\n',
        ONE,
    ),
    "circles.yaml": (CIRCLES, NONE),
    "pipes.md": ("| code | message |\n|---|---|\n" + "|" * 200_000 + "\n", NONE),
    "brackets.md": ("[" * 50_000 + "](x)" * 10, NONE),
    "nul.md": (b"\0" * 1_000_000, NONE),
    "packed.html": (gzip.compress(b"<table>" * 100_000), "in no known encoding"),
    "unpacked.html": (b"<meta charset=zlib_codec>x", NONE),
    "utf_7.html": (
        f"<meta charset=utf-7>{TABLE}<tr><td>1001<td>+ADw-x+AD4-</table>",
        ONE,
    ),
    "punycode.html": (
        b"<meta charset=punycode>" + b"a" * 50_000 + b"-" + b"9" * 20_000 + b"\xff",
        NONE,
    ),
    "lists.rst": ("".join("  " * i + "- a\n\n" for i in range(400)), "docutils cannot"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_page_that_explodes_ends_with_a_result_or_a_message(
    name: str, tmp_path: Path, imports: Imports, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, expected = BOMBS[name]
    monkeypatch.setenv("CANARY", str(tmp_path / "sang"))
    page = tmp_path / name
    page.write_bytes(content if isinstance(content, bytes) else content.encode())

    result = imports(str(page))

    assert expected in result.stderr
    assert not (tmp_path / "sang").exists()


def test_a_page_of_a_gibibyte_is_refused_without_being_read(
    tmp_path: Path, imports: Imports
) -> None:
    page = tmp_path / "acme.html"
    with page.open("wb") as file:
        file.truncate(1 << 30)

    result = imports(str(page))

    limit = "errsmith: the page has more than 32 MiB; cut out its table\n"
    assert (result.returncode, result.stderr) == (2, limit)


def test_an_entity_of_a_page_reads_no_file(tmp_path: Path, imports: Imports) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hidden")
    page = tmp_path / "acme.html"
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    page.write_text(f"{entity}{TABLE}<tr><td>1001<td>x &e;</table>")

    result = imports(str(page))

    assert "code: 1001" in result.stdout
    assert "hidden" not in result.stdout


def test_update_keeps_what_stands_in_a_page_as_text(
    tmp_path: Path, imports: Imports, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CANARY", str(tmp_path / "sang"))
    before, after = PAGES[0].parent / "cells.csv", tmp_path / "after.csv"
    text = before.read_text("utf-8")
    after.write_text(text.replace("1001,", "2001,").replace("1002,", "2002,"), "utf-8")
    imports(str(before), "-o", "specs/acme.yaml")

    code = dispatch.main(["update", "specs/acme.yaml", str(after)])

    read = yaml.load(Path("specs/acme.yaml").read_text("utf-8"), yaml.BaseLoader)
    old = {row["code"]: row for row in read["tables"][0]["codes"]}
    assert code == 0
    assert old["2001"]["message"] == old["1001"]["message"]
    assert "deprecated" in old["1001"]
    assert dispatch.main(["validate", "specs"]) == 0
    assert not (tmp_path / "sang").exists()


@pytest.mark.parametrize("command", ["update", "compat"])
@pytest.mark.parametrize("name", ["aliases_that_explode", "tag_apply", "raw_override"])
def test_other_commands_refuse_a_hostile_spec_too(
    command: str,
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("CANARY", str(tmp_path / "sang"))
    spec = PAGES[0].parents[2] / "problems" / f"hostile_{name}" / "acme.yaml"
    other = PAGES[0].parents[1] / "kept" / "docstring_in_title.yaml"

    code = dispatch.main([command, str(spec), str(other)])

    said = capsys.readouterr().err
    assert code == 1
    assert re.search(r"acme\.yaml:\d+:\d+: .* \[[a-z-]+\]", said)
    assert not (tmp_path / "sang").exists()
