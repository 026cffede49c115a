"""Replies: each rule reads one thing in one way, and names what it leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from errsmith.problems import Problem
from errsmith.spec.hints import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from errsmith.spec.model import CodeTable, Path, ReplyRule, Spec


def reply_shape(spec: Spec) -> Iterator[Problem]:
    """Check that a rule reads one thing in one way, and a code that it reads has a table."""
    if not spec.replies:
        message, hint = "no rule says how a reply is read", "add `replies: […]`"
        yield Problem(spec.where("replies"), "reply-missing", message, hint)
    for reply in spec.replies:
        ways = [
            way for way in ("code", "codes", "success", "failed") if way in reply.keys
        ]
        if len(ways) > 1 or not (ways or reply.failures):
            message = (
                "a reply is read by one of code, codes, success, failed or failures"
            )
            hint = "write one rule for each"
            yield Problem(reply.at, "reply-shape", message, hint)
        if (reply.code or reply.codes) and not reply.table:
            message, hint = "the rule reads a code but names no table", "add `table: …`"
            yield Problem(reply.where(ways[0]), "reply-table", message, hint)


def one_rule_for_a_path(spec: Spec) -> Iterator[Problem]:
    """Check that a second rule for a path has codes that the first one's tables cannot hold."""
    types = {table.enum: table.type for table in spec.tables}
    seen: dict[Path, list[ReplyRule]] = {}
    for reply in spec.replies:
        if reply.code is None:
            continue
        own = {types.get(name) for name in reply.table}
        for first in seen.setdefault(reply.code, []):
            held = {types.get(name) for name in first.table}
            other = first.known and not set(reply.table) <= set(first.table)
            if own <= held and set(first.absent) <= set(reply.absent) and not other:
                message = f"the rule in line {first.at.line} reads this path already"
                tables = ", ".join(dict.fromkeys((*first.table, *reply.table)))
                hint = f"make them one; it can have `table: [{tables}]`"
                if set(reply.table) <= set(first.table):
                    hint = "make them one; it can have several paths in `message`"
                at = reply.where("code")
                yield Problem(at, "reply-shadowed", message, hint)
                break
        seen[reply.code].append(reply)


def partial_codes(spec: Spec) -> Iterator[Problem]:
    """Check that codes of a part failure are in the rule's tables, and the parts are listed."""
    tables = {table.enum: table for table in spec.tables}
    for reply in spec.replies:
        known = [tables[name] for name in reply.table if name in tables]
        at = reply.where("partial")
        if reply.partial and not reply.failures:
            message = "nothing says where the parts that failed are listed"
            yield Problem(at, "reply-shape", message, "add `failures: […]`")
        words = Words(str(row.code) for table in known for row in table.codes)
        for code in reply.partial if known else ():
            if not any(_has(table, code) for table in known):
                message = f"{code} is not a code of {' or '.join(reply.table)}"
                hint = words.near(str(code)) or "add its row, or take it out"
                yield Problem(at, "unknown-code", message, hint)


def _has(table: CodeTable, code: int | str) -> bool:
    """Return whether a code has a class."""
    in_range = any(
        isinstance(code, int) and each.first <= code <= each.last
        for each in table.ranges
    )
    return (
        code in table.coded or in_range or table.family_by_prefix(str(code)) is not None
    )


def part_shape(spec: Spec) -> Iterator[Problem]:
    """Check that failed parts are read in one way, and what is read has a table or an error."""
    names = {entry.name for entry in spec.uncoded}
    words = Words(entry.name for entry in spec.uncoded)
    for reply, part in spec.parts():
        ways = [way for way in ("each", "keyed", "items") if way in part.keys]
        if len(ways) != 1:
            message = "failed parts are read by one of each, keyed or items"
            yield Problem(part.at, "reply-shape", message, "write one entry for each")
        if reply.code is None and part.each is None:
            message = "a rule without `code` reads its parts with `each`"
            yield Problem(part.at, "reply-shape", message, "add `code` and `table`")
        if part.each is not None and part.code is None:
            message = "each object needs a code"
            yield Problem(part.at, "reply-shape", message, "add `code: …`")
        if part.items is None and not part.table:
            message = "the codes of the parts have no table"
            yield Problem(part.at, "reply-table", message, "add `table: …`")
        if part.items is not None and part.error not in names:
            unknown = f"{part.error} is not an uncoded error"
            message = unknown if part.error else "the items have no error"
            hint = words.near(part.error) or "name one of `uncoded` in `error`"
            yield Problem(part.where("error"), "unknown-error", message, hint)


def tables(spec: Spec) -> Iterator[Problem]:
    """Check that the tables that rules name are there."""
    enums = {table.enum for table in spec.tables}
    words = Words(table.enum for table in spec.tables)
    used = [(reply.where("table"), reply.table) for reply in spec.replies]
    used += [(part.where("table"), part.table) for _, part in spec.parts()]
    for at, names in used:
        for name in names:
            if name not in enums:
                message = f"there is no table {name}"
                hint = words.near(name) or words.one_of()
                yield Problem(at, "unknown-table", message, hint)


def status_table(spec: Spec) -> Iterator[Problem]:
    """Check that the table of HTTP statuses is there and holds numbers."""
    if spec.statuses:
        at = spec.where("statuses")
        types = {table.enum: table.type for table in spec.tables}
        if spec.statuses not in types:
            message = f"there is no table {spec.statuses}"
            words = Words(types)
            hint = words.near(spec.statuses) or words.one_of()
            yield Problem(at, "unknown-table", message, hint)
        elif types[spec.statuses] != "int":
            message = "HTTP statuses are numbers"
            hint = f"make {spec.statuses} a table of type int"
            yield Problem(at, "wrong-type", message, hint)


def uncoded_used(spec: Spec) -> Iterator[Problem]:
    """Check that an error without a code is one that a reply lists."""
    used = {part.error for _, part in spec.parts()}
    for entry in spec.uncoded:
        if entry.name not in used:
            message = f"no rule of `replies` makes {entry.name}"
            hint = "name it in `error`, or remove it"
            yield Problem(entry.where("name"), "unused-error", message, hint)
