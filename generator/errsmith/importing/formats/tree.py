"""JSON, JSON Lines and YAML as one kind of tree that knows its lines, and the grids in it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from errsmith.importing.page import CannotImport, SourcePage, UnreadLine

TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\]\n]')
DEEPEST: Final = 100
MOST_COLUMNS: Final = 64
SHARE: Final = 0.6


@dataclass
class Branch:
    """An object or a list, with the line of each entry."""

    line: int
    listed: bool
    entries: list[tuple[str, str | Branch, int]] = field(
        default_factory=list[tuple[str, "str | Branch", int]]
    )

    def get(self, key: str) -> str | Branch | None:
        """The value of a key."""
        return next((value for name, value, _ in self.entries if name == key), None)

    def branch(self, key: str) -> Branch | None:
        """The object or list at a key."""
        value = self.get(key)
        return value if isinstance(value, Branch) else None

    def text(self, key: str) -> str:
        """The text at a key; empty where there is none."""
        value = self.get(key)
        return value if isinstance(value, str) else ""


Node = str | Branch


def json_trees(text: str, page: SourcePage) -> list[Branch]:
    """The document, or the one that the lines of JSON Lines make together."""
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
                page.unread.append(UnreadLine(number, line, "the line is no JSON"))
        if len(together.entries) < 2 or len(together.entries) < len(lines) * SHARE:  # noqa: PLR2004 - one object is no table
            message = f"line {error.lineno}, column {error.colno}: {error.msg}"
            raise CannotImport(f"the page is no JSON: {message}") from None
        return [together]


def _json(text: str, line: int) -> Branch:
    """A text as a tree. The library reads it; its brackets, counted again, tell the lines."""
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
    """Refuse what is no JSON, before anything looks for its brackets."""
    try:
        json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except RecursionError:
        raise CannotImport("the page is nested too deep") from None


def _closing_lines(text: str, line: int) -> list[tuple[int, list[int]]]:
    """For each object, in the order in which they end, its first line and those of its keys."""
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
    """Lists as branches too, and scalars as text; without recursion."""
    top = _branch(value if isinstance(value, (Branch, list)) else [value], line)
    stack = [top]
    while stack:
        branch = stack.pop()
        for index, (key, inner, at) in enumerate(branch.entries):
            if isinstance(inner, (Branch, list)):
                below = _branch(inner, at)
                branch.entries[index] = (key, below, at)
                stack.append(below)
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
    """A scalar as text."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def yaml_tree(text: str) -> Branch:
    """A YAML document as a tree; aliases stay empty, so that nothing grows."""
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    stack: list[tuple[Branch, str | None]] = []
    root: Branch | None = None
    try:
        for event in yaml.parse(text, Loader=loader):
            line = _line(event)
            if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                branch = Branch(line, listed=isinstance(event, yaml.SequenceStartEvent))
                if stack:
                    stack[-1] = _put(*stack[-1], branch, line)
                root = root or branch
                stack.append((branch, None))
                if len(stack) > DEEPEST:
                    raise CannotImport("the page is nested too deep")
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                stack.pop()
            elif isinstance(event, (yaml.ScalarEvent, yaml.AliasEvent)) and stack:
                value = event.value if isinstance(event, yaml.ScalarEvent) else ""
                value = (
                    ""
                    if isinstance(event, yaml.ScalarEvent)
                    and not event.style
                    and value in {"null", "~"}
                    else value
                )
                stack[-1] = _put(*stack[-1], value, line)
            elif isinstance(event, yaml.DocumentEndEvent):
                break
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = "" if mark is None else f"line {mark.line + 1}: "
        reason = (
            getattr(error, "problem", None) or str(error).split("\n", maxsplit=1)[0]
        )
        raise CannotImport(f"the page is no YAML: {place}{reason}") from None
    if root is None:
        raise CannotImport("the page holds no list and no map")
    return root


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
