"""Code as a page: what is missing is named, and no text, however odd, is more than a message."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from errsmith.importing.formats.code import languages, rows
from errsmith.importing.page import CannotImport
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

READERS = rows.readers()
PIECES = st.sampled_from([
    "enum", "class", "const", "case", "return", "switch", "static", "=", "=>", ":", ",", ";",
    "{", "}", "(", ")", "[", "]", "<", ">", "\n", " ", "#define", "//", "/*", "*/", '"', "'", "`",
    "\\", "A", "ERR_B", "iota", "auto()", "0x7F", "-5", "08", "1_000", '"text"', "'a'", "@x", "#",
    "é", "中", "\u202e", "\0", "<?php", "def f():", "fn f()", "map[int]string",
])  # fmt: skip


@pytest.mark.parametrize("language", READERS)
@given(pieces=st.lists(PIECES, max_size=40))
@settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=(HealthCheck.function_scoped_fixture,),
)
def test_any_text_gives_tables_or_a_message(language: str, pieces: list[str]) -> None:
    try:
        page = READERS[language](" ".join(pieces))
    except CannotImport:
        return
    for grid in page.grids:
        assert all(len(row.cells) == len(grid.header) for row in grid.rows)


@pytest.mark.parametrize("language", READERS)
def test_deep_and_broken_code_is_no_traceback(language: str) -> None:
    for piece in ("(", "{", "[", "-", "!", "a.", "f(", '"', "enum A {", "a = [", "1+"):
        READERS[language](piece * 3000)


def test_a_parser_that_takes_too_long_is_stopped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(languages, "MOST_SECONDS", 0)

    with pytest.raises(CannotImport, match="to parse; cut out its table"):
        READERS["c"]("int a;\n" * 50_000)

    monkeypatch.undo()
    grids = READERS["c"]("#define ERR_A 1\n#define ERR_B 2\n").grids
    assert [row.cells for grid in grids for row in grid.rows] == [
        ("ERR_A", "1"),
        ("ERR_B", "2"),
    ]


def test_the_extra_is_named_where_it_is_missing(
    imports: Callable[..., subprocess.CompletedProcess[str]],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setitem(sys.modules, "tree_sitter", None)
    (tmp_path / "codes.go").write_text("package a\nconst ErrA = 1\n")

    ran = imports(str(tmp_path / "codes.go"), "--provider", "acme")

    assert (ran.returncode, ran.stdout) == (1, "")
    assert "run: pip install 'provider-errors[import]'" in ran.stderr


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0x80040005L", 0x80040005),
        ("((HRESULT)0x8004L)", 0x8004),
        ("_HRESULT_TYPEDEF_(0x80004001L)", 0x80004001),
        ("-(BASE + 3)", -13),
        ("1 << 4", 16),
        ("010", 8),
        ("0b11", 3),
        ("1_000", 1000),
        ("5u32", 5),
        ("Codes.BASE", 10),
        ("1 << 4000", None),
        ("2 ** 9", None),
        ("f(3)", None),
        ("'a'", None),
        ("not 1", None),
        ("1 if 1 else 2", None),
    ],
)
def test_a_constant_expression_is_worked_out(text: str, value: int | None) -> None:
    constant = (
        f"#define BASE 10\n#define OTHER 11\n#define ERR_A {text}\n#define ERR_B 99\n"
    )

    found = [
        int(row.cells[1])
        for grid in READERS["c"](constant.replace("Codes.", "")).grids
        for row in grid.rows
        if row.cells[0] == "ERR_A" and row.cells[1]
    ]

    assert found == ([] if value is None else [value])
