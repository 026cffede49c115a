"""Where specs are and where output goes: the command line, then pyproject.toml, then defaults."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from errsmith.naming import package_problem

KEYS: Final = ("specs", "output", "package", "schema")


class UsageError(Exception):
    """The command line or the settings ask for what cannot be done."""


@dataclass(frozen=True)
class Settings:
    """What a run works on; paths are absolute."""

    specs: Path
    output: Path
    package: str
    schema: Path | None

    @property
    def folder(self) -> Path:
        """The folder of the package."""
        return self.output.joinpath(*self.package.split("."))


def settle(specs: str | None, output: str | None, package: str | None) -> Settings:
    """The settings for what the command line gave. Raises UsageError."""
    here = Path.cwd()
    project = next(
        (each for each in (here, *here.parents) if (each / "pyproject.toml").is_file()),
        here,
    )
    table = _table(project / "pyproject.toml")
    own = (project / table.get("specs", "specs")).resolve()
    where = (here / specs).resolve() if specs else own
    if not where.exists():
        hint = (
            "" if specs else "; make the folder, or name the specs: errsmith gen SPECS"
        )
        raise UsageError(f"{specs or own} does not exist{hint}")
    if where != own and output is None and table:
        raise UsageError(
            "these are not the specs of pyproject.toml; say where to write with -o DIR"
        )
    name = package or table.get("package", "provider_errors")
    wrong = package_problem(name)
    if wrong:
        raise UsageError(wrong)
    schema = (
        (project / table["schema"]).resolve()
        if "schema" in table and where == own
        else None
    )
    target = here / output if output else project / table.get("output", "generated")
    return Settings(where, target.resolve(), name, schema)


def _table(file: Path) -> dict[str, str]:
    """The settings in a pyproject.toml."""
    try:
        data: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: {error}") from None
    table = data.get("tool", {}).get("errsmith", {})
    for key, value in table.items():
        if key not in KEYS or not isinstance(value, str):
            known = ", ".join(KEYS)
            raise UsageError(
                f"{file}: [tool.errsmith] has the texts {known}, not {key} = {value!r}"
            )
    return dict(table)
