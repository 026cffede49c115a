"""From a spec to the expressions that look codes up and read replies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from errsmith.codegen.template_model import (
    Call,
    Expression,
    Group,
    Item,
    Named,
    TableValue,
    Value,
)
from errsmith.spec import identifiers, texts
from errsmith.spec.identifiers import (
    APART,
    VARIANTS,
    Identifier,
    class_name,
    constant,
)
from errsmith.spec.rows import UNITS

if TYPE_CHECKING:
    from errsmith.spec.model import CodeTable, Entry, Part, ReplyRule, Row, Spec
    from errsmith.spec.paths import Path, Step
    from errsmith.spec.waits import WaitPlace


KEEP: Final[Step] = ("[]",)
"""The step of the runtime to every element of a list, also one that says nothing."""


def named(**values: Expression | None) -> Named:
    """Arguments by name, without those that are None."""
    present = ((name, value) for name, value in values.items() if value is not None)
    return tuple((Identifier(name), value) for name, value in present)


def literal(value: object) -> Value | None:
    """Return a literal; None where it is empty, so that the default stands."""
    return Value(value) if value else None


def table(spec: Spec, each: CodeTable) -> TableValue:
    """Return the classes of a table by code, and what else finds a class."""
    errors = [row for row in each.codes if each.is_error(row)]
    patterns = tuple(Value(each) for each in _patterns(errors))
    families = tuple(
        Group((Value(family.prefix), cls(spec, family.name)))
        for family in each.families
        if family.prefix
    )
    status_families = tuple(
        Group((Value(family.http_status), cls(spec, family.name)))
        for family in each.families
        if family.http_status
    )
    spellings = {word: row.code for row in errors for word in row.spellings}
    numbers: dict[int, int] = {}
    if each.type == "int":
        codes = {int(word, 16): code for word, code in spellings.items()}
        numbers = {word: code for word, code in codes.items() if isinstance(code, int)}
        spellings = {}
    ranges = tuple(
        Group((Value(span.first), Value(span.last), reference(spec, span)))
        for span in each.ranges
    )
    pairs = tuple(
        Group((Value(row.code), Value(row.second), reference(spec, row)))
        for row in errors
        if row.second is not None
    )
    by_status = tuple(
        Group((Value(row.http_status), reference(spec, row)))
        for row in errors
        if row.by_status
    )
    return TableValue(
        name=Identifier(constant(each.enum)),
        enum=Identifier(each.enum),
        classes=tuple(
            (row.code, reference(spec, row)) for row in errors if row.second is None
        ),
        named=named(
            success=literal(each.success),
            ranges=Group(ranges) if ranges else None,
            spellings=literal(spellings),
            numbers=literal(numbers),
            any_case=literal(each.case == "any" or None),
            any_words=literal(each.identity == "message" or None),
            by_status=Group(by_status) if by_status else None,
            patterns=Group(patterns) if patterns else None,
            pairs=Group(pairs) if pairs else None,
            prefixes=Group(families) if families else None,
            statuses=Group(status_families) if status_families else None,
        ),
    )


def _patterns(errors: list[Row]) -> list[tuple[tuple[str, ...], str]]:
    """Return the codes with places of values: the text around them, that with most of it first."""
    found: list[tuple[tuple[str, ...], str]] = []
    for row in errors:
        names = [each.name for each in row.parameters if each.path is None]
        if names and isinstance(row.code, str):
            pieces = identifiers.pieces(row.code, names)[0]
            if len(pieces) > 1:
                found.append((pieces, row.code))
    return sorted(found, key=lambda each: -sum(map(len, each[0])))


def cls(spec: Spec, member: str) -> Identifier:
    """Return the class of a member."""
    return Identifier(class_name(spec.prefix, member))


def reference(spec: Spec, entry: Entry) -> Expression:
    """Return how a module refers to the class of an entry; a deprecated one is not its name."""
    name = cls(spec, entry.name)
    return Item(Identifier(APART), name) if entry.deprecated else name


def catalog(spec: Spec) -> Named:
    """Return what a catalogue is made of, after the classes that every module has."""
    uncoded = tuple(reference(spec, entry) for entry in spec.uncoded)
    statuses = Identifier(constant(spec.statuses)) if spec.statuses else None
    families = tuple(
        Group(
            tuple(
                Identifier(f"{cls(spec, family.name)}{each}")
                for each in ("", *VARIANTS)
            )
        )
        for family in spec.families()
    )
    parts = [part for _, part in spec.parts()]
    unknown = (identifiers.UNKNOWN, *identifiers.UNKNOWN_VARIANTS)
    unreadable = (identifiers.UNREADABLE, *identifiers.GATEWAY)
    return named(
        title=Value(spec.title),
        unknown=Group(tuple(Identifier(spec.prefix + each) for each in unknown)),
        unreadable=Group(tuple(Identifier(spec.prefix + each) for each in unreadable)),
        families=Group(families) if families else None,
        group=Identifier(spec.prefix + identifiers.GROUP) if spec.has_groups else None,
        delegates=literal(any(part.vendors for part in parts)),
        tables=tables(tuple(each.enum for each in spec.tables)),
        replies=Group(rules(spec)),
        uncoded=Group(uncoded) if uncoded else None,
        statuses=statuses,
        without_code_succeeds=literal(spec.without_code == "success"),
        empty_body_succeeds=literal(spec.empty_body == "success"),
        others=literal(spec.others),
        body=literal("" if spec.body == "json" else spec.body),
        texts=literal(tuple(map(texts.parsed, spec.texts))),
        request_id=literal(spec.request_id),
        waits=literal(tuple(map(_wait, spec.waits))),
    )


def _wait(wait: WaitPlace) -> tuple[Path, float, bool]:
    """Return a wait as the runtime takes it; on a clock, numbers count from the epoch."""
    return wait.path, UNITS[wait.unit], wait.unit.startswith("timestamp")


def tables(enums: tuple[str, ...]) -> Group:
    """Return the tables of some enums."""
    return Group(tuple(Identifier(constant(enum)) for enum in enums))


def rules(spec: Spec) -> tuple[Call, ...]:
    """Return the rules of the runtime that read a provider's replies."""
    return tuple(rule for reply in spec.replies for rule in _rules(spec, reply))


