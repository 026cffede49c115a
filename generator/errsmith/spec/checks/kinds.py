"""Custom kinds: new names, and bases that are kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from errsmith.problems import Problem
from errsmith.spec import identifiers
from errsmith.spec.hints import Words
from errsmith.spec.kinds import KINDS, OWN_RETRIES, Kind, Retries

if TYPE_CHECKING:
    from collections.abc import Mapping

    from errsmith.spec.model import KindFile


def with_own(file: KindFile) -> tuple[Mapping[str, Kind], list[Problem]]:
    """Return our kinds and those of the file, in order, with what is wrong with them."""
    kinds = dict(KINDS)
    problems: list[Problem] = []
    classes = {kind.class_name: kind for kind in kinds.values()}
    words = Words(classes)
    for entry in file.kinds:
        shadowed = identifiers.shadowed_by(entry.name)
        base = classes.get(entry.base)
        if shadowed or entry.name in classes:
            what = shadowed or "another kind"
            message = f"class {entry.name} would shadow {what}"
            at = entry.where("name")
            hint = "choose another name"
            problems.append(Problem(at, "shadowed-name", message, hint))
        elif entry.category in kinds:
            message = f"category {entry.category} is already that of another kind"
            at = entry.where("name")
            hint = "choose another name"
            problems.append(Problem(at, "duplicate-kind", message, hint))
        if entry.base and base is None:
            message = f"{entry.base} is not a kind above {entry.name}"
            hint = words.near(entry.base) or "name one of the kinds"
            problems.append(Problem(entry.where("base"), "unknown-kind", message, hint))
        inherited = base.retries if base else Retries.EITHER
        retries = OWN_RETRIES.get(entry.retries, inherited)
        above = entry.base or "ProviderError"
        kind = Kind(entry.name, retries, above, entry.summary, entry.fault)
        if kinds.setdefault(entry.category, kind) is kind:
            classes[entry.name] = kind
            words.words.append(entry.name)
    return kinds, problems
