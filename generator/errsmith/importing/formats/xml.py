"""XML of any vocabulary: elements that repeat are rows, their attributes and parts the cells."""

from __future__ import annotations

import re
from html import escape
from html.entities import html5
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from errsmith.importing import codes, listed_rows
from errsmith.importing.clean import kept, plain
from errsmith.importing.formats import message_files, pairs
from errsmith.importing.formats.pairs import Pair
from errsmith.importing.page import (
    CannotImport,
    Grid,
    SourcePage,
    SourceRow,
    UnreadLine,
    linked,
)
from errsmith.importing.vocabulary.column_titles import about_errors, role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage]  # lxml names the type of elements so

MOST_COLUMNS: Final = 64
LONGEST_CELL: Final = 20_000
LEAST_ROWS: Final = 2
DECLARES: Final = re.compile(r"<!(?:ENTITY|DOCTYPE[^>\[]{0,500}\[)")
DECLARATION: Final = re.compile(r"\A\s*<\?xml\b[^>]{0,300}\?>")
REFERENCE: Final = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][\w.-]{0,80};)")
"""An entity that XML itself does not have."""

TITLES: Final = ("title", "name", "caption", "label")
STRING: Final = "string"
"""The tag of Android's texts, which have backslashes before quotes."""

VARIABLE: Final = "varlistentry"
"""The tag of an entry in a list of DocBook."""

KEYS: Final = frozenset(("name", "key", "id"))
TEXTS: Final = frozenset(("text", "value"))
BESIDES: Final = frozenset(
    ("comment", "formatted", "mimetype", "product", "space", "translatable", "type")
)
"""What texts by key have beside them in the files of Android, Java and .NET."""

HEADERS: Final = frozenset(("header", "headers", "head", "thead"))


