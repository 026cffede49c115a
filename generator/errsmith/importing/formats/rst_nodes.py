"""Read the nodes of docutils: their lines, texts and tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from docutils import nodes

from errsmith.importing.clean import kept
from errsmith.importing.formats.merged_cells import MergedCell, MergedRows
from errsmith.importing.page import Grid, UnreadLine, linked

if TYPE_CHECKING:
    from collections.abc import Iterator

ROLE: Final = re.compile(r":[a-z][a-z:+-]{0,30}:`([^`]{1,300})`")
TARGET: Final = re.compile(r"\s*<[^<>]{1,300}>(?=`|\Z)")
MARKS: Final = re.compile(
    r"``([^`]{1,300})``|`([^`]{1,300})`_{0,2}|\*\*([^*]{1,300})\*\*|\|([^|]{1,80})\|"
)
ITALIC: Final = re.compile(r"(?<!\w)\*(\S[^*]{0,300})\*(?!\w)")
ROWISH: Final = re.compile(r"\s*(?:\|.*\||\+[-=+]{5,}\+|={3,}(?:\s+={2,})+)\s*")


def line_of(node: nodes.Node, lines: list[str]) -> int:
    """Return the line that a node starts in, as near as docutils knows it."""
    line = getattr(node, "line", None)
    below: list[nodes.Node] = [] if line else list(node.findall())
    for each in below:
        line = getattr(each, "line", None)
        if line:
            break
    return min(max(line or 1, 1), len(lines))


def text_of(node: nodes.Element) -> str:
    """Return the text of a node without its markup."""
    text = node.astext()
    if "`" in text or "*" in text or "|" in text:
        text = ROLE.sub(r"`\1`", text)
        text = MARKS.sub(
            lambda match: TARGET.sub("", next(filter(None, match.groups()), "")), text
        )
        text = ITALIC.sub(r"\1", text)
    return kept(text.replace("\\", ""))


def table_of(table: nodes.table, lines: list[str]) -> Grid:
    """Return the cells of a table, merged ones in every row that they cover."""
    grid = Grid(line_of(table, lines))
    title = next(iter(table.findall(nodes.title)), None)
    if title is not None:
        grid.sections = (text_of(title),)
    stubs = next(iter(table.findall(nodes.tgroup)), None)
    if stubs is None:
        return grid
    for part in stubs.children:
        if not isinstance(part, (nodes.thead, nodes.tbody)):
            continue
        merged = MergedRows()
        for row in part.children:
            if not isinstance(row, nodes.row):
                continue
            texts = merged.next(_cells(row))
            if isinstance(part, nodes.thead):
                if not grid.header or sum(map(bool, texts)) > 1:
                    grid.header = texts
            elif any(texts):
                grid.rows.append(linked(line_of(row, lines), texts))
    return grid


def _cells(row: nodes.row) -> Iterator[MergedCell]:
    for entry in row.children:
        if isinstance(entry, nodes.entry):
            across, down = entry.get("morecols", 0), entry.get("morerows", 0)
            yield MergedCell(text_of(entry), 1 + int(across), 1 + int(down))


def broken_tables(tree: nodes.document, lines: list[str]) -> list[UnreadLine]:
    """Return the lines of tables that docutils could not read."""
    unread: list[UnreadLine] = []
    messages = [*tree.findall(nodes.system_message), *tree.parse_messages]
    for message in messages:
        literal = next(iter(message.findall(nodes.literal_block)), None)
        if literal is None:
            continue
        line = int(message.get("line", 0) or line_of(literal, lines))
        why = (
            kept(message.children[0].astext())
            if message.children
            else "docutils cannot read it"
        )
        rows = [each for each in literal.astext().split("\n") if ROWISH.fullmatch(each)]
        if rows:
            unread.append(UnreadLine(line, kept(rows[0]), why))
    return unread
