"""Add a table to a spec, for rows of a page that none of its tables has."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

import yaml

from errsmith.problems import OutputError, counted
from errsmith.spec import nodes
from errsmith.spec.numbers import NUMBER
from errsmith.updating import new_rows
from errsmith.updating.changes import Added
from errsmith.updating.verify_edit import tree
from errsmith.updating.yaml_positions import YamlText, quote_scalar, value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from errsmith.spec.model import CodeTable, Spec
    from errsmith.updating.new_rows import Proposal
    from errsmith.updating.page import PageRow
    from errsmith.updating.verify_edit import Tree


def with_table(text: str, spec: Spec, enum: str, rows: Sequence[PageRow]) -> str:
    """Return the text of a spec with a new table of these rows behind its last one.

    Raises OutputError where the tables stand in brackets.
    """
    table = _table(spec.tables[0], enum, rows)
    added = [*_added(table, rows)]
    known = replace(spec, tables=(*spec.tables, table))
    proposals = new_rows.propose(known, added)
    source = YamlText(text)
    tables = value(source.mappings[min(source.mappings)], "tables")
    if not isinstance(tables, yaml.SequenceNode) or tables.flow_style:
        raise OutputError(
            f"the tables of the spec stand in brackets; add {enum} to them by hand"
        )
    column = tables.start_mark.column
    lines = [*_lines(table, added, proposals, column, source.line_break)]
    edit = source.new_line(
        source.below(tables.value[-1], column), source.line_break.join(lines)
    )
    after = text[: edit.start] + edit.text + text[edit.end :]
    if tree(nodes.parse(after, "")) != _intended(text, table, added, proposals):
        raise OutputError(f"{enum} cannot be added safely; add it by hand")
    return after


def said(enum: str, rows: Sequence[PageRow]) -> str:
    """Return what is to be said of the new table."""
    return (
        f"table {enum} is new, with {counted(len(rows), 'row')}; name it in `replies`"
    )


def _table(like: CodeTable, enum: str, rows: Sequence[PageRow]) -> CodeTable:
    """Return the table without its rows: of numbers where all of their codes are."""
    numbers = all(row.span or NUMBER.fullmatch(row.code) for row in rows)
    fine = [row.code for row in rows if row.success]
    return replace(
        like,
        enum=enum,
        type="int" if numbers else "str",
        identity="code",
        case="exact",
        title="",
        raw_success=(),
        codes=(),
        ranges=(),
        families=(),
        success=tuple(map(int, fine)) if numbers else tuple(fine),
    )


def _added(table: CodeTable, rows: Sequence[PageRow]) -> Iterator[Added]:
    """Yield the rows as new ones; one that repeats a code is the same as the first."""
    first: dict[str, Added] = {}
    for row in rows:
        each = Added(
            table, row, row.code, None, first.get(row.code) if row.code else None
        )
        first.setdefault(row.code, each)
        yield each


def _lines(
    table: CodeTable,
    added: Sequence[Added],
    proposals: Mapping[int, Proposal],
    column: int,
    line_break: str,
) -> Iterator[str]:
    """Yield the table as an item of a list whose dashes stand in a column."""
    yield ""
    yield f"{' ' * column}- enum: {table.enum}"
    inner = " " * (column + 2)
    yield f"{inner}type: {table.type}"
    if table.success:
        yield inner + _success(table)
    for into in ("codes", "ranges"):
        rows = [proposals[id(each)] for each in added if each.into == into]
        if rows:
            yield f"{inner}{into}:"
        for row in rows:
            yield row.below_dash(column + 4, line_break).removesuffix(line_break)


def _success(table: CodeTable) -> str:
    """Return the key for the codes that mean success."""
    codes = (
        str(code) if table.type == "int" else quote_scalar(str(code), "'", flow=True)
        for code in table.success
    )
    return f"success: [{', '.join(codes)}]"


def _intended(
    text: str,
    table: CodeTable,
    added: Sequence[Added],
    proposals: Mapping[int, Proposal],
) -> Tree:
    """Return what the text has to say: the same as before, and the table behind the others."""
    whole = cast("dict[str, Tree]", tree(nodes.parse(text, "")))
    new: dict[str, Tree] = {"enum": (table.enum, None), "type": (table.type, None)}
    if table.success:
        new |= cast("dict[str, Tree]", tree(nodes.parse(_success(table), "")))
    for into in ("codes", "ranges"):
        rows = [tree(proposals[id(each)].node()) for each in added if each.into == into]
        if rows:
            new[into] = rows
    tables = cast("list[Tree]", whole["tables"])
    return {**whole, "tables": [*tables, new]}
