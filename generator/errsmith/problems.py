"""What can be wrong with a spec, and where."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Position:
    """A place in a file; lines and columns count from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong: where, what, by which rule, and what to write instead."""

    at: Position
    rule: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """`path:line:column: message [rule]`, with the hint on a line of its own."""
        place = f"{self.at.path}:{self.at.line}:{self.at.column}"
        line = f"{place}: {printable(self.message)} [{self.rule}]"
        return f"{line}\n  hint: {printable(self.hint)}" if self.hint else line


class SpecError(Exception):
    """Specs that cannot be used; `problems` says why, sorted by place."""

    def __init__(self, problems: list[Problem]) -> None:
        """Sort the problems and drop repetitions."""
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def count(self) -> str:
        """How many problems there are, in how many specs."""
        files = len({problem.at.path for problem in self.problems})
        problems = len(self.problems)
        found = "1 problem" if problems == 1 else f"{problems} problems"
        where = "1 spec" if files == 1 else f"{files} specs"
        return f"{found} in {where}; nothing was written"


def printable(text: str) -> str:
    """The text with everything that a terminal would obey written as an escape."""
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape").decode() for c in text
    )
