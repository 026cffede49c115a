"""Write a catalogue as Markdown, a section for each code, in which no text of a spec is markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import jinja2

from errsmith.codegen.catalogue import entries
from errsmith.spec.model import Range, Row
from errsmith.spec.schema_model import keys_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from errsmith.codegen.catalogue import Document

MARKUP: Final = re.compile(r"[\\`*\[\]<>&|~#$]|(?<![^\W_])_|_(?![^\W_])")
BLOCK: Final = re.compile(r"\A([0-9]*)([-+=]|(?<=[0-9])[.)])")
"""The start of a list item, or of the rule below a heading."""

ABSENT: Final = dict.fromkeys((*keys_of(Row), *keys_of(Range)))
"""Every key that an entry can have, without a value."""


class Markdown(str):
    """Text in which markup is meant."""

    __slots__ = ()


def catalogue_markdown(document: Document) -> str:
    """Return the document."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("errsmith.codegen"),
        undefined=jinja2.StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - the output is Markdown; finalize escapes it
    )
    environment.filters.update(span=_span, attribute=_attribute, link=_link)
    template = environment.get_template("catalogue.md.j2")
    return template.render(document=document, entries=_entries)


def _entries(provider: Document) -> Iterator[Document]:
    """Yield the entries of a provider with every key."""
    for _, entry in entries(provider):
        yield ABSENT | entry


def _finalize(value: object) -> str:
    """Return text as Markdown that reads as the text does."""
    if isinstance(value, Markdown | jinja2.Undefined):
        return str(value)
    text = MARKUP.sub(lambda found: f"\\{found[0]}", " ".join(str(value).split()))
    return BLOCK.sub(lambda found: f"{found[1]}\\{found[2]}", text)


def _span(value: object) -> Markdown:
    """Return a span of code, between more backticks than stand in it side by side."""
    text = " ".join(str(value).split())
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    blank = " " if "`" in text[:1] + text[-1:] else ""
    return Markdown(f"{fence}{blank}{text}{blank}{fence}")


def _attribute(value: object) -> Markdown:
    """Return the value of an attribute of HTML."""
    return Markdown(re.sub(r"[^\w.-]", lambda found: f"&#{ord(found[0])};", str(value)))


def _link(value: object) -> Markdown:
    """Return an address that a spec has checked, as a link."""
    return Markdown(f"<{value}>")
