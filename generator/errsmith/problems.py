"""Problems of a spec and their positions."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

HINTS: Final = {
    "bad-value": "use an allowed value",
    "code-format": "write plain digits, of a number within 64 bits",
    "control-character": "take it out, or write the letter that is meant",
    "file-unreadable": "name a file that can be read",
    "unknown-key": "take it out; the README of the specs lists every key",
    "unknown-table": "state the table in `tables`, or name one that is there",
    "wrong-type": "the README of the specs shows the form of each key",
    "yaml-depth": "reduce nesting (max 20)",
    "yaml-size": "split the spec, or leave rows out",
    "yaml-syntax": "look at the quotes and the indentation of the line",
}
"""What to do about a problem whose place does not tell more."""


@dataclass(frozen=True, order=True, slots=True)
class Position:
    """A place in a file; lines and columns count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        """`path:line:column`, with control characters of the path escaped."""
        return f"{printable(self.path)}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong: where, what, by which rule, and what to write instead."""

    at: Position
    rule: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """`path:line:column: message [rule]`, with the hint on a line of its own."""
        line = f"{self.at}: {printable(self.message)} [{self.rule}]"
        return f"{line}\n  hint: {printable(self.advice)}" if self.advice else line

    @property
    def advice(self) -> str:
        """Return what to do about it."""
        return self.hint or HINTS.get(self.rule, "")


class UsageError(Exception):
    """The command line or the settings ask for what cannot be done; `lines` say why."""

    def __init__(self, message: str, *text_to_copy: str) -> None:
        """Keep lines that are to be copied apart from the message."""
        self.lines = (message, *text_to_copy)
        super().__init__(message)


class OutputError(Exception):
    """The place to write to holds what the tool may not touch."""


class SpecError(Exception):
    """Specs that cannot be used; `problems` says why, sorted by place."""

    def __init__(self, problems: list[Problem]) -> None:
        """Sort the problems and drop repetitions."""
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def count(self) -> str:
        """Return how many problems there are, in how many specs."""
        files = len({problem.at.path for problem in self.problems})
        return f"{counted(len(self.problems), 'problem')} in {counted(files, 'spec')}"


def counted(number: int, one: str, several: str = "") -> str:
    """Return a number with its noun: `1 row`, `2 rows`."""
    return f"{number} {one if number == 1 else several or one + 's'}"


def printable(text: str, kept: str = "") -> str:
    """Return the text with everything that a terminal would obey written as an escape.

    Characters of `kept` stay as they are.
    """
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() or c in kept else c.encode("unicode_escape").decode()
        for c in text
    )


class TemplateError(Exception):
    """A custom template cannot be used: where, why, and what to write instead."""

    def __init__(self, file: Path, line: int, column: int, why: str, hint: str) -> None:
        """Say it as the problems of a spec are said."""
        here = Path.cwd()
        shown = file.relative_to(here) if file.is_relative_to(here) else file
        self.at = Position(shown.as_posix(), line, column)
        super().__init__(f"{self.at}: {printable(why)}\n  hint: {printable(hint)}")
