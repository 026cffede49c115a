"""`errsmith gen` and its settings: what it writes, what it says, with which exit code."""

from __future__ import annotations

import shutil
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    Run = Callable[..., subprocess.CompletedProcess[str]]
    Snapshot = Callable[[Path], dict[str, bytes]]
    Write = Callable[[Path, Any], Path]


def test_a_first_run_writes_the_package_and_names_each_file(
    project: Path, run: Run, snapshot: Snapshot
) -> None:
    result = run("gen", cwd=project)

    written = sorted(f"create src/{name}" for name in snapshot(project / "src"))
    *lines, last = result.stderr.splitlines()
    assert result.returncode == 0
    assert result.stdout == ""
    assert sorted(lines) == written
    assert "create src/acme_errors/acme.py" in lines
    assert last == f"1 spec: {len(written)} files changed, 0 up to date"


def test_a_second_run_touches_nothing(
    project: Path, run: Run, snapshot: Snapshot
) -> None:
    run("gen", cwd=project)
    before = {path: path.stat().st_mtime_ns for path in project.rglob("*")}

    result = run("gen", cwd=project)

    count = len(snapshot(project / "src"))
    assert result.returncode == 0
    assert result.stderr == f"1 spec: 0 files changed, {count} up to date\n"
    assert {path: path.stat().st_mtime_ns for path in project.rglob("*")} == before


def test_a_changed_spec_changes_its_module_alone(
    project: Path, spec: dict[str, Any], run: Run, write_spec: Write, snapshot: Snapshot
) -> None:
    run("gen", cwd=project)
    count = len(snapshot(project / "src"))
    spec["tables"][0]["codes"][1]["remedy"] = "Ask for more."
    write_spec(project / "specs" / "acme.yaml", spec)

    result = run("gen", cwd=project)

    assert result.stderr == (
        "update src/acme_errors/acme.py\n"
        f"1 spec: 1 file changed, {count - 1} up to date\n"
    )


def test_a_removed_spec_removes_its_files_and_empty_folders(
    project: Path, spec: dict[str, Any], run: Run, write_spec: Write, snapshot: Snapshot
) -> None:
    run("gen", cwd=project)
    before = snapshot(project / "src")
    spec.update(provider="other", prefix="Other")
    spec["tables"][0]["enum"] = spec["replies"][0]["table"] = "OtherCode"
    spec["tables"][0]["codes"][1]["texts"] = {
        "de": {"summary": "Leer.", "remedy": "Fülle auf."}
    }
    other = write_spec(project / "specs" / "other.yml", spec)
    added = run("gen", cwd=project)
    other.unlink()

    result = run("gen", cwd=project)

    assert "create src/acme_errors/_texts/other.py" in added.stderr
    assert "remove src/acme_errors/other.py" in result.stderr.splitlines()
    assert "remove src/acme_errors/_texts/other.py" in result.stderr.splitlines()
    assert snapshot(project / "src") == before
    assert not (project / "src" / "acme_errors" / "_texts").exists()


def test_settings_are_found_from_a_subfolder(
    project: Path, run: Run, snapshot: Snapshot
) -> None:
    deep = project / "docs" / "deep"
    deep.mkdir(parents=True)

    result = run("gen", cwd=deep)

    assert result.returncode == 0
    assert "acme_errors/acme.py" in snapshot(project / "src")
    assert list(deep.iterdir()) == []


def test_without_settings_specs_go_to_generated(
    tmp_path: Path,
    spec: dict[str, Any],
    run: Run,
    write_spec: Write,
    snapshot: Snapshot,
) -> None:
    write_spec(tmp_path / "specs" / "acme.yaml", spec)

    result = run("gen")

    assert result.returncode == 0
    assert "provider_errors/acme.py" in snapshot(tmp_path / "generated")


def test_an_empty_project_needs_only_arguments(
    tmp_path: Path,
    spec: dict[str, Any],
    run: Run,
    write_spec: Write,
    snapshot: Snapshot,
) -> None:
    write_spec(tmp_path / "their-specs" / "acme.yaml", spec)

    result = run("gen", "their-specs", "-o", "their/src", "--package", "acme_errors")

    assert result.returncode == 0
    assert "acme_errors/acme.py" in snapshot(tmp_path / "their" / "src")


def test_a_package_of_ones_own_does_not_speak_of_another(
    project: Path, run: Run, snapshot: Snapshot
) -> None:
    run("gen", cwd=project)

    for name, text in snapshot(project / "src").items():
        assert b"provider_errors" not in text, name


@pytest.mark.parametrize("package", ["acme_errors", "acme.errors", "acme.sdk.errors"])
def test_a_package_of_any_depth_imports_and_type_checks_with_nothing_installed(
    package: str,
    project: Path,
    run: Run,
    spawn: Run,
    probe: Callable[[Path, str], dict[str, Any]],
) -> None:
    run("gen", "--package", package, cwd=project)
    use = f"from {package} import acme\ncode: int = acme.AcmeOutOfQuota().code\n"
    (project / "src" / "use.py").write_text(use)
    # An empty pyproject.toml keeps mypy and pyright from looking further up.
    (project / "src" / "pyproject.toml").touch()
    options = ("--strict", "--no-site-packages", "--no-error-summary", "--config-file=")

    found = probe(project / "src", package)
    checked = spawn("-m", "mypy", *options, "use.py", cwd=project / "src")

    assert found["acme"]["classes"]["AcmeOutOfQuota"]["remedy"] == "Top it up."
    assert checked.stdout == ""
    assert checked.returncode == 0


