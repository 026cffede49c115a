"""Print for all commands: messages to stderr, results to stdout; nothing else prints.

A stream that is closed, or that nobody reads any more, takes nothing and changes no exit code.
One that fails in another way, a full disk say, is an error where a result was to be printed.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import TYPE_CHECKING, Final, TextIO

from errsmith.problems import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

COLOURS: Final = {"+": "32", "-": "31", "@": "36"}
"""Colours of a terminal by the first character of a line of a diff."""

HARMLESS: Final = "\t\u00a0\u200c\u200d\u202f\u3000"
"""Characters of texts that Python does not call printable, and that no terminal obeys."""

CLEAR_LINE: Final = "\r\033[K"


class PrintError(Exception):
    """A result could not be printed."""


def say(*lines: str) -> None:
    """Print messages, each on a line of its own whatever it holds."""
    _to_stderr("".join(f"{printable(line)}\n" for line in lines))


def say_block(*blocks: object) -> None:
    """Print messages of several lines each, in which no name or text breaks a line."""
    say(*(line for block in blocks for line in str(block).split("\n")))


def show_progress(step: str) -> None:
    """Show on a terminal what is being done; an empty step clears the line."""
    if _is_terminal(sys.stderr):
        _to_stderr(f"{CLEAR_LINE}{printable(step)}")


def emit(text: str) -> None:
    """Print a result. Raises PrintError."""
    _to_stdout(_escaped(text))


def emit_document(text: str) -> None:
    """Print what could be a file: to the letter and in UTF-8, except on a terminal.

    Raises PrintError.
    """
    stream: object = sys.stdout
    if _is_terminal(sys.stdout) or not isinstance(stream, TextIOWrapper):
        emit(text)
    else:
        stream.reconfigure(encoding="utf-8", newline="")
        _to_stdout(text)


def show_diff(diff: str) -> None:
    """Print a diff, in colour on a terminal. Raises PrintError."""
    coloured = _is_terminal(sys.stdout) and "NO_COLOR" not in os.environ
    _to_stdout("".join(_coloured(diff)) if coloured else _escaped(diff))


def _coloured(diff: str) -> Iterator[str]:
    for line in _escaped(diff).splitlines(keepends=True):
        colour = COLOURS.get(line[:1])
        text, end = line.rstrip("\r\n"), "\n" if line.endswith("\n") else ""
        yield f"\033[{colour}m{text}\033[0m{end}" if colour else line


def _escaped(text: str) -> str:
    """Return the text with what a terminal would obey written as escapes."""
    parts = (part.split("\n") for part in text.split("\r\n"))
    return "\r\n".join(
        "\n".join(printable(line, HARMLESS) for line in part) for part in parts
    )


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and not stream.closed and stream.isatty()


def _to_stderr(text: str) -> None:
    """Print a message; where stderr is lost, nobody can be told."""
    with suppress(OSError):
        _write(sys.stderr, text)


def _to_stdout(text: str) -> None:
    try:
        _write(sys.stdout, text)
    except OSError as error:
        raise PrintError(error.strerror or str(error)) from None


def _write(stream: TextIO | None, text: str) -> None:
    """Write and flush, so that a failure shows here and not when Python ends."""
    if stream is None or stream.closed:
        return
    wrapper: object = stream
    if isinstance(wrapper, TextIOWrapper):
        wrapper.reconfigure(errors="backslashreplace")
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        _discard(stream)
        if not isinstance(error, BrokenPipeError):
            raise


def _discard(stream: TextIO) -> None:
    """Lead the stream nowhere: what it still holds would fail again when Python ends."""
    with suppress(OSError):  # a stream without a file holds nothing
        null = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(null, stream.fileno())
        finally:
            os.close(null)
