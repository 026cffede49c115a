"""Words of error pages by language: one TOML file for each, which needs no Python to extend."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST_LANGUAGE: Final = "en.toml"
"""The file that has every key; its order is the order in which kinds are looked for."""


@cache
def languages() -> dict[str, dict[str, dict[str, Any]]]:
    """Return the content of each file by its name, English first."""
    files = [
        each
        for each in resources.files(__name__).iterdir()
        if each.name.endswith(".toml")
    ]
    files.sort(key=lambda each: (each.name != FIRST_LANGUAGE, each.name))
    return {each.name: tomllib.loads(each.read_text("utf-8")) for each in files}


def words(section: str, key: str) -> list[str]:
    """Return the words of a list in every language."""
    found = (file.get(section, {}).get(key, []) for file in languages().values())
    return [word for each in found for word in each]


def pattern(section: str, key: str) -> str:
    """Return a regular expression for any of the words of a list."""
    return "|".join(words(section, key))


def keys(section: str) -> Iterator[str]:
    """Yield the lists of a section, in the order of the first language."""
    yield from languages()[FIRST_LANGUAGE][section]


def texts(section: str) -> dict[str, str]:
    """Return the keys of a section with their texts; the first language has the last word."""
    found: dict[str, str] = {}
    for file in reversed(languages().values()):
        found |= file.get(section, {})
    return found
