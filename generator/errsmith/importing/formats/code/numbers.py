"""Work out the number that a constant expression of a program stands for."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LONGEST_EXPRESSION: Final = 200
LARGEST: Final = 2**64
MOST_BITS: Final = 64

CAST: Final = re.compile(r"\(\s*(?:[A-Za-z_]\w*\s*)+\*?\)(?=\s*[-(0-9A-Za-z_])")
SUFFIX: Final = re.compile(
    r"\b(0[xX][0-9A-Fa-f_']+?|0[bB][01_']+|[0-9][0-9_']*)(?:[uUlLnN]{1,3}|[iu](?:8|16|32|64|size))?\b"
)
TYPED: Final = re.compile(r"\A\s*_?[A-Z_]*TYPEDEF_?\s*(?=\()")

OPERATORS: Final[Mapping[type[ast.operator], Callable[[int, int], int]]] = {
    ast.Add: int.__add__,
    ast.Sub: int.__sub__,
    ast.Mult: int.__mul__,
    ast.BitOr: int.__or__,
    ast.BitAnd: int.__and__,
    ast.LShift: int.__lshift__,
}
SIGNS: Final[Mapping[type[ast.unaryop], Callable[[int], int]]] = {
    ast.USub: int.__neg__,
    ast.UAdd: int.__pos__,
    ast.Invert: int.__invert__,
}


def number_of(text: str, known: Mapping[str, int]) -> int | None:
    """Return the value of an expression of numbers and known constants, None for any other."""
    if len(text) > LONGEST_EXPRESSION:
        return None
    plain = SUFFIX.sub(_plain, TYPED.sub("", CAST.sub("", text.strip())))
    try:
        value = _value(ast.parse(plain, mode="eval").body, known)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return value if value is not None and -LARGEST < value < LARGEST else None


def _plain(found: re.Match[str]) -> str:
    """Return a number of C, Go, Java or Rust as Python writes it."""
    digits = found[1].replace("_", "").replace("'", "")
    octal = len(digits) > 1 and digits.isdigit() and digits[0] == "0"
    return f"0o{digits[1:]}" if octal else digits


def _value(node: Any, known: Mapping[str, int]) -> int | None:
    """Return the value of a part of an expression, None where it has none."""
    value: int | None = None
    if isinstance(node, ast.Constant) and type(node.value) is int:
        value = node.value
    elif isinstance(node, ast.Name | ast.Attribute):
        value = known.get(node.id if isinstance(node, ast.Name) else node.attr)
    elif isinstance(node, ast.UnaryOp):
        inner = _value(node.operand, known)
        apply = SIGNS.get(type(node.op))
        value = None if inner is None or apply is None else apply(inner)
    elif isinstance(node, ast.BinOp):
        left, right = _value(node.left, known), _value(node.right, known)
        value = None if left is None or right is None else _result(node.op, left, right)
    return value


def _result(operation: ast.operator, left: int, right: int) -> int | None:
    """Return what an operation gives, None where it is none of those known, or too large."""
    apply = OPERATORS.get(type(operation))
    if isinstance(operation, ast.LShift) and not 0 <= right <= MOST_BITS:
        return None
    result = None if apply is None else apply(left, right)
    return result if result is not None and -LARGEST < result < LARGEST else None
