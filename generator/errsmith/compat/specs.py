"""The specs of a place, and the kinds that they add to ours."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from errsmith.compat.places import Revision
from errsmith.problems import Problem, SpecError
from errsmith.project import spec_files
from errsmith.spec import checks, load, nodes
from errsmith.spec.fields import Reading
from errsmith.spec.kinds import KINDS
from errsmith.spec.model import KindFile
from errsmith.spec.schema_model import Of

if TYPE_CHECKING:
    from errsmith.compat.places import Disk
    from errsmith.project.git import File
    from errsmith.spec.model import Spec

BESIDE: Final = "unknown-provider"
"""The rule that looks at other specs, which a comparison of single files does without."""


@dataclass(frozen=True)
class Specs:
    """The specs of one side, and the kinds that they add to ours."""

    specs: list[Spec]
    kinds: KindFile


def new_specs(place: Disk | Revision) -> Specs:
    """The specs of the new side, checked. Raises SpecError."""
    found, problems = _load(place)
    alone = len(found.specs) == 1
    wrong = checks.check(found.specs)
    problems += [each for each in wrong if not (alone and each.rule == BESIDE)]
    if problems:
        raise SpecError(problems)
    return found


def old_specs(place: Disk | Revision) -> Specs:
    """The specs of the old side. Raises SpecError.

    Rules across fields are left out: what is published cannot be mended.
    """
    found, problems = _load(place)
    if problems:
        raise SpecError(problems)
    return found


def _load(place: Disk | Revision) -> tuple[Specs, list[Problem]]:
    with TemporaryDirectory(prefix="errsmith-") as folder:
        if isinstance(place, Revision):
            files = [copied(place, each, folder) for each in place.files()]
            own = place.beside(spec_files.KINDS_FILE)
            kinds = copied(place, own, folder) if own else None
        else:
            files = [
                (each, spec_files.shown(each)) for each in spec_files.find(place.path)
            ]
            path = place.folder / spec_files.KINDS_FILE
            kinds = (path, spec_files.shown(path)) if os.path.lexists(path) else None
        loaded = [load.load(file, shown) for file, shown in files]
        known, problems = load.load_kinds(*kinds) if kinds else (KINDS, [])
        own_kinds = _kind_file(*kinds) if kinds and not problems else KindFile(kinds=())
    specs = [replace(spec, kinds=known) for spec, _ in loaded if spec is not None]
    wrong = [problem for _, each in loaded for problem in each]
    return Specs(specs, own_kinds), [*problems, *wrong]


def copied(place: Revision, file: File, folder: str) -> tuple[Path, str]:
    """A file of a revision on the disk, and as it is shown: `main:specs/zalo.yaml`."""
    copy = Path(folder, f"{file.name}{file.path.suffix}")
    copy.write_bytes(place.repository.text(file))
    return copy, f"{place.name}:{file.path}"


def _kind_file(file: Path, shown: str) -> KindFile:
    """The kinds of one's own with their places."""
    return Of(KindFile).read(nodes.read(file, shown), Reading([]))
