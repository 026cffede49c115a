"""What Python or a type checker would take in place of the output."""

from __future__ import annotations

import importlib.util
import py_compile
from importlib.machinery import EXTENSION_SUFFIXES
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

EXTENSIONS = [".so", ".abi3.so", ".cpython-313t-darwin.so", ".cp312-win_amd64.pyd"]
FILES = [
    *(f"acme{ending}" for ending in {*EXTENSIONS, *EXTENSION_SUFFIXES}),
    *(f"acme/__init__{ending}" for ending in (".py", ".pyc", ".pyi", *EXTENSIONS)),
    "acme.pyi",
    "_errors.pyi",
    "__init__.pyi",
    "__init__.abi3.so",
    "__main__.so",
    "_rules/__init__.py",
    "_texts/acme.pyi",
]


@pytest.fixture
def generated(project: Path, run: Run) -> Path:
    """A project whose output is up to date, with texts in a second language."""
    spec = project / "specs" / "acme.yaml"
    text = '"texts": {"de": {"summary": "Leer.", "remedy": "Aufladen."}}, "remedy"'
    spec.write_text(spec.read_text().replace('"remedy"', text))
    run("gen", cwd=project)
    return project


def said(module: str, by: str) -> str:
    """Return the message about a module of the package."""
    package = "src/acme_errors"
    return (
        f"{package}/{module}: shadowed by {package}/{by}; "
        f"to fix, remove or rename {package}/{by}\n"
    )


@pytest.mark.parametrize("mode", [(), ("--check",)], ids="".join)
@pytest.mark.parametrize("name", sorted(FILES))
def test_what_comes_before_a_module_is_named(
    name: str, mode: tuple[str, ...], generated: Path, run: Run
) -> None:
    path = generated / "src" / "acme_errors" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"")
    shadow = name if name.startswith("_texts") else name.partition("/")[0]
    module = f"{shadow.partition('.')[0]}.py"

    result = run("gen", *mode, cwd=generated)

    assert result.returncode == 1
    assert said(module, shadow) in result.stderr
    assert "up to date\n" not in result.stderr.splitlines(keepends=True)


@pytest.mark.parametrize(
    "mode",
    [
        py_compile.PycInvalidationMode.UNCHECKED_HASH,
        py_compile.PycInvalidationMode.CHECKED_HASH,
    ],
)
def test_a_cache_that_is_run_whatever_the_source_says_is_named(
    mode: py_compile.PycInvalidationMode, generated: Path, run: Run
) -> None:
    module = generated / "src" / "acme_errors" / "acme.py"
    cached = importlib.util.cache_from_source(str(module))
    py_compile.compile(str(module), cached, invalidation_mode=mode)

    result = run("gen", "--check", cwd=generated)

    assert result.returncode == 1
    name = cached.rpartition("/")[2]
    assert said("acme.py", f"__pycache__/{name}") in result.stderr


@pytest.mark.parametrize("name", ["acme.py", "acme.pyi", "acme.abi3.so", "acme.pyc"])
def test_what_comes_before_a_folder_on_the_way_is_named(
    name: str, generated: Path, run: Run
) -> None:
    run("gen", "--package", "acme.errors", cwd=generated)
    (generated / "src" / name).write_bytes(b"")

    result = run("gen", "--package", "acme.errors", "--check", cwd=generated)

    assert result.returncode == 1
    hint = f"to fix, remove or rename src/{name}"
    assert f"src/acme: shadowed by src/{name}; {hint}\n" in result.stderr


def test_stubs_of_the_package_are_named(generated: Path, run: Run) -> None:
    (generated / "src" / "acme_errors-stubs").mkdir()

    result = run("gen", "--check", cwd=generated)

    assert result.returncode == 1
    assert "src/acme_errors: shadowed by src/acme_errors-stubs; " in result.stderr


@pytest.mark.parametrize(
    "name",
    [
        "acme/own.py",  # a folder without __init__ comes last
        "acme/__pycache__/__init__.cpython-311.pyc",
        "acme.pyc",
        "acme.json",
        "acme_more.so",
        "own.pyi",
        "own/__init__.py",
        "_texts.pyi",
    ],
)
def test_what_hides_nothing_is_no_matter(name: str, generated: Path, run: Run) -> None:
    path = generated / "src" / "acme_errors" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")

    result = run("gen", "--check", cwd=generated)

    assert (result.returncode, result.stderr) == (0, "the output is up to date\n")


def test_what_python_caches_by_itself_is_no_matter(generated: Path, run: Run) -> None:
    module = generated / "src" / "acme_errors" / "acme.py"
    by_time = py_compile.PycInvalidationMode.TIMESTAMP
    py_compile.compile(str(module), invalidation_mode=by_time)

    assert run("gen", "--check", cwd=generated).returncode == 0
