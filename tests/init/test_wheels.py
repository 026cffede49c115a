"""Packages of errors reach the wheel, whatever builds it.

One project of each backend is built here; `make ci-full` builds every project of `projects.yaml`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from build import BuildBackendException, ProjectBuilder
from pyproject_hooks import quiet_subprocess_runner

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Command = Callable[..., Any]

PROJECTS: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "projects.yaml").read_text("utf-8")
)
EVERY = "ERRSMITH_BUILD_EVERY"
"""Set by `make ci-full`: build all of them."""

FEW = (
    "hatchling flat",
    "setuptools flat",
    "setuptools that lists packages",
    "poetry-core src",
    "flit src",
    "uv_build flat",
    "pdm-backend src",
)
ADVISED = [name for name, project in PROJECTS.items() if project.get("advice")]
by_project = pytest.mark.parametrize("name", PROJECTS)


def make(folder: Path, name: str) -> Path:
    """Write a project."""
    project = PROJECTS[name]
    folder.mkdir()
    system = project["build"] and (
        f'[build-system]\nrequires = []\nbuild-backend = "{project["build"]}"\n\n'
    )
    own = '[project]\nname = "acmeapp"\nversion = "1.0"\ndescription = "An app"\n\n'
    text = f"{system}{own}{project.get('text', '')}"
    (folder / "pyproject.toml").write_text(text, "utf-8")
    if project["folder"]:
        package = folder / project["folder"] / "acmeapp"
        package.mkdir(parents=True)
        (package / "__init__.py").write_text('"""The app."""\n', "utf-8")
    return folder


def heed(folder: Path, messages: str) -> bool:
    """Write what init says into pyproject.toml; return whether it says anything."""
    said = messages.partition(" out; in pyproject.toml, write\n")[2]
    if not said:
        return False
    table, *written = map(str.strip, said.partition("next:\n")[0].splitlines())
    file = folder / "pyproject.toml"
    before, _, after = file.read_text("utf-8").partition(f"{table}\n")
    own, section, rest = after.partition("\n[")
    keys = tuple(f"{line.partition(' = ')[0]} = " for line in written)
    kept = [line for line in own.splitlines() if not line.startswith(keys)]
    lines = "\n".join([table, *written, *kept, ""])
    file.write_text(f"{before}\n{lines}{section}{rest}", "utf-8")
    return True


def prepare(folder: Path, errsmith: Command) -> int:
    """Call init until it has nothing to say of the wheel; return how often it had."""
    times = 0
    while heed(folder, errsmith(folder, "init").messages):
        times += 1
        assert times < 3, (folder / "pyproject.toml").read_text("utf-8")
    return times


def settings(folder: Path) -> dict[str, Any]:
    """The settings in pyproject.toml."""
    with (folder / "pyproject.toml").open("rb") as file:
        found: dict[str, Any] = tomllib.load(file)["tool"]["errsmith"]
    return found


def run(
    cmd: Sequence[str],
    cwd: str | None = None,
    extra_environ: Mapping[str, str] | None = None,
) -> None:
    """Run a hook; uv's backend looks for its program on the PATH."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    quiet_subprocess_runner(cmd, cwd, {**(extra_environ or {}), "PATH": path})


def built(folder: Path, out: Path) -> Path:
    """The wheel of a project, by the backend that it names, of those that are installed."""
    builder = ProjectBuilder(folder, runner=run)
    return Path(builder.build("wheel", out))


def modules(folder: Path) -> set[str]:
    """The files of the generated package, by their path in a wheel."""
    found = settings(folder)
    root = folder / found["output"]
    package = root.joinpath(*found["package"].split("."))
    return {
        path.relative_to(root).as_posix()
        for path in package.rglob("*")
        if path.suffix in (".py", ".typed")
    }


def contents(wheel: Path) -> set[str]:
    """The files in a wheel."""
    with zipfile.ZipFile(wheel) as opened:
        return set(opened.namelist())


def check(folder: Path, wheel: Path) -> None:
    """Hold a wheel against the project that it is made of; unpack it and import from it."""
    package = settings(folder)["package"]
    has = contents(wheel)
    assert f"{package.replace('.', '/')}/example.py" in has
    assert modules(folder) - has == set()
    assert not any("specs" in each for each in has)
    code = f"from {package} import example; print(example.lookup(17).__name__)"
    with zipfile.ZipFile(wheel) as opened:
        opened.extractall(wheel.parent / "installed")
    said = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        cwd=wheel.parent / "installed",
    )
    assert said.stdout == "ExampleTooFast\n", said.stderr


@by_project
def test_a_package_of_errors_becomes_part_of_the_package_that_is_built(
    name: str, tmp_path: Path, errsmith: Command
) -> None:
    folder = make(tmp_path / "shop", name)

    said = prepare(folder, errsmith)

    found = settings(folder)
    assert [found["output"], found["package"]] == PROJECTS[name]["package"]
    assert (said > 0) == PROJECTS[name].get("advice", False)


@pytest.mark.parametrize("name", PROJECTS if EVERY in os.environ else FEW)
def test_the_wheel_has_every_module(
    name: str, tmp_path: Path, errsmith: Command
) -> None:
    folder = make(tmp_path / "shop", name)
    prepare(folder, errsmith)
    errsmith(folder, "gen")

    wheel = built(folder, tmp_path / "dist")

    check(folder, wheel)


@pytest.mark.parametrize("name", ADVISED if EVERY in os.environ else ADVISED[:1])
def test_the_advice_is_needed(name: str, tmp_path: Path, errsmith: Command) -> None:
    folder = make(tmp_path / "shop", name)
    errsmith(folder, "init")
    errsmith(folder, "gen")

    try:
        wheel = built(folder, tmp_path / "dist")
    except BuildBackendException:
        return

    assert modules(folder) - contents(wheel)


@pytest.mark.parametrize(
    "arguments", [(), ("--package", "acme.shop.errors")], ids=["plain", "dotted"]
)
def test_the_wheel_of_a_new_project_has_every_module(
    arguments: tuple[str, ...], tmp_path: Path, errsmith: Command
) -> None:
    folder = tmp_path / "acme-shop"
    folder.mkdir()
    errsmith(folder, "init", *arguments)
    errsmith(folder, "gen")

    wheel = built(folder, tmp_path / "dist")

    name = (arguments or ("", "acme_shop_errors"))[1]
    assert wheel.name.startswith(f"{name.replace('.', '_')}-0.1.0-")
    assert settings(folder)["package"] == name
    check(folder, wheel)
