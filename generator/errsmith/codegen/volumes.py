"""Large modules: the classes of their codes stand in volumes, which are loaded when needed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from errsmith.codegen import reply_rules
from errsmith.codegen.template_model import Index, Shelf, Volume
from errsmith.spec import identifiers
from errsmith.spec.identifiers import Identifier

if TYPE_CHECKING:
    from errsmith.codegen.template_model import Alias, ErrorClass
    from errsmith.spec.model import Spec

LARGE: Final = 1000
"""A module with more classes than this is large: they would cost each import 20 ms and more."""

VOLUME: Final = 250
"""Classes of a volume: so many are loaded with the first error, in some milliseconds."""

Shelves = tuple[tuple[Identifier, tuple["ErrorClass", ...]], ...]
"""The classes of each volume, with the enum that they are of."""


@dataclass(frozen=True)
class Needs:
    """What some classes need of other modules."""

    bases: tuple[Identifier, ...]
    kinds: tuple[Identifier, ...]
    own_kinds: tuple[Identifier, ...]
    parameters: tuple[Identifier, ...]
    class_variables: bool
    deprecates: bool


def needs(spec: Spec, errors: tuple[ErrorClass, ...]) -> Needs:
    """What the classes need of other modules."""
    families = [family.name for table in spec.tables for family in table.families]
    above = {reply_rules.cls(spec, name) for name in families}
    above.add(Identifier(spec.prefix + identifiers.BASE))
    every = {base for error in errors for base in error.bases}
    own_kinds = every & set(identifiers.own_kinds(spec.kinds))
    values = [each.value for error in errors for each in error.properties]
    helpers = {name for value in values for name in reply_rules.functions(value)}
    return Needs(
        bases=tuple(sorted(every & above)),
        kinds=tuple(sorted(every - above - own_kinds)),
        own_kinds=tuple(sorted(own_kinds)),
        parameters=tuple(sorted(name for name in helpers if "." not in name)),
        class_variables=any(
            error.wait or error.links or error.attributes for error in errors
        ),
        deprecates=any(error.deprecated for error in errors),
    )


def aliases_of(
    errors: tuple[ErrorClass, ...], aliases: tuple[Alias, ...]
) -> tuple[tuple[Alias, ...], tuple[Alias, ...]]:
    """Other names of the classes: those that stay, and those that are deprecated."""
    names = {error.name for error in errors}
    here = [alias for alias in aliases if alias.of in names]
    return (
        tuple(alias for alias in here if not alias.deprecated),
        tuple(alias for alias in here if alias.deprecated),
    )


def shelves(errors: tuple[ErrorClass, ...], large: int | None) -> Shelves:
    """The classes that stand in volumes; none of a module that has no more than `large`."""
    coded = [(error.code.partition(".")[0], error) for error in errors if error.code]
    if len(coded) <= (LARGE if large is None else large):
        return ()
    return tuple(
        (Identifier(enum), tuple(error for _, error in group[start : start + VOLUME]))
        for enum, group in (
            (key, list(each)) for key, each in groupby(coded, key=lambda each: each[0])
        )
        for start in range(0, len(group), VOLUME)
    )


def volume(
    spec: Spec,
    origin: str,
    runtime: str,
    errors: tuple[ErrorClass, ...],
    aliases: tuple[Alias, ...],
) -> Volume:
    """The model of a volume; its classes find their code by way of the public module."""
    plain, deprecated = aliases_of(errors, aliases)
    public_module = Identifier(f"_{spec.provider}")
    found = needs(spec, errors)
    names = [error.name for error in errors]
    names += [alias.name for alias in (*plain, *deprecated)]
    return Volume(
        origin=origin,
        provider=Identifier(spec.provider),
        public_module=public_module,
        runtime=Identifier(runtime) if runtime else None,
        bases=found.bases,
        kinds=found.kinds,
        own_kinds=found.own_kinds,
        parameters=found.parameters,
        class_variables=found.class_variables,
        deprecates=found.deprecates or bool(deprecated),
        errors=tuple(
            replace(error, code=Identifier(f"{public_module}.{error.code}"))
            for error in errors
        ),
        aliases=plain,
        deprecated_aliases=deprecated,
        public=tuple(sorted(names)),
    )


def index(
    spec: Spec, origin: str, shelved: Shelves, aliases: tuple[Alias, ...]
) -> Index:
    """The model of the index."""
    codes = {f"{table.enum}.{row.name}": row.code for table, row in spec.rows()}
    return Index(
        origin,
        tuple(
            Shelf(
                enum,
                tuple((codes[str(error.code)], error.name) for error in errors),
                tuple(each for kind in aliases_of(errors, aliases) for each in kind),
            )
            for enum, errors in shelved
        ),
    )
