"""`errsmith gen`: write what has changed, or say what would."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from errsmith.problems import UsageError, printable
from errsmith.project import inputs, output, package
from errsmith.project.git import GitError, repository
from errsmith.project.memory import recall
from errsmith.project.settings import SPECS_HELP, settle
from errsmith.project.spec_files import find, shown

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from errsmith.project.output import Change
    from errsmith.project.settings import Settings

    Say = Callable[..., None]

STATES: Final = {
    output.Action.CREATE: "missing",
    output.Action.REPLACE: "stale or edited by hand",
    output.Action.REMOVE: "orphaned",
}
COLOURS: Final = {"+": "32", "-": "31", "@": "36"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `gen` takes."""
    parser.add_argument("specs", nargs="?", metavar="SPECS", help=SPECS_HELP)
    folder = "folder to write into (default: generated)"
    parser.add_argument("-o", dest="output", metavar="DIR", help=folder)
    name = "name of the package (default: provider_errors)"
    parser.add_argument("--package", metavar="NAME", help=name)
    again = "render everything, whatever earlier runs have found"
    parser.add_argument("--no-cache", action="store_true", help=again)
    only = parser.add_mutually_exclusive_group()
    check = "write nothing; exit 1 if anything is stale"
    only.add_argument("--check", action="store_true", help=check)
    diff = "write nothing; show what would change"
    only.add_argument("--diff", action="store_true", help=diff)


def run(options: argparse.Namespace, say: Say) -> int:
    """Write, check or show; 1 where the check finds something."""
    inputs.tool()  # tells which library is missing, if one is
    settings = settle(options.specs, options.output, options.package)
    memory = recall(None if options.no_cache else settings)
    specs = len(find(settings.specs))
    progress = _Progress(specs)
    made = package.make(settings, memory, progress.step)
    progress.done()
    changes = output.compare(made.texts, settings.folder, settings.output, made.kept)
    _refuse_part(settings, changes)
    if settings.schema is not None:
        schema = package.schema(settings.schema, settings, memory)
        root = settings.schema.parent
        changes += output.compare(schema.texts, settings.schema, root, schema.kept)
        made.texts |= schema.texts
        made.kept |= schema.kept
    paths = [*made.texts, *made.kept]
    if options.check:
        there = sorted(path for path in paths if path.exists())
        others, left_out = _left_out_of_git(settings, there, say)
        if left_out:
            what = _count(len(left_out), "file")
            told = f"{what} ignored by git, which no commit will have"
            say(f"{shown(settings.folder)}: {told}")
        return _check(changes, others, settings, _command(options), say)
    if options.diff:
        _show(changes)
        return 0
    output.write(changes, output.places(settings.folder))
    memory.save()
    for change in changes:
        say(f"{change.action.value} {shown(change.path)}")
    changed = sum(change.action is not output.Action.REMOVE for change in changes)
    counts = (
        f"{_count(len(changes), 'file')} changed, {len(paths) - changed} up to date"
    )
    say(f"{_count(specs, 'spec')}: {counts}")
    return 0


def _left_out_of_git(
    settings: Settings, paths: list[Path], say: Say
) -> tuple[list[Path], list[Path]]:
    """Return the files that are not tracked, and those that are ignored."""
    found = repository(settings.project or Path.cwd())
    try:
        return (found.untracked(paths), found.ignored(paths)) if found else ([], [])
    except GitError as error:
        say(f"git cannot tell which files are tracked: {printable(str(error))}")
        return [], []


def _refuse_part(settings: Settings, changes: list[Change]) -> None:
    """A single spec does not speak for a package that holds others."""
    others = [each.path for each in changes if each.action is output.Action.REMOVE]
    if settings.specs.is_file() and others:
        message = f"{shown(others[0])} comes from another spec"
        raise UsageError(f"{message}; name the folder of all specs of the package")


def _check(
    changes: list[Change],
    others: list[Path],
    settings: Settings,
    command: str,
    say: Say,
) -> int:
    _show(changes)
    for change in changes:
        say(f"{shown(change.path)}: {STATES[change.action]}")
    for path in others:
        say(f"{shown(path)}: not tracked by git")
    if changes:
        say(f"to mend it, run: {command}")
    if others:
        beside = [path for path in others if settings.folder not in path.parents]
        places = [settings.folder] if len(beside) < len(others) else []
        add = shlex.join(["git", "add", *map(shown, [*places, *beside])])
        say(f"to mend it, run: {add}")
    if not (changes or others):
        say("the output is up to date")
    return 1 if changes or others else 0


def _command(options: argparse.Namespace) -> str:
    """The call that writes what a check found missing."""
    words = ["errsmith", "gen", *([options.specs] if options.specs else [])]
    words += ["-o", options.output] if options.output else []
    words += ["--package", options.package] if options.package else []
    return shlex.join(words)


def _show(changes: list[Change]) -> None:
    """Print diffs, in colour on a terminal."""
    for change in changes:
        for line in change.diff(shown(change.path)).splitlines():
            colour = COLOURS.get(line[:1]) if _coloured(sys.stdout) else None
            print(f"\033[{colour}m{line}\033[0m" if colour else line)


def _coloured(stream: TextIO) -> bool:
    return stream.isatty() and "NO_COLOR" not in os.environ


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


class _Progress:
    """Tells on a terminal which provider is being written."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.count = 0
        self.shown = sys.stderr.isatty()

    def step(self, name: str) -> None:
        self.count += 1
        if self.shown:
            line = f"\r\033[K{self.count}/{self.total} {name}"
            print(line, end="", file=sys.stderr, flush=True)

    def done(self) -> None:
        if self.shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
