"""From a spec to what a template sees. Every decision about a module is made here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from errsmith.codegen import docstrings, parameters, reply_rules
from errsmith.codegen.addresses import entry_addresses, page_of
from errsmith.codegen.python_format import WIDTH
from errsmith.codegen.template_model import (
    Alias,
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
from errsmith.spec.model import Entry, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from errsmith.spec.kinds import Kind
    from errsmith.spec.model import Family, Spec, Table

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

UNSURE: Final = (408, 500, 502, 504)
"""HTTP statuses after which the request may have been carried out all the same."""


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
        own_kinds=own,
        runtime=Identifier(runtime) if runtime else None,
        providers=providers,
        public=tuple(sorted(public)),
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
    return KindsModule(origin, name, tuple(sorted(bases)), classes) if own else None


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
    errors = tuple(make_errors(spec))
    if catalogue_url:
        errors = tuple(with_pages(spec, errors, catalogue_url))
    families = tuple(make_families(spec))
    aliases = tuple(make_aliases(spec, errors))
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
        public=tuple(Identifier(name) for name in sorted(public)),
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
    bases = (each.bases for each in (*errors, *make_families(spec)))
    used = {base for each in bases for base in each}
    used |= {base for each in make_variants(spec) for base in each.bases[1:]}
    used -= above
    custom = used & set(identifiers.own_kinds(spec.kinds))
    runtime = {*(used - custom), *map(Identifier, BASES)}
    return tuple(sorted(runtime)), tuple(sorted(custom))


def _parameter_functions(errors: tuple[ErrorClass, ...]) -> tuple[Identifier, ...]:
    """Return the functions of the runtime that read the values of parameters."""
    values = [each.value for error in errors for each in error.properties]
    called = {name for value in values for name in reply_rules.functions(value)}
    return tuple(sorted(name for name in called if "." not in name))


def languages(spec: Spec) -> tuple[str, ...]:
    """Return the languages that a spec has texts in, besides English."""
    return tuple(sorted({each for entry in spec.entries() for each in entry.texts}))


def make_enum(spec: Spec, table: Table) -> EnumClass:
    """Return the enum of a table; former names are aliases of their member."""
    members: list[Member] = []
    for row in (row for row in table.codes if row.second is None):
        members.append(Member(Identifier(row.name), row.code, row.summary))
        for old in row.former_names:
            doc = f"Former name of {row.name}."
            members.append(Member(Identifier(old), row.code, doc))
    base = Identifier("IntEnum" if table.type == "int" else "StrEnum")
    doc = f"{table.title or 'Codes'} of {spec.title}."
    return EnumClass(Identifier(table.enum), base, doc, tuple(members))


def make_errors(spec: Spec) -> Iterator[ErrorClass]:
    """Yield the class of each row, range and uncoded error that is one."""
    for table in spec.tables:
        for row in table.codes:
            if table.is_error(row):
                code = Identifier(f"{table.enum}.{table.alone(row).name}")
                heading = docstrings.code_sentence(table, row)
                families = tuple(table.families_of(row))
                statuses = table.enum == spec.statuses
                yield make_error(
                    spec,
                    row,
                    heading,
                    code,
                    families=families,
                    in_statuses=statuses,
                )
        for each in table.ranges:
            status = docstrings.status(each)
            heading = f"Codes {each.first} to {each.last}{status}."
            yield make_error(spec, each, heading, None, code_type="int")
    for entry in spec.uncoded:
        heading = f"The provider gives no code for it{docstrings.status(entry)}."
        yield make_error(spec, entry, heading, None, code_type="None")


def with_pages(
    spec: Spec, errors: Iterable[ErrorClass], catalogue_url: str
) -> Iterator[ErrorClass]:
    """Yield the classes, each with the page of its entry in the published catalogue."""
    addresses = entry_addresses(spec)
    for entry, cls in zip(spec.errors(), errors, strict=True):
        page = page_of(catalogue_url, addresses[entry.name])
        yield replace(cls, facts=(*cls.facts, (Identifier("page"), page)))


def make_error(
    spec: Spec,
    entry: Entry,
    heading: str,
    code: Identifier | None,
    *,
    code_type: str = "",
    families: tuple[Family, ...] = (),
    in_statuses: bool = False,
) -> ErrorClass:
    """Return the class of an entry; `code_type` is the type of a code that is not its own.

    `in_statuses` is whether its code is an HTTP status that stands in for a code.
    """
    base = Identifier(spec.prefix + identifiers.BASE)
    above = [reply_rules.cls(spec, family.name) for family in families] or [base]
    inherited = any(family.links for family in families)
    bases = [*above, spec.kinds[entry.category].class_name]
    words: dict[str, object] = {}
    is_pair = isinstance(entry, Row) and entry.second is not None
    if isinstance(entry, Row) and entry.message:
        words["default_message"] = entry.message
    words |= {"summary": entry.summary, "remedy": entry.remedy}
    by_status = isinstance(entry, Row) and entry.code in UNSURE and in_statuses
    if isinstance(entry, Row) and entry.sub_code:
        words["own_sub_code"] = entry.sub_code
    if entry.outcome == "unknown" or by_status:
        words["may_have_happened"] = True
    if entry.retry is not None and entry.retry.retryable:
        bases.append("Retryable")
    links = docstrings.links(spec, entry)
    after = entry.retry and entry.retry.after
    return ErrorClass(
        name=reply_rules.cls(spec, entry.name),
        bases=tuple(Identifier(base) for base in bases),
        doc=docstrings.error_doc(spec, entry, heading),
        facts=tuple((Identifier(name), value) for name, value in words.items()),
        wait=float(after) if after else None,
        links=links if links != docstrings.main_links(spec) or inherited else (),
        attributes=tuple(make_attributes(spec, entry)),
        properties=tuple(parameters.properties(entry))
        if isinstance(entry, Row)
        else (),
        code=code,
        code_type=None if code else Identifier(code_type),
        own_name="" if code and not is_pair else entry.name,
        deprecated=entry.deprecated,
    )


def make_attributes(spec: Spec, entry: Entry) -> Iterator[Attribute]:
    """Yield the facts that an entry has."""
    for fact in spec.facts:
        if fact.name in entry.facts:
            name, kind = Identifier(fact.name), Identifier(fact.type)
            yield Attribute(name, kind, entry.facts[fact.name], fact.doc)


def make_families(spec: Spec) -> Iterator[ErrorClass]:
    """Yield the classes of families, those of shorter prefixes first."""
    for table in spec.tables:
        for family in sorted(table.families, key=lambda each: len(each.prefix)):
            above = table.family_by_prefix(family.prefix, below=family.prefix)
            base = above.name if above and family.prefix else identifiers.BASE.upper()
            words = {"summary": family.summary, "remedy": family.remedy}
            kind = [spec.kinds[family.category].class_name] if family.category else []
            kind += ["Retryable"] * bool(family.retry and family.retry.retryable)
            after = family.retry and family.retry.after
            yield ErrorClass(
                name=reply_rules.cls(spec, family.name),
                bases=(reply_rules.cls(spec, base), *map(Identifier, kind)),
                doc=docstrings.family_doc(family),
                facts=tuple(
                    (Identifier(key), text) for key, text in words.items() if text
                ),
                wait=float(after) if after else None,
                links=family.links,
                attributes=(),
                properties=(),
                code=None,
                code_type=None,
                own_name="",
                deprecated="",
            )


def make_aliases(spec: Spec, errors: tuple[ErrorClass, ...]) -> Iterator[Alias]:
    """Yield rows that another row stands for, and former names of classes.

    A former name is deprecated; so is another name of a class that is.
    """
    classes = {error.name: error for error in errors}
    for entry in spec.entries():
        name = reply_rules.cls(spec, entry.name)
        twin = isinstance(entry, Row) and entry.same_as
        cls = classes.get(reply_rules.cls(spec, twin) if twin else name)
        if cls is None:
            continue
        if twin:
            doc = docstrings.paragraphs(entry.summary, entry.note)
            yield _alias(name, cls, cls.name, doc, cls.deprecated)
        for old in entry.former_names:
            doc = f"Former name of {entry.name}."
            why = cls.deprecated or f"use {name}"
            yield _alias(reply_rules.cls(spec, old), cls, name, doc, why)


def _alias(
    name: Identifier, cls: ErrorClass, instead: Identifier, doc: str, why: str
) -> Alias:
    """Another name of a class; no type checker may see it derive from a deprecated one."""
    bases = cls.bases if cls.deprecated else (cls.name,)
    return Alias(name, cls.name, doc, why, instead, bases)


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
