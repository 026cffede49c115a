"""A process of each language server, and a project that its user might have open."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.editors.language_server import LanguageServer

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMANDS = {
    "pyright": ("-m", "pyright.langserver", "--stdio"),
    "jedi": ("-c", "from jedi_language_server.cli import cli; cli()"),
}
CODES = 2500
"""How many codes one of the project's own providers has."""

CONFIG = {
    "typeCheckingMode": "strict",
    "pythonVersion": "3.11",
    "reportDeprecated": "none",
}
"""Strict types, where a deprecated name is no error: editors strike it through."""

APP = """\
from own_errors.acme import AcmeError
from provider_errors.zalo import ZaloError

print(AcmeError, ZaloError)
"""
"""A file that is open: pyright offers to import the names of modules that one imports."""

ROW = """\
      - code: {code}
        name: CODE_{code}
        summary: This went wrong.
        remedy: Do that.
        category: invalid_request
        retry: never
"""
FORMER = "        former_names: [NO_MONEY]\n"
"""What is added to the only row of the spec."""

SPEC = Path(__file__).parents[1] / "golden" / "smallest" / "specs" / "acme.yaml"


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project that uses the SDK, and has two providers of its own."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "pyrightconfig.json").write_text(json.dumps(CONFIG), "utf-8")
    (folder / "specs").mkdir()
    few = SPEC.read_text("utf-8").replace("replies:", f"{FORMER}replies:")
    (folder / "specs" / "acme.yaml").write_text(few, "utf-8")
    rows = "".join(ROW.format(code=code) for code in range(1, CODES))
    many = SPEC.read_text("utf-8").replace("replies:", f"{rows}replies:")
    many = many.replace("acme", "many").replace("Acme", "Many")
    (folder / "specs" / "many.yaml").write_text(many, "utf-8")
    command = ("gen", "specs", "-o", ".", "--package", "own_errors")
    subprocess.run([sys.executable, "-m", "errsmith", *command], cwd=folder, check=True)
    return folder


@pytest.fixture(scope="session")
def many_codes() -> int:
    """Return how many codes `own_errors.many` has."""
    return CODES


@pytest.fixture(scope="module")
def pyright(project: Path) -> Iterator[LanguageServer]:
    """Return the server of pyright."""
    yield from _running("pyright", project)


@pytest.fixture(scope="module")
def jedi(project: Path) -> Iterator[LanguageServer]:
    """Return the server that asks jedi."""
    yield from _running("jedi", project)


@pytest.fixture
def server(request: pytest.FixtureRequest, editor: str) -> LanguageServer:
    """Return the server that a test names as its `editor`."""
    running: LanguageServer = request.getfixturevalue(editor)
    return running


def _running(editor: str, project: Path) -> Iterator[LanguageServer]:
    server = LanguageServer([sys.executable, *COMMANDS[editor]], project)
    app = {"uri": server.open("app.py", APP)}
    for character in (6, 17):  # where the two classes stand
        place = {"line": 3, "character": character}
        server.request("textDocument/hover", {"textDocument": app, "position": place})
    yield server
    server.stop()
