"""The command `errsmith`: which command runs, what goes wrong, and exit codes."""

from __future__ import annotations

import sys
from contextlib import ExitStack, chdir
from pathlib import Path
from typing import TYPE_CHECKING, Final

from errsmith.cli.console import PrintError, say, say_block
from errsmith.cli.parser import FOLDER, USAGE, parse

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from types import ModuleType

WRONG: Final = 1
READERS: Final = ("validate", "compat", "export", "completion")
"""Commands that write no specs and no packages."""

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
    "shtab",
    "yaml",
)


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


def _run(words: list[str]) -> int:
    """Parse and run; the module of a command is imported when it is called."""
    module, options = parse(words)
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


def _exit_code(module: ModuleType, options: argparse.Namespace) -> int:
    """Run a command, in the folder that the call names."""
    with ExitStack() as stack:
        for folder in options.folders:
            _enter(folder, stack)
        code: int = module.run(options)
        return code


def _enter(folder: str, stack: ExitStack) -> None:
    """Work in a folder; an empty name is the one that the call is made in, as for git."""
    from errsmith.problems import UsageError

    if folder and not Path(folder).is_dir():
        raise UsageError(f"{FOLDER} {folder}: there is no such folder")
    stack.enter_context(chdir(folder or "."))
