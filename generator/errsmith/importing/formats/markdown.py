"""Markdown and MDX: pipe tables, HTML tables in them, headings and lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit
from mdit_py_plugins.deflist import deflist_plugin

from errsmith.importing.clean import addresses, kept, unescaped, unmarked
from errsmith.importing.formats import bars, html
from errsmith.importing.formats.markdown_source import without_html, without_rules
from errsmith.importing.page import Grid, SourcePage, SourceRow
from errsmith.importing.page_builder import PageBuilder
from errsmith.importing.samples import find_samples

if TYPE_CHECKING:
    from markdown_it.token import Token

FRONT: Final = re.compile(r"\A---\n(.{0,20000}?)\n---[ \t]*\n", re.DOTALL)
TITLE: Final = re.compile(r"^title:[ \t]*[\"']?([^\n\"']{1,200})", re.MULTILINE)
COMPONENT: Final = re.compile(
    r"^[ \t]{0,40}</?[A-Z][A-Za-z0-9.]{0,60}(?:\s[^<>\n]{0,500})?/?>[ \t]*$",
    re.MULTILINE,
)
"""A component of MDX by itself in a line; Markdown would take the next lines for HTML as well."""

TAB: Final = re.compile(
    r"\n[ \t]{0,20}\{% tab title=\"([^\"\n]{1,200})\" %\}[ \t]*$", re.MULTILINE
)
LIQUID: Final = re.compile(r"^[ \t]{0,20}\{%[^%\n]{0,500}%\}[ \t]*$", re.MULTILINE)
"""A block of GitBook or Jekyll by itself in a line: hints, tabs, includes."""

INDENTED_ITEM: Final = re.compile(r"\s{0,40}[-*+]\s{1,4}(\S.*)")
LISTS: Final = frozenset(
    f"{kind}_{side}"
    for kind in ("bullet_list", "ordered_list")
    for side in ("open", "close")
)
SHARED_TEXT: Final = re.compile(
    r"(?P<terms>[^\s:]{1,80}(?:\n[^\s:]{1,80}){1,20})\n:[ \t]+(?P<text>\S.{0,4000})",
    re.DOTALL,
)
DEEPEST_BLOCK: Final = 20
HEADING: Final = re.compile(
    r"(.{0,900}?)\s*(?:\{#[^{}]{0,200}\}|<a\b.{0,500})?\s*", re.DOTALL
)


def read(text: str) -> SourcePage:
    """Read the tables, headings and lists of a page."""
    builder = PageBuilder()
    front = FRONT.match(text)
    if front:
        title = TITLE.search(front[1])
        builder.page.title = title[1].strip() if title else ""
        text = "\n" * front[0].count("\n") + text[front.end() :]
    builder.page.samples = find_samples(text)
    text = without_rules(text)
    text = TAB.sub(r"\n###### \1", text)
    text = LIQUID.sub("", COMPONENT.sub("", text))
    text, tables = without_html(text)
    lines = text.split("\n")
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST_BLOCK}).enable("table")
    parser.use(deflist_plugin).disable(["inline", "reference"])
    taken = _TokenReader(builder, lines, tables).read(parser.parse(text))
    page = builder.finish()
    rest = [("" if number in taken else line) for number, line in enumerate(lines, 1)]
    if any("|" in line for line in rest):
        loose = bars.read("\n".join(rest), outer=True)
        page.grids += loose.grids
        page.unread += loose.unread
        page.grids.sort(key=lambda grid: grid.line)
    return page


class _TokenReader:
    """Walks over the tokens of a page."""

    def __init__(
        self, builder: PageBuilder, lines: list[str], tables: dict[int, str]
    ) -> None:
        self.builder = builder
        self.lines = lines
        self.tables = sorted(tables.items())
        self.taken: set[int] = set()
        self.items: list[list[str]] = []
        self.starts: list[int] = []
        self.terms: list[int] = []

    def read(self, tokens: list[Token]) -> set[int]:
        """Read the tables, headings and lists of a page."""
        index = 0
        while index < len(tokens):
            token = tokens[index]
            first, last = token.map or (0, 0)
            if token.map and token.level == 0:
                self.html_tables(first)
            if token.type == "table_open":
                index = self.table(tokens, index)
                self.taken.update(range(first + 1, last + 1))
            elif token.type == "heading_open":
                match = HEADING.fullmatch(tokens[index + 1].content)
                title = match[1] if match else tokens[index + 1].content
                level = int(token.tag[1])
                self.builder.heading(level, unescaped(title), first + 1)
                index += 1
            elif token.type in {"fence", "code_block"}:
                self.taken.update(range(first + 1, last + 1))
                if token.type == "code_block":
                    self.indented(token.content, first + 1)
            elif token.type == "html_block":
                self.html(token.content, first)
            else:
                self.running(token)
            index += 1
        self.html_tables(len(self.lines) + 1)
        return self.taken

    def running(self, token: Token) -> None:
        """Read lists and paragraphs."""
        if token.type == "dl_close":
            self.end_term(token.level + 1)
        if token.type in LISTS and token.level == 0:
            self.builder.end_list()
        elif token.type in {"list_item_open", "dt_open"}:
            self.end_term(token.level)
            self.start_item(token)
        elif token.type == "dt_close":
            self.terms.append(token.level)
            self.items[-1].append(":")
        elif token.type == "list_item_close":
            self.end_item()
        elif token.type == "inline":
            if self.items:
                self.items[-1].append(unescaped(token.content))
            else:
                line = (token.map or (0, 0))[0] + 1
                self.paragraph(unescaped(token.content), line)

    def paragraph(self, text: str, line: int) -> None:
        """Read a paragraph, or several terms with one text, which Markdown has no list for."""
        found = SHARED_TEXT.fullmatch(text)
        if found is None:
            self.builder.paragraph(text, line)
            return
        for number, term in enumerate(found["terms"].split("\n")):
            self.builder.item(f"{term}\n:\n{found['text']}", line + number)

    def start_item(self, token: Token) -> None:
        """Start an item, or a term with what it means."""
        self.flush()
        self.starts.append((token.map or (0, 0))[0] + 1)
        self.items.append([])

    def end_item(self) -> None:
        self.flush()
        self.items.pop()
        self.starts.pop()

    def end_term(self, level: int) -> None:
        """End the term that is open at a level, if one is."""
        if self.terms and self.terms[-1] == level:
            self.terms.pop()
            self.end_item()

    def indented(self, text: str, line: int) -> None:
        """Read a list that is indented so far that Markdown takes it for code."""
        for number, each in enumerate(text.split("\n")):
            item = INDENTED_ITEM.fullmatch(each)
            if item:
                self.builder.item(unescaped(item[1]), line + number)

    def flush(self) -> None:
        """Hand over what has been read of the innermost item."""
        if self.items and self.items[-1]:
            self.builder.item("\n".join(self.items[-1]), self.starts[-1])
            self.items[-1] = []

    def html_tables(self, before: int) -> None:
        """Hand over the HTML tables that stand above a line."""
        while self.tables and self.tables[0][0] <= before:
            line, table = self.tables.pop(0)
            self.html(table, line - 1)

    def html(self, text: str, offset: int) -> None:
        root = html.parse(text)
        if root is not None:
            html.walk(root, self.builder, offset)

    def table(self, tokens: list[Token], index: int) -> int:
        """Hand over a pipe table; the index of its last token."""
        grid = Grid((tokens[index].map or (0, 0))[0] + 1)
        header = True
        cells: list[str] = []
        line = grid.line
        while tokens[index].type != "table_close":
            token = tokens[index]
            if token.type == "tbody_open":
                header = False
            elif token.type == "tr_open":
                cells, line = [], (token.map[0] + 1 if token.map else line + 1)
            elif token.type == "inline":
                cells.append(token.content)
            elif token.type == "tr_close" and header:
                grid.header = tuple(unescaped(kept(unmarked(cell))) for cell in cells)
            elif token.type == "tr_close":
                grid.rows.append(self.row(line, cells))
            index += 1
        self.builder.table(grid)
        return index

    def row(self, line: int, cells: list[str]) -> SourceRow:
        """Return a row; its last cell has the text beyond the last column too."""
        source = self.lines[line - 1] if line <= len(self.lines) else ""
        if source.count("|") > len(cells):
            whole = [cell.strip() for cell in escapedSplit(source.strip())]
            whole = whole[1:] if whole and not whole[0] else whole
            whole = whole[:-1] if whole and not whole[-1] else whole
            if len(whole) > len(cells) > 0:
                cells = [*whole[: len(cells) - 1], " | ".join(whole[len(cells) - 1 :])]
        texts = tuple(unescaped(kept(unmarked(cell))) for cell in cells)
        return SourceRow(line, texts, addresses(" ".join(cells)))
