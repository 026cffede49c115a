"""From two versions of specs to what changed between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from errsmith.compat import (
    extras,
    facts,
    kinds,
    names,
    replies,
    statuses,
    success,
    tables,
    wholes,
)
from errsmith.compat.finding import Report
from errsmith.compat.surface import surface

if TYPE_CHECKING:
    from errsmith.compat.finding import Finding
    from errsmith.compat.names import Past
    from errsmith.compat.specs import Specs
    from errsmith.spec.model import Spec


def compare(old: Specs, new: Specs, past: Past) -> list[Finding]:
    """What changed from the old specs to the new ones, what breaks first.

    `past` knows the names that a code had before the old version.
    """
    before = {spec.provider: spec for spec in old.specs}
    after = {spec.provider: spec for spec in new.specs}
    whole = Report("The package")
    kinds.compare(old.kinds, new.kinds, whole)
    findings = whole.findings
    for provider, spec in before.items():
        report = Report(spec.title)
        if provider in after:
            compare_module(spec, after[provider], past, report)
        else:
            wholes.removed(spec, report)
        findings += report.findings
    for provider, spec in after.items():
        if provider not in before:
            report = Report(spec.title)
            wholes.added(spec, report)
            findings += report.findings
    return sorted(findings, key=lambda each: each.order)


def compare_module(old: Spec, new: Spec, past: Past, report: Report) -> None:
    """Report what changed in the module of one provider."""
    pairs = tables.pairs(old, new)
    enums = {was.enum: now.enum for was, now in pairs}
    before, after = surface(old, enums), surface(new, {})
    wholes.compare(old, new, report)
    tables.compare(old, new, pairs, report)
    names.compare(before, after, past, report)
    success.compare(before, after, set(enums.values()), report)
    facts.compare(before, after, report)
    extras.compare(before, after, report)
    replies.compare(old, new, enums, report)
    statuses.compare(old, new, enums, report)
