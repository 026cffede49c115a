"""Texts, comments and names in a syntax tree, without the marks of their language."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from errsmith.importing.formats.code import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

ESCAPE: Final = re.compile(
    r"\\(?:u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(.))", re.DOTALL
)
ESCAPES: Final = {"n": "\n", "t": " ", "r": "", "0": ""}
STRING_PREFIX: Final = re.compile(r"\A[A-Za-z@$]{0,3}#{0,5}(?=[\"'`])")
QUOTES: Final = ('"""', "'''", '"', "'", "`")
COMMENT_MARKS: Final = re.compile(
    r"\A\s*(?:/\*+[!<]*|//+[!<]*|#+|--|\*+(?!/))?\s?|\s*\*+/\s*\Z"
)
COMMENT_TAG: Final = re.compile(r"</?\w+[^<>]*>")
LAST_OF_COMMENT: Final = re.compile(r"@\w|\\(?:return|param)")
STATUSES: Final = {
    re.sub(r"[\W_]", "", name).lower(): str(each.value)
    for each in HTTPStatus
    for name in (each.name, each.phrase)
}
STATUS_OWNER: Final = re.compile(r"\A(?:\w*http\w*|\w*status\w*)\W", re.IGNORECASE)
STATUS_PREFIX: Final = re.compile(r"\A(?:http_?\d*_?|status_?|sc_)+", re.IGNORECASE)
PREPROCESSED_TEXT: Final = re.compile(r'\s*L?"((?:[^"\\]|\\.)*)"\s*')
LARGEST_SUM: Final = 200
"""Nodes of an expression that is put together."""

LONGEST_NAME: Final = 100


def preorder(root: Node, most: int = 0) -> Iterator[Node]:
    """Yield the nodes of a tree from top to bottom, without recursion."""
    stack, count = [root], 0
    while stack and (not most or count < most):
        node = stack.pop()
        count += 1
        yield node
        stack += reversed(node.children)


def children(node: Node) -> list[tuple[str, Node]]:
    """Return the named children of a node with the names of their fields."""
    cursor = node.walk()
    found: list[tuple[str, Node]] = []
    more = cursor.goto_first_child()
    while more:
        child = cursor.node
        if child is not None and child.is_named:
            found.append((cursor.field_name or "", child))
        more = cursor.goto_next_sibling()
    return found


def source(node: Node) -> str:
    """Return the text of a node as it stands in the file."""
    return (node.text or b"").decode("utf-8", "replace")


def line_of(node: Node) -> int:
    """Return the line that a node starts in, from 1."""
    return node.start_point.row + 1


def last_line_of(node: Node) -> int:
    """Return the line that a node ends in; a line break at its end does not count."""
    end = node.end_point
    return max(line_of(node), end.row + (end.column > 0))


def last_name(text: str) -> str:
    """Return the last name of a path such as `Codes::NOT_FOUND`."""
    return re.split(r"::|->|[.\\]", text)[-1].strip(" :\"'")[:LONGEST_NAME]


def http_status(text: str) -> str:
    """Return the number of a name such as `HttpStatus.NOT_FOUND`; empty for any other."""
    if not STATUS_OWNER.match(text):
        return ""
    name = STATUS_PREFIX.sub("", last_name(text))
    return STATUSES.get(re.sub(r"[\W_]", "", name).lower(), "")


def title_of(node: Node) -> str:
    """Return the name of a class, an enum or a module; empty for any other node."""
    if not nodes.CLASSES.fullmatch(node.type):
        return ""
    name = node.child_by_field_name("name")
    parent = node.parent
    if name is None and parent is not None:  # `typedef enum { … } codes;`
        name = parent.child_by_field_name("declarator")
    return "" if name is None else source(name)[:LONGEST_NAME]


def parameters(node: Node) -> tuple[str, ...]:
    """Return the names of what the constructor of a class takes."""
    if not nodes.CLASSES.fullmatch(node.type):
        return ()
    below = [
        each for child in node.named_children for each in (child, *child.named_children)
    ]
    below += [
        each for child in below if "body" in child.type for each in child.named_children
    ]
    for each in below:
        if each.type in {"constructor_declaration", "primary_constructor"}:
            listed = each.child_by_field_name("parameters") or next(
                (inner for inner in each.named_children if "parameters" in inner.type),
                each,
            )
            return tuple(filter(None, map(_parameter, listed.named_children)))
    return ()


def _parameter(node: Node) -> str:
    named = (each for each in node.named_children if "identifier" in each.type)
    name = node.child_by_field_name("name") or next(named, None)
    return "" if name is None else source(name)


def string(node: Node) -> str:
    """Return the text of a literal, without quotes and escapes."""
    text = source(node)
    if node.type in {"string_content", "string_fragment"}:
        return unescaped(text)
    body = STRING_PREFIX.sub("", text).rstrip("#")
    raw = text[:1] in {"r", "R", "`", "@"} or node.type.startswith(("raw", "verbatim"))
    for quote in QUOTES:
        if (
            body.startswith(quote)
            and body.endswith(quote)
            and len(body) >= 2 * len(quote)
        ):
            body = body[len(quote) : -len(quote)]
            break
    return body if raw else unescaped(body)


def joined(node: Node) -> str | None:
    """Return the texts of a sum as one; None where there is none."""
    pieces = [
        each
        for each in preorder(node, LARGEST_SUM)
        if nodes.TEXTS.fullmatch(each.type) and each.type not in nodes.JOINED
    ]
    outer: list[Node] = []
    for each in pieces:
        if not outer or each.start_byte >= outer[-1].end_byte:
            outer.append(each)
    return "".join(map(string, outer)) if outer else None


def unescaped(text: str) -> str:
    """Return a text without the escapes that most languages have in common."""
    return ESCAPE.sub(_unescape, text) if "\\" in text else text


def _unescape(found: re.Match[str]) -> str:
    digits = found[1] or found[2] or found[3]
    if digits:
        number = int(digits, 16)
        valid = number < 0x110000 and not 0xD800 <= number < 0xE000  # noqa: PLR2004 - Unicode's bounds
        return chr(number) if valid else ""
    return ESCAPES.get(found[4], found[4])


def comment(node: Node) -> str:
    """Return what a comment says, without its marks and tags."""
    lines: list[str] = []
    for line in source(node).splitlines():
        said = COMMENT_MARKS.sub("", line).strip()
        if LAST_OF_COMMENT.match(said):
            break
        lines.append(COMMENT_TAG.sub("", said).strip())
    return "\n".join(lines).strip()


def comments(root: Node) -> Iterator[tuple[Node, bool]]:
    """Yield each comment of a tree, and whether code stands before it in its line."""
    stack: list[tuple[Node, int]] = [(root, 0)]
    while stack:
        node, code_line = stack.pop()
        if "comment" in node.type and node.type != "doc_comment":
            yield node, code_line == line_of(node)
            continue
        for child in node.children:
            stack.append((child, code_line))
            if "comment" not in child.type:
                code_line = last_line_of(child)
