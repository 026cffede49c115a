"""Divide the constants of a file into tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from errsmith.importing.formats.code.terms import CodeRow

MOSTLY: Final = 0.6
LEAST_ROWS: Final = 2
WORD_START: Final = re.compile(r"(?<=_)(?=[^_])|(?<=[a-z0-9])(?=[A-Z])")
ABOUT_ERRORS: Final = re.compile(
    r"(?:\A|_)(?:E(?=_)|ERR|FAIL|INVALID|BAD_|err|fail|invalid)|Err|Fail|Fault|Invalid"
)


def blocks_of(rows: Sequence[CodeRow]) -> list[list[CodeRow]]:
    """Divide constants where a blank line does, unless most of them stand alone."""
    if not all(row.key and row.key.kind == "word" and row.number for row in rows):
        return [list(rows)]
    blocks: list[list[CodeRow]] = []
    for row in rows:
        if blocks and blocks[-1][-1].last_line >= row.top - 1:
            blocks[-1].append(row)
        else:
            blocks.append([row])
    joined = _joined(blocks)
    if joined:
        return joined
    alone = sum(len(block) == 1 for block in blocks)
    return [list(rows)] if alone > len(rows) * (1 - MOSTLY) else blocks


def _joined(blocks: list[list[CodeRow]]) -> list[list[CodeRow]]:
    """Return blocks with each constant that stands alone in the block that has its prefix.

    Empty where no block has one that says that it is about errors.
    """
    tables = {
        prefix: block
        for block in blocks
        if len(block) >= LEAST_ROWS
        and ABOUT_ERRORS.search(prefix := _prefix(map(_name, block)))
    }
    for block in blocks if tables else ():
        alike = (prefix for prefix in tables if _name(block[0]).startswith(prefix))
        if len(block) < LEAST_ROWS and (prefix := next(alike, "")):
            tables[prefix] += block
            tables[prefix].sort(key=lambda row: row.line)
    return [block for block in blocks if len(block) >= LEAST_ROWS] if tables else []


def _name(row: CodeRow) -> str:
    return "" if row.key is None else row.key.text


def _prefix(names: Iterable[str]) -> str:
    """Return the words that all names start with."""
    first, *others = names
    shared = len(first)
    while not all(name.startswith(first[:shared]) for name in others):
        shared -= 1
    starts = (found.start() for found in WORD_START.finditer(first))
    return first[: max((each for each in starts if each <= shared), default=0)]
