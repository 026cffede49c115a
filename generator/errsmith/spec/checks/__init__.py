"""Rules across fields: one function each, which yields every problem that it finds.

Rules that would only repeat a problem of a key's shape run on specs that are whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from errsmith.spec.checks import (
    bodies,
    code_pairs,
    codes,
    entries,
    extras,
    kinds,
    modules,
    names,
    replies,
    reply_keys,
)

__all__ = (
    "bodies",
    "check",
    "code_pairs",
    "codes",
    "entries",
    "extras",
    "kinds",
    "modules",
    "names",
    "replies",
    "reply_keys",
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from errsmith.problems import Problem
    from errsmith.spec.model import Spec

    Rule = Callable[[Spec], Iterator[Problem]]

RULES: Final[tuple[Rule, ...]] = (
    codes.duplicate_code,
    codes.duplicate_success,
    codes.duplicate_spelling,
    codes.spelling_type,
    codes.folding,
    codes.identity,
    code_pairs.pairs,
    codes.ranges,
    codes.by_status,
    codes.empty_lists,
    names.duplicate_name,
    names.class_clash,
    names.enum_name,
    entries.error_keys,
    entries.success_keys,
    entries.kinds,
    entries.retries,
    entries.summaries,
    entries.remedies,
    extras.facts,
    extras.families,
    extras.parameters,
    bodies.bodies,
)

WHOLE_RULES: Final[tuple[Rule, ...]] = (
    codes.twin_keys,
    entries.sources,
    replies.reply_shape,
    replies.part_shape,
    code_pairs.read,
    replies.one_rule_for_a_path,
    reply_keys.keys_of_rules,
    reply_keys.keys_of_parts,
    reply_keys.clashes,
    reply_keys.known_codes,
    reply_keys.orders,
    reply_keys.repeats,
    reply_keys.hidden_codes,
    replies.partial_codes,
    replies.tables,
    replies.status_table,
    replies.uncoded_used,
)


def check(specs: list[Spec]) -> list[Problem]:
    """Return every problem of the specs, each by itself and all of them together."""
    problems = [problem for spec in specs for rule in RULES for problem in rule(spec)]
    whole = [spec for spec in specs if spec.whole]
    problems += (each for spec in whole for rule in WHOLE_RULES for each in rule(spec))
    problems += names.duplicate_provider(specs)
    if len(whole) == len(specs):
        problems += modules.unknown_provider(specs)
        problems += modules.bases(specs)
    return problems
