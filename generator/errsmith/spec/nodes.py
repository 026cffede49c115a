"""YAML text to positioned nodes.

Reads less than YAML allows, so that nothing can be read in two ways.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import yaml

from errsmith.problems import Position, Problem, SpecError
from errsmith.spec.yaml_syntax import syntax_problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST: Final = 64 * 1024 * 1024
DEEPEST: Final = 20
LONGEST_SHOWN: Final = 40
"""Characters of a number that are worth evaluating for a message."""

MOST_CHARACTERS: Final = 100
"""Odd characters of one file that are reported."""

ODD_BREAKS: Final = {
    "\x85": "NEL",
    "\u2028": "LINE SEPARATOR",
    "\u2029": "PARAGRAPH SEPARATOR",
}
BIDI: Final = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""Characters that make a line read otherwise than it is, in comments too."""

BRACKET: Final = re.compile(r"[\[\]{}]")
PLAIN_BREAKS: Final = {ord("\n"): " ", ord("\t"): " "}

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """Text as it stands in the file; `plain` without quotes."""

    text: str
    plain: bool
    at: Position

    @property
    def read_as(self) -> str | None:
        """Return what YAML would make of it, such as `null` or `the number 8`; None for text."""
        if not self.plain:
            return None
        resolvers = yaml.SafeLoader.yaml_implicit_resolvers
        for tag, pattern in resolvers.get(self.text[:1], []):
            if pattern.match(self.text):
                return _described(tag.rpartition(":")[2], self.text)
        return None


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    at: Position


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order of the file."""

    entries: tuple[tuple[Scalar, Node], ...]
    at: Position


Node = Scalar | Sequence | Mapping


def _described(kind: str, text: str) -> str:
    try:
        value = str(yaml.safe_load(text)) if len(text) <= LONGEST_SHOWN else "…"
    except (yaml.YAMLError, ValueError, OverflowError):
        value = text
    words = {"null": "null", "bool": value.lower(), "timestamp": "a date"}
    numbers = ("int", "float")
    return words.get(
        kind, f"the number {value}" if kind in numbers else f"a {kind} key"
    )


def read(path: Path, shown: str) -> Mapping:
    """Return the top mapping of a file; `shown` is its name in problems. Raises SpecError."""
    start = Position(shown)
    try:
        if not path.is_file():
            raise SpecError(
                [Problem(start, "file-unreadable", "this is not a plain file")]
            )
        _check_size(path.stat().st_size, shown)
        data = path.read_bytes()
    except OSError as error:
        reason = f"cannot be read: {error.strerror}"
        raise SpecError([Problem(start, "file-unreadable", reason)]) from None
    return parse_bytes(data, shown)


def parse_bytes(data: bytes, shown: str) -> Mapping:
    """Return the top mapping of a file's content. Raises SpecError."""
    _check_size(len(data), shown)
    return parse(_text(data, shown), shown)


def _check_size(size: int, shown: str) -> None:
    if size > LARGEST:
        most = f"max {LARGEST // 1024 // 1024} MiB"
        message = f"the file is too large: {size} bytes ({most})"
        raise SpecError([Problem(Position(shown), "yaml-size", message)])


