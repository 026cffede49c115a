"""Find rows of the spec that are no longer on the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from errsmith.updating.changes import Changes, Removed
from errsmith.updating.matching import RangeIndex, union

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from errsmith.spec.model import CodeTable, Entry, Range, Row
    from errsmith.updating.matching import CodeRange, Key, TableIndex


WORD: Final = re.compile(r"[^\s|,;:()\[\]`'\"]+")


@dataclass(frozen=True)
class UnreadLines:
    """Lines of the page that were not understood, in which any row may be."""

    text: str
    words: AbstractSet[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> UnreadLines:
        """Return what these lines say."""
        text = "\n".join(texts)
        return cls(text, frozenset(WORD.findall(text)))

    def has(self, table: CodeTable, entry: Row | Range, codes: Sequence[Key]) -> bool:
        """Return whether one of them may be the line of a row."""
        if table.identity == "message":
            return any(str(code) in self.text for code in codes)
        return entry.name in self.words or any(
            str(code) in self.words for code in codes
        )


@dataclass(frozen=True)
class PageSource:
    """The source of a spec that the page is; rows that name no source have the first."""

    source: str
    first: str

    def has(self, entry: Entry) -> bool:
        """Return whether a row is from the page."""
        return (entry.source or self.first) == self.source

    def untouched(self, table: CodeTable) -> Iterator[str]:
        """Yield that a table of which the page has nothing is left alone."""
        entries = (*table.codes, *table.ranges)
        rows = [each for each in entries if self.has(each) and not each.deprecated]
        if rows:
            count = "its row" if len(rows) == 1 else f"none of its {len(rows)} rows"
            verb = "is not" if len(rows) == 1 else "is"
            yield (
                f"{table.enum} is left alone: {count} {verb} on the page "
                "(--only says which tables are meant)"
            )


def removed_rows(
    index: TableIndex,
    owner: PageSource,
    missed: UnreadLines,
    seen: AbstractSet[int],
    spans: Iterable[CodeRange],
) -> Changes:
    """Return what is deprecated, and what is not although the page does not have it.

    Rows that are `seen` by identity are there; so is what lies in one of the page's ranges. Rows
    of one code go with the first of them.
    """
    table, done = index.table, Changes()
    covered = RangeIndex((span, span) for span in union(spans))
    for rows in index.rows.values():
        own = rows[0]
        inside = isinstance(own.code, int) and covered.meeting((own.code, own.code))
        there = inside or any(id(row) in seen for row in rows)
        if there or own.deprecated or not owner.has(own):
            continue
        if table.is_success(own):
            why = f"{own.name} is not on the page; a success cannot be deprecated"
            done.skipped.append(why)
        elif missed.has(table, own, (own.code, *own.spellings)):
            done.skipped.append(f"{own.name} may be in a line that was not understood")
        else:
            done.removed.append(Removed(table, own))
    for span in table.ranges:
        if id(span) in seen or span.deprecated or not owner.has(span):
            continue
        if missed.has(table, span, (span.first, span.last)):
            done.skipped.append(f"{span.name} may be in a line that was not understood")
        else:
            done.removed.append(Removed(table, span))
    return done
