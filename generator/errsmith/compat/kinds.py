"""Kinds of one's own: each is still there, and what caught it still does."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from errsmith.compat.finding import Report
    from errsmith.spec.kinds import Kind
    from errsmith.spec.model import KindFile


def compare(old: KindFile, new: KindFile, report: Report) -> None:
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
    """A base and the bases that it has itself."""
    bases = {entry.name: entry.base for entry in file.kinds}
    chain: list[str] = []
    while base and base not in chain:
        chain.append(base)
        base = bases.get(base, "")
    return chain


def caught_as(category: str, kinds: Mapping[str, Kind]) -> list[str]:
    """The classes that catch a kind, its own first."""
    bases = {kind.class_name: kind.base for kind in kinds.values()}
    kind = kinds.get(category)
    name = kind.class_name if kind else ""
    chain: list[str] = []
    while name in bases and name not in chain:
        chain.append(name)
        name = bases[name]
    return chain
