"""What the tests of the catalogue share: the command, and specs to call it with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from errsmith.cli import dispatch

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
EVERY_KEY = ROOT / "tests" / "generator" / "every_key.yaml"
WHOLE = ROOT / "tests" / "hostile" / "whole.yaml"
OTHER = """\
provider: other
prefix: Other
title: Other
sources: [{id: page, url: 'https://o.example', seen: '2026-11-22', evidence: official}]
tables:
  - enum: OtherCode
    type: int
    codes:
      - {code: 1, name: ONE, summary: One., remedy: Ask., category: not_found, retry: never}
replies: [{code: code, table: OtherCode}]
"""
"""A spec that says little, and where `hostile` has it say more."""


@pytest.fixture
def export(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., str]:
    """The command, which has to succeed; gives what it prints."""

    def call(*arguments: str | Path, cwd: Path = ROOT) -> str:
        monkeypatch.chdir(cwd)
        capsys.readouterr()
        code = dispatch.main(["export", *map(str, arguments)])
        printed = capsys.readouterr()
        assert code == 0, printed.err
        return printed.out

    return call


@pytest.fixture
def every_key(tmp_path: Path) -> Path:
    """A folder of specs that have every key of the format between them."""
    folder = tmp_path / "every"
    folder.mkdir()
    whole: Any = yaml.safe_load(WHOLE.read_text("utf-8"))
    others: Any = yaml.safe_load(EVERY_KEY.read_text("utf-8"))
    for spec in (whole, *others):
        text = json.dumps(spec, ensure_ascii=False, default=str)
        (folder / f"{spec['provider']}.yaml").write_text(text, "utf-8")
    (folder / "other.yaml").write_text(f"{OTHER}base: more\n", "utf-8")
    return folder


@pytest.fixture
def hostile(tmp_path: Path) -> Callable[[str], Path]:
    """A spec that has a text in its title, and in each text of a code."""

    def with_text(text: str) -> Path:
        spec: Any = yaml.safe_load(OTHER)
        (row,) = spec["tables"][0]["codes"]
        row |= dict.fromkeys(("message", "remedy", "note", "deprecated"), text)
        spec |= {"title": text}
        path = tmp_path / "other.yaml"
        path.write_text(json.dumps(spec, ensure_ascii=False), "utf-8")
        return path

    return with_text
