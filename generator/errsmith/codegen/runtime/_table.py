"""A table: the codes of one enum, and what finds the class of a code."""

from __future__ import annotations

from enum import Enum

from ._parameters import captured

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Final, Generic, TypeVar

    from ._arrived import State
    from ._errors import ProviderError

    E = TypeVar("E", bound=ProviderError)

    class Of(Generic[E]):
        """The base of what is generic in a provider's error."""

else:
    E = None

    class Of:
        """The same without `typing`, which would be most of an import's cost."""

        __slots__ = ()

        def __class_getitem__(cls, _: object) -> type:
            return cls


LONGEST_NUMBER: Final = 20
"""Digits and sign of a 64-bit number; a longer one is no code."""

PLAIN: Final = (int, str)
"""Types of codes."""

LARGEST: Final = 2**63
"""No code is a number outside 64 bits."""

LARGEST_FLOAT: Final = 2.0**53
"""Up to here a float is a whole number exactly."""


class Table(Of[E]):
    """One enum of codes with the classes of its errors."""

    __slots__ = (
        "alone",
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

        `alone` has those of codes that no sub-code and no status gives another class.
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
        self.alone = classes
        if pairs:
            paired = {code for code, _, _ in pairs}
            self.alone = {
                code: cls for code, cls in classes.items() if code not in paired
            }
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
        """Return the code that a member, a float or an object of a type of one's own is."""
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
        """Return the word that a text is, in the spelling of the table."""
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
        """Return the member of a name."""
        return self.enum.__members__.get(name) if isinstance(name, str) else None

    def _pattern(self, word: str) -> str:
        """Return the code that a word is, which may hold values in the places of parameters."""
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
    """Return the number that a string of ASCII digits is."""
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
