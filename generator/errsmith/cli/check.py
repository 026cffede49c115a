"""`errsmith gen --check`: what is stale, and what no commit will have."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from errsmith.cli.console import say, show_diff
from errsmith.cli.parser import folders_of
from errsmith.cli.report import Result, Weight, is_text, publish
from errsmith.problems import Position, counted
from errsmith.project import output
from errsmith.project.git import GitError, repository
from errsmith.project.shadows import find_shadows
from errsmith.project.spec_files import shown

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from errsmith.project.output import Change
    from errsmith.project.settings import Settings

STATES: Final = {
    output.Action.CREATE: ("output-missing", "missing"),
    output.Action.REPLACE: ("output-stale", "stale or edited by hand"),
    output.Action.REMOVE: ("output-orphaned", "orphaned"),
}
"""The rule and the words for a file that a run would change."""

HUNK: Final = re.compile(r"^@@ -(\d+)", re.MULTILINE)


@dataclass
class Checked:
    """What a check of one project, or of several, found."""

    changes: list[Change] = field(default_factory=list["Change"])
    results: list[Result] = field(default_factory=list[Result])
    shadowed: list[Result] = field(default_factory=list[Result])
    notes: list[str] = field(default_factory=list[str])
    fixes: list[str] = field(default_factory=list[str])

    def add(
        self,
        settings: Settings,
        paths: list[Path],
        changes: list[Change],
        options: argparse.Namespace,
    ) -> None:
        """Add what is wrong with the output of a project, and the commands that fix it."""
        there = [path for path in paths if path.exists()]
        others, ignored = _left_out_of_git(settings, there)
        write = _command(options)
        add = _add_command(settings, others, options)
        self.changes += changes
        self.results += (_stale(change, f"run: {write}") for change in changes)
        self.results += (
            _result(path, "output-untracked", "not tracked by git", f"run: {add}")
            for path in others
        )
        self.shadowed += shadows(settings, paths)
        self.notes += [_ignored(settings, ignored)] if ignored else []
        self.fixes += [write] if changes else []
        self.fixes += [add] if others else []


def report(found: Checked, options: argparse.Namespace) -> int:
    """Show what was found; return 1 where there is any."""
    summary = [f"to fix, run: {each}" for each in dict.fromkeys(found.fixes)]
    if not (found.results or found.shadowed):
        summary.append("the output is up to date")
    publish(options, [*found.results, *found.shadowed], [*found.notes, *summary])
    say(*found.notes)
    if is_text(options):
        show(found.changes)
        say(*map(_line, found.results))
    say(*summary)
    say_shadows(found.shadowed)
    return 1 if found.results or found.shadowed else 0


def show(changes: list[Change]) -> None:
    """Print the diffs."""
    show_diff("".join(change.diff(shown(change.path)) for change in changes))


def shadows(settings: Settings, paths: Iterable[Path]) -> list[Result]:
    """Return what is imported or checked in place of the output."""
    found = find_shadows(paths, settings.folder, settings.output)
    return [
        _result(
            path,
            "output-shadowed",
            f"shadowed by {shown(by)}",
            f"remove or rename {shown(by)}",
        )
        for path, by in found
    ]


def say_shadows(results: Iterable[Result]) -> None:
    """Say what is taken in place of the output."""
    say(*(f"{_line(each)}; to fix, {each.hint}" for each in results))


def _line(result: Result) -> str:
    path = result.at.path if result.at else ""
    return f"{path}: {result.message}"


def _stale(change: Change, hint: str) -> Result:
    """Return a file that a run would change, at the first line that differs."""
    rule, state = STATES[change.action]
    hunk = HUNK.search(change.diff(""))
    line = int(hunk[1]) if hunk else 1
    return _result(change.path, rule, state, hint, line=max(line, 1))


def _result(path: Path, rule: str, message: str, hint: str, *, line: int = 1) -> Result:
    at = Position(shown(path), line)
    return Result(Weight.ERROR, rule, message, hint, at, path)


def _ignored(settings: Settings, paths: list[Path]) -> str:
    files = counted(len(paths), "file")
    which = f"{shown(settings.folder)}: {files} ignored by git"
    return f"{which}: these files will not be committed"


def _left_out_of_git(
    settings: Settings, paths: list[Path]
) -> tuple[list[Path], list[Path]]:
    """Return the files that are not tracked, and those that are ignored."""
    found = repository(settings.project or Path.cwd())
    try:
        return (found.untracked(paths), found.ignored(paths)) if found else ([], [])
    except GitError as error:
        say(f"git cannot tell which files are tracked: {error}")
        return [], []


def _command(options: argparse.Namespace) -> str:
    """Return the call that writes what a check found missing."""
    words = ["errsmith", *folders_of(options), "gen"]
    words += ["--all"] if options.all else []
    words += [options.specs] if options.specs else []
    words += ["-o", options.output] if options.output else []
    words += ["--package", options.package] if options.package else []
    return shlex.join(words)


def _add_command(
    settings: Settings, paths: list[Path], options: argparse.Namespace
) -> str:
    """Return the call of git that tracks some files: the folder of the package as a whole."""
    beside = [path for path in paths if settings.folder not in path.parents]
    places = [settings.folder] if len(beside) < len(paths) else []
    words = ["git", *folders_of(options), "add", *map(shown, [*places, *beside])]
    return shlex.join(words)
