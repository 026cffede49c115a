"""What a template sees: everything that a module holds, in order, with every decision made.

Names arrive as `Identifier`; whatever else is text comes from the spec and has to leave through a
filter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from errsmith import naming
from errsmith.kinds import KINDS, PUBLIC_CLASSES
from errsmith.naming import Identifier, class_name, constant
from errsmith.problems import printable
from errsmith.rules import is_success
from errsmith.spec import Entry, Row

if TYPE_CHECKING:
    from errsmith.spec import Part, Path, Range, Reply, Spec, Table

RETRYABLE: Final = Identifier("Retryable")


@dataclass(frozen=True)
class Value:
    """A literal."""

    value: object


@dataclass(frozen=True)
class Call:
    """A call with positional and named arguments."""

    function: Identifier
    arguments: tuple[Expression, ...]
    named: tuple[tuple[Identifier, Expression], ...] = ()


@dataclass(frozen=True)
class Group:
    """A tuple of expressions."""

    items: tuple[Expression, ...]


Expression = Value | Call | Group | Identifier


@dataclass(frozen=True)
class Member:
    """A member of an enum."""

    name: Identifier
    value: int | str
    doc: str


@dataclass(frozen=True)
class EnumClass:
    """An enum of codes."""

    name: Identifier
    base: Identifier
    doc: str
    members: tuple[Member, ...]


@dataclass(frozen=True)
class ErrorClass:
    """The class of an error; `code` is the member that it stands for, where it stands for one."""

    name: Identifier
    bases: tuple[Identifier, ...]
    doc: str
    facts: tuple[tuple[Identifier, object], ...]
    links: tuple[str, ...]
    code: Identifier | None
    code_type: Identifier | None
    own_name: str


@dataclass(frozen=True)
class Alias:
    """Another name of a class."""

    name: Identifier
    of: Identifier
    doc: str


@dataclass(frozen=True)
class TableValue:
    """A table of codes with its classes."""

    name: Identifier
    enum: Identifier
    classes: tuple[tuple[int | str, Identifier], ...]
    named: tuple[tuple[Identifier, Expression], ...]


@dataclass(frozen=True)
class Module:
    """A provider's module."""

    origin: str
    provider: Identifier
    title: str
    doc: str
    base: Identifier
    unknown: Identifier
    unreadable: Identifier
    busy: Identifier
    down: Identifier
    links: tuple[str, ...]
    languages: tuple[str, ...]
    code_types: tuple[Identifier, ...]
    enum_bases: tuple[Identifier, ...]
    kinds: tuple[Identifier, ...]
    rules: tuple[Identifier, ...]
    enums: tuple[EnumClass, ...]
    errors: tuple[ErrorClass, ...]
    aliases: tuple[Alias, ...]
    tables: tuple[TableValue, ...]
    catalog: tuple[tuple[Identifier, Expression], ...]
    public: tuple[Identifier, ...]
    several_tables: bool


@dataclass(frozen=True)
class TextsModule:
    """The texts of a provider in other languages: by language, by class, summary and remedy."""

    origin: str
    provider: Identifier
    title: str
    languages: tuple[tuple[str, tuple[tuple[Identifier, str, str], ...]], ...]


@dataclass(frozen=True)
class Package:
    """The package as a whole."""

    origin: str
    errors: tuple[Identifier, ...]
    providers: tuple[Identifier, ...]
    public: tuple[Identifier, ...]


def make_package(specs: list[Spec]) -> Package:
    """The package of some providers, in alphabetical order."""
    providers = tuple(sorted(Identifier(spec.provider) for spec in specs))
    classes = {Identifier(name) for name in PUBLIC_CLASSES}
    errors = tuple(sorted(classes - {"ProviderErrorGroup"}))
    return Package(
        "the specs", errors, providers, tuple(sorted({*classes, *providers}))
    )


