"""What docs/architecture.md says of the tool as a whole: names, sizes, arrows, docstrings."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]
TOOL: Final = ROOT / "generator" / "errsmith"
LONGEST_FILE: Final = 300
MOST_ENTRIES: Final = 8
MOST_RIDDLES: Final = 50
RIDDLES: Final = ("What", "Which", "Whether", "Where", "How", "Who")
POSSESSIVE_GROUP: Final = re.compile(r"(?<!\\)\)(?:[*+?]|\{[0-9,]+\})\+|\(\?>")
FILES: Final = sorted(TOOL.rglob("*.py"))
OWNERS_OF_DOCSTRINGS: Final = (
    ast.Module,
    ast.ClassDef,
    ast.FunctionDef,
    ast.AsyncFunctionDef,
)


def class_names(texts: dict[str, str]) -> dict[str, set[str]]:
    """Return the files of each class name, nested and private classes too."""
    found: dict[str, set[str]] = defaultdict(set)
    for file, text in texts.items():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ClassDef):
                found[node.name].add(file)
    return found


def docstrings(text: str) -> list[str]:
    """Return every docstring of a module."""
    owners = (
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, OWNERS_OF_DOCSTRINGS)
    )
    return [doc for owner in owners if (doc := ast.get_docstring(owner))]


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {
        file.relative_to(TOOL).as_posix(): file.read_text("utf-8") for file in FILES
    }


def test_a_class_name_stands_once(texts: dict[str, str]) -> None:
    twice = {name for name, files in class_names(texts).items() if len(files) > 1}

    assert not twice


def test_a_second_class_of_a_name_would_be_noticed() -> None:
    found = class_names({"a.py": "class _A: ...", "b.py": "def f():\n class _A: ..."})

    assert found == {"_A": {"a.py", "b.py"}}


def test_a_file_has_at_most_300_lines(texts: dict[str, str]) -> None:
    too_long = {file for file, text in texts.items() if text.count("\n") > LONGEST_FILE}

    assert not too_long


def test_no_group_is_repeated_possessively(texts: dict[str, str]) -> None:
    """Python 3.11.2, which Debian 12 has, does not find what such a group matches."""
    found = {
        file: line
        for file, text in texts.items()
        for line in text.splitlines()
        if POSSESSIVE_GROUP.search(line)
    }

    assert not found


def test_few_entries_stand_at_the_top() -> None:
    entries = {entry.name for entry in TOOL.iterdir() if entry.name[:2] != "__"}

    assert len(entries) <= MOST_ENTRIES, sorted(entries)


def test_hardly_a_docstring_is_a_riddle(texts: dict[str, str]) -> None:
    every = [doc for text in texts.values() for doc in docstrings(text)]
    riddles = [doc for doc in every if doc.split()[0] in RIDDLES]

    assert len(riddles) * MOST_RIDDLES <= len(every), riddles


def contracts(folder: Path) -> subprocess.CompletedProcess[str]:
    """Hold the packages of a folder against the contracts of pyproject.toml."""
    path = os.pathsep.join((str(folder / "generator"), str(folder / "generated")))
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path, "PYTHONSAFEPATH": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_imports_keep_their_contracts() -> None:
    result = contracts(ROOT)

    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("spec/texts.py", "from errsmith.codegen import docstrings"),
        ("updating/changes.py", "from errsmith.compat import versions"),
        ("problems.py", "if TYPE_CHECKING:\n    from errsmith.spec import load"),
        ("updating/changes.py", "from errsmith.updating import merge"),
    ],
)
def test_an_import_against_the_arrows_breaks_a_contract(
    module: str, line: str, tmp_path: Path
) -> None:
    shutil.copytree(TOOL, tmp_path / "generator" / "errsmith")
    shutil.copytree(ROOT / "generated", tmp_path / "generated")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / "generator" / "errsmith" / module).open("a") as file:
        file.write(f"from typing import TYPE_CHECKING\n{line}\n")

    result = contracts(tmp_path)

    assert result.returncode == 1, result.stdout + result.stderr
    assert "BROKEN" in result.stdout
