"""The README and its like as data, and providers that answer as told."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
FENCE = re.compile(
    r"^```(?P<language>\w+)(?: title=\"(?P<title>[^\"\n]+)\")?\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Block:
    """A fenced block of a page; one with a title is the file of that name."""

    language: str
    text: str
    title: str = ""


@dataclass
class Page:
    """A page by its headings: the blocks and the text of each section."""

    text: str

    def sections(self) -> dict[str, str]:
        """The text below each heading, up to the next of its level; "" is the start."""
        parts = re.split(r"^## (.*)\n", f"## \n{self.text}", flags=re.MULTILINE)
        return dict(zip(parts[1::2], parts[2::2], strict=True))

    def section(self, heading: str) -> str:
        """The text below a heading."""
        return self.sections()[heading]

    def blocks(self, heading: str, language: str = "") -> list[Block]:
        """The fenced blocks of a section."""
        found = blocks_of(self.section(heading))
        return [block for block in found if language in ("", block.language)]


def blocks_of(text: str) -> list[Block]:
    """The fenced blocks of a text, in order."""
    return [
        Block(found["language"], found["text"], found["title"] or "")
        for found in FENCE.finditer(text)
    ]


def split(console: str) -> list[tuple[str, str]]:
    """The commands of a console block, each with the output that is shown below it."""
    parts = re.split(r"^\$ (.*)\n", console, flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2], strict=True))


def run_block(block: Block, folder: Path) -> list[int]:
    """Run the commands of a block in a folder, and hold their output against what is shown.

    A command without output in the block may say what it likes. Returns the exit codes.
    """
    tools = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    env = {**os.environ, "PATH": tools}
    codes: list[int] = []
    for command, shown in split(block.text):
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=folder,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if shown:
            assert done.stdout == shown
        else:
            assert done.returncode == 0, f"{command}\n{done.stdout}"
        codes.append(done.returncode)
    return codes


@pytest.fixture
def run_as_printed() -> Callable[[Block, Path], list[int]]:
    """Run the commands of a block, as above."""
    return run_block


@dataclass
class Provider:
    """An HTTP server that answers with what it is told, one answer after the other."""

    url: str = ""
    answers: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    received: list[Any] = field(default_factory=list[Any])


@pytest.fixture(scope="session")
def readme() -> Page:
    return Page((ROOT / "README.md").read_text("utf-8"))


@pytest.fixture(scope="session")
def pages() -> Callable[[str], Page]:
    """The pages of docs/ by their name."""
    return lambda name: Page((ROOT / "docs" / f"{name}.md").read_text("utf-8"))


@pytest.fixture(scope="session")
def templates(pages: Callable[[str], Page]) -> Page:
    return pages("templates")


@pytest.fixture(scope="session")
def imported(readme: Page, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of the README's five minutes, before and after which nothing was edited."""
    page, catch, commands = readme.blocks("Your own provider in five minutes")
    folder = tmp_path_factory.mktemp("readme") / "acme"
    folder.mkdir()
    (folder / "errors.md").write_text(page.text, "utf-8")
    (folder / "send.py").write_text(catch.text, "utf-8")
    assert run_block(commands, folder) == [0, 0, 0, 0]
    return folder


@pytest.fixture
def acme(imported: Path, tmp_path: Path) -> Path:
    """The same project, to be worked in."""
    return Path(shutil.copytree(imported, tmp_path / "acme"))


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what `make gen` works on."""
    folder = tmp_path / "checkout"
    for name in ("specs", "generated"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


@pytest.fixture
def zalo_server() -> Iterator[Provider]:
    yield from serve()


@pytest.fixture
def notificore_server() -> Iterator[Provider]:
    yield from serve()


def serve() -> Iterator[Provider]:
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            provider.received.append(json.loads(body))
            status, text = provider.answers.pop(0)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as above
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        provider.url = f"http://127.0.0.1:{server.server_port}/"
        yield provider
        server.shutdown()
        thread.join()
