"""The tables of docs/exceptions.md are those of the code and the specs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import provider_errors
from errsmith.project import spec_files
from errsmith.spec.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.readme.conftest import Page

ROOT = Path(__file__).parents[2]


def test_the_table_of_providers_is_that_of_the_specs(
    pages: Callable[[str], Page],
) -> None:
    specs = spec_files.load_all(spec_files.find(ROOT / "specs")).specs
    expected = "".join(
        f"| `{each.spec.provider}` | {each.spec.title} | "
        + " + ".join(
            str(len(table.codes) + len(table.ranges)) for table in each.spec.tables
        )
        + " |\n"
        for each in specs
    )

    _, _, table = (
        pages("exceptions").section("The modules").partition("| --- | --- | --- |\n")
    )

    assert table.partition("\n\n")[0].strip() == expected.strip()


def test_the_table_of_kinds_is_that_of_the_runtime(
    pages: Callable[[str], Page],
) -> None:
    words = {"YES": "yes", "NO": "no", "EITHER": "it depends"}
    expected = [(kind.class_name, words[kind.retries.name]) for kind in KINDS.values()]

    _, _, table = (
        pages("exceptions").section("The hierarchy").partition("| --- | --- | --- |\n")
    )
    rows = [
        row.strip("| ").split(" | ") for row in table.partition("\n\n")[0].splitlines()
    ]

    assert [(name.strip("`"), retried) for name, _, retried in rows] == expected
    assert all(hasattr(provider_errors, name.strip("`")) for name, _, _ in rows)
