"""Names that a module binds: the checks know each, and none is bound twice."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from errsmith.codegen.generate import package_files, runtime_files
from errsmith.project import spec_files
from errsmith.spec import identifiers
from errsmith.spec.checks.names import bound_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Run = Callable[..., subprocess.CompletedProcess[str]]
    Write = Callable[[Path, Any], Path]

ROOT = Path(__file__).parents[2]
FOLDERS = [
    ROOT / "specs",
    *sorted(path.parent for path in (ROOT / "tests" / "golden").glob("*/specs/*.yaml")),
]
IMPORTED_FUNCTIONS = {"read_reply", "deprecated"}


def bound(body: list[ast.stmt]) -> Iterator[str]:
    """Yield each name that statements bind, as often as they do."""
    for node in body:
        if isinstance(node, ast.If):
            yield from bound(node.body)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from (each.asname or each.name for each in node.names)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (each.id for each in targets if isinstance(each, ast.Name))
        elif isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name


def modules(folder: Path) -> Iterator[tuple[Any, ast.Module]]:
    """Yield the specs of a folder, each with the module that comes of it."""
    loaded = spec_files.load_all(spec_files.find(folder))
    files = package_files(loaded.specs, loaded.kinds)
    by_name = {path.as_posix(): text for path, text in files.items()}
    for each in loaded.specs:
        yield each.spec, ast.parse(by_name[f"{each.spec.provider}.py"])


@pytest.mark.parametrize("folder", sorted({*FOLDERS}), ids=lambda f: f.parent.name)
def test_the_checks_know_every_name_that_a_module_binds(folder: Path) -> None:
    for spec, tree in modules(folder):
        known = {each.name for each in bound_names(spec)}
        known |= set(identifiers.own_names(spec.prefix)) | identifiers.IMPORTED
        known |= {kind.class_name for kind in spec.kinds.values()}
        names = {
            name
            for name in bound(tree.body)
            if not name.islower() and not name.startswith("__")
        }

        assert names <= known


@pytest.mark.parametrize("folder", sorted({*FOLDERS}), ids=lambda f: f.parent.name)
def test_no_name_is_bound_twice_in_a_module_or_a_class(folder: Path) -> None:
    for _, tree in modules(folder):
        bodies = [tree.body]
        bodies += [node.body for node in tree.body if isinstance(node, ast.ClassDef)]
        for body in bodies:
            counted = Counter(bound(body))

            assert [name for name, count in counted.items() if count > 1] == []


def test_no_attribute_of_the_runtime_can_be_given_to_a_row() -> None:
    trees = (
        ast.parse(runtime_files()[name])
        for name in ("_errors.py", "_kinds.py", "_group.py")
    )
    classes = [
        node for tree in trees for node in tree.body if isinstance(node, ast.ClassDef)
    ]
    public = {
        name
        for node in classes
        for name in bound(node.body)
        if not name.startswith("_")
    }

    assert public <= identifiers.ATTRIBUTES


def test_no_module_of_the_runtime_can_be_a_provider() -> None:
    names = {name.removesuffix(".py") for name in runtime_files()} - {"py.typed"}

    assert {name for name in names if not name.startswith("_")} <= (
        identifiers.PACKAGE_NAMES
    )


def test_a_package_that_is_its_own_runtime_is_refused(project: Path, run: Run) -> None:
    settings = project / "pyproject.toml"
    settings.write_text(settings.read_text() + "runtime = 'acme_errors'\n")

    result = run("gen", cwd=project)

    assert result.returncode == 2
    assert result.stderr == (
        "errsmith: runtime = 'acme_errors' is the package itself; "
        "leave it out to give the package a runtime\n"
    )


VENDORS = """
import acme_errors.acme as acme, acme_errors.beta as beta
reply = {"error": 0, "parts": [{"who": "b", "code": -115, "text": "No"}]}
error = acme.error_from_reply(reply)
parts = getattr(error, "errors", None) or error.exceptions
assert [type(each) for each in parts] == [beta.BetaOutOfQuota], parts
"""


@pytest.mark.parametrize("runtime", ["", "runtime = 'provider_errors'\n"])
def test_a_vendor_is_a_module_of_the_package_that_names_it(
    runtime: str, project: Path, spec: dict[str, Any], run: Run, write_spec: Write
) -> None:
    beta = ast.literal_eval(repr(spec).replace("Acme", "Beta"))
    write_spec(project / "specs" / "beta.yaml", {**beta, "provider": "beta"})
    spec["replies"][0]["failures"] = [
        {
            "each": "parts",
            "code": "code",
            "message": "text",
            "table": "AcmeCode",
            "vendors": {"key": "who", "modules": {"b": "beta"}},
        }
    ]
    write_spec(project / "specs" / "acme.yaml", spec)
    settings = project / "pyproject.toml"
    settings.write_text(settings.read_text() + runtime)
    written = run("gen", cwd=project)

    result = subprocess.run(
        [sys.executable, "-c", VENDORS],
        cwd=project / "src",
        capture_output=True,
        text=True,
        check=False,
    )

    assert written.returncode == 0, written.stderr
    assert (result.returncode, result.stderr) == (0, "")
