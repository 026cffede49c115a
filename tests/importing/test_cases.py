"""Recorded imports: each folder holds a page, the spec that it gives and what the import says.

`pytest tests/importing --record` writes both anew.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from errsmith.cli import dispatch
from errsmith.codegen import generate
from errsmith.project import spec_files

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

HERE = Path(__file__).parent
CASES = sorted(path for path in HERE.iterdir() if list(path.glob("source.*")))
IMPORTED = [case for case in CASES if (case / "expected.yaml").exists()]
SHARED = ("--columns", "--encoding", "--format", "--identity", "--only")
"""Options that an update has, too."""

LOST = ("was not understood", "has no table", "look like codes", " is not read")
"""What a report says of rows that the spec does not have."""

SEEN = re.compile(r"^    seen: .*$", re.MULTILINE)


def source_of(case: Path) -> Path:
    return next(iter(case.glob("source.*")))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_page_gives_the_recorded_spec_and_report(
    case: Path,
    imports: Callable[..., subprocess.CompletedProcess[str]],
    monkeypatch: pytest.MonkeyPatch,
    record: bool,  # noqa: FBT001 - a fixture
) -> None:
    monkeypatch.chdir(case)
    options = case / "options.txt"
    given = shlex.split(options.read_text("utf-8")) if options.exists() else []
    named = [] if "--provider" in given else ["--provider", case.name]

    ran = imports(source_of(case).name, *named, *given)

    spec = SEEN.sub("    seen: 2026-11-22", ran.stdout)
    report = f"{ran.stderr}exit {ran.returncode}\n"
    if record:
        (case / "expected.txt").write_text(report, "utf-8")
        (case / "expected.yaml").unlink(missing_ok=True)
        if spec:
            (case / "expected.yaml").write_text(spec, "utf-8")
    expected = case / "expected.yaml"
    assert report == (case / "expected.txt").read_text("utf-8")
    assert spec == (expected.read_text("utf-8") if expected.exists() else "")


@pytest.mark.parametrize("case", IMPORTED, ids=lambda case: case.name)
def test_a_recorded_spec_is_accepted_as_it_is(case: Path) -> None:
    assert spec_files.load_all([case / "expected.yaml"]).specs


def test_the_recorded_specs_make_a_package() -> None:
    loaded = spec_files.load_all([case / "expected.yaml" for case in IMPORTED])

    files = generate.package_files(loaded.specs, loaded.kinds)

    made = {path.stem for path in files}
    assert {each.spec.provider for each in loaded.specs} <= made


@pytest.mark.parametrize("case", IMPORTED, ids=lambda case: case.name)
def test_an_update_from_the_page_itself_changes_nothing(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = case / "options.txt"
    given = shlex.split(options.read_text("utf-8")) if options.exists() else []
    pairs = [given[index : index + 2] for index in range(0, len(given), 2)]
    shared = [word for pair in pairs if pair[0] in SHARED for word in pair]
    spec = tmp_path / "acme.yaml"
    spec.write_bytes((case / "expected.yaml").read_bytes())

    dispatch.main(["update", str(spec), str(source_of(case)), *shared])

    assert capsys.readouterr().err.endswith("acme.yaml is up to date\n")
    assert spec.read_bytes() == (case / "expected.yaml").read_bytes()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_line_that_was_not_understood_is_one_of_the_page(case: Path) -> None:
    report = (case / "expected.txt").read_text("utf-8")
    lines = source_of(case).read_text("utf-8", "replace").split("\n")

    for number, text in re.findall(
        r"^line (\d+) looks like a row .*\n    (.*)$", report, re.MULTILINE
    ):
        words = re.findall(r"\w+", text)
        assert set(words) <= set(re.findall(r"\w+", lines[int(number) - 1]))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_import_fails_where_a_row_was_not_understood_or_none_was_found(
    case: Path,
) -> None:
    report = (case / "expected.txt").read_text("utf-8")

    lost = any(words in report for words in LOST)
    code = 2 if "--encoding" in report and "read as" not in report else int(lost)
    assert report.endswith(f"exit {code}\n")
