"""Parts of a reply that failed by themselves: how they are listed, and their errors."""

from __future__ import annotations

from ._body import is_list, is_nothing, is_object, str_of
from ._codes import coded, error_of, known, unreadable, vendor_error
from ._errors import add_more
from ._getters import key_and_getter
from ._paths import first_text, item_text, keeping, walk

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any, TypeAlias, TypeVar

    from ._arrived import Arrived
    from ._catalog import Catalog
    from ._errors import ProviderError
    from ._paths import Path
    from ._table import Table

    E = TypeVar("E", bound=ProviderError)

    Part: TypeAlias = "EachPart | KeyedPart | ListedPart"


class EachPart:
    """A list of objects (or one object), each with a code of its own."""

    __slots__ = (
        "code",
        "complete",
        "item",
        "key_and_getter",
        "message",
        "ordered",
        "path",
        "signs",
        "sub_code",
        "success_count",
        "tables",
        "vendor_key",
        "vendors",
        "whole_request",
        "without_code_succeeds",
    )

    def __init__(
        self,
        path: Path,
        code: Path,
        tables: tuple[Table[Any], ...],
        *,
        message: tuple[Path, ...] = (),
        sub_code: Path | None = None,
        item: Path | None = None,
        only_errors: bool = False,
        whole_request: bool = False,
        any_order: bool = False,
        without_code_succeeds: bool = False,
        succeeded: Path | None = None,
        vendor_key: Path | None = None,
        vendors: Mapping[str, str] | None = None,
    ) -> None:
        """Hold the paths, which start from each object.

        `complete` is whether the list holds what went through as well; its order is then that
        of the request, unless it is in `any_order`. `succeeded` leads from the top to the
        number that went through, where the list does not hold them. The errors of
        `whole_request` are about the request as a whole; `vendors` maps the value at
        `vendor_key` to the module that the code belongs to.
        """
        self.code = code
        self.tables = tables
        self.message = message
        self.sub_code = sub_code
        self.item = item
        self.whole_request = whole_request
        shows_success = without_code_succeeds or any(each.success for each in tables)
        self.complete = shows_success and not (only_errors or whole_request)
        self.ordered = self.complete and not any_order
        self.path = keeping(path) if self.complete else path
        self.key_and_getter = key_and_getter(self.path)
        keys = [key_and_getter(path)[0] for path in (code, *message)]
        self.signs = None if None in keys else frozenset(keys)
        self.without_code_succeeds = without_code_succeeds
        self.success_count = succeeded
        self.vendor_key = vendor_key
        self.vendors = vendors or {}

    def read(
        self, found: object, catalog: Catalog[Any], arrived: Arrived
    ) -> Iterator[ProviderError | None] | None:
        """Return the error of each object, None for one that went through."""
        if not (is_list(found) or is_object(found)):
            return None
        if is_list(found) and self.ordered:
            return self._in_order(found, catalog, arrived)
        objects = found if is_list(found) else [found]
        return (self.error(each, catalog, arrived, each) for each in objects)

    def _in_order(
        self, objects: list[object], catalog: Catalog[Any], arrived: Arrived
    ) -> Iterator[ProviderError | None]:
        """Yield the same, where the place in the list is that in the request."""
        for index, each in enumerate(objects):
            error: ProviderError | None = self.error(each, catalog, arrived, each)
            if error is not None:
                add_more(error, index=index)
            yield error

    def error(
        self, each: object, catalog: Catalog[E], arrived: Arrived, reply: object
    ) -> E | None:
        """Return the error of an object, None for one that went through."""
        raw = walk(each, self.code)
        table, code = known(self.tables, raw)
        vendor = None if code == 0 else self._vendor(each, catalog)
        if vendor is None and code in table.success:
            return None
        message = (
            first_text(each, self.message) if self.code else arrived.text(self.message)
        )
        item = item_text(walk(each, self.item)) if self.item else None
        state = arrived.state(message, item, reply)
        if is_nothing(raw) and is_object(each):
            fine = self.without_code_succeeds and arrived.succeeded is not False
            return None if fine and message is None else unreadable(catalog, state)
        if vendor is not None:
            vendors_own: E | None = vendor_error(vendor, raw, state)
            return vendors_own
        sub_code = walk(each, self.sub_code) if self.sub_code else None
        return coded(catalog, table, code, state, raw, sub_code)

    def passed(self, found: object) -> bool:
        """Return whether a plain look shows that no part failed."""
        if not self.without_code_succeeds or self.signs is None:
            return False
        return is_object(found) and self.signs.isdisjoint(found)

    def _vendor(self, each: object, catalog: Catalog[Any]) -> Catalog[Any] | None:
        """Return the catalogue of the module that the object's code belongs to."""
        value = walk(each, self.vendor_key) if self.vendor_key else None
        if type(value) not in (int, str):
            return None
        name = self.vendors.get(str_of(value))
        return None if name is None else catalog.sibling(name)

    def succeeded(
        self, results: list[ProviderError | None], reply: object
    ) -> int | None:
        """Return how many went through."""
        if self.success_count is not None:
            return count_at(reply, self.success_count)
        return results.count(None) if self.complete else None


