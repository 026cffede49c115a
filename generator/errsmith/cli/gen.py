"""`errsmith gen`: write what has changed, or say what would."""

from __future__ import annotations

import itertools
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Final

from errsmith.cli.console import say, show_diff, show_progress
from errsmith.cli.parser import folders_of
from errsmith.codegen import generate
from errsmith.problems import UsageError, counted
from errsmith.project import output, spec_files
from errsmith.project.git import GitError, repository
from errsmith.project.plain_files import project_above
from errsmith.project.settings import SPECS_HELP, settle
from errsmith.project.shadows import find_shadows
from errsmith.project.spec_files import shown

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from errsmith.project.output import Change
from errsmith.project.settings import Settings

STATES: Final = {
    output.Action.CREATE: "missing",
    output.Action.REPLACE: "stale or edited by hand",
    output.Action.REMOVE: "orphaned",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `gen`."""
    parser.add_argument("specs", nargs="?", metavar="SPECS", help=SPECS_HELP)
    folder = "folder to write into (default: generated)"
    parser.add_argument("-o", dest="output", metavar="DIR", help=folder)
    name = "name of the package (default: provider_errors)"
    parser.add_argument("--package", metavar="NAME", help=name)
    only = parser.add_mutually_exclusive_group()
    check = "write nothing; exit 1 if anything is stale"
    only.add_argument("--check", action="store_true", help=check)
    diff = "write nothing; show what would change"
    only.add_argument("--diff", action="store_true", help=diff)


def run(options: argparse.Namespace) -> int:
    """Write, check or show; 1 where the check finds something."""
    settings = settle(options.specs, options.output, options.package)
    loaded = spec_files.load_all(spec_files.find(settings.specs))
    texts = _texts(settings, loaded)
    changes = output.compare(texts, settings.output, settings.folder)
    _refuse_part(settings, changes)
    if settings.schema is not None:
        schema = {settings.schema: generate.schema_text(loaded.kinds)}
        changes += output.compare(schema, project_above(settings.schema))
        texts |= schema
    if options.check:
        return _check(settings, sorted(texts), changes, options)
    if options.diff:
        _show(changes)
        return 0
    output.write(changes, output.places(settings.folder))
    for change in changes:
        say(f"{change.action.value} {shown(change.path)}")
    changed = sum(change.action is not output.Action.REMOVE for change in changes)
    files = f"{counted(len(changes), 'file')} changed"
    up_to_date = f"{len(texts) - changed} up to date"
    say(f"{counted(len(loaded.specs), 'spec')}: {files}, {up_to_date}")
    return 1 if _say_shadows(settings, texts) else 0


def _texts(settings: Settings, loaded: spec_files.LoadedSpecs) -> dict[Path, str]:
    """Return the files of the package by path."""
    steps = itertools.count(1)
    total = len(loaded.specs)
    files = generate.package_files(
        loaded.specs,
        loaded.kinds,
        runtime=settings.runtime,
        templates=settings.templates,
        catalogue_url=settings.catalogue_url,
        progress=lambda name: show_progress(f"{next(steps)}/{total} {name}"),
    )
    show_progress("")
    return {settings.folder / path: text for path, text in files.items()}


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


def _refuse_part(settings: Settings, changes: list[Change]) -> None:
    """Refuse a single spec, which does not speak for a package that holds others."""
    others = [each.path for each in changes if each.action is output.Action.REMOVE]
    if settings.specs.is_file() and others:
        message = f"{shown(others[0])} comes from another spec"
        raise UsageError(f"{message}; name the folder of all specs of the package")


def _check(
    settings: Settings,
    paths: list[Path],
    changes: list[Change],
    options: argparse.Namespace,
) -> int:
    """Show what is stale, and what no commit will have; return 1 where there is any."""
    there = [path for path in paths if path.exists()]
    others, ignored = _left_out_of_git(settings, there)
    if ignored:
        files = counted(len(ignored), "file")
        say(
            f"{shown(settings.folder)}: {files} ignored by git: "
            "these files will not be committed"
        )
    _show(changes)
    for change in changes:
        say(f"{shown(change.path)}: {STATES[change.action]}")
    for path in others:
        say(f"{shown(path)}: not tracked by git")
    if changes:
        say(f"to fix, run: {_command(options)}")
    if others:
        beside = [path for path in others if settings.folder not in path.parents]
        places = [settings.folder] if len(beside) < len(others) else []
        add = ["git", *folders_of(options), "add", *map(shown, [*places, *beside])]
        say(f"to fix, run: {shlex.join(add)}")
    shadowed = _say_shadows(settings, paths)
    if not (changes or others or shadowed):
        say("the output is up to date")
    return 1 if changes or others or shadowed else 0


def _say_shadows(settings: Settings, paths: Iterable[Path]) -> bool:
    """Say what is imported or checked in place of the output; return whether there is any."""
    found = find_shadows(paths, settings.folder, settings.output)
    for path, by in found:
        hint = f"to fix, remove or rename {shown(by)}"
        say(f"{shown(path)}: shadowed by {shown(by)}; {hint}")
    return bool(found)


def _command(options: argparse.Namespace) -> str:
    """Return the call that writes what a check found missing."""
    words = ["errsmith", *folders_of(options), "gen"]
    words += [options.specs] if options.specs else []
    words += ["-o", options.output] if options.output else []
    words += ["--package", options.package] if options.package else []
    return shlex.join(words)


def _show(changes: list[Change]) -> None:
    """Print the diffs."""
    show_diff("".join(change.diff(shown(change.path)) for change in changes))
