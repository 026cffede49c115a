"""Keep text of a spec from steering the tools that read what is generated.

Linters, formatters and coverage look for their comments in the lines of a file, in strings too.
Such a text is printed with an escape, which leaves its value as it is. What runs or expands
docstrings reads their value: there a backslash, which reStructuredText and Markdown drop, keeps
prompts, directives, roles and links from being any.
"""

from __future__ import annotations

import re
from typing import Final

TOOLS: Final = (
    "-[*]-|no(?:qa|sec|pep8|sonar|semgrep)|pragma|coding|autopep8|flake8|fmt|isort|mypy|"
    "pylint|pyright|ruff|type|yapf"
)
COMMENT: Final = rf"#(?=[ \t]+[a-z][\w-]*\s*[:=]|[ \t]*(?:{TOOLS}))"
"""`# TOOL: …` of any tool, and what some take without a blank or a colon."""

ANYWHERE: Final = r"i(?=sort:\s?skip)"
"""isort does without the `#`."""

MODELINE: Final = r"\b[ev](?=im?[<=>]?\d*:|x:\s*(?:set?\s|\w+=))"
"""The settings of an editor: `vim: …`, `ex: set …`."""

DIRECTIVE: Final = re.compile(f"{COMMENT}|{ANYWHERE}|{MODELINE}", re.IGNORECASE)
LINE_START: Final = re.compile(r"(?<=\n)( *)#")

MARKUP: Final = re.compile(
    r"(?<!\S)(?=>>>)"  # a prompt, whose line doctest runs
    r"|(?<!\S)(?=\.\.(?!\S))"  # a directive, wherever lines will be broken
    r"|(?<!\S)(?=__(?!\S))"  # the target of an anonymous link
    r"|(?<!\S)(?=:meta\s)"  # what hides an object from Sphinx
    r"|(?<=:)(?=`)|(?<=`)(?=:[\w.+-]+:)"  # a role, which may read a file
    r"|(?<=`)(?=_)"  # a link to anywhere
    r"|\b(?=javascript:)",
    re.IGNORECASE,
)


def hide_directives(source: str) -> str:
    """Return the source of a string with the first character of each directive escaped."""
    return DIRECTIVE.sub(_escape, source)


def hide_line_starts(source: str) -> str:
    """Return the source of a docstring with no line, the first excepted, that starts with `#`."""
    return LINE_START.sub(r"\1\\x23", source)


def without_markup(text: str) -> str:
    """Return text for a docstring in which nothing is run or expanded."""
    return MARKUP.sub(r"\\", text)


def _escape(found: re.Match[str]) -> str:
    return f"\\x{ord(found[0]):02x}"
