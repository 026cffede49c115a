"""Explain a code on the command line: `python -m PACKAGE PROVIDER CODE`."""

from __future__ import annotations

import os
import sys
from difflib import get_close_matches
from importlib import import_module
from io import TextIOWrapper

from . import PROVIDERS
from ._display import printable

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from enum import Enum
    from typing import Any

    from ._catalog import Catalog
    from ._errors import ProviderError
    from ._table import Table

USAGE = """usage: python -m {package} [PROVIDER] [CODE] [--lang LANGUAGE | --json]

  python -m {package}                 the providers
  python -m {package} PROVIDER        the codes of a provider
  python -m {package} PROVIDER CODE   what a code means; CODE may be a name or a class
  python -m {package} CODE            the same, for every provider that has it
  python -m {package} ... --json      the same as JSON; of all codes where none is named

providers: {providers}
"""
FINE, UNKNOWN, WRONG_USAGE = 0, 1, 2
MOST = 3
"""How many near codes are named."""


class InstalledPackage:
    """A package of providers, by its name."""

    def __init__(self, name: str, providers: Sequence[str]) -> None:
        """Hold the names of the modules; each is imported when it is asked for."""
        self.name: str = name
        self.providers: Sequence[str] = providers

    @property
    def usage(self) -> str:
        """Return how the command is called."""
        return USAGE.format(package=self.name, providers=", ".join(self.providers))

    def title(self, provider: str) -> str:
        """Return the provider's name as people say it."""
        return " ".join(_catalog(self, provider).title.split())


def _catalog(package: InstalledPackage, provider: str) -> Catalog[Any]:
    """Return the codes of a provider."""
    catalog: Catalog[Any] = import_module(f"{package.name}.{provider}")._CATALOG
    return catalog


def main(arguments: Sequence[str], package: InstalledPackage) -> int:
    """Print what the arguments ask for; 0 is fine, 1 an unknown code, 2 a wrong call."""
    words, language = _language(arguments)
    as_json = "--json" in words
    words = [word for word in words if word != "--json"]
    unknown = [word for word in words if word[:2] == "--" and word != "--help"]
    if language is None or (as_json and language) or {"--help", "--lang="} & {*words}:
        return _print_usage(package, asked="--help" in words)
    if unknown:
        return _refuse("option", unknown[0], ("--lang", "--json", "--help"))
    asked_for = [words.pop(0).lower()] if _starts(words, package.providers) else []
    if len(words) > 1:
        return _refuse_words(package, words[0], known=bool(asked_for))
    catalogs = [_catalog(package, each) for each in asked_for or package.providers]
    if as_json:
        return _print_json(package, catalogs, words)
    if words:
        return _explain(catalogs, words[0], language)
    return _list(catalogs[0]) if asked_for else _overview(package)


def _print_usage(package: InstalledPackage, *, asked: bool) -> int:
    print(package.usage, end="", file=sys.stdout if asked else sys.stderr)
    return FINE if asked else WRONG_USAGE


def _refuse_words(package: InstalledPackage, first: str, *, known: bool) -> int:
    """Say that there are too many words, or that the first is no provider."""
    if known:
        return _print_usage(package, asked=False)
    return _refuse("provider", first, package.providers)


def _refuse(what: str, word: str, known: Sequence[str]) -> int:
    """Say that there is no such option or provider, and which was probably meant."""
    meant = get_close_matches(word.lower(), known, 1)
    hint = f"did you mean {meant[0]}?" if meant else f"there are {', '.join(known)}"
    print(f"there is no {what} {printable(word)}; {hint}", file=sys.stderr)
    return WRONG_USAGE


def _starts(words: Sequence[str], providers: Sequence[str]) -> bool:
    return bool(words) and words[0].lower() in providers


def _language(arguments: Sequence[str]) -> tuple[list[str], str | None]:
    """Return the arguments without --lang and what follows it; None where nothing does."""
    words: list[str] = []
    for word in arguments:
        option, equals, value = word.partition("=")
        joined = option == "--lang" and bool(equals and value)
        words += [option, value] if joined else ["--help" if word == "-h" else word]
    if "--lang" not in words:
        return words, ""
    place = words.index("--lang")
    found = words[place + 1 : place + 2]
    return words[:place] + words[place + 2 :], found[0] if found else None


