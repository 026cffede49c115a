"""Fixtures of the import's tests: a run of the command, and a small page."""

from __future__ import annotations

import argparse
import contextlib
import io
import subprocess
from typing import TYPE_CHECKING

import pytest
from errsmith.cli.import_page import add_arguments, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def imports() -> Callable[..., subprocess.CompletedProcess[str]]:
    """`errsmith import`, called in this process: the spec is its output, the rest its messages."""

    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        parser = argparse.ArgumentParser(prog="errsmith import")
        add_arguments(parser)
        written, said = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(written), contextlib.redirect_stderr(said):
            code = run(parser.parse_args(arguments))
        return subprocess.CompletedProcess(
            arguments, code, written.getvalue(), said.getvalue()
        )

    return call


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A small page of errors."""
    file = tmp_path / "acme_errors.md"
    text = "# Error codes\n\n| Code | Message |\n| --- | --- |\n| 0 | OK |\n| 17 | Too fast |\n"
    file.write_text(text, "utf-8")
    return file