def make_module(spec: Spec, origin: str) -> Module:
    """The module of a provider."""
    own = {name: Identifier(spec.prefix + name) for name in naming.OWN_CLASSES}
    errors = tuple(make_errors(spec))
    aliases = tuple(make_aliases(spec))
    enums = tuple(make_enum(spec, table) for table in spec.tables)
    rules = [rule for reply in spec.replies for rule in make_rules(spec, reply)]
    classes = [
        *(enum.name for enum in enums),
        *own.values(),
        *(error.name for error in errors),
    ]
    public = [*classes, *(alias.name for alias in aliases), *naming.FUNCTIONS]
    types = [
        *(enum.name for enum in enums),
        *sorted({table.type for table in spec.tables}),
    ]
    return Module(
        origin=origin,
        provider=Identifier(spec.provider),
        title=spec.title,
        doc=paragraphs(f"{spec.title}: its error codes as exceptions.", *_links(spec)),
        base=own[naming.BASE],
        unknown=own[naming.UNKNOWN],
        unreadable=own[naming.UNREADABLE],
        busy=own[naming.BUSY],
        down=own[naming.DOWN],
        links=_links(spec),
        languages=_languages(spec),
        code_types=tuple(Identifier(name) for name in types),
        enum_bases=tuple(sorted({enum.base for enum in enums})),
        kinds=tuple(sorted({*_runtime_bases(errors), *map(Identifier, _OWN_BASES)})),
        rules=tuple(sorted({name for rule in rules for name in _functions(rule)})),
        enums=enums,
        errors=errors,
        aliases=aliases,
        tables=tuple(make_table(spec, table) for table in spec.tables),
        catalog=tuple(make_catalog(spec, tuple(rules))),
        public=tuple(Identifier(name) for name in sorted(public)),
        several_tables=len(spec.tables) > 1,
    )


_OWN_BASES: Final = (
    "GatewayBusy",
    "GatewayDown",
    "ProviderError",
    "UnknownCode",
    "UnreadableReply",
)


def _runtime_bases(errors: tuple[ErrorClass, ...]) -> set[Identifier]:
    return {base for error in errors for base in error.bases[1:]}


def _links(spec: Spec) -> tuple[str, ...]:
    """The page that most of the provider's rows are from."""
    return (spec.sources[0].url,)


def _languages(spec: Spec) -> tuple[str, ...]:
    return tuple(
        sorted({language for entry in spec.entries() for language in entry.texts})
    )


def make_enum(spec: Spec, table: Table) -> EnumClass:
    """The enum of a table; former names are aliases of their member."""
    members: list[Member] = []
    for row in table.codes:
        members.append(Member(Identifier(row.name), row.code, row.summary))
        for name in row.former_names:
            members.append(
                Member(Identifier(name), row.code, f"Former name of {row.name}.")
            )
    base = Identifier("IntEnum" if table.type == "int" else "StrEnum")
    doc = f"{table.title or 'Codes'} of {spec.title}."
    return EnumClass(Identifier(table.enum), base, doc, tuple(members))


def make_errors(spec: Spec) -> list[ErrorClass]:
    """The class of each row, range and uncoded error that is one."""
    made: list[ErrorClass] = []
    for table in spec.tables:
        for row in table.codes:
            if not is_success(table, row) and not row.same_as:
                code = Identifier(f"{table.enum}.{row.name}")
                made.append(make_error(spec, row, _code_sentence(table, row), code))
        for each in table.ranges:
            heading = f"Codes {each.first} to {each.last}."
            made.append(make_error(spec, each, heading, None, Identifier("int")))
    for entry in spec.uncoded:
        heading = "The provider gives no code for it."
        made.append(make_error(spec, entry, heading, None, Identifier("None")))
    return made


def make_error(
    spec: Spec,
    entry: Entry,
    heading: str,
    code: Identifier | None,
    code_type: Identifier | None = None,
) -> ErrorClass:
    """The class of an entry."""
    bases = [
        Identifier(spec.prefix + naming.BASE),
        Identifier(KINDS[entry.category].class_name),
    ]
    retryable = entry.retry is not None and entry.retry.retryable
    facts: list[tuple[str, object]] = []
    if isinstance(entry, Row) and entry.message:
        facts.append(("default_message", entry.message))
    facts += [("summary", entry.summary), ("remedy", entry.remedy)]
    if entry.retry is not None and entry.retry.after is not None:
        facts.append(("wait", float(entry.retry.after)))
    return ErrorClass(
        name=Identifier(class_name(spec.prefix, entry.name)),
        bases=(*bases, RETRYABLE) if retryable else tuple(bases),
        doc=error_doc(spec, entry, heading),
        facts=tuple((Identifier(name), value) for name, value in facts),
        links=() if (links := entry_links(spec, entry)) == _links(spec) else links,
        code=code,
        code_type=code_type,
        own_name="" if code else entry.name,
    )


