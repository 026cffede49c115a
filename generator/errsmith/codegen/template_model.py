"""The model of a template: everything that a module holds, in order, with every decision made.

Names arrive as `Identifier`; whatever else is text comes from the spec and has to leave through a
filter.
"""

from __future__ import annotations

from dataclasses import dataclass

from errsmith.spec.identifiers import Identifier


@dataclass(frozen=True)
class Value:
    """A literal."""

    value: object


@dataclass(frozen=True)
class Call:
    """A call with positional and named arguments."""

    function: Identifier
    arguments: tuple[Expression, ...]
    named: Named = ()


@dataclass(frozen=True)
class Item:
    """A key of a mapping, and its value."""

    mapping: Identifier
    key: Identifier


@dataclass(frozen=True)
class Group:
    """A tuple of expressions."""

    items: tuple[Expression, ...]


Expression = Value | Call | Group | Item | Identifier
Named = tuple[tuple[Identifier, Expression], ...]
"""Arguments that are passed by name."""


@dataclass(frozen=True)
class Member:
    """A member of an enum."""

    name: Identifier
    value: int | str
    doc: str
    looks_secret: bool
    """Whether bandit takes the text for a password, by the name."""


@dataclass(frozen=True)
class EnumClass:
    """An enum of codes."""

    name: Identifier
    base: Identifier
    doc: str
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Attribute:
    """A class attribute with its type; on the base of a provider it is None."""

    name: Identifier
    type: Identifier
    value: object
    doc: str


@dataclass(frozen=True)
class Property:
    """A property that is read from what arrived."""

    name: Identifier
    type: Identifier
    doc: str
    value: Expression


@dataclass(frozen=True)
class ErrorClass:
    """The class of an error; `code` is the member that it stands for, where it stands for one."""

    name: Identifier
    bases: tuple[Identifier, ...]
    doc: str
    facts: tuple[tuple[Identifier, object], ...]
    wait: float | None
    links: tuple[str, ...]
    attributes: tuple[Attribute, ...]
    properties: tuple[Property, ...]
    code: Identifier | None
    code_type: Identifier | None
    own_name: str
    deprecated: str


@dataclass(frozen=True)
class VariantClass:
    """A class without a kind, as an HTTP status gives it one."""

    name: Identifier
    bases: tuple[Identifier, ...]
    doc: str


@dataclass(frozen=True)
class Alias:
    """Another name of a class.

    Of a deprecated one, `deprecated` says why, `instead` is the name to write, and `bases` are
    what type checkers see it derive from.
    """

    name: Identifier
    of: Identifier
    doc: str
    deprecated: str
    instead: Identifier
    bases: tuple[Identifier, ...]


@dataclass(frozen=True)
class TableValue:
    """A table of codes with its classes."""

    name: Identifier
    enum: Identifier
    classes: tuple[tuple[int | str, Expression], ...]
    named: Named


@dataclass(frozen=True)
class Module:
    """A provider's module."""

    origin: str
    provider: Identifier
    doc: str
    base: Identifier
    above: Identifier
    base_module: Identifier | None
    base_class: Identifier | None
    masked: tuple[str, ...]
    unknown: Identifier
    unreadable: Identifier
    variants: tuple[VariantClass, ...]
    group: Identifier | None
    part: Identifier
    links: tuple[str, ...]
    page: str
    languages: tuple[str, ...]
    code_types: tuple[Identifier, ...]
    enum_bases: tuple[Identifier, ...]
    kinds: tuple[Identifier, ...]
    own_kinds: tuple[Identifier, ...]
    runtime: Identifier | None
    rules: tuple[Identifier, ...]
    parts: tuple[Identifier, ...]
    parameters: tuple[Identifier, ...]
    enums: tuple[EnumClass, ...]
    attributes: tuple[Attribute, ...]
    families: tuple[ErrorClass, ...]
    errors: tuple[ErrorClass, ...]
    aliases: tuple[Alias, ...]
    deprecated_aliases: tuple[Alias, ...]
    deprecates: bool
    tables: tuple[TableValue, ...]
    catalog: Named
    public: tuple[Identifier, ...]
    several_tables: bool
    long_tables: bool
    """Whether the union of all enums is too long for a line, and stands in parentheses."""


@dataclass(frozen=True)
class TextsModule:
    """The texts of a provider in other languages: by language, by class, summary and remedy."""

    origin: str
    provider: Identifier
    languages: tuple[tuple[str, tuple[tuple[Identifier, str, str], ...]], ...]


@dataclass(frozen=True)
class KindClass:
    """The class of a custom kind."""

    name: Identifier
    base: Identifier
    category: str
    fault: str
    doc: str


@dataclass(frozen=True)
class KindsModule:
    """The custom kinds."""

    origin: str
    runtime: Identifier | None
    bases: tuple[Identifier, ...]
    public: tuple[Identifier, ...]
    kinds: tuple[KindClass, ...]


@dataclass(frozen=True)
class Package:
    """The package as a whole."""

    origin: str
    kinds: tuple[Identifier, ...]
    own_kinds: tuple[Identifier, ...]
    runtime: Identifier | None
    providers: tuple[Identifier, ...]
    public: tuple[Identifier, ...]
