"""Build grids from keys and texts, as files of messages hold them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from errsmith.importing import codes
from errsmith.importing.page import Grid, cleaned
from errsmith.importing.vocabulary.column_titles import about_errors, role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOSTLY: Final = 0.6
NUMBERED: Final = re.compile(
    r"(?P<prefix>.*[._]|[^0-9-].*-)?(?P<number>-?[0-9]{1,18})", re.DOTALL
)
PART: Final = re.compile(r"(?P<base>.+)[._](?P<part>[A-Za-z]{2,30})", re.DOTALL)
PARTS: Final = frozenset(("message", "description", "remedy", "status", "code", "name"))
"""Roles of columns that the end of a key may tell: `E1001.message`, `E1001.action`."""

ALL_OF_IT: Final = ""
"""In the place of a part: the text of a key that has none."""

ANNOUNCED: Final = "Error codes"
TEXT: Final = {True: "message", False: "text"}
"""The title of the texts; another one keeps what may be no errors apart."""


@dataclass(frozen=True)
class Pair:
    """A key with its text, the line it stands in, and the comment above it."""

    key: str
    text: str
    line: int
    comment: str = ""


def grids(pairs: Sequence[Pair], heading: str = "") -> list[Grid]:
    """Return the pairs as tables; none where nothing shows that they are of errors."""
    table = _in_parts(pairs)
    if table is not None:
        return [table]
    headed = about_errors(heading)
    announced = headed or any(
        about_errors(f"{each.key} {each.comment}") for each in pairs
    )
    if headed and _are_unnamed(pairs):
        return [_grid(("", False), pairs, sure=True)]
    groups = _groups(pairs)
    sure = [
        section
        for section, group in groups.items()
        if _is_sure(section, group, announced=announced)
    ]
    return [
        _grid(section, group, sure=section in sure)
        for section, group in groups.items()
        if sure
    ]


def _are_unnamed(pairs: Sequence[Pair]) -> bool:
    """Return whether no key says which sentences are errors, so that all of them are."""
    named = any(about_errors(each.key) or _is_numbered(each.key) for each in pairs)
    return bool(pairs) and not named and _are_sentences(pairs)


def _are_sentences(pairs: Sequence[Pair]) -> bool:
    return sum(" " in each.text.strip() for each in pairs) >= len(pairs) * MOSTLY


def _in_parts(pairs: Sequence[Pair]) -> Grid | None:
    """Return a row for each base of keys such as `E1001.message` and `E1001.action`."""
    rows: dict[str, dict[str, Pair]] = {}
    for each in pairs:
        match = PART.fullmatch(each.key)
        if match and role(match["part"]) in PARTS:
            rows.setdefault(match["base"], {}).setdefault(match["part"], each)
    known = {part for row in rows.values() for part in row}
    for each in pairs:  # `error.1003=text`, where others are `error.1004.message=text`
        if known and NUMBERED.fullmatch(each.key):
            rows.setdefault(each.key, {})[ALL_OF_IT] = each
    if len(known) < 2 or sum(map(len, rows.values())) < len(pairs) * MOSTLY:  # noqa: PLR2004 - one part is a word of the key
        return None
    rows = _without_labels(rows)
    parts = [part for row in rows.values() for part in row if part != ALL_OF_IT]
    said = next((part for part in parts if role(part) == "message"), "message")
    for row in rows.values():
        if ALL_OF_IT in row:
            row.setdefault(said, row.pop(ALL_OF_IT))
    parts = list(dict.fromkeys(part for row in rows.values() for part in row))
    tail = _shared_prefix(rows)
    titles = ("key" if "code" in map(role, parts) else "code", *parts)
    lines = [
        cleaned(
            min(each.line for each in row.values()),
            (base[tail:], *(row[part].text if part in row else "" for part in parts)),
        )
        for base, row in rows.items()
    ]
    return Grid(lines[0].line, (), titles, lines, verbatim=True)


def _without_labels(rows: dict[str, dict[str, Pair]]) -> dict[str, dict[str, Pair]]:
    """Return the rows of numbers alone, where most of them are, and of what says `error`."""
    own = {
        base: row
        for base, row in rows.items()
        if NUMBERED.fullmatch(base) or _is_numbered(base) or about_errors(base)
    }
    return own if len(own) >= len(rows) * MOSTLY else rows


def _shared_prefix(keys: Iterable[str]) -> int:
    """Return the length of what stands before the numbers of all keys; 0 where it differs."""
    found = [NUMBERED.fullmatch(key) for key in keys]
    prefixes = {(each["prefix"] or "") if each else "" for each in found}
    return len(prefixes.pop()) if len(prefixes) == 1 else 0


def _groups(pairs: Sequence[Pair]) -> dict[tuple[str, bool], list[Pair]]:
    """Group pairs by the dotted words that their keys start with, and numbers apart from words."""
    paths = [_path(each.key) for each in pairs]
    levels = zip(*filter(None, paths), strict=False)
    common = [level[0] for level in takewhile(lambda each: len(set(each)) == 1, levels)]
    announced = about_errors(" ".join(common))
    found: dict[tuple[str, bool], list[Pair]] = {}
    for each, path in zip(pairs, paths, strict=True):
        section = " ".join(common if announced else path[: len(common) + 1])
        numbered = bool(NUMBERED.fullmatch(each.key))
        found.setdefault((section if path else "", numbered), []).append(each)
    return found


def _path(key: str) -> list[str]:
    """Return the words before the last dot; none where the key is a code such as `A12.3.B`."""
    return [] if _is_numbered(key) else key.split(".")[:-1]


def _is_numbered(key: str) -> bool:
    first = key.split(".", 1)[0]
    return codes.is_numbered(key) or any(map(str.isdecimal, first))


def _is_sure(
    section: tuple[str, bool], pairs: Sequence[Pair], *, announced: bool
) -> bool:
    """Return whether keys are codes of errors, and not settings or words of a program."""
    title, numbered = section
    if about_errors(title):
        return True
    keys = [codes.bare(each.key) for each in pairs]
    named = sum(about_errors(key) or _is_numbered(key) for key in keys)
    if numbered or named >= len(keys) * MOSTLY:
        return announced or all(any(map(str.isalpha, each.text)) for each in pairs)
    shouted = sum(bool(codes.CONSTANT.fullmatch(key)) for key in keys)
    valued = announced and _are_numbers(pairs)
    return shouted >= len(keys) * MOSTLY and (_are_sentences(pairs) or valued)


def _are_numbers(pairs: Sequence[Pair]) -> bool:
    numbers = {each.text.strip() for each in pairs}
    return len(numbers) == len(pairs) and all(map(_is_number, numbers))


def _is_number(text: str) -> bool:
    return bool(codes.NUMBER.fullmatch(text) or codes.HEX.fullmatch(text))


def _grid(section: tuple[str, bool], pairs: Sequence[Pair], *, sure: bool) -> Grid:
    """Return pairs as rows; comments describe them where most have one."""
    title, numbered = section
    sections = (title,) if title else ()
    if sure and not about_errors(title):
        sections = (*sections, ANNOUNCED)
    tail = _shared_prefix(each.key for each in pairs) if numbered else 0
    titles = ("name", "code") if _are_numbers(pairs) else ("code", TEXT[sure])
    described = sum(bool(each.comment) for each in pairs) >= len(pairs) * MOSTLY
    rows = [
        cleaned(
            each.line,
            (each.key[tail:], each.text, *([each.comment] if described else [])),
        )
        for each in pairs
    ]
    header = (*titles, *(["description"] if described else []))
    return Grid(pairs[0].line, sections, header, rows, verbatim=True)