def _text(data: bytes, shown: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        at = _position(shown, before, len(before))
        byte = f"byte 0x{data[error.start]:02x} is not UTF-8"
        raise SpecError(
            [Problem(at, "yaml-encoding", byte, "save the file as UTF-8")]
        ) from None


def _position(shown: str, text: str, index: int) -> Position:
    lines = text[:index].split("\n")
    return Position(shown, len(lines), len(lines[-1]) + 1)


def parse(text: str, shown: str) -> Mapping:
    """Return the top mapping of a text. Raises SpecError with all problems found at once."""
    odd = list(islice(_odd_characters(text, shown), MOST_CHARACTERS))
    if odd:
        raise SpecError(odd)
    builder = _Builder(shown)
    try:
        document = builder.document(yaml.parse(text, Loader=_loader(text)))
    except yaml.YAMLError as error:
        problem = syntax_problem(error, text, shown)
        raise SpecError([*builder.problems, problem]) from None
    if document is None:
        message, hint = (
            "the file is empty",
            "start it with `provider: …`; specs/README.md has an example",
        )
        builder.problems.append(Problem(Position(shown), "yaml-empty", message, hint))
    elif not isinstance(document, Mapping):
        message, hint = "a spec is a mapping of keys", "start it with `provider: …`"
        builder.problems.append(Problem(document.at, "wrong-type", message, hint))
    if builder.problems or not isinstance(document, Mapping):
        raise SpecError(builder.problems)
    return document


def _loader(text: str) -> Any:
    """Return the loader to parse a text with.

    libyaml reads ahead and has a limit of its own for brackets; what may reach it goes to the
    loader in Python, which has none, so that the depth is checked here alone.
    """
    depth = 0
    for bracket in BRACKET.finditer(text):
        depth = depth + 1 if bracket[0] in "[{" else max(0, depth - 1)
        if depth > DEEPEST:
            return yaml.SafeLoader
    return _Loader


def _odd_characters(text: str, shown: str) -> Iterator[Problem]:
    """Characters that break lines, turn text around or that YAML does not take at all."""
    plain = text.replace("\r\n", "\n").translate(PLAIN_BREAKS)
    if text.isascii() and plain.isprintable():
        return
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        for column, c in enumerate(line, 1):
            control = c != "\t" and (c < " " or "\x7f" <= c < "\xa0")
            if control or c in ODD_BREAKS or c in BIDI:
                name = ODD_BREAKS.get(c) or unicodedata.name(c, "control character")
                message = f"{name} U+{ord(c):04X} may not stand in a spec"
                at = Position(shown, number, column)
                yield Problem(at, "control-character", message)


@dataclass
class _Builder:
    """Builds nodes from YAML's events and collects what is not allowed."""

    shown: str
    problems: list[Problem] = field(default_factory=list[Problem])

    def at(self, event: Any) -> Position:
        mark = event.start_mark
        return Position(self.shown, mark.line + 1, mark.column + 1)

    def problem(self, event: Any, rule: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.at(event), rule, message, hint))

    def document(self, events: Iterator[Any]) -> Node | None:
        root: Node | None = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    message = "a spec is one document; a second one starts here"
                    self.problem(
                        event, "yaml-documents", message, "move it to a file of its own"
                    )
                    return root
            elif isinstance(event, yaml.NodeEvent):
                root = self.node(event, events, 0)
        empty = isinstance(root, Scalar) and root.plain and root.text == ""
        return None if empty else root

    def node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        at = self.at(event)
        if isinstance(event, yaml.AliasEvent):
            message = f"alias *{event.anchor} is not allowed"
            self.problem(event, "yaml-anchor", message, "write the value out")
            return Scalar("", plain=False, at=at)
        if event.anchor:
            message = f"anchor &{event.anchor} is not allowed"
            self.problem(
                event, "yaml-anchor", message, "write the value out where it is used"
            )
        if event.tag is not None and event.tag != "!":
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            message = f"tag {tag} is not allowed"
            self.problem(event, "yaml-tag", message, "leave it out; put text in quotes")
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, plain=not event.style, at=at)
        if depth >= DEEPEST:
            message = f"nested more than {DEEPEST} deep"
            raise SpecError([*self.problems, Problem(at, "yaml-depth", message)])
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Node] = []
            while not isinstance(inner := next(events), yaml.SequenceEndEvent):
                items.append(self.node(inner, events, depth + 1))
            return Sequence(tuple(items), at)
        return self.mapping(events, at, depth)

    def mapping(self, events: Iterator[Any], at: Position, depth: int) -> Mapping:
        entries: list[tuple[Scalar, Node]] = []
        seen: dict[str, int] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self.node(event, events, depth + 1)
            value = self.node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                message = "a key is plain text"
                self.problems.append(Problem(key.at, "wrong-type", message))
            elif key.text in seen:
                message = f"duplicate key {key.text} (first on line {seen[key.text]})"
                hint = "YAML would silently keep the last; remove one"
                self.problems.append(Problem(key.at, "duplicate-key", message, hint))
            else:
                seen[key.text] = key.at.line
                entries.append((key, value))
        return Mapping(tuple(entries), at)
