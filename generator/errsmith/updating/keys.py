"""Edits of single keys: a message in place of another, a deprecation that comes or goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import yaml

from errsmith.updating.layout import BLOCKS, Edit, indent, value
from errsmith.updating.scalars import written

if TYPE_CHECKING:
    from errsmith.spec.model import Entry
    from errsmith.updating.changes import Reworded
    from errsmith.updating.layout import Layout, Pair

LAST_KEYS: Final = ("source", "texts")
"""Keys of a row that stand behind `deprecated`."""


def reworded(layout: Layout, change: Reworded) -> Edit:
    """A message in place of another, in its style."""
    row = layout.mapping(change.row.at)
    node = value(row, "message")
    if not isinstance(node, yaml.ScalarNode):
        raise TypeError("a message is a scalar")
    if node.style in BLOCKS:
        return _below_header(layout, node, change.message)
    text = written(change.message, node.style, flow=bool(row.flow_style))
    return Edit(layout.start(node), layout.end(node), text)


def _below_header(layout: Layout, node: yaml.ScalarNode, message: str) -> Edit:
    """One line of text below `|` or `>`; the header with its comment stays where it can."""
    first, after = layout.block_text(node)
    lines = layout.lines[first:after]
    line = next((each for each in lines if each.strip()), "")
    end = layout.starts[after] - 1 - (lines[-1:] != [] and lines[-1].endswith("\r"))
    if (
        layout.header(node) not in {"|-", ">-"}
        or message != message.strip()
        or not line
    ):
        return Edit(layout.start(node), end, written(message, None, flow=False))
    return Edit(layout.starts[first], end, " " * indent(line) + message)


def deprecated(layout: Layout, entry: Entry, reason: str) -> Edit:
    """The key `deprecated` behind the last one that it follows."""
    row = layout.mapping(entry.at)
    pairs: list[Pair] = [pair for pair in row.value if pair[0].value not in LAST_KEYS]
    word, last = pairs[-1]
    if row.flow_style:
        style = word.style if isinstance(word, yaml.ScalarNode) else None
        key = written("deprecated", style, flow=True)
        end = layout.end(last)
        return Edit(end, end, f", {key}: {written(reason, style, flow=True)}")
    column = row.value[0][0].start_mark.column
    line = f"{' ' * column}deprecated: {written(reason, None, flow=False)}"
    return layout.new_line(layout.next_line(layout.end(last)), line)


def taken_back(layout: Layout, entry: Entry) -> Edit:
    """The row without its key `deprecated`; a comment beside it stays."""
    row = layout.mapping(entry.at)
    pairs: list[Pair] = row.value
    place = next(n for n, pair in enumerate(pairs) if pair[0].value == "deprecated")
    word, node = pairs[place]
    start, end = layout.start(word), layout.end(node)
    if row.flow_style:
        if place:
            return Edit(layout.end(pairs[place - 1][1]), end, "")
        return Edit(start, layout.start(pairs[1][0]), "")
    after = layout.next_line(end)
    behind = layout.text[end:after]
    if not layout.is_alone(word) or behind.strip():
        if not behind.strip():
            start = len(layout.text[:start].rstrip(" "))
        return Edit(start, end + indent(behind), "")
    begin = layout.starts[word.start_mark.line]
    if not behind:
        begin -= len(layout.line_break)
    return Edit(begin, after, "")
