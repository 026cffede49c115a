"""Revisions of git as either side: which one is meant, and that nothing is checked out."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Compat = Callable[..., Any]


def places(result: Any) -> list[str]:
    """Where the findings stand."""
    lines = (line for line in result.messages.splitlines() if line.endswith("]"))
    return [line.partition(": ")[0] for line in lines]


def summary(result: Any) -> str:
    """What was compared, and the counts."""
    lines: list[str] = result.messages.splitlines()
    return next(line for line in lines if " -> " in line)


def test_the_working_tree_is_compared_with_the_newest_version_tag(
    repository: Any, compat: Compat
) -> None:
    for version, tags in (("1.9.0", ["v1.9.0"]), ("1.10.0", ["v1.10.0", "nightly"])):
        repository.write(version, OLD=1)
        repository.commit(*tags)
    repository.write("1.11.0", OLD=1, MIDDLE=2)
    repository.commit()
    repository.write("1.11.0", OLD=1, MIDDLE=2, NEW=3)

    result = compat(cwd=repository.folder)

    assert summary(result) == "v1.10.0:specs -> specs: 0 breaking, 2 minor, 0 patch"
    assert "1.10.0 -> 1.11.0 or later" in result.messages
    assert result.code == 0


def test_a_release_is_preferred_to_a_later_candidate(
    repository: Any, compat: Compat
) -> None:
    repository.write("1.0.0", OLD=1)
    repository.commit("1.0.0")
    repository.write("2.0.0rc1", OLD=1)
    repository.commit("2.0.0rc1")

    result = compat(cwd=repository.folder)

    assert summary(result).startswith("1.0.0:specs -> specs: ")


def test_a_candidate_is_taken_where_nothing_is_released(
    repository: Any, compat: Compat
) -> None:
    repository.write("1.0.0rc1", OLD=1)
    repository.commit("v1.0.0rc1")

    result = compat(cwd=repository.folder)

    assert summary(result).startswith("v1.0.0rc1:specs -> specs: ")


def test_a_tag_of_another_branch_does_not_count(
    repository: Any, compat: Compat
) -> None:
    repository.write("1.0.0", OLD=1)
    repository.commit("v1.0.0")
    repository.git("checkout", "--quiet", "-b", "next")
    repository.write("2.0.0", OTHER=1)
    repository.commit("v2.0.0")
    repository.git("checkout", "--quiet", "main")

    result = compat(cwd=repository.folder)

    assert summary(result) == "v1.0.0:specs -> specs: 0 breaking, 0 minor, 0 patch"


def test_without_tags_the_working_tree_is_compared_with_the_last_commit(
    repository: Any, compat: Compat
) -> None:
    repository.write("1.0.0", OLD=1)
    repository.commit("nightly")
    repository.write("1.0.0", NEW=1)

    result = compat(cwd=repository.folder)

    assert summary(result) == "HEAD:specs -> specs: 1 breaking, 0 minor, 0 patch"
    assert result.messages.endswith("pyproject.toml has 1.0.0: change it to 2.0.0\n")
    assert result.code == 1


def test_a_shallow_clone_without_tags_is_not_taken_for_unchanged(
    repository: Any, compat: Compat, tmp_path: Path
) -> None:
    repository.write("1.0.0", OLD=1)
    repository.commit("v1.0.0")
    repository.write("1.0.0", NEW=1)
    repository.commit()
    url = repository.folder.as_uri()
    options = ("--quiet", "--depth", "1", "--no-tags")
    repository.git("clone", *options, url, str(tmp_path / "clone"))

    result = compat(cwd=tmp_path / "clone")

    message = "the clone is shallow and has no version tags"
    hint = "run: git fetch --tags --unshallow"
    assert result.messages == f"errsmith: {message}; {hint}\n"
    assert result.code == 2


def test_kinds_of_ones_own_are_read_at_a_revision(
    repository: Any, compat: Compat
) -> None:
    repository.write("1.0.0", OLD=1)
    kinds = repository.folder / "specs" / "_kinds.yaml"
    kinds.write_text("kinds: [{name: Chirped, summary: It chirped.}]\n")
    repository.commit("v1.0.0")
    kinds.unlink()

    whole = compat(cwd=repository.folder)
    file = compat("v1.0.0", "specs/acme.yaml", cwd=repository.folder)

    assert places(whole) == places(file) == ["v1.0.0:specs/_kinds.yaml:1:16"]
    assert whole.rules == file.rules == ["kind-removed"]


def test_two_revisions_are_compared_whatever_the_working_tree_holds(
    repository: Any, compat: Compat
) -> None:
    repository.write("1.0.0", OLD=1)
    repository.commit("v1.0.0")
    repository.write("1.0.1", OTHER=1)
    repository.commit("v1.0.1")
    spec = repository.folder / "specs" / "acme.yaml"
    spec.write_text("broken: [")

    result = compat("v1.0.0", "main", cwd=repository.folder)

    assert places(result) == ["main:specs/acme.yaml:9:25"]
    assert summary(result).startswith("v1.0.0:specs -> main:specs: 1 breaking")
    assert spec.read_text() == "broken: ["
    assert result.code == 1


def test_the_working_tree_and_its_commit_compare_alike(
    repository: Any, compat: Compat
) -> None:
    repository.write("1.0.0", OLD=1)
    repository.commit("v1.0.0")
    repository.write("2.0.0", OTHER=1)
    repository.commit("v2.0.0")

    result = compat("v1.0.0", "v2.0.0", cwd=repository.folder)
    bare = compat("v1.0.0", cwd=repository.folder)

    assert result.rules == bare.rules == ["class-renamed"]
    assert (result.code, bare.code) == (0, 0)


def test_what_is_gone_stands_in_the_old_revision(
    repository: Any, compat: Compat
) -> None:
    repository.write("1.0.0", OLD=1, KEPT=2)
    repository.commit("v1.0.0")
    repository.write("1.0.0", KEPT=2)

    result = compat("main", cwd=repository.folder)

    assert places(result) == ["main:specs/acme.yaml:9:25"]


def test_specs_that_moved_are_found_where_the_old_settings_say(
    repository: Any, compat: Compat
) -> None:
    repository.write("1.0.0", specs="errors", OLD=1)
    repository.commit("v1.0.0")
    repository.git("mv", "errors", "specs")
    repository.write("1.0.0", OLD=1)

    result = compat(cwd=repository.folder)

    assert summary(result) == "v1.0.0:errors -> specs: 0 breaking, 0 minor, 0 patch"


def test_a_project_below_the_top_of_its_repository_is_found(
    repository: Any, compat: Compat
) -> None:
    repository.write("1.0.0", OLD=1)
    inner = repository.folder / "packages" / "acme"
    inner.mkdir(parents=True)
    for name in ("pyproject.toml", "specs"):
        (repository.folder / name).rename(inner / name)
    repository.commit("v1.0.0")

    result = compat(cwd=inner)

    assert summary(result).startswith("v1.0.0:packages/acme/specs -> specs: ")


def test_what_a_hook_says_of_its_repository_does_not_mislead(
    repository: Any, compat: Compat, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("1.0.0", OLD=1)
    repository.commit("v1.0.0")
    monkeypatch.setenv("GIT_DIR", ".git")

    result = compat(cwd=repository.folder / "specs")

    assert summary(result).startswith("v1.0.0:specs -> ")


def test_one_file_is_compared_with_itself_at_a_revision(
    repository: Any, compat: Compat
) -> None:
    repository.write("1.0.0", OLD=1)
    other = repository.folder / "specs" / "bolt.yaml"
    text = (repository.folder / "specs" / "acme.yaml").read_text()
    other.write_text(text.replace("acme", "bolt", 1).replace("Acme", "Bolt"))
    repository.commit("v1.0.0")

    result = compat("v1.0.0", "specs/bolt.yaml", cwd=repository.folder)

    counts = "0 breaking, 0 minor, 0 patch"
    assert summary(result) == f"v1.0.0:specs/bolt.yaml -> specs/bolt.yaml: {counts}"


def test_a_revision_may_name_its_own_path(repository: Any, compat: Compat) -> None:
    repository.write("1.0.0", specs="errors", OLD=1)
    repository.write("1.0.0", specs="specs", OTHER=1)
    repository.commit()

    result = compat("main:errors", "main:specs", cwd=repository.folder)

    assert summary(result).startswith("main:errors -> main:specs: 1 breaking")


def test_a_code_that_was_removed_does_not_come_back_as_something_else(
    repository: Any, compat: Compat
) -> None:
    repository.write("1.0.0", OLD=7, KEPT=1)
    repository.commit("v1.0.0")
    repository.write("2.0.0", KEPT=1)
    repository.commit("v2.0.0")
    repository.write("2.1.0", KEPT=1, NEW=7)

    result = compat(cwd=repository.folder)

    message = "code 7 was AcmeOld in v1.0.0, and comes back as AcmeNew"
    assert f"breaking: {message} [code-reused]" in result.messages
    assert result.code == 1


def test_a_code_that_was_removed_may_come_back_under_its_name(
    repository: Any, compat: Compat
) -> None:
    repository.write("1.0.0", OLD=7, KEPT=1)
    repository.commit("v1.0.0")
    repository.write("2.0.0", KEPT=1)
    repository.commit("v2.0.0")
    repository.write("2.1.0", KEPT=1, OLD=7)

    result = compat(cwd=repository.folder)

    assert result.rules == ["code-added"]
    assert result.code == 0


def test_an_early_version_that_cannot_be_read_is_named(
    repository: Any, compat: Compat
) -> None:
    repository.write("0.1.0", OLD=7)
    (repository.folder / "specs" / "acme.yaml").write_text("provider: [")
    repository.commit("v0.1.0")
    repository.write("1.0.0", OLD=7)
    repository.commit("v1.0.0")
    repository.write("1.1.0", OLD=7, NEW=8)

    result = compat(cwd=repository.folder)

    line = "v0.1.0:specs/acme.yaml cannot be read; the codes that it had are not known"
    assert line in result.messages
    assert result.code == 0


def test_a_folder_of_the_same_project_has_no_version_of_its_own(
    repository: Any, compat: Compat
) -> None:
    repository.write("1.0.0", specs="published", OLD=1)
    repository.write("1.0.0", OTHER=1)

    result = compat("published", "specs", cwd=repository.folder)

    last = "the old specs have no version in a pyproject.toml to compare with\n"
    assert result.messages.endswith(last)
    assert result.code == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "nowhere is not a file, folder or revision of git"),
        (["--", "--output=x"], "--output=x is not a file, folder or revision of git"),
        (["main:../out"], "../out is outside the repository"),
        (
            ["main:docs"],
            "main:docs holds no .yaml file; name the place with main:PATH",
        ),
        (["main", "empty"], "empty holds no .yaml file"),
    ],
)
def test_what_cannot_be_compared_is_said(
    arguments: list[str], message: str, repository: Any, compat: Compat
) -> None:
    repository.write("1.0.0", OLD=1)
    repository.commit()
    (repository.folder / "empty").mkdir()

    result = compat(*arguments, cwd=repository.folder)

    assert result.messages == f"errsmith: {message}\n"
    assert result.code == 2


def test_a_link_in_a_revision_is_not_followed(repository: Any, compat: Compat) -> None:
    repository.write("1.0.0", OLD=1)
    specs = repository.folder / "specs"
    (specs / "acme.yaml").rename(repository.folder / "acme.txt")
    (specs / "acme.yaml").symlink_to("../acme.txt")
    repository.commit()

    result = compat("main", cwd=repository.folder)

    message = "main:specs/acme.yaml is a symbolic link; name what it leads to"
    assert result.messages == f"errsmith: {message}\n"
    assert result.code == 2


def test_settings_of_a_revision_that_are_no_toml_are_named(
    repository: Any, compat: Compat
) -> None:
    repository.write("1.0.0", OLD=1)
    (repository.folder / "pyproject.toml").write_text("[tool")
    repository.commit("v1.0.0")
    repository.write("1.0.0", OLD=1)

    result = compat(cwd=repository.folder)

    assert result.messages.startswith("errsmith: pyproject.toml: ")
    assert result.code == 2


def test_without_a_repository_the_old_side_has_to_be_named(
    tmp_path: Path, compat: Compat, repository: Any
) -> None:
    repository.write("1.0.0", OLD=1)
    (repository.folder / ".git").rename(tmp_path / "elsewhere")

    result = compat(cwd=repository.folder)

    hint = "name what to compare with: errsmith compat OLD"
    assert result.messages == f"errsmith: this is not a git repository; {hint}\n"
    assert result.code == 2


def test_before_the_first_commit_the_old_side_has_to_be_named(
    repository: Any, compat: Compat
) -> None:
    repository.write("1.0.0", OLD=1)

    result = compat(cwd=repository.folder)

    hint = "name what to compare with: errsmith compat OLD"
    assert result.messages == f"errsmith: nothing is committed yet; {hint}\n"
    assert result.code == 2


def test_nothing_is_written_to_the_repository(repository: Any, compat: Compat) -> None:
    repository.write("1.0.0", OLD=1)
    repository.commit("v1.0.0")
    repository.write("1.0.0", OTHER=1)
    before = files(repository.folder)

    compat("v1.0.0", cwd=repository.folder)

    assert files(repository.folder) == before


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, git's own among them."""
    return {str(p): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_specs_of_this_project_are_like_themselves(compat: Compat) -> None:
    root = Path(__file__).parents[2]

    result = compat("specs", "specs", cwd=root)

    assert summary(result) == "specs -> specs: 0 breaking, 0 minor, 0 patch"
    assert result.code == 0


def test_a_clean_checkout_is_like_its_last_commit(
    repository: Any, compat: Compat
) -> None:
    repository.write("1.0.0", OLD=1)
    repository.commit()

    result = compat("HEAD", cwd=repository.folder)

    status = ["git", "status", "--porcelain"]
    done = subprocess.run(
        status, cwd=repository.folder, capture_output=True, check=True
    )
    assert done.stdout == b""
    assert result.rules == []


@pytest.mark.parametrize("word", ["main", "main:specs", "HEAD", "1.0.0"])
def test_a_word_that_is_a_path_and_a_revision_is_refused(
    word: str, repository: Any, compat: Compat
) -> None:
    repository.write("1.0.0", OLD=1, OTHER=2)
    repository.commit("1.0.0")
    subprocess.run(["git", "branch", "-M", "main"], cwd=repository.folder, check=True)
    folder = repository.folder / word
    folder.mkdir(parents=True)
    for file in (repository.folder / "specs").iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    repository.write("1.0.0", OTHER=2)

    refused = compat(word, cwd=repository.folder)
    as_path = compat(f"./{word}", cwd=repository.folder)
    as_revision = compat("refs/heads/main:specs", cwd=repository.folder)

    assert refused.code == 2
    assert f"{word} is a path and a revision of git; write ./{word}" in refused.messages
    assert "1 breaking" in summary(as_path)
    assert "1 breaking" in summary(as_revision)
