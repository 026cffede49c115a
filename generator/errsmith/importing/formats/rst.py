"""reStructuredText: grid tables, simple tables, list-table and csv-table, headings and lists."""

from __future__ import annotations

import io
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Directive, Parser, directives, states
from docutils.utils import SystemMessage, new_document

from errsmith.importing.clean import addresses, kept
from errsmith.importing.page import (
    CannotImport,
    Grid,
    SourcePage,
    SourceRow,
    UnreadLine,
)
from errsmith.importing.page_builder import PageBuilder
from errsmith.importing.samples import find_samples

if TYPE_CHECKING:
    from collections.abc import Generator

SETTINGS: Final[dict[str, Any]] = {
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "report_level": 5,
    "halt_level": 5,
    "line_length_limit": 100_000,
}
DOCUTILS_FAILS: Final = (
    SystemMessage,
    RecursionError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)
"""What docutils is seen to raise on pages that it does not expect."""

NAMES: Final = re.compile(
    r"^[ \t]{0,20}\.\.[ \t]+([a-z][a-z0-9:+-]{1,40})::", re.MULTILINE
)
ROLE: Final = re.compile(r":[a-z][a-z:+-]{0,30}:`([^`]{1,300})`")
TARGET: Final = re.compile(r"\s*<[^<>]{1,300}>(?=`|\Z)")
MARKS: Final = re.compile(
    r"``([^`]{1,300})``|`([^`]{1,300})`_{0,2}|\*\*([^*]{1,300})\*\*|\|([^|]{1,80})\|"
)
ITALIC: Final = re.compile(r"(?<!\w)\*(\S[^*]{0,300})\*(?!\w)")
MOST_NAMES: Final = 200
LISTS: Final = (
    nodes.bullet_list,
    nodes.enumerated_list,
    nodes.definition_list,
    nodes.field_list,
)
PAIRS: Final = (nodes.definition_list_item, nodes.field)
ROWISH: Final = re.compile(r"\s*(?:\|.*\||\+[-=+]{5,}\+|={3,}(?:\s+={2,})+)\s*")


class _PlainInliner(states.Inliner):
    """Leaves the markup in texts alone; what a role means is not ours to know."""

    def init_customizations(self, settings: Any) -> None:
        """Nothing to set up."""

    def parse(self, text: str, lineno: int, memo: Any, parent: Any) -> Any:  # noqa: ARG002 - docutils calls it so
        return [nodes.Text(text)], []


