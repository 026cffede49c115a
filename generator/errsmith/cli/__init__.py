"""The command line: one module per command; dispatch, messages and exit codes."""

from errsmith.cli.dispatch import main

__all__ = ["main"]
