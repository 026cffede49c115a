"""Files of messages by key: Java's properties, gettext, and strings of Apple's systems."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from errsmith.importing import codes
from errsmith.importing.extras import library
from errsmith.importing.formats import pairs
from errsmith.importing.formats.pairs import Pair
from errsmith.importing.page import CannotImport, SourcePage, UnreadLine

if TYPE_CHECKING:
    from collections.abc import Iterator

MESSAGE_FORMAT: Final = re.compile(r"\{[0-9]")
"""An argument of Java's MessageFormat, in whose texts two quotes stand for one."""

MOST_CONTINUED: Final = 1000
LONGEST_COMMENT: Final = 2000
STRING: Final = r'"[^"\\]*+(?:\\.[^"\\]*+)*"'
ENTRY: Final = re.compile(
    rf"(?P<comment>/\*.*?\*/|//[^\n]*+)|(?P<key>{STRING}|[\w.-]++)\s*+=\s*+(?P<text>{STRING})\s*+;"
    rf"|(?P<lost>{STRING}[^;\n]*+;?|[^\s/\"][^\n]*+|[/\"])",
    re.DOTALL,
)
ESCAPE: Final = re.compile(r"\\(?:[Uu]([0-9A-Fa-f]{4})|(.))", re.DOTALL)
ESCAPES: Final = {"n": "\n", "t": "\t", "r": "\r"}


def read_properties(text: str) -> SourcePage:
    """Read a file of Java properties. Raises CannotImport where an escape is broken."""
    parser = library("javaproperties")
    _check_continued(text)
    found: list[Pair] = []
    line, comment, heading = 1, "", ""
    try:
        for each in parser.parse(text):
            if isinstance(each, parser.KeyValue):
                value: str = each.value
                if MESSAGE_FORMAT.search(value):
                    value = value.replace("''", "'")
                found.append(Pair(each.key, value, line, comment))
            comment = _comment(each, parser, comment)
            heading = heading if found else heading or comment
            line += each.source.count("\n")
    except parser.InvalidUEscapeError as error:
        raise CannotImport(
            f"line {line}: {error}; write four hexadecimal digits"
        ) from None
    return SourcePage(grids=pairs.grids(found, heading))


def _check_continued(text: str) -> None:
    """Refuse what takes the parser quadratic time: lines that are continued without end."""
    run = 0
    for number, line in enumerate(text.split("\n"), 1):
        run = run + 1 if line.endswith("\\") else 0
        if run > MOST_CONTINUED:
            raise CannotImport(
                f"line {number}: more than {MOST_CONTINUED} continued lines; cut out the table"
            )


def _comment(element: Any, parser: Any, above: str) -> str:
    """Return the comment for the next key: its lines, until an empty line or a key."""
    if not isinstance(element, parser.Comment):
        return ""
    said = f"{above} {element.value.strip()}".strip()
    return said if len(said) <= LONGEST_COMMENT else above


def read_gettext(text: str) -> SourcePage:
    """Read a catalogue of gettext; codes stand in its contexts or in its message ids."""
    polib = library("polib")
    try:
        catalogue = polib.pofile(text if "\n" in text else f"{text}\n")
    except (OSError, ValueError) as error:
        raise CannotImport(f"the page is not a gettext catalogue: {error}") from None
    found: list[Pair] = []
    for each in catalogue:
        context: str = each.msgctxt or ""
        coded = codes.is_code(codes.bare(context))
        said: str = each.msgstr or (each.msgid if coded else "")
        if not each.obsolete:
            key: str = context if coded else each.msgid
            found.append(Pair(key, said, each.linenum, each.comment))
    return SourcePage(grids=pairs.grids(found))


def read_strings(text: str) -> SourcePage:
    """Read a file of strings as Apple's systems have them: `"key" = "text";`."""
    page = SourcePage()
    found: list[Pair] = []
    comment = ""
    for match, line in _entries(text):
        if match["key"]:
            key, said = map(_unquoted, (match["key"], match["text"]))
            found.append(Pair(key, said, line, comment))
        elif match["lost"]:
            why = 'the line is not "key" = "text";'
            page.unread.append(UnreadLine(line, match["lost"], why))
        comment = (match["comment"] or "").strip("/* \n")
    page.grids = pairs.grids(found)
    return page


def _entries(text: str) -> Iterator[tuple[re.Match[str], int]]:
    line, end = 1, 0
    for match in ENTRY.finditer(text):
        line += text.count("\n", end, match.start())
        end = match.start()
        yield match, line


def _unquoted(text: str) -> str:
    return unescaped(text[1:-1] if text.startswith('"') else text)


def unescaped(text: str) -> str:
    """Return the text of a string that has backslashes before quotes and for line breaks."""
    return ESCAPE.sub(_unescape, text)


def _unescape(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1], 16))
    return ESCAPES.get(match[2], match[2])
