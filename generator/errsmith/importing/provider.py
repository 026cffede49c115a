"""Name the provider: by the command line, else by the names of file and page."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from errsmith.importing.clean import WHOLE_ADDRESS
from errsmith.importing.draft import SpecHeader
from errsmith.importing.letters import latin, words
from errsmith.importing.page import CannotImport
from errsmith.importing.vocabulary.name_phrases import FILES, HOSTS

if TYPE_CHECKING:
    import argparse
    from collections.abc import Set as AbstractSet

    from errsmith.importing.document import Document

MODULE: Final = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
PREFIX: Final = re.compile(r"[A-Z][A-Za-z0-9]*")
FIRST_HEADING: Final = re.compile(
    r"(?:^# +|<title>)(?P<title>[^\s<]+(?: [^\s<]+){0,4}) *(?:$|<)", re.MULTILINE
)
"""One of at most five words, of which a name can be made."""

MOST_TEXT: Final = 20_000
"""Characters of a page in which its heading is looked for."""

LONGEST_NAME: Final = 30


def spec_header(options: argparse.Namespace, document: Document) -> SpecHeader:
    """Return the keys above the tables: by the command line, else by names of files."""
    url = _url(options.url or document.url)
    provider = options.provider or _provider(options, document, url)
    if not MODULE.fullmatch(provider):
        raise CannotImport(
            f"--provider {provider!r} is not a name of a module; write it like acme_mail"
        )
    prefix = options.prefix or "".join(
        word.capitalize() for word in provider.split("_")
    )
    if not PREFIX.fullmatch(prefix):
        raise CannotImport(
            f"--prefix {prefix!r} cannot start a class; write it like AcmeMail"
        )
    title = " ".join((options.title or "").split())
    if not all(c.isprintable() for c in title):
        raise CannotImport("--title holds a control character")
    return SpecHeader(
        provider,
        prefix,
        title,
        url or f"https://{provider.replace('_', '-')}.example/errors",
        dt.datetime.now(dt.UTC).date(),
        url_guessed=not url,
    )


def _url(url: str) -> str:
    """Return an address that a spec may hold; empty where there is none."""
    try:
        netloc = urlsplit(url).netloc
    except ValueError:
        netloc = ""
    if url and not (netloc and WHOLE_ADDRESS.fullmatch(url)):
        raise CannotImport(
            f"--url {url!r} is not an address; write it like https://acme.example/errors"
        )
    if "@" in netloc:
        raise CannotImport("--url holds a user or a password; leave them out")
    return url


def _provider(options: argparse.Namespace, document: Document, url: str) -> str:
    """Return the module's name by the spec, the address, the file or the page's first heading."""
    if options.output:
        stem = Path(options.output).stem
        name = _module(stem, FILES) or _module(stem)
        if name:
            return name
    host = urlsplit(url).hostname or ""
    parts = [part for part in host.split(".")[:-1] if part not in HOSTS]
    file = document.name.rpartition(".")[0] or document.name
    heading = FIRST_HEADING.search(document.text[:MOST_TEXT])
    headed = heading["title"] if heading else ""
    telling = (_module(text, FILES) for text in (*parts[-1:], file, headed))
    return next(filter(None, telling), "") or _module(file) or "acme"


def _module(text: str, noise: AbstractSet[str] = frozenset()) -> str:
    """Return a text as the name of a module, without some words; empty where none is left."""
    kept = [word.lower() for word in words(latin(text)) if word not in noise]
    while kept and not kept[0][0].isalpha():
        kept = kept[1:]
    name = "_".join(kept)[:LONGEST_NAME].rstrip("_")
    return name if MODULE.fullmatch(name) else ""


def title_of(provider: str) -> str:
    """Return the provider's name as people say it."""
    return " ".join(word.capitalize() for word in provider.split("_"))
