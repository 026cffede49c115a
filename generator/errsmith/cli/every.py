"""The option `--all`: every project below a folder, as in a repository of several services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from errsmith.problems import UsageError

if TYPE_CHECKING:
    import argparse


def add_all(parser: argparse.ArgumentParser) -> None:
    """Add the option."""
    about = "every project from this folder downwards that has [tool.errsmith]"
    parser.add_argument("--all", action="store_true", help=about)


def every_project(options: argparse.Namespace, *given: str | None) -> bool:
    """Return whether a call is for every project. Raises UsageError where it also names one."""
    if options.all and any(each is not None for each in given):
        message = "--all takes every project as its pyproject.toml has it"
        raise UsageError(f"{message}; leave out SPECS, -o and --package")
    return bool(options.all)
