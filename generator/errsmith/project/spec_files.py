"""Find the files of specs, load them, and name them in messages and in output."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from errsmith.codegen.class_order import class_order
from errsmith.codegen.generate import SpecFile
from errsmith.problems import SpecError, UsageError
from errsmith.project.plain_files import real_path
from errsmith.spec import checks, load
from errsmith.spec.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from errsmith.problems import Problem
    from errsmith.spec.kinds import Kind

KINDS_FILE: Final = "_kinds.yaml"
"""The file in a folder of specs that adds kinds."""


@dataclass(frozen=True)
class LoadedSpecs:
    """Checked specs, with the kinds that their rows can have."""

    specs: tuple[SpecFile, ...]
    kinds: Mapping[str, Kind]

    @property
    def rows(self) -> int:
        """Return the number of codes with a row."""
        return sum(
            len(table.codes) for each in self.specs for table in each.spec.tables
        )


def load_all(files: list[Path]) -> LoadedSpecs:
    """Load and check specs. Raises SpecError with the problems of all of them."""
    kinds, problems = _kinds_beside(files)
    specs: list[SpecFile] = []
    for file in files:
        spec, found = load.load(file, shown(file))
        problems += found
        if spec is not None:
            specs.append(SpecFile(replace(spec, kinds=kinds), origin(file)))
    problems += checks.check([each.spec for each in specs])
    if not problems:
        problems += (each for spec in specs for each in class_order(spec.spec))
    if problems:
        raise SpecError(problems)
    return LoadedSpecs(tuple(specs), kinds)


def load_each(places: list[Path]) -> list[LoadedSpecs]:
    """Load the specs of several projects. Raises SpecError with the problems of all of them."""
    loaded: list[LoadedSpecs] = []
    problems: list[Problem] = []
    for where in places:
        try:
            loaded.append(load_all(find(where)))
        except SpecError as error:
            problems += error.problems
    if problems:
        raise SpecError(problems)
    return loaded


def _kinds_beside(files: list[Path]) -> tuple[Mapping[str, Kind], list[Problem]]:
    """Return the kinds that there are for some specs, and the problems with them."""
    kinds: Mapping[str, Kind] = KINDS
    problems: list[Problem] = []
    for own in sorted({file.parent / KINDS_FILE for file in files}):
        if os.path.lexists(own):
            kinds, found = load.load_kinds(own, shown(own))
            problems += found
    return kinds, problems


def find(where: Path) -> list[Path]:
    """Return the spec files of a folder, or the one file."""
    if where.is_file():
        return [where]
    found = sorted(path for path in where.iterdir() if is_spec(path))
    for path in found:
        if path.stem.lower() == "_kinds":
            message = (
                f"{shown(path)} is not a spec; to add kinds, rename it {KINDS_FILE}"
            )
            raise UsageError(message)
    return found


def is_spec(path: PurePath) -> bool:
    """Return whether a file of this name is a spec."""
    return has_spec_ending(path) and path.name != KINDS_FILE


def has_spec_ending(path: PurePath) -> bool:
    """Return whether the name ends in .yaml or .yml, in letters of any case."""
    return path.suffix.lower() in (".yaml", ".yml")


def shown(file: Path) -> str:
    """Return a file as it is named in messages: from the working directory where it is below it."""
    try:
        return real_path(file).relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(file)


def origin(file: Path) -> str:
    """Return a file as named in output: relative to its project, else with its folder."""
    file = real_path(file)
    root = next(
        (each for each in file.parents if (each / "pyproject.toml").is_file()), None
    )
    folder = root or file.parent.parent
    name = os.fsencode(file.relative_to(folder).as_posix()).decode("utf-8", "replace")
    return re.sub(r"[^\w ./-]", "_", name)
