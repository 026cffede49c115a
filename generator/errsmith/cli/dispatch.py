"""The command `errsmith`: which command runs, what goes wrong, and exit codes."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Final, NoReturn

from errsmith.cli.console import PrintError, emit, say, say_block

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

WRONG: Final = 1
READERS: Final = ("validate", "compat", "export")
"""Commands that write no specs and no packages."""

USAGE: Final = 2
INTERRUPTED: Final = 130
"""What shells say of a command that ctrl-c ended."""

LIBRARIES: Final = (
    "charset_normalizer",
    "docutils",
    "httpx",
    "jinja2",
    "lxml",
    "markdown_it",
    "packaging",
    "ruff",
    "yaml",
)
COMMANDS: Final = {
    "gen": ("errsmith.cli.gen", "write the package"),
    "validate": ("errsmith.cli.validate", "check the specs"),
    "export": ("errsmith.cli.export", "write a catalogue of the codes"),
    "import": ("errsmith.cli.import_page", "make a spec of a page of codes"),
    "update": ("errsmith.cli.update", "merge a page's new version into a spec"),
    "compat": ("errsmith.cli.compat", "say what a change of the specs breaks"),
    "init": ("errsmith.cli.init", "set up a project for your specs"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 is fine, 1 a problem or stale output, 2 a wrong call."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    try:
        return _run(words)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else USAGE
    except KeyboardInterrupt:
        say("errsmith: interrupted")
        return INTERRUPTED
    except PrintError as error:
        say(f"errsmith: cannot print: {error}")
        return WRONG
    except ModuleNotFoundError as missing:
        if missing.name not in LIBRARIES:
            raise
        say(f"errsmith needs {missing.name}: pip install 'provider-errors[generator]'")
        return USAGE


class _Parser(argparse.ArgumentParser):
    """A parser that prints as the commands do."""

    def _print_message(self, message: str, file: object = None) -> None:
        """Print help and versions to stdout, usage and errors to stderr."""
        if file is sys.stderr:
            say(*message.removesuffix("\n").split("\n"))
        else:
            emit(message)

    def error(self, message: str) -> NoReturn:
        """Say how the call goes and what is wrong with it; end with 2."""
        self.print_usage(sys.stderr)
        say(f"{self.prog}: error: {message}")
        raise SystemExit(USAGE)


def _run(words: list[str]) -> int:
    """Parse and run; the module of a command is imported when it is called."""
    parser = _Parser(
        prog="errsmith",
        description="Typed exceptions from specs of providers' error codes.",
    )
    parser.add_argument("--version", action="version", version=_version(words))
    parsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    module = None
    for name, (path, about) in COMMANDS.items():
        own = parsers.add_parser(name, help=about, description=f"{about.capitalize()}.")
        if name in words[:1]:
            module = import_module(path)
            module.add_arguments(own)
    options = parser.parse_args(words)
    from errsmith.problems import OutputError, SpecError, TemplateError, UsageError

    try:
        return _exit_code(module, options)
    except UsageError as error:
        say(f"errsmith: {error.lines[0]}", *error.lines[1:])
        return USAGE
    except SpecError as error:
        written = "" if options.command in READERS else "; nothing was written"
        say_block(*error.problems)
        say(f"{error.count()}{written}")
    except TemplateError as error:
        say_block(error)
        say("nothing was written")
    except OutputError as error:
        say(f"errsmith: {error}", "nothing was written")
    except OSError as error:
        where = error.filename or "the working directory"
        say(f"errsmith: {where}: {error.strerror}")
        say("fix this and run the command again")
    return WRONG


def _version(words: Sequence[str]) -> str:
    """Return what is installed, for a call that asks."""
    if words[:1] != ["--version"]:
        return ""
    from importlib import metadata

    try:
        return f"errsmith {metadata.version('provider-errors')}"
    except metadata.PackageNotFoundError:
        return "errsmith, not installed"


def _exit_code(module: ModuleType | None, options: argparse.Namespace) -> int:
    code: int = module.run(options) if module else USAGE
    return code
