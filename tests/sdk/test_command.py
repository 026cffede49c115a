"""The command, as recorded in `command/`: what is typed, what is printed, and the exit code.

A file holds the call after `$`, the output, what goes to stderr after `2>`, and `exit` with the
code.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

CASES = sorted((Path(__file__).parent / "command").glob("*.txt"))
UTF_8 = {**os.environ, "PYTHONIOENCODING": "utf-8"}


def transcript(call: str) -> str:
    """What a call looks like in a terminal."""
    python, *arguments = shlex.split(call)
    assert python == "python"
    done = subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=UTF_8,
    )
    errors = "".join(f"2> {line}\n" for line in done.stderr.splitlines())
    return f"$ {call}\n{done.stdout}{errors}exit {done.returncode}\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_call_prints_what_is_recorded(case: Path) -> None:
    recorded = case.read_text("utf-8")
    call = recorded.partition("\n")[0].removeprefix("$ ")

    printed = transcript(call)

    assert printed == recorded


def test_a_reader_that_goes_away_early_is_no_error() -> None:
    command = [sys.executable, "-m", "provider_errors", "xiaomi_push"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=UTF_8
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        errors = process.stderr.read()

    assert errors == b""


@pytest.mark.parametrize(
    "code", ["\x1b[31m-1", "-1\nzalo -115", "x\r\x85y", "\u202e1-"]
)
def test_an_odd_code_is_printed_escaped(code: str) -> None:
    command = [sys.executable, "-m", "provider_errors", "zalo", code]

    done = subprocess.run(
        command, capture_output=True, check=False, encoding="utf-8", env=UTF_8
    )

    shown = code.encode("unicode_escape").decode()
    first, *_ = done.stderr.split("\n")
    assert (first, done.returncode) == (f"zalo has no code {shown}", 1)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_a_terminal_that_lacks_letters_still_gets_the_answer(encoding: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "provider_errors", "zalo", "-115", "--lang", "vi"],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )

    answer = (done.returncode, done.stdout.split()[:3], done.stderr)
    assert answer == (0, [b"zalo", b"-115", b"OUT_OF_QUOTA"], b"")