def _overview(package: InstalledPackage) -> int:
    """Return every provider with its title and its page, a line each."""
    titles = {each: package.title(each) for each in package.providers}
    width = max(map(len, titles.values()))
    for provider, title in titles.items():
        page = _catalog(package, provider).base.links[0]
        print(f"{provider:15} {title:{width}}  {page}")
    return FINE


def _list(catalog: Catalog[Any]) -> int:
    """Return every code of a provider, a line each; then ranges, and errors without a code."""
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


def _explain(catalogs: Sequence[Catalog[Any]], word: str, language: str) -> int:
    """Return what a code, a name or a class means for each provider that has it."""
    found = False
    for catalog in catalogs:
        for table, cls, value in _meanings(catalog, word):
            print("\n" * found + _description(table, cls, value, language))
            found = True
    return FINE if found else _unknown(catalogs, word)


def _print_json(
    package: InstalledPackage, catalogs: Sequence[Catalog[Any]], words: Sequence[str]
) -> int:
    """Return what a code means for each provider that has it, or every code, as JSON."""
    import json

    from ._listing import every_meaning, listing

    every = [
        (each, list(_meanings(each, words[0]) if words else every_meaning(each)))
        for each in catalogs
    ]
    found = [each for each in every if each[1]] if words else every
    if not found:
        return _unknown(catalogs, words[0])
    print(json.dumps(listing(package.name, found), indent=2))  # in any encoding
    return FINE


def _unknown(catalogs: Sequence[Catalog[Any]], word: str) -> int:
    """Say that no provider has a code, and which codes are near."""
    alone = len(catalogs) == 1
    where = f"{catalogs[0].base.provider} has no" if alone else "no provider has"
    print(f"{where} code {printable(word)}", file=sys.stderr)
    near = _near(catalogs, word)
    if near:
        print(f"the nearest: {', '.join(near)}", file=sys.stderr)
    meant = [] if alone else get_close_matches(word.lower(), _providers(catalogs), 1)
    if meant:
        print(f"did you mean the provider {meant[0]}?", file=sys.stderr)
    return UNKNOWN


def _providers(catalogs: Sequence[Catalog[Any]]) -> list[str]:
    return [each.base.provider for each in catalogs]


def _meanings(
    catalog: Catalog[Any], word: str
) -> Iterator[tuple[Table[Any], type[ProviderError] | None, int | str]]:
    """Yield each table that has the code, with its class (None for success)."""
    for table in catalog.tables:
        member = table.named(word.upper())
        code = table.code(member or word)
        code = next((c for c, cls in table.classes.items() if _is(cls, word)), code)
        if code is None:
            continue
        if code in table.classes:
            yield table, table.classes[code], code
        elif code in table.success:
            yield table, None, code
        elif (cls := table.wider_class(code)) is not None:
            yield table, cls, code
    for cls in catalog.uncoded:
        if cls().name == word.upper() or _is(cls, word):
            yield catalog.tables[0], cls, ""


def _is(cls: type[ProviderError], word: str) -> bool:
    return cls.__name__.lower() == word.lower()


def _description(
    table: Table[Any], cls: type[ProviderError] | None, code: int | str, language: str
) -> str:
    """Return a code as a reader needs it."""
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
        ("page", cls.page),
    ]
    lines = [f"  {label:8} {text}" for label, text in facts if text]
    parts = (cls.provider, str(code), str(error.name))
    head = printable(" ".join(dict.fromkeys(part for part in parts if part)))
    return "\n".join([head, *lines])


def _near(catalogs: Sequence[Catalog[Any]], word: str) -> list[str]:
    """Return codes that were probably meant: near numbers, else names and words that look alike."""
    members = [
        (catalog.base.provider, member)
        for catalog in catalogs
        for table in catalog.tables
        for member in table.enum
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


def run(name: str, providers: Sequence[str]) -> int:
    """Run the command of a package on a terminal or a pipe, however long it listens."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = main(sys.argv[1:], InstalledPackage(name, providers))
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    return code


if __name__ == "__main__":
    raise SystemExit(run(__package__ or "", PROVIDERS))
