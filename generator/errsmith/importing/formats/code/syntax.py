"""Turn a syntax tree into terms.

The grammars of all languages name their nodes in much the same way, so that one set of names
serves them all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from errsmith.importing.formats.code import literals, nodes
from errsmith.importing.formats.code.literals import last_line_of, line_of, source
from errsmith.importing.formats.code.numbers import number_of
from errsmith.importing.formats.code.terms import (
    CodeGroup,
    CodeLiteral,
    CodePair,
    number_in,
    unwrapped,
    with_texts,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

    from errsmith.importing.formats.code.terms import Term

DEEPEST: Final = 100
"""Levels of a tree that are looked into."""

MOST_COMMENTS: Final = 20
"""Comments above an entry; more are a chapter."""


class Reader:
    """Reads the terms of a tree, and remembers what constants are worth."""

    def __init__(self) -> None:
        """Know no constant."""
        self.known: dict[str, int] = {}
        self._comments: dict[int, tuple[int, str, bool]] = {}
        """By its last line: the first line of a comment, its text, whether code stands before."""

        self._in_function = False

    def terms(self, root: Node) -> CodeGroup:
        """Return the whole tree as one group."""
        for node, behind in literals.comments(root):
            said = line_of(node), literals.comment(node), behind
            self._comments[last_line_of(node)] = said
        return self._group(root, 0)

    def _terms(self, node: Node, depth: int) -> list[Term]:
        """Return what a node says: nothing, a term, or several that one statement declares."""
        if (
            depth > DEEPEST
            or "comment" in node.type
            or nodes.SKIPPED.fullmatch(node.type)
        ):
            return []
        if node.type in nodes.ENTRIES and not _holds_properties(node):
            bare = node.type not in nodes.VARIABLES
            found = [each for each in self._entries(node, depth) if bare or each.value]
            local = self._in_function and node.type in nodes.DECLARED
            return [each.value for each in found if each.value] if local else [*found]
        scalar = self._scalar(node)
        if scalar is not None:
            return [scalar]
        if node.type in nodes.ATTRIBUTES:
            text = literals.joined(node)
            return [] if text is None else [CodeLiteral("text", text, line_of(node))]
        outside = not self._in_function and nodes.FUNCTIONS.fullmatch(node.type)
        self._in_function = self._in_function or bool(outside)
        group = self._group(node, depth)
        if outside:
            self._in_function = False
        return unwrapped(group)

    def _scalar(self, node: Node) -> CodeLiteral | None:
        """Return a literal, a name, or a constant expression; None for any other node."""
        line, text = line_of(node), source(node)
        if node.type in nodes.REFERENCES:
            return self._reference(text, line)
        kind, found = "text", None
        if node.type in nodes.BARE_KEYS:
            kind, found = "word", literals.last_name(text)
        elif node.type in nodes.JOINED:
            found = literals.joined(node) or ""
        elif nodes.TEXTS.fullmatch(node.type):
            found = literals.string(node)
        elif nodes.NUMBERS.fullmatch(node.type) or nodes.COMPUTED.fullmatch(node.type):
            value = number_of(text, self.known)
            quoted = literals.PREPROCESSED_TEXT.fullmatch(text)
            if value is not None:
                kind, found = "number", str(value)
            elif quoted:
                found = literals.unescaped(quoted[1])
            elif nodes.SUMS.fullmatch(node.type):
                found = literals.joined(node)
        return None if found is None else CodeLiteral(kind, found, line)

    def _reference(self, text: str, line: int) -> CodeLiteral:
        """Return a name, or the number that it stands for."""
        name = literals.last_name(text)
        number = (
            str(self.known[name]) if name in self.known else literals.http_status(text)
        )
        return (
            CodeLiteral("number", number, line)
            if number
            else CodeLiteral("reference", name, line)
        )

    def _group(self, node: Node, depth: int) -> CodeGroup:
        """Return what stands in a node."""
        found = CodeGroup(
            line_of(node), literals.title_of(node), parameters=literals.parameters(node)
        )
        found.bracketed = bool(node.children) and node.children[0].type in {
            "{",
            "[",
            "(",
        }
        repeated = ""
        above: list[Term] = []
        for child in _members(node):
            if child.type == "const_spec" and "iota" in source(child) + repeated:
                repeated = self._iota(child, repeated, found)
                continue
            terms = self._terms(child, depth + 1)
            if child.type in nodes.ATTRIBUTES:
                above = above or terms
                continue
            for term in terms:
                if isinstance(term, CodePair):
                    term.value = with_texts(term.value, above)
                self._number(term, found)
                found.items.append(term)
            above = [] if terms else above
        for term in found.items:
            if isinstance(term, CodeGroup) and not term.title:
                term.title = found.title
                term.parameters = term.parameters or found.parameters
        return found

    def _iota(self, node: Node, repeated: str, group: CodeGroup) -> str:
        """Add a constant of Go that is counted; return the expression that the next one repeats."""
        value, name = (
            node.child_by_field_name("value"),
            node.child_by_field_name("name"),
        )
        expression = repeated if value is None else source(value)
        plain = re.sub(r"\A\w+\((.*)\)\Z", r"(\1)", expression.strip())
        number = number_of(
            re.sub(r"\biota\b", str(len(group.items)), plain), self.known
        )
        if name is not None:
            key = CodeLiteral("word", source(name), line_of(node))
            told = (
                None
                if number is None
                else CodeLiteral("number", str(number), line_of(node))
            )
            entry = self._noted(CodePair(key, told, line_of(node), last_line_of(node)))
            group.items.append(entry)
            self._number(entry, group)
        return expression

    def _number(self, term: Term, group: CodeGroup) -> None:
        """Give a member of an enum the number that follows from the one before; remember it."""
        if not isinstance(term, CodePair):
            return
        if term.counted and number_in(term.value) is None:
            before = [each for each in group.items[-1:] if isinstance(each, CodePair)]
            last = number_in(before[0].value) if before else None
            if term.from_zero and not group.items:
                last = -1
            if last is not None:
                own = CodeLiteral("number", str(last + 1), term.line)
                term.value = with_texts(own, [] if term.value is None else [term.value])
        number = number_in(term.value)
        if number is not None and term.key.kind == "word":
            self.known[term.key.text] = number

    def _entries(self, node: Node, depth: int) -> Iterator[CodePair]:
        """Yield the entries of a node; most have one, `case a = 1, b = 2` has several."""
        parts = [
            part for part in literals.children(node) if "comment" not in part[1].type
        ]
        names = [place for place, (name, _) in enumerate(parts) if name == "name"]
        if len(names) > 1 and node.type == "enum_entry":
            for start, end in zip(names, [*names[1:], len(parts)], strict=True):
                yield self._entry(node, parts[start:end], depth)
        elif node.type != "preproc_def" or len(parts) > 1:
            yield self._entry(node, parts, depth)

    def _entry(self, node: Node, parts: list[tuple[str, Node]], depth: int) -> CodePair:
        """Return the entry of a node: its key is the field that is called so, else the first."""
        able = [
            place
            for place, (_, child) in enumerate(parts)
            if child.type not in nodes.ATTRIBUTES
            and not nodes.SKIPPED.fullmatch(child.type)
        ]
        first = able[0] if able else 0
        place = next((place for place in able if parts[place][0] in nodes.KEYS), first)
        key = self._key(parts[place][1], node.type, depth) if parts else None
        others = [*parts[place + 1 :], *parts[:place]]
        terms = [
            term
            for name, child in others
            if name not in {"type", "return_type"} and child.type not in nodes.FIELDS
            for term in self._terms(child, depth + 1)
        ]
        value = (
            terms[0]
            if len(terms) == 1
            else CodeGroup(line_of(node), items=terms)
            if terms
            else None
        )
        found = CodePair(
            key or CodeLiteral("word", "", line_of(node)),
            value,
            line_of(node),
            last_line_of(node),
        )
        self._count(found, node, [child for _, child in others])
        if isinstance(value, CodeGroup) and not value.title:
            value.title = found.key.text
        return self._noted(found)

    def _count(self, entry: CodePair, node: Node, values: list[Node]) -> None:
        """Say whether a member has no number of its own, so that it is counted."""
        auto = any(source(each).endswith("auto()") for each in values)
        numbered = number_in(entry.value) is not None
        values = [each for each in values if each.type not in nodes.ATTRIBUTES]
        if auto:
            entry.value = None
        entry.counted = auto or (
            node.type in nodes.COUNTED and not numbered and not values
        )
        entry.from_zero = entry.counted and node.type in nodes.COUNTED_FROM_ZERO

    def _key(self, node: Node, entry: str, depth: int) -> CodeLiteral:
        """Return the key of an entry; what declares a name is no reference."""
        if entry in nodes.DECLARED:
            inner = node
            while inner.named_children and inner.type not in nodes.REFERENCES:
                inner = inner.named_children[0]
            return CodeLiteral("word", literals.last_name(source(inner)), line_of(node))
        found = next(iter(self._terms(node, depth + 1)), None)
        while isinstance(found, CodeGroup) and found.items:
            found = found.items[0]
        if isinstance(found, CodePair):
            found = found.key
        name = literals.last_name(source(node))
        return (
            found
            if isinstance(found, CodeLiteral)
            else CodeLiteral("reference", name, line_of(node))
        )

    def _noted(self, entry: CodePair) -> CodePair:
        """Add the comment behind an entry, else the one above it."""
        entry.top = entry.line
        first, said, behind = self._comments.get(entry.last_line, (0, "", False))
        if behind and first == entry.last_line and any(map(str.isalpha, said)):
            entry.comment = said
            return entry
        above: list[str] = []
        while len(above) < MOST_COMMENTS:
            first, said, behind = self._comments.get(entry.top - 1, (0, "", True))
            if behind:
                break
            above.append(said)
            entry.top = first
        entry.comment = "\n".join(reversed(above)).strip()
        return entry


def _holds_properties(node: Node) -> bool:
    """Return whether a declaration of PHP holds its properties as entries of their own."""
    return any(child.type == "property_element" for child in node.named_children)


def _members(node: Node) -> Iterator[Node]:
    """Yield the children of a node, of a call only what it is given."""
    call = nodes.CALLS.fullmatch(node.type)
    for field, child in literals.children(node):
        called = call and field in nodes.CALLED and child.type not in nodes.BRANCHES
        typed = field == "type" and child.type in nodes.REFERENCES
        if not called and not typed:
            yield child
