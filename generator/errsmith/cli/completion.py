"""`errsmith completion`: the script that completes commands, options and files in a shell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import shtab

from errsmith.cli.console import emit_document
from errsmith.cli.parser import COMMANDS, parser_of

if TYPE_CHECKING:
    import argparse

COMPLETERS: Final = {
    **dict.fromkeys(("FILE", "SPECS", "SPEC", "SOURCE", "OLD", "NEW"), shtab.FILE),
    **dict.fromkeys(("DIR", "FOLDER"), shtab.DIRECTORY),
}
"""How shells complete arguments, by the words that stand for them in the help."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `completion`."""
    about = "shell to complete for"
    parser.add_argument("shell", choices=shtab.SUPPORTED_SHELLS, help=about)


def run(options: argparse.Namespace) -> int:
    """Print the script."""
    parser, commands = parser_of(*COMMANDS)
    for each in (parser, *(command.parser for command in commands.values())):
        each.complete_with(COMPLETERS)
    emit_document(shtab.complete(parser, options.shell))
    return 0
