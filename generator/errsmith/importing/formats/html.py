"""HTML: tables with merged cells, lists and headings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from errsmith.importing.clean import BLOCKS, kept, plain
from errsmith.importing.formats import definitions
from errsmith.importing.formats.merged_cells import MergedCell, MergedRows
from errsmith.importing.page import Grid, SourcePage, SourceRow
from errsmith.importing.page_builder import PageBuilder
from errsmith.importing.samples import find_samples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage]  # lxml names the type of elements so

HEADING_LEVELS: Final = {f"h{level}": level for level in range(1, 7)}
IGNORED_TAGS: Final = ("script", "style", "noscript", "template", "svg", "nav", "head")
LIST_TAGS: Final = frozenset({"ul", "ol", "dl"})
TEXT_TAGS: Final = ("p", "div", "blockquote", "section")


MOST_DIGITS: Final = 6
"""Of the number of rows or columns that a cell covers; longer ones are nonsense."""


def read(text: str) -> SourcePage:
    """Read the tables, lists and headings of a page."""
    builder = PageBuilder()
    root = parse(text)
    if root is not None:
        title = root.find(".//title")
        builder.page.title = plain(title.text or "") if title is not None else ""
        walk(root, builder)
    return builder.finish()


def parse(text: str) -> Element | None:
    """Return the tree of a page; None of an empty one."""
    parser = etree.HTMLParser(no_network=True, encoding="utf-8")
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
    if root is None:
        return None
    for each in root.iter("br"):
        each.tail = "\n" + (each.tail or "")
    return root


def walk(root: Element, builder: PageBuilder, offset: int = 0) -> None:
    """Tell the builder what stands below an element; `offset` is the line before its first."""
    steps = etree.iterwalk(root, events=("start", "end"))
    for event, each in steps:
        if each.tag in LIST_TAGS:
            if each.get(definitions.READ) is None:
                builder.end_list()
        elif (
            event == "start"
            and isinstance(each.tag, str)
            and _take(each, builder, offset)
        ):
            steps.skip_subtree()


STRIKES: Final = frozenset(("del", "s", "strike"))


def _take(element: Element, builder: PageBuilder, offset: int) -> bool:
    """Tell the builder what an element is; whether that was all of it."""
    tag = str(element.tag)
    line = _line(element) + offset
    if tag in HEADING_LEVELS:
        builder.heading(HEADING_LEVELS[tag], _text(element), line)
    elif tag == "table":
        builder.table(_table(element, offset))
        return element.find(".//table") is None
    elif tag == "pre":
        builder.page.samples += find_samples(_text(element))
    elif tag in {"li", "dt"}:
        text = _item(element)
        if text:
            builder.item(text, line)
        return False
    elif tag in TEXT_TAGS:
        builder.text(_own_text(element))
        return False
    return tag in IGNORED_TAGS or tag in HEADING_LEVELS or tag == "pre"


def _line(element: Element) -> int:
    """Return the line that an element starts in."""
    line: Any = element.sourceline
    return int(line or 1)


def _item(element: Element) -> str:
    """Return the text of an item; empty where it was read with another one."""
    if element.tag == "dt":
        return definitions.item(element, _text)
    if element.get(definitions.READ) is not None:
        return ""
    return _text(element, stop=("ul", "ol", "table"))


def _own_text(element: Element) -> str:
    """Return the text of a paragraph; of anything larger, only what stands in it directly."""
    if element.tag == "p":
        return _text(element)
    parts = [element.text or "", *(child.tail or "" for child in element)]
    return " ".join(parts)


def _text(element: Element, stop: tuple[str, ...] = ("table",)) -> str:
    """Return the text in an element, without that of certain elements in it."""
    parts: list[str] = []
    steps = etree.iterwalk(element, events=("start", "end"))
    for event, each in steps:
        if event == "start":
            skipped = not isinstance(each.tag, str) or each.tag in IGNORED_TAGS
            if each is not element and (skipped or each.tag in stop):
                steps.skip_subtree()
            else:
                parts.append("~~" if each.tag in STRIKES else "")
                parts.append(each.text or "")
        if event == "end" and each is not element:
            parts.append("~~" if each.tag in STRIKES else "")
            if each.tag in BLOCKS:
                parts.append("\n")
            parts.append(each.tail or "")
    return kept("".join(parts))


def _table(table: Element, offset: int) -> Grid:
    """Return the cells of a table, merged ones in every place that they cover."""
    grid = Grid(_line(table) + offset)
    caption = table.find("caption")
    if caption is not None and _text(caption):
        grid.sections = (plain(_text(caption)),)
    merged = MergedRows()
    for row in _rows(table):
        cells = [each for each in row if each.tag in {"td", "th"}]
        texts = merged.next(map(_merged, cells))
        titles = bool(cells) and all(each.tag == "th" for each in cells)
        parent = row.getparent()
        headed = titles or (parent is not None and parent.tag == "thead")
        if headed and not grid.rows:
            if len(texts) >= len(grid.header) or len(cells) > 1:
                grid.header = texts
            continue
        if any(texts):
            links = tuple(_links(row))[:3]
            grid.rows.append(SourceRow(_line(row) + offset, texts, links))
    return grid


def _rows(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, not those of a table in one of its cells."""
    steps = etree.iterwalk(table, events=("start",))
    for _, each in steps:
        if each is not table and each.tag == "table":
            steps.skip_subtree()
        elif each.tag == "tr":
            yield each


def _merged(cell: Element) -> MergedCell:
    return MergedCell(_text(cell), _span(cell, "colspan"), _span(cell, "rowspan"))


def _span(cell: Element, name: str) -> int:
    value = (cell.get(name) or "1").strip("{}\"' ")
    return max(int(value), 1) if value.isdecimal() and len(value) < MOST_DIGITS else 1


def _links(element: Element) -> Iterator[str]:
    for each in element.iter("a"):
        address = each.get("href") or ""
        if address.startswith(("http://", "https://")):
            yield address
