"""Results of a check for other programs: JSON, annotations of GitHub, SARIF."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from errsmith.cli.console import emit_document
from errsmith.problems import printable

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from errsmith.problems import Position, Problem

VERSION: Final = 1
"""Of the JSON document: a key that goes or means something else makes it 2."""

SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
    "sarif-schema-2.1.0.json"
)


class Weight(Enum):
    """The weight of a result, in the words of SARIF and of GitHub."""

    ERROR = ("error", "error")
    WARNING = ("warning", "warning")
    NOTE = ("note", "notice")

    def __init__(self, sarif: str, github: str) -> None:
        """Keep the word of each."""
        self.sarif = sarif
        self.github = github


@dataclass(frozen=True)
class Result:
    """A thing to look at; `file` is where it is on the disk, `at` the place as people read it."""

    level: Weight
    rule: str
    message: str
    hint: str = ""
    at: Position | None = None
    file: Path | None = None

    @property
    def text(self) -> str:
        """Return the message, and what to do on a line of its own."""
        return f"{self.message}\n{self.hint}" if self.hint else self.message


def result_of(problem: Problem) -> Result:
    """Return the problem of a spec as a result."""
    at = problem.at
    file = Path.cwd() / at.path
    return Result(Weight.ERROR, problem.rule, problem.message, problem.advice, at, file)


def refusal(error: Exception, rule: str, at: Position | None = None) -> Result:
    """Return the reason for which a command ended as a result."""
    file = Path.cwd() / at.path if at else None
    return Result(Weight.ERROR, rule, str(error), at=at, file=file)


def add_format(parser: argparse.ArgumentParser) -> None:
    """Add the option that says for whom a command prints."""
    about = (
        "format of the results: text (default), or one for other programs, on stdout"
    )
    parser.add_argument(
        "--format",
        dest="report",
        choices=("text", *FORMATS),
        default="text",
        help=about,
    )


def is_text(options: argparse.Namespace) -> bool:
    """Return whether a command prints for people."""
    return getattr(options, "report", "text") == "text"


def publish(
    options: argparse.Namespace, results: Sequence[Result], summary: Sequence[str]
) -> None:
    """Print results in the format that a call asks for, unless people read them."""
    if not is_text(options):
        emit_document(FORMATS[options.report](options.command, results, summary))


def _json(command: str, results: Sequence[Result], summary: Sequence[str]) -> str:
    document = {
        "version": VERSION,
        "command": command,
        "results": [
            {
                "path": each.at.path if each.at else None,
                "line": each.at.line if each.at else None,
                "column": each.at.column if each.at else None,
                "level": each.level.sarif,
                "rule": each.rule,
                "message": each.message,
                "hint": each.hint,
            }
            for each in results
        ],
        "summary": list(summary),
    }
    return f"{json.dumps(document, indent=2)}\n"


def _github(_: str, results: Sequence[Result], __: Sequence[str]) -> str:
    """Return a workflow command for each result; nothing in a text can start another one."""
    top = _top()
    lines: list[str] = []
    for each in results:
        keys = {"title": f"errsmith {each.rule}"}
        if each.file is not None:
            keys["file"] = _path(each.file, top)
        if each.at is not None:
            keys |= {"line": str(each.at.line), "col": str(each.at.column)}
        named = ",".join(f"{key}={_property(text)}" for key, text in keys.items())
        lines.append(f"::{each.level.github} {named}::{_data(each.text)}")
    return "".join(f"{line}\n" for line in lines)


def _data(text: str) -> str:
    """Return the text of a workflow command: a runner reads back what it escapes."""
    lines = [printable(line).replace("%", "%25") for line in text.split("\n")]
    return "%0A".join(lines)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _sarif(command: str, results: Sequence[Result], _: Sequence[str]) -> str:
    """Return a log with one run; its places are relative to the top of the repository."""
    top = _top()
    rules = sorted({each.rule for each in results})
    run = {
        "tool": {"driver": {"name": "errsmith", "rules": [{"id": r} for r in rules]}},
        "automationDetails": {"id": f"errsmith/{command}/"},
        "columnKind": "unicodeCodePoints",
        "results": [
            {
                "ruleId": each.rule,
                "ruleIndex": rules.index(each.rule),
                "level": each.level.sarif,
                "message": {"text": each.text},
                "locations": _locations(each, top),
            }
            for each in results
        ],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return f"{json.dumps(log, indent=2)}\n"


def _locations(result: Result, top: Path) -> list[dict[str, Any]]:
    if result.file is None or result.at is None:
        return []
    path = quote(os.fsencode(_path(result.file, top)))
    inside = not path.startswith("/")
    where = {"uri": path if inside else f"file://{path}"}
    base = {"uriBaseId": "%SRCROOT%"} if inside else {}
    region = {"startLine": result.at.line, "startColumn": result.at.column}
    return [
        {"physicalLocation": {"artifactLocation": {**where, **base}, "region": region}}
    ]


def _top() -> Path:
    """Return the top of the repository that the command runs in, else the folder itself."""
    here = Path.cwd()
    folders = (here, *here.parents)
    return next((each for each in folders if os.path.lexists(each / ".git")), here)


def _path(file: Path, top: Path) -> str:
    return (file.relative_to(top) if file.is_relative_to(top) else file).as_posix()


FORMATS: Final[dict[str, Callable[[str, Sequence[Result], Sequence[str]], str]]] = {
    "json": _json,
    "github": _github,
    "sarif": _sarif,
}
