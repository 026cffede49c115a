"""From a spec to what a template sees. Every decision about a module is made here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from errsmith.codegen import class_builder, docstrings, reply_rules
from errsmith.codegen.addresses import page_of
from errsmith.codegen.python_format import WIDTH
from errsmith.codegen.template_model import (
    Attribute,
    EnumClass,
    ErrorClass,
    Group,
    KindClass,
    KindsModule,
    Member,
    Module,
    Package,
    TextsModule,
    VariantClass,
)
from errsmith.spec import identifiers
from errsmith.spec.identifiers import (
    GATEWAY,
    UNKNOWN,
    UNKNOWN_VARIANTS,
    UNREADABLE,
    VARIANTS,
    Identifier,
)
from errsmith.spec.kinds import PUBLIC_CLASSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from errsmith.spec.kinds import Kind
    from errsmith.spec.model import CodeTable, Spec

    Kinds = Mapping[str, Kind]

BASES: Final = (
    UNKNOWN,
    *UNKNOWN_VARIANTS,
    UNREADABLE,
    *GATEWAY,
)
"""Classes of the runtime that every module derives from."""

STATUSES: Final = (
    ("HTTP 429: slow down and send again.", "RateLimited"),
    ("HTTP 408, 502, 503 or 504: send again later.", "ServiceUnavailable"),
    ("HTTP 500: send again later.", "ProviderFault"),
)
"""What the variants of a class without a kind are for, and their kinds."""

LONGEST_UNION: Final = WIDTH - len("    table: type[] | None = None,")
"""Letters of the names of enums that fit the line of a parameter."""


def make_package(names: Iterable[str], kinds: Kinds, runtime: str) -> Package:
    """Return the package of some providers, in alphabetical order."""
    own = identifiers.own_kinds(kinds)
    providers = tuple(sorted(Identifier(name) for name in names))
    classes = {Identifier(name) for name in PUBLIC_CLASSES}
    functions = {Identifier(name) for name in identifiers.ROOT_FUNCTIONS}
    public = {*classes, *functions, *own, *providers, Identifier("PROVIDERS")}
    return Package(
        origin="the specs",
        kinds=tuple(sorted(classes - {"ProviderError", "ProviderErrorGroup"})),
        own_kinds=tuple(sorted(own, key=identifiers.listing_order)),
        runtime=Identifier(runtime) if runtime else None,
        providers=providers,
        public=tuple(sorted(public, key=identifiers.listing_order)),
    )


def make_kinds(kinds: Kinds, runtime: str) -> KindsModule | None:
    """Return the custom kinds, None where there are none."""
    own = identifiers.own_kinds(kinds)
    classes = tuple(
        KindClass(
            name=Identifier(kind.class_name),
            base=Identifier(kind.base),
            category=category,
            fault=kind.fault,
            doc=kind.summary,
        )
        for category, kind in kinds.items()
        if kind.class_name in own
    )
    bases = {each.base for each in classes} - {*own, "ProviderError"}
    origin = "the kinds of the specs"
    name = Identifier(runtime) if runtime else None
    public = sorted((*own, Identifier("ProviderError")), key=identifiers.listing_order)
    made = KindsModule(origin, name, tuple(sorted(bases)), tuple(public), classes)
    return made if own else None


def make_module(
    spec: Spec,
    origin: str,
    runtime: str = "",
    base_prefix: str = "",
    catalogue_url: str = "",
) -> Module:
    """Return the module of a provider; `base_prefix` is that of the spec of its `base`.

    `catalogue_url` is where the catalogue of the package is published, if it is.
    """
    own = {name: Identifier(spec.prefix + name) for name in identifiers.OWN_CLASSES}
    enums = tuple(make_enum(spec, table) for table in spec.tables)
    errors = tuple(class_builder.make_errors(spec))
    if catalogue_url:
        errors = tuple(class_builder.with_pages(spec, errors, catalogue_url))
    families = tuple(class_builder.make_families(spec))
    aliases = tuple(class_builder.make_aliases(spec, errors))
    called = reply_rules.functions(Group(reply_rules.rules(spec)))
    enum_names = [enum.name for enum in enums]
    plain_types = sorted({Identifier(table.type) for table in spec.tables})
    names = [each.name for each in (*families, *errors)]
    names += [each.name for each in aliases]
    public = {*enum_names, *own.values(), *names, *identifiers.FUNCTIONS}
    kinds, own_kinds = _kinds_of(spec, (*families, *errors))
    deprecated = tuple(alias for alias in aliases if alias.deprecated)
    parts = [part for _, part in spec.parts()]
    group = own[identifiers.GROUP] if spec.has_groups else None
    delegates = any(part.vendors for part in parts)
    if not group:
        public.remove(own[identifiers.GROUP])
    about = f"{spec.title}: its error codes as exceptions."
    return Module(
        origin=origin,
        provider=Identifier(spec.provider),
        doc=docstrings.paragraphs(about, *docstrings.main_links(spec)),
        base=own[identifiers.BASE],
        above=Identifier("_Base" if spec.base else "ProviderError"),
        base_module=Identifier(spec.base) if spec.base else None,
        base_class=Identifier(f"{base_prefix}Error") if spec.base else None,
        masked=spec.masked,
        unknown=own[identifiers.UNKNOWN],
        unreadable=own[identifiers.UNREADABLE],
        variants=tuple(make_variants(spec)),
        group=group,
        part=Identifier("ProviderError") if delegates else own[identifiers.BASE],
        links=docstrings.main_links(spec),
        page=page_of(catalogue_url, spec.provider),
        languages=languages(spec),
        code_types=(*enum_names, *plain_types),
        enum_bases=tuple(sorted({enum.base for enum in enums})),
        kinds=kinds,
        own_kinds=own_kinds,
        runtime=Identifier(runtime) if runtime else None,
        rules=tuple(sorted(name for name in called if name.endswith("Rule"))),
        parts=tuple(sorted(name for name in called if name.endswith("Part"))),
        parameters=_parameter_functions(errors),
        enums=enums,
        attributes=tuple(
            Attribute(Identifier(fact.name), Identifier(fact.type), None, fact.doc)
            for fact in spec.facts
        ),
        families=families,
        errors=errors,
        aliases=tuple(alias for alias in aliases if not alias.deprecated),
        deprecated_aliases=deprecated,
        deprecates=bool(deprecated) or any(error.deprecated for error in errors),
        tables=tuple(reply_rules.table(spec, table) for table in spec.tables),
        catalog=reply_rules.catalog(spec),
        public=tuple(
            Identifier(name) for name in sorted(public, key=identifiers.listing_order)
        ),
        several_tables=len(spec.tables) > 1,
        long_tables=len(" | ".join(enum_names)) > LONGEST_UNION,
    )


def make_variants(spec: Spec) -> Iterator[VariantClass]:
    """Yield what an HTTP status makes of an unknown code, of no code, and of a family."""
    named = {UNKNOWN: UNKNOWN_VARIANTS, UNREADABLE: GATEWAY}
    about = {UNKNOWN: "An unknown code", UNREADABLE: "A reply without a code"}
    for base, names in named.items():
        for name, (when, _) in zip(names, STATUSES, strict=True):
            doc = f"{about[base]} came with {when}"
            above = Identifier(spec.prefix + base)
            cls = Identifier(spec.prefix + name)
            yield VariantClass(cls, (above, Identifier(name)), doc)
    for family in spec.families():
        above = reply_rules.cls(spec, family.name)
        for name, (when, kind) in zip(VARIANTS, STATUSES, strict=True):
            bases = (above, Identifier(kind), Identifier("Retryable"))
            doc = f"A code of {family.name} without a row came with {when}"
            yield VariantClass(Identifier(f"{above}{name}"), bases, doc)


def _kinds_of(
    spec: Spec, errors: tuple[ErrorClass, ...]
) -> tuple[tuple[Identifier, ...], tuple[Identifier, ...]]:
    """Return the kinds that a module imports: the runtime's, and custom ones."""
    families = [family.name for table in spec.tables for family in table.families]
    above = {reply_rules.cls(spec, name) for name in families}
    above.add(Identifier(spec.prefix + identifiers.BASE))
    bases = (each.bases for each in (*errors, *class_builder.make_families(spec)))
    used = {base for each in bases for base in each}
    used |= {base for each in make_variants(spec) for base in each.bases[1:]}
    used -= above
    custom = used & set(identifiers.own_kinds(spec.kinds))
    runtime = {*(used - custom), *map(Identifier, BASES)}
    return tuple(sorted(runtime)), tuple(sorted(custom, key=identifiers.listing_order))


