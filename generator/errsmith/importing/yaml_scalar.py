"""Write texts as YAML scalars, in quotes only where they need them."""

from __future__ import annotations

import json
import re
from typing import Any, Final

import yaml

PLAIN_TEXT: Final = re.compile(r"[A-Za-z][A-Za-z ,.()/_-]{0,200}[A-Za-z.)]")
YAML_WORDS: Final = frozenset(
    {"yes", "no", "on", "off", "true", "false", "null", "y", "n"}
)
FLOW_SIGNS: Final = re.compile(r"[\[\]{},#&*!|>'\"%@`]|: |:\Z|\A[-?:]")
LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def scalar(value: str, *, flow: bool = False) -> str:
    """Return a text as YAML, in quotes only where it needs them."""
    if (
        PLAIN_TEXT.fullmatch(value)
        and value.lower() not in YAML_WORDS
        and not (flow and FLOW_SIGNS.search(value))
    ):
        return value
    if "\n" in value or "\t" in value:
        return json.dumps(value, ensure_ascii=False)
    if not (flow and FLOW_SIGNS.search(value)) and _is_plain(value):
        return value
    return "'" + value.replace("'", "''") + "'"


def _is_plain(value: str) -> bool:
    """Return whether YAML reads a text without quotes as this text."""
    if value != value.strip() or not value:
        return False
    try:
        return bool(yaml.load(f"key: {value}\n", LOADER) == {"key": value})  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError):
        return False


def quoted_code(code: str, *, flow: bool = True) -> str:
    """Return a code that is text, or the beginning of one."""
    lettered = any(c.isalpha() for c in code) and not code[0].isdecimal()
    return scalar(code, flow=flow) if lettered else "'" + code.replace("'", "''") + "'"
