"""Compare modules as a whole: prefix, title, languages, kinds and enums."""

from __future__ import annotations

from typing import TYPE_CHECKING

from errsmith.codegen.docstrings import main_links
from errsmith.compat.entry_changes import languages
from errsmith.problems import counted

if TYPE_CHECKING:
    from errsmith.compat.findings import Findings
    from errsmith.spec.model import CodeTable, KindFile, Spec


def compare_kinds(old: KindFile, new: KindFile, report: Findings) -> None:
    """Report kinds that were removed or added, or that derive from something else."""
    after = {entry.name: entry for entry in new.kinds}
    before = {entry.name: entry for entry in old.kinds}
    for was in old.kinds:
        now = after.get(was.name)
        if now is None:
            message = f"{was.name}, a kind, is removed"
            report.add(was.where("name"), "kind-removed", message)
            continue
        lost = [
            each for each in _chain(was.base, old) if each not in _chain(now.base, new)
        ]
        if lost:
            message = f"{now.name} does not derive from {', '.join(lost)} any more"
            report.add(now.where("base"), "base-moved", message)
        elif was.base != now.base:
            message = f"{now.name} derives from {now.base} too"
            report.add(now.where("base"), "base-added", message)
        if was.fault != now.fault:
            message = f"{now.name}: the fault is another's"
            report.add(now.where("fault"), "fault-changed", message)
        if was.summary != now.summary:
            at = now.where("summary")
            report.add(at, "text-changed", f"{now.name}: summary changed")
    for now in new.kinds:
        if now.name not in before:
            message = f"{now.name}, a kind, is new: {now.summary}"
            report.add(now.where("name"), "kind-added", message)


def _chain(base: str, file: KindFile) -> list[str]:
    """Return a base and the bases that it has itself."""
    bases = {entry.name: entry.base for entry in file.kinds}
    chain: list[str] = []
    while base and base not in chain:
        chain.append(base)
        base = bases.get(base, "")
    return chain


def removed(spec: Spec, report: Findings) -> None:
    """Report a module that only the old version has."""
    message = f"module {spec.provider} is removed, with all its classes"
    report.add(spec.where("provider"), "module-removed", message)


def added(spec: Spec, report: Findings) -> None:
    """Report a module that only the new version has."""
    codes = counted(sum(1 for _ in spec.rows()), "code")
    message = f"module {spec.provider} is new, with {codes}"
    report.add(spec.where("provider"), "module-added", message)


def compare(old: Spec, new: Spec, report: Findings) -> None:
    """Report what concerns a module as a whole."""
    if old.prefix != new.prefix:
        message = f"every class is named {new.prefix}… now, not {old.prefix}…"
        hint = f"keep `prefix: {old.prefix}`"
        report.add(new.where("prefix"), "prefix-changed", message, hint)
    for key in ("base", "others"):
        was, now = getattr(old, key), getattr(new, key)
        if was and was != now:
            message = (
                f"module {new.provider} has {now or 'nothing'} as `{key}`, not {was}"
            )
            report.add(new.where(key), "base-moved", message)
        elif now and not was:
            message = f"module {new.provider} has {now} as `{key}`"
            report.add(new.where(key), "base-added", message)
    if old.masked != new.masked:
        message = f"module {new.provider} masks other words in messages"
        report.add(new.where("masked"), "text-changed", message)
    if old.title != new.title:
        message = f"the title {old.title} is now {new.title}"
        report.add(new.where("title"), "text-changed", message)
    if main_links(old) != main_links(new):
        message = f"the page of module {new.provider} is now {main_links(new)[0]}"
        report.add(new.where("sources"), "text-changed", message)
    before, after = languages(old), languages(new)
    for language in sorted(after - before):
        message = f"module {new.provider} has texts in {language}"
        report.add(new.where("provider"), "language-added", message)
    for language in sorted(before - after):
        message = f"module {new.provider} has no texts in {language} any more"
        report.add(new.where("provider"), "language-removed", message)


Pairs = list[tuple["CodeTable", "CodeTable"]]


def pair_enums(old: Spec, new: Spec) -> Pairs:
    """Return the tables of two versions that are one: of one name, else of the same codes."""
    found: Pairs = []
    free = list(new.tables)
    left: list[CodeTable] = []
    for table in old.tables:
        same = [each for each in free if _suffix(new, each) == _suffix(old, table)]
        if same:
            found.append((table, same[0]))
            free.remove(same[0])
        else:
            left.append(table)
    for table in left:
        best = max(free, key=lambda each: _shared(table, each), default=None)
        if best is not None and _shared(table, best):
            found.append((table, best))
            free.remove(best)
    return found


def _suffix(spec: Spec, table: CodeTable) -> str:
    return table.enum.removeprefix(spec.prefix)


def _shared(one: CodeTable, other: CodeTable) -> int:
    """Return how many rows two tables have in common, by code and name."""
    rows = {(row.whole_code, row.name) for row in one.codes}
    return sum((row.whole_code, row.name) in rows for row in other.codes)


def compare_enums(old: Spec, new: Spec, matched: Pairs, report: Findings) -> None:
    """Report enums that were removed, renamed, added or hold another type."""
    kept = {was.enum for was, _ in matched}
    for table in old.tables:
        if table.enum not in kept:
            report.add(table.where("enum"), "enum-removed", f"{table.enum} is removed")
    for was, now in matched:
        if _suffix(old, was) != _suffix(new, now):
            message = f"{was.enum} is now {now.enum}; an enum has no former names"
            hint = f"keep `enum: {was.enum}`"
            report.add(now.where("enum"), "enum-renamed", message, hint)
        if was.type != now.type:
            message = f"the codes of {now.enum} were {was.type}, and are {now.type} now"
            report.add(now.where("type"), "enum-type-changed", message)
        if was.case != now.case:
            rule = "case-ignored" if now.case == "any" else "case-minded"
            how = "in any case" if now.case == "any" else "in its own case only"
            report.add(now.where("case"), rule, f"a code of {now.enum} is read {how}")
        if (was.title, was.identity) != (now.title, now.identity):
            at = now.where("title")
            report.add(
                at, "text-changed", f"{now.enum}: what it says of itself changed"
            )
    known = {now.enum for _, now in matched}
    for table in new.tables:
        if table.enum not in known:
            report.add(table.where("enum"), "enum-added", f"{table.enum} is new")
