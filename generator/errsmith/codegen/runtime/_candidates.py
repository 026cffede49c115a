"""Propose replies that may read as a class, as several classes, or as a success.

They follow the rules of a catalogue, each as if it were the one that decides. Whoever asks
for them reads them back: a rule that comes earlier may decide otherwise.
"""

from __future__ import annotations

from itertools import islice, product
from typing import NamedTuple

from ._body import is_nothing
from ._parts import EachPart, KeyedPart
from ._rules import CodeRule, PartsRule, SuccessRule
from ._ways import Way, statuses_of, ways_of
from ._written import Unwritable, contents, place, put, put_all

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, Final, TypeAlias

    from ._catalog import Catalog

    Document: TypeAlias = tuple[object, dict[str, str]]

MOST_WAYS: Final = 12
"""Ways of each class that are combined with those of others."""

MOST_COMBINATIONS: Final = 500
ITEM: Final = "recipient-1"
"""Stands where a reply cannot do without an item."""


class Draft(NamedTuple):
    """A reply that may read as it should."""

    status: int
    headers: dict[str, str]
    content: bytes


class Wanted(NamedTuple):
    """One error that a reply should report."""

    cls: type[Any]
    message: str | None
    item: str | None


def of_one(catalog: Catalog[Any], wanted: Wanted) -> Iterator[Draft]:
    """Yield replies that may report one error, which is about the whole request."""
    for way in ways_of(catalog, wanted.cls):
        for status in statuses_of(catalog, wanted.cls, way):
            if way.table is None:
                yield from _without_code(wanted, status)
            for rule in catalog.replies if way.table is not None else ():
                if isinstance(rule, CodeRule) and way.table in rule.tables:
                    for document in _by_code(rule, way, wanted):
                        yield from _sent(catalog, document, status)


def _without_code(wanted: Wanted, status: int) -> Iterator[Draft]:
    """Yield what gateways send, and nothing at all."""
    text = wanted.message or "Bad gateway"
    html = {"content-type": "text/html"}
    if not wanted.message:
        yield Draft(status, {}, b"")
    yield Draft(status, html, f"<html><body>{text}</body></html>".encode())


def _by_code(rule: CodeRule, way: Way, wanted: Wanted) -> Iterator[Document]:
    """Yield documents in which a rule finds a code, those that say more before the others."""
    message = wanted.message or _documented(wanted.cls)
    seconds = (way.second,) if way.second or rule.sub_code is None else ("", message)
    for path, second in product((*rule.message[:1], None), seconds):
        headers: dict[str, str] = {}
        document: object = {}
        leaves = [
            (path, message),
            (rule.item, wanted.item),
            (rule.code, way.code),
            (rule.sub_code, second),
        ]
        try:
            for where, leaf in leaves:
                if where is not None and leaf:
                    document = place(document, headers, where, leaf)
            document = place(document, headers, rule.code, way.code)
        except Unwritable:
            continue
        yield document, headers


def _documented(cls: type[Any]) -> str:
    """Return the provider's words for a code, as far as they have no gaps."""
    words: str = cls.default_message
    return "" if "{" in words else words


def _sent(catalog: Catalog[Any], document: Document, status: int) -> Iterator[Draft]:
    fields, headers = document
    for kind, content in contents(catalog, fields):
        yield Draft(status, {"content-type": kind, **headers}, content)


def of_several(
    catalog: Catalog[Any], wanted: Sequence[Wanted], succeeded: int | None
) -> Iterator[Draft]:
    """Yield replies that may report several errors, each about a part of the request."""
    for rule in catalog.replies:
        if not isinstance(rule, CodeRule | PartsRule):
            continue
        for choice in _choices(catalog, rule, wanted):
            for envelope in _envelopes(rule):
                try:
                    fields = _filled(envelope[0], rule.parts, choice, succeeded)
                except Unwritable:
                    continue
                for status in (200, 400, 500):
                    yield from _sent(catalog, (fields, envelope[1]), status)


def _envelopes(rule: CodeRule | PartsRule) -> Iterator[Document]:
    """Yield what stands around the parts of a request that was taken."""
    if isinstance(rule, PartsRule):
        yield {}, {}
        return
    codes = [code for table in rule.tables for code in sorted(table.success, key=str)]
    for code in (*rule.partial, *codes):
        headers: dict[str, str] = {}
        yield place({}, headers, rule.code, code), headers


Choice = tuple["Wanted", "Way", int]
"""An error, how it is said, and the place of the part that says it."""


def _choices(
    catalog: Catalog[Any], rule: CodeRule | PartsRule, wanted: Sequence[Wanted]
) -> Iterator[list[Choice]]:
    """Yield how a rule's parts may say all that is wanted; one class is always said one way."""
    classes = list(dict.fromkeys(each.cls for each in wanted))
    options = [list(islice(_options(catalog, rule, cls), MOST_WAYS)) for cls in classes]
    for chosen in islice(product(*options), MOST_COMBINATIONS):
        said = dict(zip(classes, chosen, strict=True))
        yield [(each, *said[each.cls]) for each in wanted]


