"""`errsmith compat`: what changed for code that catches, and the required version."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from errsmith.cli import report
from errsmith.cli.console import emit, say, say_block
from errsmith.cli.report import Result, add_format, is_text, publish
from errsmith.compat import changelog, locations, specs, versions
from errsmith.compat.compare import compare
from errsmith.compat.findings import Level
from errsmith.compat.locations import DiskLocation, RevisionLocation
from errsmith.compat.specs import NameHistory
from errsmith.problems import Position, UsageError
from errsmith.project import output
from errsmith.project.plain_files import named_file, read_plain
from errsmith.project.revisions import above
from errsmith.project.spec_files import shown

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from errsmith.compat.findings import Finding
    from errsmith.compat.versions import Verdict

    Location = DiskLocation | RevisionLocation

PRINTED: Final = "-"
VERSION: Final = re.compile(r"\s*version\s*=")
LEVELS: Final = {
    Level.MINOR: report.Weight.NOTE,
    Level.PATCH: report.Weight.NOTE,
}
BREAKS: Final = {True: report.Weight.ERROR, False: report.Weight.WARNING}
"""The weight of a change that breaks, by whether the version is too small for it."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `compat`."""
    place = "file or folder of specs, or a revision of git such as main or v1.2:specs"
    old = f"{place} (default: the newest version tag, else HEAD)"
    parser.add_argument("old", nargs="?", metavar="OLD", help=old)
    new = f"{place} (default: the specs of the working tree)"
    parser.add_argument("new", nargs="?", metavar="NEW", help=new)
    section = "print a section of a changelog, or insert it into FILE"
    parser.add_argument(
        "--changelog", nargs="?", const=PRINTED, metavar="FILE", help=section
    )
    add_format(parser)


def run(options: argparse.Namespace) -> int:
    """Report what changed; 1 where the version is smaller than the required bump."""
    if options.changelog == PRINTED and not is_text(options):
        both = f"--changelog and --format {options.report} both print"
        raise UsageError(f"{both}; name a file: --changelog FILE")
    new = locations.new_location(options.new)
    old = locations.old_location(options.old, new)
    history = NameHistory(old)
    before, after = specs.old_specs(old), specs.new_specs(new)
    findings = compare(before, after, history.past)
    level = versions.worst(findings)
    verdict = versions.judge(
        level, locations.version_of(old, new), locations.version_of(new, old)
    )
    summary = [f"{old} -> {new}: {_counts(findings)}", *verdict.lines]
    if is_text(options):
        say_block(*findings)
    for unread in history.unread:
        say(f"{unread} cannot be read; the codes that it had are not known")
    say(*summary)
    publish(options, _results(findings, verdict, (old, new)), summary)
    if options.changelog and findings:
        _changelog(options.changelog, findings, verdict.heading)
    return 1 if verdict.wrong else 0


def _results(
    findings: list[Finding], verdict: Verdict, places: tuple[Location, Location]
) -> list[Result]:
    """Return the changes as results: what breaks is an error where the version does not say so."""
    levels = {**LEVELS, Level.BREAKING: BREAKS[verdict.wrong]}
    changes = [
        Result(
            levels[each.level],
            each.rule,
            f"{each.level.value}: {each.message}",
            each.hint,
            each.at,
            _file(each.at, places),
        )
        for each in findings
    ]
    project = above(places[1].path) if isinstance(places[1], DiskLocation) else None
    known = len(verdict.lines) > 1
    if not (verdict.wrong and known and project):
        return changes
    *reasons, line = verdict.lines
    number = _line_of_version(project)
    at = Position(shown(project), number)
    hint = line.partition(": ")[2]
    too_small = Result(
        report.Weight.ERROR, "version-too-small", "; ".join(reasons), hint, at, project
    )
    return [*changes, too_small]


def _file(at: Position, places: Iterable[Location]) -> Path:
    """Return where a place is in the work tree; one in a revision is where it was then."""
    for place in places:
        if isinstance(place, RevisionLocation):
            name, found, path = at.path.partition(f"{place.name}:")
            if found and not name:
                return place.repository.top / path
    return Path.cwd() / at.path


def _line_of_version(project: Path) -> int:
    lines = project.read_text("utf-8").splitlines()
    numbers = (n for n, line in enumerate(lines, 1) if VERSION.match(line))
    return next(numbers, 1)


def _counts(findings: list[Finding]) -> str:
    counts = [
        f"{sum(each.level is level for each in findings)} {level.value}"
        for level in Level
    ]
    return ", ".join(counts)


def _changelog(where: str, findings: list[Finding], version: str) -> None:
    """Print the section, or insert it where it is not there yet."""
    section = changelog.section(findings, version)
    if where == PRINTED:
        emit(section)
        return
    file = named_file(where)
    before = _text(file)
    if changelog.has(before or "", version):
        say(f"{where} has a section {version} already; it is left as it is")
        return
    after = changelog.inserted("# Changelog\n" if before is None else before, section)
    action = output.Action.CREATE if before is None else output.Action.REPLACE
    output.write([output.Change(file, action, before or "", after)])
    say(f"{action.value} {where}")


def _text(file: Path) -> str | None:
    try:
        found = read_plain(file)
        return None if found is None else found.decode()
    except UnicodeDecodeError:
        raise UsageError(f"{file} is not UTF-8; nothing was written") from None
