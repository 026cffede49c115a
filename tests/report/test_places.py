"""Places in results: of files that are odd, above, gone, in a revision, or no spec at all."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Any]
    Same = Callable[[Callable[[str], Any]], list[dict[str, Any]]]
    Sarif = Callable[[str], list[dict[str, Any]]]
    Runner = Callable[[str], list[dict[str, str]]]

SPEC = """\
provider: acme
prefix: Acme
title: Acme
sources: [{id: guide, url: https://acme.example, seen: 2026-11-22, evidence: official}]
tables:
  - enum: AcmeCode
    type: int
    codes:
      - code: 7
        name: TOO_FAST
        summary: Too fast.
        remedy: Pause.
        category: rate_limited
        retry: backoff
replies:
  - {code: error, table: AcmeCode}
"""
SETTINGS = '[project]\nname = "acme"\nversion = "1.0.0"\n\n[tool.errsmith]\n'
ODD = (
    "a,b.yaml",
    "a:b.yaml",
    "100%25.yaml",
    "ä é.yaml",
    "a#b?c.yaml",
    "::error x.yaml",
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in a folder of a repository, with a spec."""
    folder = tmp_path / "services" / "mail"
    (folder / "specs").mkdir(parents=True)
    (folder / "pyproject.toml").write_text(SETTINGS)
    (folder / "specs" / "acme.yaml").write_text(SPEC)
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    return folder


def commit(folder: Path, tag: str) -> None:
    """Commit everything and tag it."""
    who = ("-c", "user.name=A", "-c", "user.email=a@acme.example")
    for words in (("add", "."), (*who, "commit", "-q", "-m", "x"), ("tag", tag)):
        subprocess.run(["git", *words], cwd=folder, check=True)


def uris(results: list[dict[str, Any]]) -> list[str]:
    """The files of results of SARIF, each below the top of the repository."""
    places = [each["locations"][0]["physicalLocation"] for each in results]
    files = [place["artifactLocation"] for place in places]
    assert all(file["uriBaseId"] == "%SRCROOT%" for file in files)
    return [unquote(file["uri"]) for file in files]


@pytest.mark.parametrize("name", ODD)
def test_a_file_of_any_name_is_found_by_its_path_from_the_top(
    name: str, project: Path, run: Run, sarif: Sarif, runner: Runner
) -> None:
    (project / "specs" / "acme.yaml").rename(project / "specs" / name)
    (project / "specs" / name).write_text(SPEC.replace("backoff", "::error::x, 5%"))

    log = sarif(run("validate", "--format", "sarif", cwd=project).out)
    annotations = runner(run("validate", "--format", "github", cwd=project).out)

    assert uris(log) == [f"services/mail/specs/{name}"]
    (one,) = annotations
    assert one["file"] == f"services/mail/specs/{name}"
    assert (one["line"], one["col"]) == ("14", "16")
    assert "::error::x, 5%" in one["text"]


def test_a_folder_of_the_call_changes_no_place(
    project: Path, tmp_path: Path, run: Run, sarif: Sarif
) -> None:
    (project / "specs" / "acme.yaml").write_text(SPEC.replace("backoff", "soon"))
    call = ("validate", "--format", "sarif")

    inside = sarif(run(*call, cwd=project).out)
    outside = sarif(run("-C", "services/mail", *call, cwd=tmp_path).out)

    assert inside == outside
    assert uris(inside) == ["services/mail/specs/acme.yaml"]


def test_a_spec_outside_of_the_repository_has_its_whole_path(
    project: Path, tmp_path_factory: pytest.TempPathFactory, run: Run, sarif: Sarif
) -> None:
    other = tmp_path_factory.mktemp("other") / "acme.yaml"
    other.write_text(SPEC.replace("backoff", "soon"))

    (one,) = sarif(run("validate", str(other), "--format", "sarif", cwd=project).out)

    place = one["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": other.resolve().as_uri()}


def test_what_a_terminal_obeys_is_printed_by_no_format(project: Path, run: Run) -> None:
    (project / "specs" / "a\x1b[2J.yaml").write_text(SPEC.replace("acme", "\u202e1"))

    for name in ("text", "json", "github", "sarif"):
        printed = run("validate", "--format", name, cwd=project)
        assert printed.code == 1
        assert not {"\x1b", "\u202e"} & set(printed.out + printed.err)


def test_stale_output_is_shown_at_the_first_line_that_differs(
    project: Path, run: Run, same_everywhere: Same
) -> None:
    run("gen", cwd=project)
    package = project / "generated" / "provider_errors"
    lines = (package / "acme.py").read_text().splitlines(keepends=True)
    (package / "acme.py").write_text("".join([*lines[:20], "mine = 1\n", *lines[20:]]))
    (package / "py.typed").unlink()
    (package / "old.py").write_text(lines[0].replace("acme.yaml", "old.yaml"))

    results = same_everywhere(
        lambda name: run("gen", "--check", "--format", name, cwd=project)
    )

    stale = {
        (each["path"].rpartition("/")[2], each["rule"], each["line"])
        for each in results
        if each["rule"] != "output-untracked"
    }
    assert stale == {
        ("acme.py", "output-stale", 18),
        ("py.typed", "output-missing", 1),
        ("old.py", "output-orphaned", 1),
    }
    untracked = [each for each in results if each["rule"] == "output-untracked"]
    assert {each["hint"] for each in untracked} == {
        "run: git add generated/provider_errors"
    }


def test_shadowed_output_is_a_result(
    project: Path, run: Run, same_everywhere: Same
) -> None:
    run("gen", cwd=project)
    subprocess.run(["git", "add", "."], cwd=project, check=True)
    (project / "generated" / "provider_errors" / "acme.pyi").write_text("")

    (one,) = same_everywhere(
        lambda name: run("gen", "--check", "--format", name, cwd=project)
    )

    assert one["rule"] == "output-shadowed"
    assert one["path"] == "generated/provider_errors/acme.py"


@pytest.mark.parametrize("command", [("validate",), ("gen", "--check")], ids=" ".join)
def test_nothing_to_say_is_a_document_without_results(
    command: tuple[str, ...], project: Path, run: Run, same_everywhere: Same
) -> None:
    run("gen", cwd=project)
    subprocess.run(["git", "add", "."], cwd=project, check=True)

    results = same_everywhere(lambda name: run(*command, "--format", name, cwd=project))
    document = json.loads(run(*command, "--format", "json", cwd=project).out)

    assert results == []
    assert document["version"] == 1
    assert document["command"] == command[0]
    assert document["summary"][-1].endswith(("no problems", "is up to date"))


def test_output_that_may_not_be_touched_is_a_result(
    project: Path, run: Run, same_everywhere: Same
) -> None:
    run("gen", cwd=project)
    module = project / "generated" / "provider_errors" / "acme.py"
    module.write_text("mine = 1\n")

    (one,) = same_everywhere(
        lambda name: run("gen", "--check", "--format", name, cwd=project)
    )

    assert one["rule"] == "output-refused"
    assert "was not written by errsmith" in one["message"]


def test_a_row_of_an_old_revision_is_shown_where_its_spec_is(
    project: Path, run: Run, same_everywhere: Same, sarif: Sarif
) -> None:
    commit(project, "v1.0.0")
    spec = project / "specs" / "acme.yaml"
    spec.write_text(SPEC.replace("code: 7", "code: 8").replace("TOO_FAST", "TOO_SLOW"))

    results = same_everywhere(lambda name: run("compat", "--format", name, cwd=project))
    log = sarif(run("compat", "--format", "sarif", cwd=project).out)

    gone = next(each for each in results if each["rule"] == "class-removed")
    assert gone["path"] == "v1.0.0:services/mail/specs/acme.yaml"
    assert gone["level"] == "error"
    assert set(uris(log)) == {
        "services/mail/specs/acme.yaml",
        "services/mail/pyproject.toml",
    }
    assert results[-1] == {
        "path": "pyproject.toml",
        "line": 3,
        "column": 1,
        "level": "error",
        "rule": "version-too-small",
        "message": "requires a major bump: 1.0.0 -> 2.0.0 or later",
        "hint": "change it to 2.0.0",
    }


def test_what_breaks_with_its_version_is_a_warning(
    project: Path, run: Run, same_everywhere: Same
) -> None:
    commit(project, "v1.0.0")
    spec = project / "specs" / "acme.yaml"
    spec.write_text(SPEC.replace("code: 7", "code: 8").replace("TOO_FAST", "TOO_SLOW"))
    settings = project / "pyproject.toml"
    settings.write_text(settings.read_text().replace("1.0.0", "2.0.0"))

    results = same_everywhere(lambda name: run("compat", "--format", name, cwd=project))

    assert {each["level"] for each in results} == {"warning", "note"}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (("gen",), "--format json is for gen --check; add --check"),
        (("gen", "--diff"), "--format json is for gen --check; add --check"),
        (("compat", "--changelog"), "name a file: --changelog FILE"),
    ],
    ids=str,
)
def test_a_format_that_would_say_nothing_is_refused(
    call: tuple[str, ...], message: str, project: Path, run: Run
) -> None:
    printed = run(*call, "--format", "json", cwd=project)

    assert (printed.code, printed.out) == (2, "")
    assert message in printed.err
