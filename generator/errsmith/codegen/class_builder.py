"""The classes of a module: of rows, ranges and families, and the other names of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from errsmith.codegen import docstrings, parameters, reply_rules
from errsmith.codegen.addresses import entry_addresses, page_of
from errsmith.codegen.template_model import Alias, Attribute, ErrorClass
from errsmith.spec import identifiers
from errsmith.spec.identifiers import Identifier
from errsmith.spec.model import Entry, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from errsmith.spec.model import Family, Spec

UNSURE: Final = (408, 500, 502, 504)
"""HTTP statuses after which the request may have been carried out all the same."""


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