def test_the_parent_of_a_dotted_package_is_left_to_its_owner(
    project: Path, run: Run, snapshot: Snapshot
) -> None:
    parent = project / "src" / "acme"
    parent.mkdir(parents=True)
    (parent / "__init__.py").write_text('"""Ours."""\n')
    (parent / "own.py").write_text("answer = 42\n")

    result = run("gen", "--package", "acme.errors", cwd=project)

    assert result.returncode == 0
    assert snapshot(parent)["__init__.py"] == b'"""Ours."""\n'
    assert snapshot(parent)["own.py"] == b"answer = 42\n"
    assert snapshot(parent)["errors/acme.py"]


def test_one_file_may_be_named_in_place_of_a_folder(project: Path, run: Run) -> None:
    result = run("gen", "specs/acme.yaml", "-o", "one", cwd=project)

    assert result.returncode == 0
    assert (project / "one" / "acme_errors" / "acme.py").exists()


def test_specs_of_elsewhere_can_be_validated_within_a_project(
    project: Path, spec: dict[str, Any], run: Run, write_spec: Write
) -> None:
    write_spec(project / "drafts" / "acme.yaml", spec)

    result = run("validate", "drafts", cwd=project)

    assert result.stderr == "1 spec with 2 codes: no problems\n"
    assert result.returncode == 0


def test_one_spec_of_the_project_can_be_validated_by_itself(
    project: Path, run: Run
) -> None:
    result = run("validate", "specs/acme.yaml", cwd=project)

    assert result.stderr == "1 spec with 2 codes: no problems\n"
    assert result.returncode == 0


def test_a_problem_anywhere_keeps_everything_from_being_written(
    project: Path, spec: dict[str, Any], run: Run, write_spec: Write
) -> None:
    spec["provider"] = "bro ken"
    write_spec(project / "specs" / "broken.yaml", spec)

    result = run("gen", cwd=project)

    assert result.returncode == 1
    assert result.stderr == (
        "specs/broken.yaml:1:14: 'bro ken' is not possible here [bad-name]\n"
        "  hint: write it like tencent_push\n"
        "1 problem in 1 spec; nothing was written\n"
    )
    assert not (project / "src").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "usage: errsmith"),
        (("generate",), "'generate' is none of gen, "),
        (("gen", "--chek"), "there is no option --chek; did you mean --check?"),
        (("gen", "--check", "--diff"), "not allowed with argument --check"),
        (("gen", "nowhere"), "nowhere does not exist"),
        (("validate", "nowhere"), "nowhere does not exist"),
        (("gen", "empty", "-o", "out"), "empty holds no .yaml file"),
        (("gen", "--package", "../evil"), "'../evil' is not a package name"),
        (("gen", "--package", "/evil"), "'/evil' is not a package name"),
        (("gen", "--package", "a..b"), "'a..b' is not a package name"),
        (("gen", "--package", "a b"), "'a b' is not a package name"),
        (("gen", "--package", "a-b"), "'a-b' is not a package name"),
        (("gen", "--package", "é"), "'é' is not a package name"),
        (("gen", "--package", "a.class"), "'a.class' has a keyword of Python in it"),
        (("gen", "--package", "json"), "'json' is the name of a module"),
        (("gen", "--package", "errsmith.errors"), "'errsmith' is the name of a module"),
    ],
)
def test_a_wrong_call_exits_with_2_and_says_why(
    arguments: tuple[str, ...], message: str, project: Path, run: Run
) -> None:
    (project / "empty").mkdir()

    result = run(*arguments, cwd=project)

    assert result.returncode == 2
    assert message in result.stderr
    assert not (project / "src").exists()


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("[tool.errsmith]\nspec = 'specs'\n", "not spec = 'specs'"),
        ("[tool.errsmith]\npackage = 7\n", "not package = 7"),
        ("[tool.errsmith]\npackage = '../evil'\n", "'../evil' is not a package name"),
        ("[tool.errsmith]\nspecs = 'nowhere'\n", "nowhere does not exist"),
        ("[tool.errsmith\n", "pyproject.toml:1:15: this is not TOML"),
        ("tool = 1\n", "pyproject.toml"),
        ("[tool]\nerrsmith = 'specs'\n", "pyproject.toml"),
    ],
)
def test_wrong_settings_exit_with_2_and_say_why(
    settings: str, message: str, project: Path, run: Run
) -> None:
    (project / "pyproject.toml").write_text(settings)

    result = run("gen", cwd=project)

    assert result.returncode == 2
    assert message in result.stderr


