"""`errsmith validate`: only the problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from errsmith.problems import UsageError
from errsmith.project import inputs, package
from errsmith.project.memory import recall
from errsmith.project.settings import SPECS_HELP, settle, specs_folder
from errsmith.project.spec_files import find

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `validate` takes."""
    parser.add_argument("specs", nargs="?", metavar="SPECS", help=SPECS_HELP)


def run(options: argparse.Namespace, say: Callable[..., None]) -> int:
    """Say that there are no problems; those that there are come as a SpecError."""
    inputs.tool()  # tells which library is missing, if one is
    files = find(specs_folder(options.specs))
    try:
        settings = settle(options.specs, None, None)
    except UsageError:  # the specs belong to no package
        settings = None
    specs = package.check(files, settings, recall(settings))
    rows = sum(each.codes for each in specs.outlines.values())
    spec_count = "1 spec" if len(files) == 1 else f"{len(files)} specs"
    row_count = "1 code" if rows == 1 else f"{rows} codes"
    say(f"{spec_count} with {row_count}: no problems")
    texts = [file.read_text("utf-8-sig") for file in files]
    guesses = _count_guesses([text for text in texts if "guess" in text])
    if guesses:
        what = "1 guess" if guesses == 1 else f"{guesses} guesses"
        say(f"{what} to confirm: review them and delete the `# guess` comment")
    return 0


def _count_guesses(texts: list[str]) -> int:
    """The guesses in some specs that nobody has confirmed."""
    if not texts:
        return 0
    from errsmith.importing.guesses import count_guesses  # noqa: PLC0415 - loads YAML

    return sum(map(count_guesses, texts))
