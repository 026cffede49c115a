"""Packages of a project, and whether its build backend takes a new one into the wheel.

Only what `pyproject.toml` says is read. Each backend has a rule of its own for what it packages:
the package with the distribution's name, or what a key lists.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, NamedTuple

from errsmith.project.toml import is_array, is_table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Table = dict[str, object]

SETUPTOOLS: Final = "setuptools"
"""The backend where a project names none."""

ONE_ROOT: Final = frozenset(("flit", "pdm", "uv_build"))
"""Backends that take packages from one folder only."""

FLAT: Final = "."
SOURCES: Final = "src"
NO_PRODUCT: Final = frozenset(("doc", "docs", "example", "examples", "test", "tests"))


class Advice(NamedTuple):
    """Keys to write in a table of `pyproject.toml`, so that the wheel has a package."""

    table: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Packaging:
    """The build of a project: backend, the folder of its packages, and its own package."""

    data: Table
    backend: str
    root: str
    module: str
    """The import name of what is packaged, such as `acme` or `acme.shop`."""
    exists: bool
    scripted: str
    """A file that may say what is packaged, and is not read: `setup.py` or `setup.cfg`."""

    @property
    def finds_packages(self) -> bool:
        """Return whether setuptools looks for packages at the top, and stumbles over a second."""
        own = _table(self.data, "tool", "setuptools")
        listed = {"packages", "py-modules", "package-dir"} & own.keys()
        auto = self.backend == SETUPTOOLS and not listed and not self.scripted
        return auto and self.root == FLAT and "project" in self.data

    def advice(self, output: str, package: str) -> Advice | None:
        """Return what a wheel needs so that it has a package; None where it has it already."""
        rule = RULES.get(self.backend)
        if rule is None or self.scripted:
            return None
        if self.backend in ONE_ROOT and not _is_in(output, [self.root]):
            return Advice("tool.errsmith", (f"output = {json.dumps(self.root)}",))
        return rule(self, output, package)

    def unsure(self) -> str:
        """Return what decides on the content of the wheel where no rule is known, else nothing."""
        if self.scripted or self.backend in RULES:
            return self.scripted
        return f"the build backend {self.backend}" if self.backend else ""

    def has_module(self, output: str, package: str) -> bool:
        """Return whether a package is the project's own one, or inside of it."""
        inside = f"{package}.".startswith(f"{self.module}.")
        return inside and PurePosixPath(output) == PurePosixPath(self.root)


def read(folder: Path, data: Table, name: str) -> Packaging:
    """Return the packaging of the project `name` in a folder."""
    system = _table(data, "build-system")
    backend = str(system.get("build-backend", ""))
    known = re.match(r"hatchling|setuptools|poetry|flit|uv_build|pdm", backend)
    tool = known[0] if known else backend or SETUPTOOLS
    scripts = (each for each in ("setup.py", "setup.cfg") if (folder / each).is_file())
    scripted = next(scripts, "") if tool == SETUPTOOLS else ""
    if scripted and "packages" in _table(data, "tool", "setuptools"):
        scripted = ""
    root = _root(folder, data, tool)
    module = _module(folder / root, data, tool, name)
    exists = bool(module) and (folder / root).joinpath(*module.split(".")).is_dir()
    return Packaging(
        data, tool, root, module or name.replace("-", "_"), exists, scripted
    )


def _root(folder: Path, data: Table, tool: str) -> str:
    """Return the folder of the packages, below that of the project."""
    own = _table(data, "tool")
    setuptools = _table(own, "setuptools")
    where = _texts(_table(setuptools, "packages", "find").get("where"))
    pdm = _table(own, "pdm", "build").get("package-dir")
    stated = {
        SETUPTOOLS: _table(setuptools, "package-dir").get(
            "", where[0] if where else None
        ),
        "hatchling": _parent(_texts(_hatch(data)[1].get("packages"))),
        "poetry": _poetry(data)[0][1] if _poetry(data) else None,
        "uv_build": _table(own, "uv", "build-backend").get("module-root", SOURCES),
        "pdm": pdm,
    }.get(tool)
    if isinstance(stated, str):
        return PurePosixPath(stated or FLAT).as_posix()
    return SOURCES if (folder / SOURCES).is_dir() else FLAT


def _module(root: Path, data: Table, tool: str, name: str) -> str:
    """Return the import name of what is packaged: as stated, by the name, else the only one."""
    own = _table(data, "tool")
    module = _table(own, "uv", "build-backend").get("module-name")
    packages = _table(own, SETUPTOOLS).get("packages")
    stated = {
        SETUPTOOLS: _texts(packages)[:1],
        "hatchling": [
            PurePosixPath(p).name for p in _texts(_hatch(data)[1].get("packages"))
        ],
        "poetry": [include.replace("/", ".") for include, _ in _poetry(data)],
        "flit": _texts(_table(own, "flit", "module").get("name")),
        "uv_build": _texts(module),
    }.get(tool, [])
    if stated:
        return stated[0]
    for each in (name.replace("-", "_"), name.replace("-", ".")):
        if (root.joinpath(*each.split(".")) / "__init__.py").is_file():
            return each
    found = sorted(path.parent.name for path in root.glob("*/__init__.py"))
    others = [each for each in found if each not in NO_PRODUCT]
    return others[0] if len(others) == 1 and tool in ("pdm", SETUPTOOLS) else ""


