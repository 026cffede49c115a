"""Choose the entries that can stand in one table: no repetition, no overlap, one row for a code."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from errsmith.importing import codes
from errsmith.importing.page import UnreadLine
from errsmith.importing.parameters import with_parameters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from errsmith.importing.draft import BuiltTables, CodeEntry, ParsedGrid

LONGEST_SPAN: Final = 100
"""Codes of a range that are written out where a table can have no ranges."""

BIGGEST_CODE: Final = 2**63


@dataclass
class EntryGroup:
    """Readings that become one table."""

    kind: str
    by_status: bool
    readings: list[ParsedGrid]

    def entries(self) -> Iterator[tuple[str, CodeEntry]]:
        """Yield the entries with the sections that they stand in."""
        for reading in self.readings:
            title = reading.grid.sections[-1] if reading.grid.sections else ""
            for entry in reading.entries:
                yield entry.section or title, entry


def unique(group: EntryGroup, built: BuiltTables) -> list[tuple[str, CodeEntry]]:
    """Return the entries of a group that can stand in one table, without repetitions."""
    kept: list[tuple[str, CodeEntry]] = []
    seen: set[tuple[str, ...]] = set()
    success: dict[str, CodeEntry] = {}
    entries = list(group.entries())
    once = _joined(entries) if group.kind == "str" else entries
    built.joined += len(entries) - len(once)
    for section, entry in once:
        if entry.span is not None:
            kept += _ranged(section, entry, group, built)
            continue
        key = (
            (entry.code, section)
            if group.kind == "message"
            else (entry.code, *claim(entry))
        )
        first = success.setdefault(entry.code, entry)
        if key in seen:
            built.repeated += 1
        elif first.success and first is not entry:
            why = f"code {entry.code} means success in line {first.line}"
            built.unread.append(
                UnreadLine(entry.line, entry.message or entry.constant, why)
            )
        else:
            kept.append((section, replace(entry, success=first.success)))
        seen.add(key)
    return _without_overlaps(kept, built)


def claim(entry: CodeEntry) -> tuple[str, str]:
    """Return what an entry says, to compare it with another."""
    return entry.constant.lower(), entry.message.strip(" .").lower()


def parametrized(
    entries: list[tuple[str, CodeEntry]],
) -> list[tuple[str, CodeEntry]]:
    """Return the entries with the places of values, of which one code has one spelling."""
    spelt: dict[str, str] = {}
    found: list[tuple[str, CodeEntry]] = []
    for section, entry in entries:
        own = with_parameters(entry)
        code = spelt.setdefault(entry.code, own.code)
        found.append((section, own if own.code == code else replace(entry, code=code)))
    return found


def _without_overlaps(
    entries: list[tuple[str, CodeEntry]], built: BuiltTables
) -> list[tuple[str, CodeEntry]]:
    """Return the entries without ranges that overlap, or that hold a code of success."""
    codes_ = sorted(
        int(entry.code)
        for _, entry in entries
        if entry.success and entry.span is None and codes.PLAIN.fullmatch(entry.code)
    )
    spans = sorted(entry.span for _, entry in entries if entry.span is not None)
    bad = {second for first, second in pairwise(spans) if second[0] <= first[1]}
    kept: list[tuple[str, CodeEntry]] = []
    for section, entry in entries:
        place = bisect_left(codes_, entry.span[0]) if entry.span else len(codes_)
        holds = (
            entry.span is not None
            and place < len(codes_)
            and codes_[place] <= entry.span[1]
        )
        if holds or entry.span in bad:
            why = (
                "the range holds a code of success"
                if holds
                else "the range overlaps another"
            )
            first, last = entry.span or (0, 0)
            built.unread.append(
                UnreadLine(entry.line, f"{first}-{last} {entry.message}".strip(), why)
            )
        else:
            kept.append((section, entry))
    return kept


def _ranged(
    section: str, entry: CodeEntry, group: EntryGroup, built: BuiltTables
) -> list[tuple[str, CodeEntry]]:
    """Return a range as it is, or its codes one by one where a table can have no ranges."""
    first, last = entry.span or (0, 0)
    if group.kind == "int" and first > -BIGGEST_CODE and last < BIGGEST_CODE:
        return [(section, entry)]
    if group.kind == "str" and last - first < LONGEST_SPAN:
        return [
            (section, replace(entry, code=str(code), span=None))
            for code in range(first, last + 1)
        ]
    why = "a table of words has no ranges"
    built.unread.append(
        UnreadLine(entry.line, f"{first}-{last} {entry.message}".strip(), why)
    )
    return []


def _joined(entries: Iterable[tuple[str, CodeEntry]]) -> list[tuple[str, CodeEntry]]:
    """Return the entries with each code in words once, and every status that it has."""
    kept: list[tuple[str, CodeEntry]] = []
    places: dict[tuple[str, str], int] = {}
    for section, entry in entries:
        place = places.setdefault((entry.code, entry.constant.lower()), len(kept))
        if place == len(kept) or not _differ_in_status(kept[place][1], entry):
            kept.append((section, entry))
        else:
            kept[place] = (kept[place][0], _merge_statuses(kept[place][1], entry))
    return kept


def _differ_in_status(first: CodeEntry, other: CodeEntry) -> bool:
    """Return whether two entries of a code differ in their statuses, so that they are one error."""
    wide = first.success or other.success or bool(first.span or other.span)
    return bool(
        not wide
        and first.statuses
        and other.statuses
        and not set(other.statuses) <= set(first.statuses)
    )


def _merge_statuses(first: CodeEntry, other: CodeEntry) -> CodeEntry:
    """Return the first entry, with the statuses of the other and what it says besides."""
    statuses = tuple(dict.fromkeys((*first.statuses, *other.statuses)))
    said = other.message or other.description
    other_status_texts = first.other_status_texts
    if said and said != (first.message or first.description):
        other_status_texts = (*other_status_texts, (other.statuses[0], said))
    return replace(first, statuses=statuses, other_status_texts=other_status_texts)
