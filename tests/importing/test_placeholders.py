"""Placeholders: an import and an update agree on what is one, in whatever way it is written."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final

import pytest
from errsmith.cli import dispatch
from errsmith.importing import placeholders
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

STYLES: Final = (
    "{seconds}", "{0}", "{}", "{user.name}", "{userId}", "{user id}", "${name}", "%(name)s",
    "%(Count)d", "%s", "%d", "%f", "%u", "%i", "%1$s", "%.2f", "%05d", "%ld", "<name>", "<user id>",
    "<URL>", "%v", "%q", "%#v", "%x", "{{name}}", "{{ user.name }}", ":attribute", ":max_size",
)  # fmt: skip
NO_STYLES: Final = (
    "{", "}", "{ }", "100 %", "100% of", "a < b > c", "<<a>>", "List<String>", "{'a': 1}", "%%",
    "$x", "{a", "5%x", "a:b", "12:30", "http://b", ":smile:", "::", "note: that",
)  # fmt: skip
words = st.sampled_from(["Balance", "is too low", "wait", "seconds", "of", "again."])
pieces = st.one_of(words, st.sampled_from(STYLES), st.sampled_from(NO_STYLES))
messages = st.lists(pieces, min_size=1, max_size=8).map(" ".join)
codes = st.sampled_from(
    ["FLOOD_WAIT_X", "PART_X_MISSING", "WAIT_XMIN", "OTHER_CODE", "DC_N", "A_B"]
)
tables = st.lists(
    st.tuples(codes, messages), min_size=2, max_size=7, unique_by=lambda row: row[0]
)


def page_of(rows: list[tuple[str, str]], folder: Path) -> Path:
    page = folder / "page.csv"
    with page.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("error code", "message"), *rows])
    return page


@pytest.mark.parametrize("style", STYLES)
def test_a_placeholder_is_found_in_a_text(style: str) -> None:
    text = f"Balance {style} is too low"

    assert [match[0] for match in placeholders.in_text(text)] == [style]
    assert placeholders.same_for_all(text) == "Balance {} is too low"


@pytest.mark.parametrize("text", NO_STYLES)
def test_what_only_resembles_a_placeholder_is_text(text: str) -> None:
    assert placeholders.in_text(f"Balance {text} low") == []


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=tables)
@example(rows=[("WAIT_XMIN", "wait {minutes} of {minutes} or %d"), ("A_B", "late")])
@example(rows=[("A_B", "late " * 120 + "{value} and {value}"), ("B_C", "wait {}")])
def test_a_page_that_was_imported_changes_nothing(
    rows: list[tuple[str, str]],
    imports: Run,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("update")
    page, spec = page_of(rows, folder), folder / "acme.yaml"
    imports(str(page), "--columns", "code=1,message=2", "-o", str(spec))
    before = spec.read_bytes()

    code = dispatch.main(["update", str(spec), str(page)])

    assert spec.read_bytes() == before
    assert code == 0


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("other", ["%f", "{value}", "<the value>"])
def test_a_message_that_is_written_in_another_style_has_not_changed(
    style: str, other: str, imports: Run, tmp_path: Path
) -> None:
    text = "Balance {} is too low"
    page = page_of(
        [("1001", text.replace("{}", style)), ("1002", "Too slow")], tmp_path
    )
    spec = tmp_path / "acme.yaml"
    imports(str(page), "-o", str(spec))
    edited = [
        f"        message: '{text.replace('{}', other)}'"
        if line.lstrip().startswith("message: ") and "Balance" in line
        else line
        for line in spec.read_text("utf-8").splitlines()
        if "parameters:" not in line
    ]
    spec.write_text("\n".join(edited) + "\n", "utf-8")
    before = spec.read_bytes()

    code = dispatch.main(["update", str(spec), str(page)])

    assert spec.read_bytes() == before
    assert code == 0
