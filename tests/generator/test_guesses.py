"""`errsmith validate` counts what an import guessed and nobody has confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from errsmith.cli.dispatch import main

if TYPE_CHECKING:
    from pathlib import Path

SPEC = """\
provider: acme
prefix: Acme
title: Acme
sources: [{{id: guide, url: https://acme.example, seen: 2026-11-22, evidence: official}}]
tables:
  - enum: AcmeCode
    type: int
    codes:
      - code: 1
        name: FALLEN
        summary: "It says # guess, which is no guess."
        remedy: Lift it.{first}
        category: not_found{second}
        retry: never
replies: [{{code: code, table: AcmeCode}}]
"""


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        (("", ""), []),
        (
            ("", " # guess"),
            ["1 guess to confirm: review them and delete the `# guess` comment"],
        ),
        (
            (" # guess", " # guess"),
            ["2 guesses to confirm: review them and delete the `# guess` comment"],
        ),
    ],
)
def test_guesses_are_counted(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    marks: tuple[str, str],
    said: list[str],
) -> None:
    spec = tmp_path / "acme.yaml"
    spec.write_text(SPEC.format(first=marks[0], second=marks[1]), "utf-8")

    assert main(["validate", str(spec)]) == 0

    printed = capsys.readouterr().err.splitlines()
    assert printed == ["1 spec with 1 code: no problems", *said]
