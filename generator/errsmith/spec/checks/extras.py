"""Families, parameters and facts: what a spec may say besides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from errsmith.problems import Problem
from errsmith.spec import identifiers
from errsmith.spec.hints import Words, near
from errsmith.spec.rows import UNITS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from errsmith.spec.model import CodeTable, Entry, Family, Parameter, Row, Spec

MOST: Final = 32
"""How many parameters, or families, a row can have."""

PLACEHOLDER: Final = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def facts(spec: Spec) -> Iterator[Problem]:
    """Check that a fact has a name of its own, which no attribute of an exception has."""
    seen: set[str] = set()
    for fact in spec.facts:
        at = fact.where("name")
        if fact.name in identifiers.ATTRIBUTES:
            message = f"every exception has {fact.name!r} already"
            yield Problem(at, "reserved-attribute", message, "choose another name")
        if fact.name in seen:
            message = f"fact {fact.name} is stated twice"
            yield Problem(at, "duplicate-fact", message, "remove one")
        seen.add(fact.name)


def families(spec: Spec) -> Iterator[Problem]:
    """Check that a family is for codes of a prefix, of a status, or for rows that name it."""
    for table in spec.tables:
        named = {name for row in table.codes for name in row.families}
        for family in table.families:
            if not (family.prefix or family.http_status or family.name in named):
                message = f"no code is of the family {family.name}"
                hint = "add `prefix` or `http_status`, or name it in rows"
                yield Problem(family.at, "empty-family", message, hint)
            if family.prefix and table.type != "str":
                message = "numbers have no prefix"
                hint = "use a range, or name the family in rows"
                at = family.where("prefix")
                yield Problem(at, "family-prefix", message, hint)
            yield from _kind_of_family(spec, table, family)
        yield from _same_reach(table)
        yield from _family_names(table)


def _kind_of_family(spec: Spec, table: CodeTable, family: Family) -> Iterator[Problem]:
    """Check that a family that is of a kind says whether it is retried, and its rows agree."""
    kind, retry = family.category, family.retry
    if kind and kind not in spec.kinds:
        known = Words(spec.kinds)
        hint = known.near(kind) or known.one_of()
        at = family.where("category")
        yield Problem(at, "unknown-kind", f"{kind!r} is not a kind", hint)
    if bool(kind) != (retry is not None):
        there, lacking = ("category", "retry") if kind else ("retry", "category")
        message = f"{family.name} has {there}, but no {lacking}"
        hint = f"add `{lacking}: …`, or leave both to the rows"
        yield Problem(family.where(there), "missing-key", message, hint)
    if retry is not None and retry.parameter:
        message = "a family has no parameters"
        hint = "write never, backoff or {after: 300}"
        yield Problem(family.where("retry"), "retry-parameter", message, hint)
    for row in table.codes if kind else ():
        if not table.is_error(row) or family not in table.families_of(row):
            continue
        lost = retry is not None and retry.retryable
        lost = lost and row.retry is not None and not row.retry.retryable
        if row.category != kind or lost:
            message = f"{family.name} is {kind}{' and retried' if lost else ''}"
            hint = f"make {row.name} the same, or leave the kind to the rows"
            at = row.where("retry" if lost else "category")
            yield Problem(at, "family-kind", message, hint)


def _same_reach(table: CodeTable) -> Iterator[Problem]:
    """Refuse two families of one table with the same prefix or status."""
    seen: dict[object, str] = {}
    for family in table.families:
        for key in ("prefix", "http_status"):
            value = getattr(family, key)
            other = seen.setdefault((key, value), family.name) if value else family.name
            if other != family.name:
                message = f"{other} has the {key} {value} already"
                at = family.where(key)
                yield Problem(at, "duplicate-family", message, "remove one")


def _family_names(table: CodeTable) -> Iterator[Problem]:
    """Check that rows name families of their table."""
    known = {family.name for family in table.families}
    words = Words(family.name for family in table.families)
    for row in table.codes:
        for name in row.families:
            if name not in known:
                message = f"{table.enum} has no family {name}"
                hint = words.near(name) or "state it in `families` of the table"
                at = row.where("families")
                yield Problem(at, "unknown-family", message, hint)


def parameters(spec: Spec) -> Iterator[Problem]:
    """Check that a parameter arrives somewhere, and has a name of its own."""
    taken = {*identifiers.ATTRIBUTES, *(fact.name for fact in spec.facts)}
    for table, row in spec.rows():
        seen: set[str] = set()
        yield from _too_many(row)
        for each in row.parameters[:MOST]:
            if each.name in taken or each.name in seen:
                message = f"{row.name} has an attribute {each.name!r} already"
                at = each.where("name")
                hint = "choose another name"
                yield Problem(at, "reserved-attribute", message, hint)
            seen.add(each.name)
            yield from _arrives(table, row, each)
    for entry in spec.errors():
        yield from _wait(entry)


def _too_many(row: Row) -> Iterator[Problem]:
    """Refuse more of these than a class and its docstring can repeat."""
    for key in ("parameters", "families"):
        count = len(getattr(row, key))
        if count > MOST:
            message = f"{row.name} has {count} {key}; {MOST} is the most"
            yield Problem(row.where(key), "too-many", message, "take some out")


def _arrives(table: CodeTable, row: Row, each: Parameter) -> Iterator[Problem]:
    """Check that a parameter without a path is in the code, the message or both, once each."""
    code = str(row.code) if table.type == "str" else ""
    times = [PLACEHOLDER.findall(text).count(each.name) for text in (code, row.message)]
    if each.path is None and max(times) != 1:
        message = f"{{{each.name}}} stands neither in the code nor in the message"
        if max(times) > 1:
            message = f"{{{each.name}}} stands twice in one text"
        hint = "put it there once, or say with `path` where the reply has it"
        yield Problem(each.at, "parameter-place", message, hint)


def _wait(entry: Entry) -> Iterator[Problem]:
    """Check that a wait is a parameter of the row that is a time."""
    name = entry.retry.parameter if entry.retry else ""
    if not name:
        return
    known = {each.name: each for each in getattr(entry, "parameters", ())}
    found = known.get(name)
    if found is None or found.unit not in UNITS or found.type == "str":
        message = f"{entry.name} has no parameter {name!r} that is a number with a unit"
        hint = near(name, known) or f"units are {', '.join(UNITS)}"
        yield Problem(entry.where("retry"), "retry-parameter", message, hint)