class _Content(Directive):
    """A directive of Sphinx or somebody else: its content is read, its options are not."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = None

    def run(self) -> list[nodes.Node]:
        part = nodes.container()
        part.line = self.lineno
        self.state.nested_parse(self.content, self.content_offset, part)
        return [part]


def read(text: str) -> SourcePage:
    """The tables, headings and lists of a page."""
    settings = get_default_settings(Parser)
    for name, value in SETTINGS.items():
        setattr(settings, name, value)
    settings.warning_stream = io.StringIO()
    tree = new_document("page", settings)
    with _known(text):
        try:
            Parser(inliner=_PlainInliner()).parse(text, tree)
        except DOCUTILS_FAILS as error:
            what = type(error).__name__
            raise CannotImport(f"docutils cannot read the page: {what}") from None
    builder = PageBuilder()
    builder.page.samples = find_samples(text)
    lines = text.split("\n")
    _walk(tree, builder, lines)
    page = builder.finish()
    page.unread += _broken(tree, lines)
    return page


@contextmanager
def _known(text: str) -> Generator[None]:
    """Let docutils know the directives that a text uses, for as long as it is read."""
    registry: dict[str, Any] = vars(directives)["_directives"]
    builtin: dict[str, Any] = vars(directives)["_directive_registry"]
    names = list(dict.fromkeys(NAMES.findall(text)))[:MOST_NAMES]
    added = [name for name in names if name not in registry and name not in builtin]
    for name in added:
        directives.register_directive(name, _Content)
    try:
        yield
    finally:
        for name in added:
            registry.pop(name, None)


def _walk(tree: nodes.document, builder: PageBuilder, lines: list[str]) -> None:
    """Tell the builder what stands in a tree, without recursion."""
    stack: list[tuple[nodes.Node, int, bool]] = [(tree, 0, False)]
    while stack:
        node, level, leaving = stack.pop()
        if leaving:
            builder.end_list()
        elif isinstance(node, nodes.Element) and not _take(node, level, builder, lines):
            if isinstance(node, LISTS):
                builder.end_list()
                stack.append((node, level, True))
            below = level + isinstance(node, nodes.section)
            stack += [(child, below, False) for child in reversed(node.children)]


def _take(
    node: nodes.Element, level: int, builder: PageBuilder, lines: list[str]
) -> bool:
    """Tell the builder what a node is; whether that was all of it."""
    line = _line(node, lines)
    if isinstance(node, nodes.title) and isinstance(node.parent, nodes.section):
        builder.heading(max(level, 1), _plain(node), line)
    elif isinstance(node, nodes.table):
        builder.table(_table(node, lines))
    elif isinstance(node, nodes.list_item):
        builder.item(_item(node), line)
    elif isinstance(node, PAIRS):
        builder.item(_pair(node), line)
    elif isinstance(node, nodes.paragraph):
        builder.paragraph(_plain(node), line)
    else:
        return isinstance(node, nodes.system_message)
    return True


def _line(node: nodes.Node, lines: list[str]) -> int:
    """The line that a node starts in, as near as docutils knows it."""
    line = getattr(node, "line", None)
    below: list[nodes.Node] = [] if line else list(node.findall())
    for each in below:
        line = getattr(each, "line", None)
        if line:
            break
    return min(max(line or 1, 1), len(lines))


def _plain(node: nodes.Element) -> str:
    text = node.astext()
    if "`" in text or "*" in text or "|" in text:
        text = ROLE.sub(r"`\1`", text)
        text = MARKS.sub(
            lambda match: TARGET.sub("", next(filter(None, match.groups()), "")), text
        )
        text = ITALIC.sub(r"\1", text)
    return kept(text.replace("\\", ""))


def _item(node: nodes.Element) -> str:
    parts = [child for child in node.children if isinstance(child, nodes.paragraph)]
    return " ".join(_plain(part) for part in parts)


def _pair(node: nodes.Element) -> str:
    """A term and what it means as one item."""
    texts = [
        _plain(child) for child in node.children if isinstance(child, nodes.Element)
    ]
    return ": ".join(filter(None, texts))


def _table(table: nodes.table, lines: list[str]) -> Grid:
    """The cells of a table, merged ones in every row that they cover."""
    grid = Grid(_line(table, lines))
    title = next(iter(table.findall(nodes.title)), None)
    if title is not None:
        grid.sections = (_plain(title),)
    stubs = next(iter(table.findall(nodes.tgroup)), None)
    if stubs is None:
        return grid
    for part in stubs.children:
        if not isinstance(part, (nodes.thead, nodes.tbody)):
            continue
        pending: dict[int, tuple[int, str]] = {}
        for row in part.children:
            if not isinstance(row, nodes.row):
                continue
            texts = _spread(row, pending)
            if isinstance(part, nodes.thead):
                if not grid.header or sum(map(bool, texts)) > 1:
                    grid.header = texts
            elif any(texts):
                grid.rows.append(
                    SourceRow(_line(row, lines), texts, addresses(" ".join(texts)))
                )
    return grid


def _spread(row: nodes.row, pending: dict[int, tuple[int, str]]) -> tuple[str, ...]:
    texts: list[str] = []

    def waiting() -> None:
        while len(texts) in pending:
            left, text = pending.pop(len(texts))
            if left > 1:
                pending[len(texts)] = (left - 1, text)
            texts.append(text)

    for entry in row.children:
        waiting()
        if not isinstance(entry, nodes.entry):
            continue
        text = _plain(entry)
        for place in range(1 + int(entry.get("morecols", 0))):
            down = int(entry.get("morerows", 0))
            said = "" if place else text
            if down:
                pending[len(texts)] = (down, said)
            texts.append(said)
    waiting()
    return tuple(texts)


def _broken(tree: nodes.document, lines: list[str]) -> list[UnreadLine]:
    """The lines of tables that docutils could not read."""
    unread: list[UnreadLine] = []
    messages = [*tree.findall(nodes.system_message), *tree.parse_messages]
    for message in messages:
        literal = next(iter(message.findall(nodes.literal_block)), None)
        if literal is None:
            continue
        line = int(message.get("line", 0) or _line(literal, lines))
        why = (
            kept(message.children[0].astext())
            if message.children
            else "docutils cannot read it"
        )
        rows = [each for each in literal.astext().split("\n") if ROWISH.fullmatch(each)]
        if rows:
            unread.append(UnreadLine(line, kept(rows[0]), why))
    return unread
