"""A list of objects in a reply, each with a code of its own, and their errors."""

from __future__ import annotations

from ._arrived import longest_in
from ._body import is_list, is_nothing, is_object, str_of
from ._codes import coded, known, unreadable, vendor_error
from ._errors import add_more
from ._getters import key_and_getter
from ._paths import count_at, first_text, fits, item_text, keeping, walk

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any, TypeVar

    from ._arrived import Arrived, Wait
    from ._catalog import Catalog
    from ._errors import ProviderError
    from ._paths import Path, Told
    from ._table import Table

    E = TypeVar("E", bound=ProviderError)


class EachPart:
    """A list of objects (or one object), each with a code of its own."""

    __slots__ = (
        "code",
        "complete",
        "index",
        "item",
        "key_and_getter",
        "message",
        "ordered",
        "path",
        "signs",
        "sub_code",
        "success",
        "success_count",
        "tables",
        "vendor_key",
        "vendors",
        "waits",
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
        index: Path | None = None,
        waits: tuple[Wait, ...] = (),
        success: tuple[Told, ...] = (),
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
        of the request, unless it is in `any_order` or each says its `index`. `success` tells an
        object without a code that went through. `succeeded` leads from the top to the
        number that went through, where the list does not hold them. The errors of
        `whole_request` are about the request as a whole; `vendors` maps the value at
        `vendor_key` to the module that the code belongs to.
        """
        self.code = code
        self.tables = tables
        self.message = message
        self.sub_code = sub_code
        self.item = item
        self.index = index
        self.waits = waits
        self.success = success
        self.whole_request = whole_request
        shows_success = without_code_succeeds or bool(success)
        shows_success = shows_success or any(each.success for each in tables)
        self.complete = shows_success and not (only_errors or whole_request)
        self.ordered = self.complete and not (any_order or index)
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
        error = self._verdict(each, catalog, arrived, reply)
        return None if error is None else placed(error, each, self.index)

    def _verdict(
        self, each: object, catalog: Catalog[E], arrived: Arrived, reply: object
    ) -> E | None:
        raw = walk(each, self.code)
        table, code = known(self.tables, raw)
        vendor = None if code == 0 else self._vendor(each, catalog)
        if vendor is None and code in table.success:
            return None
        message = (
            first_text(each, self.message) if self.code else arrived.text(self.message)
        )
        item = item_text(walk(each, self.item)) if self.item else None
        wait = longest_in(each, self.waits) if self.waits else None
        state = arrived.state(message, item, reply, wait)
        if is_nothing(raw) and is_object(each):
            silent = self.without_code_succeeds and message is None
            fine = silent or any(fits(each, *told) for told in self.success)
            fine = fine and arrived.succeeded is not False
            return None if fine else unreadable(catalog, state)
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


def placed(error: E, each: object, path: Path | None) -> E:
    """Return an error with the place in the request that its part says."""
    index = count_at(each, path) if path else None
    if index is not None:
        add_more(error, index=index)
    return error
