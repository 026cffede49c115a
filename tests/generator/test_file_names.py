"""Names of files: endings in any case, and folders whose name is no UTF-8."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]
    Write = Callable[[Path, Any], Path]

ENDINGS = pytest.mark.parametrize("ending", [".yaml", ".yml", ".YAML", ".YML", ".Yaml"])
PAGE = "| Code | Message |\n|---|---|\n| -115 | Out of quota |\n"


@ENDINGS
def test_a_spec_is_taken_whatever_the_case_of_its_ending(
    ending: str, project: Path, spec: dict[str, Any], run: Run, write_spec: Write
) -> None:
    other = json.loads(json.dumps(spec).replace("Acme", "Beta"))
    write_spec(project / "specs" / f"beta{ending}", {**other, "provider": "beta"})

    written = run("gen", cwd=project)
    validated = run("validate", cwd=project)

    assert written.returncode == 0
    assert (project / "src" / "acme_errors" / "beta.py").exists()
    assert validated.stderr == "2 specs with 4 codes: no problems\n"


@ENDINGS
def test_a_spec_of_a_revision_is_taken_whatever_the_case_of_its_ending(
    ending: str, project: Path, run: Run
) -> None:
    (project / "specs" / "acme.yaml").rename(project / "specs" / f"acme{ending}")
    for command in (["init"], ["add", "."], ["commit", "-m", "first"]):
        who = ["-c", "user.name=a", "-c", "user.email=a@b"]
        subprocess.run(["git", *who, *command], cwd=project, check=True)

    result = run("compat", "HEAD", cwd=project)

    assert result.returncode == 0
    assert "0 breaking" in result.stderr


@ENDINGS
def test_an_import_writes_a_spec_whatever_the_case_of_its_ending(
    ending: str, project: Path, run: Run
) -> None:
    (project / "page.md").write_text(PAGE)
    spec = f"specs/new{ending}"

    result = run("import", "page.md", "-o", spec, cwd=project)

    assert f"create {spec}\n" in result.stderr
    assert (project / spec).exists()


@pytest.mark.parametrize("name", ["_kinds.yml", "_kinds.YAML", "_Kinds.yaml"])
def test_kinds_under_a_name_that_is_not_theirs_are_not_taken_for_a_spec(
    name: str, project: Path, run: Run
) -> None:
    (project / "specs" / name).write_text("kinds: []\n")

    result = run("validate", cwd=project)

    assert result.returncode == 2
    expected = (
        f"errsmith: specs/{name} is not a spec; to add kinds, rename it _kinds.yaml"
    )
    assert result.stderr == f"{expected}\n"


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_kinds_that_cannot_be_read_are_not_passed_over(
    make: Callable[[Path], None], project: Path, run: Run
) -> None:
    make(project / "specs" / "_kinds.yaml")

    result = run("validate", cwd=project)

    assert result.returncode == 1
    assert "specs/_kinds.yaml:1:1: " in result.stderr
    assert "[file-unreadable]" in result.stderr


# Python's own start reads `.pth` files in the locale, which fails below a path that is not ASCII.
WITHOUT_SITE = """
import os, sys
sys.prefix = os.environ["PREFIX"]
from errsmith.cli import main
raise SystemExit(main())
"""


def test_the_output_is_the_same_in_every_locale(
    project: Path, spec: dict[str, Any], write_spec: Write
) -> None:
    folder = os.fsdecode("é ü".encode() + b"\xff")
    write_spec(project / folder / "acme.yaml", spec)
    command = ["gen", folder, "-o", "out"]
    plain = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"}
    plain["PYTHONCOERCECLOCALE"] = "0"
    plain |= {"PREFIX": sys.prefix, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run(
        [sys.executable, "-S", "-c", WITHOUT_SITE, *command],
        cwd=project,
        env=plain,
        check=True,
    )

    result = subprocess.run(
        [sys.executable, "-m", "errsmith", *command, "--check"],
        cwd=project,
        check=False,
        capture_output=True,
    )

    assert (result.returncode, result.stderr) == (0, b"the output is up to date\n")


@pytest.mark.parametrize(
    "call",
    [
        ["gen"],
        ["gen", "--check"],
        ["gen", "--diff"],
        ["gen", "-o", "out"],
        ["gen", os.fsdecode(b"more\xff"), "-o", os.fsdecode(b"out\xff")],
        ["validate"],
        ["validate", os.fsdecode(b"more\xff")],
        ["validate", os.fsdecode(b"more\xff/beta\xfe.yaml")],
        ["import", os.fsdecode(b"page\xff.md")],
        ["import", os.fsdecode(b"page\xff.md"), "-o", os.fsdecode(b"specs/b\xff.yaml")],
        ["update", os.fsdecode(b"more\xff/beta\xfe.yaml"), os.fsdecode(b"page\xff.md")],
        ["compat", "HEAD"],
        ["compat", "specs", os.fsdecode(b"more\xff")],
        ["compat", os.fsdecode(b"HEAD:more\xff"), os.fsdecode(b"more\xff")],
        ["compat", os.fsdecode(b"v\xff")],
        ["init", os.fsdecode(b"new\xff")],
        ["init"],
    ],
    ids=" ".join,
)
def test_names_that_are_no_utf8_are_no_traceback(
    call: list[str],
    project: Path,
    spec: dict[str, Any],
    write_spec: Write,
) -> None:
    folder = project.rename(project.parent / os.fsdecode(b"project\xff"))
    other = json.loads(json.dumps(spec).replace("Acme", "Beta"))
    file = folder / os.fsdecode(b"more\xff") / os.fsdecode(b"beta\xfe.yaml")
    write_spec(file, {**other, "provider": "beta"})
    (folder / os.fsdecode(b"page\xff.md")).write_text(PAGE)
    who = ["git", "-c", "user.name=a", "-c", "user.email=a@b"]
    for command in (["init"], ["add", "."], ["commit", "-m", "first"]):
        subprocess.run([*who, *command], cwd=folder, check=True)

    result = subprocess.run(
        [sys.executable, "-m", "errsmith", *call],
        cwd=folder,
        capture_output=True,
        check=False,
    )

    assert b"Traceback" not in result.stderr
    assert result.returncode in (0, 1, 2)
    assert result.stderr.isascii()
