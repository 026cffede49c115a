"""`errsmith gen`: write what has changed, or say what would."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from errsmith.cli.check import Checked, report, say_shadows, shadows, show
from errsmith.cli.console import say, show_progress
from errsmith.cli.every import add_all, every_project
from errsmith.cli.report import add_format, is_text
from errsmith.codegen import generate
from errsmith.problems import UsageError, counted
from errsmith.project import output, spec_files
from errsmith.project.plain_files import project_above
from errsmith.project.settings import SPECS_HELP, settle, settle_all
from errsmith.project.spec_files import shown

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from errsmith.project.output import Change
    from errsmith.project.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `gen`."""
    parser.add_argument("specs", nargs="?", metavar="SPECS", help=SPECS_HELP)
    folder = "folder to write into (default: generated)"
    parser.add_argument("-o", dest="output", metavar="DIR", help=folder)
    name = "name of the package (default: provider_errors)"
    parser.add_argument("--package", metavar="NAME", help=name)
    only = parser.add_mutually_exclusive_group()
    about = "write nothing; exit 1 if anything is stale"
    only.add_argument("--check", action="store_true", help=about)
    about = "write nothing; show what would change"
    only.add_argument("--diff", action="store_true", help=about)
    add_all(parser)
    add_format(parser)


def run(options: argparse.Namespace) -> int:
    """Write, check or show; 1 where the check finds something."""
    if not (options.check or is_text(options)):
        raise UsageError(f"--format {options.report} is for gen --check; add --check")
    given = (options.specs, options.output, options.package)
    settings = settle_all() if every_project(options, *given) else [settle(*given)]
    loaded = spec_files.load_each([each.specs for each in settings])
    plans = [_plan(*each) for each in zip(settings, loaded, strict=True)]
    if options.check:
        found = Checked()
        for plan in plans:
            found.add(plan.settings, sorted(plan.texts), plan.changes, options)
        return report(found, options)
    if options.diff:
        show([change for plan in plans for change in plan.changes])
        return 0
    return max([_write(plan, named=options.all) for plan in plans])


class _Plan(NamedTuple):
    """The files of a project, and what has to change on the disk."""

    settings: Settings
    specs: int
    texts: dict[Path, str]
    changes: list[Change]


def _plan(settings: Settings, loaded: spec_files.LoadedSpecs) -> _Plan:
    """Make the texts of a project and compare them with the disk."""
    texts = _texts(settings, loaded)
    changes = output.compare(texts, settings.output, settings.folder)
    _refuse_part(settings, changes)
    if settings.schema is not None:
        schema = {settings.schema: generate.schema_text(loaded.kinds)}
        changes += output.compare(schema, project_above(settings.schema))
        texts |= schema
    return _Plan(settings, len(loaded.specs), texts, changes)


def _write(plan: _Plan, *, named: bool) -> int:
    """Write what has changed and say so; 1 where something is taken in place of the output."""
    output.write(plan.changes, output.places(plan.settings.folder))
    for change in plan.changes:
        say(f"{change.action.value} {shown(change.path)}")
    changed = sum(change.action is not output.Action.REMOVE for change in plan.changes)
    files = f"{counted(len(plan.changes), 'file')} changed"
    up_to_date = f"{len(plan.texts) - changed} up to date"
    where = f"{shown(plan.settings.folder)}: " if named else ""
    say(f"{where}{counted(plan.specs, 'spec')}: {files}, {up_to_date}")
    shadowed = shadows(plan.settings, plan.texts)
    say_shadows(shadowed)
    return 1 if shadowed else 0


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


def _refuse_part(settings: Settings, changes: list[Change]) -> None:
    """Refuse a single spec, which does not speak for a package that holds others."""
    others = [each.path for each in changes if each.action is output.Action.REMOVE]
    if settings.specs.is_file() and others:
        message = f"{shown(others[0])} comes from another spec"
        raise UsageError(f"{message}; name the folder of all specs of the package")
