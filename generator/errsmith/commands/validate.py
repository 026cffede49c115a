"""`errsmith validate`: only the problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from errsmith import generate
from errsmith.settings import SPECS_HELP, specs_folder

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `validate` takes."""
    parser.add_argument("specs", nargs="?", metavar="SPECS", help=SPECS_HELP)


def run(options: argparse.Namespace, say: Callable[..., None]) -> int:
    """Say that there are no problems; those that there are come as a SpecError."""
    specs = generate.load_all(generate.find(specs_folder(options.specs)))
    rows = sum(len(table.codes) for each in specs for table in each.spec.tables)
    spec_count = "1 spec" if len(specs) == 1 else f"{len(specs)} specs"
    row_count = "1 code" if rows == 1 else f"{rows} codes"
    say(f"{spec_count} with {row_count}: no problems")
    return 0
