"""Names: each stands for one thing, in the spec and in the module that comes of it."""

from __future__ import annotations

import keyword
from typing import TYPE_CHECKING, Final, NamedTuple

from errsmith.problems import Problem
from errsmith.spec import identifiers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from errsmith.spec.model import Entry, Spec
    from errsmith.spec.schema_model import Model


KIND: Final = "the class of a kind"


def duplicate_provider(specs: list[Spec]) -> Iterator[Problem]:
    """Refuse two specs that write one module."""
    seen: dict[str, Spec] = {}
    for spec in specs:
        first = seen.setdefault(spec.provider, spec)
        if first is not spec and spec.provider:
            message = f"provider {spec.provider} is already in {first.at.path}"
            hint = "give it another name"
            yield Problem(spec.where("provider"), "duplicate-provider", message, hint)


def duplicate_name(spec: Spec) -> Iterator[Problem]:
    """Check that a name, an old one too, stands for one thing in the whole module.

    Rows of success have no class, so each table may have its own SUCCESS.
    """
    seen: dict[tuple[str, str], Entry] = {}
    for scope, entry in _scopes(spec):
        for key, name in _names(entry):
            first = seen.get((scope, name)) or seen.get(("", name))
            if first is not None:
                line = first.where("name").line
                message = f"name {name} is already used in line {line}"
                hint = "name what tells the two apart"
                yield Problem(entry.where(key), "duplicate-name", message, hint)
            seen.setdefault((scope, name), entry)


def _scopes(spec: Spec) -> Iterator[tuple[str, Entry]]:
    """Yield every entry, errors first; those of success with the table they are alone in."""
    success = [(table, row) for table, row in spec.rows() if table.is_success(row)]
    alone = {id(row) for _, row in success}
    yield from (("", entry) for entry in spec.entries() if id(entry) not in alone)
    yield from ((table.enum, row) for table, row in success)


def _names(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the names of an entry with the key that each stands at."""
    yield "name", entry.name
    for name in entry.former_names:
        yield "former_names", name


class Bound(NamedTuple):
    """A name that a module binds, what it stands for, and the key that it comes from."""

    name: str
    what: str
    model: Model
    key: str
    member: str = ""


def bound_names(spec: Spec) -> Iterator[Bound]:
    """Yield every name of a spec's own that its module binds."""
    for table in spec.tables:
        line = table.at.line
        yield Bound(table.enum, f"the enum in line {line}", table, "enum")
        private = identifiers.constant(table.enum)
        yield Bound(private, f"the table in line {line}", table, "enum")
    for table in spec.tables:
        for family in table.families:
            name = identifiers.class_name(spec.prefix, family.name)
            what = f"the class of {family.name} (line {family.where('name').line})"
            yield Bound(name, what, family, "name")
            for variant in () if family.category else identifiers.VARIANTS:
                yield Bound(f"{name}{variant}", f"{what} with a status", family, "name")
    for scope, entry in _scopes(spec):
        for key, member in _names(entry) if not scope else ():
            name = identifiers.class_name(spec.prefix, member)
            what = f"the class of {member} (line {entry.where('name').line})"
            yield Bound(name, what, entry, key, member)


def class_clash(spec: Spec) -> Iterator[Problem]:
    """Refuse a name that shadows a builtin, an import or another name of the module."""
    if not spec.prefix:
        return
    taken = identifiers.own_names(spec.prefix)
    for name in filter(identifiers.shadowed_by, taken):
        message = f"class {name} would shadow {identifiers.shadowed_by(name)}"
        hint = "choose another prefix"
        yield Problem(spec.where("prefix"), "shadowed-name", message, hint)
    yield from _module_clash(spec)
    yield from _kind_clash(spec, taken)
    for each in bound_names(spec):
        yield from _clash(each, taken)


def _module_clash(spec: Spec) -> Iterator[Problem]:
    if identifiers.DEVICES.fullmatch(spec.provider):
        message = f"Windows has no file {spec.provider}.py; the name is a device's"
        at = spec.where("provider")
        yield Problem(at, "shadowed-name", message, "choose another name")
    if spec.provider in identifiers.PACKAGE_NAMES:
        word = keyword.iskeyword(spec.provider)
        what = "a keyword of Python" if word else "a name of the package"
        message = f"module {spec.provider} would shadow {what}"
        at = spec.where("provider")
        yield Problem(at, "shadowed-name", message, "choose another name")


def _kind_clash(spec: Spec, taken: dict[str, tuple[str, str]]) -> Iterator[Problem]:
    for kind in spec.kinds.values():
        what, _ = taken.setdefault(kind.class_name, (KIND, ""))
        if what != KIND:
            message = f"class {kind.class_name} of a kind is already {what}"
            hint = "choose another prefix, or another name for the kind"
            yield Problem(spec.where("prefix"), "duplicate-class", message, hint)


def _clash(each: Bound, taken: dict[str, tuple[str, str]]) -> Iterator[Problem]:
    name, what, member = each.name, each.what, each.member
    shadowed = identifiers.shadowed_by(name)
    other, of = taken.setdefault(name, (what, member))
    at, hint = each.model.where(each.key), "choose another name"
    sort = "name" if name.startswith("_") else "class"
    if shadowed:
        message = f"{sort} {name} would shadow {shadowed}"
        yield Problem(at, "shadowed-name", message, hint)
    elif other != what and not (member and of == member):
        message = f"{sort} {name} is already {other}"
        yield Problem(at, "duplicate-class", message, hint)


def enum_name(spec: Spec) -> Iterator[Problem]:
    """Check that enums carry the prefix, and the first is the prefix and Code."""
    for index, table in enumerate(spec.tables if spec.prefix else ()):
        wanted = f"{spec.prefix}Code"
        at = table.where("enum")
        if index == 0 and table.enum != wanted:
            message = f"the first enum is the prefix and Code, not {table.enum}"
            yield Problem(at, "enum-name", message, f"write {wanted}")
        elif not table.enum.startswith(spec.prefix):
            message = f"enum {table.enum} does not start with {spec.prefix}"
            yield Problem(at, "enum-name", message, f"write {spec.prefix}{table.enum}")
