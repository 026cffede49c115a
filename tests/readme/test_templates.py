"""docs/templates.md has the model, the filters and the version as the code has them."""

from __future__ import annotations

import dataclasses
import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
import pytest
from errsmith.codegen import generate, template_model
from errsmith.codegen.render import Renderer
from errsmith.codegen.template_model import MODEL_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.readme.conftest import Block, Page

ROOT = Path(__file__).parents[2]
MODEL = {
    name: cls
    for name, cls in vars(template_model).items()
    if inspect.isclass(cls) and dataclasses.is_dataclass(cls)
}
ROW = re.compile(r"^\| `(\w+)` \| `(.*?)` \| .+ \|$", re.MULTILINE)


def parts(templates: Page) -> dict[str, str]:
    """The text of each dataclass's part."""
    found = re.split(r"^### (.*)\n", templates.section("The model"), flags=re.MULTILINE)
    return dict(zip(found[1::2], found[2::2], strict=True))


def test_every_part_of_the_model_is_described(templates: Page) -> None:
    assert sorted(parts(templates)) == sorted(MODEL)


@pytest.mark.parametrize("name", MODEL)
def test_every_attribute_is_described_with_its_type(name: str, templates: Page) -> None:
    expected = [(each.name, str(each.type)) for each in dataclasses.fields(MODEL[name])]

    rows = ROW.findall(parts(templates)[name])

    assert [(row[0], row[1].replace("\\|", "|")) for row in rows] == expected


def test_every_filter_is_described(templates: Page) -> None:
    renderer = Renderer()
    renderer.render("package.py.j2", package=generate.canaries()["package"][0])
    own = set(renderer.filters) - set(jinja2.Environment(autoescape=True).filters)

    table = templates.section("What may be printed")
    found = re.findall(r"^\| `(\w+)[`(]", table, re.MULTILINE)

    assert sorted(found) == sorted(own)


def test_every_template_is_described_and_says_its_version(templates: Page) -> None:
    folder = ROOT / "generator" / "errsmith" / "codegen" / "templates"
    found = re.findall(r"^\| `(\w+\.py\.j2)` \|", templates.text, re.MULTILINE)

    assert sorted(found) == sorted(path.name for path in folder.iterdir())
    for path in folder.iterdir():
        first = path.read_text("utf-8").partition("\n")[0]
        assert first == f"{{# errsmith model {MODEL_VERSION} #}}"


def test_the_versions_end_with_that_of_the_model(templates: Page) -> None:
    rows = re.findall(r"^\| (\d+) \|", templates.section("The version"), re.MULTILINE)

    assert rows == [str(number) for number in range(1, MODEL_VERSION + 1)]


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


def test_a_template_for_another_version_is_told_as_shown(
    templates: Page, acme: Path, run_as_printed: Callable[[Block, Path], list[int]]
) -> None:
    (shown,) = templates.blocks("The version")
    template = templates.blocks("")[0].text.replace("model 1", "model 2")
    (acme / "templates" / "module.py.j2").write_text(template, "utf-8")
    call = dataclasses.replace(shown, text=f"$ errsmith gen\n{shown.text}")

    assert run_as_printed(call, acme) == [1]
