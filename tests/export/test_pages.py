"""`catalogue_url`: each class names the page of its code in the published catalogue."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

import pytest
from errsmith.cli import dispatch
from errsmith.codegen.catalogue import entries

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT: Final = Path(__file__).parents[2]
URL: Final = "https://errors.example/codes.html"
SHOW: Final = """
import json, sys
from importlib import import_module
from acme_errors import PROVIDERS
found = {}
for provider in PROVIDERS:
    module = import_module(f"acme_errors.{provider}")
    pages = {name: getattr(getattr(module, name), "page", "") for name in module.__all__}
    found[provider] = pages
json.dump(found, sys.stdout)
"""


def settings(folder: Path, url: str) -> None:
    """Write the settings of a project whose catalogue is published."""
    text = f'[tool.errsmith]\noutput = "src"\npackage = "acme_errors"\ncatalogue_url = {url!r}\n'
    (folder / "pyproject.toml").write_text(text)


@pytest.fixture
def acme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with our specs, generated."""
    shutil.copytree(ROOT / "specs", tmp_path / "specs")
    settings(tmp_path, URL)
    monkeypatch.chdir(tmp_path)
    assert dispatch.main(["gen"]) == 0
    return tmp_path


def python(folder: Path, *arguments: str) -> str:
    """Return what Python prints with the package of a project."""
    result = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return result.stdout


def test_each_class_has_the_page_of_its_code(
    acme: Path, export: Callable[..., str]
) -> None:
    document = json.loads(export("--format", "json", cwd=acme))

    pages: dict[str, dict[str, str]] = json.loads(python(acme / "src", "-c", SHOW))

    for provider in document["providers"]:
        own = pages[provider["provider"]]
        rows: list[dict[str, Any]] = [entry for _, entry in entries(provider)]
        ids = {entry["name"]: entry["id"] for entry in rows}
        for entry in rows:
            if entry["class"]:
                address = ids[entry.get("same_as", entry["name"])]
                page = own[entry["class"]]
                assert unquote(page) == f"{URL}#{address}"
                assert page.isascii()
                assert " " not in page


def test_an_unknown_code_has_the_page_of_its_provider(acme: Path) -> None:
    pages = json.loads(python(acme / "src", "-c", SHOW))["zalo"]

    own = {pages[f"Zalo{name}"] for name in ("Error", "UnknownCode", "UnreadableReply")}
    assert own == {f"{URL}#zalo"}


def test_the_command_names_the_page(acme: Path) -> None:
    printed = python(acme / "src", "-m", "acme_errors", "zalo", "-115")

    assert printed.endswith(f"  page     {URL}#zalo--115\n")


def test_without_a_published_catalogue_no_class_has_a_page() -> None:
    show = SHOW.replace("acme_errors", "provider_errors")
    printed = python(ROOT / "generated", "-c", show)

    pages = json.loads(printed).values()
    assert {page for own in pages for page in own.values()} == {""}


@pytest.mark.parametrize(
    "url",
    [
        "codes.html",
        "javascript:alert(1)",
        "https://errors.example/codes.html#zalo",
        "https://errors.example/a b",
        'https://errors.example/"quoted',
    ],
)
def test_an_address_that_is_no_page_is_refused(
    url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copytree(ROOT / "specs", tmp_path / "specs")
    settings(tmp_path, url)
    monkeypatch.chdir(tmp_path)

    assert dispatch.main(["gen"]) == 2
    assert "write it like https://example.com/codes.html" in capsys.readouterr().err
