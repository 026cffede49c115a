"""docs/templates.md has the templates and the filters as the code has them."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
import pytest
from errsmith.codegen import generate
from errsmith.codegen.render import Renderer

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.readme.conftest import Block, Page

ROOT = Path(__file__).parents[2]


def test_every_filter_is_described(templates: Page) -> None:
    renderer = Renderer()
    renderer.render("package.py.j2", package=generate.canaries()["package"][0])
    own = set(renderer.filters) - set(jinja2.Environment(autoescape=True).filters)

    table = templates.section("What may be printed")
    found = re.findall(r"^\| `(\w+)[`(]", table, re.MULTILINE)

    assert sorted(found) == sorted(own)


def test_every_template_is_described(templates: Page) -> None:
    folder = ROOT / "generator" / "errsmith" / "codegen" / "templates"
    found = re.findall(r"^\| `(\w+\.py\.j2)` \|", templates.text, re.MULTILINE)

    assert sorted(found) == sorted(path.name for path in folder.glob("*.py.j2"))


@pytest.fixture
def acme(
    readme: Page,
    tmp_path: Path,
    run_as_printed: Callable[[Block, Path], list[int]],
) -> Path:
    """The README's project, with a folder of templates."""
    page, _, commands = readme.blocks("Your own provider in five minutes")[:3]
    folder = tmp_path / "acme"
    (folder / "templates").mkdir(parents=True)
    (folder / "errors.md").write_text(page.text, "utf-8")
    prepare = "".join(commands.text.splitlines(keepends=True)[:2])
    run_as_printed(dataclasses.replace(commands, text=prepare), folder)
    with (folder / "pyproject.toml").open("a") as settings:
        settings.write('templates = "templates"\n')
    return folder


def test_the_example_does_what_it_says(
    templates: Page, acme: Path, run_as_printed: Callable[[Block, Path], list[int]]
) -> None:
    template, commands = templates.blocks("")
    (acme / "templates" / "module.py.j2").write_text(template.text, "utf-8")

    assert run_as_printed(commands, acme) == [0, 0]
