"""PostgreSQL's errcodes.txt, against psycopg and asyncpg."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from errsmith.spec.identifiers import class_name

from proof.comparison import Comparison, plain, reasons

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from errsmith.spec.model import Family

    from proof.package import Made

UNKNOWN: Final = "ZZZ"
"""The end of a code that no table has."""

MACRO: Final = (
    "two codes have this condition's name; ours are told apart by the macro's"
)
GONE: Final = "PostgreSQL 17 took it out of the table"
OWN: Final = "asyncpg has a name of its own for it, listed in its generator"
SHORT: Final = "asyncpg leaves the last word out where it reads as Error"
PSYCOPG: Final = {
    **reasons(
        "known",
        "psycopg leaves out warnings, which the server does not send as errors",
        "01000 01003 01004 01006 01007 01008 0100C 01P01",
    ),
    **reasons("name", MACRO, "2F002 2F003 2F004 38002 38003 38004 39004"),
    **reasons("known", GONE, "72000"),
}
ASYNCPG: Final = {
    **reasons("name", MACRO, "01004 2F002 2F003 2F004 38002 38003 38004 39004"),
    **reasons(
        "name",
        OWN,
        "01000 08000 08001 08004 22P01 42000 42601 58000 58030 XX000",
    ),
    **reasons(
        "name",
        SHORT,
        "09000 0F000 0Z000 22000 2F000 38000 39000 3B000 40001 P0001 P0004",
    ),
    **reasons("known", GONE, "72000"),
}


def rows(table: Path) -> int:
    """Return the lines of the table that give a code a name."""
    lines = table.read_text("utf-8").splitlines()
    return sum(line[:1].isalnum() and not line.startswith("Section:") for line in lines)


def compare(made: Made) -> Iterator[Comparison]:
    """Yield what psycopg and asyncpg say of every code that one of the three knows."""
    errors: Any = import_module("psycopg.errors")  # its table of classes is private
    base: Any = import_module("asyncpg.exceptions._base")  # asyncpg has no types
    psycopg = Comparison("psycopg", PSYCOPG)
    states = (cls for cls in errors._sqlcodes.values() if cls.sqlstate)
    theirs = {cls.sqlstate: cls for cls in states}
    _compare(psycopg, made, theirs, errors.get_base_exception)
    for family in _families(made).values():
        code = family.prefix + UNKNOWN
        ours = type(made.error(code)).__name__ == _cls(made, family.name)
        expected = errors._class_for_state(code) is errors.get_base_exception(code)
        psycopg.check(code, "unknown", ours, expected)
    yield psycopg
    asyncpg = Comparison("asyncpg", ASYNCPG)
    theirs = dict(base.PostgresMessageMeta._message_map)
    _compare(asyncpg, made, theirs, lambda code: theirs.get(f"{code[:2]}000"))
    yield asyncpg


def _compare(
    done: Comparison,
    made: Made,
    theirs: Mapping[str, type],
    base: Callable[[str], type | None],
) -> None:
    """Check whether both know a code, by the same name, and below the base of its class."""
    names = _names(made)
    families = _families(made)
    for code in sorted({*theirs, *names}):
        cls = theirs.get(code)
        known = {plain(name) for name in names.get(code, ())}
        if cls is None or not known:
            shown = "/".join(names.get(code, ())) or "unknown"
            done.check(code, "known", shown, cls.__name__ if cls else "unknown")
            continue
        their_name = plain(cls.__name__)
        ours = their_name if their_name in known else "/".join(names[code])
        done.check(code, "name", ours, their_name)
        above = base(code)
        if above is not None:
            family = getattr(made.module, _cls(made, families[code[:2]].name))
            ours_below = issubclass(made.module.lookup(code), family)
            done.check(code, "base", ours_below, issubclass(cls, above))


def _names(made: Made) -> dict[str, list[str]]:
    """Return the names of each code that is an error."""
    found: dict[str, list[str]] = {}
    for table, row in made.spec.rows():
        if not table.is_success(row):
            found.setdefault(str(row.code), []).append(row.name)
    return found


def _families(made: Made) -> dict[str, Family]:
    """Return the family of each class of codes."""
    (table,) = made.spec.tables
    return {family.prefix: family for family in table.families}


def _cls(made: Made, name: str) -> str:
    return class_name(made.spec.prefix, name)
