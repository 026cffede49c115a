"""Compare names: each old one still catches, and still catches the same code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from errsmith.compat.api_surface import described, names_of
from errsmith.problems import printable
from errsmith.spec.model import Range, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from errsmith.compat.api_surface import ApiSurface, PublicName
    from errsmith.compat.findings import Findings
    from errsmith.spec.model import Entry

    EarlierNames = Callable[[str, str, str], dict[str, str]]

    """Provider, enum and code to the names that the code had earlier, each with its revision."""


REUSED: Final = (
    "a code once published is never reused; give the new meaning a row of its own"
)


def compare(
    old: ApiSurface, new: ApiSurface, past: EarlierNames, report: Findings
) -> None:
    """Report names that are gone, that stand for something else, and that are new."""
    for was in old.names.values():
        now = new.names.get(was.member)
        if now is None:
            _gone(was, old, new, report)
        elif now.identity != was.identity:
            before, after = described(was.entry), described(now.entry)
            if before == after and isinstance(was.entry, Row):
                before, after = (f"{x} of {i[0]}" for x, i in _placed(was, now))
            message = f"{old.cls(was.member)} was {before}, and is {after} now"
            hint = "give what is new a name of its own, and keep the old row"
            at = now.said.where("code") if now.key == "name" else now.at
            report.add(at, "code-changed", message, hint)
        elif was.primary and not now.primary:
            _renamed(was, now.entry, old, new, report)
    for now in new.names.values():
        if now.member not in old.names:
            _came(now, old, new, past, report)


def _placed(was: PublicName, now: PublicName) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield what two names stand for, with the tables that tell them apart."""
    yield described(was.entry), was.identity
    yield described(now.entry), now.identity


def _gone(was: PublicName, old: ApiSurface, new: ApiSurface, report: Findings) -> None:
    """Report a name that the new version lacks; other names of a row go with its own."""
    if was.identity in new.success:
        return  # `code_changes` says so, at the code that means success now
    now = new.holder(was)
    name = old.cls(was.member)
    if was.primary and now is not None:
        _renamed(was, now.entry, old, new, report)
    elif was.primary:
        message = f"{name}, the class of {described(was.entry)}, is removed"
        hint = "keep the row, and say `deprecated: …` where it is not sent any more"
        report.add(was.at, "class-removed", message, hint)
    elif now is not None or was.entry.name in new.names:
        other = old.cls(was.entry.name)
        message = f"{name}, another name of {other}, is removed"
        report.add(was.at, "alias-removed", message, f"keep {was.member} as a name")


def _renamed(
    was: PublicName, entry: Entry, old: ApiSurface, new: ApiSurface, report: Findings
) -> None:
    """Report a name that gave way to another, which may keep it as an old one."""
    before, after = old.cls(was.member), new.cls(entry.name)
    at = entry.where("name")
    if was.entry.deprecated and not entry.deprecated:
        message = f"{described(entry)} was the deprecated {before}, and is {after} now"
        report.add(at, "code-reused", message, REUSED)
    elif was.member in new.names:
        message = f"{before} is now {after}; the old name still catches"
        report.add(at, "renamed-with-alias", message)
    else:
        message = f"{before} is now {after}, and the old name is gone"
        hint = f"add {was.member} to `former_names`"
        report.add(at, "class-renamed", message, hint)


def _came(
    now: PublicName,
    old: ApiSurface,
    new: ApiSurface,
    past: EarlierNames,
    report: Findings,
) -> None:
    """Report a name that the old version lacks, and what its code was there."""
    name = new.cls(now.member)
    holder = old.holder(now)
    if not now.primary:
        message = f"{name} is another name of {new.cls(now.entry.name)}"
        report.add(now.at, "alias-added", message)
    elif holder is not None:
        elsewhere = new.names.get(holder.member)
        if elsewhere is not None and elsewhere.identity != now.identity:
            _reassigned(now, holder.entry, old, new, report)
    elif now.identity in old.success:
        return  # `code_changes` says so
    elif span := old.range_with(now.identity):
        _reassigned(now, span, old, new, report)
    elif not any(member in old.names for member, _ in names_of(now.entry)):
        _added(now, new, past, report)


def _reassigned(
    now: PublicName, holder: Entry, old: ApiSurface, new: ApiSurface, report: Findings
) -> None:
    code, before = described(now.entry), old.cls(holder.name)
    message = f"{code} was {before}, and is {new.cls(now.member)} now"
    hint = f"code that catches {before} does not catch it any more"
    report.add(now.at, "code-reassigned", message, hint)


def _added(
    now: PublicName, new: ApiSurface, past: EarlierNames, report: Findings
) -> None:
    entry, name = now.entry, new.cls(now.member)
    message = f"{name} is new, the class of {described(entry)}: {entry.summary}"
    if isinstance(entry, Range):
        report.add(now.at, "range-added", message)
    elif not isinstance(entry, Row):
        report.add(now.at, "uncoded-added", message)
    else:
        earlier = past(new.spec.provider, *now.identity)
        own = {member for member, _ in names_of(entry)}
        if earlier and not own & earlier.keys():
            member, revision = next(iter(earlier.items()))
            before = f"{new.cls(member)} in {printable(revision)}"
            message = f"{described(entry)} was {before}, and comes back as {name}"
            report.add(entry.where("code"), "code-reused", message, REUSED)
        else:
            report.add(entry.where("code"), "code-added", message)
