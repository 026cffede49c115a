"""From a spec to what a template sees. Every decision about a module is made here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from errsmith import naming, readers, wording
from errsmith.kinds import PUBLIC_CLASSES
from errsmith.module import (
    Alias,
    EnumClass,
    ErrorClass,
    Group,
    KindClass,
    KindsModule,
    Member,
    Module,
    Package,
    TextsModule,
)
from errsmith.naming import Identifier
from errsmith.spec import Entry, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from errsmith.kinds import Kind
    from errsmith.spec import Spec, Table

    Kinds = Mapping[str, Kind]

BASES: Final = (
    "GatewayBusy",
    "GatewayDown",
    "UnknownCode",
    "UnreadableReply",
)
"""Classes of the runtime that every module derives from."""


def make_package(specs: list[Spec], kinds: Kinds, runtime: str) -> Package:
    """The package of some providers, in alphabetical order."""
    own = own_kinds(kinds)
    providers = tuple(sorted(Identifier(spec.provider) for spec in specs))
    classes = {Identifier(name) for name in PUBLIC_CLASSES}
    public = {*classes, *own, *providers, Identifier("PROVIDERS")}
    return Package(
        origin="the specs",
        kinds=tuple(sorted(classes - {"ProviderError", "ProviderErrorGroup"})),
        own_kinds=own,
        runtime=Identifier(runtime) if runtime else None,
        providers=providers,
        public=tuple(sorted(public)),
    )


def own_kinds(kinds: Kinds) -> tuple[Identifier, ...]:
    """The classes of the kinds that are not ours."""
    names = (kind.class_name for kind in kinds.values())
    return tuple(Identifier(name) for name in names if name not in PUBLIC_CLASSES)


def make_kinds(kinds: Kinds, runtime: str) -> KindsModule | None:
    """The kinds of one's own, None where there are none."""
    own = own_kinds(kinds)
    classes = tuple(
        KindClass(
            name=Identifier(kind.class_name),
            base=Identifier(kind.base),
            category=category,
            doc=kind.summary,
        )
        for category, kind in kinds.items()
        if kind.class_name in own
    )
    bases = {each.base for each in classes} - {*own, "ProviderError"}
    origin = "the kinds of the specs"
    name = Identifier(runtime) if runtime else None
    return KindsModule(origin, name, tuple(sorted(bases)), classes) if own else None


def make_module(spec: Spec, origin: str, runtime: str = "") -> Module:
    """The module of a provider."""
    own = {name: Identifier(spec.prefix + name) for name in naming.OWN_CLASSES}
    enums = tuple(make_enum(spec, table) for table in spec.tables)
    errors = tuple(make_errors(spec))
    aliases = tuple(make_aliases(spec))
    called = readers.functions(Group(readers.rules(spec)))
    enum_names = [enum.name for enum in enums]
    plain_types = sorted({Identifier(table.type) for table in spec.tables})
    names = [*(error.name for error in errors), *(alias.name for alias in aliases)]
    public = {*enum_names, *own.values(), *names, *naming.FUNCTIONS}
    bases = {base for error in errors for base in error.bases[1:]}
    own_classes = set(own_kinds(spec.kinds))
    about = f"{spec.title}: its error codes as exceptions."
    return Module(
        origin=origin,
        provider=Identifier(spec.provider),
        doc=wording.paragraphs(about, *wording.main_links(spec)),
        base=own[naming.BASE],
        unknown=own[naming.UNKNOWN],
        unreadable=own[naming.UNREADABLE],
        busy=own[naming.BUSY],
        down=own[naming.DOWN],
        links=wording.main_links(spec),
        languages=languages(spec),
        code_types=(*enum_names, *plain_types),
        enum_bases=tuple(sorted({enum.base for enum in enums})),
        kinds=tuple(sorted({*bases - own_classes, *map(Identifier, BASES)})),
        own_kinds=tuple(sorted(bases & own_classes)),
        runtime=Identifier(runtime) if runtime else None,
        rules=tuple(sorted(name for name in called if name.endswith("Rule"))),
        parts=tuple(sorted(name for name in called if name.endswith("Part"))),
        enums=enums,
        errors=errors,
        aliases=aliases,
        tables=tuple(readers.table(spec, table) for table in spec.tables),
        catalog=readers.catalog(spec),
        public=tuple(Identifier(name) for name in sorted(public)),
        several_tables=len(spec.tables) > 1,
    )


