"""Finding one's way in a reply by a path, step by step."""

from __future__ import annotations

from ._body import (
    BRACKETS,
    decoded,
    is_list,
    is_nothing,
    is_object,
    same,
    str_of,
)

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any, Final, TypeAlias

    Step: TypeAlias = str | int | tuple[str, ...] | None
    Path: TypeAlias = tuple[Step, ...]
    Told: TypeAlias = tuple[Path, bool | int | str | None]

EVERY: Final[Step] = ()
"""The step to every element of a list."""

KEEP: Final[Step] = ("[]",)
"""The same, where an element from which the rest leads nowhere counts as well."""

BRANCHING: Final = (EVERY, KEEP)
PICK: Final = 2
"""Words of the step to the object of a list that has a value."""

ESCAPES: Final = (("\\\\", "\0"), ('\\"', "\1"))
"""What a quoted text of a header escapes, and characters that no header has."""

LONGEST_COUNT: Final = 20
"""Digits; no count is longer."""

MOST_TEXTS: Final = 100
"""Texts of a list that a message joins."""


def walk(value: Any, path: Path) -> object:
    """Return what a path leads to, None where it breaks off.

    A path with the step to every element leads to a list of what is found. What is no list
    counts as a list of one, as XML and forms have it, but where a path starts.
    """
    for place, step in enumerate(path, 1):
        if value is None:
            return None
        if step.__class__ is str:
            found = value.__class__ is dict or is_object(value)
            value = value.get(step) if found else None
        elif step is None:
            inner = isinstance(value, str) and value.lstrip()[:1] in BRACKETS
            value = decoded(value) if inner else None
        elif isinstance(step, int) or step in BRANCHING:
            keep, there = step == KEEP, is_list(value)
            items = value if there else _alone(value, keep=keep) if place > 1 else ()
            if not isinstance(step, int):
                return _every(items, path[place:], keep=keep)
            value = items[step] if step < len(items) else None
        elif step[0] == "*":
            return _first(value, step, path[place:])
        else:
            value = picked(value, *step) if len(step) == PICK else _cut(value, step)
    return value


def _alone(value: object, *, keep: bool) -> tuple[object, ...]:
    """Return what stands in place of a list as its only element, unless it says nothing."""
    return (value,) if value or is_object(value) or (keep and value == "") else ()


def _every(values: Sequence[object], rest: Path, *, keep: bool) -> list[object]:
    """Return what the rest of a path leads to from each element; lists of it are one list."""
    found: list[object] = []
    for each in values:
        inner = walk(each, rest)
        if rest and is_list(inner):
            found += inner
        elif keep or not (rest and is_nothing(inner)):
            found.append(inner)
    return found


def keeping(path: Path) -> Path:
    """Return a path whose last list loses no element from which the rest leads nowhere."""
    last = max(
        (n for n, step in enumerate(path, 1) if step == EVERY), default=len(path)
    )
    return path if last == len(path) else (*path[: last - 1], KEEP, *path[last:])


def _first(value: object, step: Any, rest: Path) -> object:
    """Return what the rest leads to from the first key of a form that leads anywhere."""
    _, start, end = step
    for key, each in value.items() if is_object(value) else ():
        if isinstance(key, str) and key.startswith(start) and key.endswith(end):
            found = walk(each, rest)
            if not is_nothing(found):
                return found
    return None


def _cut(value: object, step: Any) -> str | None:
    """Return the part of a text that counts, None where there is no text."""
    word, text, _ = step
    if not isinstance(value, str):
        return None
    if word == "after":
        return value.rpartition(text)[2].strip()
    if word == "before":
        return value.partition(text)[0].strip()
    return parameter(value, text) if word == "parameter" else None


def parameter(text: str, name: str) -> str | None:
    """Return a parameter of a header: `Bearer error="invalid_token", scope="a b"`."""
    name, wanted = name.lower(), False
    for escaped, mark in ESCAPES:
        text = text.replace(escaped, mark)
    for number, piece in enumerate(text.split('"')):
        if number % 2:
            if wanted:
                return piece.replace("\0", "\\").replace("\1", '"')
            continue
        words = piece.replace(",", " ").replace(";", " ").replace("=", " = ").split()
        for word, sign, value in zip(words, words[1:], words[2:], strict=False):
            if sign == "=" and word.lower() == name:
                return value
        wanted = len(words) > 1 and words[-1] == "=" and words[-2].lower() == name
    return None


def in_header(path: Path | None) -> bool:
    """Return whether a path starts at a header."""
    first = path[0] if path else None
    return isinstance(first, tuple) and first[:1] == ("header",) and len(first) > PICK


def picked(value: object, key: str, wanted: str) -> object:
    """Return the first object of a list, or the one object, whose key has the wanted value."""
    for each in value if is_list(value) else (value,):
        if is_object(each) and is_meant(each.get(key), wanted):
            return each
    return None


def is_meant(found: object, wanted: str) -> bool:
    """Return whether a path's `[key=wanted]` means what was found: 4, `"4"` or true."""
    if found.__class__ is str:
        return found == wanted and found != ""
    if isinstance(found, bool):
        return wanted == str(found).lower()
    return same(found, wanted)


def first_text(value: object, paths: tuple[Path, ...]) -> str | None:
    """Return the text at the first of the paths that leads to some."""
    return text_of(walk(value, path) for path in paths)


def text_of(values: Iterable[object]) -> str | None:
    """Return the first text, or list of texts as one."""
    for text in values:
        if isinstance(text, str) and text:
            return text
        if is_list(text):
            texts = [each for each in text[:MOST_TEXTS] if isinstance(each, str)]
            if any(texts):
                return "; ".join(filter(None, texts))
    return None


def item_text(value: object) -> str | None:
    """Return a recipient or token as text."""
    return str_of(value) or None


def fits(reply: object, path: Path, value: bool | int | str | None) -> bool:
    """Return whether a path leads to a value, or to anything at all where none is given."""
    return means(walk(reply, path), value)


def means(found: object, value: bool | int | str | None) -> bool:
    """Return whether what was found is a value, or anything at all where none is given."""
    return not is_nothing(found) if value is None else same(found, value)


def count_at(value: object, path: Path) -> int | None:
    """Return the count or the place at a path, None where there is no such number.

    It may arrive as digits, as it does in XML, or as 3.0.
    """
    found = walk(value, path)
    if isinstance(found, float) and found.is_integer():
        found = int(found)
    digits = str_of(found)
    plain = digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_COUNT
    return int(digits) if plain else None
