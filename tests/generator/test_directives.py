"""Text of a spec steers no tool that reads what is generated, and runs nothing."""

from __future__ import annotations

import ast
import doctest
import inspect
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docutils.core
import docutils.nodes
import pytest
import yaml
from errsmith.codegen.directives import without_markup
from errsmith.codegen.render import DIRECTIVES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Run = Callable[..., subprocess.CompletedProcess[str]]
    Write = Callable[[Path, Any], Path]

TEXTS: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parents[1] / "hostile" / "directives.yaml").read_text("utf-8")
)
EVERY = [text for texts in TEXTS.values() for text in texts]
READ_IN_LINES = {
    "flake8 7, file": r"\s*# flake8[:=]\s*noqa",
    "flake8 7, line": r"# noqa",
    "pycodestyle 2": r"# no(?:qa|pep8)\b",
    "mypy 2": r"^# mypy: ",
    "isort 9": r"isort: ?skip",
    "coverage 8": r"#\s*(pragma|PRAGMA)[:\s]?\s*(no|NO)\s*(cover|COVER|branch|BRANCH)",
    "autopep8 2": r"# *(fmt|autopep8): *off",
    "yapf 0.4": r"^\s*#.*\b(?:yapf:\s*disable|fmt: ?off)\b",
    "bandit 1": r"#\s*nosec",
    "Python": r"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)",
    "vim": r"(^|\s)(vi|vim([<=>]?\d+)?|ex):\s*(set? |\w+[:=])",
    "a comment": r"^\s*#",
}
"""What tools look for in each line, whether it is in a string or not."""

FORBIDDEN = (
    docutils.nodes.raw,
    docutils.nodes.comment,
    docutils.nodes.target,
    docutils.nodes.literal_block,
    docutils.nodes.substitution_definition,
    docutils.nodes.image,
    docutils.nodes.pending,
)
PROBE = """
def probe() -> int:
    import os
    PAIR = {  "a" :1 }
    undefined_name
    return "text"
"""
SENTENCE = re.compile(r"[.!?] ")
BEFORE_A_BREAK = [f"{'Words ' * 12}{'x' * n} " for n in (5, 8, 11)]
"""What fills a line, so that the next word starts one at some indentation."""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package whose spec has every text at every place."""
    folder = tmp_path_factory.mktemp("directives")
    (folder / "specs").mkdir()
    spec = folder / "specs" / "acme.yaml"
    spec.write_text(json.dumps(hostile_spec(), ensure_ascii=False), "utf-8")
    command = [sys.executable, "-m", "errsmith", "gen", "specs", "-o", "src"]
    subprocess.run(
        [*command, "--package", "acme_errors"],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return folder / "src" / "acme_errors"


def hostile_spec() -> dict[str, Any]:
    """Return a spec with a row for each way to place each text."""
    rows: list[dict[str, Any]] = []
    for text in EVERY:
        for before in ("", "A ", *BEFORE_A_BREAK):
            number = len(rows) + 1
            placed = f"{before}{text}."
            rows.append(
                {
                    "code": number,
                    "name": f"ROW_{number}",
                    "message": placed,
                    "summary": "It broke." if SENTENCE.search(placed) else placed,
                    "remedy": placed,
                    "note": placed,
                    "category": "not_found",
                    "retry": "never",
                    "texts": {"de": {"summary": "Kaputt.", "remedy": placed}},
                    **({} if before else {"deprecated": placed}),
                }
            )
    source = {"id": "a", "url": "https://acme.example", "seen": "2026-11-22"}
    table = {"enum": "AcmeCode", "type": "int", "title": "# mypy: x", "codes": rows}
    return {
        "provider": "acme",
        "prefix": "Acme",
        "title": "# -*- coding: latin-1 -*- # flake8: noqa",
        "sources": [{**source, "evidence": "official"}],
        "tables": [table],
        "replies": [{"code": "error", "table": "AcmeCode"}],
    }


def docstrings(package: Path) -> Iterator[str]:
    """Yield every docstring of the module, and the strings that stand like one."""
    for node in ast.walk(ast.parse((package / "acme.py").read_text("utf-8"))):
        for inner in getattr(node, "body", ()) if hasattr(node, "body") else ():
            if isinstance(inner, ast.Expr) and isinstance(inner.value, ast.Constant):
                yield str(inner.value.value)


@pytest.mark.parametrize("tool", READ_IN_LINES)
@pytest.mark.parametrize("file", ["acme.py", "_texts/acme.py"])
def test_no_line_has_what_a_tool_looks_for(tool: str, file: str, package: Path) -> None:
    header, _, rest = (package / file).read_text("utf-8").partition(f"{DIRECTIVES}\n")
    lines = rest.splitlines()

    pattern = re.compile(READ_IN_LINES[tool], re.IGNORECASE)
    assert [line for line in lines if pattern.search(line)] == []
    assert header.count("\n") == 1


def test_no_docstring_has_an_example_that_doctest_would_run(package: Path) -> None:
    parser = doctest.DocTestParser()

    assert [text for text in docstrings(package) if parser.get_examples(text)] == []


def test_no_docstring_acts_where_it_is_read_as_restructuredtext(package: Path) -> None:
    texts = {inspect.cleandoc(text) for text in docstrings(package)}
    settings = {"report_level": 5, "halt_level": 5, "raw_enabled": True}
    tree = docutils.core.publish_doctree(
        "\n\n----\n\n".join(sorted(texts)), settings_overrides=settings
    )

    acting = [node for kind in FORBIDDEN for node in tree.findall(kind)]
    links = [node.get("refuri", "") for node in tree.findall(docutils.nodes.reference)]
    assert [node.astext()[:80] for node in acting] == []
    assert {link for link in links if not re.match("https?://", link)} == set()


def test_every_value_is_the_text_to_the_letter(package: Path) -> None:
    code = """
