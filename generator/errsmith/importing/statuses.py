"""A code that the page lists once for each HTTP status that it is sent with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from errsmith.importing.rows import CodeEntry


def joined(entries: Iterable[tuple[str, CodeEntry]]) -> list[tuple[str, CodeEntry]]:
    """The entries with each code in words once, and every status that it has."""
    kept: list[tuple[str, CodeEntry]] = []
    places: dict[tuple[str, str], int] = {}
    for section, entry in entries:
        place = places.setdefault((entry.code, entry.constant.lower()), len(kept))
        if place == len(kept) or not _differ(kept[place][1], entry):
            kept.append((section, entry))
        else:
            kept[place] = (kept[place][0], _both(kept[place][1], entry))
    return kept


def _differ(first: CodeEntry, other: CodeEntry) -> bool:
    """Whether two entries of a code differ in their statuses, so that they are one error."""
    wide = first.success or other.success or bool(first.span or other.span)
    return bool(
        not wide
        and first.statuses
        and other.statuses
        and not set(other.statuses) <= set(first.statuses)
    )


def _both(first: CodeEntry, other: CodeEntry) -> CodeEntry:
    """The first entry, with the statuses of the other and what it says besides."""
    statuses = tuple(dict.fromkeys((*first.statuses, *other.statuses)))
    said = other.message or other.description
    other_status_texts = first.other_status_texts
    if said and said != (first.message or first.description):
        other_status_texts = (*other_status_texts, (other.statuses[0], said))
    return replace(first, statuses=statuses, other_status_texts=other_status_texts)
