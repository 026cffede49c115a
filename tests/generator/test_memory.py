"""What is remembered from one run to the next: it saves work, and never hides anything."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from errsmith.project.digests import digest, of_output
from errsmith.spec import load
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]
    Snapshot = Callable[[Path], dict[str, bytes]]
    Write = Callable[[Path, Any], Path]

CACHE = ".errsmith_cache"


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are loaded as specs, the tool's own excepted."""
    names: list[str] = []
    whole = load.load

    def note(file: Path, shown: str) -> Any:
        names.extend([file.name] * (file.name != "canary.yaml"))
        return whole(file, shown)

    monkeypatch.setattr(load, "load", note)
    return names


@pytest.fixture
def two(
    project: Path, spec: dict[str, Any], run: Run, write_spec: Write, loaded: list[str]
) -> Path:
    """A project with two specs whose output is up to date; the first names the second."""
    other = json.loads(
        json.dumps(spec).replace("acme", "other").replace("Acme", "Other")
    )
    write_spec(project / "specs" / "other.yaml", other)
    part = {"each": "parts", "code": "error", "table": "AcmeCode"}
    vendors = {"key": "vendor", "modules": {"1": "other"}}
    spec["replies"][0]["failures"] = [{**part, "vendors": vendors}]
    write_spec(project / "specs" / "acme.yaml", spec)
    assert run("gen", cwd=project).returncode == 0
    loaded.clear()
    return project


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_an_unchanged_tree_needs_none_of_the_libraries(two: Path, spawn: Run) -> None:
    code = (
        "import sys; from errsmith.cli import main; main(['gen']); "
        "print([each for each in ('yaml', 'jinja2', 'black') if each in sys.modules])"
    )

    result = spawn("-c", code, cwd=two)

    assert result.stderr.startswith("2 specs: 0 files changed")
    assert result.stdout == "[]\n"


@pytest.mark.parametrize("arguments", [("gen",), ("gen", "--check"), ("validate",)])
def test_what_has_not_changed_is_not_loaded(
    arguments: tuple[str, ...], two: Path, run: Run, loaded: list[str]
) -> None:
    result = run(*arguments, cwd=two)

    assert result.returncode == 0
    assert loaded == []


def test_an_edited_spec_is_loaded_alone(two: Path, run: Run, loaded: list[str]) -> None:
    edit(two / "specs" / "other.yaml", "Top it up.", "Ask for more.")

    result = run("gen", cwd=two)

    assert result.stderr.startswith("update src/acme_errors/other.py\n2 specs: 1 file")
    assert loaded == ["other.yaml"]


def test_edited_output_is_made_anew_without_the_other(
    two: Path, run: Run, snapshot: Snapshot, loaded: list[str]
) -> None:
    before = snapshot(two)
    edit(two / "src" / "acme_errors" / "other.py", "Top it up.", "Leave it.")

    result = run("gen", cwd=two)

    assert result.stderr.startswith("update src/acme_errors/other.py\n2 specs: 1 file")
    assert loaded == ["other.yaml"]
    assert snapshot(two) == before


def test_rules_across_specs_see_those_that_are_not_loaded(
    two: Path, run: Run, write_spec: Write
) -> None:
    other = two / "specs" / "other.yaml"
    twin = json.loads(other.read_text())
    other.unlink()
    gone = run("gen", cwd=two)
    write_spec(other, twin)
    write_spec(two / "specs" / "twin.yaml", twin)
    twice = run("gen", cwd=two)

    assert "specs/acme.yaml:1:" in gone.stderr
    assert "there is no spec of provider other [unknown-provider]" in gone.stderr
    assert "provider other is already in specs/other.yaml" in twice.stderr
    assert gone.returncode == twice.returncode == 1


def test_a_problem_stays_one_on_the_next_run(two: Path, run: Run) -> None:
    edit(two / "specs" / "other.yaml", "Top it up.", "")

    first, second = run("gen", cwd=two), run("gen", cwd=two)

    assert first.returncode == second.returncode == 1
    assert first.stderr == second.stderr


