"""The codes of a provider and the classes that they mean."""

from __future__ import annotations

from enum import Enum

from ._errors import printable
from ._parameters import captured
from ._quick import Quick

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any, Final, Generic, TypeVar

    from ._arrived import State, Wait
    from ._bodies import Text
    from ._errors import ProviderError
    from ._paths import Path
    from ._rules import Rule

    E = TypeVar("E", bound=ProviderError)

    class _Of(Generic[E]):
        """The base of what is generic in a provider's error."""

else:
    E = None

    class _Of:
        """The same without `typing`, which would be most of an import's cost."""

        __slots__ = ()

        def __class_getitem__(cls, _: object) -> type:
            return cls


LONGEST_NUMBER: Final = 20
"""Digits and sign of a 64-bit number; a longer one is no code."""

PLAIN: Final = (int, str)
"""Types of codes."""

VARIANTS: Final[Mapping[int, int]] = {429: 1, 408: 2, 502: 2, 503: 2, 504: 2, 500: 3}
"""HTTP statuses that speak where a code does not, with the place of the class for each."""

LARGEST: Final = 2**63
"""No code is a number outside 64 bits."""

LARGEST_FLOAT: Final = 2.0**53
"""Up to here a float is a whole number exactly."""


class Table(_Of[E]):
    """One enum of codes with the classes of its errors."""

    __slots__ = (
        "by_status",
        "classes",
        "delegates",
        "enum",
        "fold",
        "folded",
        "numbers",
        "pairs",
        "patterns",
        "prefixes",
        "ranges",
        "spellings",
        "statuses",
        "success",
        "words",
    )

    def __init__(
        self,
        enum: type[Enum],
        classes: Mapping[Any, type[E]],
        *,
        success: tuple[int | str, ...] = (),
        ranges: tuple[tuple[int, int, type[E]], ...] = (),
        spellings: Mapping[str, str] | None = None,
        numbers: Mapping[int, int] | None = None,
        pairs: tuple[tuple[int | str, int | str, type[E]], ...] = (),
        any_case: bool = False,
        any_words: bool = False,
        by_status: tuple[tuple[int, type[E]], ...] = (),
        patterns: tuple[tuple[tuple[str, ...], str], ...] = (),
        prefixes: tuple[tuple[str, type[E]], ...] = (),
        statuses: tuple[tuple[int, type[E]], ...] = (),
    ) -> None:
        """Hold classes by code; `ranges` has (first, last, class) for codes without a row.

        `spellings` maps other spellings of a code to the code, `numbers` other numbers, which
        may arrive in hexadecimal;
        `any_case` takes words in any case, `any_words` messages as people retype them.
        `by_status` has (HTTP status, class) for a status that arrives in a code's place.
        """
        self.enum = enum
        self.words = issubclass(enum, str)
        self.classes = classes
        self.success = frozenset(success)
        self.ranges = ranges
        self.spellings = spellings or {}
        self.numbers = numbers or {}
        self.pairs = {(code, second): cls for code, second, cls in pairs}
        self.fold = plain_words if any_words else str.casefold if any_case else None
        self.folded: Mapping[str, Any] = {}
        if self.fold is not None:
            words = {str(each): each for each in (*classes, *success)}
            self.folded = {
                self.fold(word): code
                for word, code in {**self.spellings, **words}.items()
            }
        self.by_status: Mapping[int, type[E]] = dict(by_status)
        self.patterns = patterns
        self.prefixes = sorted(prefixes, key=lambda each: -len(each[0]))
        self.statuses = dict(statuses)

    def code(self, value: object) -> int | str | None:
        """Return the value as a code of this table, None where it cannot be one.

        A table of numbers takes whole numbers, strings of digits and floats without a
        fraction (JSON has one type of number), never a bool. A table of words takes text.
        Text is a code of success only to the letter: `00` proves nothing.
        """
        if type(value) is str:
            code = self._word(value) if self.words else self._number(value)
            return None if code in self.success and str(code) != value else code
        if type(value) is int:
            if self.words:
                return self._digits(value)
            return (
                self.numbers.get(value, value) if -LARGEST < value < LARGEST else None
            )
        return self._uncommon(value)

    def _uncommon(self, value: object) -> int | str | None:
        """The code that a member, a float or an object of a type of one's own is."""
        if isinstance(value, Enum):
            own = type(value) is self.enum and isinstance(value, PLAIN)
            return self.code(value.value) if own else None
        if isinstance(value, str):
            return self.code(str(value))
        if isinstance(value, int) and not isinstance(value, bool):
            return self.code(int(value))
        if isinstance(value, float) and value.is_integer() and not self.words:
            return int(value) if abs(value) < LARGEST_FLOAT else None
        return None

    def _word(self, text: str) -> str | None:
        """The word that a text is, in the spelling of the table."""
        if text in self.classes or text in self.success:
            return text
        word = text.strip()
        found = self.spellings.get(word)
        if found is None and self.fold is not None:
            found = self.folded.get(self.fold(word))
        return found or self._pattern(word) or None

    def _number(self, text: str) -> int | None:
        """Return the number that a text is, in digits or in a spelling of the table."""
        number = _number(text)
        if number is None and self.numbers:
            number = _hexadecimal(text.strip())
        return number if number is None else self.numbers.get(number, number)

    def _digits(self, value: int) -> str | None:
        """Return the word of the table whose digits a number is."""
        text = str(value) if -LARGEST < value < LARGEST else ""
        return text if text in self.classes or text in self.success else None

    def class_of(self, code: Any, second: str, status: int | None) -> type[E] | None:
        """Return the class of a code with its sub-code, or its HTTP status, else alone."""
        if self.pairs:
            found = self.pairs.get((code, second)) or self.pairs.get(
                (code, status or 0)
            )
            if found is not None:
                return found
        return self.classes.get(code)

    def named(self, name: object) -> Enum | None:
        """The member of a name."""
        return self.enum.__members__.get(name) if isinstance(name, str) else None

    def _pattern(self, word: str) -> str:
        """The code that a word is, which may hold values in the places of parameters."""
        if word and word not in self.classes and word not in self.success:
            for pieces, code in self.patterns:
                if captured(word, pieces, 0) is not None:
                    return code
        return word

    def wider_class(
        self, code: int | str, http_status: int | None = None
    ) -> type[E] | None:
        """Return the class of the range or family of a code that has no row."""
        if type(code) is int:
            for first, last, cls in self.ranges:
                if first <= code <= last:
                    return cls
        elif type(code) is str:
            for prefix, cls in self.prefixes:
                start = code[: len(prefix)]
                if start == prefix or (
                    self.fold and self.fold(start) == self.fold(prefix)
                ):
                    return cls
        return self.statuses.get(http_status) if type(http_status) is int else None

    def error(
        self, code: int | str, state: State, raw: object, sub_code: str = ""
    ) -> E:
        """Return the exception of a row; it keeps the code as sent, where that says more."""
        cls = self.class_of(code, sub_code, state[1]) or self.classes[code]
        if self.patterns and isinstance(raw, str) and raw != code:
            return cls(*state, raw.strip())
        return cls(*state)


