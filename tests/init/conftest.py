"""How the command is called, and the options of these tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from errsmith.cli import dispatch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True)
class Result:
    """What a call of the command came to."""

    code: int
    messages: str


@pytest.fixture
def errsmith(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Result]:
    """The command, called in this process, in a folder."""

    def call(folder: Path, *arguments: str) -> Result:
        monkeypatch.chdir(folder)
        capsys.readouterr()
        code = dispatch.main(arguments)
        return Result(code, capsys.readouterr().err)

    return call
