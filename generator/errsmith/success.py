"""What the usual success of a provider looks like, so that it can be told at a glance.

Most replies are successes. The rules of a spec decide on each, one after another; here they are
turned into a few tests that hold for a success only, and fail for whatever needs a second look.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from errsmith.module import (
    Call,
    Comparison,
    Conjunction,
    Expression,
    Negation,
    Operator,
    Success,
    Value,
)
from errsmith.naming import Identifier

if TYPE_CHECKING:
    from errsmith.paths import Path, Told
    from errsmith.spec import Part, Reply, Spec

BODY = Identifier("body")
CODE = Identifier("code")
PART = Identifier("part")

STATUS = Identifier("http_status")


class Unclear(Exception):
    """No few tests can tell."""


@dataclass
class Look:
    """Tests of a reply, and of the one object in it that they look into."""

    names: list[tuple[Identifier, Expression]] = field(
        default_factory=list[tuple[Identifier, Expression]]
    )
    tests: list[Expression] = field(default_factory=list[Expression])
    part: str = ""

    def at(self, path: Path) -> Call:
        """What stands at a path of one key, or of two.

        Raises Unclear for a longer one, and for one that leads into a second object.
        """
        first, *rest = path
        if not rest:
            return get(BODY, first)
        if len(rest) > 1 or not self.into(first):
            raise Unclear
        return get(PART, rest[0])

    def into(self, key: object) -> bool:
        """Look into the object at a key, if it is the only one that is looked into."""
        if not isinstance(key, str) or self.part not in ("", key):
            return False
        if not self.part:
            self.part = key
            empty = Comparison(get(BODY, key), Operator.OR, Value({}))
            self.names.append((PART, empty))
            kind = Identifier("part.__class__")
            self.tests.append(Comparison(kind, Operator.IS, Identifier("dict")))
        return True


def usual(spec: Spec) -> Success | None:
    """The tests that tell a provider's usual success, None where no few can."""
    look = Look()
    known = Comparison(STATUS, Operator.IN, Value((200, None)))
    try:
        if not any(_decides(spec, reply, look) for reply in spec.replies):
            if spec.without_code != "success":
                return None
            known = Comparison(STATUS, Operator.EQUAL, Value(200))
    except Unclear:
        return None
    return Success(known, tuple(look.names), Conjunction(tuple(look.tests)))


def get(of: Identifier, key: object) -> Call:
    """What an object has at a key. Raises Unclear where the step is none."""
    if not isinstance(key, str):
        raise Unclear
    return Call(Identifier(f"{of}.get"), (Value(key),))


def _decides(spec: Spec, reply: Reply, look: Look) -> bool:
    """Add what a rule asks of a success; whether that is the last word."""
    if reply.failed is not None:
        look.tests.append(_not_told(reply.failed, look))
        return False
    if reply.success is not None:
        look.tests += _told(reply.success, look)
        return True
    if reply.code is None:
        look.tests += [_missing(look.at(part.each or ())) for part in reply.failures]
        return False
    found = look.at(reply.code)
    table = next(table for table in spec.tables if table.enum == reply.table[0])
    codes = tuple(code for code in table.success if str(code) not in reply.absent)
    if not codes:
        look.tests.append(_missing(found))
        return False
    look.names.insert(0, (CODE, found))
    look.tests[:0] = _one_of(CODE, codes)
    for part in reply.failures:
        look.tests += _nothing_failed(part, look)
    return True


def _missing(found: Expression) -> Comparison:
    return Comparison(found, Operator.IS, Value(None))


def _one_of(found: Expression, values: tuple[int | str, ...]) -> list[Expression]:
    """Tests for one of some values; a number may arrive as digits, and True is not 1."""
    spelled = tuple(
        each
        for value in values
        for each in ((value, str(value)) if isinstance(value, int) else (value,))
    )
    equal = (each for each in (False, True) if each in values)
    tests = [Comparison(found, Operator.IS_NOT, Value(each)) for each in equal]
    return [*tests, Comparison(found, Operator.IN, Value(spelled))]


def _told(told: Told, look: Look) -> list[Expression]:
    """Tests that hold only where a path tells a success."""
    found = look.at(told.path)
    if told.value is None:
        return [found]
    if isinstance(told.value, bool):
        return [Comparison(found, Operator.IS, Value(told.value))]
    if len(told.path) > 1:
        raise Unclear
    look.names.insert(0, (CODE, found))
    return _one_of(CODE, (told.value,))


def _not_told(told: Told, look: Look) -> Expression:
    """A test that holds only where a path does not tell a failure."""
    found = look.at(told.path)
    if told.value is None:
        return _missing(found)
    if isinstance(told.value, bool):
        return Comparison(found, Operator.IS_NOT, Value(told.value))
    if isinstance(told.value, int) or told.value.strip("-").isdigit():
        raise Unclear
    return Comparison(found, Operator.NOT_EQUAL, Value(told.value))


def _nothing_failed(part: Part, look: Look) -> list[Expression]:
    """Tests that hold only where no part is listed as failed."""
    path = part.each or part.items or part.keyed or ()
    if part.items and None in path:
        text = Call(Identifier("str"), (look.at(path[: path.index(None)]),))
        return [Comparison(Value("{"), Operator.NOT_IN, text)]
    inside = (part.code or (), *part.message)
    silent = part.each and part.without_code == "success" and _all_keys(inside)
    if silent and len(path) == 1 and look.into(path[0]):
        keys = dict.fromkeys(key for each in inside for key in each)
        return [Comparison(Value(key), Operator.NOT_IN, PART) for key in keys]
    return [Negation(look.at(path))]


def _all_keys(paths: tuple[Path, ...]) -> bool:
    """Whether each of the paths is one key."""
    return all(len(path) == 1 and isinstance(path[0], str) for path in paths)


def canary() -> Success:
    """Makes use of every operator, name and function that a usual success may have."""
    look = Look()
    look.into("key")
    text = Call(Identifier("str"), (get(BODY, "key"),))
    tests = [Comparison(CODE, each, text) for each in Operator]
    return Success(
        Comparison(STATUS, Operator.IN, Value((200, None))),
        ((CODE, get(PART, "key")), *look.names),
        Conjunction((*look.tests, *tests, Negation(text))),
    )
