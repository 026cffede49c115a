"""Lays rendered text out as black would, so that black itself is seldom needed.

Templates print a statement on one line, however long. What fits stays, what does not is broken
at its brackets. A statement that holds anything of which this module is not sure is left to black.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WIDTH: Final = 88
STEP: Final = 4
TOKENS: Final = re.compile(
    r"""\"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[()\[\]{},]|[^"'()\[\]{},]+"""
)
PAIRS: Final = {"(": ")", "[": "]", "{": "}"}
CLOSING: Final = tuple(PAIRS.values())
THREE: Final = 3
"""Fewer conditions may be broken elsewhere than before `and`."""

QUOTES: Final = '"""'
WIDE: Final = re.compile("[\u1100-\u1dff\u1f00-\U0010ffff]")
"""Letters of which some take two columns; none takes less than one."""

IMPORT: Final = re.compile(r"( *from [\w.]+ import )\((.*)\)")
OPERATOR: Final = re.compile(
    r"(?:^| )(?:and|or|not|in|is|if|else|for|lambda|[=!<>]=|[-+*/%|<>])(?: |$)"
)
CONDITION: Final = re.compile(r"( *if )(.*):")
METHOD: Final = re.compile(r"( *def \w+\()self(\) -> .*:)")


class Unsure(Exception):
    """What black would make of a line is left to black."""


@dataclass(frozen=True)
class Bracket:
    """A pair of brackets and the parts between its commas."""

    sign: str
    parts: list[Parts]
    comma: bool
    """Whether the last part has a comma behind it."""

    trailer: bool
    """Whether these are the arguments of a call."""


Parts = list["str | Bracket"]


def lay_out(text: str, black: Callable[[str], str]) -> str:
    """The text as black has it; `black` formats the statements that are left to it."""
    chunks: list[str] = []
    for blank, lines in _chunks(text):
        try:
            body = _statement(lines)
        except Unsure:
            body = black("\n".join(lines)).rstrip("\n").split("\n")
        chunks.append("\n" * blank + "\n".join(body))
    return "\n".join(chunks) + "\n"


