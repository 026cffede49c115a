"""How the command is called, and what it never does."""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from errsmith.cli import dispatch

if TYPE_CHECKING:
    from collections.abc import Callable

CASE = Path(__file__).parent / "everything"
PAGES = sorted(
    path for path in CASE.parent.glob("*/page.*") if path.parent.name != "wrong_page"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a spec and its page's new version."""
    shutil.copyfile(CASE / "before.yaml", tmp_path / "acme.yaml")
    shutil.copyfile(CASE / "page.md", tmp_path / "page.md")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["none.yaml", "page.md"], "none.yaml does not exist"),
        ([".", "page.md"], ". is a folder; name one spec of it"),
        (["acme.yaml", "none.md"], "none.md cannot be read: No such file or directory"),
        (["acme.yaml", "page.md", "--today", "soon"], "--today 'soon' is not a date"),
        (
            ["acme.yaml", "page.md", "--source", "post"],
            "--source 'post' is none of page, mail",
        ),
        (["acme.yaml", "page.md", "--columns", "code"], "--columns"),
    ],
    ids=["no_spec", "folder", "no_page", "day", "source", "columns"],
)
def test_a_wrong_call_says_why(
    arguments: list[str], said: str, folder: Path, update: Callable[..., Any]
) -> None:
    today = arguments.pop() if "--today" in arguments else "2027-03-01"
    arguments = [each for each in arguments if each != "--today"]

    result = update(*arguments, cwd=folder, today=today)

    assert result.code == 2
    assert said in result.messages
    assert (folder / "acme.yaml").read_bytes() == (CASE / "before.yaml").read_bytes()


def test_a_spec_with_problems_is_left_as_it_is(
    folder: Path, update: Callable[..., Any]
) -> None:
    spec = folder / "acme.yaml"
    spec.write_text(spec.read_text("utf-8").replace("not_found", "not_fond"), "utf-8")
    before = spec.read_bytes()

    result = update("acme.yaml", "page.md", cwd=folder)

    assert result.code == 1
    assert "acme.yaml:26:19: 'not_fond' is not a kind [unknown-kind]" in result.messages
    assert result.messages.endswith("2 problems in 1 spec; nothing was written\n")
    assert spec.read_bytes() == before


def test_a_page_without_a_table_says_so(
    folder: Path, update: Callable[..., Any]
) -> None:
    (folder / "page.md").write_text("# Nothing\n\nThere are no errors.\n")

    result = update("acme.yaml", "page.md", cwd=folder)

    said = "errsmith: page.md has no table of error codes that could be read\nnothing was written\n"
    assert (result.code, result.messages) == (1, said)


def test_a_page_comes_from_standard_input(
    folder: Path, update: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = io.TextIOWrapper(io.BytesIO((folder / "page.md").read_bytes()))
    monkeypatch.setattr(sys, "stdin", page)

    result = update("acme.yaml", "-", cwd=folder)

    assert result.messages.startswith("standard input read as markdown")
    assert (folder / "acme.yaml").read_bytes() == (CASE / "after.yaml").read_bytes()


@pytest.mark.parametrize("name", ["link.yaml", "linked/acme.yaml"])
def test_a_spec_behind_a_link_is_refused_and_what_to_name_is_said(
    name: str, folder: Path, update: Callable[..., Any]
) -> None:
    (folder / "link.yaml").symlink_to("acme.yaml")
    (folder / "linked").symlink_to(".")

    result = update(name, "page.md", cwd=folder)

    assert (folder / "acme.yaml").read_bytes() == (CASE / "before.yaml").read_bytes()
    assert (folder / "link.yaml").is_symlink()
    assert result.code == 1
    assert f"the place that it leads to: {folder}/acme.yaml" in result.messages


def test_a_write_that_fails_leaves_the_spec_as_it_was(
    folder: Path, update: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)

    result = update("acme.yaml", "page.md", cwd=folder)

    assert result.code == 1
    assert "No space left on device" in result.messages
    assert sorted(path.name for path in folder.iterdir()) == ["acme.yaml", "page.md"]
    assert (folder / "acme.yaml").read_bytes() == (CASE / "before.yaml").read_bytes()


def test_the_day_is_todays_where_none_is_given(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)

    code = dispatch.main(["update", "acme.yaml", "page.md"])

    written = (folder / "acme.yaml").read_text("utf-8")
    assert code == 0
    assert written.count("deprecated: No longer on the page since 20") == 1


def test_kinds_of_ones_own_are_known(folder: Path, update: Callable[..., Any]) -> None:
    kinds = (
        "kinds:\n  - {name: DepotGone, summary: The depot is gone., base: NotFound}\n"
    )
    (folder / "_kinds.yaml").write_text(kinds)
    spec = folder / "acme.yaml"
    spec.write_text(spec.read_text("utf-8").replace("not_found", "depot_gone"), "utf-8")

    result = update("acme.yaml", "page.md", cwd=folder)

    assert (result.code, result.messages[-17:]) == (0, "update acme.yaml\n")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_what_was_imported_from_a_page_is_up_to_date_with_it(
    page: Path,
    tmp_path: Path,
    update: Callable[..., Any],
) -> None:
    spec = tmp_path / "acme.yaml"
    columns = (
        ["--columns", "code=nr,message=what"]
        if page.parent.name == "columns_chosen"
        else []
    )
    imported = dispatch.main(["import", str(page), "-o", str(spec), *columns])
    before = spec.read_bytes()

    result = update("acme.yaml", str(page), *columns, cwd=tmp_path)

    assert (result.code, spec.read_bytes()) == (imported, before)
    assert result.messages.endswith("acme.yaml is up to date\n")


@pytest.mark.parametrize(
    ("rows", "left", "code"), [(40, 33, 1), (40, 36, 0), (9, 5, 1), (9, 7, 0)]
)
def test_a_page_that_may_be_cut_short_deprecates_nothing_unasked(
    rows: int, left: int, code: int, tmp_path: Path, update: Callable[..., Any]
) -> None:
    lines = [f"| {1000 + n} | Door {n} is shut |\n" for n in range(rows)]
    head = "# Error codes\n\n| Code | Message |\n| --- | --- |\n"
    (tmp_path / "page.md").write_text(head + "".join(lines))
    call = ["import", str(tmp_path / "page.md"), "--provider", "acme"]
    assert dispatch.main([*call, "-o", str(tmp_path / "acme.yaml")]) == 0
    before = (tmp_path / "acme.yaml").read_bytes()
    (tmp_path / "page.md").write_text(head + "".join(lines[:left]))

    result = update("acme.yaml", "page.md", cwd=tmp_path)

    assert result.code == code
    assert ((tmp_path / "acme.yaml").read_bytes() == before) == bool(code)
    assert ("run again with --yes" in result.messages) == bool(code)
    assert update("acme.yaml", "page.md", "--yes", cwd=tmp_path).code == 0
    assert (tmp_path / "acme.yaml").read_text().count("deprecated:") == rows - left
