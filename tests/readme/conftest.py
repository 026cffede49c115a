"""The README and its like as data, and providers that answer as told."""

from __future__ import annotations

import json
import os
import re
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
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block of a page."""

    language: str
    text: str


@dataclass
class Page:
    """A page by its headings: the blocks and the text of each section."""

    text: str

    def section(self, heading: str) -> str:
        """The text below a heading, up to the next of its level; "" is the start."""
        parts = re.split(r"^## (.*)\n", f"## \n{self.text}", flags=re.MULTILINE)
        return dict(zip(parts[1::2], parts[2::2], strict=True))[heading]

    def blocks(self, heading: str, language: str = "") -> list[Block]:
        """The fenced blocks of a section."""
        found = [Block(*match) for match in FENCE.findall(self.section(heading))]
        return [block for block in found if language in ("", block.language)]


def split(console: str) -> list[tuple[str, str]]:
    """The commands of a console block, each with the output that is shown below it."""
    parts = re.split(r"^\$ (.*)\n", console, flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2], strict=True))


@pytest.fixture
def run_as_printed() -> Callable[[Block, Path], list[int]]:
    """Run the commands of a block in a folder, and hold their output against what is shown.

    A command without output in the block may say what it likes. Returns the exit codes.
    """
    tools = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    env = {**os.environ, "PATH": tools}

    def run(block: Block, folder: Path) -> list[int]:
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
            codes.append(done.returncode)
        return codes

    return run


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
