"""Compare families, parameters and facts: bases and attributes besides those of every class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from errsmith.compat.entry_changes import both
from errsmith.spec.model import Row

if TYPE_CHECKING:
    from errsmith.compat.api_surface import ApiSurface
    from errsmith.compat.findings import Findings
    from errsmith.problems import Position
    from errsmith.spec.model import Entry, Family, Spec


def compare(old: ApiSurface, new: ApiSurface, report: Findings) -> None:
    """Report families that came or went, rows that left one, and attributes likewise."""
    _families(old, new, report)
    before, after = lineages(old.spec), lineages(new.spec)
    for was, now in both(old, new):
        left = before.get(id(was), set()) - after.get(id(now), set())
        for name in sorted(left & set(families(new.spec))):
            message = (
                f"{new.cls(now.name)} does not derive from {new.cls(name)} any more"
            )
            hint = f"code that catches {new.cls(name)} does not catch it any more"
            report.add(now.where("families"), "family-left", message, hint)
        _attributes(parameters(was), parameters(now), new.cls(now.name), report)
    facts = {fact.name: (fact.type, fact.where("name")) for fact in old.spec.facts}
    known = {fact.name: (fact.type, fact.where("name")) for fact in new.spec.facts}
    _attributes(facts, known, f"{new.spec.prefix}Error", report)


def families(spec: Spec) -> dict[str, Family]:
    """Return the families of a spec by name."""
    return {family.name: family for table in spec.tables for family in table.families}


def _families(old: ApiSurface, new: ApiSurface, report: Findings) -> None:
    before, after = families(old.spec), families(new.spec)
    for name, family in before.items():
        now = after.get(name)
        if now is None:
            message = f"{old.cls(name)}, the base of a family, is gone"
            report.add(family.where("name"), "family-removed", message)
            continue
        if family.category != now.category:
            message = f"{new.cls(name)} is of another kind"
            report.add(now.where("category"), "kind-changed", message)
        if family.retry != now.retry:
            message = f"{new.cls(name)} is retried otherwise"
            report.add(now.where("retry"), "retry-changed", message)
    for name, family in after.items():
        if name not in before:
            message = f"{new.cls(name)} is a new base"
            report.add(family.where("name"), "family-added", message)


def lineages(spec: Spec) -> dict[int, set[str]]:
    """Return the families that catch each row, those above its own too."""
    found: dict[int, set[str]] = {}
    for table, row in spec.rows():
        own = table.families_of(row)
        names = {family.name for family in own}
        for family in own:
            above = table.family_by_prefix(family.prefix, below=family.prefix)
            while above is not None and family.prefix:
                names.add(above.name)
                above = table.family_by_prefix(above.prefix, below=above.prefix)
        found[id(row)] = names
    return found


def parameters(entry: Entry) -> dict[str, tuple[str, Position]]:
    """Return the type of each parameter of a row, and where it stands."""
    own = entry.parameters if isinstance(entry, Row) else ()
    return {each.name: (each.type, each.where("name")) for each in own}


def _attributes(
    before: dict[str, tuple[str, Position]],
    after: dict[str, tuple[str, Position]],
    cls: str,
    report: Findings,
) -> None:
    for name, (kind, at) in before.items():
        if name not in after:
            report.add(at, "attribute-removed", f"{cls}.{name} is gone")
        elif after[name][0] != kind:
            message = f"{cls}.{name} was {kind}, and is {after[name][0]} now"
            report.add(after[name][1], "attribute-changed", message)
    for name, (_, at) in after.items():
        if name not in before:
            report.add(at, "attribute-added", f"{cls}.{name} is new")
