"""The site has every page in its navigation, and links lead to files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from docs.hooks.made import made_pages
from docs.hooks.sources import LEFT_OUT, SOURCES, fitted
from tests.readme.conftest import ROOT
from tests.readme.test_pages import PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return made_pages(ROOT)


@pytest.fixture(scope="module")
def settings() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    return found


def leaves(part: Any) -> Iterator[str]:
    """Yield the pages of a part of the navigation."""
    match part:
        case str():
            yield part
        case {}:
            yield from leaves([*part.values()])
        case _:
            for each in part:
                yield from leaves(each)


def test_the_navigation_has_every_page_once(
    settings: dict[str, Any], made: dict[str, str]
) -> None:
    written = {path.name for path in (ROOT / "docs").glob("*.md")}

    assert sorted(leaves(settings["nav"])) == sorted(
        {*written, *made, *SOURCES.values()}
    )


def test_a_mistake_in_a_link_stops_the_build(settings: dict[str, Any]) -> None:
    levels = {
        level for part in settings["validation"].values() for level in part.values()
    }

    assert settings["strict"] is True
    assert levels == {"warn"}


def test_every_code_has_a_section_with_its_address(made: dict[str, str]) -> None:
    page = made["providers/zalo.md"]

    assert page.startswith("# Zalo Notification Service (ZNS)\n")
    assert '<a id="zalo--115"></a>\n\n## `-115` OUT_OF_QUOTA\n' in page


def test_every_command_is_described(made: dict[str, str]) -> None:
    headings = re.findall(r"^## errsmith (\w+)$", made["command.md"], re.MULTILINE)

    assert {"gen", "validate", "import", "update", "compat", "export"} <= {*headings}
    assert "--source ID" in made["command.md"]


@pytest.mark.parametrize(
    ("page", "link", "expected"),
    [
        ("index.md", "[a](docs/import.md)", "[a](import.md)"),
        ("catalogue.md", "[a](../specs/README.md#rows)", "[a](spec-format.md#rows)"),
        ("spec-format.md", "[a](../docs/catalogue.md)", "[a](catalogue.md)"),
        ("update.md", "[a](import.md)", "[a](import.md)"),
        ("contributing.md", "[a](proof/README.md)", "[a](proof.md)"),
        ("proof.md", "[a](requirements.txt)", "a"),
        ("api.md", "[a](providers/zalo.md)", "[a](providers/zalo.md)"),
        ("exceptions.md", "[a](#the-modules)", "[a](#the-modules)"),
        ("import.md", "[a](https://acme.example)", "[a](https://acme.example)"),
        ("import.md", "| `a \\| b` | c \\| d |", "| `a | b` | c \\| d |"),
        ("import.md", "`a \\| b`", "`a \\| b`"),
    ],
)
def test_links_are_fitted_to_the_site(page: str, link: str, expected: str) -> None:
    assert fitted(link, page) == expected


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_to_files_of_the_repository(name: str) -> None:
    targets = re.findall(r"\]\(([^)\s:#]+)(?:#[^)]*)?\)", PAGES[name])
    folder = (ROOT / name).parent

    assert [each for each in targets if not (folder / each).exists()] == []
    assert all((ROOT / each).exists() for each in LEFT_OUT)
