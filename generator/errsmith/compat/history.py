"""The names that codes had at earlier versions, so that none comes back as something else."""

from __future__ import annotations

from dataclasses import dataclass, field
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from errsmith.compat.places import Disk, Revision, version_tags
from errsmith.compat.specs import copied
from errsmith.compat.surface import spoken
from errsmith.problems import UsageError
from errsmith.project.revisions import specs_path
from errsmith.spec import load

if TYPE_CHECKING:
    from errsmith.project.git import File
    from errsmith.spec.model import Spec


@dataclass
class History:
    """The names of codes at the version tags before the old specs, read when first asked for."""

    place: Disk | Revision
    unread: list[str] = field(default_factory=list[str])
    _names: dict[tuple[str, str, str], dict[str, str]] | None = None
    _blobs: dict[str, Spec | None] = field(default_factory=dict[str, "Spec | None"])

    def past(self, provider: str, enum: str, code: str) -> dict[str, str]:
        """The names that a code had, each with the newest revision that had it."""
        if self._names is None:
            self._names = {}
            if isinstance(self.place, Revision):
                self._read(self.place)
        return self._names.get((provider, enum, code), {})

    def _read(self, place: Revision) -> None:
        """Note the names at every tag before a revision."""
        found = place.repository
        for _, tag in version_tags(found, place.commit):
            commit = found.commit(f"refs/tags/{tag}")
            if commit is None or commit == place.commit:
                continue
            try:
                path = specs_path(found, commit)
                files = Revision(found, tag, commit, path).files()
            except UsageError:
                self.unread.append(tag)
                continue
            for file in files:
                self._add(Revision(found, tag, commit, path), file)

    def _add(self, revision: Revision, file: File) -> None:
        """Note the names in a spec; one that has not changed since a later tag is read once."""
        if file.name not in self._blobs:
            with TemporaryDirectory(prefix="errsmith-") as folder:
                spec, problems = load.load(*copied(revision, file, folder))
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
                for name, _ in spoken(row):
                    known.setdefault(name, revision)
