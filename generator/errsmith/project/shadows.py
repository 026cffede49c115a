"""Find what Python or a type checker would take in place of a module of the output.

An import looks for a folder with `__init__`, then for an extension, then for `NAME.py`. Type
checkers prefer stubs. A .pyc with a hash instead of a time may run whatever the source says.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

BEFORE_SOURCE: Final = (".pyi", ".so", ".pyd", ".dll", ".sl")
"""Endings of stubs, and of extensions on whatever system the package is used."""

MODULES: Final = (".py", ".pyc", *BEFORE_SOURCE)
HAS_HASH: Final = 1
"""Bit of the fifth byte of a .pyc."""


class Shadow(NamedTuple):
    """A file or folder of the output, and what is taken in its place."""

    path: Path
    by: Path


def find_shadows(files: Iterable[Path], package: Path, output: Path) -> list[Shadow]:
    """Return what hides files of a package below the folder `output`, or the package itself."""
    modules = [path for path in files if path.suffix == ".py"]
    found = [*_of_package(package, output)]
    for folder in sorted({path.parent for path in modules}):
        stems = {path.stem for path in modules if path.parent == folder}
        found += _in_folder(folder, stems)
    return found


def _in_folder(folder: Path, stems: set[str]) -> Iterator[Shadow]:
    """Yield what hides modules of one folder."""
    for path in _listed(folder):
        stem = path.name.partition(".")[0]
        if stem in stems and _comes_before_source(path):
            yield Shadow(folder / f"{stem}.py", path)
    for path in _listed(folder / "__pycache__"):
        stem = path.name.partition(".")[0]
        if stem in stems and path.suffix == ".pyc" and _has_hash(path):
            yield Shadow(folder / f"{stem}.py", path)


def _of_package(package: Path, output: Path) -> Iterator[Shadow]:
    """Yield stubs of a package, and modules that hide a folder on the way to it."""
    way = [package, *package.parents]
    way = way[: way.index(output)]
    stubs = way[-1].with_name(f"{way[-1].name}-stubs")
    if stubs.is_dir():
        yield Shadow(way[-1], stubs)
    for folder in way[1:]:
        if not _is_package(folder):
            for path in _listed(folder.parent):
                stem = path.name.partition(".")[0]
                if stem == folder.name and path.name.endswith(MODULES):
                    yield Shadow(folder, path)


def _comes_before_source(path: Path) -> bool:
    return _is_package(path) if path.is_dir() else path.name.endswith(BEFORE_SOURCE)


def _is_package(folder: Path) -> bool:
    return any(path.name.startswith("__init__.") for path in _listed(folder))


def _has_hash(path: Path) -> bool:
    """Return whether a .pyc has a hash; those that Python writes by itself have a time."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return any(flags & HAS_HASH for flags in file.read(5)[4:])


def _listed(folder: Path) -> list[Path]:
    """Return what is in a folder, nothing where it cannot be listed."""
    with suppress(OSError):
        return sorted(folder.iterdir())
    return []
