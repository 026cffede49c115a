"""Edits that put new rows and ranges into a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from errsmith.updating.layout import Edit, indent, value
from errsmith.updating.scalars import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from errsmith.problems import Position
    from errsmith.updating.changes import Added
    from errsmith.updating.layout import Layout, Pair
    from errsmith.updating.proposal import Proposal

    Place = tuple[Position, str, Position | None]
    """The table, the list in it and the row that new ones follow."""


def added(
    layout: Layout, rows: Iterable[Added], proposals: Mapping[int, Proposal]
) -> Iterator[Edit]:
    """New rows, those that follow the same one together; rows before ranges."""
    groups: dict[Place, list[Proposal]] = {}
    for each in rows:
        after = each.after.at if each.after is not None else None
        place = (each.table.at, each.into, after)
        groups.setdefault(place, []).append(proposals[id(each)])
    for (at, into, after), group in sorted(groups.items(), key=lambda each: each[0][1]):
        table = layout.mapping(at)
        items = value(table, into)
        own = layout.mapping(after) if after is not None else None
        if not isinstance(items, yaml.SequenceNode):
            yield _new_list(layout, table, into, group)
        elif items.flow_style:
            yield _in_brackets(layout, items, own, group)
        else:
            yield _below_dashes(layout, items, own, group)


def _below_dashes(
    layout: Layout,
    items: yaml.SequenceNode,
    own: yaml.Node | None,
    rows: Sequence[Proposal],
) -> Edit:
    """Rows with dashes behind one of a list, or at its start."""
    column = items.start_mark.column
    blank = layout.line_break if _is_spaced(layout, items) else ""
    texts = [each.below_dash(column, layout.line_break) for each in rows]
    if own is None:
        offset = layout.above(items)
        return Edit(offset, offset, "".join(text + blank for text in texts))
    offset = layout.below(own, column)
    new = "".join(blank + text for text in texts)
    return layout.new_line(offset, new.removesuffix(layout.line_break))


def _is_spaced(layout: Layout, items: yaml.SequenceNode) -> bool:
    """Whether blank lines stand between the rows of a list."""
    nodes: list[yaml.Node] = items.value
    if len(nodes) == 1:
        return not (isinstance(nodes[0], yaml.MappingNode) and nodes[0].flow_style)
    end = layout.next_line(layout.end(nodes[0]))
    between = layout.text[end : layout.start(nodes[1])]
    return any(not line.strip() for line in between.split("\n")[:-1])


def _in_brackets(
    layout: Layout,
    items: yaml.SequenceNode,
    own: yaml.Node | None,
    rows: Sequence[Proposal],
) -> Edit:
    """Rows in braces behind one of a list in brackets, or at its start."""
    nodes: list[yaml.Node] = items.value
    first = nodes[0] if nodes else items
    alone = layout.is_alone(first)
    column = first.start_mark.column if alone else _deeper(layout, first)
    texts = [each.in_braces(column, layout.line_break) for each in rows]
    gap = f",{layout.line_break}{' ' * column}" if alone else ", "
    if own is None:
        start = layout.start(first) + (not nodes)
        return Edit(start, start, "".join(text + gap for text in texts))
    end = layout.end(own)
    return Edit(end, end, "".join(gap + text for text in texts))


def _new_list(
    layout: Layout, table: yaml.MappingNode, key: str, rows: Sequence[Proposal]
) -> Edit:
    """A list that the table does not have yet, behind its codes."""
    pairs: list[Pair] = table.value
    word, codes = next(pair for pair in pairs if pair[0].value == "codes")
    if table.flow_style:
        column = _deeper(layout, word)
        texts = ", ".join(each.in_braces(column, layout.line_break) for each in rows)
        style = word.style if isinstance(word, yaml.ScalarNode) else None
        end = layout.end(codes)
        return Edit(end, end, f", {written(key, style, flow=True)}: [{texts}]")
    column = pairs[0][0].start_mark.column
    lines = "".join(each.below_dash(column + 2, layout.line_break) for each in rows)
    text = f"{' ' * column}{key}:{layout.line_break}{lines}"
    offset = layout.below(codes, column)
    return layout.new_line(offset, text.removesuffix(layout.line_break))


def _deeper(layout: Layout, node: yaml.Node) -> int:
    """The column of what stands deeper than the line of a node."""
    return indent(layout.lines[node.start_mark.line]) + 2