def entry_links(spec: Spec, entry: Entry) -> tuple[str, ...]:
    """The pages that help with an entry; without any, the page that it is from."""
    source = spec.source_of(entry)
    return entry.links or ((source.url,) if source else ())


def error_doc(spec: Spec, entry: Entry, heading: str) -> str:
    """What happened, what to do, then code, retry, notes and links."""
    facts = [heading, _retry_sentence(entry)]
    if entry.deprecated:
        facts.append(f"Deprecated: {entry.deprecated}")
    source = spec.source_of(entry)
    if source is not None and source is not spec.sources[0]:
        facts.append(f"Source: {source.evidence}, {source.url}")
    return paragraphs(
        entry.summary,
        entry.remedy,
        " ".join(facts),
        entry.note,
        *entry_links(spec, entry),
    )


def _code_sentence(table: Table, row: Row) -> str:
    code = printable(str(row.code))
    if table.identity == "message":
        return f'The message is "{code}".'
    status = f" (HTTP {row.http_status})" if row.http_status else ""
    message = f', "{printable(row.message)}"' if row.message else ""
    return f"Code {code}{status}{message}."


def _retry_sentence(entry: Entry) -> str:
    if entry.retry is None or not entry.retry.retryable:
        sentence = "Do not retry."
    elif entry.retry.after is None:
        sentence = "Retry with growing pauses."
    else:
        unit = "second" if entry.retry.after == 1 else "seconds"
        sentence = f"Retry after {entry.retry.after} {unit}."
    return f"{sentence} {entry.retry_note}".strip()


def paragraphs(*texts: str) -> str:
    """The texts that are not empty, with an empty line between them."""
    return "\n\n".join(text for text in texts if text)


def make_aliases(spec: Spec) -> list[Alias]:
    """Former names of classes, and rows that another row stands for."""
    made: list[Alias] = []
    for entry in spec.entries():
        name = entry.name
        if isinstance(entry, Row) and entry.same_as:
            doc = paragraphs(entry.summary, entry.note)
            made.append(_alias(spec, name, entry.same_as, doc))
            name = entry.same_as
        made += [
            _alias(spec, old, name, f"Former name of {entry.name}.")
            for old in entry.former_names
        ]
    return made


def _alias(spec: Spec, name: str, of: str, doc: str) -> Alias:
    prefix = spec.prefix
    return Alias(
        Identifier(class_name(prefix, name)), Identifier(class_name(prefix, of)), doc
    )


def make_table(spec: Spec, table: Table) -> TableValue:
    """The classes of a table by code."""
    classes = [
        (row.code, Identifier(class_name(spec.prefix, row.name)))
        for row in table.codes
        if not is_success(table, row) and not row.same_as
    ]
    named: list[tuple[str, Expression]] = []
    if table.success:
        named.append(("success", Value(table.success)))
    if table.ranges:
        named.append(
            ("ranges", Group(tuple(_range(spec, each) for each in table.ranges)))
        )
    spellings = {
        spelling: row.code for row in table.codes for spelling in row.spellings
    }
    if spellings:
        named.append(("spellings", Value(spellings)))
    by_status = [
        Group((Value(row.http_status), Identifier(class_name(spec.prefix, row.name))))
        for row in table.codes
        if row.by_status
    ]
    if by_status:
        named.append(("by_status", Group(tuple(by_status))))
    return TableValue(
        Identifier(constant(table.enum)),
        Identifier(table.enum),
        tuple(classes),
        _named(named),
    )


def _range(spec: Spec, each: Range) -> Expression:
    cls = Identifier(class_name(spec.prefix, each.name))
    return Group((Value(each.first), Value(each.last), cls))


def _named(
    values: list[tuple[str, Expression]],
) -> tuple[tuple[Identifier, Expression], ...]:
    return tuple((Identifier(name), value) for name, value in values)


def make_catalog(
    spec: Spec, rules: tuple[Call, ...]
) -> tuple[tuple[Identifier, Expression], ...]:
    """What the catalogue is made of, after the classes that every module has."""
    tables = tuple(Identifier(constant(table.enum)) for table in spec.tables)
    named: list[tuple[str, Expression]] = [
        ("tables", Group(tables)),
        ("replies", Group(rules)),
    ]
    if spec.uncoded:
        classes = (
            Identifier(class_name(spec.prefix, entry.name)) for entry in spec.uncoded
        )
        named.append(("uncoded", Group(tuple(classes))))
    if spec.statuses:
        named.append(("statuses", Identifier(constant(spec.statuses))))
    if spec.without_code == "success":
        named.append(("without_code_succeeds", Value(value=True)))
    if spec.empty_body == "success":
        named.append(("empty_body_succeeds", Value(value=True)))
    return _named(named)


