"""Properties, gettext, strings, TOML and SQL: told by their text, and refused where broken."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from errsmith.importing import format_detection
from errsmith.importing.document import Document
from errsmith.importing.page import CannotImport

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("case", "form"),
    [
        ("gettext/source.po", "gettext"),
        ("sql/source.sql", "sql"),
        ("sql_plain/source.sql", "sql"),
        ("toml/source.toml", "toml"),
        ("toml_tables/source.toml", "toml"),
    ],
)
def test_a_text_without_a_name_tells_its_format(case: str, form: str) -> None:
    text = (HERE / case).read_text("utf-8")

    assert format_detection.format_of(Document("", text)) == form


@pytest.mark.parametrize(
    ("form", "text", "message"),
    [
        ("properties", "1001=Late\n1002=\\u12", "line 2: "),
        ("properties", "a\\\n" * 2_000, "line 1001: more than 1000 continued"),
        ("toml", "a = 1\nb = [", "the page is not TOML: "),
        ("toml", "a = " + "[" * 20_000, "nested too deep"),
        ("toml", "a = " + "[" * 150 + "]" * 150, "nested too deep"),
        ("toml", ".".join("a" * 150) + " = 1", "nested too deep"),
        ("sql", "INSERT INTO errors VALUES ('a", "the page is not SQL: "),
    ],
)
def test_what_is_broken_is_refused_with_its_reason(
    form: str, text: str, message: str
) -> None:
    with pytest.raises(CannotImport, match=message):
        format_detection.READERS[form](text)


def test_a_library_that_is_missing_is_named_with_its_extra(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "polib", None)

    with pytest.raises(CannotImport, match=r"needs polib; run: .*\[import\]"):
        format_detection.READERS["gettext"]('msgid "a"\n')
