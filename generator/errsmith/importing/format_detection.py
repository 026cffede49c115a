"""Detect the format of a page: by its name and its server, else by its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from errsmith.importing import unread_formats
from errsmith.importing.formats import (
    asciidoc,
    delimited,
    fixed,
    flat,
    html,
    markdown,
    message_files,
    openapi,
    records,
    rst,
    spreadsheet,
    sql,
    toml,
    xml,
)
from errsmith.importing.formats.code import languages
from errsmith.importing.formats.code import rows as code
from errsmith.importing.page import CannotImport

if TYPE_CHECKING:
    from collections.abc import Callable

    from errsmith.importing.document import Document
    from errsmith.importing.page import SourcePage

READERS: Final[dict[str, Callable[[str], SourcePage]]] = {
    "markdown": markdown.read,
    "rst": rst.read,
    "html": html.read,
    "csv": delimited.read,
    "json": records.read_json,
    "yaml": records.read_yaml,
    "openapi": openapi.read,
    "fixed": fixed.read,
    "flat": flat.read,
    "xml": xml.read,
    "asciidoc": asciidoc.read,
    "properties": message_files.read_properties,
    "gettext": message_files.read_gettext,
    "strings": message_files.read_strings,
    "toml": toml.read,
    "sql": sql.read,
    "xlsx": spreadsheet.read,
    **code.readers(),
}
SUFFIXES: Final = {
    "md": "markdown", "mdx": "markdown", "markdown": "markdown", "mkd": "markdown", "rst": "rst",
    "rest": "rst", "html": "html", "htm": "html", "xhtml": "html", "csv": "csv", "tsv": "csv",
    "json": "json", "jsonl": "json", "ndjson": "json", "yaml": "yaml", "yml": "yaml",
    "xml": "xml", "adoc": "asciidoc", "asc": "asciidoc", "asciidoc": "asciidoc", "resx": "xml",
    "properties": "properties", "po": "gettext", "pot": "gettext", "strings": "strings",
    "toml": "toml", "sql": "sql", "xlsx": "xlsx", "xlsm": "xlsx",
    **{end: each.name for each in languages.LANGUAGES for end in each.suffixes},
}  # fmt: skip
MEDIA_TYPES: Final = (
    ("text/html", "html"), ("application/xhtml", "html"), ("text/csv", "csv"),
    ("tab-separated", "csv"), ("markdown", "markdown"), ("json", "json"), ("yaml", "yaml"),
)  # fmt: skip
SAMPLED_TEXT: Final = 100_000
HTML: Final = re.compile(r"<(?:!doctype html|html|body|table|div)\b", re.IGNORECASE)
MARKDOWN: Final = re.compile(
    r"^\s{0,3}(?:#{1,6} \S|\|?[ \t]*:?-{2,}:?[ \t]*\|)|^```", re.MULTILINE
)
RST: Final = re.compile(
    r"^\.\. [a-z-]{3,30}::|^(?:={3,}|\+[-=]{3,}\+)[-=+ ]*$", re.MULTILINE
)
PROSE: Final = frozenset(("markdown", "rst", "html", "openapi", "fixed", "flat"))
"""Formats with sentences, which may name the fields of a reply."""

LEAST_SIGNS: Final = 2
PREFERRED_FORMATS: Final = ("flat", "csv", "fixed", "rst", "markdown")
"""Formats in the order of preference where two find equally many rows: the later one wins."""


def format_of(document: Document) -> str:
    """Return the name of the format. Raises CannotImport where it is one that is not read."""
    if document.media_type == spreadsheet.MEDIA_TYPE:
        return "xlsx"
    unread_formats.refuse(document, frozenset(SUFFIXES))
    text = document.text
    if openapi.declares(text) and document.suffix not in {"md", "html", "rst"}:
        return "openapi"
    if document.suffix in SUFFIXES:
        return SUFFIXES[document.suffix]
    for part, name in MEDIA_TYPES:
        if part in document.media_type:
            return name
    return _by_text(text)


def _by_text(text: str) -> str:
    head = text[:SAMPLED_TEXT]
    known = unread_formats.begins_as(text)
    if known in SUFFIXES:
        return SUFFIXES[known]
    start = head.lstrip()
    if start.startswith(("{", "[")) and _is_json(text):
        return "json"
    if start.startswith("<") and HTML.search(head):
        return "html"
    if HTML.search(head) and "</table>" in text.lower() and not MARKDOWN.search(head):
        return "html"
    names = ["flat", "fixed"]
    names += ["markdown"] if len(MARKDOWN.findall(head)) >= LEAST_SIGNS else []
    names += ["rst"] if len(RST.findall(head)) >= LEAST_SIGNS else []
    rows = {name: _count_rows(READERS[name], head) for name in names}
    if delimited.share(text) > 0.8 and "|" not in delimited.delimiter_of(text):  # noqa: PLR2004 - nearly every line
        rows["csv"] = _count_rows(delimited.read, head) - 1
    best = max(rows, key=lambda name: (rows[name], PREFERRED_FORMATS.index(name)))
    return best if rows[best] else names[-1]


def _is_json(text: str) -> bool:
    try:
        records.read_json(text)
    except CannotImport:
        return False
    return True


def _count_rows(reader: Callable[[str], SourcePage], text: str) -> int:
    """Count the rows that a reader finds."""
    try:
        page = reader(text)
    except CannotImport:
        return 0
    return sum(len(grid.rows) for grid in page.grids)
