"""Bodies that are no JSON: forms, XML, and lines of text with values in known places."""

from __future__ import annotations

from ._body import DEEPEST
from ._parameters import gaps

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, TypeAlias

    Text: TypeAlias = tuple[tuple[str, ...], tuple[str, ...], tuple[bool, ...]]
    """The text around the gaps, the name of each gap, and whether it is a single word."""


class _Refused(Exception):
    """XML with a DTD, or nested too deeply."""


def read_body(
    kind: str, body: object, texts: tuple[Text, ...]
) -> dict[str, Any] | None:
    """Return a body of a kind as an object; None where it is not of the kind."""
    if isinstance(body, memoryview):
        body = body.tobytes()
    if isinstance(body, bytearray):
        body = bytes(body)
    if not isinstance(body, str | bytes):
        return None
    if kind == "xml":
        return read_xml(body)
    text = body if isinstance(body, str) else body.decode("utf-8", "replace")
    text = text.removeprefix("\ufeff").strip()
    return read_form(text) if kind == "form" else read_text(text, texts)


def read_text(text: str, texts: tuple[Text, ...]) -> dict[str, Any] | None:
    """Return what stands in the gaps of the first of the texts that is like this one.

    A gap holds a line or a word. What starts as markup is a page of somebody else, unless a
    text says so.
    """
    for pieces, names, words in texts:
        if text[:1] == "<" and pieces[0][:1] != "<":
            continue
        found = gaps(text, pieces)
        if found is None or any("\n" in each for each in found):
            continue
        pairs = zip(found, words, strict=True)
        if all(len(each.split()) == 1 for each, word in pairs if word):
            return dict(zip(names, map(str.strip, found), strict=True))
    return None


def read_form(text: str) -> dict[str, Any] | None:
    """Return the fields of a form; one that is there several times is a list."""
    from urllib.parse import parse_qsl

    if text[:1] == "<":
        return None
    try:
        pairs = parse_qsl(text, keep_blank_values=True, strict_parsing=True)
    except ValueError:
        return None
    fields: dict[str, Any] = {}
    for name, value in pairs:
        _add(fields, name, value)
    return fields


def _add(fields: dict[str, Any], name: str, value: object) -> None:
    """Add a value to those of a name."""
    if name not in fields:
        fields[name] = value
    elif isinstance(fields[name], list):
        fields[name].append(value)
    else:
        fields[name] = [fields[name], value]


def read_xml(body: str | bytes) -> dict[str, Any] | None:
    """Return the elements of XML by their names without prefixes.

    An element with nothing but text is that text; another is an object of its elements, its
    attributes as `@name` and its text as `#text`. Elements of one name are a list. XML with a
    DTD is not read: what would expand it is not there.
    """
    from xml.parsers import expat

    parser = expat.ParserCreate()
    elements = _Elements()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = elements.refuse
    parser.StartElementHandler = elements.start
    parser.CharacterDataHandler = elements.text
    parser.EndElementHandler = elements.end
    try:
        parser.Parse(body.strip(), True)  # noqa: FBT003 - it is the last piece
    except (expat.ExpatError, _Refused, ValueError, LookupError):
        return None
    return elements.open[0][0]


class _Elements:
    """The open elements of a document, each with its fields and its text."""

    def __init__(self) -> None:
        """Start with what holds the outermost element."""
        self.open: list[tuple[dict[str, Any], list[str]]] = [({}, [])]

    def refuse(self, *_: object) -> None:
        """Stop at a DTD."""
        raise _Refused

    def start(self, _name: str, attributes: Mapping[str, str]) -> None:
        """Open an element."""
        if len(self.open) > DEEPEST:
            raise _Refused
        fields: dict[str, Any] = {}
        for name, text in attributes.items():
            fields[f"@{local(name)}"] = text
        self.open.append((fields, []))

    def text(self, text: str) -> None:
        """Take a piece of text."""
        self.open[-1][1].append(text)

    def end(self, name: str) -> None:
        """Close an element."""
        fields, pieces = self.open.pop()
        text = "".join(pieces).strip()
        if fields and text:
            fields["#text"] = text
        _add(self.open[-1][0], local(name), fields or text)


def local(name: str) -> str:
    """Return a name without its prefix."""
    return name.rpartition(":")[2]
