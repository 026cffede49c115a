"""Formats that are not read, by the ends of their files' names, and what to do instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from errsmith.importing.page import CannotImport

if TYPE_CHECKING:
    from errsmith.importing.document import Document

AS_CSV: Final = "save its table as CSV"
AS_TEXT: Final = "convert it to HTML or Markdown"
AS_DATA: Final = "convert it to JSON or YAML"
AS_LIST: Final = "write its constants as CSV: code,name,message"

NAMES: Final = {
    "bib": ("BibTeX", AS_CSV), "cfg": ("configuration", AS_DATA), "clj": ("Clojure", AS_LIST),
    "conf": ("configuration", AS_DATA), "dart": ("Dart", AS_LIST), "doc": ("Word", AS_TEXT),
    "docx": ("Word", AS_TEXT), "env": ("a file of settings", AS_DATA), "erl": ("Erlang", AS_LIST),
    "ex": ("Elixir", AS_LIST), "exs": ("Elixir", AS_LIST), "fs": ("F#", AS_LIST),
    "gql": ("GraphQL", AS_LIST), "graphql": ("GraphQL", AS_LIST), "groovy": ("Groovy", AS_LIST),
    "hs": ("Haskell", AS_LIST), "ini": ("INI", AS_DATA), "ipynb": ("a notebook", AS_TEXT),
    "jl": ("Julia", AS_LIST), "lua": ("Lua", AS_LIST), "m": ("Objective-C", AS_LIST),
    "ml": ("OCaml", AS_LIST), "mm": ("Objective-C", AS_LIST), "ods": ("a spreadsheet", AS_CSV),
    "odt": ("OpenDocument", AS_TEXT), "org": ("Org", AS_TEXT), "pdf": ("PDF", AS_TEXT),
    "pl": ("Perl", AS_LIST), "plist": ("a property list", AS_DATA), "pm": ("Perl", AS_LIST),
    "ps1": ("PowerShell", AS_LIST), "r": ("R", AS_LIST), "rtf": ("RTF", AS_TEXT),
    "sh": ("a shell script", AS_LIST),
    "svelte": ("Svelte", AS_LIST), "swift": ("Swift", AS_LIST),
    "tex": ("TeX", AS_TEXT), "textile": ("Textile", AS_TEXT),
    "thrift": ("Thrift", AS_LIST), "vb": ("Visual Basic", AS_LIST),
    "vue": ("Vue", AS_LIST), "wiki": ("wiki text", AS_TEXT), "xls": ("a spreadsheet", AS_CSV),
    "zig": ("Zig", AS_LIST),
}  # fmt: skip

SPACE: Final = r"\s{0,100}"
BEGINNINGS: Final = (
    (
        "sql",
        re.compile(
            SPACE + rf"(?:--[^\n]*\n{SPACE}){{0,50}}(?:insert\s+into|create\s+table)\s",
            re.IGNORECASE,
        ),
    ),
    (
        "toml",
        re.compile(
            SPACE + rf"(?:(?:#|[\w.\"'-]{{1,60}} ?=)[^\n]*\n{SPACE}){{0,50}}"
            r"\[{1,2}[\w.\"' :-]+\]{1,2}\s{0,100}\n"
            rf"{SPACE}[\w.\"'-]+\s*=\s"
        ),
    ),
    (
        "xml",
        re.compile(
            SPACE + r"<\?xml\b(?![^<]{0,500}<(?:!DOCTYPE )?html)", re.IGNORECASE
        ),
    ),
    ("adoc", re.compile(r"= \S[^\n]*\n(?:[^\n]*\n){0,200}?\|===")),
    ("po", re.compile(r"(?:(?:#[^\n]*)?\n){0,200}(?:msgctxt|msgid) \"")),
)
"""What a text of such a format starts with, where its name does not tell."""


def refuse(document: Document, known: frozenset[str]) -> None:
    """Raise CannotImport where a document is of a format that is not among the known ones."""
    end = document.suffix
    if end in NAMES and end not in known:
        _refuse(end)
    if end in known:
        return
    name = begins_as(document.text)
    if name and name not in known:
        _refuse(name)


def begins_as(text: str) -> str:
    """Return the end of name of the format that a text starts like; empty for any other."""
    head = text[:20_000]
    found = (name for name, beginning in BEGINNINGS if beginning.match(head))
    return next(found, "")


def _refuse(end: str) -> None:
    name, advice = NAMES[end]
    raise CannotImport(f"{name} is not read; {advice} (--format says what else it is)")
