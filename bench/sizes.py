"""Bytes that a code takes in a wheel and as bytecode."""

from __future__ import annotations

import ast
import io
import marshal
import zipfile
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError
from typing import TYPE_CHECKING, Final

from bench.figures import Figure, size
from bench.peers import PEERS
from bench.places import GENERATED
from bench.results import Group, Row, not_measured

if TYPE_CHECKING:
    from pathlib import Path

PYC_HEADER: Final = 16
ABOUT: Final = """\
Per exception class, in a wheel and as bytecode; ratios are of bytecode, to all of ours. Ours hold a
summary, a remedy and links, the peers at most a description."""


@dataclass(frozen=True)
class Sizes:
    """Bytes of some files, and the classes in them."""

    packed: int
    compiled: int
    classes: int


def measure(tables: dict[int, Path]) -> Group:
    """Ours and the peers'."""
    group = Group("Size", ABOUT)
    package = GENERATED / "provider_errors"
    names: list[str] = [*import_module("provider_errors").PROVIDERS]
    classes = sum(_exceptions(f"provider_errors.{name}") for name in names)
    ours = sizes([*package.rglob("*.py")], classes)
    zalo = sizes([package / "zalo.py"], _exceptions("provider_errors.zalo"))
    found = {"provider_errors, all of it": ours, "provider_errors.zalo alone": zalo}
    for codes, folder in tables.items():
        files = [*folder.rglob("*.py")]
        found[f"a table of {codes:,} codes"] = sizes(files, codes)
    missing: dict[str, str] = {}
    for peer in PEERS:
        try:
            _ = peer.version
            found[peer.name] = sizes(peer.sources)
        except PackageNotFoundError:
            missing[peer.name] = "it is not installed"
    for name, each in found.items():
        packed = size(each.packed / each.classes)
        compiled = size(each.compiled / each.classes)
        ratio = _ratio(each, ours)
        text = f"{packed}, {compiled}"
        group.rows.append(Row(name, text, ratio, "bytecode of all of ours"))
    group.rows += [not_measured(name, why) for name, why in missing.items()]
    return group


def sizes(files: list[Path], classes: int = 0) -> Sizes:
    """Return what the files take; their classes are counted where the number is not known."""
    packed = compiled = counted = 0
    for file in files:
        source = file.read_text("utf-8")
        with zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(file.name, source)
            packed += archive.getinfo(file.name).compress_size
        code = compile(source, file.name, "exec", dont_inherit=True)
        compiled += PYC_HEADER + len(marshal.dumps(code))
        body = ast.parse(source).body
        counted += sum(isinstance(each, ast.ClassDef) for each in body)
    return Sizes(packed, compiled, classes or counted)


def _ratio(one: Sizes, other: Sizes) -> Figure:
    return Figure((one.compiled / one.classes / (other.compiled / other.classes),))


def _exceptions(module: str) -> int:
    """Return the exception classes that a module of ours offers."""
    loaded = import_module(module)
    offered = [getattr(loaded, name) for name in loaded.__all__]
    return sum(
        isinstance(each, type) and issubclass(each, Exception) for each in offered
    )
