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

from errsmith.importing.formats.rst_nodes import (
    broken_tables,
    line_of,
    table_of,
    text_of,
)
from errsmith.importing.page import (
    CannotImport,
    SourcePage,
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
"""Exceptions that docutils was seen to raise on pages that it does not expect."""

NAMES: Final = re.compile(
    r"^[ \t]{0,20}\.\.[ \t]+([a-z][a-z0-9:+-]{1,40})::", re.MULTILINE
)
MOST_NAMES: Final = 200
LIST_NODES: Final = (
    nodes.bullet_list,
    nodes.enumerated_list,
    nodes.definition_list,
    nodes.field_list,
)
PAIR_NODES: Final = (nodes.definition_list_item, nodes.field)


class _PlainInliner(states.Inliner):
    """Leaves the markup in texts alone; what a role means is not ours to know."""

    def init_customizations(self, settings: Any) -> None:
        """Set up nothing."""

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
    """Read the tables, headings and lists of a page."""
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
    page.unread += broken_tables(tree, lines)
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
            if isinstance(node, LIST_NODES):
                builder.end_list()
                stack.append((node, level, True))
            below = level + isinstance(node, nodes.section)
            stack += [(child, below, False) for child in reversed(node.children)]


def _take(
    node: nodes.Element, level: int, builder: PageBuilder, lines: list[str]
) -> bool:
    """Tell the builder what a node is; whether that was all of it."""
    line = line_of(node, lines)
    if isinstance(node, nodes.title) and isinstance(node.parent, nodes.section):
        builder.heading(max(level, 1), text_of(node), line)
    elif isinstance(node, nodes.table):
        builder.table(table_of(node, lines))
    elif isinstance(node, nodes.list_item):
        builder.item(_item(node), line)
    elif isinstance(node, PAIR_NODES):
        builder.item(_pair(node), line)
    elif isinstance(node, nodes.paragraph):
        builder.paragraph(text_of(node), line)
    else:
        return isinstance(node, nodes.system_message)
    return True


def _item(node: nodes.Element) -> str:
    parts = [child for child in node.children if isinstance(child, nodes.paragraph)]
    return " ".join(text_of(part) for part in parts)


def _pair(node: nodes.Element) -> str:
    """Return a term and what it means as one item."""
    texts = [
        text_of(child) for child in node.children if isinstance(child, nodes.Element)
    ]
    return ": ".join(filter(None, texts))
