"""Find the codes, sub-codes and HTTP statuses by which a provider says a class."""

from __future__ import annotations

from typing import NamedTuple

from ._catalog import VARIANTS

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Final

    from ._catalog import Catalog
    from ._table import Table

SAMPLE: Final = "7"
"""Stands where a code or a text has a value of its own."""

UNKNOWN_NUMBERS: Final = (987654, 98765432, 9876543210, -987654, 998, -98765432109)
UNKNOWN_WORDS: Final = ("SOMETHING_UNDOCUMENTED", "987654", "~undocumented~")

GRPC_STATUSES: Final = {
    "INVALID_ARGUMENT": 400,
    "FAILED_PRECONDITION": 400,
    "OUT_OF_RANGE": 400,
    "UNAUTHENTICATED": 401,
    "PERMISSION_DENIED": 403,
    "NOT_FOUND": 404,
    "ALREADY_EXISTS": 409,
    "ABORTED": 409,
    "RESOURCE_EXHAUSTED": 429,
    "DEADLINE_EXCEEDED": 504,
    "UNAVAILABLE": 503,
    "UNIMPLEMENTED": 501,
}
"""The HTTP status of each name in google.rpc.Code; of any other, 500."""


class Way(NamedTuple):
    """One way to say a class: a code of a table, or nothing but an HTTP status."""

    table: Any = None
    code: object = None
    second: str = ""
    status: int | None = None


def ways_of(catalog: Catalog[Any], cls: type[Any]) -> Iterator[Way]:
    """Yield the ways to say a class, the usual ones first."""
    yield from _for_status(catalog, cls)
    if cls is catalog.unreadable:
        yield Way()
    for table in catalog.tables:
        yield from _coded(table, cls)
    for table in catalog.tables:
        statuses: list[int | None] = [None] if cls is catalog.unknown else []
        statuses += [status for status, each in table.statuses.items() if each is cls]
        for status in statuses:
            yield from (Way(table, code, "", status) for code in _unknown(table))
    if catalog.statuses is not None:
        for status, other in catalog.statuses.classes.items():
            if other is cls:
                yield Way(status=status)


def _for_status(catalog: Catalog[Any], cls: type[Any]) -> Iterator[Way]:
    """Yield the ways to say a class that stands for another at some HTTP statuses."""
    for base, *variants in catalog.variants.values():
        if cls in variants:
            place = variants.index(cls) + 1
            statuses = sorted(each for each in VARIANTS if VARIANTS[each] == place)
            for way in ways_of(catalog, base):
                yield from (way._replace(status=each) for each in reversed(statuses))


def _coded(table: Table[Any], cls: type[Any]) -> Iterator[Way]:
    """Yield the codes of a table that mean a class, with their sub-codes."""
    for (code, second), other in table.pairs.items():
        if other is cls and isinstance(second, int):
            yield Way(table, code, "", second)
        elif other is cls:
            yield Way(table, code, str(second))
    samples = {code: SAMPLE.join(pieces) for pieces, code in table.patterns}
    for code, other in table.classes.items():
        if other is cls:
            yield Way(table, samples.get(code, code))
    for first, last, other in table.ranges:
        free = (code for code in range(first, last + 1) if code not in table.classes)
        if other is cls:
            yield from (Way(table, code) for code in (*free,)[:3])
    for prefix, other in table.prefixes:
        if other is cls:
            yield from (Way(table, f"{prefix}{each}") for each in ("X", SAMPLE))


def _unknown(table: Table[Any]) -> Iterator[int | str]:
    """Yield codes that a table could have, but has not."""
    for code in UNKNOWN_WORDS if table.words else UNKNOWN_NUMBERS:
        known = code in table.classes or code in table.success
        if not known and table.wider_class(code) is None:
            yield code


def statuses_of(catalog: Catalog[Any], cls: type[Any], way: Way) -> Iterator[int]:
    """Yield the HTTP statuses that a class may come with, the likeliest first."""
    if way.status is not None:
        yield way.status
        return
    speaks_http = catalog.statuses is not None
    for table in catalog.tables:
        speaks_http = speaks_http or bool(table.by_status)
        yield from (each for each, other in table.by_status.items() if other is cls)
    if speaks_http and way.table is not None:
        yield GRPC_STATUSES.get(cls.grpc_code, 500)
    yield from (200, 400, 500)
