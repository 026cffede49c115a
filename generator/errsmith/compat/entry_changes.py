"""Compare entries: kind, retry, wait, spellings and texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from errsmith.compat.api_surface import described
from errsmith.problems import printable
from errsmith.spec.model import Range, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from errsmith.compat.api_surface import ApiSurface
    from errsmith.compat.findings import Findings
    from errsmith.spec.kinds import Kind
    from errsmith.spec.model import Entry, Retry, Spec


TEXTS: Final = (
    "message",
    "translation",
    "summary",
    "remedy",
    "note",
    "retry_note",
    "http_status",
    "links",
    "source",
)
"""Keys whose value is read by people, or kept beside what is caught."""


def compare(old: ApiSurface, new: ApiSurface, report: Findings) -> None:
    """Report what changed in the entries that both versions have."""
    common = languages(old.spec) & languages(new.spec)
    for was, now in both(old, new):
        name = new.cls(now.name)
        _kind((old.spec, was), (new.spec, now), name, report)
        _retry(was, now, name, report)
        if was.outcome != now.outcome:
            known = (
                "may have been carried out" if now.outcome else "was not carried out"
            )
            message = f"a request that ends in {name} {known}"
            report.add(now.where("outcome"), "outcome-changed", message)
        _deprecation(was, now, name, report)
        if isinstance(was, Row) and isinstance(now, Row):
            _spellings(was, now, name, report)
        if isinstance(was, Range) and isinstance(now, Range):
            _range(was, now, name, report)
        _texts(was, now, name, common, report)


def both(old: ApiSurface, new: ApiSurface) -> Iterator[tuple[Entry, Entry]]:
    """Yield each entry of the old version with what its name, else its code, is in the new one."""
    for was in old.names.values():
        now = new.names.get(was.member) or new.holder(was)
        if was.primary and now is not None:
            yield was.entry, now.entry


def _kind(
    old: tuple[Spec, Entry], new: tuple[Spec, Entry], name: str, report: Findings
) -> None:
    """Report a kind that is another one; one that derives from the old is caught as before."""
    was, now = old[1].category, new[1].category
    if was == now:
        return
    before, after = caught_as(was, old[0].kinds), caught_as(now, new[0].kinds)
    first, second = next(iter(before), was), next(iter(after), now)
    message = f"{name} was {first}, and is {second} now"
    if first in after:
        report.add(new[1].where("category"), "kind-refined", message)
    else:
        hint = f"code that catches {first} does not catch it any more"
        report.add(new[1].where("category"), "kind-changed", message, hint)


def _retry(was: Entry, now: Entry, name: str, report: Findings) -> None:
    before, after = was.retry, now.retry
    at = now.where("retry")
    if bool(before and before.retryable) != bool(after and after.retryable):
        message = f"{name} was {_retried(before)}, and is {_retried(after)} now"
        report.add(at, "retry-changed", message)
    elif before != after:
        message = f"{name} was {_retried(before)}, now {_retried(after)}"
        report.add(at, "wait-changed", message)


def _retried(retry: Retry | None) -> str:
    if retry is None or not retry.retryable:
        return "not retried"
    return f"retried after {retry.after} s" if retry.after else "retried with pauses"


def _deprecation(was: Entry, now: Entry, name: str, report: Findings) -> None:
    at = now.where("deprecated")
    if now.deprecated and not was.deprecated:
        message = f"{name} ({described(now)}) is deprecated: {now.deprecated}"
        report.add(at, "deprecated", message)
    elif was.deprecated and not now.deprecated and was.name == now.name:
        message = f"{name} ({described(now)}) is not deprecated any more"
        report.add(at, "no-longer-deprecated", message)


def _spellings(was: Row, now: Row, name: str, report: Findings) -> None:
    at = now.where("spellings")
    for word in was.spellings:
        if word not in now.spellings and word != str(now.code):
            message = f"{printable(word)} is not read as {name} any more"
            report.add(at, "spelling-removed", message)
    for word in now.spellings:
        if word not in was.spellings:
            message = f"{printable(word)} is read as {name} too"
            report.add(at, "spelling-added", message)


def _range(was: Range, now: Range, name: str, report: Findings) -> None:
    at = now.where("from")
    message = f"{name} was {described(was)}, and is {described(now)} now"
    if now.first > was.first or now.last < was.last:
        report.add(at, "range-narrowed", message)
    elif (now.first, now.last) != (was.first, was.last):
        report.add(at, "range-widened", message)


def _texts(
    was: Entry, now: Entry, name: str, common: set[str], report: Findings
) -> None:
    changed = [key for key in TEXTS if _value(was, key) != _value(now, key)]
    if was.deprecated and now.deprecated and was.deprecated != now.deprecated:
        changed.append("deprecated")
    changed += sorted(
        f"texts.{each}" for each in common if _said(was, each) != _said(now, each)
    )
    if changed:
        key = changed[0].partition(".")[0]
        message = f"{name}: {', '.join(changed)} changed"
        report.add(now.where(key), "text-changed", message)


def _value(entry: Entry, key: str) -> object:
    return getattr(entry, key, "")


def _said(entry: Entry, language: str) -> tuple[str, str] | None:
    """Return what an entry says in a language."""
    texts = entry.texts.get(language)
    return (texts.summary, texts.remedy) if texts else None


def languages(spec: Spec) -> set[str]:
    """Return the languages that a spec has texts in, besides English."""
    return {language for entry in spec.entries() for language in entry.texts}


def caught_as(category: str, kinds: Mapping[str, Kind]) -> list[str]:
    """Return the classes that catch a kind, its own first."""
    bases = {kind.class_name: kind.base for kind in kinds.values()}
    kind = kinds.get(category)
    name = kind.class_name if kind else ""
    chain: list[str] = []
    while name in bases and name not in chain:
        chain.append(name)
        name = bases[name]
    return chain
