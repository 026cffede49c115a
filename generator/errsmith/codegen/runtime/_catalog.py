"""The codes of a provider and the classes that they mean."""

from __future__ import annotations

from enum import Enum

from ._display import printable
from ._quick import Quick
from ._table import LARGEST, PLAIN, Of, Table

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any, Final, TypeVar

    from ._arrived import State, Wait
    from ._bodies import Text
    from ._errors import ProviderError
    from ._paths import Path
    from ._rules import Rule

    E = TypeVar("E", bound=ProviderError)

else:
    E = None


VARIANTS: Final[Mapping[int, int]] = {429: 1, 408: 2, 502: 2, 503: 2, 504: 2, 500: 3}
"""HTTP statuses that speak where a code does not, with the place of the class for each."""


class Catalog(Of[E]):
    """All that a provider's module knows of its codes and replies."""

    __slots__ = (
        "base",
        "body",
        "classes",
        "delegates",
        "empty_body_succeeds",
        "group",
        "others",
        "plain",
        "plain_type",
        "quick",
        "reads_lists",
        "replies",
        "request_id",
        "statuses",
        "tables",
        "texts",
        "title",
        "uncoded",
        "unknown",
        "unreadable",
        "variants",
        "waits",
        "without_code_succeeds",
    )

    def __init__(
        self,
        base: type[E],
        *,
        unknown: tuple[type[E], ...],
        unreadable: tuple[type[E], ...],
        title: str,
        families: tuple[tuple[type[E], ...], ...] = (),
        group: Any = None,
        delegates: bool = False,
        tables: tuple[Table[E], ...],
        replies: tuple[Rule, ...],
        uncoded: tuple[type[E], ...] = (),
        statuses: Table[E] | None = None,
        without_code_succeeds: bool = False,
        empty_body_succeeds: bool = False,
        others: str = "",
        waits: tuple[Wait, ...] = (),
        request_id: tuple[Path, ...] = (),
        body: str = "",
        texts: tuple[Text, ...] = (),
    ) -> None:
        """Hold the tables, the rules that read a reply, and the classes for what has no row.

        `unknown`, `unreadable` and each of `families` are a class with those that stand for it
        at HTTP 429, at 408 and 502 to 504, and at 500. `delegates` is whether
        parts may be errors of other providers, which are never raised alone.
        """
        self.base = base
        self.unknown = unknown[0]
        self.unreadable = unreadable[0]
        self.title = title
        self.variants = {each[0]: each for each in (unknown, unreadable, *families)}
        self.group = group
        self.delegates = delegates
        self.tables = tables
        self.replies = replies
        self.classes = tables[0].classes
        self.plain = tables[0].alone
        self.plain_type = str if tables[0].words else int
        self.quick = Quick(
            replies,
            without_code_succeeds=without_code_succeeds,
            waits=waits,
            request_id=request_id,
        )
        self.reads_lists = any(
            path[0] == () or isinstance(path[0], int)
            for rule in replies
            for path in rule.paths
        )
        self.uncoded = uncoded
        self.statuses = statuses
        self.without_code_succeeds = without_code_succeeds
        self.empty_body_succeeds = empty_body_succeeds
        self.others = others
        self.waits = waits
        self.request_id = request_id
        self.body = body
        self.texts = texts

    def sibling(self, name: str) -> Catalog[Any]:
        """Return the catalogue of another module of the package."""
        from importlib import import_module

        package = self.base.__module__.rpartition(".")[0]
        found: Catalog[Any] = import_module(f"{package}.{name}")._CATALOG
        return found

    def of_others(self, raw: object, state: State) -> E | None:
        """Return the error of a code that only the module of `others` knows."""
        tables = self.sibling(self.others).tables if self.others else ()
        codes = [(table, table.code(raw)) for table in tables]
        for table, code in codes:
            if code is not None and code in table.classes:
                error: E = table.error(code, state, raw)
                return error
        for table, code in codes:
            cls: type[E] | None = None if code is None else table.wider_class(code)
            if cls is not None:
                return cls(*state, code)
        return None

    def for_status(self, cls: type[E], http_status: int | None) -> type[E]:
        """Return the class that stands for one without a kind at an HTTP status."""
        place = VARIANTS.get(http_status, 0) if type(http_status) is int else 0
        classes = self.variants.get(cls) if place else None
        return classes[place] if classes else cls

    def lookup(self, code: int | str, enum: type[Enum] | None = None) -> type[E]:
        """Return the class of a code, an enum member, a string of digits or a member's name.

        A code without a row gives the class of its range or family. Raises LookupError for a
        code that is unknown or means success.
        """
        for match in self._matches(code, enum):
            if match[1] is not None:
                return match[1]
            raise LookupError(
                f"{printable(str(code))} means success in {match[0].enum.__name__}; "
                f"it has no class"
            )
        shown = self._raw(code) if isinstance(code, int) else code
        raise LookupError(f"{self.base.provider} has no code {shown!r}")

    def error(
        self,
        code: int | str,
        message: str | None,
        http_status: int | None,
        item: str | None,
        retry_after: float | None,
        reply: object,
        enum: type[Enum] | None = None,
    ) -> E:
        """Return the exception for a code; for one without a class, the provider's unknown code."""
        if code.__class__ is self.plain_type and enum is None and code in self.plain:
            plain: type[E] = self.plain[code]
            return plain(message, http_status, item, retry_after, reply)
        state = (message, http_status, item, retry_after, reply)
        for table, cls, found in self._matches(code, enum):
            if cls is not None and found in table.classes:
                return table.error(found, state, code)
            return self.for_status(cls or self.unknown, http_status)(*state, found)
        others = self.of_others(code, state) if enum is None else None
        if others is not None:
            return others
        raw = self._raw(code)
        foreign = isinstance(code, Enum)
        wider = None if foreign else self.tables[0].wider_class(raw, http_status)
        cls = self.for_status(wider or self.unknown, http_status)
        return cls(message, http_status, item, retry_after, reply, raw)

    def _raw(self, code: int | str) -> int | str:
        """Return an unknown code as its table would have it, else as it came.

        A member of somebody else's enum is its value; a number that no table could have is
        its digits, in hexadecimal, which can be written out whatever its length.
        """
        plain: object = code.value if isinstance(code, Enum) else code
        for table in self.tables:
            found = table.code(plain)
            if found is not None:
                return found
        if isinstance(plain, int) and not -LARGEST < plain < LARGEST:
            return hex(plain)
        return plain if isinstance(plain, PLAIN) else code

    def _matches(
        self, code: int | str, enum: type[Enum] | None
    ) -> Iterator[tuple[Table[E], type[E] | None, int | str]]:
        """Yield where a code has a row, then where it lies in a range: table, class, code.

        The class is None for success. A member of an enum is looked for in its own table only.
        """
        wanted = enum or (type(code) if isinstance(code, Enum) else None)
        tables = [
            table for table in self.tables if wanted is None or table.enum is wanted
        ]
        candidates = [(table, table.code(code)) for table in tables]
        candidates += [(table, table.code(table.named(code))) for table in tables]
        for table, found in candidates:
            if found is not None and found in table.classes:
                yield table, table.classes[found], found
            elif found is not None and found in table.success:
                yield table, None, found
        for table, found in candidates:
            if found is not None:
                cls = table.wider_class(found)
                if cls is not None:
                    yield table, cls, found
