"""The fixture that holds every test to the state it found, seen to fail for each state."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).with_name("conftest.py")
LEAKS = {
    "working directory": "os.chdir('/')",
    "users": (
        "os.setreuid(65534, 0) if os.geteuid() == 0"
        " else setattr(os, 'getresuid', lambda: (0, 0, 0))"
    ),
    "groups": (
        "os.setegid(65534) if os.geteuid() == 0"
        " else setattr(os, 'getresgid', lambda: (0, 0, 0))"
    ),
    "umask": "os.umask(0o123)",
    "locale": (
        "locale.setlocale(locale.LC_ALL,"
        " 'C.UTF-8' if locale.setlocale(locale.LC_ALL) == 'C' else 'C')"
    ),
    "signal handlers": "signal.signal(signal.SIGUSR1, signal.SIG_IGN)",
    "environment": "os.environ['ACME'] = '1'",
    "sys.path": "sys.path.append('acme')",
    "recursion limit": "sys.setrecursionlimit(4321)",
    "limit of digits": "sys.set_int_max_str_digits(4321)",
    "resource limits": (
        "resource.setrlimit(resource.RLIMIT_NOFILE,"
        " (99, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))"
    ),
}
TEST = """
import locale, os, resource, signal, sys, warnings
import pytest

def test_leak():
    {code}
"""
IN_A_FIXTURE = """
import os
import pytest

@pytest.fixture
def leaking():
    yield
    os.environ["ACME"] = "1"

def test_leak(leaking):
    pass

def test_after_it():
    pass
"""


def run(folder: Path, test: str) -> str:
    """Run a test below a copy of the conftest, in a process of its own; return its report."""
    (folder / "conftest.py").write_text(CONFTEST.read_text())
    (folder / "test_it.py").write_text(test)
    options = ["-q", "-p", "no:cacheprovider", "-p", "no:randomly", "-p", "no:xdist"]
    result = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "-c", "/dev/null", "--rootdir", "."],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return result.stdout + result.stderr


@pytest.mark.parametrize("state", LEAKS)
def test_a_state_that_is_left_behind_fails_the_test(state: str, tmp_path: Path) -> None:
    report = run(tmp_path, TEST.format(code=LEAKS[state]))

    assert "1 passed, 1 error" in report
    assert f"left behind\n{state}: " in report


def test_a_fixture_that_leaves_state_behind_fails_its_test_alone(
    tmp_path: Path,
) -> None:
    report = run(tmp_path, IN_A_FIXTURE)

    assert "2 passed, 1 error" in report
    assert "environment: " in report
    assert "ERROR at teardown of test_leak " in report


def test_filters_of_warnings_end_with_the_test(tmp_path: Path) -> None:
    code = "warnings.simplefilter('ignore')"

    report = run(tmp_path, TEST.format(code=code) + "\ndef test_after_it(): pass\n")

    assert "2 passed" in report
