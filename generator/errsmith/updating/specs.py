"""A spec with its text, read from the disk and checked."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from errsmith.problems import Problem, SpecError, UsageError
from errsmith.project import spec_files
from errsmith.project.plain_files import real_path
from errsmith.spec import checks, load
from errsmith.spec.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from errsmith.spec.kinds import Kind
    from errsmith.spec.model import Spec

BESIDE: Final = "unknown-provider"
"""The rule that looks at other specs, which an update of one does without."""

BOM: Final = "\ufeff"


@dataclass(frozen=True)
class TargetSpec:
    """A spec, its file and its text, without the mark that may stand before it."""

    path: Path
    spec: Spec
    text: str
    mark: str

    def check(self, text: str) -> Spec:
        """Return another text as this spec. Raises SpecError."""
        shown = spec_files.shown(self.path)
        return _checked(load.loads(text.encode(), shown), self.spec.kinds)


def read(where: str) -> TargetSpec:
    """Return the spec of a file.

    Raises UsageError where there is none, SpecError where it is wrong.
    """
    path = Path(where)
    if not path.is_file():
        other = "is not a plain file" if path.exists() else "does not exist"
        what = "is a folder; name one spec of it" if path.is_dir() else other
        raise UsageError(f"{where} {what}")
    path = real_path(path)
    kinds = _kinds_beside(path)
    spec = _checked(load.load(path, spec_files.shown(path)), kinds)
    text = path.read_bytes().decode()
    mark = BOM if text.startswith(BOM) else ""
    return TargetSpec(path, spec, text.removeprefix(BOM), mark)


def _kinds_beside(path: Path) -> Mapping[str, Kind]:
    own = path.parent / spec_files.KINDS_FILE
    if not os.path.lexists(own):
        return KINDS
    kinds, problems = load.load_kinds(own, spec_files.shown(own))
    if problems:
        raise SpecError(problems)
    return kinds


def _checked(
    loaded: tuple[Spec | None, list[Problem]], kinds: Mapping[str, Kind]
) -> Spec:
    """Return the spec with these kinds, if nothing is wrong with it."""
    found, problems = loaded
    if found is None:
        raise SpecError(problems)
    spec = replace(found, kinds=kinds)
    problems += [each for each in checks.check([spec]) if each.rule != BESIDE]
    if problems:
        raise SpecError(problems)
    return spec
