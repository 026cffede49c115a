"""Recognise codes, and parse cells of them: one, several, a range, one with a status."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

LONGEST_CODE: Final = 100
MOST_CODES: Final = 50
"""Codes in one cell; more are a sentence."""

NUMBER: Final = re.compile(r"[-+]?[0-9]{1,18}")
PLAIN: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
STATUS: Final = re.compile(r"[1-5][0-9]{2}")
CONSTANT: Final = re.compile(r"[A-Z0-9]{1,60}(?:[_-][A-Z0-9]{1,60}){1,15}_?")
SHOUT: Final = re.compile(r"[A-Z]{3,40}")
SNAKE: Final = re.compile(r"[a-z0-9]{1,60}(?:[_-][a-z0-9]{1,60}){1,15}")
LETTERS: Final = re.compile(r"[A-Za-z][A-Za-z0-9]{2,80}")
HUMP: Final = re.compile(r"[a-z0-9][A-Z]")
DOTTED: Final = re.compile(
    r"[A-Za-z][\w-]{0,60}(?:(?:[./:]|::)[A-Za-z0-9][\w-]{0,60}){1,8}", re.ASCII
)
MIXED: Final = re.compile(
    r"[A-Za-z]{1,10}[-_.]?[0-9]{1,12}[A-Za-z]?|[0-9]{1,6}[A-Z]{1,3}[0-9]{0,5}|[0-9]{3,6}[a-z]"
)
DASHED: Final = re.compile(
    r"[A-Za-z][A-Za-z0-9]{0,30}(?:-[A-Za-z][A-Za-z0-9]{0,30}){1,4}-[0-9]{2,12}"
)
SQLSTATE: Final = re.compile(r"(?=[0-9A-Z]{0,4}[0-9])[0-9A-Z]{5}")
WORD: Final = re.compile(r"[A-Za-z][A-Za-z0-9_.:/-]{0,80}")
HEX: Final = re.compile(r"0[xX]([0-9A-Fa-f]{1,16})[uUlL]{0,3}")
LINKED: Final = re.compile(r"\A\[([^\[\]]{1,100})\]\([^()\s]{0,500}\)\Z")
SUB: Final = re.compile(r"[0-9]{1,9}(?:[.-][0-9]{1,9}){1,4}")
WORD_PATTERNS: Final = (
    *(CONSTANT, SHOUT, SNAKE, DOTTED, MIXED, DASHED, SQLSTATE, HEX, SUB),
)

RANGE: Final = re.compile(
    r"(-?[0-9]{1,18})\s*(?:-|\u2013|\u2014|\.{2,3}|\u2026|~|\uff5e|to|through|bis|until|đến|до|至|à)"
    r"\s*(-?[0-9]{1,18})"
)
CLASS: Final = re.compile(r"([1-9][0-9]{0,8})(x{1,6}|X{2,6}|[*]{1,6})")
SEPARATOR: Final = re.compile(
    r"\s*(?:[,;\n|\u3001\uff0c\uff1b]|\s/\s|\bor\b|\band\b|&)\s*|(?<=[0-9])/(?=[0-9])"
)
WITH_STATUS: Final = re.compile(
    r"(?P<code>\S{1,80})\s*[(\[,/]?\s*HTTP(?:\s{0,3}(?:status|code)){0,2}[\s:/]{0,3}(?P<status>[1-5][0-9]{2})[)\]]?",
    re.IGNORECASE,
)
STATUS_FIRST: Final = re.compile(
    r"(?:HTTP[\s:/]{0,3})?(?P<status>[1-5][0-9]{2})\s*[-\u2013/:(]?\s*(?P<code>[^\s()]{2,80})\)?"
)
LABELLED: Final = re.compile(
    r"(?:error(?:\s{0,2}code)?|code|http(?:\s{0,2}status)?|status(?:\s{0,2}code)?)\s{0,2}[:#]?\s{1,3}",
    re.IGNORECASE,
)
LEADING: Final = re.compile(
    r"(?P<code>[^\s:;,(\"]{1,80})\s*(?:[:;,\u2013\u2014=]|\s-|\s|(?=[(\"]))\s*(?P<rest>\S.*)",
    re.DOTALL,
)
MINUS: Final = re.compile(r"[\u2212\u2013\u2011\uff0d](?=[0-9])")


@dataclass(frozen=True)
class CodeCell:
    """The codes of a cell."""

    codes: tuple[str, ...] = ()
    ranges: tuple[tuple[int, int], ...] = ()
    status: int | None = None
    rest: str = ""


def bare(text: str) -> str:
    """Return a code without the quotes, ticks and brackets around it, and with a plain minus."""
    text = text.strip().rstrip(":;,").strip("`'\"\u201c\u201d\u2018\u2019").strip()
    if len(text) > 1 and (text[0], text[-1]) in (("(", ")"), ("[", "]"), ("*", "*")):
        text = text[1:-1].strip("* ")
    text = LINKED.sub(r"\1", text.removeprefix("~~").removesuffix("~~"))
    if not text.isascii():
        text = MINUS.sub("-", text)
        narrow = unicodedata.normalize("NFKC", text)
        text = narrow if narrow.isascii() else text
    return text


def is_code(text: str) -> bool:
    """Return whether a text by itself can be a code."""
    if not text or len(text) > LONGEST_CODE or " " in text:
        return False
    return bool(NUMBER.fullmatch(text)) or is_word(text)


def is_word(text: str) -> bool:
    """Return whether a text can be a code and is not a number."""
    return len(text) <= LONGEST_CODE and (
        is_camel(text) or any(each.fullmatch(text) for each in WORD_PATTERNS)
    )


def is_camel(text: str) -> bool:
    """Return whether a text is words without anything between them: `BadDeviceToken`."""
    return bool(LETTERS.fullmatch(text) and HUMP.search(text) and not text.isupper())


def is_constant(text: str) -> bool:
    """Return whether a text is a name that a program has: with an underscore or a hump in it."""
    return is_camel(text) or (
        len(text) <= LONGEST_CODE
        and not NUMBER.fullmatch(text)
        and not SUB.fullmatch(text)
        and any(each.fullmatch(text) for each in (CONSTANT, SNAKE))
    )


def is_name(text: str) -> bool:
    """Return whether a text can be the name of a code that stands beside its number."""
    return is_constant(text) or bool(SHOUT.fullmatch(text))


def leading_number(text: str) -> str:
    """Return the number that a text is, or is with another spelling behind: `22 (0x16)`."""
    first = bare(text.split("(", maxsplit=1)[0])
    return first if NUMBER.fullmatch(first) or HEX.fullmatch(first) else ""


def is_numbered(text: str) -> bool:
    """Return whether a code is a number, or one with a letter or two."""
    return any(each.fullmatch(text) for each in (NUMBER, SQLSTATE, MIXED, HEX, SUB))


def is_status(text: str) -> bool:
    """Return whether a text can be an HTTP status."""
    return bool(STATUS.fullmatch(text))


def parse(text: str, *, words: bool = False, texts: bool = False) -> CodeCell | None:
    """Return the codes of a cell; None where nothing in it could be one.

    In a column of `words` any single word is one; where cells are exact, so are short `texts`.
    """
    text = bare(text)
    if len(text) > LONGEST_CODE * 20:
        return None
    if words and (
        WORD.fullmatch(text)
        or (texts and 0 < len(text) <= LONGEST_CODE and _is_text(text))
    ):
        return CodeCell((text,))
    for reader in (_range, _single, _with_status, _several, _labelled, _leading):
        found = reader(text)
        if found is not None:
            return found
    return None


def _is_text(text: str) -> bool:
    return (
        text.isprintable() and SEPARATOR.search(text) is None and not NUMBER.match(text)
    )


def _range(text: str) -> CodeCell | None:
    match = RANGE.fullmatch(text)
    if match and int(match[1]) < int(match[2]):
        return CodeCell(ranges=((int(match[1]), int(match[2])),))
    match = CLASS.fullmatch(text)
    if match:
        unit = 10 ** len(match[2])
        first = int(match[1]) * unit
        return CodeCell(ranges=((first, first + unit - 1),))
    return None


def _single(text: str) -> CodeCell | None:
    if not is_code(text):
        return None
    return CodeCell((_written(text),))


def _written(text: str) -> str:
    """Return a code as a reply has it: a number in hexadecimal is a number."""
    digits = HEX.fullmatch(text)
    if digits:
        return str(int(digits[1], 16))
    return text.removeprefix("+") if NUMBER.fullmatch(text) else text


def _with_status(text: str) -> CodeCell | None:
    match = WITH_STATUS.fullmatch(text)
    if match and is_code(code := bare(match["code"])):
        return CodeCell((code,), status=int(match["status"]))
    match = STATUS_FIRST.fullmatch(text)
    code = bare(match["code"]) if match else ""
    if match and not is_status(code) and (is_constant(code) or NUMBER.fullmatch(code)):
        return CodeCell((code,), status=int(match["status"]))
    return None


def _several(text: str) -> CodeCell | None:
    parts = [bare(each) for each in SEPARATOR.split(text)]
    if len(parts) == 1:
        parts = text.split() if all(map(NUMBER.fullmatch, text.split())) else parts
    parts = [each for each in parts if each]
    if not 1 < len(parts) <= MOST_CODES:
        return None
    numbers = [each for each in parts if NUMBER.fullmatch(each) or HEX.fullmatch(each)]
    names = [each for each in parts if is_name(each)]
    if (len(numbers), len(names), len(parts)) == (1, 1, 2):
        return CodeCell((_written(numbers[0]),), rest=names[0])
    codes: list[str] = []
    ranges: list[tuple[int, int]] = []
    for part in parts:
        found = _range(part) or _single(part)
        if found is None:
            return None
        codes += found.codes
        ranges += found.ranges
    return CodeCell(tuple(dict.fromkeys(codes)), tuple(ranges))


def _labelled(text: str) -> CodeCell | None:
    match = LABELLED.match(text)
    if match is None or match.end() == len(text):
        return None
    rest = bare(text[match.end() :])
    found = _range(rest) or _single(rest)
    if found is None or (found.codes and SHOUT.fullmatch(found.codes[0])):
        return None
    return found


def _leading(text: str) -> CodeCell | None:
    """Return a code with its name or text behind it: `400 "Bad Request"`."""
    match = LEADING.fullmatch(text)
    if match is None:
        return None
    code = bare(match["code"])
    many = CLASS.fullmatch(code) and _range(code)
    if many:
        return CodeCell(ranges=many.ranges, rest=match["rest"].strip("\"'() "))
    numbered = NUMBER.fullmatch(code) or HEX.fullmatch(code)
    if numbered or CONSTANT.fullmatch(code) or MIXED.fullmatch(code):
        rest = match["rest"].strip().strip("\"'()\u201c\u201d ")
        if HEX.fullmatch(rest) and NUMBER.fullmatch(code):  # `22 (0x16)`
            return CodeCell((code,))
        if is_name(code) and (NUMBER.fullmatch(rest) or HEX.fullmatch(rest)):
            return CodeCell((_written(rest),), rest=code)
        return CodeCell((_written(code),), rest=rest)
    return None
