"""Read a reply that needs nothing but lookups, from a summary of the rules.

Most replies are a success or one error whose code has a class. `Quick` says, for the rules of
a catalogue in their order, which values decide at once. Whatever else arrives is undecided,
and the rules themselves read it; where both give a verdict, it is the same.
"""

from __future__ import annotations

from ._codes import known
from ._errors import OK
from ._paths import first_text, in_header, item_text, only_key, walk
from ._rules import CodeRule, PartsRule, SuccessRule
from ._wait import retry_after

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any, Final, TypeAlias

    from ._paths import Path
    from ._rules import Rule

    Outcomes: TypeAlias = dict[Any, Any]
    Step: TypeAlias = tuple[str | None, Path, Outcomes, object, CodeRule | None]

UNDECIDED: Final = object()
"""No verdict: the rules have to be asked."""

SKIP: Final = object()
"""The rule does not fit: the next one is asked."""

FAILED: Final = object()
"""The reply is not a success; the next rule may find a code."""

PLAIN: Final = frozenset((int, str))
"""Types of the values that are looked up: True is not 1 here, and 1.0 is left to the rules."""

BOOLS: Final = {False: object(), True: object()}
"""Keys of the outcomes of false and true."""

HTTP: Final = range(1000)
"""Numbers that may be an HTTP status."""


class Quick:
    """The values that decide a reply, rule by rule."""

    __slots__ = ("silence_succeeds", "steps")

    def __init__(
        self, rules: tuple[Rule, ...], *, without_code_succeeds: bool = False
    ) -> None:
        """Sum up what the rules would say of plain values."""
        self.silence_succeeds = without_code_succeeds
        self.steps: tuple[Step, ...] = tuple(
            (only_key(path), path, outcomes, others, code_rule)
            for rule in rules
            for path, outcomes, others, code_rule in _steps(rule)
        )

    def read(
        self, reply: Any, http_status: int | None, headers: Mapping[str, str] | None
    ) -> Any:
        """Return the verdict on a decoded object, or UNDECIDED."""
        fine = True
        if http_status is not None:
            if http_status.__class__ is not int or http_status not in HTTP:
                return UNDECIDED
            fine = http_status in OK
        for key, path, outcomes, others, rule in self.steps:
            value = reply.get(key) if key is not None else walk(reply, path)
            if value is None:
                continue
            outcome = (
                outcomes.get(value, others)
                if value.__class__ in PLAIN
                else _uncommon(value, outcomes, others)
            )
            if outcome is FAILED:
                fine = False
            elif outcome is not SKIP:
                if outcome is UNDECIDED and rule is not None:
                    outcome = _as_number(value, rule, outcomes)
                if outcome is None:
                    return None if fine and _passed(rule, reply) else UNDECIDED
                if outcome is UNDECIDED:
                    return outcome
                return _error(outcome, rule, reply, http_status, headers)
        silent = self.silence_succeeds and fine and http_status is not None
        return None if silent else UNDECIDED


def _uncommon(value: object, outcomes: Outcomes, others: object) -> object:
    """Return the outcome of a value that is neither a number nor text."""
    return outcomes.get(BOOLS[value], others) if type(value) is bool else UNDECIDED


def _as_number(value: object, rule: CodeRule, outcomes: Outcomes) -> object:
    """Return the outcome of a number that arrived as text."""
    if rule.tables[0].words or type(value) is not str:
        return UNDECIDED
    _, code = known(rule.tables, value)
    return outcomes.get(code, UNDECIDED)


def _passed(rule: CodeRule | None, reply: object) -> bool:
    """Return whether no part of a successful reply may have failed."""
    for part in rule.parts if rule is not None else ():
        found = walk(reply, part.path)
        if found and not part.passed(found):
            return False
    return True


def _error(
    cls: Any,
    rule: Any,
    reply: Any,
    http_status: int | None,
    headers: Mapping[str, str] | None,
) -> Any:
    """Return the error of a code that has a class."""
    message = first_text(reply, rule.message)
    item = item_text(walk(reply, rule.item)) if rule.item else None
    wait = None if headers is None else retry_after(headers)
    return cls(message, http_status, item, wait, reply)


def _steps(
    rule: Rule,
) -> Iterator[tuple[Path, Outcomes, object, CodeRule | None]]:
    """Yield for a rule where it looks, what plain values decide, and what all others do."""
    if isinstance(rule, CodeRule):
        elsewhere = any(map(in_header, (rule.code, rule.item, *rule.message)))
        codes: Outcomes = {} if elsewhere else _codes(rule)
        yield () if elsewhere else rule.code, codes, UNDECIDED, rule
    elif isinstance(rule, PartsRule):
        for part in rule.parts:
            yield part.path, {"": SKIP}, UNDECIDED, None
    elif rule.value is None:
        found = None if isinstance(rule, SuccessRule) else FAILED
        yield rule.path, {"": SKIP}, found, None
    else:
        found = None if isinstance(rule, SuccessRule) else FAILED
        yield rule.path, dict.fromkeys(_spellings(rule.value), found), SKIP, None


def _codes(rule: CodeRule) -> Outcomes:
    """Return the outcome of each code; of several tables, the first that has it decides."""
    outcomes: Outcomes = {}
    for table in reversed(rule.tables):
        outcomes |= {**dict.fromkeys(table.success), **table.classes}
    paired = (code for table in rule.tables for code, _ in table.pairs)
    outcomes |= dict.fromkeys((*rule.partial, *paired), UNDECIDED)
    return outcomes | dict.fromkeys(("", *rule.absent), SKIP)


def _spellings(value: bool | int | str) -> Iterator[object]:
    """Yield the plain values that a rule's value is the same as."""
    if isinstance(value, bool):
        yield BOOLS[value]
        return
    text = str(value)
    if text:
        yield text
    if text.removeprefix("-").isdecimal() and text == str(int(text)):
        yield int(text)
