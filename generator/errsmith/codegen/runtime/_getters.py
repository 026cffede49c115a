"""Paths made into functions, for what is looked up in every reply.

A getter finds what `walk` finds, and leaves to it whatever is not decoded JSON.
"""

from __future__ import annotations

from ._paths import BRANCHING, PICK, is_meant, walk

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeAlias

    from ._paths import Path

    Getter: TypeAlias = Callable[[Any], object]


def key_and_getter(path: Path) -> tuple[str | None, Getter | None]:
    """Return the key that a path starts with, and a getter for the rest, each if there is one.

    A rest that would start at a list keeps its key: a path starts there only at the top.
    """
    step, rest = path[0] if path else None, path[1:]
    key = step if isinstance(step, str) and not _at_list(rest) else None
    rest = path if key is None else rest
    return key, getter(rest) if rest else None


def getter(path: Path) -> Getter:
    """Return a function that finds what a path leads to, None where it breaks off."""
    step, rest = path[0] if path else (), path[1:]
    if _at_list(rest):
        return lambda value: walk(value, path)
    if isinstance(step, str):
        return _by_key(step, path, getter(rest) if rest else None)
    if step is None:
        return _inside_text(path)
    if isinstance(step, tuple) and len(step) == PICK:
        return _picked(step, path, getter(rest) if rest else None)
    return lambda value: walk(value, path)


def _at_list(path: Path) -> bool:
    """Return whether a path starts at a list."""
    return bool(path) and (isinstance(path[0], int) or path[0] in BRANCHING)


def _by_key(key: str, path: Path, then: Getter | None) -> Getter:
    """Return a getter for a path that starts with a key."""

    def get(value: Any) -> object:
        if value.__class__ is not dict:
            return walk(value, path) if isinstance(value, dict) else None
        found = value.get(key)
        return found if found is None or then is None else then(found)

    return get


def _inside_text(path: Path) -> Getter:
    """Return a getter for a path into JSON inside a text; prose is seen at its first letter."""

    def get(value: Any) -> object:
        if value.__class__ is str and value[:1].isalpha():
            return None
        return walk(value, path)

    return get


def _picked(step: tuple[str, ...], path: Path, then: Getter | None) -> Getter:
    """Return a getter for a path that starts with the object whose key has a value."""
    key, wanted = step
    digits = wanted.isascii() and wanted.isdecimal() and wanted == str(int(wanted))
    number = int(wanted) if digits else None

    def get(value: Any) -> object:
        if value.__class__ is dict:  # one object, without the cost of a loop
            found = value.get(key)
            plain = found.__class__ is int
            if found != number if plain else not is_meant(found, wanted):
                return None
            return value if then is None else then(value)
        for each in value if value.__class__ is list else (value,):
            if each.__class__ is not dict:
                return walk(value, path)
            found = each.get(key)
            plain = found.__class__ is int
            if found == number if plain else is_meant(found, wanted):
                return each if then is None else then(each)
        return None

    return get
