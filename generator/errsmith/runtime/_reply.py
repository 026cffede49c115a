"""From a provider's reply to None, an exception or a group of them.

A catalogue holds the rules that its spec states; the first that fits reads the reply. A reply that
none fits is no success unless the spec says so. Nothing that arrives makes a reader raise, and a
reader takes time in proportion to the reply.
"""

from __future__ import annotations

from enum import Enum

from ._errors import ProviderError
from ._group import ProviderErrorGroup
from ._wait import retry_after

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any, Final, Protocol, TypeAlias, TypeGuard, TypeVar

    from ._catalog import Catalog, Table

    E = TypeVar("E", bound=ProviderError)

    Path: TypeAlias = tuple[str | tuple[str, str] | None, ...]
    State: TypeAlias = tuple[str | None, int | None, str | None, float | None, object]
    Rule: TypeAlias = "SuccessRule | FailedRule | CodeRule | PartsRule"
    Part: TypeAlias = "EachPart | KeyedPart | ListedPart"

    class Response(Protocol):
        """What httpx, requests and their like return."""

        @property
        def status_code(self) -> int:
            """The HTTP status."""
            ...

        @property
        def headers(self) -> Mapping[str, str]:
            """The headers."""
            ...

        @property
        def content(self) -> bytes:
            """The body."""
            ...


OK: Final = range(200, 300)
FIRST_ERROR: Final = 400
TOO_MANY_REQUESTS: Final = 429
BEHIND_GATEWAY: Final = (502, 503, 504)
LARGEST_ITEM: Final = 10**20

NOTHING: Final[tuple[object, ...]] = (None, "", [])


class Unread(Enum):
    """Why a rule has no verdict on a reply."""

    NO_FIT = "nothing stands where the rule looks"
    ODD = "what stands there is no code"


def read_reply(
    catalog: Catalog[E],
    body: object,
    http_status: int | None,
    headers: Mapping[str, str] | None,
) -> E | ProviderErrorGroup | None:
    """The error that a reply reports, a group where only parts failed, None for a success.

    `body` is the decoded JSON, or text or bytes as they arrived.
    """
    arrived = Arrived(decoded(body), http_status, headers)
    odd = False
    if is_object(arrived.reply):
        for rule in catalog.replies:
            verdict = rule.read(catalog, arrived)
            if verdict is None and not arrived.failed_http:
                return None
            if isinstance(verdict, Unread) or verdict is None:
                odd = odd or verdict is not Unread.NO_FIT
            else:
                return verdict
        if (
            catalog.without_code_succeeds
            and not odd
            and arrived.succeeded_http is not False
        ):
            return None
    elif (
        arrived.reply in NOTHING
        and catalog.empty_body_succeeds
        and arrived.succeeded_http
    ):
        return None
    return unreadable(catalog, arrived)


def decoded(body: object) -> object:
    """The body as JSON has it; as text where it is no JSON; any other object as it is."""
    if isinstance(body, bytes | bytearray):
        text = body.decode("utf-8", "replace")
    elif isinstance(body, str):
        text = body
    else:
        return body
    import json

    text = text.strip().removeprefix("\ufeff")
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return value


