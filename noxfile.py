"""The tests on every supported Python that the machine has: `make versions`.

A version that is not on the PATH is skipped; `nox -s tests-3.13` runs one alone.
"""

from __future__ import annotations

import nox

VERSIONS = ("3.11", "3.12", "3.13", "3.14", "3.13t", "3.14t")
"""Those that the package supports, and the same without a global lock."""

nox.needs_version = ">=2025.5.1"
nox.options.default_venv_backend = "venv"
nox.options.error_on_missing_interpreters = False


@nox.session(python=VERSIONS)
def tests(session: nox.Session) -> None:
    """Test the SDK with nothing installed beside it, then every test."""
    session.install("--upgrade", "pip")
    session.install(".")
    session.run("python", "-I", "-W", "error", "tests/alone.py")
    session.install("--editable", ".[import]")
    session.install("--group", "dev")
    session.run("pytest", "-n", "auto", *session.posargs)
