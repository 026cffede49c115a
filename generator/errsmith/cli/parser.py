"""The commands and the parser of a call; it says which word was probably meant."""

from __future__ import annotations

import argparse
import sys
from difflib import get_close_matches
from importlib import import_module, metadata
from typing import TYPE_CHECKING, Any, Final, NamedTuple, NoReturn

from errsmith.cli.console import emit, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from types import ModuleType

USAGE: Final = 2
COMMANDS: Final = {
    "gen": ("errsmith.cli.gen", "write the package"),
    "validate": ("errsmith.cli.validate", "check the specs"),
    "export": ("errsmith.cli.export", "write a catalogue of the codes"),
    "import": ("errsmith.cli.import_page", "make a spec of a page of codes"),
    "update": ("errsmith.cli.update", "merge a page's new version into a spec"),
    "compat": ("errsmith.cli.compat", "say what a change of the specs breaks"),
    "init": ("errsmith.cli.init", "set up a project for your specs"),
    "completion": ("errsmith.cli.completion", "print the completion for a shell"),
}
FOLDER: Final = "-C"


class Command(NamedTuple):
    """A command that is called: its module, and the parser of its arguments."""

    module: ModuleType
    parser: Parser


class _Version(argparse.Action):
    """Print what is installed; only a call that asks looks it up."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        """Print it and end."""
        try:
            emit(f"errsmith {metadata.version('provider-errors')}\n")
        except metadata.PackageNotFoundError:
            emit("errsmith, not installed\n")
        parser.exit()


class Parser(argparse.ArgumentParser):
    """A parser that prints as the commands do, and knows its options and choices."""

    def _print_message(self, message: str, file: object = None) -> None:
        """Print help and versions to stdout, usage and errors to stderr."""
        if file is sys.stderr:
            say(*message.removesuffix("\n").split("\n"))
        else:
            emit(message)

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Refuse what is no choice, with the one that was probably meant."""
        choices = action.choices
        if choices is None or value in choices:
            return
        known = [str(choice) for choice in choices]
        message = f"{value!r} is none of {', '.join(known)}"
        raise argparse.ArgumentError(action, f"{message}{_meant(str(value), known)}")

    def error(self, message: str) -> NoReturn:
        """Say how the call goes and what is wrong with it; end with 2."""
        self.print_usage(sys.stderr)
        say(f"{self.prog}: error: {message}")
        raise SystemExit(USAGE)

    def unknown(self, words: Sequence[str]) -> list[str]:
        """Return the words that are written as options, and are none."""
        ended = words.index("--") if "--" in words else len(words)
        names = [w.partition("=")[0] for w in words[:ended] if w.startswith("--")]
        known = self._option_string_actions
        return [
            name
            for name in names
            if " " not in name and not any(each.startswith(name) for each in known)
        ]

    def complete_with(self, completers: Mapping[str, object]) -> None:
        """Set what shells complete an argument with, by its name in the usage (`FILE`, `DIR`)."""
        for action in self._actions:
            completer = completers.get(str(action.metavar))
            if completer is not None:
                vars(action)["complete"] = completer

    def refuse(self, words: Sequence[str]) -> NoReturn:
        """Say which words of a call it has no use for; end with 2."""
        option = next((word for word in words if word.startswith("-")), "")
        if option[:2] == FOLDER:
            here = f"it stands before the command: errsmith {FOLDER} DIR COMMAND"
            self.error(f"there is no option {FOLDER} here; {here}")
        if option:
            name = option.partition("=")[0]
            meant = _meant(name, self._option_string_actions)
            self.error(f"there is no option {name}{meant}")
        self.error(f"too many arguments: {' '.join(words)}")


def _meant(word: str, known: Iterable[str]) -> str:
    found = get_close_matches(word, known, n=1)
    return f"; did you mean {found[0]}?" if found else ""


def command_of(words: Sequence[str]) -> str:
    """Return the word of a call that names the command: the first that is not of `-C DIR`."""
    rest = iter(words)
    for word in rest:
        if word == FOLDER:
            next(rest, None)
        elif not word.startswith(FOLDER):
            return word
    return ""


def folders_of(options: argparse.Namespace) -> list[str]:
    """Return the words that name the folders of a call, to be copied into another one."""
    return [word for folder in options.folders for word in (FOLDER, folder)]


def parse(words: Sequence[str]) -> tuple[ModuleType, argparse.Namespace]:
    """Return the module of the command that a call names, and its options."""
    word = command_of(words)
    parser, commands = parser_of(word)
    own = commands[word].parser if word in commands else parser
    if unknown := own.unknown(words[words.index(word) :] if word else ()):
        own.refuse(unknown)
    options, left = parser.parse_known_args(words)
    if left:
        own.refuse(left)
    return commands[word].module, options


def parser_of(*wanted: str) -> tuple[Parser, dict[str, Command]]:
    """Return a parser; only the commands that are wanted are imported and have arguments."""
    parser = Parser(
        prog="errsmith",
        description="Typed exceptions from specs of providers' error codes.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version")
    about = "run as if started in DIR; may be repeated, as for git"
    parser.add_argument(
        FOLDER, dest="folders", metavar="DIR", action="append", default=[], help=about
    )
    adder = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands: dict[str, Command] = {}
    for name, (path, about) in COMMANDS.items():
        own = adder.add_parser(name, help=about, description=f"{about.capitalize()}.")
        if name in wanted:
            commands[name] = Command(import_module(path), own)
            commands[name].module.add_arguments(own)
    return parser, commands
