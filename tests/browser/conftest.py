"""A real browser with the catalogue in it.

`make test-browser` runs these tests; the others run without a browser.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

ROOT: Final = Path(__file__).parents[2]
NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "chrome")
MISSING: Final = (
    "these tests need a browser: apt-get install chromium, or name one in CHROMIUM=PATH"
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser of the system; where there is none, the tests fail and say what to install."""
    found = os.environ.get("CHROMIUM") or next(
        filter(None, map(shutil.which, NAMES)), None
    )
    if not found:
        pytest.fail(MISSING, pytrace=False)
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=as_root)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogue of the project's specs."""
    file = tmp_path_factory.mktemp("catalogue") / "codes.html"
    command = [
        sys.executable,
        "-m",
        "errsmith",
        "export",
        "--format",
        "html",
        "-o",
        str(file),
    ]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return file


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A context of its own: nothing of another test is in it."""
    made = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    made.set_default_timeout(10_000)
    yield made
    made.close()


@pytest.fixture
def open_page(
    context: BrowserContext, catalogue: Path
) -> Iterator[Callable[..., Page]]:
    """Opens the catalogue at an address in it; an error in the page fails the test."""
    errors: list[str] = []

    def opened(address: str = "", file: Path = catalogue) -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text))
        page.goto(f"{file.as_uri()}{address}")
        return page

    yield opened
    assert errors == []


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """The catalogue, opened."""
    return open_page()
