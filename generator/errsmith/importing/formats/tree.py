"""JSON, JSON Lines and YAML as one kind of tree that knows its lines, and the grids in it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import yaml

from errsmith.importing.page import CannotImport, SourcePage, UnreadLine

if TYPE_CHECKING:
    from collections.abc import Iterable

TOKEN: Final = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*"|[{}\[\]\n]')
FLOW: Final = re.compile(
    r"\"[^\"\\]*+(?:\\.[^\"\\]*+)*\"|'[^']*+'|(?<!\S)#[^\n]*+|[{}\[\]]"
)
"""Quoted text, comments and brackets of YAML."""

DEEPEST_BRANCH: Final = 100
TOO_DEEP: Final = "the page is nested too deep"
LEAST_LINES_READ: Final = 0.6
"""The share of lines that JSON Lines must have in JSON."""


@dataclass
class Branch:
    """An object or a list, with the line of each entry."""

    line: int
    listed: bool
    entries: list[tuple[str, str | Branch, int]] = field(
        default_factory=list[tuple[str, "str | Branch", int]]
    )

    def get(self, key: str) -> str | Branch | None:
        """Return the value of a key."""
        return next((value for name, value, _ in self.entries if name == key), None)

    def branch(self, key: str) -> Branch | None:
        """Return the object or list at a key."""
        value = self.get(key)
        return value if isinstance(value, Branch) else None

    def text(self, key: str) -> str:
        """Return the text at a key; empty where there is none."""
        value = self.get(key)
        return value if isinstance(value, str) else ""


Node = str | Branch


def json_trees(text: str, page: SourcePage) -> list[Branch]:
    """Return the document, or the one that the lines of JSON Lines make together."""
    try:
        return [_json(text, 1)]
    except json.JSONDecodeError as error:
        lines = [
            (number, line)
            for number, line in enumerate(text.split("\n"), 1)
            if line.strip()
        ]
        together = Branch(1, listed=True)
        for number, line in lines:
            try:
                together.entries.append(("", _json(line, number), number))
            except (json.JSONDecodeError, CannotImport):
                page.unread.append(UnreadLine(number, line, "the line is not JSON"))
        if len(together.entries) < max(2, len(lines) * LEAST_LINES_READ):
            message = f"line {error.lineno}, column {error.colno}: {error.msg}"
            raise CannotImport(f"the page is not JSON: {message}") from None
        return [together]


def _json(text: str, line: int) -> Branch:
    """Return a text as a tree; its brackets, counted again, tell the lines."""
    _check(text)
    closing = iter(_closing_lines(text, line))

    def tree(pairs: list[tuple[str, Any]]) -> Branch:
        start, keys = next(closing, (line, list[int]()))
        return Branch(
            start,
            listed=False,
            entries=[
                (key, value, keys[index] if index < len(keys) else start)
                for index, (key, value) in enumerate(pairs)
            ],
        )

    value = json.loads(
        text, object_pairs_hook=tree, parse_int=str, parse_float=str, parse_constant=str
    )
    return _rooted(value, line)


def _check(text: str) -> None:
    """Refuse anything but JSON before anything looks for its brackets."""
    try:
        json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except RecursionError:
        raise CannotImport(TOO_DEEP) from None


def _closing_lines(text: str, line: int) -> list[tuple[int, list[int]]]:
    """Return the first line of each object and of its keys, in the order in which objects end."""
    found: list[tuple[int, list[int]]] = []
    open_: list[tuple[int, list[int]] | None] = []
    for match in TOKEN.finditer(text):
        piece = match[0]
        if piece == "\n":
            line += 1
        elif piece == "{":
            open_.append((line, []))
        elif piece == "[":
            open_.append(None)
        elif piece in "}]":
            done = open_.pop() if open_ else None
            if done is not None:
                found.append(done)
        elif open_ and open_[-1] is not None:
            end = match.end()
            if text[end : end + 1] == ":" or text[end : end + 20].lstrip().startswith(
                ":"
            ):
                open_[-1][1].append(line)
    return found


def _rooted(value: Any, line: int) -> Branch:
    """Turn lists into branches too, and scalars into text; without recursion."""
    top = _branch(value if isinstance(value, (Branch, list)) else [value], line)
    stack = [(top, 1)]
    while stack:
        branch, depth = stack.pop()
        if depth > DEEPEST_BRANCH:
            raise CannotImport(TOO_DEEP)
        for index, (key, inner, at) in enumerate(branch.entries):
            if isinstance(inner, (Branch, list)):
                below = _branch(inner, at)
                branch.entries[index] = (key, below, at)
                stack.append((below, depth + 1))
            else:
                branch.entries[index] = (key, scalar(inner), at)
    return top


def _branch(value: Any, line: int) -> Branch:
    if isinstance(value, Branch):
        return value
    entries = [
        ("", inner, inner.line if isinstance(inner, Branch) else line)
        for inner in value
    ]
    return Branch(line, listed=True, entries=entries)


def scalar(value: object) -> str:
    """Return a scalar as text."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def yaml_tree(text: str) -> Branch:
    """Return a YAML document as a tree; aliases stay empty, so that nothing grows."""
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        root = _yaml(yaml.parse(text, Loader=loader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        if mark is not None and _flow_depth(text[: mark.index + 1]) > DEEPEST_BRANCH:
            raise CannotImport(TOO_DEEP) from None
        place = "" if mark is None else f"line {mark.line + 1}: "
        reason = (
            getattr(error, "problem", None) or str(error).split("\n", maxsplit=1)[0]
        )
        raise CannotImport(f"the page is not YAML: {place}{reason}") from None
    if root is None:
        raise CannotImport("the page holds neither a list nor a map")
    return root


def _yaml(events: Iterable[yaml.Event]) -> Branch | None:
    """Return the first document as a tree; None where it is neither a list nor a map."""
    stack: list[tuple[Branch, str | None]] = []
    root: Branch | None = None
    for event in events:
        line = _line(event)
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            branch = Branch(line, listed=isinstance(event, yaml.SequenceStartEvent))
            if stack:
                stack[-1] = _put(*stack[-1], branch, line)
            root = root or branch
            stack.append((branch, None))
            if len(stack) > DEEPEST_BRANCH:
                raise CannotImport(TOO_DEEP)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            stack.pop()
        elif isinstance(event, (yaml.ScalarEvent, yaml.AliasEvent)) and stack:
            stack[-1] = _put(*stack[-1], _yaml_text(event), line)
        elif isinstance(event, yaml.DocumentEndEvent):
            break
    return root


def _yaml_text(event: yaml.ScalarEvent | yaml.AliasEvent) -> str:
    if isinstance(event, yaml.AliasEvent):
        return ""
    empty = not event.style and event.value in {"null", "~"}
    return "" if empty else event.value


def _flow_depth(text: str) -> int:
    """Return how many brackets are open at the end of a text, for which a parser may stop."""
    depth = 0
    for match in FLOW.finditer(text):
        if match[0] in "[{":
            depth += 1
        elif match[0] in "]}":
            depth -= depth > 0
    return depth


def _line(event: yaml.Event) -> int:
    mark = event.start_mark
    return 1 if mark is None else mark.line + 1


def _put(
    branch: Branch, key: str | None, value: Node, line: int
) -> tuple[Branch, str | None]:
    """Add a value to a list, or a key and then its value to a map."""
    if branch.listed:
        branch.entries.append(("", value, line))
        return branch, None
    if key is None:
        return branch, value if isinstance(value, str) else "?"
    at = value.line if isinstance(value, Branch) else line
    branch.entries.append((key, value, min(at, line)))
    return branch, None