class KeyedPart:
    """An object whose keys are codes and whose values are the items."""

    __slots__ = ("key_and_getter", "path", "success_count", "table")

    def __init__(
        self, path: Path, table: Table[Any], *, succeeded: Path | None = None
    ) -> None:
        """Hold the path and the table of the keys; `succeeded` as in other parts."""
        self.path = path
        self.key_and_getter = key_and_getter(path)
        self.table = table
        self.success_count = succeeded

    def read(
        self, found: object, catalog: Catalog[Any], arrived: Arrived
    ) -> Iterator[ProviderError | None] | None:
        """Return an error for each item below a key that is a code; None where it cannot be told.

        A key that can be no code says nothing, unless it lists items: they may have failed.
        So do true and lists of objects, with which some calls answer in the same place.
        """
        if found is True or (is_list(found) and all(map(is_object, found))):
            return iter(())
        if not is_object(found):
            return None
        for key, value in found.items():
            if lists_items(value) and self.table.code(key) is None:
                return None
        return self._all(found, catalog, arrived)

    def _all(
        self, found: Mapping[object, object], catalog: Catalog[Any], arrived: Arrived
    ) -> Iterator[ProviderError | None]:
        for key, value in found.items():
            code = self.table.code(key)
            if code is None or any(code in table.success for table in catalog.tables):
                continue
            for item in (
                value if is_list(value) else [] if is_nothing(value) else [value]
            ):
                state = arrived.state(None, item_text(item), {key: item})
                yield error_of(catalog, self.table, code, state, key)

    def passed(self, found: object) -> bool:
        """Return whether a plain look shows that no part failed."""
        if not is_object(found):
            return False
        numbers = not self.table.words
        for key, value in found.items():
            letters = numbers and isinstance(key, str) and key.isalpha()
            if not letters and self.table.code(key) is not None:
                return False
            if value.__class__ is not str and lists_items(value):
                return False
        return True

    def succeeded(
        self, _results: list[ProviderError | None], reply: object
    ) -> int | None:
        """Return the number that the reply gives."""
        return count_at(reply, self.success_count) if self.success_count else None


def lists_items(value: object) -> bool:
    """Return whether a value is a list that names items by text or number."""
    return is_list(value) and any(str_of(each) for each in value)


class ListedPart:
    """A list of items, or a text that names them, that all failed in one way without a code.

    Where the items are objects, `item` and `message` lead to what each says.
    """

    __slots__ = (
        "absent",
        "error",
        "item",
        "key_and_getter",
        "message",
        "path",
        "split",
        "success_count",
    )

    def __init__(
        self,
        path: Path,
        error: type[ProviderError],
        *,
        message: tuple[Path, ...] = (),
        item: Path = (),
        split: str | None = None,
        absent: tuple[str, ...] = (),
        succeeded: Path | None = None,
    ) -> None:
        """Hold the paths and the class; `absent` has texts that stand for no item."""
        self.path = path
        self.key_and_getter = key_and_getter(path)
        self.error = error
        self.message = message
        self.item = item
        self.split = split
        self.absent = absent
        self.success_count = succeeded

    def read(
        self, found: object, _catalog: Catalog[Any], arrived: Arrived
    ) -> Iterator[ProviderError | None] | None:
        """Return an error for each item."""
        if isinstance(found, str) and self.split:
            items: list[object] = [
                item.strip() for item in found.split(self.split) if item.strip()
            ]
        elif is_list(found):
            items = found
        else:
            return None
        return (self._error(each, arrived) for each in items if each not in self.absent)

    def _error(self, each: object, arrived: Arrived) -> ProviderError:
        message = first_text(each, self.message)
        item = item_text(walk(each, self.item))
        return self.error(*arrived.state(message, item, each))

    def passed(self, _found: object) -> bool:
        """Return whether a plain look shows that no part failed."""
        return False

    def succeeded(
        self, _results: list[ProviderError | None], reply: object
    ) -> int | None:
        """Return the number that the reply gives."""
        return count_at(reply, self.success_count) if self.success_count else None


def count_at(reply: object, path: Path) -> int | None:
    """Return the number of parts at a path, None where there is none."""
    count = walk(reply, path)
    return count if type(count) is int and count >= 0 else None
