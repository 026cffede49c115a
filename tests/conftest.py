"""Shared by all tests: options, and that no test leaves the process other than it found it."""

from __future__ import annotations

import locale
import os
import resource
import signal
import subprocess
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LIMITS = {name: getattr(resource, name) for name in dir(resource) if "RLIMIT_" in name}
APART = {"browser", "libraries"}
"""The folders of the tests that `make test` leaves out: what they need is installed for them."""

OF_PYTEST = "PYTEST_CURRENT_TEST"
"""Set by pytest for each phase of each test."""

# The same examples in each run, so that a red run is about the change; `make ci-full` and
# `make fuzz` look for new ones.
settings.register_profile("same", derandomize=True)
settings.register_profile("random", print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

RESTRICTED = """
import ctypes, os, sys
if os.geteuid() == 0:  # without these two capabilities, modes bind root as well
    for capability in (1, 2):
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)
os.execv(sys.executable, [sys.executable, "-m", "errsmith", *sys.argv[1:]])
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of all tests."""
    about = "write what recorded cases expect anew; review it with git diff"
    parser.addoption("--record", action="store_true", help=about)
    kills = "how often the generator is killed at a random time (60)"
    parser.addoption("--kills", type=int, default=60, help=kills)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out the tests that have a target of their own, unless their folder is named."""
    if collection_path.name not in APART:
        return None
    named = any(collection_path.name in Path(each).parts for each in config.args)
    return None if named else True


@pytest.fixture(scope="session")
def record(request: pytest.FixtureRequest) -> bool:
    """Return whether recorded cases are written anew."""
    return bool(request.config.getoption("--record"))


@pytest.fixture(scope="session")
def kills(request: pytest.FixtureRequest) -> int:
    """Return how often to kill at a random time: `pytest tests/generator --kills 5000`."""
    count: Any = request.config.getoption("--kills")
    return int(count)


def process_state() -> dict[str, Any]:
    """Return what a test could change for every test after it in this process."""
    mask = os.umask(0)
    os.umask(mask)
    try:
        folder = os.getcwd()  # noqa: PTH109 - a text, without a Path for each test
    except FileNotFoundError:
        folder = "a folder that is gone"
    return {
        "working directory": folder,
        "users": os.getresuid(),
        "groups": (os.getresgid(), os.getgroups()),
        "umask": mask,
        "locale": locale.setlocale(locale.LC_ALL),
        "signal handlers": {n: signal.getsignal(n) for n in signal.valid_signals()},
        "environment": {k: v for k, v in os.environ.items() if k != OF_PYTEST},
        "sys.path": list(sys.path),
        "recursion limit": sys.getrecursionlimit(),
        "limit of digits": sys.get_int_max_str_digits(),
        "resource limits": {n: resource.getrlimit(x) for n, x in LIMITS.items()},
        "warnings filters": list(warnings.filters),
    }


@pytest.fixture(autouse=True)
def unchanged_process() -> Iterator[None]:
    """Fail a test that leaves state of the process behind, itself or through a fixture."""
    before = process_state()
    yield
    after = process_state()
    changes = [
        f"{name}: {before[name]!r} became {after[name]!r}"
        for name in before
        if before[name] != after[name]
    ]
    if changes:
        advice = "restore it, or run such code in a process of its own"
        pytest.fail("\n".join(["left behind", *changes, advice]), pytrace=False)


@pytest.fixture
def restricted() -> Callable[..., subprocess.CompletedProcess[str]]:
    """The command in a process of its own, which file modes bind although root runs it."""

    def call(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", RESTRICTED, *arguments],
            cwd=cwd,
            capture_output=True,
            text=True,
            check=False,
        )

    return call


@pytest.fixture(scope="session")
def calls_of() -> Callable[[Callable[[], object]], int]:
    """Count the functions that some work calls, those of C too."""

    def count_calls(work: Callable[[], object]) -> int:
        count = 0

        def counted(_frame: object, event: str, _argument: object) -> None:
            nonlocal count
            count += event in {"call", "c_call"}

        before = sys.getprofile()
        sys.setprofile(counted)
        try:
            work()
        finally:
            sys.setprofile(before)
        return count

    return count_calls
