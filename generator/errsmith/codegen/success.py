"""What the usual success of a provider looks like, so that it can be told at a glance.

Most replies are successes. The rules of a spec decide on each, one after another; here they are
turned into a few tests that hold for a success only, and fail for whatever needs a second look.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from errsmith.codegen.template_model import (
    Call,
    Comparison,
    Conjunction,
    Expression,
    Negation,
    Operator,
    Success,
    Value,
)
from errsmith.spec.identifiers import Identifier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from errsmith.spec.model import Part, Reply, Spec
    from errsmith.spec.paths import Path, Told

BODY = Identifier("body")
CODE = Identifier("code")
PART = Identifier("part")
TEXT = Identifier("text")
PLAIN = Identifier("PLAIN")
STATUS = Identifier("http_status")


class Unclear(Exception):
    """No few tests can tell."""


@dataclass
class Look:
    """Where the tests look: in the reply, and in one object of it, which is called `part`."""

    code: str = ""
    part: str = ""
    text: str = ""

    def at(self, path: Path) -> Expression:
        """What stands at a path of one key, or of two.

        Raises Unclear for a longer one, and for one that leads into a second object.
        """
        match path:
            case (str() as key,):
                return CODE if key == self.code else get(BODY, key)
            case (str() as first, str() as key) if self.into(first):
                return get(PART, key)
            case _:
                raise Unclear

    def into(self, key: str) -> bool:
        """Look into the object at a key, if it is the only one that is looked into."""
        if not self.part:
            self.part = key
        return self.part == key

    def at_json(self, path: Path) -> list[Expression]:
        """Tests that a text holds no JSON in which a path could lead on."""
        match path:
            case (str() as key, None, str(), *_) if self.text in ("", key):
                self.text = key
            case _:
                raise Unclear
        kind = Identifier("text.__class__")
        return [
            Comparison(kind, Operator.IS, Identifier("str")),
            Comparison(Value("{"), Operator.NOT_IN, TEXT),
        ]

    def names(self) -> Iterator[tuple[Identifier, Expression]]:
        """What the tests name."""
        if self.code:
            yield CODE, get(BODY, self.code)
        if self.part:
            empty = Value({})
            yield PART, Comparison(get(BODY, self.part), Operator.OR, empty)
        if self.text:
            yield TEXT, get(BODY, self.text)


def usual(spec: Spec) -> Success | None:
    """The tests that tell a provider's usual success, None where no few can."""
    keys = (_deciding_key(spec, reply) for reply in spec.replies)
    look = Look(code=next(filter(None, keys), ""))
    ways: list[Conjunction] = []
    before: list[Expression] = []
    try:
        for reply in spec.replies:
            way = _success(spec, reply, look)
            if way:
                ways.append(_all(*before, *way))
            before += _passed(reply, look)
        if spec.without_code == "success":
            known = Comparison(STATUS, Operator.EQUAL, Value(200))
            ways.append(_all(known, *before))
    except Unclear:
        pass
    if not ways:
        return None
    tests = [test for way in ways for test in way.of]
    plain = any(isinstance(each, Comparison) and each.right == PLAIN for each in tests)
    return Success(tuple(look.names()), tuple(ways), plain)


def _deciding_key(spec: Spec, reply: Reply) -> str:
    """The key at which a rule finds a code, or a value, that may tell a success."""
    told = reply.success and reply.success.value is not None and reply.success.path
    path = (reply.code if _codes(spec, reply) else told) or ()
    return path[0] if len(path) == 1 and isinstance(path[0], str) else ""


def _codes(spec: Spec, reply: Reply) -> tuple[int | str, ...]:
    """The codes by which a rule tells a success."""
    table = next((each for each in spec.tables if each.enum in reply.table[:1]), None)
    codes = table.success if table and reply.code else ()
    return tuple(code for code in codes if str(code) not in reply.absent)


