"""Specs made at random: each that is valid generates, imports and says every text to the letter."""

from __future__ import annotations

import ast
import shutil
from typing import TYPE_CHECKING, Any

import black
import pytest
from black.mode import TargetVersion
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.generator.strategies import kinds, specs

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]
    Spec = dict[str, Any]

UNHURRIED = (HealthCheck.function_scoped_fixture, HealthCheck.too_slow)
"""The folder is made anew for each example; a spec has many parts."""

MODE = black.Mode(target_versions={TargetVersion.PY311})


def every_text(spec: Spec) -> list[str]:
    """The texts of entries that stand in a docstring."""
    entries = [*spec["uncoded"]]
    for table in spec["tables"]:
        entries += [row for row in table["codes"] if "category" in row]
        entries += table.get("ranges", [])
    keys = ("summary", "remedy", "note", "retry_note", "deprecated")
    return [entry[key] for entry in entries for key in keys if key in entry]


@given(spec=specs(), own=st.none() | kinds())
@settings(deadline=None, max_examples=10, suppress_health_check=UNHURRIED)
def test_a_valid_spec_gives_every_text_back(
    spec: Spec,
    own: Spec | None,
    tmp_path: Path,
    run: Run,
    probe: Callable[..., dict[str, Any]],
    promised: Callable[[Spec], dict[str, Any]],
    write_spec: Callable[[Path, Any], Path],
) -> None:
    shutil.rmtree(tmp_path / "out", ignore_errors=True)
    shutil.rmtree(tmp_path / "specs", ignore_errors=True)
    write_spec(tmp_path / "specs" / "made.yaml", spec)
    if own:
        spec["tables"][0]["codes"][0]["category"] = "made_up"
        spec["tables"][0]["codes"][0]["retry_note"] = "It differs"
        write_spec(tmp_path / "specs" / "made.yaml", spec)
        write_spec(tmp_path / "specs" / "_kinds.yaml", own)

    result = run("gen", "specs", "-o", "out", "--package", "made_errors")

    assert result.returncode == 0, result.stderr
    for file in sorted((tmp_path / "out").rglob("*.py")):
        text = file.read_text("utf-8")
        assert black.format_str(text, mode=MODE) == text
        ast.parse(text)
    names = [fact["name"] for fact in spec["facts"]]
    found = probe(tmp_path / "out", "made_errors", *names)["made"]
    classes = found["classes"]
    for cls, facts in promised(spec).items():
        assert {key: classes[cls][key] for key in facts} == facts
        assert classes[cls]["found"] in {"", facts["is"]}
    docs = " ".join(each for one in classes.values() for each in one["doc"].split())
    for text in every_text(spec):  # a backslash keeps markup from being any
        assert " ".join(text.split()).replace("\\", "") in docs.replace("\\", "")
    for table in spec["tables"]:
        for row in table["codes"]:
            assert found["enums"][table["enum"]][row["name"]] == row["code"]
        for row in (each for each in table["codes"] if "facts" in each):
            cls = f"Made{row['name'].replace('_', '').capitalize()}"
            said = [row["facts"].get(name) for name in names]
            assert (
                next(
                    one["facts"]
                    for name, one in classes.items()
                    if name.lower() == cls.lower()
                )
                == said
            )


@pytest.mark.parametrize(
    "mark", ["\u0301", "e\u0302\u0301", "\u3099", "1\u20e3", "👍🏽", "中", "🇻🇳"]
)
def test_both_formatters_count_a_letter_alike(
    mark: str,
    tmp_path: Path,
    run: Run,
    spec: Spec,
    write_spec: Callable[[Path, Any], Path],
) -> None:
    for length in range(66, 78):  # from a title that fits its line to one that does not
        spec["title"] = mark + "x" * length
        write_spec(tmp_path / "specs" / "acme.yaml", spec)

        result = run("gen", "specs", "-o", "out", "--package", "made_errors")

        assert result.returncode == 0, result.stderr
        text = (tmp_path / "out" / "made_errors" / "acme.py").read_text("utf-8")
        assert black.format_str(text, mode=MODE) == text


def test_type_checkers_accept_a_sample(
    tmp_path: Path,
    run: Run,
    spawn: Run,
    write_spec: Callable[[Path, Any], Path],
) -> None:
    sample: list[Spec] = []

    @given(spec=specs())
    @settings(
        max_examples=6,
        deadline=None,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=UNHURRIED,
    )
    def collect(spec: Spec) -> None:
        sample.append(spec)

    collect()
    for index, spec in enumerate(sample):
        write_spec(tmp_path / f"specs{index}" / "made.yaml", spec)
        made = run("gen", f"specs{index}", "-o", "out", "--package", f"made{index}")
        assert made.returncode == 0, made.stderr
    strict = '{"typeCheckingMode": "strict", "pythonVersion": "3.11"}'
    (tmp_path / "out" / "pyrightconfig.json").write_text(strict)
    packages = [each for i in range(len(sample)) for each in ("-p", f"made{i}")]
    options = ("--strict", "--config-file=", "--python-version=3.11")

    mypy = spawn("-m", "mypy", *options, *packages, cwd=tmp_path / "out")
    pyright = spawn("-m", "pyright", cwd=tmp_path / "out")

    assert mypy.stdout.startswith("Success"), mypy.stdout
    assert "0 errors, 0 warnings" in pyright.stdout, pyright.stdout
