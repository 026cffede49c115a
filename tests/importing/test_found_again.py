# ruff: noqa: E501 - a way of writing a table is read in one line
"""Whatever a table holds, each of its rows is found again in every format that can say it."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from typing import TYPE_CHECKING, Final

import pytest
import yaml
from errsmith.importing import format_detection
from errsmith.importing.convert import ImportOptions, convert
from errsmith.importing.document import Document
from errsmith.importing.draft import SpecHeader
from errsmith.importing.formats.code.languages import LANGUAGES
from hypothesis import given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

HEADING: Final = SpecHeader(
    "acme", "Acme", "Acme", "https://acme.example/e", dt.date(2026, 11, 22)
)
Rows = list[tuple[str, str]]

numbers = st.integers(-99999, 999999).filter(lambda each: abs(each) > 999).map(str)
constants = st.from_regex(r"[A-Z]{2,8}_[A-Z]{2,8}(_[A-Z]{2,6})?", fullmatch=True)
words = st.from_regex(r"[A-Z][a-z]{2,8}( [a-z]{3,9}){1,6}", fullmatch=True)


def tables(codes: st.SearchStrategy[str]) -> st.SearchStrategy[Rows]:
    rows = st.tuples(codes, words)
    return st.lists(rows, min_size=2, max_size=30, unique_by=lambda row: row[0])


any_table = st.one_of(tables(numbers), tables(constants))


def markdown(rows: Rows) -> str:
    lines = "".join(f"| `{code}` | {text}\n" for code, text in rows)
    return f"# Error codes\n\n| Code | Message\n| --- | ---\n{lines}\n"


def headings(rows: Rows) -> str:
    return "# Error codes\n" + "".join(
        f"\n## {code}\n\n{text}\n" for code, text in rows
    )


def bullets(rows: Rows) -> str:
    return "# Error codes\n\n" + "".join(
        f"- **{code}**: {text}\n" for code, text in rows
    )


def html(rows: Rows) -> str:
    lines = "".join(f"<tr><td>{code}<td>{text}\n" for code, text in rows)
    return f"<h1>Error codes</h1><table><tr><th>Code<th>Message</tr>\n{lines}</table>"


def grid_table(rows: Rows) -> str:
    width = max(len(cell) for row in (*rows, ("Error code", "")) for cell in row)
    rule = f"+{'-' * (width + 2)}+{'-' * (width + 2)}+\n"
    lines = [f"| {code:{width}} | {text:{width}} |\n{rule}" for code, text in rows]
    header = (
        f"| {'Error code':{width}} | {'Message':{width}} |\n{rule.replace('-', '=')}"
    )
    return f"Codes\n=====\n\n{rule}{header}{''.join(lines)}"


def list_table(rows: Rows) -> str:
    lines = "".join(f"   * - {code}\n     - {text}\n" for code, text in rows)
    return f".. list-table:: Error codes\n\n{lines}\n"


def delimited(rows: Rows, delimiter: str) -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter).writerows([("code", "message"), *rows])
    return written.getvalue()


def openapi(rows: Rows) -> str:
    schema = {
        "enum": [code for code, _ in rows],
        "x-enum-descriptions": [text for _, text in rows],
    }
    document = {"openapi": "3.1.0", "components": {"schemas": {"ErrorCode": schema}}}
    return json.dumps(document, indent=1)


WAYS: Final[dict[str, tuple[str, Callable[[Rows], str]]]] = {
    "markdown": ("e.md", markdown),
    "headings": ("e.md", headings),
    "bullets": ("e.md", bullets),
    "html": ("e.html", html),
    "rst": ("e.rst", grid_table),
    "rst lists": ("e.rst", list_table),
    "csv": ("e.csv", lambda rows: delimited(rows, ",")),
    "tsv": ("e.tsv", lambda rows: delimited(rows, "\t")),
    "semicolons": ("e.csv", lambda rows: delimited(rows, ";")),
    "json list": ("e.json", lambda rows: json.dumps([{"code": c, "message": t} for c, t in rows])),
    "json map": ("e.json", lambda rows: json.dumps({c: {"message": t} for c, t in rows}, indent=1)),
    "json texts": ("e.json", lambda rows: json.dumps(dict(rows))),
    "json lines": ("", lambda rows: "".join(f'{{"code": "{c}", "text": "{t}"}}\n' for c, t in rows)),
    "yaml": ("e.yaml", lambda rows: "".join(f'- code: "{c}"\n  text: {t}\n' for c, t in rows)),
    "openapi": ("e.yaml", openapi),
    "properties": ("e.properties", lambda rows: "# Errors\n" + "".join(f"{c} = {t}\n" for c, t in rows)),
    "gettext": ("e.po", lambda rows: "".join(f'#. An error.\nmsgid "{c}"\nmsgstr "{t}"\n\n' for c, t in rows)),
    "strings": ("e.strings", lambda rows: "".join(f'/* Error */\n"{c}" = "{t}";\n' for c, t in rows)),
    "toml": ("e.toml", lambda rows: "".join(f'[[errors]]\ncode = "{c}"\nmessage = "{t}"\n' for c, t in rows)),
    "toml texts": ("e.toml", lambda rows: "[errors]\n" + "".join(f'{c} = "{t}"\n' for c, t in rows)),
    "sql": ("e.sql", lambda rows: "".join(f"INSERT INTO errors (code, message) VALUES ('{c}', '{t}');\n" for c, t in rows)),
    "xml": ("e.xml", lambda rows: "<errors>" + "".join(f'<error code="{c}">{t}</error>\n' for c, t in rows) + "</errors>"),
    "xml parts": ("", lambda rows: '<?xml version="1.0"?><e>' + "".join(f"<f><code>{c}</code><text>{t}</text></f>\n" for c, t in rows) + "</e>"),
    "asciidoc": ("e.adoc", lambda rows: "[%header]\n|===\n|Code |Message\n\n" + "".join(f"|{c}\n|{t}\n" for c, t in rows) + "|===\n"),
    "asciidoc terms": ("e.adoc", lambda rows: "= Error codes\n\n" + "".join(f"{c}::\n{t}\n" for c, t in rows)),
    "markdown terms": ("e.md", lambda rows: "# Error codes\n\n" + "".join(f"{c}\n: {t}\n\n" for c, t in rows)),
    "html terms": ("e.html", lambda rows: "<h1>Error codes</h1><dl>" + "".join(f"<dt>{c}</dt>\n<dd>{t}</dd>\n" for c, t in rows) + "</dl>"),
    "spreadsheet": ("e.xlsx", lambda rows: "\n".join(json.dumps(["Errors", n, each]) for n, each in enumerate([("Code", "Message"), *rows], 1))),
    "fixed": ("", lambda rows: "".join(f"{c:30}  E   {t}\n" for c, t in rows)),
    "bars": ("", lambda rows: "".join(f"{c} | {t} |\n" for c, t in [("Error Code", "Text"), *rows])),
    "cells": ("", lambda rows: "Code\n|\nMessage\n|\n" + "".join(f"{c}\n|\n{t}\n|\n" for c, t in rows)),
    "plain cells": ("", lambda rows: "Code\nMessage\n" + "".join(f"{c}\n{t}\n" for c, t in rows)),
    "lines": ("", lambda rows: "Error codes\n" + "".join(f"{c}: {t}\n" for c, t in rows)),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=25, deadline=None)
@given(rows=any_table)
def test_every_row_of_a_table_is_found_again(way: str, rows: Rows) -> None:
    name, render = WAYS[way]
    document = Document(name, render(rows))

    result = convert(document, HEADING, ImportOptions())

    assert result.report.unread == []
    spec = yaml.load(result.text, yaml.BaseLoader)
    found = [row for table in spec["tables"] for row in table["codes"]]
    said = [
        (row["code"], row.get("message", row["summary"].rstrip("."))) for row in found
    ]
    assert said == rows


@settings(max_examples=25, deadline=None)
@given(rows=tables(constants))
def test_glued_cells_come_apart_at_capitals(rows: Rows) -> None:
    lines = "".join(f"{code}{text}Its cause here\n" for code, text in rows)
    document = Document("", f"CodeMessageDescription\n{lines}")

    result = convert(document, HEADING, ImportOptions())

    spec = yaml.load(result.text, yaml.BaseLoader)
    found = [(row["code"], row["message"]) for row in spec["tables"][0]["codes"]]
    assert found == rows


def test_every_format_has_a_way() -> None:
    formats = {
        format_detection.format_of(
            Document(name, render([("1001", "Too fast"), ("1002", "Too slow")]))
        )
        for name, render in WAYS.values()
    }

    code = {each.name for each in LANGUAGES}
    assert formats == format_detection.READERS.keys() - code
