"""Compute the order of the bases of each class that a module defines.

Python refuses a class whose bases have no common order, when somebody imports the module.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from errsmith.codegen import model_builder
from errsmith.problems import Problem
from errsmith.spec.checks.names import bound_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from errsmith.codegen.template_model import ErrorClass, VariantClass
    from errsmith.spec.model import Spec

    Class = ErrorClass | VariantClass


def class_order(spec: Spec) -> Iterator[Problem]:
    """Yield the classes without an order; without families, each has one."""
    if not any(table.families for table in spec.tables):
        return
    module = model_builder.make_module(spec, "")
    known = _kinds(spec)
    known[module.base] = type(module.base, (known["ProviderError"],), {})
    classes: list[Class] = [*module.families, *module.errors, *module.variants]
    for each in classes:
        if not known.keys() >= set(each.bases):
            continue  # a variant that derives from the runtime alone
        bases = tuple(known[base] for base in each.bases)
        try:
            known[each.name] = type(each.name, bases, {})
        except TypeError:
            known[each.name] = known[module.base]
            yield _problem(spec, each, known)


def _kinds(spec: Spec) -> dict[str, type]:
    """Return classes that stand for those of the runtime, and for custom kinds."""
    top = type("ProviderError", (), {})
    known: dict[str, type] = {top.__name__: top}
    known["Retryable"] = type("Retryable", (top,), {})
    for kind in spec.kinds.values():
        base = known[kind.base or top.__name__]
        known[kind.class_name] = type(kind.class_name, (base,), {})
    return known


def _problem(spec: Spec, cls: Class, known: dict[str, type]) -> Problem:
    """Say which base stands before one that derives from it."""
    pairs = [
        (first, second)
        for index, first in enumerate(cls.bases)
        for second in cls.bases[index + 1 :]
        if issubclass(known[second], known[first])
    ]
    why = " and ".join(cls.bases)
    if pairs:
        why = f"{pairs[0][0]} and from {pairs[0][1]}, which is one already"
    names = {each.name: each.model for each in bound_names(spec)}
    message = f"class {cls.name} cannot derive from {why}"
    hint = "name only the narrower one, or give them prefixes that tell them apart"
    return Problem(names[cls.name].where("families"), "class-order", message, hint)
