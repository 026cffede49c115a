"""The command `errsmith export`: what it writes where, and what it refuses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from errsmith.cli import dispatch

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT: Final = Path(__file__).parents[2]
FORMATS: Final = ("json", "csv", "markdown", "html")


@pytest.mark.parametrize("name", FORMATS)
def test_the_file_holds_what_would_be_printed(
    name: str, export: Callable[..., str], tmp_path: Path
) -> None:
    file = tmp_path / "new" / "catalogue"
    printed = export("--format", name)

    assert export("--format", name, "-o", file) == ""

    data = file.read_bytes().removeprefix(b"\xef\xbb\xbf")
    assert data.decode().replace("\r\n", "\n") == printed.replace("\r\n", "\n")


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_specs_give_the_same_bytes_wherever_they_are_called_from(
    name: str, export: Callable[..., str], tmp_path: Path
) -> None:
    specs = ROOT / "tests" / "hostile" / "whole.yaml"

    assert export(specs, "--format", name) == export(
        specs, "--format", name, cwd=tmp_path
    )


def test_a_spec_is_not_written_over(
    every_key: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = every_key / "other.yaml"
    before = spec.read_bytes()

    code = dispatch.main(["export", str(every_key), "--format", "csv", "-o", str(spec)])

    assert (code, spec.read_bytes()) == (2, before)
    assert "is a spec; name another file with -o" in capsys.readouterr().err


def test_a_folder_is_not_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = dispatch.main(
        ["export", str(ROOT / "specs"), "--format", "csv", "-o", str(tmp_path)]
    )

    assert code == 2
    assert f"name a file in it: -o {tmp_path}/catalogue" in capsys.readouterr().err


def test_what_is_no_plain_file_is_left_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "elsewhere"
    link = tmp_path / "catalogue"
    link.symlink_to(target)

    code = dispatch.main(
        ["export", str(ROOT / "specs"), "--format", "csv", "-o", str(link)]
    )

    assert (code, link.is_symlink(), target.exists()) == (1, True, False)
    assert "is a symbolic link, which is not followed" in capsys.readouterr().err


def test_a_format_has_to_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert dispatch.main(["export"]) == 2
    assert "--format --schema is required" in capsys.readouterr().err


def test_problems_of_specs_are_said_and_nothing_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.yaml").write_text("provider: bad\n")

    code = dispatch.main(["export", str(tmp_path), "--format", "json"])

    printed = capsys.readouterr()
    assert (code, printed.out) == (1, "")
    assert "bad.yaml:1:1:" in printed.err
