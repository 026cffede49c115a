"""A new row as text: below a dash, or within brackets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from errsmith.spec import nodes
from errsmith.updating.scalars import written

MARK: Final = "# guess"


@dataclass(frozen=True)
class Proposal:
    """A row as it stands below a dash, each line without the indentation; one key a line."""

    name: str
    lines: tuple[str, ...]

    def node(self) -> nodes.Mapping:
        """What it says."""
        return nodes.parse("\n".join(self.lines), "")

    def below_dash(self, column: int, line_break: str) -> str:
        """The row as an item of a list whose dashes stand in a column."""
        first, *others = self.lines
        lines = [" " * column + "- " + first]
        lines += [" " * (column + 2) + line if line else "" for line in others]
        return "".join(line + line_break for line in lines)

    def in_braces(self, column: int, line_break: str) -> str:
        """The row in braces, of which the last stands in a column."""
        entries = self.node().entries
        lines = ["{"]
        for number, (word, node) in enumerate(entries, 1):
            line = f"{' ' * (column + 2)}{word.text}: {_flow(node)}"
            line += "," if number < len(entries) else ""
            guessed = self.lines[word.at.line - 1].endswith(MARK)
            lines.append(f"{line}  {MARK}" if guessed else line)
        return line_break.join([*lines, " " * column + "}"])


def _flow(node: nodes.Node) -> str:
    """A value within brackets."""
    if isinstance(node, nodes.Sequence):
        return f"[{', '.join(map(_flow, node.items))}]"
    if isinstance(node, nodes.Mapping):
        inner = (f"{word.text}: {_flow(value)}" for word, value in node.entries)
        return f"{{{', '.join(inner)}}}"
    if node.read_as is not None:
        return node.text
    return written(node.text, None if node.plain else "'", flow=True)
