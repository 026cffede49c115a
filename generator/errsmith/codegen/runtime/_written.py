"""Write what a reader reads: values at paths, and bodies in the form of a provider."""

from __future__ import annotations

import json
from urllib.parse import urlencode
from xml.sax.saxutils import escape, quoteattr  # parses nothing # nosec B406

from ._body import is_list, is_nothing, is_object, str_of
from ._paths import BRANCHING, PICK, in_header, is_meant

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, TypeAlias

    from ._catalog import Catalog
    from ._paths import Path

    Content: TypeAlias = tuple[str, bytes]
    """The type of a body, and the body."""


class Unwritable(Exception):
    """A value that cannot stand where it is to be read."""


def put(value: object, path: Path, leaf: object) -> object:
    """Return the value with a leaf where a path leads to."""
    if not path:
        return leaf
    step, rest = path[0], path[1:]
    if isinstance(step, str):
        fields = _fields(value)
        return {**fields, step: put(fields.get(step), rest, leaf)}
    if step is None:
        inner = json.loads(value) if isinstance(value, str) else None
        return json.dumps(put(inner, rest, leaf), ensure_ascii=False)
    if isinstance(step, int) or step in BRANCHING:
        return _put_in_list(value, step if isinstance(step, int) else 0, rest, leaf)
    if step[0] == "*":
        return _put_below_any_key(value, step[1:], rest, leaf)
    picks = len(step) == PICK
    return (_put_in_picked if picks else _put_in_text)(value, step, rest, leaf)


def put_all(value: object, path: Path, leaves: Sequence[object]) -> object:
    """Return the value with leaves in the list, or the lists, that a path leads to."""
    for place, step in enumerate(path):
        if isinstance(step, tuple) and step in BRANCHING:
            inner = [put(None, path[place + 1 :], leaf) for leaf in leaves]
            return put(value, path[:place], inner)
    last = path[-1] if path else None
    if isinstance(last, tuple):  # the object that a path picks is the only one
        if len(leaves) != 1:
            raise Unwritable
        return put(value, path, leaves[0])
    return put(value, path, list(leaves))


def _fields(value: object) -> dict[Any, object]:
    if is_nothing(value):
        return {}
    if not is_object(value):
        raise Unwritable
    return value


def _put_in_list(value: object, place: int, rest: Path, leaf: object) -> object:
    """Write into an element of a list, before which others may be missing."""
    items: list[object] = list(value) if is_list(value) else []
    items += [{} for _ in range(place + 1 - len(items))]
    items[place] = put(items[place], rest, leaf)
    return items


def _put_below_any_key(
    value: object, ends: tuple[str, ...], rest: Path, leaf: object
) -> object:
    """Write below the key of a form that is there, else below a new one."""
    fields = _fields(value)
    start, end = ends
    known = (
        key
        for key in map(str_of, fields)
        if key.startswith(start) and key.endswith(end)
    )
    key = next(known, f"{start}{'' if start or end else 'reply'}{end}")
    return {**fields, key: put(fields.get(key), rest, leaf)}


def _put_in_picked(value: object, step: Any, rest: Path, leaf: object) -> object:
    """Write into the object that has a wanted value: the only one, or one of a list."""
    key, wanted = step
    chosen = int(wanted) if wanted.isascii() and wanted.isdigit() else wanted
    objects = [_fields(each) for each in (value if is_list(value) else [value])]
    for place, each in enumerate(objects):
        if is_nothing(each.get(key)) or is_meant(each[key], wanted):
            found = _fields(put(each, rest, leaf))
            if not is_meant(found.get(key, wanted), wanted):
                raise Unwritable
            objects[place] = {key: chosen, **found}
            break
    else:
        objects.append({key: chosen, **_fields(put(None, rest, leaf))})
    alone = is_object(value) or (value is None and not rest)
    return objects[0] if alone and len(objects) == 1 else objects


def _put_in_text(_: object, step: Any, rest: Path, leaf: object) -> str:
    """Return a text of which a step cuts out the leaf."""
    word, name, _ = step
    text = str_of(put(None, rest, leaf))
    return f'Bearer {name}="{text}"' if word == "parameter" else text


def place(value: Any, headers: dict[str, str], path: Path, leaf: object) -> object:
    """Return the value with a leaf at a path; one that starts at a header goes there."""
    if not in_header(path):
        return put(value, path, leaf)
    first: Any = path[0]
    headers[first[1]] = str_of(put(None, path[1:], leaf))
    return value


def contents(catalog: Catalog[Any], document: object) -> Iterator[Content]:
    """Yield the document in each form that the provider may send it in."""
    if catalog.body == "text":
        yield from _texts(catalog.texts, document)
    elif catalog.body == "form":
        fields = _fields(document)
        if not any(map(is_object, fields.values())):
            form = urlencode(fields, doseq=True)
            yield "application/x-www-form-urlencoded", form.encode()
    elif catalog.body == "xml" and is_object(document) and len(document) == 1:
        yield "application/xml", "".join(_elements(document)).encode()
    yield "application/json", json.dumps(document, ensure_ascii=False).encode()


def _texts(texts: tuple[Any, ...], document: object) -> Iterator[Content]:
    """Yield the texts that have a gap for each value of the document."""
    fields = {str_of(key): str_of(value) for key, value in _fields(document).items()}
    for pieces, names, _ in texts:
        if fields.keys() <= set(names):
            gaps = (fields.get(name, "1") for name in names)
            both = zip(pieces[1:], gaps, strict=True)
            text = pieces[0] + "".join(gap + piece for piece, gap in both)
            yield "text/plain", text.encode()


def _elements(fields: dict[Any, object]) -> Iterator[str]:
    """Yield XML elements for the fields of an object."""
    for name, value in fields.items():
        for each in value if is_list(value) else [value]:
            inner = each if is_object(each) else {"#text": each}
            attributes = "".join(
                f" {str_of(key)[1:]}={quoteattr(str_of(text))}"
                for key, text in inner.items()
                if str_of(key).startswith("@")
            )
            nested = {
                key: below
                for key, below in inner.items()
                if str_of(key)[:1] not in "@#"
            }
            text = escape(str_of(inner.get("#text")))
            yield f"<{name}{attributes}>{text}{''.join(_elements(nested))}</{name}>"
