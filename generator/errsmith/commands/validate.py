"""`errsmith validate`: only the problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from errsmith import generate
from errsmith.importing.guesses import count_guesses
from errsmith.settings import SPECS_HELP, specs_folder

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `validate` takes."""
    parser.add_argument("specs", nargs="?", metavar="SPECS", help=SPECS_HELP)


def run(options: argparse.Namespace, say: Callable[..., None]) -> int:
    """Say that there are no problems; those that there are come as a SpecError."""
    files = generate.find(specs_folder(options.specs))
    specs = generate.load_all(files)
    rows = sum(len(table.codes) for each in specs for table in each.spec.tables)
    spec_count = "1 spec" if len(specs) == 1 else f"{len(specs)} specs"
    row_count = "1 code" if rows == 1 else f"{rows} codes"
    say(f"{spec_count} with {row_count}: no problems")
    guesses = sum(count_guesses(file.read_text("utf-8-sig")) for file in files)
    if guesses:
        what = "1 guess" if guesses == 1 else f"{guesses} guesses"
        say(f"{what} to confirm: take `# guess` away where a line is right")
    return 0
