"""How `errsmith update` is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pytest
from errsmith.cli import dispatch

if TYPE_CHECKING:
    from pathlib import Path

DAY = "2027-03-01"


@dataclass(frozen=True)
class Result:
    """What a call of the command came to."""

    code: int
    messages: str
    output: str


class Update(Protocol):
    """Calls the command in a folder."""

    def __call__(self, *arguments: str, cwd: Path, today: str = DAY) -> Result: ...


@pytest.fixture
def update(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Update:
    """`errsmith update`, called in this process."""

    def call(*arguments: str, cwd: Path, today: str = DAY) -> Result:
        monkeypatch.chdir(cwd)
        capsys.readouterr()
        code = dispatch.main(["update", *arguments, "--today", today])
        printed = capsys.readouterr()
        return Result(code, printed.err, printed.out)

    return call
