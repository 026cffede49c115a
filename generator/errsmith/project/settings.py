"""Find the specs and the output folder: the command line, then pyproject.toml, then defaults."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from errsmith.problems import UsageError
from errsmith.project.plain_files import real_path
from errsmith.project.spec_files import has_spec_ending
from errsmith.project.toml import is_table, parse_toml
from errsmith.spec.identifiers import package_problem

FILE: Final = "pyproject.toml"
LEFT_OUT: Final = (".", "node_modules")
SPECS_HELP: Final = (
    "file or folder of specs (default: [tool.errsmith] in pyproject.toml, else specs)"
)
WEB_PAGE: Final = re.compile(r"""https?://[^\s<>"'\\#]+""")
DEFAULT_PACKAGE: Final = "provider_errors"
KEYS: Final = (
    "specs",
    "output",
    "package",
    "schema",
    "runtime",
    "templates",
    "catalogue_url",
)


@dataclass(frozen=True)
class Settings:
    """Settings of a run; paths are absolute."""

    specs: Path
    output: Path
    package: str
    schema: Path | None
    runtime: str
    templates: Path | None
    project: Path | None
    catalogue_url: str = ""
    """The page of the catalogue where it is published."""

    @property
    def folder(self) -> Path:
        """Return the folder of the package."""
        return self.output.joinpath(*self.package.split("."))


def settle(specs: str | None, output: str | None, package: str | None) -> Settings:
    """Return the settings for what the command line gave. Raises UsageError."""
    for option, given in (("SPECS", specs), ("-o", output), ("--package", package)):
        if given == "":
            raise UsageError(f"{option} is empty; leave it out, or say what is meant")
    return _settled(*_project(specs), specs, output, package)


def settle_all() -> list[Settings]:
    """Return the settings of every project below the working directory. Raises UsageError."""
    return [_settled(folder, _table(folder / FILE)) for folder in _projects()]


def _settled(
    project: Path,
    table: dict[str, str],
    specs: str | None = None,
    output: str | None = None,
    package: str | None = None,
) -> Settings:
    """Return the settings of a project, of which the command line may give a part."""
    where = _specs(project, table, specs)
    own = where == real_path(project / table.get("specs", "specs"))
    if table and not own and output is None:
        raise UsageError("SPECS is not [tool.errsmith].specs; pass -o DIR")
    name = package or table.get("package", DEFAULT_PACKAGE)
    runtime = table.get("runtime", "")
    wrong = package_problem(name) or (package_problem(runtime) if runtime else "")
    if wrong:
        raise UsageError(wrong)
    if runtime == name:
        message = f"runtime = {runtime!r} is the package itself"
        raise UsageError(f"{message}; leave it out to give the package a runtime")
    catalogue_url = table.get("catalogue_url", "")
    if catalogue_url and not WEB_PAGE.fullmatch(catalogue_url):
        message = f"catalogue_url = {catalogue_url!r} is not the address of a page"
        hint = (
            "write it like https://example.com/codes.html, without # and what follows"
        )
        raise UsageError(f"{message}; {hint}")
    folder = Path(output) if output else project / table.get("output", "generated")
    schema = project / table["schema"] if own and "schema" in table else None
    templates = project / table["templates"] if "templates" in table else None
    if templates is not None and not templates.is_dir():
        raise UsageError(f"{templates}, the folder of templates, does not exist")
    return Settings(
        specs=where,
        output=real_path(folder),
        package=name,
        schema=schema and Path(os.path.abspath(schema)),  # noqa: PTH100 - follows no link
        runtime=table.get("runtime", ""),
        templates=templates,
        catalogue_url=catalogue_url,
        project=project if (project / FILE).is_file() else None,
    )


def specs_folder(specs: str | None) -> Path:
    """Return the specs that the command line names, else those of the project."""
    return _specs(*_project(specs), specs)


def _specs(project: Path, table: dict[str, str], specs: str | None) -> Path:
    """Return the specs that are named, else those of a project."""
    where = Path(specs) if specs else project / table.get("specs", "specs")
    if not where.exists():
        hint = "" if specs else "; make it, or name the specs: errsmith gen SPECS"
        raise UsageError(f"{where} does not exist{hint}")
    if where.is_dir() and not any(map(has_spec_ending, where.iterdir())):
        raise UsageError(f"{where} holds no .yaml file")
    return real_path(where)


def package_of(specs: Path) -> str:
    """Return the package that some specs are generated into."""
    project, table = _project(specs)
    own = specs == real_path(project / table.get("specs", "specs"))
    return table.get("package", DEFAULT_PACKAGE) if own else DEFAULT_PACKAGE


def _project(specs: str | Path | None) -> tuple[Path, dict[str, str]]:
    """Return the folder of the pyproject.toml nearest to the specs, else to here; its settings."""
    here = Path.cwd()
    near = [here] if specs is None else [real_path(specs), here]
    for folder in (each for start in near for each in (start, *start.parents)):
        if (folder / FILE).is_file():
            return folder, _table(folder / FILE)
    return here, {}


def _projects() -> list[Path]:
    """Return the folders from here downwards whose pyproject.toml has settings.

    Hidden folders, virtual environments and node_modules hold the projects of others.
    """
    found: list[Path] = []
    for name, below, files in os.walk(Path.cwd()):
        below[:] = sorted(each for each in below if not each.startswith(LEFT_OUT))
        if "pyvenv.cfg" in files:
            below.clear()
        elif FILE in files and _has_table(Path(name, FILE)):
            found.append(Path(name))
    if not found:
        message = f"no {FILE} in {Path.cwd()} or below has [tool.errsmith]"
        raise UsageError(f"{message}; errsmith init writes it")
    return found


def _has_table(file: Path) -> bool:
    """Return whether a pyproject.toml has settings; one that does not name them is not parsed."""
    data = file.read_bytes()
    if b"errsmith" not in data:
        return False
    tool = parse_toml(data, str(file)).get("tool")
    return is_table(tool) and "errsmith" in tool


def _table(file: Path) -> dict[str, str]:
    """Return the settings in a pyproject.toml."""
    data = parse_toml(file.read_bytes(), str(file))
    tool: object = data.get("tool", {})
    table: object = tool.get("errsmith", {}) if is_table(tool) else tool
    if not is_table(table):
        raise UsageError(f"{file}: tool.errsmith is a table: [tool.errsmith]")
    settings: dict[str, str] = {}
    for key, value in table.items():
        if key not in KEYS or not isinstance(value, str):
            known = ", ".join(KEYS)
            message = f"[tool.errsmith] has the texts {known}, not {key} = {value!r}"
            raise UsageError(f"{file}: {message}")
        settings[key] = value
    return settings
