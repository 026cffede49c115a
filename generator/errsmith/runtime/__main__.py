"""What a code means, on the command line: `python -m PACKAGE PROVIDER CODE`."""

from __future__ import annotations

import os
import sys
from difflib import get_close_matches
from importlib import import_module
from io import TextIOWrapper

from . import PROVIDERS
from ._errors import printable

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
    words, language = _language(arguments)
    if language is None or any(word.startswith("--") for word in words):
        asked = "--help" in words
        print(USAGE, end="", file=sys.stdout if asked else sys.stderr)
        return FINE if asked else WRONG_USAGE
    providers: Sequence[str] = PROVIDERS
    if words and words[0].lower() in PROVIDERS:
        providers = (words.pop(0).lower(),)
    if len(words) == 1:
        return _explain(providers, words[0], language)
    if words:
        print(USAGE, end="", file=sys.stderr)
        return WRONG_USAGE
    return _list(providers[0]) if providers is not PROVIDERS else _overview()


def _language(arguments: Sequence[str]) -> tuple[list[str], str | None]:
    """The arguments without --lang and what follows it; None where nothing does."""
    words = ["--help" if word == "-h" else word for word in arguments]
    if "--lang" not in words:
        return words, ""
    place = words.index("--lang")
    found = words[place + 1 : place + 2]
    return words[:place] + words[place + 2 :], found[0] if found else None


def _overview() -> int:
    """Every provider with its page, a line each."""
    for provider in PROVIDERS:
        print(f"{provider:15} {_catalog(provider).base.links[0]}")
    return FINE


def _catalog(provider: str) -> Catalog[Any]:
    catalog: Catalog[Any] = import_module(f"{PACKAGE}.{provider}")._CATALOG
    return catalog


def _list(provider: str) -> int:
    """Every code of a provider, a line each; then ranges, and errors without a code."""
    catalog = _catalog(provider)
    lines: list[tuple[str, str, str]] = []
    for table in catalog.tables:
        for member in table.enum:
            cls = table.classes.get(member.value)
            meaning = cls.summary if cls else "Success."
            lines.append((str(member.value), member.name, meaning))
        for first, last, cls in table.ranges:
            lines.append((f"{first} to {last}", str(cls().name), cls.summary))
    lines += [("", str(cls().name), cls.summary) for cls in catalog.uncoded]
    width = max(len(code) for code, _, _ in lines)
    for code, name, meaning in lines:
        print(f"{code:>{width}}  {name:40} {meaning}")
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
        f"{where} has {'no ' if len(providers) == 1 else ''}code {printable(word)}",
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
        elif (cls := table.wider_class(code)) is not None:
            yield table, cls, code
    for cls in catalog.uncoded:
        if cls().name == word.upper():
            yield catalog.tables[0], cls, ""


def _description(
    table: Table[Any], cls: type[ProviderError] | None, code: int | str, language: str
) -> str:
    """A code as a reader needs it."""
    if cls is None:
        known = [member.name for member in table.enum if member.value == code]
        words = " ".join([str(code), *known])
        return f"{words} of {table.enum.__name__} means success; it has no exception."
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
    parts = (cls.provider, str(code), str(error.name))
    head = printable(" ".join(dict.fromkeys(part for part in parts if part)))
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


def run() -> int:
    """Run the command on a terminal or a pipe, whatever it can show and how long it listens."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = main(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    return code


if __name__ == "__main__":
    raise SystemExit(run())