def is_object(value: object) -> TypeGuard[dict[object, object]]:
    """Whether JSON calls the value an object."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[object]]:
    """Whether JSON calls the value an array."""
    return isinstance(value, list)


def unreadable(catalog: Catalog[E], arrived: Arrived) -> E:
    """The error for a reply without a code, as its HTTP status makes it."""
    status = arrived.http_status
    cls = None
    if catalog.statuses is not None and status is not None:
        cls = catalog.statuses.classes.get(status)
    if cls is None:
        cls = (
            catalog.busy
            if status == TOO_MANY_REQUESTS
            else catalog.down
            if status in BEHIND_GATEWAY
            else catalog.unreadable
        )
    paths = [
        path
        for rule in catalog.replies
        if isinstance(rule, CodeRule)
        for path in rule.message
    ]
    message = first_text(arrived.reply, tuple(paths))
    return cls(message, status, None, arrived.wait, arrived.reply)


class Arrived:
    """A decoded reply with its HTTP status and headers."""

    __slots__ = ("headers", "http_status", "reply")

    def __init__(
        self, reply: object, http_status: int | None, headers: Mapping[str, str] | None
    ) -> None:
        """Hold what arrived."""
        self.reply = reply
        self.http_status = http_status if http_status is None else int(http_status)
        self.headers = headers

    @property
    def failed_http(self) -> bool:
        """Whether the HTTP status is one of an error, whatever the body says."""
        return self.http_status is not None and self.http_status >= FIRST_ERROR

    @property
    def succeeded_http(self) -> bool | None:
        """Whether the HTTP status is 2xx; None where it is not known."""
        return None if self.http_status is None else self.http_status in OK

    @property
    def wait(self) -> float | None:
        """Seconds that the headers ask one to wait."""
        return retry_after(self.headers)


class SuccessRule:
    """A reply in which a path leads to a value is a success."""

    __slots__ = ("path", "value")

    def __init__(self, path: Path, value: int | str) -> None:
        """Hold the path and the value; a number may arrive as its digits."""
        self.path = path
        self.value = value

    def read(self, _catalog: Catalog[E], arrived: Arrived) -> Unread | None:
        """None for a success."""
        found = walk(arrived.reply, self.path)
        fits = type(found) in (int, str) and str_of(found) == str(self.value)
        return None if fits else Unread.NO_FIT


class FailedRule:
    """A reply in which a path leads to anything has failed, even without a code."""

    __slots__ = ("path",)

    def __init__(self, path: Path) -> None:
        """Hold the path."""
        self.path = path

    def read(self, _catalog: Catalog[E], arrived: Arrived) -> Unread:
        """Never a success."""
        return (
            Unread.NO_FIT if walk(arrived.reply, self.path) in NOTHING else Unread.ODD
        )


class CodeRule:
    """A path leads to the code."""

    __slots__ = ("absent", "code", "item", "message", "partial", "parts", "tables")

    def __init__(
        self,
        code: Path,
        tables: tuple[Table[Any], ...],
        *,
        message: tuple[Path, ...] = (),
        item: Path | None = None,
        absent: tuple[str, ...] = (),
        partial: tuple[int | str, ...] = (),
        parts: tuple[Part, ...] = (),
    ) -> None:
        """Hold the paths; `partial` are the codes besides success for which `parts` is asked."""
        self.code = code
        self.tables = tables
        self.message = message
        self.item = item
        self.absent = absent
        self.partial = partial
        self.parts = parts

    def read(
        self, catalog: Catalog[E], arrived: Arrived
    ) -> E | ProviderErrorGroup | Unread | None:
        """What the code says."""
        raw = walk(arrived.reply, self.code)
        if raw in NOTHING or raw in self.absent:
            return Unread.NO_FIT
        table, code = known(self.tables, raw)
        if code is None:
            return Unread.ODD
        if code in table.success or code in self.partial:
            verdict = read_parts(self.parts, catalog, arrived) if self.parts else None
            if code in table.success or isinstance(verdict, ProviderErrorGroup):
                return verdict
        message = first_text(arrived.reply, self.message)
        item = item_text(walk(arrived.reply, self.item)) if self.item else None
        state = (message, arrived.http_status, item, arrived.wait, arrived.reply)
        error: E = error_of(catalog, table, code, state)
        return error


class PartsRule:
    """A reply without a code of its own lists parts, each with theirs."""

    __slots__ = ("part",)

    def __init__(self, part: EachPart) -> None:
        """Hold the reader of the list."""
        self.part = part

    def read(
        self, catalog: Catalog[E], arrived: Arrived
    ) -> E | ProviderErrorGroup | Unread | None:
        """What the parts say, where there are any."""
        found = walk(arrived.reply, self.part.path)
        if found in NOTHING or not (self.part.only_errors or is_list(found)):
            return Unread.NO_FIT
        if self.part.only_errors and not (is_list(found) and len(found) > 1):
            only = found[0] if is_list(found) else found
            return self.part.error(only, catalog, arrived, arrived.reply) or Unread.ODD
        return read_parts((self.part,), catalog, arrived)


def read_parts(
    parts: tuple[Part, ...], catalog: Catalog[E], arrived: Arrived
) -> ProviderErrorGroup | Unread | None:
    """A group of the parts that failed, None where all went through."""
    errors: list[ProviderError] = []
    succeeded: int | None = None
    for part in parts:
        found = walk(arrived.reply, part.path)
        if found in NOTHING or found == {}:
            continue
        outcomes = part.read(found, catalog, arrived)
        if outcomes is None:
            return Unread.ODD
        results = list(outcomes)
        errors += [error for error in results if error is not None]
        succeeded = part.succeeded(results, arrived.reply)
    if not errors:
        return None
    many = "part" if len(errors) == 1 else "parts"
    through = "" if succeeded is None else f", {succeeded} succeeded"
    message = f"{catalog.base.provider}: {len(errors)} {many} failed{through}"
    return ProviderErrorGroup(
        message, errors, succeeded, arrived.http_status, arrived.reply
    )


class EachPart:
    """A list of objects (or one object), each with a code of its own."""

    __slots__ = (
        "code",
        "item",
        "message",
        "only_errors",
        "path",
        "tables",
        "vendor_key",
        "vendors",
    )

    def __init__(
        self,
        path: Path,
        code: Path,
        tables: tuple[Table[Any], ...],
        *,
        message: tuple[Path, ...] = (),
        item: Path | None = None,
        only_errors: bool = False,
        vendor_key: Path | None = None,
        vendors: Mapping[str, str] | None = None,
    ) -> None:
        """Hold the paths, which start from each object.

        `vendors` maps the value at `vendor_key` to the module that the code belongs to.
        """
        self.path = path
        self.code = code
        self.tables = tables
        self.message = message
        self.item = item
        self.only_errors = only_errors
        self.vendor_key = vendor_key
        self.vendors = vendors or {}

    def read(
        self, found: object, catalog: Catalog[Any], arrived: Arrived
    ) -> Iterator[ProviderError | None] | None:
        """The error of each object, None for one that went through."""
        if not (is_list(found) or is_object(found)):
            return None
        objects = found if is_list(found) else [found]
        return (self.error(each, catalog, arrived, each) for each in objects)

    def error(
        self, each: object, catalog: Catalog[E], arrived: Arrived, reply: object
    ) -> E | None:
        """The error of an object, None for one that went through."""
        message = first_text(each, self.message)
        item = item_text(walk(each, self.item)) if self.item else None
        state = (message, arrived.http_status, item, arrived.wait, reply)
        raw = walk(each, self.code)
        if raw in NOTHING and is_object(each):
            fine = catalog.without_code_succeeds and not self.only_errors
            return (
                None if fine and not arrived.failed_http else catalog.unreadable(*state)
            )
        vendor = self._vendor(each)
        if vendor is not None and raw not in (0, "0"):
            vendors_own: E | None = vendor_error(vendor, raw, state)
            return vendors_own
        table, code = known(self.tables, raw)
        if code is None:
            return catalog.unreadable(*state)
        return None if code in table.success else error_of(catalog, table, code, state)

    def _vendor(self, each: object) -> Catalog[Any] | None:
        """The catalogue of the module that the object's code belongs to."""
        value = walk(each, self.vendor_key) if self.vendor_key else None
        if type(value) not in (int, str):
            return None
        name = self.vendors.get(str_of(value))
        if name is None:
            return None
        from importlib import import_module

        found: Catalog[Any] = import_module(f"{__package__}.{name}")._CATALOG
        return found

    def succeeded(
        self, results: list[ProviderError | None], _reply: object
    ) -> int | None:
        """How many went through."""
        return None if self.only_errors else results.count(None)


