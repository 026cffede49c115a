"""Decode a page: by its mark, by what declares its encoding, else by its letters."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from errsmith.importing.encoding_detection import (
    SAMPLED_BYTES,
    decoded,
    detect,
    is_western,
    try_decoding,
)
from errsmith.importing.page import CannotImport

if TYPE_CHECKING:
    from collections.abc import Iterator

DECLARED: Final = re.compile(
    rb"""<meta[^>]{0,200}charset=["']?([A-Za-z0-9_:-]{1,40})"""
    rb"""|^<\?xml[^>]{0,100}encoding=["']([A-Za-z0-9_:-]{1,40})""",
    re.IGNORECASE,
)
MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
TEXT_ENCODING: Final = re.compile(
    r"utf-(?:8|16|32)(?:-[bl]e|-sig)?|ascii|cp\d+|iso8859-\d+|koi8-\w|gbk?\d*|big5\w*|euc_\w+"
    r"|shift_\w+|iso2022_\w+|hz|mac-\w+|tis-620|johab|kz1048|ptcp154|hp-roman8"
)
"""Names of codecs that pages are written in; others unpack, escape or encode something else."""

WIDER: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
"""Encodings that are often declared for a wider one, as browsers read them."""

MANY_NULS: Final = 0.2
ONE_SIDED: Final = 20


@dataclass(frozen=True)
class DecodedText:
    """The text of a page; the encoding it was detected to have, where nothing declares one."""

    text: str
    detected: str = ""


def decode(data: bytes, declared: str = "", named: str = "") -> DecodedText:
    """Return the text of a page.

    `named` is an encoding that somebody states, `declared` the server's. Raises CannotImport.
    """
    if named:
        return DecodedText(_lines(_in(data, named)))
    for mark, encoding in MARKS:
        if data.startswith(mark) and (text := try_decoding(data, encoding)) is not None:
            return DecodedText(_lines(text))
    wide = _utf_16(data)
    text = try_decoding(data, wide or "utf-8")
    if text is not None and not _may_be_escaped(data):
        return DecodedText(_lines(text), wide)
    fallback = text
    for encoding in _stated(data, declared):
        found = try_decoding(data, encoding)
        # Servers declare Western letters by default.
        if found is not None and (encoding != "cp1252" or is_western(found)):
            return DecodedText(_lines(found))
        fallback = found if fallback is None else fallback
    if fallback is not None and data.isascii():
        return DecodedText(_lines(fallback))
    return _detected(data, fallback)


def _detected(data: bytes, fallback: str | None) -> DecodedText:
    """Return the text in the encoding that its letters show, else a fallback."""
    try:
        encoding = detect(data)
    except CannotImport:
        if fallback is None:
            raise
        return DecodedText(_lines(fallback))
    return DecodedText(_lines(_in(data, encoding)), encoding)


def _stated(data: bytes, declared: str) -> Iterator[str]:
    """Yield the encodings that the server and the page itself state."""
    meta = DECLARED.search(data[:4096])
    names = [each.decode() for each in (meta.groups() if meta else ()) if each]
    for encoding in filter(None, map(known_encoding, [declared, *names])):
        yield WIDER.get(encoding, encoding)


def known_encoding(name: str) -> str:
    """Return the name of a codec for text as Python has it; empty where there is none."""
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    return codec if TEXT_ENCODING.fullmatch(codec) else ""


def _in(data: bytes, encoding: str) -> str:
    """Return the text in an encoding that is certain. Raises CannotImport."""
    try:
        return decoded(data, encoding)
    except UnicodeError as error:
        place = getattr(error, "start", 0)
        line = data.count(b"\n", 0, place) + 1
        raise CannotImport(
            f"the page is not in {encoding}: line {line} cannot be decoded; "
            f"name its encoding with --encoding"
        ) from None


def _may_be_escaped(data: bytes) -> bool:
    """Return whether a text in ASCII may hold another encoding, such as ISO-2022-JP."""
    return b"\x1b" in data and data.isascii()


def _utf_16(data: bytes) -> str:
    """Return the name of UTF-16 without a mark; empty where the NULs do not show it."""
    first, second = data[0:SAMPLED_BYTES:2].count(0), data[1:SAMPLED_BYTES:2].count(0)
    half = len(data[:SAMPLED_BYTES]) / 2
    if max(first, second) < half * MANY_NULS or len(data) % 2:
        return ""
    if min(first, second) * ONE_SIDED > max(first, second):
        return ""
    return "utf-16-be" if first > second else "utf-16-le"


def _lines(text: str) -> str:
    """Return the text with one sort of line break, so that lines count as an editor counts them."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\0", "\ufffd").removeprefix("\ufeff")
