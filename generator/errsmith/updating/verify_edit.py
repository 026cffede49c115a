"""Verify that the edited text says what the old one said with the changes, and nothing else.

Edits are made in the text; this compares what is read from it, so that neither can be wrong alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from errsmith.spec import nodes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from errsmith.problems import Position
    from errsmith.updating.changes import Changes
    from errsmith.updating.new_rows import Proposal


Fact = tuple[str, str | None]
"""A text, and what else YAML reads it as."""

Tree = Fact | list["Tree"] | dict[str, "Tree"]


def is_intended(
    before: str,
    after: str,
    changes: Changes,
    proposals: Mapping[int, Proposal],
    reason: str,
) -> bool:
    """Return whether the text after is the one before with these changes."""
    wanted = _ExpectedTree(changes, proposals, reason).tree(nodes.parse(before, ""))
    return wanted == tree(nodes.parse(after, ""))


def tree(node: nodes.Node) -> Tree:
    """Return what a node says, however it is written."""
    if isinstance(node, nodes.Scalar):
        return node.text, node.read_as
    if isinstance(node, nodes.Sequence):
        return [tree(item) for item in node.items]
    return {word.text: tree(inner) for word, inner in node.entries}


@dataclass
class _ExpectedTree:
    """Reads a text as it is to be."""

    changes: Changes
    proposals: Mapping[int, Proposal]
    reason: str

    def __post_init__(self) -> None:
        changes = self.changes
        self.messages = {_place(each.row.at): each.message for each in changes.reworded}
        self.removed = {_place(each.entry.at) for each in changes.removed}
        self.restored = {_place(each.entry.at) for each in changes.restored}
        self.tables = {_place(each.table.at) for each in changes.added}
        self.new: dict[tuple[object, ...], list[Tree]] = {}
        for each in changes.added:
            after = _place(each.after.at) if each.after is not None else None
            rows = self.new.setdefault((_place(each.table.at), each.into, after), [])
            rows.append(tree(self.proposals[id(each)].node()))

    def tree(self, node: nodes.Node) -> Tree:
        if not isinstance(node, nodes.Mapping):
            items = node.items if isinstance(node, nodes.Sequence) else None
            return tree(node) if items is None else [self.tree(item) for item in items]
        found: dict[str, Tree] = {
            word.text: self.tree(inner) for word, inner in node.entries
        }
        place = _place(node.at)
        if place in self.messages:
            found["message"] = (self.messages[place], None)
        if place in self.removed:
            found["deprecated"] = (self.reason, None)
        if place in self.restored:
            del found["deprecated"]
        if place in self.tables:
            for into in ("codes", "ranges"):
                self.insert(into, node, found)
        return found

    def insert(self, into: str, node: nodes.Mapping, found: dict[str, Tree]) -> None:
        """Put new rows behind those that they follow."""
        own = next((inner for word, inner in node.entries if word.text == into), None)
        table = _place(node.at)
        rows = list(self.new.get((table, into, None), ()))
        for item in own.items if isinstance(own, nodes.Sequence) else ():
            rows.append(self.tree(item))
            rows += self.new.get((table, into, _place(item.at)), ())
        if rows:
            found[into] = rows


def _place(at: Position) -> tuple[int, int]:
    return at.line, at.column