def make_rules(spec: Spec, reply: Reply) -> list[Call]:
    """The rules of the runtime that a rule of the spec becomes."""
    if reply.success:
        arguments = (Value(reply.success_path), Value(reply.success_value))
        return [Call(Identifier("SuccessRule"), arguments)]
    if reply.failed is not None:
        return [Call(Identifier("FailedRule"), (Value(reply.failed),))]
    parts = tuple(_part(spec, part) for part in reply.failures)
    if reply.code is None:
        return [Call(Identifier("PartsRule"), (part,)) for part in parts]
    named: list[tuple[str, Expression]] = [*_reading(reply.message, reply.item)]
    if reply.absent:
        named.append(("absent", Value(reply.absent)))
    if reply.partial:
        named.append(("partial", Value(reply.partial)))
    if parts:
        named.append(("parts", Group(parts)))
    return [
        Call(
            Identifier("CodeRule"),
            (Value(reply.code), _tables(reply.table)),
            _named(named),
        )
    ]


def _tables(names: tuple[str, ...]) -> Expression:
    return Group(tuple(Identifier(constant(name)) for name in names))


def _reading(
    message: tuple[Path, ...], item: Path | None
) -> list[tuple[str, Expression]]:
    named: list[tuple[str, Expression]] = []
    if message:
        named.append(("message", Value(message)))
    if item is not None:
        named.append(("item", Value(item)))
    return named


def _part(spec: Spec, part: Part) -> Call:
    if part.keyed is not None:
        table = Identifier(constant(part.table[0]))
        return Call(Identifier("KeyedPart"), (Value(part.keyed), table))
    if part.items is not None:
        named: list[tuple[str, Expression]] = []
        if part.split:
            named.append(("split", Value(part.split)))
        if part.succeeded is not None:
            named.append(("succeeded", Value(part.succeeded)))
        error = Identifier(class_name(spec.prefix, part.error))
        return Call(Identifier("ListedPart"), (Value(part.items), error), _named(named))
    named = _reading(part.message, part.item)
    if part.only_errors:
        named.append(("only_errors", Value(value=True)))
    if part.vendors is not None:
        named.append(("vendor_key", Value(part.vendors.selector)))
        named.append(("vendors", Value(dict(part.vendors.modules))))
    arguments = (Value(part.each), Value(part.code), _tables(part.table))
    return Call(Identifier("EachPart"), arguments, _named(named))


def _functions(expression: Expression) -> set[Identifier]:
    """Every function that an expression calls."""
    if isinstance(expression, Call):
        inner = [*expression.arguments, *(value for _, value in expression.named)]
        return {expression.function}.union(*(_functions(each) for each in inner))
    if isinstance(expression, Group):
        return set[Identifier]().union(*(_functions(each) for each in expression.items))
    return set()


def make_texts(spec: Spec, origin: str) -> TextsModule | None:
    """The texts in other languages, None where there are none."""
    languages = _languages(spec)
    if not languages:
        return None
    by_language = tuple((language, _texts_in(spec, language)) for language in languages)
    return TextsModule(origin, Identifier(spec.provider), spec.title, by_language)


def _texts_in(spec: Spec, language: str) -> tuple[tuple[Identifier, str, str], ...]:
    texts: list[tuple[Identifier, str, str]] = []
    for table in spec.tables:
        success = {row.name for row in table.codes if is_success(table, row)}
        entries = [*(row for row in table.codes if not row.same_as), *table.ranges]
        texts += [
            _text_in(spec, entry, language)
            for entry in entries
            if entry.name not in success and language in entry.texts
        ]
    texts += [
        _text_in(spec, entry, language)
        for entry in spec.uncoded
        if language in entry.texts
    ]
    return tuple(texts)


def _text_in(spec: Spec, entry: Entry, language: str) -> tuple[Identifier, str, str]:
    text = entry.texts[language]
    return Identifier(class_name(spec.prefix, entry.name)), text.summary, text.remedy