def _options(
    catalog: Catalog[Any], rule: CodeRule | PartsRule, cls: type[Any]
) -> Iterator[tuple[Way, int]]:
    """Yield how one of a rule's parts may say a class."""
    for number, part in enumerate(rule.parts):
        if isinstance(part, EachPart):
            yield from ((way, number) for way in _told(catalog, part, cls))
        elif isinstance(part, KeyedPart):
            ways = ways_of(catalog, cls)
            yield from ((way, number) for way in ways if way.table is part.table)
        elif part.error is cls:
            yield Way(), number


def _told(catalog: Catalog[Any], part: EachPart, cls: type[Any]) -> Iterator[Way]:
    """Yield how the objects of a list may say a class, which may be another provider's."""
    for way in ways_of(catalog, cls):
        if way.table in part.tables or (way.table is None and way.status is None):
            yield way
    for name in part.vendors.values():
        vendor = catalog.sibling(name)
        if cls.__module__ != vendor.base.__module__:
            continue
        for way in ways_of(vendor, cls):
            statuses = statuses_of(vendor, cls, way) if vendor.tables[0].words else ()
            yield from (way._replace(status=status) for status in statuses)
            yield way


def _filled(
    document: object, parts: Sequence[Any], choice: list[Choice], succeeded: int | None
) -> object:
    """Return an envelope with the parts that failed, and those that went through."""
    rest = succeeded
    for number, part in enumerate(parts):
        said = [(each, way) for each, way, place in choice if place == number]
        if not said:
            continue
        through = rest if isinstance(part, EachPart) and part.complete else None
        document = _with_part(document, part, said, through or 0)
        if part.success_count is not None and rest is not None:
            document = put(document, part.success_count, rest)
            rest = 0
        elif through is not None:
            rest = 0
    return document


def _with_part(
    document: object, part: Any, said: list[tuple[Wanted, Way]], through: int
) -> object:
    """Return a document with the errors of one part."""
    items = [each.item or ITEM for each, _ in said]
    if isinstance(part, EachPart):
        if not part.code:  # what the objects share stands beside them
            for each, _ in said:
                for path in part.message[:1] if each.message else ():
                    document = put(document, path, each.message)
        objects = [_object(part, *each, n) for n, each in enumerate(said)]
        good = [_good(part) for _ in range(through)]
        return put_all(document, part.path, [*objects, *good])
    if isinstance(part, KeyedPart):
        keyed: dict[str, list[str]] = {}
        for (_, way), item in zip(said, items, strict=True):
            keyed.setdefault(str(way.code), []).append(item)
        return put(document, part.path, keyed)
    if part.split:
        return put(document, part.path, part.split.join(items))
    objects = [
        _listed(part, each, item) for (each, _), item in zip(said, items, strict=True)
    ]
    return put_all(document, part.path, objects)


def _listed(part: Any, each: Wanted, item: str) -> object:
    """Return an element of a list whose errors have no code."""
    listed: object = put(None, part.item, item)
    for path in part.message[:1] if part.item else ():
        listed = put(listed, path, each.message or _documented(each.cls) or "failed")
    return listed


def _object(part: EachPart, each: Wanted, way: Way, place: int) -> object:
    """Return the object that says how one part failed."""
    if not part.code:
        return way.code
    found: object = {}
    message = each.message or _documented(each.cls)
    code = way.code
    if part.vendor_key is not None and way.table not in part.tables:
        module = each.cls.__module__.rpartition(".")[2]
        key = next((k for k, name in part.vendors.items() if name == module), None)
        if key is not None:
            found = put(found, part.vendor_key, int(key) if key.isdigit() else key)
            if way.status is not None:  # the word is the message then
                code, message = way.status, str(way.code)
    for path in part.message[:1] if message else ():
        found = put(found, path, message)
    if part.item and each.item:
        found = put(found, part.item, each.item)
    if part.sub_code and way.second:
        found = put(found, part.sub_code, way.second)
    if part.index:
        found = put(found, part.index, place)
    return found if code is None else put(found, part.code, code)


def _good(part: EachPart) -> object:
    """Return an object that says that its part went through."""
    codes = [code for table in part.tables for code in table.success]
    if part.success:
        path, value = part.success[0]
        return put({}, path, "1" if value is None else value)
    if part.without_code_succeeds or not codes:
        return {"id": "1"}
    return put({}, part.code, codes[0])


def of_success(catalog: Catalog[Any]) -> Iterator[Draft]:
    """Yield replies that may report a success."""
    rules = sorted(catalog.replies, key=lambda rule: isinstance(rule, SuccessRule))
    for rule in rules:
        documents: list[Document] = []
        if isinstance(rule, CodeRule) and not rule.partial:
            documents = list(_envelopes(rule))
        elif isinstance(rule, CodeRule):
            documents = list(_envelopes(rule))[len(rule.partial) :]
        elif isinstance(rule, SuccessRule):
            headers: dict[str, str] = {}
            value = "1" if is_nothing(rule.value) else rule.value
            documents = [(place({}, headers, rule.path, value), headers)]
        elif isinstance(rule, PartsRule):
            documents = [
                (put_all({}, part.path, [_good(part)]), {}) for part in rule.parts
            ]
        for document in documents:
            yield from _sent(catalog, document, 200)
    yield Draft(200, {}, b"")
    yield from _sent(catalog, ({}, {}), 200)
