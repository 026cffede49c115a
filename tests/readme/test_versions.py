"""docs/update.md and docs/compat.md: what they show is what is printed."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

from errsmith.compat.findings import RULES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.readme.conftest import Block, Page

    Pages = Callable[[str], Page]
    Run = Callable[[Block, Path], list[int]]

GIT = ("git", "-c", "user.name=a", "-c", "user.email=a@acme.example")


def test_an_update_says_what_is_shown(
    pages: Pages, acme: Path, run_as_printed: Run
) -> None:
    page, commands = pages("update").blocks("")
    (acme / "errors.md").write_text(page.text, "utf-8")

    assert run_as_printed(commands, acme) == [0, 0]
    spec = (acme / "specs" / "acme.yaml").read_text("utf-8")
    assert "deprecated: No longer on the page since 2026-12-24.\n" in spec


def test_a_comparison_says_what_is_shown(
    pages: Pages, acme: Path, run_as_printed: Run
) -> None:
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "Acme"]):
        subprocess.run([*GIT, *words], cwd=acme, check=True)
    renamed, aliased = pages("compat").blocks("", "console")
    spec = acme / "specs" / "acme.yaml"
    name = "        name: TOO_FAST\n"

    text = spec.read_text("utf-8").replace("        name: SLOW_DOWN\n", name)
    spec.write_text(text, "utf-8")
    assert run_as_printed(renamed, acme) == [1]

    former = f"{name}        former_names: [SLOW_DOWN]\n"
    spec.write_text(text.replace(name, former), "utf-8")
    assert run_as_printed(aliased, acme) == [1]


def test_the_table_of_rules_is_that_of_the_code(pages: Pages) -> None:
    rows = re.findall(
        r"^\| `(\S+)` \| (\w+) \| .+ \|$",
        pages("compat").section("The rules"),
        re.MULTILINE,
    )

    assert rows == [(rule, level.value) for rule, (level, _) in RULES.items()]