def with_kinds(project: Path) -> None:
    kinds = "kinds: [{name: AgeRestricted, summary: Not for children.}]\n"
    (project / "specs" / "_kinds.yaml").write_text(kinds)


def with_templates(project: Path) -> None:
    folder = project / "templates"
    folder.mkdir()
    (folder / "package.py.j2").write_text("{{ package.origin | header }}\n")
    with (project / "pyproject.toml").open("a") as file:
        file.write('templates = "templates"\n')


def with_runtime(project: Path) -> None:
    with (project / "pyproject.toml").open("a") as file:
        file.write('runtime = "provider_errors"\n')


def renamed(project: Path) -> None:
    (project / "specs" / "other.yaml").rename(project / "specs" / "another.yaml")


@pytest.mark.parametrize("change", [with_kinds, with_templates, with_runtime, renamed])
def test_whatever_output_is_made_from_counts(
    change: Callable[[Path], None],
    two: Path,
    tmp_path: Path,
    run: Run,
    snapshot: Snapshot,
) -> None:
    change(two)

    changed = run("gen", cwd=two)

    run("gen", "--no-cache", "-o", str(tmp_path / "anew"), cwd=two)
    assert not changed.stderr.startswith("2 specs: 0 files changed")
    assert snapshot(two / "src") == snapshot(tmp_path / "anew")


def test_the_cache_is_nothing_for_git(two: Path, spawn: Run) -> None:
    code = (
        "import subprocess as s; s.run(['git', 'init', '-q']); "
        "print(s.run(['git', 'status', '--porcelain'], capture_output=True, text=True).stdout)"
    )

    result = spawn("-c", code, cwd=two)

    assert (two / CACHE).is_dir()
    assert "src/" in result.stdout
    assert CACHE not in result.stdout


@pytest.mark.parametrize("arguments", [("--no-cache",), ("--check",), ("--diff",)])
def test_a_run_that_writes_nothing_or_is_told_not_to_leaves_no_cache(
    arguments: tuple[str, ...], project: Path, run: Run
) -> None:
    run("gen", *arguments, cwd=project)

    assert not (project / CACHE).exists()


def test_without_the_cache_everything_is_loaded(
    two: Path, run: Run, loaded: list[str]
) -> None:
    result = run("gen", "--no-cache", cwd=two)

    assert result.returncode == 0
    assert loaded == ["acme.yaml", "other.yaml"]


def forge(project: Path) -> None:
    """Make the cache say that edited output is what it has to be."""
    module = project / "src" / "acme_errors" / "other.py"
    (cache,) = (project / CACHE).glob("*.json")
    old = of_output(module)
    edit(module, "Top it up.", "Leave it.")
    content = json.loads(cache.read_text().replace(old, of_output(module)))
    content["sum"] = digest(json.dumps(content["entries"], sort_keys=True).encode())
    cache.write_text(json.dumps(content))


def test_a_cache_that_comes_with_a_checkout_is_not_believed(
    two: Path, tmp_path: Path, run: Run
) -> None:
    forge(two)
    project = tmp_path / "moved"
    two.rename(project)
    copy = shutil.copytree(project, two)

    check, made = run("gen", "--check", cwd=copy), run("gen", cwd=copy)

    assert "src/acme_errors/other.py: stale or edited by hand" in check.stderr
    assert "update src/acme_errors/other.py" in made.stderr


