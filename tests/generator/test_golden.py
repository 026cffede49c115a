"""Recorded output: each folder of tests/golden holds specs and the package that they make.

`pytest tests/generator --record` writes the packages anew. The copies of the runtime are not
kept; they say in their first line what they are.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

GOLDEN = Path(__file__).parents[1] / "golden"
CASES = sorted(path for path in GOLDEN.iterdir() if path.is_dir())
by_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def own_files(folder: Path) -> dict[str, str]:
    """The files of a package that its specs make."""
    texts = {
        path.relative_to(folder).as_posix(): path.read_bytes().decode()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }
    return {
        name: text
        for name, text in texts.items()
        if "from its runtime" not in text.partition("\n")[0]
    }


def specs_of(case: Path) -> list[dict[str, Any]]:
    """The specs as plain text, read without the tool."""
    return [
        yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
        for path in sorted((case / "specs").iterdir())
        if not path.name.startswith("_")
    ]


@pytest.fixture
def generate(
    tmp_path: Path, run: Callable[..., subprocess.CompletedProcess[str]]
) -> Callable[[Path], Path]:
    """Makes the package of a case in `tmp_path`, under the name of the case."""

    def make(case: Path) -> Path:
        shutil.copytree(case / "specs", tmp_path / case.name / "specs")
        arguments = ("gen", "specs", "-o", str(tmp_path / "out"), "--package")
        result = run(*arguments, case.name, cwd=tmp_path / case.name)
        assert result.returncode == 0, result.stderr
        return tmp_path / "out" / case.name

    return make


@by_case
def test_a_spec_makes_the_recorded_package(
    case: Path,
    generate: Callable[[Path], Path],
    record: bool,  # noqa: FBT001 - a fixture
) -> None:
    made = own_files(generate(case))

    if record:
        shutil.rmtree(case / "expected", ignore_errors=True)
        for name, text in made.items():
            (case / "expected" / name).parent.mkdir(parents=True, exist_ok=True)
            (case / "expected" / name).write_bytes(text.encode())
    expected = own_files(case / "expected")
    assert list(made) == list(expected)
    for name, text in made.items():
        assert text == expected[name], name


@by_case
def test_a_package_imports_with_nothing_installed_and_says_every_text_to_the_letter(
    case: Path,
    generate: Callable[[Path], Path],
    probe: Callable[[Path, str], dict[str, Any]],
    promised: Callable[[dict[str, Any]], dict[str, Any]],
) -> None:
    found = probe(generate(case).parent, case.name)

    assert list(found) == sorted(spec["provider"] for spec in specs_of(case))
    for spec in specs_of(case):
        for name, facts in promised(spec).items():
            seen = found[spec["provider"]]["classes"][name]
            assert {key: seen[key] for key in facts} == facts


@by_case
def test_an_enum_has_each_row_with_its_code_as_on_the_wire(
    case: Path,
    generate: Callable[[Path], Path],
    probe: Callable[[Path, str], dict[str, Any]],
) -> None:
    found = probe(generate(case).parent, case.name)

    for spec in specs_of(case):
        for table in spec["tables"]:
            read = int if table["type"] == "int" else str
            expected = {
                name: read(row["code"])
                for row in table["codes"]
                for name in (row["name"], *row.get("former_names", ()))
            }
            assert found[spec["provider"]]["enums"][table["enum"]] == expected


@by_case
def test_a_docstring_has_every_word_of_the_spec(
    case: Path,
    generate: Callable[[Path], Path],
    probe: Callable[[Path, str], dict[str, Any]],
    promised: Callable[[dict[str, Any]], dict[str, Any]],
) -> None:
    found = probe(generate(case).parent, case.name)

    for spec in specs_of(case):
        for facts in promised(spec).values():
            seen = found[spec["provider"]]["classes"][facts["is"]]["doc"].split()
            for text in (facts["summary"], facts["remedy"], *facts["links"]):
                assert " ".join(text.split()) in " ".join(seen)


@pytest.fixture
def goldens(generate: Callable[[Path], Path]) -> Path:
    """The packages of all cases, in one folder."""
    return [generate(case).parent for case in CASES].pop()


def test_mypy_accepts_every_package(
    goldens: Path, spawn: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    packages = [argument for case in CASES for argument in ("-p", case.name)]
    options = (
        "--strict",
        "--config-file=",
        "--python-version=3.11",
        "--no-error-summary",
    )
    result = spawn("-m", "mypy", *options, *packages, cwd=goldens)

    assert result.stdout == ""
    assert result.returncode == 0, result.stderr


def test_pyright_accepts_every_package(
    goldens: Path, spawn: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    settings = '{"typeCheckingMode": "strict", "pythonVersion": "3.11"}'
    (goldens / "pyrightconfig.json").write_text(settings)

    result = spawn("-m", "pyright", cwd=goldens)

    assert "0 errors, 0 warnings" in result.stdout, result.stdout
    assert result.returncode == 0


def test_black_would_change_nothing(
    goldens: Path, spawn: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    result = spawn("-m", "black", "--check", "--target-version=py311", ".", cwd=goldens)

    assert "would reformat" not in result.stderr
    assert result.returncode == 0, result.stderr