def _all(*tests: Expression) -> Conjunction:
    """All of the tests; before those that look into the object, that it is one."""
    inside = [test for test in tests if _of_part(test)]
    first = [test for test in tests if test not in inside]
    kind = Comparison(Identifier("part.__class__"), Operator.IS, Identifier("dict"))
    return Conjunction((*first, *([kind] if inside else []), *inside))


def _of_part(test: Expression) -> bool:
    """Whether a test looks into the object."""
    if isinstance(test, Comparison):
        return _of_part(test.left) or _of_part(test.right)
    if isinstance(test, Negation):
        return _of_part(test.of)
    if isinstance(test, Call):
        return test.function == get(PART, "").function or any(
            map(_of_part, test.arguments)
        )
    return test == PART


def get(of: Identifier, key: str) -> Call:
    """What an object has at a key."""
    return Call(Identifier(f"{of}.get"), (Value(key),))


def _success(spec: Spec, reply: Reply, look: Look) -> list[Expression]:
    """Tests that hold only where a rule tells a success; none where it tells none."""
    if reply.success is not None:
        return _told(reply.success, look)
    codes = _codes(spec, reply)
    if reply.code is None or not codes:
        return []
    found = look.at(reply.code)
    parts = (test for part in reply.failures for test in _nothing_failed(part, look))
    return [*_one_of(found, codes), *parts]


def _passed(reply: Reply, look: Look) -> list[Expression]:
    """Tests that hold only where a rule has no say."""
    if reply.failed is not None:
        return [_not_told(reply.failed, look)]
    if reply.success is not None:
        return []  # whatever it fits is a success
    if reply.code is not None:
        return [_missing(look.at(reply.code), *reply.absent)]
    return [_missing(look.at(part.each or ())) for part in reply.failures]


def _missing(found: Expression, *absent: str) -> Comparison:
    return Comparison(found, Operator.IN, Value((None, "", *absent)))


def _one_of(found: Expression, values: tuple[int | str, ...]) -> list[Expression]:
    """Tests for one of some values; a number may arrive as digits, and True is not 1."""
    spelled = tuple(
        each
        for value in values
        for each in ((value, str(value)) if isinstance(value, int) else (value,))
    )
    if "" in spelled:
        raise Unclear
    asked = Call(Identifier("type"), (found,))
    kind = Identifier("code.__class__") if found == CODE else asked
    return [
        Comparison(kind, Operator.IN, PLAIN),
        Comparison(found, Operator.IN, Value(spelled)),
    ]


def _told(told: Told, look: Look) -> list[Expression]:
    """Tests that hold only where a path tells a success."""
    found = look.at(told.path)
    if told.value is None:
        return [found]
    if isinstance(told.value, bool):
        return [Comparison(found, Operator.IS, Value(told.value))]
    return _one_of(found, (told.value,))


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
        return look.at_json(path)
    inside = (part.code or (), *part.message)
    silent = part.each and part.without_code == "success" and _all_keys(inside)
    alone = path[0] if len(path) == 1 else None
    if silent and isinstance(alone, str) and look.into(alone):
        keys = dict.fromkeys(key for each in inside for key in each)
        return [Comparison(Value(key), Operator.NOT_IN, PART) for key in keys]
    return [Negation(look.at(path))]


def _all_keys(paths: tuple[Path, ...]) -> bool:
    """Whether each of the paths is one key."""
    return all(len(path) == 1 and isinstance(path[0], str) for path in paths)


def canary() -> Success:
    """Makes use of every operator, name and function that a usual success may have."""
    look = Look("key", "key")
    tests: list[Expression] = []
    tests += [Comparison(CODE, each, get(BODY, "key")) for each in Operator]
    tests += [*_one_of(CODE, (0,)), *_one_of(get(PART, "key"), (0,))]
    tests += look.at_json(("key", None, "key"))
    status = Comparison(STATUS, Operator.EQUAL, Value(200))
    way = _all(*tests, Negation(get(PART, "key")), status)
    return Success(tuple(look.names()), (way, way), plain=True)
