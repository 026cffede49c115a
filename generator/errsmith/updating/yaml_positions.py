"""Find where everything stands in the YAML text of a spec, and quote scalars in its style.

The text has been read by `nodes` before, so it holds one document without anchors and tags.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Final

import yaml

from errsmith.problems import SpecError
from errsmith.spec import nodes

if TYPE_CHECKING:
    from errsmith.problems import Position

    Pair = tuple[yaml.Node, yaml.Node]


SIGNS: Final = ",[]{}"


def quote_scalar(text: str, style: str | None, *, flow: bool) -> str:
    """Return a text in a style, without quotes only where it needs none."""
    if style == '"' or any(c in text for c in "\n\t"):
        return json.dumps(text, ensure_ascii=False)
    if style != "'" and _is_plain(text, flow=flow):
        return text
    return "'" + text.replace("'", "''") + "'"


def _is_plain(text: str, *, flow: bool) -> bool:
    """Return whether a text without quotes is read as this text."""
    if not text or (flow and any(c in text for c in SIGNS)):
        return False
    around = "{{key: {}}}\n" if flow else "key: {}\n"
    try:
        found = nodes.parse(around.format(text), "").entries
    except SpecError:
        return False
    node = found[0][1] if len(found) == 1 else None
    same = isinstance(node, nodes.Scalar) and node.plain and node.text == text
    return same and isinstance(node, nodes.Scalar) and node.read_as is None


@dataclass(frozen=True)
class Edit:
    """A replacement of a part of the text; of two at one place, the first stands first."""

    start: int
    end: int
    text: str


_Loader: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
BLOCKS: Final = ("|", ">")


class YamlText:
    """A text and the mappings in it."""

    def __init__(self, text: str) -> None:
        """Find every mapping."""
        self.text = text
        self.lines = text.split("\n")
        self.line_break = "\r\n" if "\r\n" in text else "\n"
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.mappings: dict[tuple[int, int], yaml.MappingNode] = {}
        self._find(yaml.compose(text, Loader=_Loader))

    def _find(self, node: yaml.Node | None) -> None:
        if isinstance(node, yaml.MappingNode):
            mark = node.start_mark
            self.mappings[mark.line + 1, mark.column + 1] = node
            for _, value in node.value:
                self._find(value)
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                self._find(item)

    def mapping(self, at: Position) -> yaml.MappingNode:
        """Return the mapping that starts at a place."""
        return self.mappings[at.line, at.column]

    def start(self, node: yaml.Node) -> int:
        """Return where a node starts."""
        return self.starts[node.start_mark.line] + node.start_mark.column

    def end(self, node: yaml.Node) -> int:
        """Return where a node ends, without comments and blank lines behind it."""
        if isinstance(node, yaml.ScalarNode) and node.style in BLOCKS:
            return self._block_end(node)
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last: Pair | yaml.Node = node.value[-1]
            return self.end(last[1] if isinstance(last, tuple) else last)
        return self.starts[node.end_mark.line] + node.end_mark.column

    def block_text(self, node: yaml.ScalarNode) -> tuple[int, int]:
        """Return the first line of a text below `|` or `>`, and the one after its last."""
        first = node.start_mark.line + 1
        lines = self.lines[first : node.end_mark.line + 1]
        filled = [line for line in lines if line.strip()]
        depth = indent(filled[0]) if filled else 0
        inside = takewhile(
            lambda line: not line.strip() or indent(line) >= depth, lines
        )
        count = len(list(inside)) if depth else 0
        while "+" not in self.header(node) and count and not lines[count - 1].strip():
            count -= 1
        return first, first + count

    def header(self, node: yaml.ScalarNode) -> str:
        """Return the `|` or `>` above a text with what belongs to it."""
        mark = node.start_mark
        return self.lines[mark.line][mark.column :].partition("#")[0].strip()

    def _block_end(self, node: yaml.ScalarNode) -> int:
        _, after = self.block_text(node)
        return self.starts[after] - 1

    def next_line(self, offset: int) -> int:
        """Return where the next line starts; the end of the text where there is none."""
        found = self.text.find("\n", offset)
        return len(self.text) if found < 0 else found + 1

    def below(self, node: yaml.Node, column: int) -> int:
        """Return the start of the line after a node and the comments deeper than a column."""
        offset = self.next_line(self.end(node))
        while offset < len(self.text):
            after = self.next_line(offset)
            line = self.text[offset:after]
            if not line.lstrip().startswith("#") or indent(line) <= column:
                break
            offset = after
        return offset

    def above(self, node: yaml.Node) -> int:
        """Return where the line of a node starts, or the comments right above it."""
        line = node.start_mark.line
        while line and self.lines[line - 1].lstrip().startswith("#"):
            line -= 1
        return self.starts[line]

    def new_line(self, offset: int, line: str) -> Edit:
        """Return one or more lines before the one that starts at an offset."""
        if offset and self.text[offset - 1] != "\n":
            return Edit(offset, offset, self.line_break + line)
        return Edit(offset, offset, line + self.line_break)

    def is_alone(self, node: yaml.Node) -> bool:
        """Return whether a node is the first thing in its line."""
        return not self.text[
            self.starts[node.start_mark.line] : self.start(node)
        ].strip()


def indent(line: str) -> int:
    """Return the number of spaces before a line."""
    return len(line) - len(line.lstrip(" "))


def value(mapping: yaml.MappingNode, key: str) -> yaml.Node | None:
    """Return the value at a key."""
    return next((each for word, each in mapping.value if word.value == key), None)
