"""Digests of what output is made from: the tool, its libraries, templates, specs."""

from __future__ import annotations

import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from errsmith.project.digests import digest
from errsmith.project.spec_files import KINDS_FILE, origin

if TYPE_CHECKING:
    from collections.abc import Iterable

    from errsmith.project.settings import Settings

LIBRARIES: Final = ("yaml", "jinja2", "black")
"""The libraries that decide what is read and written."""

LARGEST: Final = 64 * 1024 * 1024


def of_spec(file: Path, settings: Settings) -> str | None:
    """The digest of all that a module is made from; None where a file cannot be read."""
    contents = (_content(file), _content(file.parent / KINDS_FILE))
    texts = [each for each in contents if each is not None]
    if len(texts) < len(contents):
        return None
    return digest(b"spec", _basis(settings), origin(file).encode(), *texts)


def together(keys: Iterable[str]) -> str:
    """The digest of specs that are of one package."""
    return digest(b"together", *sorted(map(str.encode, keys)))


def of_package(providers: list[str], settings: Settings) -> str:
    """The digest of all that the rest of a package is made from."""
    names = ",".join(sorted(providers)).encode()
    return digest(b"package", _basis(settings), names, _kinds(settings))


def of_schema(settings: Settings) -> str:
    """The digest of all that the schema is made from."""
    return digest(b"schema", tool().encode(), _kinds(settings))


def _kinds(settings: Settings) -> bytes:
    folder = settings.specs if settings.specs.is_dir() else settings.specs.parent
    return _content(folder / KINDS_FILE) or b""


def _content(file: Path) -> bytes | None:
    """The bytes of a file, none where there is no file; None where it cannot be read."""
    try:
        if not file.exists():
            return b""
        if not file.is_file() or file.stat().st_size > LARGEST:
            return None
        return file.read_bytes()
    except OSError:
        return None


def _basis(settings: Settings) -> bytes:
    """What holds for every module: the tool, its libraries, the settings."""
    templates = settings.templates
    own = _files(templates) if templates else ""
    parts = (tool(), settings.runtime, str(bool(templates)), own)
    return digest(*map(str.encode, parts)).encode()


@cache
def tool() -> str:
    """The digest of the tool, its Python and its libraries."""
    return digest(
        sys.version.encode(),
        *(_library(name).encode() for name in LIBRARIES),
        _files(Path(__file__).parent, ".py", ".j2", ".yaml").encode(),
    )


def _library(name: str) -> str:
    """Which version of a library there is: where it lies, since when, and with what."""
    found = find_spec(name)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(name=name)
    place = Path(found.origin)
    state = place.stat()
    installed = sorted(each.name for each in place.parents[1].glob("*.dist-info"))
    return f"{place} {state.st_size} {state.st_mtime_ns} {installed}"


def _files(folder: Path, *suffixes: str) -> str:
    """The digest of the files of a folder, of all or of those with some suffixes."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    paths = [path for path in paths if not suffixes or path.suffix in suffixes]
    parts = (
        (str(path.relative_to(folder)).encode(), path.read_bytes()) for path in paths
    )
    return digest(*(each for part in parts for each in part))
