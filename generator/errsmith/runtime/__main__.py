"""What a code means, on the command line: `python -m PACKAGE PROVIDER CODE`."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from importlib import import_module

from . import PROVIDERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from enum import Enum
    from typing import Any

    from ._catalog import Catalog, Table
    from ._errors import ProviderError

PACKAGE = __package__ or ""
USAGE = f"""usage: python -m {PACKAGE} [PROVIDER] [CODE] [--lang LANGUAGE]

  python -m {PACKAGE}                 the providers
  python -m {PACKAGE} PROVIDER        the codes of a provider
  python -m {PACKAGE} PROVIDER CODE   what a code means; CODE may be a name
  python -m {PACKAGE} CODE            the same, for every provider that has it

providers: {", ".join(PROVIDERS)}
"""
FINE, UNKNOWN, WRONG_USAGE = 0, 1, 2
MOST = 3
"""How many near codes are named."""


def main(arguments: Sequence[str]) -> int:
    """Print what the arguments ask for; 0 is fine, 1 an unknown code, 2 a wrong call."""
    words, language = list(arguments), ""
    if "--lang" in words:
        place = words.index("--lang")
        language = "".join(words[place + 1 : place + 2])
        del words[place : place + 2]
    if any(word in ("-h", "--help") for word in words):
        print(USAGE, end="")
        return FINE
    if not words:
        for provider in PROVIDERS:
            print(f"{provider:15} {_catalog(provider).base.links[0]}")
        return FINE
    if words[0].lower() in PROVIDERS:
        provider, *words = words[0].lower(), *words[1:]
        providers: Sequence[str] = (provider,)
    else:
        providers = PROVIDERS
    if not words and len(providers) == 1:
        return _list(providers[0])
    if len(words) != 1:
        print(USAGE, end="", file=sys.stderr)
        return WRONG_USAGE
    return _explain(providers, words[0], language)


def _catalog(provider: str) -> Catalog[Any]:
    catalog: Catalog[Any] = import_module(f"{PACKAGE}.{provider}")._CATALOG
    return catalog


def _list(provider: str) -> int:
    """Every code of a provider, a line each."""
    for table in _catalog(provider).tables:
        for member in table.enum:
            cls = table.classes.get(member.value)
            meaning = cls.summary if cls else "Success."
            print(f"{member.value:>12}  {member.name:40} {meaning}")
    return FINE


def _explain(providers: Sequence[str], word: str, language: str) -> int:
    """What a code or name means for each provider that has it."""
    found = False
    for provider in providers:
        for table, cls, value in _meanings(_catalog(provider), word):
            print("\n" * found + _description(table, cls, value, language))
            found = True
    if found:
        return FINE
    where = providers[0] if len(providers) == 1 else "no provider"
    print(
        f"{where} has {'no ' if len(providers) == 1 else ''}code {word}",
        file=sys.stderr,
    )
    near = _near(providers, word)
    if near:
        print(f"the nearest: {', '.join(near)}", file=sys.stderr)
    return UNKNOWN


def _meanings(
    catalog: Catalog[Any], word: str
) -> Iterator[tuple[Table[Any], type[ProviderError] | None, int | str]]:
    """Each table that has the code, with its class (None for success)."""
    for table in catalog.tables:
        member = table.named(word.upper())
        code = table.code(member or word)
        if code is None:
            continue
        if code in table.classes:
            yield table, table.classes[code], code
        elif code in table.success:
            yield table, None, code
        elif (cls := table.range_class(code)) is not None:
            yield table, cls, code
    for cls in catalog.uncoded:
        if cls().name == word.upper():
            yield catalog.tables[0], cls, ""


def _description(
    table: Table[Any], cls: type[ProviderError] | None, code: int | str, language: str
) -> str:
    """A code as a reader needs it."""
    if cls is None:
        member = table.enum(code)
        return f"{code} {member.name} of {table.enum.__name__} means success; it has no exception."
    error = cls(None, None, None, None, None, code)
    wait = f" after {cls.wait:g} s" if cls.wait else ", with growing pauses"
    retry = f"yes{wait}" if cls.retryable else "no"
    facts = [
        ("message", cls.default_message),
        ("what", error.summary_in(language)),
        ("do", error.remedy_in(language)),
        ("catch", f"{cls.__module__}.{cls.__name__}"),
        ("or", ", ".join(base.__name__ for base in cls.__bases__)),
        ("retry", retry),
        *(("see", link) for link in cls.links),
    ]
    lines = [f"  {label:8} {text}" for label, text in facts if text]
    head = f"{cls.provider} {code} {error.name}".replace("  ", " ")
    return "\n".join([head, *lines])


def _near(providers: Sequence[str], word: str) -> list[str]:
    """Codes that were probably meant: near numbers, else names and words that look alike."""
    members = [
        (p, member) for p in providers for t in _catalog(p).tables for member in t.enum
    ]
    if word.lstrip("-").isdecimal() and len(word) < len(str(2**63)):
        numbers = [
            (p, member) for p, member in members if isinstance(member.value, int)
        ]
        ordered = sorted(numbers, key=lambda each: abs(each[1].value - int(word)))
        return [_label(*each) for each in ordered[:MOST]]
    labels = {str(member.value).upper(): _label(p, member) for p, member in members}
    labels |= {member.name: _label(p, member) for p, member in members}
    return list(
        dict.fromkeys(
            labels[key] for key in get_close_matches(word.upper(), labels, MOST)
        )
    )


def _label(provider: str, member: Enum) -> str:
    return f"{provider} {member.value} {member.name}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
