"""Printing: whatever becomes of the streams, the exit code says what happened."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]
    Write = Callable[[Path, Any], Path]

ERRSMITH = f"'{sys.executable}' -m errsmith"
FULL = "errsmith: cannot print: No space left on device\n"
ESCAPES = ("\033[2J", "\x9b2J", "\x07", "\u202e", "\u2028", "\r", "\x08", "\U000e0041")
needs_full = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")  # noqa: PTH110 - a device


@pytest.fixture
def stale(project: Path, run: Run) -> Path:
    """A project with more to show than a pipe holds."""
    run("gen", cwd=project)
    module = project / "src" / "acme_errors" / "acme.py"
    module.write_text(module.read_text() + "# edited by hand\n" * 20_000)
    return project


def shell(command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Return what bash says of a command in which ERRSMITH is ours."""
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command.replace('ERRSMITH', ERRSMITH)}"],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "streams",
    [
        "| head -1",
        ">&-",
        "2>&-",
        "<&- >&- 2>&-",
        "2>&1 | true",
        "2>/dev/full",
    ],
)
@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("gen --check", 1),
        ("gen --diff", 0),
        ("gen", 0),
        ("validate", 0),
        ("validate nowhere", 2),
        ("--help", 0),
        ("--version", 0),
        ("nonsense", 2),
    ],
)
def test_a_stream_that_is_closed_changes_no_exit_code(
    command: str, code: int, streams: str, stale: Path
) -> None:
    result = shell(f"ERRSMITH {command} {streams}", stale)

    assert code == result.returncode
    assert "Traceback" not in result.stderr
    assert "Exception ignored" not in result.stderr


@needs_full
@pytest.mark.parametrize("command", ["gen --check", "gen --diff", "--help"])
def test_a_result_that_cannot_be_printed_is_an_error(command: str, stale: Path) -> None:
    result = shell(f"ERRSMITH {command} >/dev/full", stale)

    assert (result.returncode, result.stderr) == (1, FULL)


@needs_full
def test_a_spec_that_cannot_be_printed_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("| Code | Message |\n|---|---|\n| 17 | No |\n")

    result = shell("ERRSMITH import page.md >/dev/full", tmp_path)

    assert result.returncode == 1
    assert result.stderr.endswith(FULL)


@pytest.mark.parametrize("command", ["import -", "update specs/acme.yaml -"])
def test_a_closed_standard_input_is_an_error(command: str, project: Path) -> None:
    result = shell(f"ERRSMITH {command} <&-", project)

    message = "errsmith: standard input is closed; name the file of the page\n"
    assert (2, message) == (result.returncode, result.stderr)


@pytest.mark.parametrize("escape", ESCAPES, ids=ascii)
@pytest.mark.parametrize(
    "call",
    [
        ["gen", "nowhere{}"],
        ["gen", "--package", "a{}"],
        ["gen", "{}"],
        ["{}"],
        ["validate", "specs", "{}"],
        ["import", "nowhere{}"],
        ["import", "page{}.md"],
        ["import", "page{}.md", "--format", "{}"],
        ["import", "page{}.md", "-o", "{}"],
        ["update", "spec{}", "page{}.md"],
        ["update", "specs/acme.yaml", "page{}.md", "--source", "{}"],
        ["compat", "nowhere{}"],
        ["compat", "specs", "--changelog", "page{}.md"],
        ["init", "page{}.md"],
        ["init", "new{}"],
        ["gen", "specs", "-o", "out{}", "--check"],
        ["gen", "specs", "-o", "out{}"],
    ],
    ids=" ".join,
)
def test_no_word_of_a_call_reaches_the_terminal_as_it_is(
    call: list[str], escape: str, project: Path, run: Run
) -> None:
    (project / f"page{escape}.md").write_bytes(b"\xff\x00")

    result = run(*(word.replace("{}", escape) for word in call), cwd=project)

    assert escape not in result.stdout
    assert escape not in result.stderr.replace("\n", "")


@pytest.mark.parametrize("call", [["validate", "specs\n"], ["gen", "x\nforged: fine"]])
def test_a_line_break_in_a_name_makes_no_line_of_its_own(
    call: list[str], project: Path, run: Run
) -> None:
    result = run(*call, cwd=project)

    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("mode", ["--check", "--diff"])
@pytest.mark.parametrize("escape", ESCAPES, ids=ascii)
def test_a_diff_shows_what_a_terminal_would_obey(
    mode: str, escape: str, project: Path, run: Run
) -> None:
    run("gen", cwd=project)
    module = project / "src" / "acme_errors" / "acme.py"
    module.write_bytes(module.read_bytes() + f"# {escape} edited\n".encode())

    result = run("gen", mode, cwd=project)

    shown = escape.encode("unicode_escape").decode()
    assert f"-# {shown} edited\n" in result.stdout


def test_an_interrupted_run_says_so(project: Path) -> None:
    code = (
        "import errsmith.cli.validate as v, signal; from errsmith import cli\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a job may ignore it
        "v.run = lambda _: signal.raise_signal(signal.SIGINT)\n"
        "raise SystemExit(cli.main(['validate']))\n"
    )
    command = [sys.executable, "-c", code]

    result = subprocess.run(
        command, cwd=project, capture_output=True, text=True, check=False
    )

    assert (result.returncode, result.stderr) == (130, "errsmith: interrupted\n")


def test_a_working_directory_that_is_gone_is_named(project: Path) -> None:
    result = shell("mkdir gone && cd gone && rmdir ../gone && ERRSMITH gen", project)

    assert result.returncode == 1
    assert result.stderr.startswith("errsmith: the working directory: No such file")


def test_nothing_but_the_console_prints(root: Path) -> None:
    tool = root / "generator" / "errsmith"
    modules = set(tool.rglob("*.py")) - set((tool / "codegen" / "runtime").iterdir())

    printing = {
        path.relative_to(tool).as_posix()
        for path in modules
        if re.search(r"\bprint\(|sys\.stdout", path.read_text("utf-8"))
    }

    assert printing == {"cli/console.py"}


def test_a_diff_in_colour_colours_nothing_but_its_lines(project: Path) -> None:
    subprocess.run([sys.executable, "-m", "errsmith", "gen"], cwd=project, check=True)
    module = project / "src" / "acme_errors" / "acme.py"
    module.write_text(module.read_text() + "# \033[2J edited\n")
    terminal, side = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "errsmith", "gen", "--diff"],
        cwd=project,
        stdout=side,
        stderr=subprocess.DEVNULL,
    ) as process:
        os.close(side)
        shown = bytearray()
        while chunk := _read(terminal):
            shown += chunk
    os.close(terminal)

    assert process.returncode == 0
    assert b"\033[31m-# \\x1b[2J edited\033[0m\r\n" in shown


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the other side is closed
        return b""
