# ruff: noqa: E501 - pieces of text are read in columns
"""Any text in any format: no error but the import's own, and time that grows as the text."""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING, Final

import pytest
from errsmith.importing import format_detection
from errsmith.importing.convert import ImportOptions, convert
from errsmith.importing.decoding import decode
from errsmith.importing.document import Document
from errsmith.importing.draft import SpecHeader
from errsmith.importing.formats.code.languages import LANGUAGES
from errsmith.importing.page import CannotImport
from errsmith.importing.report import lines
from errsmith.project import spec_files
from errsmith.spec.nodes import parse
from hypothesis import example, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from pathlib import Path

HEADING: Final = SpecHeader(
    "acme", "Acme", "Acme", "https://acme.example/e", dt.date(2026, 11, 22)
)
CODE: Final = sorted(each.name for each in LANGUAGES)
FORMATS: Final = sorted(format_detection.READERS.keys() - CODE)
PIECES: Final = (
    "| ", "|\n", "\n", "\n\n", "# ", "- ", "1001", "-7", "0", "404", "88-89", "ERR_A", "ERROR_BADID x", "A_B",
    "Error code", "Message", "Code", "Description", ": ", ", ", ",", ";", "\t", "  ", '"', "'", "{", "}", "[", "]",
    '{"code": 1, "message": "x"}', "<table>", "<tr>", "<td rowspan=2>", "<td>", "</table>", "<th>", "<h2>", "<!--",
    "<dl>", "<dt>", "ERR_A</dt><dt>", "7 (0x7)", "<dd>", "</dl>", "\n: ", '{% tab title="x" %}', "::", "|===", '["S", 1, ["a"]]',
    "---", "===", "+---+", ".. list-table::\n\n   * - ", "`", "**", "&amp;", "\\", "%s", "{x}", "_X", "Success",
    "too many requests", "10 minutes", "é", "lỗi", "错误", "\u202e", "\u2028", "\x00", "\x1b", "\ufeff", "\ud800",
    "openapi: 3.0.0\n", "enum: ", "&a ", "*a ", "!!python/object", "|---|---|", "5xx", "# guess", "null", "yes", "1e3",
)  # fmt: skip
texts = st.one_of(
    st.text(max_size=400),
    st.lists(st.sampled_from(PIECES), max_size=80).map("".join),
)


def converted(text: str, form: str) -> str | None:
    try:
        result = convert(Document("page", text), HEADING, ImportOptions(form))
    except CannotImport:
        return None
    assert "".join(lines(result.report)).isprintable()
    return result.text


@pytest.mark.parametrize("form", ["", *FORMATS])
@settings(max_examples=60, deadline=None)
@given(text=texts)
def test_any_text_gives_a_valid_spec_or_none_at_all(form: str, text: str) -> None:
    made = converted(decode(text.encode("utf-8", "replace")).text, form)

    if made:
        parse(made, "acme.yaml")


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=30, deadline=None)
@given(text=st.lists(st.sampled_from(PIECES), min_size=10, max_size=120).map("".join))
@example(text="A title\x1b[2J\n1001 | Too fast |\n1002 | Too slow |\n")
def test_a_spec_made_of_anything_breaks_no_rule(
    form: str, text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    made = converted(decode(text.encode("utf-8", "replace")).text, form)

    if made:
        file = tmp_path_factory.mktemp("specs") / "acme.yaml"
        file.write_text(made, "utf-8")
        assert spec_files.load_all([file]).specs


@settings(max_examples=100, deadline=None)
@given(data=st.binary(max_size=300))
def test_any_bytes_are_some_text_or_refused(data: bytes) -> None:
    try:
        text = decode(data).text
    except CannotImport as error:
        text = str(error)

    assert "\r" not in text


GROWING: Final = (
    "[", "](", "*a ", "`", "| a ", "|\n", "<table>", "<td>", '{"a":', "[1,", "- 1001: x\n", "> ", "# 1001 a\n",
    "1001 | x |\n", ".. a::\n\n  ", "+---+\n| a |\n", "===\n", "a\tb\n", "1001  E  A_B  c\n", '"', '",\n', "&a ", "_X",
    "ERROR_AID x\n", "a: ", "1,2,3\n", "<!--", "{", "1001\n", "Code\n", "88-89 ", "(", "|---|\n", "http://x", "  ",
)  # fmt: skip
SMALL: Final = 2_000
LONGEST: Final = 2.0
"""Seconds in which nothing that is linear can be slow."""


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("piece", GROWING)
def test_time_grows_as_the_text_does(form: str, piece: str) -> None:
    small = min(spent(piece * SMALL, form) for _ in range(2))
    # What else the machine does slows a run down and never speeds it up: one of three tells enough.
    large = (spent(piece * 4 * SMALL, form) for _ in range(3))

    assert any(each < LONGEST or each < 9 * small for each in large)


@pytest.mark.parametrize("form", CODE)
@pytest.mark.parametrize("piece", ["(", "A = 1\n", '"'])
def test_time_grows_as_the_code_does(form: str, piece: str) -> None:
    small = min(spent(piece * SMALL, form) for _ in range(2))

    assert any(
        each < LONGEST or each < 9 * small
        for each in (spent(piece * 4 * SMALL, form) for _ in range(3))
    )


def spent(text: str, form: str) -> float:
    """Seconds that the processor works on a text."""
    start = time.process_time()
    converted(text, form)
    return time.process_time() - start


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("json", "[" * 100_000),
        ("json", '{"a":' * 50_000 + "1" + "}" * 50_000),
        ("yaml", "a:\n" + "".join(f"{' ' * i}b:\n" for i in range(1, 200))),
        ("yaml", "- " * 2000 + "x"),
        ("yaml", "a: &a [1, 1]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n"),
        ("html", "<div>" * 50_000 + "<table><tr><td>1"),
        ("html", '<table><tr><td colspan="99999" rowspan="99999">1</table>'),
        (
            "html",
            '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><table><tr><td>&d;</table>',
        ),
        (
            "rst",
            ".. include:: /etc/hostname\n\n.. raw:: html\n   :file: /etc/hostname\n",
        ),
        (
            "rst",
            ".. csv-table:: a\n   :file: /etc/hostname\n\n.. csv-table:: b\n   :url: http://x\n",
        ),
        ("markdown", "> " * 5_000 + "| a |"),
        ("csv", '"' + "a" * 200_000 + '",1\n'),
        ("json", '{"1001": ' + "9" * 5_000 + "}"),
    ],
)
def test_what_is_meant_to_hurt_does_not(form: str, text: str) -> None:
    made = converted(text, form)

    assert not made or "code:" in made


def test_no_format_reads_a_file_that_a_page_names(tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("1001,hidden\n1002,hidden\n", "utf-8")

    for text in (
        f".. csv-table:: Error codes\n   :file: {secret}\n",
        f".. include:: {secret}\n",
    ):
        assert "hidden" not in (converted(text, "rst") or "")
