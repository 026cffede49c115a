"""From a file, an address or standard input to text, within limits."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote

from errsmith.importing.page import CannotImport
from errsmith.problems import printable

LARGEST_PAGE: Final = 32 * 1024 * 1024
DECLARED: Final = re.compile(
    rb"""<meta[^>]{0,200}charset=["']?([A-Za-z0-9_-]{1,40})""", re.IGNORECASE
)
MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


@dataclass(frozen=True)
class Document:
    """A page as text, with what its name and its server say about it."""

    name: str
    text: str
    url: str = ""
    media_type: str = ""
    shown: str = "standard input"

    @property
    def suffix(self) -> str:
        """The end of the file's name, in lower case and without the dot."""
        return PurePosixPath(self.name).suffix.lower().removeprefix(".")


def read_document(where: str) -> Document:
    """The page. Raises CannotImport."""
    if where == "-":
        return Document("", decode(_limited(sys.stdin.buffer.read(LARGEST_PAGE + 1))))
    if re.match(r"https?://", where, re.IGNORECASE):
        return _fetched(where)
    path = Path(where)
    try:
        if path.is_dir():
            raise CannotImport(f"{where} is a folder; name one file of it")
        with path.open("rb") as file:
            data = file.read(LARGEST_PAGE + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise CannotImport(f"{where} cannot be read: {reason}") from None
    return Document(path.name, decode(_limited(data)), shown=printable(where))


def _fetched(url: str) -> Document:
    """Return the page at an address; a redirect changes its name, not its address."""
    from errsmith.importing.fetch import fetch, without_credentials  # noqa: PLC0415 - files need no HTTP client

    found = fetch(url)
    name = PurePosixPath(unquote(found.path)).name
    text = decode(found.data, found.charset)
    address = without_credentials(url)
    return Document(name, text, address, found.media_type, printable(address))


def _limited(data: bytes) -> bytes:
    if len(data) > LARGEST_PAGE:
        limit = LARGEST_PAGE // 1024 // 1024
        raise CannotImport(f"the page has more than {limit} MiB; cut out its table")
    return data


def decode(data: bytes, declared: str = "") -> str:
    """The text of a page, by its mark, its server, its own word, else UTF-8 or Latin 1."""
    named = DECLARED.search(data[:4096])
    tried = [encoding for mark, encoding in MARKS if data.startswith(mark)]
    tried += [declared, "utf-8", named[1].decode() if named else "", "cp1252"]
    for encoding in filter(None, tried):
        try:
            text = data.decode(encoding)
        except (LookupError, ValueError):
            continue
        return _lines(text)
    return _lines(data.decode("latin-1"))


def _lines(text: str) -> str:
    """The text with one sort of line break, so that lines count as an editor counts them."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\0", "\ufffd").removeprefix("\ufeff")