def _chunks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines, each with the number of empty lines before it; all start at the margin."""
    lines: list[str] = []
    before = blank = 0
    inside = False
    for line in text.split("\n"):
        if inside:
            lines.append(line)
            inside = not line.endswith(QUOTES)
            continue
        if not line:
            blank += 1
            continue
        if lines and blank:
            if line[0] not in " )]}":
                yield before, lines
                lines, before = [], min(blank, 2)
            else:
                lines.append("")
        blank = 0
        lines.append(line)
        inside = _opens(line)
    if lines:
        yield before, lines


def _opens(line: str) -> bool:
    """Whether a docstring starts in a line and goes on after it."""
    bare = line.lstrip(" ")
    ends = bare.endswith(QUOTES) and len(bare) >= 2 * len(QUOTES)
    return bare.startswith(QUOTES) and not ends


def _statement(lines: list[str]) -> list[str]:
    """The lines of a statement, each within the width where that is possible."""
    done: list[str] = []
    inside = False
    for line in lines:
        bare = line.lstrip(" ")
        if inside or bare.startswith(QUOTES):
            _check_docstring(line, inside=inside)
            inside = not line.endswith(QUOTES) if inside else _opens(line)
            done.append(line)
        elif found := IMPORT.fullmatch(line):
            done += _import(found[1], found[2])
        elif bare[:1] in CLOSING:
            _close(done, line)
        else:
            done += _line(line)
    return done


def _close(done: list[str], line: str) -> None:
    """Add the line that closes a bracket; what holds nothing, or a tuple of one, is joined."""
    bare = line.lstrip(" ")
    if done[-1].endswith(tuple(PAIRS)):
        done[-1] += bare
    elif (
        done[-2].endswith(" = (")
        and width(joined := f"{done[-2]}{done[-1].lstrip(' ')}{bare}") <= WIDTH
    ):
        done[-2:] = [joined]
    else:
        done.append(line)


def _check_docstring(line: str, *, inside: bool) -> None:
    """Refuse a line of a docstring in which black would change something."""
    bare = line.lstrip(" ")
    text = bare if inside else bare.removeprefix(QUOTES)
    last = text.endswith(QUOTES)
    text = text.removesuffix(QUOTES)
    odd = text != text.strip() or (not inside and text[:1] in {'"', ""})
    if odd or (last and text.endswith(('"', "\\"))):
        raise Unsure


def _import(start: str, names: str) -> Iterator[str]:
    """An import, on one line or with a name on each."""
    if width(start + names) <= WIDTH:
        yield start + names
        return
    margin = " " * (len(start) - len(start.lstrip(" ")))
    yield f"{start}("
    yield from (f"{margin}    {name}," for name in names.split(", "))
    yield f"{margin})"


def _line(line: str) -> Iterator[str]:
    """A line as it is where it fits, else broken."""
    if width(line) <= WIDTH or line.startswith("#"):
        yield line
        return
    if found := METHOD.fullmatch(line):
        yield from _method(found[1], found[2])
        return
    if found := CONDITION.fullmatch(line):
        yield from _condition(found[1], found[2])
        return
    bare = line.lstrip(" ")
    margin = len(line) - len(bare)
    if bare.startswith(("def ", "return ", "async ", "@")):
        raise Unsure
    comma = "," * bare.endswith(",")
    parts = _parse(bare.removesuffix(","))
    yield from _broken(parts, margin, comma, statement=not comma)


def _method(start: str, end: str) -> Iterator[str]:
    """The first line of a method without parameters of its own."""
    margin = " " * (len(start) - len(start.lstrip(" ")))
    if width(margin + end) > WIDTH:
        raise Unsure
    yield from (start, f"{margin}    self,", margin + end)


def _condition(start: str, condition: str) -> Iterator[str]:
    """Three or more conditions, one below the other."""
    margin = " " * (len(start) - len(start.lstrip(" ")))
    tests = [""]
    depth = 0
    for token in TOKENS.findall(condition):
        depth += (token in PAIRS) - (token in CLOSING)
        if depth or token[0] in "\"'":
            tests[-1] += token
        elif " or " in token or "lambda" in token:
            raise Unsure
        else:
            first, *more = token.split(" and ")
            tests[-1] += first
            tests += more
    lines = [f"{margin}    {'and ' * bool(i)}{test}" for i, test in enumerate(tests)]
    if len(lines) < THREE or " and ".join(tests) != condition:
        raise Unsure
    if any(width(line) > WIDTH for line in lines):
        raise Unsure
    yield from (f"{start}(", *lines, f"{margin}):")


def _parse(text: str) -> Parts:
    """A line as text and brackets."""
    tokens = TOKENS.findall(text)
    if "".join(tokens) != text:
        raise Unsure
    found, _ = _items(tokens[::-1], "")
    if len(found) != 1:
        raise Unsure
    return found[0]


def _items(tokens: list[str], closing: str) -> tuple[list[Parts], bool]:
    """What stands between commas up to a closing sign, and whether one stands before that."""
    items: list[Parts] = [[]]
    sign = ""
    while tokens and (sign := tokens.pop()) not in CLOSING:
        parts = items[-1]
        if sign == ",":
            items.append([])
        elif sign in PAIRS:
            before = parts[-1] if parts else ""
            trailer = not isinstance(before, str) or before[-1:].isidentifier()
            inner, comma = _items(tokens, PAIRS[sign])
            parts.append(Bracket(sign + PAIRS[sign], inner, comma, trailer))
        elif word := sign if parts else sign.lstrip(" "):
            parts.append(word)
    if closing != (sign if sign in CLOSING else ""):
        raise Unsure
    ends = not items[-1]
    return (items[:-1] if ends else items), ends and len(items) > 1


def _flat(parts: Parts) -> str:
    """Parts on one line."""
    return "".join(
        each if isinstance(each, str) else _flat_bracket(each) for each in parts
    )


def _flat_bracket(bracket: Bracket) -> str:
    inside = ", ".join(_flat(part) for part in bracket.parts)
    return f"{bracket.sign[0]}{inside}{',' * bracket.comma}{bracket.sign[1]}"


def _broken(
    parts: Parts, margin: int, end: str, *, statement: bool = False
) -> Iterator[str]:
    """The lines of some parts at a margin, with what follows them."""
    blank = " " * margin
    line = f"{blank}{_flat(parts)}{end}"
    if width(line) <= WIDTH:
        yield line
        return
    texts = [each for each in parts if isinstance(each, str) and each[0] not in "\"'"]
    if any(map(OPERATOR.search, texts)):
        raise Unsure
    if not statement and all(isinstance(each, str) for each in parts):
        yield line  # nothing to break at
        return
    *head, last = parts
    if isinstance(last, str) and last.startswith(":") and head:
        end = f"{last}{end}"
        *head, last = head
    if isinstance(last, str):
        yield from _wrapped(head, last, blank, end, statement=statement)
        return
    start = f"{blank}{_flat(head)}{last.sign[0]}"
    if width(start) > WIDTH or width(blank + last.sign[1] + end) > WIDTH:
        raise Unsure
    if last.sign[0] == "[":
        raise Unsure
    yield start
    yield from _inside(last, margin + STEP)
    yield f"{blank}{last.sign[1]}{end}"


def _wrapped(
    head: Parts, last: str, blank: str, end: str, *, statement: bool
) -> Iterator[str]:
    """A text that does not fit behind its name stands in parentheses, if it fits there."""
    before = _flat(head)
    if not (statement and before.endswith(" = ") and last[0] in "\"'" and not end):
        raise Unsure
    inner = f"{blank}    {last}"
    if len(inner) <= WIDTH < width(inner):  # black counts letters, not columns
        raise Unsure
    if width(inner) > WIDTH:
        yield f"{blank}{before}{last}"
    else:
        yield from (f"{blank}{before}(", inner, f"{blank})")


def _inside(bracket: Bracket, margin: int) -> Iterator[str]:
    """What stands between two brackets."""
    blank = " " * margin
    if bracket.trailer:
        line = f"{blank}{', '.join(_flat(part) for part in bracket.parts)}"
        if width(line) <= WIDTH and not bracket.comma:
            yield line
            return
    if len(bracket.parts) == 1:
        (only,) = bracket.parts
        if bracket.comma:
            yield from _broken(only, margin, ",")
        elif _is_text(only):
            yield from (
                blank + each for each in only if each != " " and isinstance(each, str)
            )
        else:
            yield from _broken(only, margin, "")
        return
    for part in bracket.parts:
        yield from _broken(part, margin, ",")


def _is_text(parts: Parts) -> bool:
    """Whether parts are texts, one behind the other."""
    return len(parts) > 1 and all(
        isinstance(each, str) and (each == " " or each[0] in "\"'") for each in parts
    )


def width(line: str) -> int:
    """The columns that a line takes."""
    if line.isascii() or len(line) > WIDTH or not WIDE.search(line):
        return len(line)
    if 2 * len(line) <= WIDTH:
        return len(line)
    from black.strings import str_width  # noqa: PLC0415 - loads all of black

    return str_width(line)