def test_only_a_forger_on_the_spot_is_believed(two: Path, run: Run) -> None:
    forge(two)

    assert run("gen", "--check", cwd=two).returncode == 0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\x00",
        b"[" * 100_000,
        b'{"place": 1, "sum": 2, "entries": 3}',
        None,
    ],
    ids=["empty", "cut off", "list", "null", "bytes", "nested", "odd", "folder"],
)
def test_a_damaged_cache_is_none(
    content: bytes | None, two: Path, run: Run, snapshot: Snapshot
) -> None:
    (cache,) = (two / CACHE).glob("*.json")
    before = snapshot(two / "src")
    cache.unlink()
    if content is None:
        cache.mkdir()
    else:
        cache.write_bytes(content)

    result = run("gen", cwd=two)

    assert result.stderr.startswith("2 specs: 0 files changed")
    assert snapshot(two / "src") == before


@given(cut=st.data())
@settings(
    deadline=None,
    max_examples=25,
    # Each example leaves the project as it was.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_cache_with_any_byte_changed_is_none(
    cut: st.DataObject, two: Path, run: Run, snapshot: Snapshot
) -> None:
    run("gen", cwd=two)
    (cache,) = (two / CACHE).glob("*.json")
    content = bytearray(cache.read_bytes())
    content[cut.draw(st.integers(0, len(content) - 1))] = cut.draw(st.integers(0, 255))
    cache.write_bytes(content)
    before = snapshot(two / "src")

    result = run("gen", cwd=two)

    assert result.stderr.startswith("2 specs: 0 files changed")
    assert snapshot(two / "src") == before


@pytest.mark.parametrize("in_the_way", ["a file", "a link", "a link for a file"])
def test_a_cache_that_cannot_be_written_is_no_matter(
    in_the_way: str, project: Path, tmp_path: Path, run: Run
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    if in_the_way == "a file":
        (project / CACHE).write_text("ours")
    elif in_the_way == "a link":
        (project / CACHE).symlink_to(elsewhere)
    else:
        (project / CACHE).mkdir()
        (project / CACHE / ".gitignore").symlink_to(elsewhere / "x")

    results = [run("gen", cwd=project) for _ in range(2)]

    assert [each.returncode for each in results] == [0, 0]
    assert list(elsewhere.iterdir()) == []


def _toggle(file: Path, one: str, other: str) -> None:
    if file.exists():
        text = file.read_text()
        pair = (one, other) if one in text else (other, one)
        file.write_text(text.replace(*pair))


def edit_a_spec(folder: Path) -> None:
    _toggle(folder / "specs" / "acme.yaml", "Top", "Fill")


def break_a_spec(folder: Path) -> None:
    _toggle(folder / "specs" / "other.yaml", "cod", "doc")


def remove_a_spec(folder: Path) -> None:
    (folder / "specs" / "other.yaml").unlink(missing_ok=True)


def add_a_spec(folder: Path) -> None:
    shutil.copy(folder / "other.yaml", folder / "specs" / "other.yaml")


def edit_output(folder: Path) -> None:
    _toggle(folder / "src" / "acme_errors" / "other.py", "OtherError", "Other")


def remove_output(folder: Path) -> None:
    (folder / "src" / "acme_errors" / "other.py").unlink(missing_ok=True)


def leave_all(_: Path) -> None:
    pass


STEPS = [
    edit_a_spec,
    break_a_spec,
    remove_a_spec,
    add_a_spec,
    edit_output,
    remove_output,
    leave_all,
]


@given(steps=st.lists(st.tuples(st.sampled_from(STEPS), st.booleans()), max_size=6))
@settings(
    deadline=None,
    max_examples=8,
    # What one example leaves is where the next one starts.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_happens_the_cache_changes_nothing_but_time(
    steps: list[tuple[Callable[[Path], None], bool]], two: Path, run: Run
) -> None:
    if not (two / "other.yaml").exists():
        shutil.copy(two / "specs" / "other.yaml", two / "other.yaml")
    for step, generate in steps:
        step(two)
        if generate:
            run("gen", cwd=two)

        quick = run("gen", "--check", cwd=two)

        slow = run("gen", "--check", "--no-cache", cwd=two)
        assert quick.returncode == slow.returncode
        assert quick.stdout == slow.stdout
        assert quick.stderr == slow.stderr