def read(text: str) -> SourcePage:
    """Read the rows of a document. Raises CannotImport, for one that declares entities too."""
    if DECLARES.search(text):
        raise CannotImport(
            "XML that declares a type or entities of its own is not read"
        )
    body = DECLARATION.sub(lambda found: "\n" * found[0].count("\n"), text)
    body = REFERENCE.sub(_named_character, body)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True
    )
    try:
        root = etree.fromstring(body.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise CannotImport(f"the page is not XML: {error}") from None
    page = SourcePage()
    repeated = {
        (_tag(element), tag)
        for element in root.iter(etree.Element)
        for tag, children in _children(element).items()
        if len(children) >= LEAST_ROWS
    }
    for element in root.iter(etree.Element):
        page.title = page.title or _title(element)
        page.grids += _grids(element, repeated, page.unread)
    return page


def _named_character(found: re.Match[str]) -> str:
    """Return the character that HTML gives a name; one of a file that is not here stays."""
    return escape(html5.get(found[1], "")) or found[0]


def _children(parent: Element) -> dict[str, list[Element]]:
    """Return the children of an element by their tags."""
    found: dict[str, list[Element]] = {}
    for child in parent.iterchildren(etree.Element):
        found.setdefault(_tag(child), []).append(child)
    return found


def _grids(
    parent: Element, repeated: set[tuple[str, str]], unread: list[UnreadLine]
) -> Iterator[Grid]:
    """Yield a grid for each tag that repeats in elements such as this one."""
    for tag, elements in _children(parent).items():
        if (_tag(parent), tag) not in repeated:
            continue
        sections = _sections(parent, tag)
        listed, lost = _listed(elements, sections) if tag == VARIABLE else (None, [])
        if listed is not None:
            unread += lost
            yield listed
            continue
        grid = _positional(parent, elements) or _named(elements, repeated)
        if grid is not None and _is_of_messages(grid, sections):
            yield from pairs.grids([*_pairs(grid, escaped=tag == STRING)])
        elif grid is not None:
            grid.sections = sections
            yield grid


def _listed(
    elements: list[Element], sections: tuple[str, ...]
) -> tuple[Grid | None, list[UnreadLine]]:
    """Return the entries of a list of DocBook, each with its term and text, as rows."""
    items: list[tuple[int, str]] = []
    for each in elements:
        parts = list(map(_text, each.iterchildren(etree.Element)))
        items.append(
            (_line(each), f"{parts[0]}: {' '.join(parts[1:])}" if parts else "")
        )
    return listed_rows.read(items, sections[:-1])


def _is_of_messages(grid: Grid, sections: tuple[str, ...]) -> bool:
    """Return whether a grid is texts by key, and nothing above it says that all are errors."""
    columns = set(grid.header)
    return (
        len(columns & KEYS) == 1
        and len(columns & TEXTS) == 1
        and columns <= KEYS | TEXTS | BESIDES
        and not any(map(about_errors, sections))
    )


def _pairs(grid: Grid, *, escaped: bool) -> Iterator[Pair]:
    """Yield the rows of a grid as keys and texts, where they have both."""
    places = {title: index for index, title in enumerate(grid.header)}
    key, text = (
        next(places[each] for each in titles if each in places)
        for titles in (KEYS, TEXTS)
    )
    for row in grid.rows:
        said = row.cell(text)
        if row.cell(key):
            said = message_files.unescaped(said) if escaped else said
            yield Pair(row.cell(key), said, row.line, row.cell(places.get("comment")))


def _positional(parent: Element, elements: list[Element]) -> Grid | None:
    """Return the rows of a table, whose cells all have one tag; None for other elements."""
    cells = [list(each.iterchildren(etree.Element)) for each in elements]
    tags = {_tag(cell) for row in cells for cell in row}
    if len(tags) != 1 or any(len(row) < LEAST_ROWS for row in cells):
        return None
    header: tuple[str, ...] = ()
    for each in parent.itersiblings(etree.Element, preceding=True):
        if _tag(each) in HEADERS:
            inner = next(each.iterchildren(etree.Element), each)
            titled = inner if len(inner) > 1 else each
            header = tuple(_text(cell) for cell in titled.iterchildren(etree.Element))
    rows = [
        linked(_line(each), [*map(_text, row)])
        for each, row in zip(elements, cells, strict=True)
    ]
    return Grid(rows[0].line, header=header, rows=rows)


def _named(elements: list[Element], repeated: set[tuple[str, str]]) -> Grid | None:
    """Return elements as rows, with a column for each attribute and each tag in them."""
    columns: dict[str, int] = {}
    rows: list[SourceRow] = []
    for each in elements:
        cells: dict[int, str] = {}
        for name, value in _facts(each, repeated):
            if name in columns or len(columns) < MOST_COLUMNS:
                cells.setdefault(columns.setdefault(name, len(columns)), value)
        texts = tuple(cells.get(index, "") for index in range(len(columns)))
        rows.append(linked(_line(each), texts))
    if len(columns) < LEAST_ROWS:
        return None
    return Grid(rows[0].line, header=tuple(columns), rows=rows, verbatim=True)


def _facts(
    element: Element, repeated: set[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """Yield what an element says: its attributes, the texts of its children, its own text.

    Children that are rows of a table of their own say nothing about it.
    """
    for name, value in element.attrib.items():
        yield etree.QName(str(name)).localname, plain(str(value)[:LONGEST_CELL])
    own = [element.text or "", *(child.tail or "" for child in element)]
    if any(
        each.strip() for each in own
    ):  # its parts are emphasis, links and their like
        yield "text", _text(element)
        return
    for child in element.iterchildren(etree.Element):
        if (_tag(element), _tag(child)) in repeated and _has_code(child):
            continue
        for name, value in child.attrib.items():
            yield etree.QName(str(name)).localname, plain(str(value)[:LONGEST_CELL])
        yield _tag(child), _text(child)


def _has_code(element: Element) -> bool:
    """Return whether an element has a code in an attribute or in a part of its own."""
    parts = [(_tag(each), _text(each)) for each in element.iterchildren(etree.Element)]
    facts = [
        *((str(name), str(value)) for name, value in element.attrib.items()),
        *parts,
    ]
    return any(role(name) == "code" and codes.is_code(value) for name, value in facts)


def _sections(parent: Element, tag: str) -> tuple[str, ...]:
    """Return the titles above a table, and what its elements are called."""
    above = (parent, *parent.iterancestors())
    found = [tag, *(_title(each) or _tag(each) for each in above)]
    return tuple(plain(title) for title in reversed(found[:6]))


def _title(element: Element) -> str:
    """Return the text of a title right in an element."""
    for child in element.iterchildren(etree.Element):
        if _tag(child) in TITLES and not len(child):
            return plain(_text(child))
    return ""


def _tag(element: Element) -> str:
    return etree.QName(element).localname


def _text(element: Element) -> str:
    return kept("".join(str(each) for each in element.itertext())[:LONGEST_CELL])


def _line(element: Element) -> int:
    line: Any = element.sourceline
    return int(line or 1)
