"""Read a reply that needs nothing but lookups, from a summary of the rules.

Most replies are a success or one error whose code has a class. `Quick` says, for the rules of
a catalogue in their order, which values decide at once. Whatever else arrives is undecided,
and the rules themselves read it; where both give a verdict, it is the same.
"""

from __future__ import annotations

from ._arrived import Arrived
from ._body import str_of
from ._errors import OK
from ._getters import getter, key_and_getter
from ._paths import first_text, in_header, item_text, walk
from ._rules import CodeRule, PartsRule, SuccessRule
from ._wait import WAITS, header, header_names, retry_after

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any, Final, TypeAlias

    from ._arrived import Wait
    from ._getters import Getter
    from ._paths import Path
    from ._rules import Rule

    Outcomes: TypeAlias = dict[Any, Any]
    Step: TypeAlias = tuple[
        str | None, Getter | None, Outcomes, object, CodeRule | None
    ]
    Found: TypeAlias = tuple[Path, Outcomes, object, CodeRule | None]

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

    __slots__ = ("request_id", "silence_succeeds", "steps", "waits")

    def __init__(
        self,
        rules: tuple[Rule, ...],
        *,
        without_code_succeeds: bool = False,
        waits: tuple[Wait, ...] = (),
        request_id: tuple[Path, ...] = (),
    ) -> None:
        """Sum up what the rules would say of plain values."""
        self.silence_succeeds = without_code_succeeds
        self.waits = waits
        self.request_id = tuple(map(_from_header, request_id))
        self.steps: tuple[Step, ...] = tuple(
            (*key_and_getter(path), outcomes, others, code_rule)
            for rule in rules
            for path, outcomes, others, code_rule in _steps(rule)
            if not (path and isinstance(path[0], int))  # that reads a list
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
        for key, get, outcomes, others, rule in self.steps:
            value = reply if key is None else reply.get(key)
            if get is not None and value is not None:
                value = get(value)
            if value is None:
                continue
            outcome = (
                outcomes.get(value, others)
                if value.__class__ in PLAIN
                else _uncommon(value, outcomes, others)
            )
            if outcome is SKIP:
                continue
            if outcome is FAILED:
                fine = False
                continue
            if rule is None:
                return outcome if fine else UNDECIDED
            if outcome is UNDECIDED or not _proved(outcome, value, rule, reply, fine):
                return UNDECIDED
            return outcome and self._error(outcome, rule, reply, http_status, headers)
        silent = self.silence_succeeds and fine and http_status is not None
        return None if silent else UNDECIDED

    def _error(
        self,
        cls: Any,
        rule: CodeRule,
        reply: Any,
        http_status: int | None,
        headers: Mapping[str, str] | None,
    ) -> Any:
        """Return the error of a code that has a class."""
        find = rule.find_message
        message = None if find is None else find(reply)
        if message.__class__ is not str or not message:
            message = first_text(reply, rule.message)
        if rule.sub_code and str_of(walk(reply, rule.sub_code)).strip() not in (
            "",
            message,
        ):
            return UNDECIDED
        find = rule.find_item
        item = None if find is None else item_text(find(reply))
        names = header_names(headers)
        wait: float | None = None
        if self.waits:
            wait = Arrived(reply, http_status, headers, self.waits).wait
        elif names is None or WAITS in names:
            wait = retry_after(headers)
        for name, get in self.request_id:
            if not name:
                value = None if get is None else get(reply)
            elif names is None or name in names:
                value = header(headers, name)
                value = value if get is None else get(value)
            else:
                continue
            found = value if value.__class__ is str else item_text(value)
            if found:
                more = {"request_id": found}
                return cls(message, http_status, item, wait, reply, None, more)
        return cls(message, http_status, item, wait, reply)


def _from_header(path: Any) -> tuple[str, Getter | None]:
    """Return the header that a path starts at, if any, and a getter for the rest of it."""
    name, rest = (path[0][1], path[1:]) if in_header(path) else ("", path)
    return name, getter(rest) if rest else None


def _uncommon(value: object, outcomes: Outcomes, others: object) -> object:
    """Return the outcome of a value that is neither a number nor text."""
    return outcomes.get(BOOLS[value], others) if type(value) is bool else UNDECIDED


def _proved(cls: Any, code: object, rule: CodeRule, reply: Any, fine: bool) -> bool:
    """Return whether no part of the reply can change what its code says."""
    if cls is not None and code not in rule.asked:
        return True
    return (fine or cls is not None) and _passed(rule, reply, fine)


def _passed(rule: CodeRule, reply: Any, fine: bool) -> bool:
    """Return whether no part of a reply may have failed."""
    for part in rule.parts:
        key, get = part.key_and_getter
        found = reply if key is None else reply.get(key)
        if get is not None and found is not None:
            found = get(found)
        if found and not (fine and part.passed(found)):
            return False
    return True


def _steps(rule: Rule) -> Iterator[Found]:
    """Yield for a rule where it looks, what plain values decide, and what all others do."""
    if isinstance(rule, CodeRule):
        elsewhere = any(map(in_header, (rule.code, rule.item, *rule.message)))
        elsewhere = elsewhere or len({table.words for table in rule.tables}) > 1
        codes: Outcomes = {} if elsewhere else _codes(rule)
        yield () if elsewhere else rule.code, codes, UNDECIDED, rule
    elif isinstance(rule, PartsRule):
        for part in rule.parts:
            yield part.path, {"": SKIP}, UNDECIDED, None
    elif in_header(rule.path):
        yield (), {}, UNDECIDED, None
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
        found: Outcomes = {**dict.fromkeys(table.success), **table.classes}
        found |= dict.fromkeys((code for code, _ in table.pairs), UNDECIDED)
        if not (table.words or table.numbers):  # a number may arrive as its digits
            found |= {str(code): outcome for code, outcome in found.items()}
        outcomes |= found
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
