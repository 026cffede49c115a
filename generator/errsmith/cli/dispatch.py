"""The command `errsmith`: which command runs, what goes wrong, and exit codes."""

from __future__ import annotations

import sys
from contextlib import ExitStack, chdir
from pathlib import Path
from typing import TYPE_CHECKING, Final

from errsmith.cli.console import PrintError, say, say_block
from errsmith.cli.parser import FOLDER, USAGE, parse
from errsmith.cli.report import is_text, publish, refusal, result_of

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
    """Parse, and run in the folder that the call names; its command is imported only now."""
    module, options = parse(words)
    with ExitStack() as stack:
        for folder in options.folders:
            if folder and not Path(folder).is_dir():
                say(f"errsmith: {FOLDER} {folder}: there is no such folder")
                return USAGE
            stack.enter_context(chdir(folder or "."))
        return _exit_code(module, options)


def _exit_code(module: ModuleType, options: argparse.Namespace) -> int:
    """Run a command, and say what ended it."""
    from errsmith.problems import OutputError, SpecError, TemplateError, UsageError

    try:
        return int(module.run(options))
    except UsageError as error:
        say(f"errsmith: {error.lines[0]}", *error.lines[1:])
        return USAGE
    except SpecError as error:
        written = "" if options.command in READERS else "; nothing was written"
        if is_text(options):
            say_block(*error.problems)
        say(f"{error.count()}{written}")
        publish(options, [*map(result_of, error.problems)], [error.count()])
    except TemplateError as error:
        say_block(error)
        say("nothing was written")
        publish(options, [refusal(error, "template", error.at)], [])
    except OutputError as error:
        say(f"errsmith: {error}", "nothing was written")
        publish(options, [refusal(error, "output-refused")], [])
    except OSError as error:
        where = error.filename or "the working directory"
        say(f"errsmith: {where}: {error.strerror}")
        say("fix this and run the command again")
    return WRONG