def _rules(spec: Spec, reply: ReplyRule) -> list[Call]:
    for told, rule in ((reply.success, "SuccessRule"), (reply.failed, "FailedRule")):
        if told is not None:
            value = () if told.value is None else (Value(told.value),)
            there = spec.body == "xml" and rule == "FailedRule" and not value
            path = (*told.path, KEEP) if there else told.path
            return [Call(Identifier(rule), (Value(path), *value))]
    if reply.codes is not None:
        options = named(message=literal(reply.message), whole_request=Value(True))  # noqa: FBT003 - the value of a keyword in generated code
        each = (Value(_listed(spec, reply.codes)), Value(()), tables(reply.table))
        codes = Call(Identifier("EachPart"), each, options)
        return [Call(Identifier("PartsRule"), (Group((codes,)),))]
    parts = tuple(_part(spec, part) for part in reply.failures)
    if reply.code is None:
        return [Call(Identifier("PartsRule"), (Group(parts),))] if parts else []
    options = named(
        message=literal(reply.message),
        sub_code=literal(reply.sub_code),
        item=literal(reply.item),
        known=literal(reply.known),
        absent=literal(reply.absent),
        partial=literal(reply.partial),
        parts=Group(parts) if parts else None,
    )
    arguments = (Value(reply.code), tables(reply.table))
    return [Call(Identifier("CodeRule"), arguments, options)]


def _part(spec: Spec, part: Part) -> Call:
    if part.keyed is not None:
        keys = Identifier(constant(part.table[0]))
        options = named(index=literal(part.index), succeeded=literal(part.succeeded))
        return Call(Identifier("KeyedPart"), (Value(part.keyed), keys), options)
    if part.items is not None:
        options = named(
            message=literal(part.message),
            item=literal(part.item),
            index=literal(part.index),
            split=literal(part.split),
            absent=literal(part.absent),
            succeeded=literal(part.succeeded),
        )
        error = next(entry for entry in spec.uncoded if entry.name == part.error)
        path = part.items if part.split else _listed(spec, part.items)
        items = (Value(path), reference(spec, error))
        return Call(Identifier("ListedPart"), items, options)
    vendors = part.vendors
    options = named(
        message=literal(part.message),
        sub_code=literal(part.sub_code),
        item=literal(part.item),
        index=literal(part.index),
        waits=literal(tuple(map(_wait, part.waits))),
        success=literal(tuple((each.path, each.value) for each in part.success)),
        only_errors=literal(part.only_errors),
        whole_request=literal(part.whole_request),
        any_order=literal(part.any_order),
        without_code_succeeds=literal(part.without_code == "success"),
        succeeded=literal(part.succeeded),
        vendor_key=literal(vendors and vendors.selector),
        vendors=literal(vendors and dict(vendors.modules)),
    )
    path = _listed(spec, part.each)
    each = (Value(path), Value(part.code), tables(part.table))
    return Call(Identifier("EachPart"), each, options)


def _listed(spec: Spec, path: Path | None) -> Path | None:
    """Return the path of a list: outside JSON, a list of one is its only element.

    In XML an element counts although it is empty; an empty field of a form does not.
    """
    if spec.body == "json" or path is None:
        return path
    every: Step = KEEP if spec.body == "xml" else ()
    return (*(path[:-1] if path[-1] == () else path), every)


def functions(expression: Expression) -> set[Identifier]:
    """Return every function that an expression calls."""
    if isinstance(expression, Call):
        inner = [*expression.arguments, *(value for _, value in expression.named)]
        return {expression.function}.union(*(functions(each) for each in inner))
    if isinstance(expression, Group):
        empty: set[Identifier] = set()
        return empty.union(*(functions(each) for each in expression.items))
    return set()
