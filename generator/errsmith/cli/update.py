"""`errsmith update`: a page's new version into a spec, without touching what people wrote."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from errsmith.cli.console import say, show_diff
from errsmith.cli.page_options import add_page_arguments
from errsmith.problems import OutputError, UsageError, counted
from errsmith.project import output, spec_files
from errsmith.project.plain_files import named_file
from errsmith.updating import edits, new_rows, page, specs
from errsmith.updating.assign_tables import assign_rest, assign_tables
from errsmith.updating.changes import reason
from errsmith.updating.merge import merge
from errsmith.updating.new_table import said, with_table
from errsmith.updating.report import lines
from errsmith.updating.verify_edit import is_intended

if TYPE_CHECKING:
    import argparse

    from errsmith.spec.model import Spec
    from errsmith.updating.changes import Changes
    from errsmith.updating.new_rows import Proposal
    from errsmith.updating.specs import TargetSpec

MOST_AT_ONCE: Final = 5
"""Rows that one version of a page takes away without being asked about."""

MANY: Final = 3
"""Rows from which on a third of a spec is too much."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `update`."""
    add = parser.add_argument
    add("spec", metavar="SPEC", help="file of the spec")
    about = "file or address of the page as it is now; - is standard input"
    add("source", metavar="SOURCE", help=about)
    add("--dry-run", action="store_true", help="write nothing; show what would change")
    about = "day on which rows are found to have vanished (default: today)"
    add("--today", metavar="DATE", help=about)
    about = (
        "source of the spec that the page is (default: by its address, else the first)"
    )
    add("--source", dest="page_source", metavar="ID", help=about)
    about = "table for the rows that no table of the spec has; a new one is added to it"
    add("--table", metavar="ENUM", help=about)
    add_page_arguments(parser)
    about = "deprecate as many rows as are missing on the page, which may be cut short"
    add("--yes", action="store_true", help=about)


def run(options: argparse.Namespace) -> int:
    """Update the spec; 1 where something is left to people, or the spec is wrong."""
    day = _day(options.today)
    loaded = specs.read(options.spec)
    named_file(options.spec)
    wanted = page.Options(
        options.source,
        options.format or "",
        options.columns,
        options.only or "",
        options.encoding or "",
        options.identity or "",
        tuple(options.header),
    )
    try:
        found, address = page.read(wanted, loaded.spec)
    except page.NoErrorTable as error:
        say(f"errsmith: {error}", "nothing was written")
        return 1
    own = _source(loaded.spec, options.page_source, address)
    placed = assign_tables(found.rows, loaded.spec)
    into: str = options.table or ""
    rest = placed.unassigned if into else []
    enums = [table.enum for table in loaded.spec.tables]
    if rest:
        placed = assign_rest(placed, into if into in enums else "")
    changes = merge(loaded.spec, found, placed, own, partly=bool(wanted.only))
    changes.rows += 0 if into in enums else len(rest)
    if not options.yes and _are_many(changes, loaded.spec):
        say(*too_many(changes), "nothing was written")
        return 1
    proposals = new_rows.propose(loaded.spec, changes.added)
    after = updated(loaded, changes, proposals, reason(day))
    say(*lines(found, changes, proposals))
    if rest and into not in enums:
        after = with_table(after, loaded.check(after), into, rest)
        loaded.check(after)
        say(said(into, rest))
    _write(loaded, after, dry=options.dry_run)
    return 1 if changes.unread or changes.needs_review else 0


def updated(
    loaded: TargetSpec, changes: Changes, proposals: dict[int, Proposal], why: str
) -> str:
    """Return the text of the spec with the changes, checked to say that and no more."""
    if not changes:
        return loaded.text
    after = edits.edited(loaded.text, changes, proposals, why)
    loaded.check(after)
    if not is_intended(loaded.text, after, changes, proposals, why):
        raise OutputError(
            f"{spec_files.shown(loaded.path)} is laid out in a way that cannot be edited safely"
        )
    return after


def _are_many(changes: Changes, spec: Spec) -> bool:
    """Return whether so many rows are missing that the page may be cut short."""
    total = sum(len(table.codes) + len(table.ranges) for table in spec.tables)
    missing = len(changes.removed)
    return missing > MOST_AT_ONCE or (missing >= MANY and missing * 3 > total)


def too_many(changes: Changes) -> list[str]:
    """Return what to say of rows that are missing."""
    names = [each.entry.name for each in changes.removed]
    rest = len(names) - MOST_AT_ONCE
    more = f" and {rest} more" if rest > 0 else ""
    return [
        (
            f"{counted(len(names), 'row')} of the spec are not on the page: "
            f"{', '.join(names[:MOST_AT_ONCE])}{more}"
        ),
        "the page may be cut short; to deprecate them all, run again with --yes",
    ]


def _day(text: str | None) -> dt.date:
    if text is None:
        return dt.datetime.now().astimezone().date()
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"--today {text!r} is not a date; write it like 2026-11-22"
        ) from None


def _source(spec: Spec, wanted: str | None, address: str) -> str:
    """Return the id of the page among the sources of the spec."""
    known = [each.id for each in spec.sources]
    if wanted is not None:
        if wanted not in known:
            raise UsageError(f"--source {wanted!r} is none of {', '.join(known)}")
        return wanted
    same = [each.id for each in spec.sources if address and each.url == address]
    return (same or known)[0]


def _write(loaded: TargetSpec, after: str, *, dry: bool) -> None:
    """Write the spec, or show what would change."""
    shown = spec_files.shown(loaded.path)
    if after == loaded.text:
        say(f"{shown} is up to date")
        return
    before, text = loaded.mark + loaded.text, loaded.mark + after
    change = output.Change(loaded.path, output.Action.REPLACE, before, text)
    if dry:
        show_diff(change.diff(shown))
        say("nothing was written")
    else:
        output.write([change])
        say(f"{change.action.value} {shown}")
