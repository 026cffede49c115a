"""The settings of a project: what pyproject.toml has of them, and the text that adds them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from errsmith.problems import UsageError
from errsmith.project.plain_files import read_plain
from errsmith.project.toml import is_table, parse_toml
from errsmith.spec.identifiers import package_problem

if TYPE_CHECKING:
    from pathlib import Path

FILE: Final = "pyproject.toml"


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
            project = f'[project]\nname = "{self.name}"\nversion = "0.1.0"\n'
            return f'{project}requires-python = ">=3.11"\n\n{self.block()}'
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


def read(folder: Path) -> Project:
    """Return the project in a folder. Raises UsageError where its pyproject.toml cannot be read."""
    path = folder / FILE
    found = path.read_bytes() if path.is_file() else read_plain(path)
    data = parse_toml(found or b"", str(path))
    text = None if found is None else found.decode()
    tool = data.get("tool")
    own = tool.get("errsmith") if is_table(tool) else None
    name = _name(data, folder)
    flat = text is not None and not (folder / "src").is_dir()
    defaults = {
        "specs": "specs",
        "output": "generated" if own is not None else "." if flat else "src",
        "package": "provider_errors" if own is not None else _package(name),
    }
    given = own if is_table(own) else {}
    values = {key: str(given.get(key, value)) for key, value in defaults.items()}
    return Project(path, text, name, settled=own is not None, **values)


def _name(data: dict[str, object], folder: Path) -> str:
    """Return the name of the project, else one that its folder gives."""
    project = data.get("project")
    name = project.get("name") if is_table(project) else None
    words = re.sub("[^a-z0-9]+", "-", str(name or folder.name).lower()).strip("-")
    return words or "errors"


def _package(name: str) -> str:
    """Return a name for the package of errors: `acme_errors` for the project acme."""
    word = name.replace("-", "_")
    package = word if word.endswith("errors") else f"{word}_errors"
    return "errors" if package_problem(package) else package
