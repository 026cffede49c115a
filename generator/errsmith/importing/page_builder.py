"""Build grids from headings, lists, texts and tables in the order of a page.

Formats with headings (Markdown, reStructuredText, HTML) differ in their syntax, not in this.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from errsmith.importing import codes, listed_rows
from errsmith.importing.clean import addresses, plain, unmarked
from errsmith.importing.page import Grid, SourcePage, SourceRow, UnreadLine
from errsmith.importing.vocabulary import column_titles
from errsmith.importing.vocabulary.column_titles import about_errors

if TYPE_CHECKING:
    from collections.abc import Iterator

HEADED: Final = re.compile(
    r"(?P<label>(?:(?:http|error|status|code|errno|err)\s{1,3}){0,3})[\"'`*\[(]{0,3}(?P<code>[^\s`\"'*:,;()\[\]]{1,80})[\"'`*\])]{0,3}"
    r"(?:\s*[:\u2013\u2014=]\s*|\s*-\s+|\s+|\.\s+|\Z)(?P<rest>.*)",
    re.DOTALL | re.IGNORECASE,
)
LABEL: Final = re.compile(
    r"\W{0,4}([^\W\d_][\w /]{1,40}?)\W{0,3}:\W{0,3}(\S.*)", re.DOTALL
)
LABELS: Final = frozenset(("description", "message", "remedy", "retry", "status"))
LOWEST: Final = 9
"""The level of a name that stands alone above its number and its text."""


@dataclass(frozen=True)
class _Head:
    level: int
    code: str
    rest: str
    line: int


@dataclass
class PageBuilder:
    """Collects what a page holds, from top to bottom."""

    page: SourcePage = field(default_factory=SourcePage)
    _sections: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    _heads: dict[tuple[str, ...], list[tuple[_Head, list[str]]]] = field(
        default_factory=dict[tuple[str, ...], list[tuple[_Head, list[str]]]]
    )
    _plain_heads: dict[tuple[str, ...], list[tuple[int, str]]] = field(
        default_factory=dict[tuple[str, ...], list[tuple[int, str]]]
    )
    _lists: list[tuple[Grid, list[UnreadLine], list[int]]] = field(
        default_factory=list[tuple[Grid, list[UnreadLine], list[int]]]
    )
    _only: list[tuple[tuple[int, str], tuple[str, ...], list[int]]] = field(
        default_factory=list[tuple[tuple[int, str], tuple[str, ...], list[int]]]
    )
    """Lists of one item, which are rows where lists beside them are."""

    _open: list[tuple[int, list[str]]] = field(
        default_factory=list[tuple[int, list[str]]]
    )
    _items: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])

    def heading(self, level: int, text: str, line: int) -> None:
        """Start a section."""
        self.end_list()
        while self._sections and self._sections[-1][0] >= level:
            self._sections.pop()
        self._open = [each for each in self._open if each[0] < level]
        title = plain(unmarked(text))
        key = (str(level), *self.sections)
        head = _head(title, level, line)
        if head is None:
            self._plain_heads.setdefault(key, []).append((line, title))
        else:
            body: list[str] = []
            self._heads.setdefault(key, []).append((head, body))
            self._open.append((level, body))
        self._sections.append((level, title))
        if level == 1 and not self.page.title:
            self.page.title = title

    @property
    def sections(self) -> tuple[str, ...]:
        """The headings that lead to this place."""
        return tuple(text for _, text in self._sections)

    def text(self, text: str) -> None:
        """Take a paragraph, or anything else that a heading is followed by."""
        for _, body in self._open:
            if sum(map(len, body)) < listed_rows.LONGEST_TEXT:
                body.append(plain(unmarked(text))[: listed_rows.LONGEST_TEXT])

    def paragraph(self, text: str, line: int) -> None:
        """Take a paragraph; its lines may be a list without marks."""
        self.end_list()
        if codes.CONSTANT.fullmatch(plain(unmarked(text))):
            self.heading(LOWEST, text, line)
            return
        items = [(line + index, each) for index, each in enumerate(text.split("\n"))]
        if len(items) > 1:
            self._list(items)
        self.text(text)

    def item(self, text: str, line: int) -> None:
        """Take an item of a list."""
        self._items.append((line, text))
        self.text(text)

    def end_list(self) -> None:
        """End the list."""
        items, self._items = self._items, []
        if len(items) > 1:
            self._list(items)
        elif items:
            above = [id(body) for _, body in self._open]
            self._only.append((items[0], self.sections, above))

    def _list(self, items: list[tuple[int, str]]) -> None:
        """Keep a list of codes, unless it turns out to be the text below one."""
        grid, unread = listed_rows.read(items, self.sections)
        if grid is not None:
            self._lists.append((grid, unread, [id(body) for _, body in self._open]))

    def table(self, grid: Grid) -> None:
        """Take a table; it comes without the headings above it."""
        self.end_list()
        grid.sections = (*self.sections, *grid.sections)
        self.page.grids.append(grid)

    def finish(self) -> SourcePage:
        """Return the page, with the codes that stood in headings."""
        self.end_list()
        coded = self._take_headings()
        beside: dict[tuple[str, ...], Grid] = {}
        for grid, unread, above in self._lists:
            if not coded.intersection(above):
                beside.setdefault(grid.sections[:-1], grid)
                self.page.grids.append(grid)
                self.page.unread += unread
        for item, sections, above in self._only:
            like = beside.get(sections[:-1])
            if like is not None and not coded.intersection(above):
                self.page.grids += listed_rows.read_one(item, sections, like)
        self.page.grids.sort(key=lambda grid: grid.line)
        return self.page

    def _take_headings(self) -> set[int]:
        """Add the headings that are rows; return the IDs of the texts below them.

        One heading alone is a row only where headings beside the one above it are.
        """
        rows = {
            key: heads
            for key, heads in self._heads.items()
            if _are_rows(heads, self._plain_heads.get(key, []), key[1:])
        }
        beside = {(key[0], key[1:-1]) for key in rows if len(key) > 1}
        for key, heads in self._heads.items():
            alone = len(heads) == 1 and key not in self._plain_heads
            if alone and len(key) > 1 and (key[0], key[1:-1]) in beside:
                rows[key] = heads
        for key, heads in rows.items():
            self.page.grids.append(_headed(heads, key[1:]))
            self.page.unread += [
                UnreadLine(
                    line, title, "the heading names no code, but its neighbours do"
                )
                for line, title in self._plain_heads.get(key, [])
                if any(c.isdigit() for c in title)
            ]
        return {id(body) for heads in rows.values() for _, body in heads}


def _are_rows(
    heads: list[tuple[_Head, list[str]]],
    others: list[tuple[int, str]],
    sections: tuple[str, ...],
) -> bool:
    """Return whether headings are codes: most of them, and not all just capital words."""
    least = max(2, listed_rows.MOSTLY_CODES * (len(heads) + len(others)))
    if len(heads) < least:  # one heading is no row
        return False
    shouted = all(codes.SHOUT.fullmatch(head.code) for head, _ in heads)
    return not shouted or any(map(about_errors, sections))


def _head(title: str, level: int, line: int) -> _Head | None:
    """Return the heading as a code and what follows it."""
    match = HEADED.fullmatch(title)
    if match is None:
        return None
    code, rest = codes.bare(match["code"].rstrip(".")), match["rest"].strip()
    if codes.NUMBER.fullmatch(code):
        sure = (
            match["label"]
            or code.startswith("-")
            or len(code) >= listed_rows.LEAST_DIGITS
        )
        return _Head(level, code, rest, line) if sure else None
    if codes.SUB.fullmatch(code):
        return None
    named = (
        codes.is_constant(code)
        or codes.MIXED.fullmatch(code)
        or codes.HEX.fullmatch(code)
    )
    return (
        _Head(level, code, rest, line)
        if named or (codes.is_word(code) and not rest and code.isupper())
        else None
    )


def _headed(heads: list[tuple[_Head, list[str]]], sections: tuple[str, ...]) -> Grid:
    """Return headings with the text below them as rows; labels in it are columns.

    Where a number stands below a name, the number is the code.
    """
    bodies = [list(body) for _, body in heads]
    numbers = [codes.leading_number(body[0]) if body else "" for body in bodies]
    numbered = all(numbers)
    labelled = [dict(_labels(body)) for body in bodies]
    titles = list(dict.fromkeys(title for each in labelled for title in each))
    rows: list[SourceRow] = []
    for (head, _), body, number, said in zip(
        heads, bodies, numbers, labelled, strict=True
    ):
        code, rest = (number, head.code) if numbered else (head.code, head.rest)
        text = " ".join(body[1:] if numbered else body)
        told = [text] if not titles else [said.get(title, "") for title in titles]
        rows.append(SourceRow(head.line, (code, rest, *told), addresses(text)))
    header: tuple[str, ...] = ()
    if titles or numbered:
        header = ("code", "name" if numbered else "title", *(titles or ["description"]))
    return Grid(rows[0].line, sections, header, rows, maybe_prose=True)


def _labels(body: list[str]) -> Iterator[tuple[str, str]]:
    """Yield `Label: text` where the label is the title of a column."""
    for text in body:
        found = LABEL.fullmatch(text)
        if found and column_titles.role(found[1]) in LABELS:
            yield found[1], found[2]
