"""The settings of a project: what pyproject.toml has of them, and the text that adds them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from errsmith.problems import UsageError
from errsmith.project import packaging
from errsmith.project.plain_files import read_plain
from errsmith.project.toml import is_table, parse_toml
from errsmith.spec.identifiers import package_problem

if TYPE_CHECKING:
    from pathlib import Path

    from errsmith.project.packaging import Packaging

FILE: Final = "pyproject.toml"
SPECS: Final = "specs"
SPECS_OF_NO_PACKAGE: Final = "error-specs"
"""The folder of specs where setuptools takes each folder at the top for a package."""

NEW: Final = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "{name}"
version = "0.1.0"
requires-python = ">=3.11"

"""
"""The start of a project that has no pyproject.toml: hatchling finds the package by the name."""

WHEEL: Final = """\
[tool.hatch.build.targets.wheel]
packages = ["{path}"]

"""
"""For a package with a dot in its name, which hatchling finds by no name."""


@dataclass(frozen=True)
class Project:
    """A pyproject.toml: its text, None where there is none, and the settings for `errsmith`."""

    path: Path
    text: str | None
    name: str
    specs: str
    output: str
    package: str
    settled: bool
    packaging: Packaging

    def block(self) -> str:
        """Return the table with the settings."""
        return (
            "[tool.errsmith]\n"
            f'specs = "{self.specs}"\n'
            f'output = "{self.output}"\n'
            f'package = "{self.package}"\n'
            f'schema = "{self.specs}/schema.json"\n'
        )

    def with_settings(self) -> str:
        """Return the text with the table below it. Raises UsageError where TOML forbids it."""
        if self.text is None:
            top, _, inside = self.package.partition(".")
            name = self.package.replace("_", "-").replace(".", "-")
            found = WHEEL.format(path=f"{self.output}/{top}") if inside else ""
            return f"{NEW.format(name=name)}{found}{self.block()}"
        newline = "\r\n" if "\r\n" in self.text else "\n"
        gap = newline if self.text.endswith("\n") else newline * 2
        block = self.block().replace("\n", newline)
        text = f"{self.text}{gap if self.text else ''}{block}"
        try:
            tomllib.loads(text)
        except tomllib.TOMLDecodeError:
            message = f"{self.path} cannot take [tool.errsmith] at its end"
            lines = self.block().splitlines()
            raise UsageError(f"{message}; add it where it fits:", *lines) from None
        return text


def read(folder: Path, wanted: str | None = None) -> Project:
    """Return the project in a folder; `wanted` is the package that a call asks for.

    Raises UsageError where pyproject.toml cannot be read, or has or allows no such package.
    """
    path = folder / FILE
    found = path.read_bytes() if path.is_file() else read_plain(path)
    data = parse_toml(found or b"", str(path))
    text = None if found is None else found.decode()
    tool = data.get("tool")
    own = tool.get("errsmith") if is_table(tool) else None
    name = _name(data, folder)
    build = packaging.read(folder, data, name)
    if own is None:
        values = _proposed(folder, build, name, wanted, is_new=text is None)
    else:
        defaults = {"specs": SPECS, "output": "generated", "package": "provider_errors"}
        given = own if is_table(own) else {}
        values = {key: str(given.get(key, value)) for key, value in defaults.items()}
        if wanted not in (None, values["package"]):
            message = f"{path} has [tool.errsmith] package = {values['package']!r}"
            raise UsageError(f"{message}; change it there")
    return Project(path, text, name, settled=own is not None, packaging=build, **values)


def _name(data: dict[str, object], folder: Path) -> str:
    """Return the name of the project, else one that its folder gives."""
    tool = data.get("tool")
    poetry = tool.get("poetry") if is_table(tool) else None
    for table in (data.get("project"), poetry):
        name = table.get("name") if is_table(table) else None
        if name:
            break
    else:
        name = folder.name
    words = re.sub("[^a-z0-9]+", "-", str(name).lower()).strip("-")
    return words or "errors"


def _proposed(
    folder: Path, build: Packaging, name: str, wanted: str | None, *, is_new: bool
) -> dict[str, str]:
    """Return settings for a project that has none."""
    output = "src" if is_new else build.root
    own = _package(folder / output, build, name)
    package = own if wanted is None else wanted
    wrong = package_problem(package)
    if wrong:
        raise UsageError(wrong)
    module = (folder / output).joinpath(*package.split(".")).with_suffix(".py")
    if module.exists():
        message = f"{module} is there already"
        raise UsageError(f"{message}; name another package: --package NAME")
    kept = build.finds_packages and not (folder / SPECS).is_dir()
    specs = SPECS_OF_NO_PACKAGE if kept else SPECS
    return {"specs": specs, "output": output, "package": package}


def _package(root: Path, build: Packaging, name: str) -> str:
    """Return a name for the package of errors.

    It is a part of the package that the project has, so that every wheel has it: `acme.errors`.
    Where there is none, the project acme gets `acme_errors`.
    """
    if build.exists:
        inside = root.joinpath(*build.module.split("."))
        taken = any((inside / each).exists() for each in ("errors.py", "errors"))
        package = f"{build.module}.{'provider_errors' if taken else 'errors'}"
        if not package_problem(package):
            return package
    word = name.replace("-", "_")
    package = word if word.endswith("errors") else f"{word}_errors"
    return "errors" if package_problem(package) else package