def plain_words(text: str) -> str:
    """Return a text without what people retype otherwise: case, quotes, blanks, a full stop."""
    words = text.replace("\u2019", "'").replace("\u2018", "'").casefold().split()
    return " ".join(words).rstrip(".")


def _number(text: str) -> int | None:
    """The number that a string of ASCII digits is."""
    digits = text
    if not text.isdigit():
        text = text.strip()
        digits = text.removeprefix("-")
    if digits.isascii() and digits.isdigit() and len(text) <= LONGEST_NUMBER:
        return int(text)
    return None


def _hexadecimal(text: str) -> int | None:
    """Return the number that `0x80004005` and its like are."""
    if len(text) > LONGEST_NUMBER or text[:2].lower() != "0x" or not text.isalnum():
        return None
    try:
        number = int(text, 16)
    except ValueError:
        return None
    return number if number < LARGEST else number - 2 * LARGEST


class Catalog(_Of[E]):
    """All that a provider's module knows of its codes and replies."""

    __slots__ = (
        "base",
        "body",
        "classes",
        "delegates",
        "empty_body_succeeds",
        "group",
        "others",
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
        self.plain_type = str if tables[0].words else int
        silence = without_code_succeeds and not waits
        self.quick = Quick(() if waits else replies, without_code_succeeds=silence)
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
        """The class of a code, an enum member, a string of digits or a member's name.

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
        """The exception for a code; for one without a class, the provider's unknown code."""
        if code.__class__ is self.plain_type and enum is None:
            plain = self.tables[0].class_of(code, "", http_status)
            if plain is not None:
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
        """An unknown code as its table would have it, else as it came.

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
        """Where a code has a row, then where it lies in a range: table, class, code.

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
