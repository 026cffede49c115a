"""Report of an update: each change with both places, what is left to people, and a summary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from errsmith.problems import counted, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from errsmith.updating.changes import Added, Changes, Reworded
    from errsmith.updating.new_rows import Proposal
    from errsmith.updating.page import PageContent, UnreadRow

WIDEST: Final = 100


def lines(
    page: PageContent, changes: Changes, proposals: Mapping[int, Proposal]
) -> Iterator[str]:
    """Yield the report."""
    yield from map(printable, page.about)
    yield from _changed(changes, proposals)
    yield from map(printable, changes.skipped)
    yield from map(printable, changes.needs_review)
    yield from _unread(changes.unread)
    yield summary(changes)


def _unread(unread: Iterable[UnreadRow]) -> Iterator[str]:
    """Yield the lines that were not understood, by the reason."""
    reasons: dict[str, list[UnreadRow]] = {}
    for each in sorted(unread):
        reasons.setdefault(each.why, []).append(each)
    for why, found in reasons.items():
        yield f"not understood: {printable(why)}"
        yield from (f"    page line {each.line}: {_cut(each.text)}" for each in found)


def _changed(changes: Changes, proposals: Mapping[int, Proposal]) -> Iterator[str]:
    yield from (line for each in changes.reworded for line in _reworded(each))
    yield from (_added(each, proposals[id(each)].name) for each in changes.added)
    for back in changes.restored:
        again = f"is on the page again (page line {back.line})"
        place = back.entry.at
        yield f"{place}: {back.entry.name} {again}; no longer deprecated"
    for gone in changes.removed:
        place = gone.entry.at
        yield f"{place}: {gone.entry.name} is not on the page; deprecated"


def _reworded(change: Reworded) -> Iterator[str]:
    place, name = change.row.where("message"), change.row.name
    yield f"{place}: the message of {name} has changed (page line {change.line})"
    yield f"  - {printable(change.row.message)}"
    yield f"  + {printable(change.message)}"


def _added(change: Added, name: str) -> str:
    above, table, page = change.after, change.table, change.page
    place = above.at if above else table.at
    where = f"below {above.name}" if above else f"on top of {table.enum}"
    return f"{place}: {name} is new (page line {page.line}), {where}: {_cut(page.text)}"


def summary(changes: Changes) -> str:
    """Return how many rows there are of each sort."""
    missed = len(changes.unread)
    parts = [
        f"{counted(changes.rows, 'row')} on the page",
        f"{changes.unchanged} unchanged",
        f"{counted(len(changes.reworded), 'message')} changed",
        f"{len(changes.added)} added",
        f"{len(changes.removed)} deprecated",
    ]
    parts += [f"{len(changes.restored)} back"] if changes.restored else []
    parts += [f"{missed} not understood"] if missed else []
    return ", ".join(parts)


def _cut(text: str) -> str:
    text = printable(" ".join(text.split()))
    return text if len(text) <= WIDEST else f"{text[: WIDEST - 1]}…"
