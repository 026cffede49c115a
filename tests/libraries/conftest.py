"""The examples of docs/catch-errors.md, by the heading that they stand under."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.readme.conftest import blocks_of

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = Path(__file__).parents[2] / "docs" / "catch-errors.md"


@pytest.fixture(scope="session")
def example_text() -> Callable[[str], str]:
    """Return the example under a heading."""
    parts = re.split(r"^#{2,3} (.*)\n", PAGE.read_text("utf-8"), flags=re.MULTILINE)
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))

    def find(heading: str) -> str:
        found = blocks_of(sections[heading])
        (block,) = (each for each in found if each.language == "python")
        return block.text

    return find


@pytest.fixture
def example(example_text: Callable[[str], str]) -> Callable[..., dict[str, Any]]:
    """Run the example under a heading with some names given; return all that it defines."""

    def run(heading: str, **names: Any) -> dict[str, Any]:
        exec(example_text(heading), names)
        return names

    return run
