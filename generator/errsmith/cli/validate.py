"""`errsmith validate`: only the problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from errsmith.cli.console import say
from errsmith.cli.every import add_all, every_project
from errsmith.cli.report import add_format, publish
from errsmith.problems import counted
from errsmith.project import spec_files
from errsmith.project.settings import SPECS_HELP, settle_all, specs_folder

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `validate`."""
    parser.add_argument("specs", nargs="?", metavar="SPECS", help=SPECS_HELP)
    add_all(parser)
    add_format(parser)


def run(options: argparse.Namespace) -> int:
    """Say that there are no problems; those that there are come as a SpecError."""
    if every_project(options, options.specs):
        places = [each.specs for each in settle_all()]
    else:
        places = [specs_folder(options.specs)]
    loaded = spec_files.load_each(places)
    files = [file for where in places for file in spec_files.find(where)]
    codes = sum(each.rows for each in loaded)
    specs, rows = counted(len(files), "spec"), counted(codes, "code")
    summary = [f"{specs} with {rows}: no problems"]
    texts = [file.read_text("utf-8-sig") for file in files]
    guesses = _count_guesses([text for text in texts if "guess" in text])
    if guesses:
        what = counted(guesses, "guess", "guesses")
        confirm = "to confirm: review them and delete the `# guess` comment"
        summary.append(f"{what} {confirm}")
    say(*summary)
    publish(options, [], summary)
    return 0


def _count_guesses(texts: list[str]) -> int:
    """Return the guesses in some specs that nobody has confirmed."""
    if not texts:
        return 0
    from errsmith.importing.guesses import count_guesses  # noqa: PLC0415 - loads YAML

    return sum(map(count_guesses, texts))
