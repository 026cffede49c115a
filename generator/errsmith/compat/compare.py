"""From two versions of specs to what changed between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from errsmith.compat import (
    attributes,
    code_changes,
    compare_names,
    entry_changes,
    module_changes,
    replies,
)
from errsmith.compat.api_surface import api_surface
from errsmith.compat.findings import Findings

if TYPE_CHECKING:
    from errsmith.compat.compare_names import EarlierNames
    from errsmith.compat.findings import Finding
    from errsmith.compat.specs import SpecSet
    from errsmith.spec.model import Spec


def compare(old: SpecSet, new: SpecSet, past: EarlierNames) -> list[Finding]:
    """Return what changed from the old specs to the new ones, what breaks first.

    `past` knows the names that a code had before the old version.
    """
    before = {spec.provider: spec for spec in old.specs}
    after = {spec.provider: spec for spec in new.specs}
    whole = Findings("The package")
    module_changes.compare_kinds(old.kinds, new.kinds, whole)
    findings = whole.findings
    for provider, spec in before.items():
        report = Findings(spec.title)
        if provider in after:
            compare_module(spec, after[provider], past, report)
        else:
            module_changes.removed(spec, report)
        findings += report.findings
    for provider, spec in after.items():
        if provider not in before:
            report = Findings(spec.title)
            module_changes.added(spec, report)
            findings += report.findings
    return sorted(findings, key=lambda each: each.order)


def compare_module(old: Spec, new: Spec, past: EarlierNames, report: Findings) -> None:
    """Report what changed in the module of one provider."""
    pairs = module_changes.pair_enums(old, new)
    enums = {was.enum: now.enum for was, now in pairs}
    before, after = api_surface(old, enums), api_surface(new, {})
    module_changes.compare(old, new, report)
    module_changes.compare_enums(old, new, pairs, report)
    compare_names.compare(before, after, past, report)
    code_changes.compare_success(before, after, set(enums.values()), report)
    entry_changes.compare(before, after, report)
    attributes.compare(before, after, report)
    replies.compare(old, new, enums, report)
    code_changes.compare_statuses(old, new, enums, report)
