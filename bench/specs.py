"""Specs of any size, and those of codes that others generate from too."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bench.places import ROOT, SITE

if TYPE_CHECKING:
    from pathlib import Path

HEAD: Final = """\
provider: acme
prefix: Acme
title: Acme Messages
sources:
  - {{id: guide, url: https://acme.example/docs/errors, seen: 2026-11-22, evidence: official}}
tables:
  - enum: AcmeCode
    type: {type}
    success: [{success}]
    codes:
      - {{code: {success}, name: SUCCESS, summary: The message was accepted.}}
"""
TAIL: Final = "replies:\n  - {code: code, message: message, table: AcmeCode}\n"
SETTINGS: Final = """\
[tool.errsmith]
specs = "specs"
output = "out"
package = "acme_errors"
"""
WORDS: Final = (
    "template",
    "sender",
    "token",
    "quota",
    "balance",
    "channel",
    "payload",
    "signature",
)
STATES: Final = (
    ("EXPIRED", "expired", "authentication_failed", "never"),
    ("MISSING", "missing", "invalid_request", "never"),
    ("EXHAUSTED", "used up", "quota_exceeded", "{after: 3600}"),
    ("BUSY", "busy", "service_unavailable", "backoff"),
)


@dataclass(frozen=True)
class Code:
    """A code of Telegram's with its HTTP-like number and its description."""

    name: str
    number: int
    description: str


def project(folder: Path, spec: str) -> None:
    """Make a folder in which `errsmith gen` works on one spec."""
    (folder / "specs").mkdir(parents=True)
    (folder / "pyproject.toml").write_text(SETTINGS, "utf-8")
    (folder / "specs" / "acme.yaml").write_text(spec, "utf-8")


def of_numbers(count: int) -> str:
    """Return a spec of so many codes, with the texts that a row usually has."""
    rows: list[str] = []
    for place in range(count):
        word = WORDS[place % len(WORDS)]
        name, state, kind, retry = STATES[place // len(WORDS) % len(STATES)]
        number = place + 1
        rows.append(
            f"      - code: {10_000 + number}\n"
            f"        name: {word.upper()}_{name}_{number}\n"
            f"        message: {word} {number} is {state}\n"
            f"        summary: The {word} that the request names at place {number} is {state}.\n"
            f"        remedy: Look up the {word} in the console, fix it there and send again.\n"
            f"        category: {kind}\n"
            f"        retry: {retry}\n"
        )
    return HEAD.format(type="int", success=0) + "".join(rows) + TAIL


def of_telegram(codes: list[Code]) -> str:
    """Return a spec of Telegram's codes, with what their table has."""
    rows: list[str] = []
    for code in codes:
        sentence = re.sub(r"[.!?](?= )", ";", code.description).strip(" .")
        quoted = re.sub(r"[^\x20-\x7e]", "", sentence).replace("'", "''")
        name = code.name if code.name[0].isalpha() else f"N{code.name}"
        rows.append(
            f"      - code: '{code.name}'\n"
            f"        name: {name}\n"
            f"        summary: '{quoted}.'\n"
            f"        remedy: Read what Telegram says of it.\n"
            f"        category: invalid_request\n"
            f"        retry: never\n"
            f"        http_status: {code.number}\n"
        )
    return HEAD.format(type="str", success="'OK'") + "".join(rows) + TAIL


def telegram_codes() -> list[Code]:
    """Return the codes of the installed Telethon, read from its text."""
    folder = SITE / "telethon" / "errors"
    numbers = _numbers(ast.parse((folder / "rpcbaseerrors.py").read_text("utf-8")))
    tree = ast.parse((folder / "rpcerrorlist.py").read_text("utf-8"))
    numbers |= _numbers(tree)
    classes = {each.name: each for each in tree.body if isinstance(each, ast.ClassDef)}
    codes: dict[str, Code] = {}
    for pattern, name in _patterns(tree):
        base = classes[name].bases[0]
        number = numbers[base.id] if isinstance(base, ast.Name) else 0
        texts = [
            each.value
            for each in ast.walk(classes[name].body[0])
            if isinstance(each, ast.Constant) and isinstance(each.value, str)
        ]
        code = Code(pattern.replace(r"(\d+)", "X").upper(), number, texts[0])
        codes.setdefault(code.name, code)  # Telethon has TIMEOUT as Timeout besides
    return list(codes.values())


def _numbers(tree: ast.Module) -> dict[str, int]:
    """Return what `code` is in each class."""
    return {
        each.name: line.value.value
        for each in tree.body
        if isinstance(each, ast.ClassDef)
        for line in each.body
        if isinstance(line, ast.Assign)
        and isinstance(line.value, ast.Constant)
        and isinstance(line.value.value, int)
    }


def _patterns(tree: ast.Module) -> list[tuple[str, str]]:
    """Return the pairs of pattern and class in the two tables at the end of the module."""
    found: list[tuple[str, str]] = []
    for line in tree.body:
        value = line.value if isinstance(line, ast.Assign) else None
        if isinstance(value, ast.Dict):
            pairs = [*zip(value.keys, value.values, strict=True)]
        elif isinstance(value, ast.Tuple):
            tuples = [each for each in value.elts if isinstance(each, ast.Tuple)]
            pairs = [(each.elts[0], each.elts[1]) for each in tuples]
        else:
            continue
        found += [
            (key.value, name.id)
            for key, name in pairs
            if isinstance(key, ast.Constant)
            and isinstance(key.value, str)
            and isinstance(name, ast.Name)
        ]
    return found


def own() -> list[Path]:
    """Return the project's own specs."""
    return sorted((ROOT / "specs").glob("*.yaml"))
