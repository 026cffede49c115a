"""docs/templates.md has the templates and the filters as the code has them."""

from __future__ import annotations

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
def templated(acme: Path) -> Path:
    """The README's project, with a folder of templates."""
    (acme / "templates").mkdir()
    with (acme / "pyproject.toml").open("a") as settings:
        settings.write('templates = "templates"\n')
    return acme


def test_the_example_does_what_it_says(
    templates: Page, templated: Path, run_as_printed: Callable[[Block, Path], list[int]]
) -> None:
    template, commands = templates.blocks("")
    (templated / "templates" / "module.py.j2").write_text(template.text, "utf-8")

    assert run_as_printed(commands, templated) == [0, 0]
