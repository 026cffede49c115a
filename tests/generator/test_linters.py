"""Linters of other projects find nothing in generated packages, as they come from the box."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
PACKAGES = [ROOT / "generated", *sorted(ROOT.glob("tests/golden/*/expected"))]
LINTERS = {
    "ruff": ("ruff", "check", "--isolated", "--no-cache"),
    "ruff, long lines": (
        "ruff",
        "check",
        "--isolated",
        "--no-cache",
        "--select=E,F,W,I",
    ),
    "ruff, formatted": ("ruff", "format", "--isolated", "--no-cache", "--check"),
    "black": ("black", "--quiet", "--check", "--config", "/dev/null"),
    "pylint": ("pylint", "--rcfile=/dev/null", "--score=no"),
    "bandit": ("bandit", "--quiet", "--recursive"),
    "flake8": ("flake8", "--isolated", "--max-line-length=88"),
}


def lint(command: Sequence[str], *folders: Path) -> subprocess.CompletedProcess[str]:
    """Run a linter of this environment on some folders."""
    words = [BIN / command[0], *command[1:], *folders]
    return subprocess.run(
        [*map(str, words)], capture_output=True, text=True, check=False, cwd=ROOT
    )


KINDS = """\
kinds:
  - {name: Suspended, summary: The account is suspended., base: AccountBlocked}
"""


@pytest.mark.parametrize("name", LINTERS)
def test_a_linter_finds_nothing_in_generated_packages(name: str) -> None:
    found = lint(LINTERS[name], *PACKAGES)

    assert found.returncode == 0, found.stdout + found.stderr


@pytest.mark.parametrize("runtime", ["", 'runtime = "provider_errors"\n'])
def test_imports_are_in_order_wherever_the_runtime_is(
    runtime: str, tmp_path: Path, run: Callable[..., Any]
) -> None:
    for name in ("zalo", "zalo_oa"):
        (tmp_path / "specs").mkdir(exist_ok=True)
        shutil.copy(ROOT / "specs" / f"{name}.yaml", tmp_path / "specs")
    spec = tmp_path / "specs" / "zalo.yaml"
    text = spec.read_text("utf-8")
    spec.write_text(text.replace("category: account_blocked", "category: suspended", 1))
    (tmp_path / "specs" / "_kinds.yaml").write_text(KINDS)
    settings = f'[tool.errsmith]\npackage = "app_errors"\n{runtime}'
    (tmp_path / "pyproject.toml").write_text(settings)

    written = run("gen", cwd=tmp_path)
    found = lint(LINTERS["ruff"], tmp_path / "generated")

    assert written.returncode == 0, written.stderr
    assert "Suspended" in (tmp_path / "generated/app_errors/zalo.py").read_text()
    assert found.returncode == 0, found.stdout


def test_each_directive_is_needed(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    shutil.copytree(ROOT / "generated" / "provider_errors", folder)
    directives = ("# ruff: ", "# flake8: ", "# pylint: ")
    for file in folder.rglob("*.py"):
        lines = file.read_text("utf-8").splitlines()
        kept = [line for line in lines if not line.startswith(directives)]
        text = "\n".join([*kept, ""]).replace("# nosec", "#")
        file.write_text(text, "utf-8")

    codes = {name: lint(LINTERS[name], folder).returncode != 0 for name in LINTERS}

    needed = {"ruff", "ruff, long lines", "pylint", "bandit", "flake8"}
    assert {name for name, found in codes.items() if found} == needed