def _hatchling(project: Packaging, output: str, package: str) -> Advice | None:
    table, own = _hatch(project.data)
    path = _path(output, package)
    for key in ("only-include", "packages", "include"):
        listed = _texts(own.get(key))
        if listed and not any(_leads_to(each, path) for each in listed):
            return _listed(table, key, [*listed, path])
        if listed:
            return None
    if project.has_module(output, package):
        return None
    kept = [_path(project.root, project.module)] if project.exists else []
    return _listed("tool.hatch.build.targets.wheel", "packages", [*kept, path])


def _setuptools(project: Packaging, output: str, package: str) -> Advice | None:
    stated = _table(project.data, "tool", SETUPTOOLS).get("packages")
    listed = _texts(stated)
    if listed:
        missing = package not in listed
        all_of = [*listed, package]
        return _listed("tool.setuptools", "packages", all_of) if missing else None
    find = _table(stated, "find") if is_table(stated) else {}
    table = "tool.setuptools.packages.find"
    if not _is_in(output, _texts(find.get("where")) or [project.root]):
        own = project.module.partition(".")[0]
        where = [project.root, output] if project.exists else [output]
        kept = [f"{own}*", f"{package}*"] if project.exists else [f"{package}*"]
        lines = (_array("where", where), _array("include", kept))
        return Advice(table, lines)
    include = _texts(find.get("include"))
    if include and not any(fnmatchcase(package, each) for each in include):
        return _listed(table, "include", [*include, f"{package}*"])
    exclude = _texts(find.get("exclude"))
    rest = [each for each in exclude if not fnmatchcase(package, each)]
    return _listed(table, "exclude", rest) if len(rest) < len(exclude) else None


def _poetry_core(project: Packaging, output: str, package: str) -> Advice | None:
    listed = _poetry(project.data)
    path = _path(output, package)
    places = [_path(where, include) for include, where in listed]
    if any(_leads_to(each, path) for each in places):
        return None
    if not listed and project.has_module(output, package):
        return None
    own = [(project.module.replace(".", "/"), project.root)] if project.exists else []
    new = (package.replace(".", "/"), output)
    entries = ", ".join(
        f"{{ include = {json.dumps(include)}, from = {json.dumps(where)} }}"
        for include, where in (*(listed or own), new)
    )
    return Advice("tool.poetry", (f"packages = [{entries}]",))


def _flit(project: Packaging, output: str, package: str) -> Advice | None:
    if project.has_module(output, package):
        return None
    return Advice("tool.flit.module", (f"name = {json.dumps(package)}",))


def _uv_build(project: Packaging, output: str, package: str) -> Advice | None:
    module = _table(project.data, "tool", "uv", "build-backend").get("module-name")
    listed = _texts(module) or ([project.module] if project.exists else [])
    if any(f"{package}.".startswith(f"{each}.") for each in listed):
        return None
    if not listed and project.has_module(output, package):
        return None
    return _listed("tool.uv.build-backend", "module-name", [*listed, package])


def _pdm(project: Packaging, output: str, package: str) -> Advice | None:
    listed = _texts(_table(project.data, "tool", "pdm", "build").get("includes"))
    path = _path(output, package)
    found = not listed and ("." not in package or project.has_module(output, package))
    if found or any(_leads_to(each, path) for each in listed):
        return None
    own = [_path(project.root, project.module)] if project.exists else []
    return _listed("tool.pdm.build", "includes", [*(listed or own), path])


RULES: Final[dict[str, Callable[[Packaging, str, str], Advice | None]]] = {
    "flit": _flit,
    "hatchling": _hatchling,
    "pdm": _pdm,
    "poetry": _poetry_core,
    SETUPTOOLS: _setuptools,
    "uv_build": _uv_build,
}


def _table(value: object, *keys: str) -> Table:
    """Return the table below some keys; an empty one where there is none."""
    for key in keys:
        value = value.get(key) if is_table(value) else None
    return value if is_table(value) else {}


def _texts(value: object) -> list[str]:
    """Return the texts of an array, or the one text."""
    listed = value if is_array(value) else [value]
    return [each for each in listed if isinstance(each, str)]


def _hatch(data: Table) -> tuple[str, Table]:
    """Return the table that says what hatchling packages, with its name."""
    build = _table(data, "tool", "hatch", "build")
    wheel = _table(build, "targets", "wheel")
    own = {"only-include", "packages", "include"} & wheel.keys()
    return (
        ("tool.hatch.build.targets.wheel", wheel)
        if own
        else ("tool.hatch.build", build)
    )


def _poetry(data: Table) -> list[tuple[str, str]]:
    """Return what poetry is told to include, each with the folder that it is in."""
    packages = _table(data, "tool", "poetry").get("packages")
    listed = packages if is_array(packages) else []
    tables = [each for each in listed if is_table(each)]
    return [
        (str(each.get("include", "")), str(each.get("from", FLAT))) for each in tables
    ]


def _parent(paths: list[str]) -> str | None:
    return PurePosixPath(paths[0]).parent.as_posix() if paths else None


def _path(output: str, package: str) -> str:
    return PurePosixPath(output, *package.split(".")).as_posix()


def _is_in(output: str, folders: list[str]) -> bool:
    return any(PurePosixPath(output) == PurePosixPath(each) for each in folders)


def _leads_to(pattern: str, path: str) -> bool:
    """Return whether what stands before the first wildcard of a pattern is at or above a path."""
    start = re.split(r"[*?\[]", pattern.lstrip("/"), maxsplit=1)[0].rstrip("/")
    return PurePosixPath(path).is_relative_to(PurePosixPath(start))


def _listed(table: str, key: str, values: list[str]) -> Advice:
    return Advice(table, (_array(key, values),))


def _array(key: str, values: list[str]) -> str:
    unique = dict.fromkeys(values)
    return f"{key} = [{', '.join(map(json.dumps, unique))}]"
