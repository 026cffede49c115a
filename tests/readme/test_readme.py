"""The README is short, its first screen catches, and its commands are there."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import provider_errors

if TYPE_CHECKING:
    from tests.readme.conftest import Page, Provider

ROOT = Path(__file__).parents[2]
MOST_WORDS = 700
BROKE = (200, '{"error": -115, "message": "Out of quota"}')


def test_it_is_read_in_three_minutes(readme: Page) -> None:
    assert len(readme.text.split()) <= MOST_WORDS


def test_the_first_screen_shows_the_catch_and_prints_what_it_says(
    readme: Page, zalo_server: Provider
) -> None:
    zalo_server.answers = [BROKE]
    catch, expected = readme.blocks("")[:2]
    names = {"ZALO_URL": zalo_server.url, "message": {"phone": "84900000000"}}
    printed = io.StringIO()

    with contextlib.redirect_stdout(printed):
        exec(compile(catch.text, "README.md", "exec"), names)

    assert printed.getvalue() == expected.text
    assert readme.text[: readme.text.index(catch.text)].count("\n") < 12


def test_every_provider_is_named(readme: Page) -> None:
    named = readme.text.partition("The modules:")[2].partition("\n\n")[0]

    assert re.findall(r"`(\w+)`", named) == [*provider_errors.PROVIDERS]


def test_the_two_commands_are_targets_of_the_makefile(readme: Page) -> None:
    (block,) = readme.blocks("", "sh")
    makefile = (ROOT / "Makefile").read_text("utf-8")

    targets = [line.split()[1] for line in block.text.splitlines()]

    assert targets == ["gen", "test"]
    assert all(f"\n{target}:" in makefile for target in targets)


def test_a_provider_of_ones_own_takes_a_page_and_three_commands(
    readme: Page, imported: Path
) -> None:
    blocks = readme.blocks("Your own provider in five minutes")

    assert [block.language for block in blocks] == ["markdown", "python", "console"]
    assert (imported / "src" / "acme_errors" / "acme.py").is_file()