def languages(spec: Spec) -> tuple[str, ...]:
    """The languages that a spec has texts in, besides English."""
    return tuple(sorted({each for entry in spec.entries() for each in entry.texts}))


def make_enum(spec: Spec, table: Table) -> EnumClass:
    """The enum of a table; former names are aliases of their member."""
    members: list[Member] = []
    for row in table.codes:
        members.append(Member(Identifier(row.name), row.code, row.summary))
        for old in row.former_names:
            doc = f"Former name of {row.name}."
            members.append(Member(Identifier(old), row.code, doc))
    base = Identifier("IntEnum" if table.type == "int" else "StrEnum")
    doc = f"{table.title or 'Codes'} of {spec.title}."
    return EnumClass(Identifier(table.enum), base, doc, tuple(members))


def make_errors(spec: Spec) -> Iterator[ErrorClass]:
    """The class of each row, range and uncoded error that is one."""
    for table in spec.tables:
        for row in table.codes:
            if table.is_error(row):
                code = Identifier(f"{table.enum}.{row.name}")
                heading = wording.code_sentence(table, row)
                yield make_error(spec, row, heading, code)
        for each in table.ranges:
            heading = f"Codes {each.first} to {each.last}."
            yield make_error(spec, each, heading, None, "int")
    for entry in spec.uncoded:
        heading = "The provider gives no code for it."
        yield make_error(spec, entry, heading, None, "None")


def make_error(
    spec: Spec,
    entry: Entry,
    heading: str,
    code: Identifier | None,
    code_type: str = "",
) -> ErrorClass:
    """The class of an entry; `code_type` is the type of a code that is not its own."""
    bases = [spec.prefix + naming.BASE, spec.kinds[entry.category].class_name]
    facts: dict[str, object] = {}
    if isinstance(entry, Row) and entry.message:
        facts["default_message"] = entry.message
    facts |= {"summary": entry.summary, "remedy": entry.remedy}
    if entry.retry is not None and entry.retry.retryable:
        bases.append("Retryable")
    links = wording.links(spec, entry)
    after = entry.retry and entry.retry.after
    return ErrorClass(
        name=readers.cls(spec, entry.name),
        bases=tuple(Identifier(base) for base in bases),
        doc=wording.error_doc(spec, entry, heading),
        facts=tuple((Identifier(name), value) for name, value in facts.items()),
        wait=float(after) if after else None,
        links=() if links == wording.main_links(spec) else links,
        code=code,
        code_type=None if code else Identifier(code_type),
        own_name="" if code else entry.name,
    )


def make_aliases(spec: Spec) -> Iterator[Alias]:
    """Former names of classes, and rows that another row stands for."""
    for entry in spec.entries():
        name = entry.name
        if isinstance(entry, Row) and entry.same_as:
            doc = wording.paragraphs(entry.summary, entry.note)
            name = entry.same_as
            yield _alias(spec, entry.name, name, doc)
        for old in entry.former_names:
            yield _alias(spec, old, name, f"Former name of {entry.name}.")


def _alias(spec: Spec, name: str, of: str, doc: str) -> Alias:
    return Alias(readers.cls(spec, name), readers.cls(spec, of), doc)


def make_texts(spec: Spec, origin: str) -> TextsModule | None:
    """The texts in other languages, None where there are none."""
    found = tuple((each, tuple(texts_in(spec, each))) for each in languages(spec))
    if not found:
        return None
    return TextsModule(origin, Identifier(spec.provider), found)


def texts_in(spec: Spec, language: str) -> Iterator[tuple[Identifier, str, str]]:
    """The class of each error with its summary and remedy in a language."""
    for entry in spec.errors():
        text = entry.texts.get(language)
        if text is not None:
            yield readers.cls(spec, entry.name), text.summary, text.remedy
