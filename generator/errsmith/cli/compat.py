"""`errsmith compat`: what changed for code that catches, and the required version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from errsmith.cli.console import emit, say, say_block
from errsmith.compat import changelog, locations, specs, versions
from errsmith.compat.compare import compare
from errsmith.compat.findings import Level
from errsmith.compat.specs import NameHistory
from errsmith.problems import UsageError
from errsmith.project import output
from errsmith.project.plain_files import named_file, read_plain

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from errsmith.compat.findings import Finding

PRINTED: Final = "-"


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


def run(options: argparse.Namespace) -> int:
    """Report what changed; 1 where the version is smaller than the required bump."""
    new = locations.new_location(options.new)
    old = locations.old_location(options.old, new)
    history = NameHistory(old)
    before, after = specs.old_specs(old), specs.new_specs(new)
    findings = compare(before, after, history.past)
    level = versions.worst(findings)
    verdict = versions.judge(
        level, locations.version_of(old, new), locations.version_of(new, old)
    )
    say_block(*findings)
    for unread in history.unread:
        say(f"{unread} cannot be read; the codes that it had are not known")
    say(f"{old} -> {new}: {_counts(findings)}", *verdict.lines)
    if options.changelog and findings:
        _changelog(options.changelog, findings, verdict.heading)
    return 1 if verdict.wrong else 0


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
