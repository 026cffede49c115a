"""Read a page from a file, an address or standard input, within limits."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from errsmith.importing.decoding import decode, known_encoding
from errsmith.importing.formats import spreadsheet
from errsmith.importing.page import LARGEST_PAGE, CannotImport, check_size
from errsmith.problems import printable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


HEADER_NAME: Final = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")


@dataclass(frozen=True)
class Document:
    """A page as text, with what its name and its server say about it."""

    name: str
    text: str
    url: str = ""
    media_type: str = ""
    shown: str = "standard input"
    detected: str = ""
    """The encoding that its letters show, where nothing declares one."""

    @property
    def suffix(self) -> str:
        """The end of the file's name, in lower case and without the dot."""
        return PurePosixPath(self.name).suffix.lower().removeprefix(".")


@dataclass(frozen=True)
class _Bytes:
    """A page as it arrived."""

    data: bytes
    name: str = ""
    shown: str = "standard input"
    url: str = ""
    media_type: str = ""
    charset: str = ""


def parse_headers(given: Sequence[str]) -> dict[str, str]:
    """Return `Name: value` of the command line as a mapping. Raises CannotImport."""
    headers: dict[str, str] = {}
    for each in given:
        name, colon, value = each.partition(":")
        if (
            not colon
            or not HEADER_NAME.fullmatch(name.strip())
            or not value.isprintable()
        ):
            raise CannotImport(
                "--header takes 'Name: value', such as 'Cookie: session=…'"
            )
        headers[name.strip()] = value.strip()
    return headers


def read_document(
    where: str, encoding: str = "", headers: Mapping[str, str] | None = None
) -> Document:
    """Return the page, in an encoding that somebody names or in its own. Raises CannotImport."""
    if encoding and not known_encoding(encoding):
        raise CannotImport(
            f"--encoding {encoding!r} is not an encoding of text; "
            "write it like cp1251, gb18030 or shift_jis"
        )
    found = _read(where, headers or {})
    check_size(len(found.data))
    if spreadsheet.is_workbook(found.data):
        rows = spreadsheet.text_of(found.data)
        return Document(
            found.name, rows, found.url, spreadsheet.MEDIA_TYPE, found.shown
        )
    try:
        decoded = decode(found.data, found.charset, known_encoding(encoding))
    except CannotImport as error:
        raise CannotImport(f"{found.shown}: {error}") from None
    return Document(
        found.name,
        decoded.text,
        found.url,
        found.media_type,
        found.shown,
        decoded.detected,
    )


def _read(where: str, headers: Mapping[str, str]) -> _Bytes:
    if where == "-":
        if sys.stdin is None:
            raise CannotImport("standard input is closed; name the file of the page")
        return _Bytes(sys.stdin.buffer.read(LARGEST_PAGE + 1))
    if re.match(r"https?://", where, re.IGNORECASE):
        return _fetched(where, headers)
    if headers:
        raise CannotImport("--header goes with an address; a file needs none")
    path = Path(where)
    try:
        if path.is_dir():
            raise CannotImport(f"{where} is a folder; name one file of it")
        with path.open("rb") as file:
            data = file.read(LARGEST_PAGE + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise CannotImport(f"{where} cannot be read: {reason}") from None
    return _Bytes(data, path.name, printable(where))


def _fetched(url: str, headers: Mapping[str, str]) -> _Bytes:
    """Return the page at an address; a redirect changes its name, not its address."""
    from errsmith.importing.fetch import fetch, without_credentials  # noqa: PLC0415 - files need no HTTP client

    found = fetch(url, headers)
    name = PurePosixPath(unquote(found.path)).name
    address = without_credentials(url)
    return _Bytes(
        found.data, name, printable(address), address, found.media_type, found.charset
    )
