"""Say in our words why a text is not YAML.

The words of the parser change with its version; the messages of this module do not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import yaml

from errsmith.problems import Position, Problem


@dataclass(frozen=True)
class Reason:
    """An explanation of a parser's problem; `indent` where a wrong indentation causes it too."""

    mentions: str
    message: str
    hint: str = ""
    indent: bool = False


QUOTE: Final = "put text that holds `: ` or starts with a sign in quotes"
ESCAPE: Final = r"write `\\` for a backslash, or use single quotes"

REASONS: Final = (
    Reason(
        r"character escape|escape sequence|hexa?decimal",
        "the escape in this quoted text names no character",
        ESCAPE,
    ),
    Reason("unknown escape", "a backslash stands before what is not an escape", ESCAPE),
    Reason("mapping values", "`: ` may not stand in plain text", QUOTE, indent=True),
    Reason("start any token", "plain text may not start like this", QUOTE, indent=True),
    Reason(
        r"',' or '\]'",
        "`,` or `]` is missing in a list in brackets",
        QUOTE,
        indent=True,
    ),
    Reason(
        "',' or '}'", "`,` or `}` is missing in a mapping in braces", QUOTE, indent=True
    ),
    Reason("tab character", "a tab stands where YAML needs spaces"),
    Reason(
        r"incompatible|version|directive|expected a digit",
        "this directive is not read",
        "leave the line that starts with % out; put text that starts with % in quotes",
        indent=True,
    ),
    Reason(r"document (indicator|separator)", "the document ends within a quoted text"),
    Reason(
        r"expected (key|'-' indicator|<block end>)|document start",
        "this does not belong to the lines above",
        QUOTE,
        indent=True,
    ),
    Reason("node content", "a value is missing here", QUOTE, indent=True),
    Reason(
        r"comment or (a )?line break|chomping|indentation indicator|digit or ' '",
        "nothing but its indentation may follow `|` or `>`",
        "start the text in the next line",
        indent=True,
    ),
    Reason(
        r"alphabetic|alphabetical|anchor|alias",
        "plain text may not start with & or *",
        QUOTE,
        indent=True,
    ),
    Reason(
        r"\btag\b|URI|'!'|'>'", "plain text may not start with !", QUOTE, indent=True
    ),
    Reason("sequence entries", "`- ` may not stand here", QUOTE, indent=True),
    Reason("mapping keys", "`? ` may not stand here", QUOTE, indent=True),
    Reason(r"expected ':'", "a key is missing its `: `", QUOTE, indent=True),
    Reason("end of stream", "the file ends within a value"),
)
"""The first that mentions what the parser says counts."""

UNKNOWN: Final = Reason("", "this cannot be read as YAML")
LEADING: Final = re.compile(r" *(?P<dashes>(?:- +)*)(?P<rest>[^\s#])")
"""What a line starts with that is neither empty nor a comment."""


def syntax_problem(error: yaml.YAMLError, text: str, shown: str) -> Problem:
    """Return the problem for what YAML could not parse; the end of the text is its last line."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return Problem(Position(shown), "yaml-syntax", UNKNOWN.message)
    lines = text.rstrip("\n").split("\n")
    words = f"{error.problem or error.context}"
    unclosed = "end of stream" in words and "quoted scalar" in f"{error.context}"
    mark = error.context_mark if unclosed else error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if line >= len(lines):
        line, column = len(lines) - 1, len(lines[-1])
    reason = next(
        (each for each in REASONS if re.search(each.mentions, words)), UNKNOWN
    )
    message, hint = reason.message, reason.hint
    if "\t" in lines[line][: column + 1]:
        hint = "YAML is indented with spaces, not with tabs"
    elif unclosed:
        message, hint = "the quote that opens here is not closed", "add it at the end"
    elif reason.indent and (level := _level(lines, line)):
        message = "the line is indented otherwise than every line above it"
        hint = f"start it in column {level}, as the lines that it belongs to"
        column = len(lines[line]) - len(lines[line].lstrip())
    return Problem(Position(shown, line + 1, column + 1), "yaml-syntax", message, hint)


def _level(lines: list[str], line: int) -> int:
    """Return the column that a line probably belongs in; 0 where a line above starts in its own."""
    own = LEADING.match(lines[line])
    dashed = own is not None and own["dashes"] != ""
    levels: set[int] = set()
    for above in filter(None, map(LEADING.match, lines[:line])):
        if above["dashes"]:
            levels.add(above.start("dashes"))
        if not dashed:
            levels.add(above.start("rest"))
    start = own.start("dashes") if own else 0
    if not levels or start in levels:
        return 0
    return min(levels, key=lambda level: (abs(level - start), -level)) + 1
