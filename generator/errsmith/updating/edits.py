"""Turn changes into edits of the text: of a message, of a deprecation, of lists of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import yaml

from errsmith.updating.yaml_positions import (
    BLOCKS,
    Edit,
    YamlText,
    indent,
    quote_scalar,
    value,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from errsmith.problems import Position
    from errsmith.spec.model import Entry
    from errsmith.updating.changes import Added, Changes, Reworded
    from errsmith.updating.new_rows import Proposal
    from errsmith.updating.yaml_positions import Pair

    Place = tuple[Position, str, Position | None]

    """The table, the list in it and the row that new ones follow."""


def edited(
    text: str, changes: Changes, proposals: Mapping[int, Proposal], reason: str
) -> str:
    """Return the text with the changes; a proposal goes by the identity of what is added."""
    source = YamlText(text)
    edits = [_replace_message(source, each) for each in changes.reworded]
    edits += [_add_deprecation(source, each.entry, reason) for each in changes.removed]
    edits += [_remove_deprecation(source, each.entry) for each in changes.restored]
    edits += _insert_rows(source, changes.added, proposals)
    return "".join(_pieces(text, sorted(edits, key=lambda each: each.start)))


def _pieces(text: str, edits: Iterable[Edit]) -> Iterator[str]:
    """Yield the text in pieces, old and new, from the top."""
    offset = 0
    for edit in edits:
        yield text[offset : edit.start]
        yield edit.text
        offset = edit.end
    yield text[offset:]


LAST_KEYS: Final = ("source", "texts")
"""Keys of a row that stand behind `deprecated`."""


def _replace_message(source: YamlText, change: Reworded) -> Edit:
    """Return a message in place of another, in its style."""
    row = source.mapping(change.row.at)
    node = value(row, "message")
    if not isinstance(node, yaml.ScalarNode):
        raise TypeError("a message is a scalar")
    if node.style in BLOCKS:
        return _below_header(source, node, change.message)
    text = quote_scalar(change.message, node.style, flow=bool(row.flow_style))
    return Edit(source.start(node), source.end(node), text)


def _below_header(source: YamlText, node: yaml.ScalarNode, message: str) -> Edit:
    """Return one line of text below `|` or `>`; the header with its comment stays where it can."""
    first, after = source.block_text(node)
    lines = source.lines[first:after]
    line = next((each for each in lines if each.strip()), "")
    end = source.starts[after] - 1 - (lines[-1:] != [] and lines[-1].endswith("\r"))
    if (
        source.header(node) not in {"|-", ">-"}
        or message != message.strip()
        or not line
    ):
        return Edit(source.start(node), end, quote_scalar(message, None, flow=False))
    return Edit(source.starts[first], end, " " * indent(line) + message)


def _add_deprecation(source: YamlText, entry: Entry, reason: str) -> Edit:
    """Return the key `deprecated` behind the last one that it follows."""
    row = source.mapping(entry.at)
    pairs: list[Pair] = [pair for pair in row.value if pair[0].value not in LAST_KEYS]
    word, last = pairs[-1]
    if row.flow_style:
        style = word.style if isinstance(word, yaml.ScalarNode) else None
        key = quote_scalar("deprecated", style, flow=True)
        end = source.end(last)
        return Edit(end, end, f", {key}: {quote_scalar(reason, style, flow=True)}")
    column = row.value[0][0].start_mark.column
    line = f"{' ' * column}deprecated: {quote_scalar(reason, None, flow=False)}"
    return source.new_line(source.next_line(source.end(last)), line)


def _remove_deprecation(source: YamlText, entry: Entry) -> Edit:
    """Return the row without its key `deprecated`; a comment beside it stays."""
    row = source.mapping(entry.at)
    pairs: list[Pair] = row.value
    place = next(n for n, pair in enumerate(pairs) if pair[0].value == "deprecated")
    word, node = pairs[place]
    start, end = source.start(word), source.end(node)
    if row.flow_style:
        if place:
            return Edit(source.end(pairs[place - 1][1]), end, "")
        return Edit(start, source.start(pairs[1][0]), "")
    after = source.next_line(end)
    behind = source.text[end:after]
    if not source.is_alone(word) or behind.strip():
        if not behind.strip():
            start = len(source.text[:start].rstrip(" "))
        return Edit(start, end + indent(behind), "")
    begin = source.starts[word.start_mark.line]
    if not behind:
        begin -= len(source.line_break)
    return Edit(begin, after, "")


def _insert_rows(
    source: YamlText, rows: Iterable[Added], proposals: Mapping[int, Proposal]
) -> Iterator[Edit]:
    """Yield new rows, those that follow the same one together; rows before ranges."""
    groups: dict[Place, list[Proposal]] = {}
    for each in rows:
        after = each.after.at if each.after is not None else None
        place = (each.table.at, each.into, after)
        groups.setdefault(place, []).append(proposals[id(each)])
    for (at, into, after), group in sorted(groups.items(), key=lambda each: each[0][1]):
        table = source.mapping(at)
        items = value(table, into)
        own = source.mapping(after) if after is not None else None
        if not isinstance(items, yaml.SequenceNode):
            yield _new_list(source, table, into, group)
        elif items.flow_style:
            yield _in_brackets(source, items, own, group)
        else:
            yield _below_dashes(source, items, own, group)


def _below_dashes(
    source: YamlText,
    items: yaml.SequenceNode,
    own: yaml.Node | None,
    rows: Sequence[Proposal],
) -> Edit:
    """Return rows with dashes behind one of a list, or at its start."""
    column = items.start_mark.column
    blank = source.line_break if _is_spaced(source, items) else ""
    texts = [each.below_dash(column, source.line_break) for each in rows]
    if own is None:
        offset = source.above(items)
        return Edit(offset, offset, "".join(text + blank for text in texts))
    offset = source.below(own, column)
    new = "".join(blank + text for text in texts)
    return source.new_line(offset, new.removesuffix(source.line_break))


def _is_spaced(source: YamlText, items: yaml.SequenceNode) -> bool:
    """Return whether blank lines stand between the rows of a list."""
    nodes: list[yaml.Node] = items.value
    if len(nodes) == 1:
        return not (isinstance(nodes[0], yaml.MappingNode) and nodes[0].flow_style)
    end = source.next_line(source.end(nodes[0]))
    between = source.text[end : source.start(nodes[1])]
    return any(not line.strip() for line in between.split("\n")[:-1])


def _in_brackets(
    source: YamlText,
    items: yaml.SequenceNode,
    own: yaml.Node | None,
    rows: Sequence[Proposal],
) -> Edit:
    """Return rows in braces behind one of a list in brackets, or at its start."""
    nodes: list[yaml.Node] = items.value
    first = nodes[0] if nodes else items
    alone = source.is_alone(first)
    column = first.start_mark.column if alone else _deeper(source, first)
    texts = [each.in_braces(column, source.line_break) for each in rows]
    gap = f",{source.line_break}{' ' * column}" if alone else ", "
    if own is None:
        start = source.start(first) + (not nodes)
        return Edit(start, start, "".join(text + gap for text in texts))
    end = source.end(own)
    return Edit(end, end, "".join(gap + text for text in texts))


def _new_list(
    source: YamlText, table: yaml.MappingNode, key: str, rows: Sequence[Proposal]
) -> Edit:
    """Return a list that the table does not have yet, behind its codes."""
    pairs: list[Pair] = table.value
    word, codes = next(pair for pair in pairs if pair[0].value == "codes")
    if table.flow_style:
        column = _deeper(source, word)
        texts = ", ".join(each.in_braces(column, source.line_break) for each in rows)
        style = word.style if isinstance(word, yaml.ScalarNode) else None
        end = source.end(codes)
        return Edit(end, end, f", {quote_scalar(key, style, flow=True)}: [{texts}]")
    column = pairs[0][0].start_mark.column
    lines = "".join(each.below_dash(column + 2, source.line_break) for each in rows)
    text = f"{' ' * column}{key}:{source.line_break}{lines}"
    offset = source.below(codes, column)
    return source.new_line(offset, text.removesuffix(source.line_break))


def _deeper(source: YamlText, node: yaml.Node) -> int:
    """Return the column of what stands deeper than the line of a node."""
    return indent(source.lines[node.start_mark.line]) + 2
