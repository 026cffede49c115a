"""The words of a call: `-C`, the project nearest to SPECS, what was meant, completion."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., subprocess.CompletedProcess[str]]
    Snapshot = Callable[[Path], dict[str, bytes]]
    Write = Callable[[Path, Any], Path]

COMMANDS = ("gen", "validate", "export", "import", "update", "compat", "init")


@pytest.mark.parametrize(
    "folders", [["-C", "project"], ["-Cproject"], ["-C", ".", "-C", "project"]], ids=str
)
def test_a_call_with_a_folder_is_the_call_in_that_folder(
    folders: list[str], project: Path, run: Run, snapshot: Snapshot
) -> None:
    inside = run("gen", cwd=project)
    expected = snapshot(project)
    (project / "src" / "acme_errors" / "acme.py").unlink()

    outside = run(*folders, "gen", cwd=project.parent)

    assert (inside.returncode, outside.returncode) == (0, 0)
    assert outside.stderr.startswith("create src/acme_errors/acme.py\n")
    assert expected == snapshot(project)


def test_a_call_with_a_folder_leaves_the_process_where_it_was(
    project: Path, run: Run
) -> None:
    run("-C", "project", "validate", cwd=project.parent)

    assert Path.cwd() == project.parent


@pytest.mark.parametrize("folder", ["nowhere", "project/pyproject.toml", "a\x1b[2J"])
def test_a_folder_that_is_not_there_is_named(
    folder: str, project: Path, run: Run
) -> None:
    result = run("-C", folder, "gen", cwd=project.parent)

    shown = folder.replace("\x1b", "\\x1b")
    message = f"errsmith: -C {shown}: there is no such folder\n"
    assert (2, message) == (result.returncode, result.stderr)


def test_an_empty_folder_is_the_one_of_the_call_as_for_git(
    project: Path, run: Run
) -> None:
    assert run("-C", "", "validate", cwd=project).returncode == 0


def test_commands_that_fix_a_check_name_the_folder(project: Path, run: Run) -> None:
    subprocess.run(["git", "init", "--quiet"], cwd=project, check=True)
    check = ("-C", "project", "gen", "--check")
    fixes: list[list[str]] = []
    for _ in range(2):
        said = run(*check, cwd=project.parent).stderr
        fixes.append(shlex.split(said.partition("to fix, run: ")[2].splitlines()[0]))
        if fixes[-1][0] == "errsmith":
            run(*fixes[-1][1:], cwd=project.parent)
        else:
            subprocess.run(fixes[-1], cwd=project.parent, check=True)

    result = run(*check, cwd=project.parent)

    assert fixes == [
        ["errsmith", "-C", "project", "gen"],
        ["git", "-C", "project", "add", "src/acme_errors"],
    ]
    assert (result.returncode, result.stderr) == (0, "the output is up to date\n")


@pytest.mark.parametrize("named", ["project/specs", "project/specs/acme.yaml"])
def test_the_settings_are_those_nearest_to_the_specs(
    named: str, project: Path, run: Run
) -> None:
    (project.parent / "pyproject.toml").write_text(
        '[tool.errsmith]\noutput = "elsewhere"\npackage = "wrong"\n'
    )
    options = ("-o", "project/src") if named.endswith(".yaml") else ()

    result = run("gen", named, *options, cwd=project.parent)

    assert result.returncode == 0
    assert (project / "src" / "acme_errors" / "acme.py").is_file()
    assert not (project.parent / "elsewhere").exists()


def test_specs_without_a_project_do_not_go_into_the_one_of_the_call(
    project: Path, spec: dict[str, Any], run: Run, write_spec: Write, snapshot: Snapshot
) -> None:
    other = write_spec(project.parent / "other" / "acme.yaml", spec).parent
    before = snapshot(project)

    result = run("gen", str(other), cwd=project)

    message = "errsmith: SPECS is not [tool.errsmith].specs; pass -o DIR\n"
    assert (2, message) == (result.returncode, result.stderr)
    assert before == snapshot(project)


def test_services_of_one_repository_are_checked_from_its_top(
    tmp_path: Path, spec: dict[str, Any], run: Run, write_spec: Write
) -> None:
    services = ("billing", "mail", "push")
    for name in services:
        write_spec(tmp_path / name / "specs" / "acme.yaml", spec)
        settings = f'[tool.errsmith]\noutput = "src"\npackage = "{name}_errors"\n'
        (tmp_path / name / "pyproject.toml").write_text(settings)

    codes = [
        run(*call, cwd=tmp_path).returncode
        for name in services
        for call in (
            ("gen", f"{name}/specs"),
            ("-C", name, "gen", "--check"),
            ("gen", f"{name}/specs", "--check"),
            ("validate", f"{name}/specs"),
        )
    ]

    assert codes == [0] * 12
    assert sorted(path.name for path in tmp_path.glob("*/src/*")) == [
        "billing_errors",
        "mail_errors",
        "push_errors",
    ]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("vaildate", "; did you mean validate?"),
        ("chekc", "'chekc' is none of gen, validate, "),
        ("-C . comapt", "; did you mean compat?"),
        ("--verison", "there is no option --verison; did you mean --version?"),
        ("gen --chekc", "there is no option --chekc; did you mean --check?"),
        ("gen --pakage=x", "there is no option --pakage; did you mean --package?"),
        ("gen -x", "there is no option -x"),
        ("gen specs more", "too many arguments: more"),
        ("export --fromat json", "did you mean --format?"),
        ("import --colums code=1 page", "did you mean --columns?"),
        ("gen --Check", "did you mean --check?"),
        ("gen -C .", "it stands before the command: errsmith -C DIR COMMAND"),
        ("export --format josn", "; did you mean json?"),
        ("import page --format htlm", "; did you mean html?"),
        ("import page --colums code=1", "did you mean --columns?"),
        ("update a b --dryrun", "did you mean --dry-run?"),
        ("compat --changlog", "did you mean --changelog?"),
        ("completion bsh", "; did you mean bash?"),
        ("-C", "argument -C: expected one argument"),
        ("", "the following arguments are required: COMMAND"),
    ],
)
def test_a_word_that_is_unknown_is_named_with_the_one_that_was_meant(
    call: str, message: str, run: Run
) -> None:
    result = run(*call.split())

    usage, *_, said = result.stderr.splitlines()
    assert result.returncode == 2
    assert message in said
    assert usage.startswith("usage: errsmith")
    assert result.stdout == ""


@pytest.mark.parametrize("command", COMMANDS)
def test_each_option_that_is_misspelled_is_recognised(command: str, run: Run) -> None:
    shown = run(command, "--help").stdout
    options = sorted(set(re.findall(r"--[a-z]{3}[a-z-]*", shown)))
    misspelled = {
        f"{option[:-2]}{option[-1]}{option[-2]}": option for option in options
    }
    misspelled = {
        wrong: right for wrong, right in misspelled.items() if wrong not in options
    }

    said = {wrong: run(command, wrong).stderr for wrong in misspelled}

    assert misspelled
    for wrong, right in misspelled.items():
        assert f"did you mean {right}?" in said[wrong]


def test_the_version_is_the_installed_one(run: Run) -> None:
    result = run("--version")

    assert f"errsmith {metadata.version('provider-errors')}\n" == result.stdout
    assert result.returncode == 0


def completed(script: Path, *words: str, cwd: Path) -> list[str]:
    """What bash offers for the last of some words."""
    quoted = shlex.join(words)
    lines = f"""
        source {shlex.quote(str(script))}
        COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}
        $(complete -p errsmith | sed -E 's/.*-F ([^ ]+) .*/\\1/') errsmith
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    done = subprocess.run(
        ["bash", "--norc", "-c", lines],
        cwd=cwd,
        env={**os.environ, "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=True,
    )
    return sorted(filter(None, done.stdout.splitlines()))


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["va"], ["validate"]),
        (["com"], ["compat", "completion"]),
        (["gen", "--ch"], ["--check"]),
        (["gen", "sp"], ["specs"]),
        (["export", "--format", "m"], ["markdown"]),
        (["export", "--sc"], ["--schema"]),
        (["completion", "z"], ["zsh"]),
    ],
    ids=str,
)
def test_bash_completes_commands_options_choices_and_files(
    words: list[str], offered: list[str], project: Path, run: Run
) -> None:
    script = project / "completion.bash"
    script.write_text(run("completion", "bash").stdout)

    assert completed(script, "errsmith", *words, cwd=project) == offered


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "tcsh"])
def test_every_shell_gets_every_command(shell: str, run: Run) -> None:
    result = run("completion", shell)

    assert (result.returncode, result.stderr) == (0, "")
    for command in COMMANDS:
        assert re.search(rf"\b{command}\b", result.stdout)


def test_a_call_imports_its_own_command_alone(tmp_path: Path) -> None:
    code = (
        "import sys; from errsmith import cli\n"
        "cli.main(['gen', '--help'])\n"
        "found = [m for m in sys.modules if m in ('shtab', 'lxml', 'httpx')]\n"
        "raise SystemExit(', '.join(found))"
    )

    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stderr.strip() == ""
