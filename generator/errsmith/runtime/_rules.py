"""Rules: each looks at one place of a reply and says what it means."""

from __future__ import annotations

from enum import Enum

from ._body import NOTHING, first_text, is_list, item_text, str_of, walk
from ._group import ProviderErrorGroup
from ._parts import error_of, known

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias, TypeVar

    from ._body import Arrived, Path
    from ._catalog import Catalog, Table
    from ._errors import ProviderError
    from ._parts import EachPart, Part

    E = TypeVar("E", bound=ProviderError)

    Rule: TypeAlias = "SuccessRule | FailedRule | CodeRule | PartsRule"


class Unread(Enum):
    """Why a rule has no verdict on a reply."""

    NO_FIT = "nothing stands where the rule looks"
    ODD = "what stands there is no code"


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
        """Hold the paths; for success and the codes of `partial`, `parts` is asked."""
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
        item = item_text(walk(arrived.reply, self.item)) if self.item else None
        message = first_text(arrived.reply, self.message)
        state = arrived.state(message, item, arrived.reply)
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