def test_a_pyproject_that_is_not_utf_8_is_reported(project: Path, run: Run) -> None:
    (project / "pyproject.toml").write_bytes(b'[tool.errsmith]\npackage = "\xe9"\n')

    result = run("gen", cwd=project)

    assert result.returncode == 2
    assert "pyproject.toml" in result.stderr


def test_help_says_what_each_command_does(run: Run) -> None:
    result = run("--help")

    assert result.returncode == 0
    assert "write the package" in result.stdout
    assert "check the specs" in result.stdout


def test_the_version_is_that_of_the_distribution(run: Run) -> None:
    result = run("--version")

    expected = f"errsmith {metadata.version('provider-errors')}\n"
    assert (result.returncode, result.stdout) == (0, expected)


def test_messages_go_to_stderr_and_nothing_to_stdout(project: Path, run: Run) -> None:
    assert run("validate", cwd=project).stdout == ""
    assert run("gen", cwd=project).stdout == ""
    assert run("gen", "--check", cwd=project).stdout == ""


@pytest.mark.parametrize(
    ("command", "library"),
    [
        ("gen", "yaml"),
        ("gen", "jinja2"),
        ("gen", "ruff"),
        ("validate", "yaml"),
        ("validate", "jinja2"),
    ],
)
def test_without_the_extra_the_command_says_how_to_get_it(
    library: str, command: str, project: Path, spawn: Run
) -> None:
    code = (
        f"import sys; sys.modules[{library!r}] = None\n"
        f"from errsmith.cli import main; sys.exit(main([{command!r}]))"
    )

    result = spawn("-c", code, cwd=project)

    assert result.returncode == 2
    assert result.stderr == (
        f"errsmith needs {library}: pip install 'provider-errors[generator]'\n"
    )


def test_help_needs_no_library(spawn: Run, root: Path) -> None:
    result = spawn("-S", "-m", "errsmith", "--help", PYTHONPATH=str(root / "generator"))

    assert result.returncode == 0
    assert result.stdout.startswith("usage: errsmith")


def test_the_module_is_the_command(project: Path, spawn: Run) -> None:
    result = spawn("-m", "errsmith", "gen", cwd=project)

    assert result.returncode == 0
    assert "create src/acme_errors/acme.py" in result.stderr


def test_the_same_specs_give_the_same_bytes_everywhere(
    project: Path, tmp_path: Path, spawn: Run, snapshot: Snapshot
) -> None:
    twin = shutil.copytree(project, tmp_path / "elsewhere" / "under another name")
    (twin / "docs").mkdir()
    runs = [(project, project, "0"), (twin, twin / "docs", "1"), (twin, twin, "2")]
    made: list[dict[str, bytes]] = []

    for folder, cwd, seed in runs:
        shutil.rmtree(folder / "src", ignore_errors=True)
        result = spawn("-m", "errsmith", "gen", cwd=cwd, PYTHONHASHSEED=seed)
        assert result.returncode == 0, result.stderr
        made.append(snapshot(folder / "src"))

    assert made[0] == made[1] == made[2]


def test_the_output_does_not_depend_on_how_the_specs_are_named(
    project: Path, run: Run, snapshot: Snapshot
) -> None:
    run("gen", cwd=project)
    first = snapshot(project / "src")

    for specs in ("specs", "./specs", str(project / "specs"), "specs/../specs"):
        result = run("gen", specs, "-o", "src", "--check", cwd=project)
        assert result.returncode == 0, result.stderr

    assert snapshot(project / "src") == first


def test_the_output_names_no_place_on_the_machine(
    tmp_path: Path,
    spec: dict[str, Any],
    run: Run,
    write_spec: Write,
    snapshot: Snapshot,
) -> None:
    write_spec(tmp_path / "specs" / "acme.yaml", spec)

    run("gen")

    for name, text in snapshot(tmp_path / "generated").items():
        assert tmp_path.name.encode() not in text, name
        assert str(Path.home()).encode() not in text, name


def test_each_file_says_first_what_it_is_made_from_and_how(
    project: Path, run: Run, snapshot: Snapshot
) -> None:
    run("gen", cwd=project)

    files = snapshot(project / "src" / "acme_errors")
    assert (
        files["acme.py"]
        .decode()
        .startswith("# Generated by errsmith from specs/acme.yaml; ")
    )
    for name, text in files.items():
        first = text.decode().partition("\n")[0]
        assert first.startswith("# Generated by errsmith from "), name
        assert "`errsmith gen`" in first, name


@pytest.mark.parametrize(
    "name",
    [
        "a\nimport os.yaml",
        "a'\"#{{ x }}.yaml",
        "a\u2028b.yaml",
        "ü \u202ex.yaml",
        "-o.yaml",
    ],
)
def test_the_name_of_a_spec_cannot_break_out_of_the_first_line(
    name: str, project: Path, run: Run
) -> None:
    (project / "specs" / "acme.yaml").rename(project / "specs" / name)

    result = run("gen", cwd=project)

    text = (project / "src" / "acme_errors" / "acme.py").read_text("utf-8")
    assert result.returncode == 0
    assert text.splitlines()[0].startswith("# Generated by errsmith from specs/")
    assert text.splitlines()[4].startswith('"""Acme')
    assert "\u202e" not in text
