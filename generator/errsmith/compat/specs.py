"""Read the specs of a location, the kinds that they add, and the names that codes had earlier."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from errsmith.compat.api_surface import names_of
from errsmith.compat.locations import DiskLocation, RevisionLocation, version_tags
from errsmith.problems import Problem, SpecError, UsageError
from errsmith.project import spec_files
from errsmith.project.revisions import specs_path
from errsmith.spec import checks, load, nodes
from errsmith.spec.kinds import KINDS
from errsmith.spec.model import KindFile

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from errsmith.compat.locations import DiskLocation
    from errsmith.project.git import File
    from errsmith.spec.kinds import Kind
    from errsmith.spec.model import Spec


BESIDE: Final = "unknown-provider"
"""The rule that looks at other specs, which a comparison of single files does without."""


@dataclass(frozen=True)
class SpecSet:
    """The specs of one side, and the kinds that they add to ours."""

    specs: list[Spec]
    kinds: KindFile


def new_specs(place: DiskLocation | RevisionLocation) -> SpecSet:
    """Return the specs of the new side, checked. Raises SpecError."""
    found, problems = _load(place)
    alone = len(found.specs) == 1
    wrong = checks.check(found.specs)
    problems += [each for each in wrong if not (alone and each.rule == BESIDE)]
    if problems:
        raise SpecError(problems)
    return found


def old_specs(place: DiskLocation | RevisionLocation) -> SpecSet:
    """Return the specs of the old side. Raises SpecError.

    Rules across fields are left out: what is published cannot be fixed.
    """
    found, problems = _load(place)
    if problems:
        raise SpecError(problems)
    return found


def _load(place: DiskLocation | RevisionLocation) -> tuple[SpecSet, list[Problem]]:
    loaded = [load.load_from(read) for read in _documents(place)]
    own: KindFile = KindFile(kinds=())
    kinds: Mapping[str, Kind] = KINDS
    problems: list[Problem] = []
    read_kinds = _kinds_document(place)
    if read_kinds:
        own, kinds, problems = load.load_kinds_from(read_kinds)
    specs = [replace(spec, kinds=kinds) for spec, _ in loaded if spec is not None]
    wrong = [problem for _, each in loaded for problem in each]
    return SpecSet(specs, own), [*problems, *wrong]


def _documents(place: DiskLocation | RevisionLocation) -> list[load.Read]:
    """Return what reads each spec of a location."""
    if isinstance(place, RevisionLocation):
        return [_in_revision(place, file) for file in place.files()]
    return [_on_disk(path) for path in spec_files.find(place.path)]


def _kinds_document(place: DiskLocation | RevisionLocation) -> load.Read | None:
    """Return what reads the kinds of a location, if it adds some."""
    if isinstance(place, RevisionLocation):
        file = place.beside(spec_files.KINDS_FILE)
        return _in_revision(place, file) if file else None
    path = place.folder / spec_files.KINDS_FILE
    return _on_disk(path) if os.path.lexists(path) else None


def _on_disk(path: Path) -> load.Read:
    return partial(nodes.read, path, spec_files.shown(path))


def _in_revision(place: RevisionLocation, file: File) -> load.Read:
    """Return what reads a file of a revision, shown as `main:specs/zalo.yaml`."""
    shown = f"{place.name}:{file.path}"
    return lambda: nodes.parse_bytes(place.repository.text(file), shown)


@dataclass
class NameHistory:
    """The names of codes at the version tags before the old specs, read when first asked for."""

    place: DiskLocation | RevisionLocation
    unread: list[str] = field(default_factory=list[str])
    _names: dict[tuple[str, str, str], dict[str, str]] | None = None
    _blobs: dict[str, Spec | None] = field(default_factory=dict[str, "Spec | None"])

    def past(self, provider: str, enum: str, code: str) -> dict[str, str]:
        """Return the names that a code had, each with the newest revision that had it."""
        if self._names is None:
            self._names = {}
            if isinstance(self.place, RevisionLocation):
                self._read(self.place)
        return self._names.get((provider, enum, code), {})

    def _read(self, place: RevisionLocation) -> None:
        """Note the names at every tag before a revision."""
        found = place.repository
        for _, tag in version_tags(found, place.commit):
            commit = found.commit(f"refs/tags/{tag}")
            if commit is None or commit == place.commit:
                continue
            try:
                path = specs_path(found, commit)
                files = RevisionLocation(found, tag, commit, path).files()
            except UsageError:
                self.unread.append(tag)
                continue
            for file in files:
                self._add(RevisionLocation(found, tag, commit, path), file)

    def _add(self, revision: RevisionLocation, file: File) -> None:
        """Note the names in a spec; one that has not changed since a later tag is read once."""
        if file.name not in self._blobs:
            spec, problems = load.load_from(_in_revision(revision, file))
            self._blobs[file.name] = None if problems else spec
        found = self._blobs[file.name]
        if found is None:
            self.unread.append(f"{revision.name}:{file.path}")
        else:
            self._note(found, revision.name)

    def _note(self, spec: Spec, revision: str) -> None:
        names = self._names if self._names is not None else {}
        for table, row in spec.rows():
            if not table.is_success(row):
                key = (spec.provider, table.enum, row.whole_code)
                known = names.setdefault(key, {})
                for name, _ in names_of(row):
                    known.setdefault(name, revision)