class KeyedPart:
    """An object whose keys are codes and whose values are the items."""

    __slots__ = ("path", "table")

    def __init__(self, path: Path, table: Table[Any]) -> None:
        """Hold the path and the table of the keys."""
        self.path = path
        self.table = table

    def read(
        self, found: object, catalog: Catalog[Any], arrived: Arrived
    ) -> Iterator[ProviderError | None] | None:
        """An error for each item below a key that is a code; other keys say nothing."""
        return self._all(found, catalog, arrived) if is_object(found) else None

    def _all(
        self, found: Mapping[object, object], catalog: Catalog[Any], arrived: Arrived
    ) -> Iterator[ProviderError | None]:
        for key, value in found.items():
            code = self.table.code(key)
            if code is None or code in self.table.success:
                continue
            for item in value if is_list(value) else [value]:
                state = (
                    None,
                    arrived.http_status,
                    item_text(item),
                    arrived.wait,
                    {key: item},
                )
                yield error_of(catalog, self.table, code, state)

    def succeeded(
        self, _results: list[ProviderError | None], _reply: object
    ) -> int | None:
        """The reply does not say."""
        return None


class ListedPart:
    """A list of items, or a text that names them, that all failed in one way without a code."""

    __slots__ = ("error", "path", "split", "success_count")

    def __init__(
        self,
        path: Path,
        error: type[ProviderError],
        *,
        split: str | None = None,
        succeeded: Path | None = None,
    ) -> None:
        """Hold the path and the class; `succeeded` leads to the number that went through."""
        self.path = path
        self.error = error
        self.split = split
        self.success_count = succeeded

    def read(
        self, found: object, _catalog: Catalog[Any], arrived: Arrived
    ) -> Iterator[ProviderError | None] | None:
        """An error for each item."""
        if isinstance(found, str) and self.split:
            items: list[object] = [
                item.strip() for item in found.split(self.split) if item.strip()
            ]
        elif is_list(found):
            items = found
        else:
            return None
        return (
            self.error(None, arrived.http_status, item_text(item), arrived.wait, item)
            for item in items
        )

    def succeeded(
        self, _results: list[ProviderError | None], reply: object
    ) -> int | None:
        """The number that the reply gives."""
        count = walk(reply, self.success_count) if self.success_count else None
        return (
            count
            if isinstance(count, int) and count is not True and count >= 0
            else None
        )