import json, sys
from acme_errors import acme
acme_errors = [acme.error_from_code(code) for code in acme.AcmeCode]
print(json.dumps([[e.summary, e.remedy, type(e).default_message] for e in acme_errors]))
"""
    answer = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=package.parent,
        check=True,
        capture_output=True,
        text=True,
    )

    rows = hostile_spec()["tables"][0]["codes"]
    wanted = [[row["summary"], row["remedy"], row["message"]] for row in rows]
    assert json.loads(answer.stdout) == wanted


@pytest.mark.parametrize(
    ("command", "found"),
    [
        (["ruff", "check", "--isolated", "--no-cache"], ["F401", "F821"]),
        (["mypy", "--cache-dir", "/dev/null"], ["[return-value]", "[name-defined]"]),
        (["pyright"], ["reportUndefinedVariable", "reportReturnType"]),
        (["black", "--diff", "--quiet"], ['-    PAIR = {  "a" :1 }']),
    ],
    ids=lambda each: each[0],
)
def test_a_tool_finds_what_it_finds_without_these_texts(
    command: list[str], found: list[str], package: Path, tmp_path: Path
) -> None:
    module = package / "acme.py"
    probed = package / f"probed_{command[0]}.py"
    probed.write_text(module.read_text("utf-8") + PROBE, "utf-8")

    result = subprocess.run(
        [sys.executable, "-m", *command, probed],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
    )

    probed.unlink()
    printed = result.stdout + result.stderr
    assert [each for each in found if each not in printed] == []


@pytest.mark.parametrize(
    "text",
    [
        "See https://acme.example/#section and #100, C# and F#.",
        "Send `a_b` or ``c``: 5..7 ... or >= 3; x > y >> z.",
        "#1 in the list",
        "type: text; note: nothing; vim and ex are editors: both.",
    ],
)
def test_usual_text_is_left_as_it_is(text: str) -> None:
    assert without_markup(text) == text
