"""Parts of a reply that failed by themselves: how they are listed, and their errors."""

from __future__ import annotations

from ._body import is_list, is_nothing, is_object, str_of
from ._codes import error_of
from ._each import EachPart, placed
from ._getters import key_and_getter
from ._paths import count_at, first_text, item_text, walk

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

__all__ = ("EachPart", "KeyedPart", "ListedPart")


class KeyedPart:
    """An object whose keys are codes and whose values are the items."""

    __slots__ = ("index", "key_and_getter", "path", "success_count", "table")

    def __init__(
        self,
        path: Path,
        table: Table[Any],
        *,
        index: Path | None = None,
        succeeded: Path | None = None,
    ) -> None:
        """Hold the path and the table of the keys; `succeeded` as in other parts."""
        self.path = path
        self.key_and_getter = key_and_getter(path)
        self.table = table
        self.index = index
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
                error = error_of(catalog, self.table, code, state, key)
                yield placed(error, item, self.index)

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
        "index",
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
        index: Path | None = None,
        split: str | None = None,
        absent: tuple[str, ...] = (),
        succeeded: Path | None = None,
    ) -> None:
        """Hold the paths and the class.

        `absent` holds texts that stand for no item; `succeeded` leads to the number that went
        through.
        """
        self.path = path
        self.key_and_getter = key_and_getter(path)
        self.error = error
        self.message = message
        self.item = item
        self.index = index
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
        error = self.error(*arrived.state(message, item, each))
        return placed(error, each, self.index)

    def passed(self, _found: object) -> bool:
        """Return whether a plain look shows that no part failed."""
        return False

    def succeeded(
        self, _results: list[ProviderError | None], reply: object
    ) -> int | None:
        """Return the number that the reply gives."""
        return count_at(reply, self.success_count) if self.success_count else None
