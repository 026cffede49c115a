"""AsciiDoc: tables, headings, lists and description lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from errsmith.importing.clean import addresses, kept
from errsmith.importing.page import Grid, SourcePage, SourceRow
from errsmith.importing.page_builder import PageBuilder
from errsmith.importing.samples import find_samples

if TYPE_CHECKING:
    from collections.abc import Sequence

HEADING: Final = re.compile(r"(={1,6}|#{1,6})\s+(\S.*?)\s*")
ITEM: Final = re.compile(r"\s{0,20}(?:[*-]{1,5}|\.{1,5})\s+(\S.*)")
TERM: Final = re.compile(r"(\S.{0,200}?)::{1,3}(?:\s+(.*))?")
ATTRIBUTES: Final = re.compile(r"\[([^\]\n]{0,500})\]\s*")
COLUMNS: Final = re.compile(r"cols\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^,\]\s]+))")
TIMES: Final = re.compile(r"(\d{1,2})\*")
CELL: Final = re.compile(
    r"(?:(?:^|(?<=\s))(?:\d{0,2}(?:\.\d{1,2})?\+)?[<>^.]{0,3}[aehlmsdv]?)?\|"
)
ESCAPED: Final = re.compile(r"\\\|")
BLOCK: Final = re.compile(r"(?:-{4,}|\.{4,}|={4,}|\*{4,}|_{4,}|\+{4,}|--)\s*")
MARKUP: Final = re.compile(r"(?<!\w)([*_`+#]{1,2})(\S|\S.{0,300}?\S)\1(?!\w)")
LINK: Final = re.compile(
    r"(?:link:|xref:)?(https?://[^\s\[]{1,300}|(?<![\w./#-])[\w./#-]{1,200})\[([^\[\]]*)\]"
)
ANCHOR: Final = re.compile(
    r"\[\[[^\]]{0,200}\]\]|<<([^,<>]{1,200})(?:,([^<>]{0,200}))?>>"
)
MOST_COLUMNS: Final = 64
MOST_ITEM_LINES: Final = 60


def read(text: str) -> SourcePage:
    """Read the tables, headings and lists of a page."""
    builder = PageBuilder()
    builder.page.samples = find_samples(text)
    lines = text.split("\n")
    attributes = ""
    number = 0
    while number < len(lines):
        line = lines[number]
        if line.startswith("|==="):
            number = _table(builder, lines, number, attributes)
            attributes = ""
        elif ATTRIBUTES.fullmatch(line):
            attributes = line
        else:
            end = _end_of_item(lines, number)
            _take(builder, " ".join(map(str.strip, lines[number:end])), number + 1)
            number = end - 1
        number += 1
    return builder.finish()


def _end_of_item(lines: Sequence[str], start: int) -> int:
    """Return the line after an item or a term with the lines that go on with its text."""
    if HEADING.fullmatch(lines[start]) or not _starts(lines[start]):
        return start + 1
    end = start + 1
    waits = lines[start].rstrip().endswith(":")
    while end < min(len(lines), start + MOST_ITEM_LINES):
        line = lines[end]
        if not line.strip() and waits:
            end += 1
            continue
        ends = not line.strip() or _starts(line) or line.startswith(("|===", "//", "["))
        if ends or BLOCK.fullmatch(line) or HEADING.fullmatch(line) or line == "+":
            break
        waits = False
        end += 1
    return end


def _starts(line: str) -> bool:
    """Return whether a line starts an item or a term."""
    return bool(ITEM.fullmatch(line) or TERM.fullmatch(line))


def _take(builder: PageBuilder, line: str, number: int) -> None:
    """Take a line outside of tables."""
    heading, item, term = (
        HEADING.fullmatch(line),
        ITEM.fullmatch(line),
        TERM.fullmatch(line),
    )
    if heading:
        builder.heading(len(heading[1]), plain_text(heading[2]), number)
    elif term:
        builder.item(f"{plain_text(term[1])}: {plain_text(term[2] or '')}", number)
    elif item:
        builder.item(plain_text(item[1]), number)
    elif (
        line.strip()
        and not BLOCK.fullmatch(line)
        and not line.startswith(("//", ":", "."))
    ):
        builder.text(plain_text(line))


def _table(
    builder: PageBuilder, lines: Sequence[str], start: int, attributes: str
) -> int:
    """Hand over a table; return the index of its last line."""
    end = next(
        (n for n in range(start + 1, len(lines)) if lines[n].startswith("|===")),
        len(lines),
    )
    cells: list[tuple[int, str]] = []
    first = 0
    for number in range(start + 1, end):
        pieces = CELL.split(ESCAPED.sub("\ue000", lines[number]))
        if pieces[0].strip() and cells:
            cells[-1] = (cells[-1][0], f"{cells[-1][1]}\n{pieces[0]}")
        cells += [(number + 1, piece) for piece in pieces[1:]]
        first = first or len(pieces) - 1
    width = _width(attributes) or first
    if 0 < width <= MOST_COLUMNS and cells:
        rows = [
            SourceRow(
                cells[place][0],
                tuple(plain_text(text) for _, text in cells[place : place + width]),
                addresses(" ".join(text for _, text in cells[place : place + width])),
            )
            for place in range(0, len(cells), width)
            if any(text.strip() for _, text in cells[place : place + width])
        ]
        headed = "header" in attributes or _is_set_apart(lines, start, end)
        grid = Grid(start + 1, rows=rows[1:] if headed else rows)
        grid.header = rows[0].cells if headed else ()
        builder.table(grid)
    return end


def _width(attributes: str) -> int:
    """Return the number of columns that `cols` states; 0 where it does not."""
    found = COLUMNS.search(attributes)
    if not found:
        return 0
    said = found[1] or found[2] or found[3] or ""
    times = sum(int(each) - 1 for each in TIMES.findall(said))
    return len([part for part in re.split(r"[,;]", said) if part.strip()]) + times


def _is_set_apart(lines: Sequence[str], start: int, end: int) -> bool:
    """Return whether the first row is followed by an empty line, as titles are."""
    return (
        start + 2 < end
        and lines[start + 1].count("|") > 1
        and not lines[start + 2].strip()
    )


def plain_text(text: str) -> str:
    """Return a text without the marks of AsciiDoc."""
    text = ANCHOR.sub(lambda found: found[2] or found[1] or "", text)
    if "[" in text:
        text = LINK.sub(lambda found: found[2] or found[1], text)
    text = MARKUP.sub(r"\2", text.replace("\ue000", "|"))
    return kept(text.replace(" +\n", "\n").strip())
