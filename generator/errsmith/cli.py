"""The command: arguments, messages and exit codes. The only module that prints."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING, Final, TextIO

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from errsmith.generate import SpecFile
    from errsmith.output import Change
    from errsmith.settings import Settings

FINE: Final = 0
WRONG: Final = 1
USAGE: Final = 2
LIBRARIES: Final = ("black", "jinja2", "yaml")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 is fine, 1 a problem or stale output, 2 a wrong call."""
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else USAGE
    try:
        from errsmith.output import OutputError
        from errsmith.problems import SpecError
        from errsmith.settings import UsageError, settle
    except ModuleNotFoundError as missing:
        if missing.name not in LIBRARIES:
            raise
        _say(f"errsmith needs {missing.name}: pip install 'provider-errors[generator]'")
        return USAGE
    try:
        settings = settle(
            options.specs,
            getattr(options, "output", None),
            getattr(options, "package", None),
        )
        return (
            _validate(settings)
            if options.command == "validate"
            else _gen(settings, options)
        )
    except UsageError as error:
        _say(f"errsmith: {error}")
        return USAGE
    except SpecError as error:
        files = {problem.at.path for problem in error.problems}
        _say(*error.problems)
        count = _count(len(error.problems), "problem")
        _say(f"{count} in {_count(len(files), 'spec')}; nothing was written")
    except OutputError as error:
        _say(f"errsmith: {error}", "nothing was written")
    except OSError as error:
        _say(
            f"errsmith: {error.filename}: {error.strerror}",
            "run `errsmith gen` again when this is mended",
        )
    return WRONG


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="errsmith",
        description="Typed exceptions from specs of providers' error codes.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    specs = "file or folder of specs (default: [tool.errsmith] in pyproject.toml, else specs)"
    gen = commands.add_parser(
        "gen", help="write the package", description="Write what has changed."
    )
    gen.add_argument("specs", nargs="?", metavar="SPECS", help=specs)
    gen.add_argument(
        "-o",
        dest="output",
        metavar="DIR",
        help="folder to write into (default: generated)",
    )
    gen.add_argument(
        "--package",
        metavar="NAME",
        help="name of the package (default: provider_errors)",
    )
    only = gen.add_mutually_exclusive_group()
    only.add_argument(
        "--check",
        action="store_true",
        help="write nothing; exit 1 if anything is stale",
    )
    only.add_argument(
        "--diff", action="store_true", help="write nothing; show what would change"
    )
    validate = commands.add_parser(
        "validate", help="check the specs", description="Check the specs."
    )
    validate.add_argument("specs", nargs="?", metavar="SPECS", help=specs)
    return parser


def _validate(settings: Settings) -> int:
    specs = _load(settings)
    rows = sum(len(table.codes) for each in specs for table in each.spec.tables)
    _say(f"{_count(len(specs), 'spec')} with {_count(rows, 'code')}: no problems")
    return FINE


def _gen(settings: Settings, options: argparse.Namespace) -> int:
    from errsmith import generate, output

    specs = _load(settings)
    progress = _Progress(len(specs))
    files = generate.package_files(specs, settings.package, progress.step)
    progress.done()
    texts = {settings.output / path: text for path, text in files.items()}
    changes = output.compare(texts, settings.folder, settings.output)
    if settings.schema is not None:
        schema = {settings.schema: generate.schema_text()}
        changes += output.compare(schema, settings.schema, settings.schema.parent)
        texts |= schema
    if options.check:
        return _check(settings, changes, list(texts))
    if options.diff:
        _show(changes)
        return FINE
    output.write(changes)
    for change in changes:
        _say(f"{change.action.value} {generate.shown(change.path)}")
    changed = sum(change.action is not output.Action.REMOVE for change in changes)
    current = len(texts) - changed
    done = f"{_count(len(changes), 'file')} changed, {current} up to date"
    _say(f"{_count(len(specs), 'spec')}: {done}")
    return FINE


def _load(settings: Settings) -> list[SpecFile]:
    from errsmith import generate
    from errsmith.settings import UsageError

    files = generate.find(settings.specs)
    if not files:
        raise UsageError(f"{generate.shown(settings.specs)} holds no .yaml file")
    return generate.load_all(files)


def _check(settings: Settings, changes: list[Change], paths: list[Path]) -> int:
    from errsmith import generate, output

    _show(changes)
    for change in changes:
        states = {
            "create": "missing",
            "update": "stale or edited by hand",
            "remove": "orphaned",
        }
        _say(f"{generate.shown(change.path)}: {states[change.action.value]}")
    others = output.untracked(
        [path for path in paths if path.exists()], settings.output
    )
    for path in others:
        _say(f"{generate.shown(path)}: not tracked by git")
    if changes:
        _say("to mend it, run: errsmith gen")
    if others:
        _say(f"to mend it, run: git add {generate.shown(settings.folder)}")
    if not changes and not others:
        _say("the output is up to date")
    return WRONG if changes or others else FINE


def _show(changes: list[Change]) -> None:
    """Print diffs, in colour on a terminal."""
    colours = {"+": "32", "-": "31", "@": "36"}
    for change in changes:
        for line in change.diff().splitlines():
            colour = colours.get(line[:1]) if _coloured(sys.stdout) else None
            print(f"\033[{colour}m{line}\033[0m" if colour else line)


def _coloured(stream: TextIO) -> bool:
    return stream.isatty() and "NO_COLOR" not in os.environ


def _say(*lines: object) -> None:
    for line in lines:
        print(line, file=sys.stderr)


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


class _Progress:
    """Tells on a terminal which provider is being written."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.count = 0
        self.shown = sys.stderr.isatty()

    def step(self, name: str) -> None:
        self.count += 1
        if self.shown:
            print(
                f"\r\033[K{self.count}/{self.total} {name}",
                end="",
                file=sys.stderr,
                flush=True,
            )

    def done(self) -> None:
        if self.shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