def _parameter_functions(errors: tuple[ErrorClass, ...]) -> tuple[Identifier, ...]:
    """Return the functions of the runtime that read the values of parameters."""
    values = [each.value for error in errors for each in error.properties]
    called = {name for value in values for name in reply_rules.functions(value)}
    return tuple(sorted(name for name in called if "." not in name))


def languages(spec: Spec) -> tuple[str, ...]:
    """Return the languages that a spec has texts in, besides English."""
    return tuple(sorted({each for entry in spec.entries() for each in entry.texts}))


def make_enum(spec: Spec, table: CodeTable) -> EnumClass:
    """Return the enum of a table; former names are aliases of their member."""
    members: list[Member] = []
    for row in (row for row in table.codes if row.second is None):
        text = docstrings.member_doc(table, row, reply_rules.cls(spec, row.name))
        members.append(_member(row.name, row.code, text))
        for old in row.former_names:
            doc = f"Former name of {row.name}."
            members.append(_member(old, row.code, doc))
    base = Identifier("IntEnum" if table.type == "int" else "StrEnum")
    doc = f"{table.title or 'Codes'} of {spec.title}."
    return EnumClass(Identifier(table.enum), base, doc, tuple(members))


def _member(name: str, code: int | str, doc: str) -> Member:
    secret = isinstance(code, str) and identifiers.PASSWORD.search(name) is not None
    return Member(Identifier(name), code, doc, secret)


def make_texts(spec: Spec, origin: str) -> TextsModule | None:
    """Return the texts in other languages, None where there are none."""
    found = tuple((each, tuple(texts_in(spec, each))) for each in languages(spec))
    if not found:
        return None
    return TextsModule(origin, Identifier(spec.provider), found)


def texts_in(spec: Spec, language: str) -> Iterator[tuple[Identifier, str, str]]:
    """Yield the class of each error with its summary and remedy in a language."""
    for entry in spec.errors():
        text = entry.texts.get(language)
        if text is not None:
            yield reply_rules.cls(spec, entry.name), text.summary, text.remedy
