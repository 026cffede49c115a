"""Rules: each looks at one place of a reply and says what it means."""

from __future__ import annotations

from enum import Enum

from ._body import is_list, is_nothing, is_object, shallow
from ._codes import error_of, known
from ._errors import ProviderError, add_more
from ._getters import getter
from ._paths import item_text, means, walk

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, TypeAlias, TypeVar

    from ._arrived import Arrived
    from ._catalog import Catalog
    from ._parts import EachPart, Part
    from ._paths import Path
    from ._table import Table

    E = TypeVar("E", bound=ProviderError)

    Rule: TypeAlias = "SuccessRule | FailedRule | CodeRule | PartsRule"


class Unread(Enum):
    """Why a rule has no verdict on a reply."""

    NO_FIT = "nothing stands where the rule looks"
    ODD = "what stands there is no code"


class SuccessRule:
    """A reply in which a path leads to a value, or to anything at all, is a success."""

    __slots__ = ("path", "value")

    def __init__(self, path: Path, value: bool | int | str | None = None) -> None:
        """Hold the path and the value; without one, anything but nothing is meant."""
        self.path = path
        self.value = value

    @property
    def paths(self) -> tuple[Path, ...]:
        """Return where the rule looks."""
        return (self.path,)

    def read(self, _catalog: Catalog[E], arrived: Arrived) -> Unread | None:
        """None for a success."""
        return None if means(arrived.at(self.path), self.value) else Unread.NO_FIT


class FailedRule:
    """A reply in which a path leads to a value, or to anything at all, has failed."""

    __slots__ = ("path", "value")

    def __init__(self, path: Path, value: bool | int | str | None = None) -> None:
        """Hold the path and the value; without one, anything but nothing is meant."""
        self.path = path
        self.value = value

    @property
    def paths(self) -> tuple[Path, ...]:
        """Return where the rule looks."""
        return (self.path,)

    def read(self, _catalog: Catalog[E], arrived: Arrived) -> Unread:
        """Never a success."""
        return Unread.ODD if means(arrived.at(self.path), self.value) else Unread.NO_FIT


class CodeRule:
    """A path leads to the code."""

    __slots__ = (
        "absent",
        "asked",
        "code",
        "find_item",
        "find_message",
        "item",
        "known",
        "message",
        "partial",
        "parts",
        "sub_code",
        "tables",
    )

    def __init__(
        self,
        code: Path,
        tables: tuple[Table[Any], ...],
        *,
        message: tuple[Path, ...] = (),
        sub_code: Path | None = None,
        item: Path | None = None,
        known: bool = False,
        absent: tuple[str, ...] = (),
        partial: tuple[int | str, ...] = (),
        parts: tuple[Part, ...] = (),
    ) -> None:
        """Hold the paths; for success and the codes of `partial`, `parts` is asked.

        A rule for `known` codes leaves any other to the next rules.
        """
        self.code = code
        self.tables = tables
        self.message = message
        self.find_message = getter(message[0]) if message and message[0] else None
        self.sub_code = sub_code
        self.item = item
        self.find_item = getter(item) if item else None
        self.known = known
        self.absent = absent
        self.partial = partial
        self.asked = frozenset((*partial, *map(str, partial)))
        self.parts = parts

    @property
    def paths(self) -> tuple[Path, ...]:
        """Return where the rule looks."""
        return (self.code,)

    def read(self, catalog: Catalog[E], arrived: Arrived) -> E | Unread | None:
        """Return what the code says."""
        raw = arrived.at(self.code)
        if is_nothing(raw) or (isinstance(raw, str) and raw in self.absent):
            return Unread.NO_FIT
        table, code = known(self.tables, raw)
        if code is None:
            return Unread.ODD
        if code in table.success or code in self.partial:
            parts = self.parts
            verdict: E | Unread | None = (
                read_parts(parts, catalog, arrived) if parts else None
            )
            if code in table.success or isinstance(verdict, ProviderError):
                return verdict
        item = item_text(arrived.at(self.item)) if self.item else None
        message = arrived.text(self.message)
        state = arrived.state(message, item, arrived.reply)
        sub_code = arrived.at(self.sub_code) if self.sub_code else None
        error: E = error_of(catalog, table, code, state, raw, sub_code)
        if self.known and isinstance(error, catalog.unknown):
            arrived.unknown = arrived.unknown or error
            return Unread.ODD
        return error


class PartsRule:
    """A reply without a code of its own lists parts, each with theirs."""

    __slots__ = ("parts",)

    def __init__(self, parts: tuple[EachPart, ...]) -> None:
        """Hold the readers of the lists; each list that is there is read."""
        self.parts = parts

    @property
    def paths(self) -> tuple[Path, ...]:
        """Return where the rule looks."""
        return tuple(part.path for part in self.parts)

    def read(self, catalog: Catalog[E], arrived: Arrived) -> E | Unread | None:
        """Return what the parts say, where there are any."""
        lists = [(part, walk(arrived.reply, part.path)) for part in self.parts]
        there = [(part, found) for part, found in lists if not is_nothing(found)]
        if not there:
            return Unread.NO_FIT
        if not all(is_list(found) or is_object(found) for _, found in there):
            return Unread.ODD
        part, found = there[0]
        alone = len(there) == 1 and (is_object(found) or part.whole_request)
        empty = not any(found for _, found in there)
        if not (alone or empty) or (is_list(found) and len(found) > 1):
            verdict: E | Unread | None = read_parts(
                self.parts, catalog, arrived, proved=False
            )
            return verdict
        only = found[0] if is_list(found) else found
        if part.code and not is_object(only):
            return Unread.ODD
        return part.error(only, catalog, arrived, arrived.reply)


def identify(
    catalog: Catalog[Any], errors: Sequence[ProviderError], arrived: Arrived
) -> None:
    """Keep in errors the ID that the reply has for the provider's support."""
    found = map(arrived.at, catalog.request_id)
    name = next(filter(None, map(item_text, found)), None)
    for error in errors if name else ():
        add_more(error, request_id=name)


def read_parts(
    parts: tuple[Part, ...],
    catalog: Catalog[E],
    arrived: Arrived,
    *,
    proved: bool = True,
) -> Any:
    """Return a group of the parts that failed, the error of an only part, None for success.

    Several parts may look at one place, which calls fill in different ways: one of them has
    to be able to read it, and an object that went through there counts as no part. Where a
    code has `proved` the success, an empty object says as little as an empty list.
    """
    errors: list[ProviderError] = []
    succeeded: int | None = None
    legible: dict[Path, bool] = {}
    for part in parts:
        found = walk(arrived.reply, part.path)
        if not found if proved else is_nothing(found):
            continue
        outcomes = part.read(found, catalog, arrived)
        legible[part.path] = legible.get(part.path, False) or outcomes is not None
        results = list(outcomes or ())
        failed = [error for error in results if error is not None]
        errors += failed
        alone = [other.path for other in parts].count(part.path) == 1
        if failed or alone or is_list(found):
            through = part.succeeded(results, arrived.reply)
            succeeded = succeeded if through is None else (succeeded or 0) + through
    if not all(legible.values()):
        return Unread.ODD
    if not errors:
        return None
    if len(errors) == 1 and succeeded == 0 and not catalog.delegates:
        return errors[0]
    identify(catalog, errors, arrived)
    many = "part" if len(errors) == 1 else "parts"
    rest = "" if succeeded is None else f", {succeeded} succeeded"
    message = f"{catalog.base.provider}: {len(errors)} {many} failed{rest}"
    reply = shallow(arrived.reply)
    return catalog.group(message, errors, succeeded, arrived.http_status, reply)