def walk(value: object, path: Path) -> object:
    """What a path leads to, None where it breaks off."""
    for step in path:
        if step is None:
            value = decoded(value) if isinstance(value, str) else None
        elif isinstance(step, str):
            value = value.get(step) if is_object(value) else None
        else:
            value = picked(value, *step)
    return value


def picked(value: object, key: str, wanted: str) -> object:
    """The first object of a list in which the key has the wanted value."""
    for each in value if is_list(value) else ():
        if is_object(each) and each.get(key) == wanted:
            return each
    return None


def first_text(value: object, paths: tuple[Path, ...]) -> str | None:
    """The first of the paths that leads to text."""
    for path in paths:
        text = walk(value, path)
        if isinstance(text, str) and text:
            return text
    return None


def item_text(value: object) -> str | None:
    """A recipient or token as text."""
    return str_of(value) or None


def str_of(value: object) -> str:
    """Text as it is, a number as its digits, anything else as nothing."""
    if isinstance(value, str):
        return value
    if type(value) is int and abs(value) < LARGEST_ITEM:
        return str(value)
    return ""


def known(
    tables: tuple[Table[Any], ...], raw: object
) -> tuple[Table[Any], int | str | None]:
    """The first table that has the code, else the first that could; with the code as it has it."""
    possible = [
        (table, code) for table in tables if (code := table.code(raw)) is not None
    ]
    for table, code in possible:
        if code in table.classes or code in table.success:
            return table, code
    return possible[0] if possible else (tables[0], None)


def error_of(catalog: Catalog[E], table: Table[E], code: int | str, state: State) -> E:
    """The exception for a code of a table."""
    cls: type[E] | None = table.classes.get(code)
    if cls is not None:
        return cls(*state)
    return (table.range_class(code) or catalog.unknown)(*state, code)


def vendor_error(catalog: Catalog[E], raw: object, state: State) -> E | None:
    """The exception of another provider's catalogue; None for its success.

    Where that provider's codes are words, the number is the HTTP status that it answered with, and
    the message may be the word.
    """
    table = catalog.tables[0]
    word = table.code(state[0])
    if word is not None and isinstance(word, str) and word in table.classes:
        return table.classes[word](*state)
    code = table.code(raw)
    if code is not None and not isinstance(code, str):
        return None if code in table.success else error_of(catalog, table, code, state)
    number = int(text) if (text := str_of(raw)).isascii() and text.isdigit() else None
    if number is None:
        return (
            catalog.unreadable(*state)
            if code is None
            else error_of(catalog, table, code, state)
        )
    if number in OK:
        return None
    by_status = table.by_status.get(number)
    return by_status(*state) if by_status else catalog.unknown(*state, number)
