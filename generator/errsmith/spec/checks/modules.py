"""Modules: those that a spec names are among the specs, and derive from each other once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from errsmith.problems import Problem
from errsmith.spec.hints import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from errsmith.problems import Position
    from errsmith.spec.model import Spec


def unknown_provider(specs: list[Spec]) -> Iterator[Problem]:
    """Check that a module that codes are said to belong to is among the specs."""
    providers = {spec.provider for spec in specs}
    known = Words(sorted(providers))
    for name, at in (each for spec in specs for each in _named(spec)):
        if name not in providers:
            message = f"there is no spec of provider {name}"
            hint = known.near(name) or "add its spec, or remove it here"
            yield Problem(at, "unknown-provider", message, hint)


def _named(spec: Spec) -> Iterator[tuple[str, Position]]:
    """Yield the modules that a spec names, with the place where it does."""
    for _, part in spec.parts():
        for name in part.vendors.modules.values() if part.vendors else ():
            yield name, part.where("vendors")
    for key in ("base", "others"):
        name = getattr(spec, key)
        if name:
            yield name, spec.where(key)


def bases(specs: list[Spec]) -> Iterator[Problem]:
    """Check that a module does not derive from itself, nor hand codes back to itself."""
    above = {spec.provider: spec.base for spec in specs}
    for spec in specs:
        seen = [spec.provider]
        while (name := above.get(seen[-1], "")) and name not in seen:
            seen.append(name)
        if name == spec.provider:
            message = f"{spec.provider} derives from itself"
            hint = "remove `base` from one of the specs"
            yield Problem(spec.where("base"), "own-base", message, hint)
        other = next((each for each in specs if each.provider == spec.others), None)
        if other is spec:
            message = f"{spec.provider} has its own codes anyway"
            yield Problem(spec.where("others"), "own-base", message, "remove `others`")
        elif other is not None and spec.provider != other.base:
            message = f"the errors of {spec.others} are no {spec.prefix}Error"
            hint = f"add `base: {spec.provider}` to the spec of {spec.others}"
            yield Problem(spec.where("others"), "own-base", message, hint)
