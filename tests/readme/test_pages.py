"""Every example in Python and on the command line, of every page, does what the page says.

A page is played from its first block to its last: a block with a title is the file of that name, a
console is typed, and Python prints what the text below it shows. A page that needs more than that,
such as a server, has tests of its own.
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tests.readme.conftest import ROOT, blocks_of, run_block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.readme.conftest import Block

HERE: Final = Path(__file__).parent
GIT: Final = ("git", "-c", "user.name=a", "-c", "user.email=a@acme.example")
PAGES: Final = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for path in (
        *sorted((ROOT / "docs").glob("*.md")),
        *(ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")),
        ROOT / "proof" / "README.md",
        ROOT / "specs" / "README.md",
    )
}
PLAYED: Final = {
    "docs/checks.md": "committed",
    "docs/ci.md": "acme",
    "docs/exceptions.md": "tmp_path",
    "docs/monorepo.md": "tmp_path",
    "docs/publishing.md": "acme",
    "docs/tutorial.md": "acme",
}
"""Pages, with the folder in which each is played."""

EACH_ALONE: Final = ("docs/troubleshooting.md",)
"""Pages of which every section is played in a project of its own."""

TESTED: Final = {
    "README.md": ("test_readme.py", "conftest.py"),
    "docs/add-a-code.md": ("test_add_a_code.py",),
    "docs/application.md": ("test_application.py",),
    "docs/catch-errors.md": tuple(
        f"../libraries/test_{part}.py"
        for part in ("catch_errors", "celery", "frameworks", "sentry", "telemetry")
    ),
    "docs/compat.md": ("test_versions.py",),
    "docs/templates.md": ("test_templates.py",),
    "docs/update.md": ("test_versions.py",),
}
"""Pages with tests of their own, which name each heading that has an example."""

NOT_RUN: Final = {
    "$ errsmith import https://acme.example/docs/errors -o specs/acme.yaml": (
        "asks another server, and the clipboard of one system"
    ),
    "$ jq -r": "needs another program",
    "(constant) OUT_OF_QUOTA": "what an editor shows, which tests/editors records",
    "match error.code:": "the questions of tests/editors are typed and matched like this",
    "$ python -m provider_errors zalo -115 --json | jq": "needs another program",
    "$ errsmith export --format json -o codes.json": (
        "writes the catalogue that the tests of the export read"
    ),
}
"""Starts of examples that no test runs, with the reason."""


def examples(text: str) -> list[Block]:
    """Return the examples of a text that somebody may run."""
    return [
        block for block in blocks_of(text) if block.language in {"python", "console"}
    ]


def alone(text: str) -> dict[str, str]:
    """Return the parts of a page below its headings of the third level."""
    parts = re.split(r"^### (.*)\n", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def play(blocks: Sequence[Block], folder: Path) -> int:
    """Do what the blocks say, one after the other; return how many were run."""
    count = 0
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        if block.title:
            file = folder / block.title
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, "utf-8")
        elif block.language == "console":
            run_block(block, folder)
        elif block.language == "python":
            shown = following.text if following and following.language == "text" else ""
            assert printed(block.text, folder) == shown
        count += block.language in {"python", "console"}
    return count


def printed(code: str, folder: Path) -> str:
    """Return what Python code prints in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.stdout


@pytest.fixture
def committed(acme: Path) -> Path:
    """A repository with the project, and once more as one of several services."""
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "Acme"]):
        subprocess.run([*GIT, *words], cwd=acme, check=True)
    mail = acme / "services" / "mail"
    mail.parent.mkdir()
    subprocess.run([*GIT, "clone", "-q", ".", mail], cwd=acme, check=True)
    return acme


@pytest.mark.parametrize("name", PLAYED)
def test_a_page_that_is_played_does_what_it_says(
    name: str, request: pytest.FixtureRequest
) -> None:
    folder: Path = request.getfixturevalue(PLAYED[name])

    assert play(blocks_of(PAGES[name]), folder) == len(examples(PAGES[name])) > 0


SECTIONS: Final = {
    heading: text for name in EACH_ALONE for heading, text in alone(PAGES[name]).items()
}


@pytest.mark.parametrize("heading", SECTIONS)
def test_a_message_is_printed_as_shown(heading: str, acme: Path) -> None:
    blocks = blocks_of(SECTIONS[heading])
    shown = "".join(b.text for b in blocks if b.language == "console")

    assert play(blocks, acme) > 0
    assert heading.replace("`", "") in shown.replace("`", "")


def strings(file: str) -> set[object]:
    """Return every constant of a module of tests."""
    tree = ast.parse((HERE / file).read_text("utf-8"))
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}


@pytest.mark.parametrize("name", TESTED)
def test_a_page_with_tests_of_its_own_has_one_for_each_heading(name: str) -> None:
    known = set[object]().union(*map(strings, TESTED[name]))
    parts = re.split(r"^##+ (.*)\n", f"## \n{PAGES[name]}", flags=re.MULTILINE)
    sections = zip(parts[1::2], parts[2::2], strict=True)
    headings = {heading for heading, text in sections if examples(text)}

    assert headings
    assert headings <= known


def test_every_example_is_run_or_says_why_not() -> None:
    run = {*PLAYED, *TESTED, *EACH_ALONE}
    left = [
        block.text
        for name, text in PAGES.items()
        for block in examples(text)
        if name not in run
    ]
    starts = {start for text in left for start in NOT_RUN if text.startswith(start)}

    assert [t for t in left if not t.startswith(tuple(NOT_RUN))] == []
    assert starts == {*NOT_RUN}
    assert all(examples(PAGES[name]) for name in run)
