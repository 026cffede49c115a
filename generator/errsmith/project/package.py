"""The files of a package: those that are known to be up to date, and the text of all others."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from errsmith.problems import SpecError
from errsmith.project import inputs
from errsmith.project.digests import of_output
from errsmith.project.spec_files import find, shown
from errsmith.spec.spec_summary import outline

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from errsmith.codegen.generate import Rendering, SpecFile
    from errsmith.project.memory import Entry, Memory
    from errsmith.project.settings import Settings
    from errsmith.spec.spec_summary import Outline


@dataclass
class Package:
    """Texts by path, and the paths that hold what they have to already."""

    texts: dict[Path, str] = field(default_factory=dict["Path", str])
    kept: set[Path] = field(default_factory=set["Path"])

    def keep(self, entry: Entry | None, folder: Path) -> bool:
        """Keep the files of an entry, if all of them are as they were written."""
        if entry is None:
            return False
        paths = {folder / name: each for name, each in entry.files.items()}
        if any(of_output(path) != each for path, each in paths.items()):
            return False
        self.kept |= paths.keys()
        return True

    def add(self, files: Mapping[PurePosixPath, str], folder: Path) -> None:
        """Add texts below a folder."""
        self.texts |= {folder / path: text for path, text in files.items()}


@dataclass(frozen=True)
class Specs:
    """Specs without problems: what each is about, and those that had to be loaded."""

    outlines: dict[Path, Outline]
    keys: dict[Path, str]
    known: dict[Path, Entry]
    loaded: dict[Path, SpecFile]


def check(files: list[Path], settings: Settings | None, memory: Memory) -> Specs:
    """The specs, without loading those that are known. Raises SpecError with all problems."""
    digests = {file: inputs.of_spec(file, settings) for file in files if settings}
    keys = {file: key for file, key in digests.items() if key}
    found = {file: memory.find(key, shown(file)) for file, key in keys.items()}
    known = {file: entry for file, entry in found.items() if entry and entry.outline}
    outlines = {file: entry.outline for file, entry in known.items() if entry.outline}
    together = inputs.together(keys.values())
    if len(known) == len(files) and memory.find(together):
        return Specs(outlines, keys, known, {})
    from errsmith.codegen import generate  # noqa: PLC0415 - loads the libraries
    from errsmith.spec import checks  # noqa: PLC0415 - loads the libraries

    kinds, problems = generate.kinds_beside(files)
    missing = [file for file in files if file not in known]
    loaded, problems = generate.load_each(missing, kinds, problems)
    outlines |= {each.file: outline(each.spec) for each in loaded}
    outlines = {file: outlines[file] for file in files if file in outlines}
    whole = all(each.spec.whole for each in loaded)
    problems += checks.across(list(outlines.values()), whole=whole)
    if problems:
        raise SpecError(problems)
    memory.keep(together, {})
    return Specs(outlines, keys, known, {each.file: each for each in loaded})


def make(
    settings: Settings, memory: Memory, progress: Callable[[str], None]
) -> Package:
    """The package of the specs. Raises SpecError with the problems of all of them."""
    files = find(settings.specs)
    specs = check(files, settings, memory)
    rendering = _later(files, settings)
    package = Package()
    for file, about in specs.outlines.items():
        progress(about.provider)
        if not package.keep(specs.known.get(file), settings.folder):
            texts = rendering().module(file, specs.loaded.get(file))
            package.add(texts, settings.folder)
            if specs.keys.get(file) == inputs.of_spec(file, settings):
                memory.keep(specs.keys[file], texts, about)
    providers = [about.provider for about in specs.outlines.values()]
    key = inputs.of_package(providers, settings)
    if not package.keep(memory.find(key), settings.folder):
        texts = rendering().rest(providers)
        package.add(texts, settings.folder)
        memory.keep(key, texts)
    return package


def schema(path: Path, settings: Settings, memory: Memory) -> Package:
    """The schema, which belongs to no package."""
    package = Package()
    key = inputs.of_schema(settings)
    if not package.keep(memory.find(key), path.parent):
        rendering = _later(find(settings.specs), settings)
        texts = {PurePosixPath(path.name): rendering().schema()}
        package.add(texts, path.parent)
        memory.keep(key, texts)
    return package


def _later(files: list[Path], settings: Settings) -> Callable[[], Rendering]:
    """What renders, made when it is first asked for; only then the libraries are loaded."""

    @cache
    def rendering() -> Rendering:
        from errsmith.codegen.generate import Rendering  # noqa: PLC0415 - loads the libraries

        return Rendering(files, settings.runtime, settings.templates)

    return rendering
