"""Every payload of tests/hostile/payloads in every text of a catalogue, refused by nobody."""

from __future__ import annotations

import copy
import csv
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from errsmith.codegen.catalogue import COMPUTED, entries
from errsmith.codegen.catalogue_csv import catalogue_csv
from errsmith.codegen.catalogue_html import catalogue_html
from errsmith.codegen.catalogue_markdown import catalogue_markdown
from errsmith.spec.model import Range, Row
from errsmith.spec.rows import Uncoded
from errsmith.spec.schema_model import keys_of
from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Callable

HOSTILE: Final = Path(__file__).parents[1] / "hostile"
WEB: Final = {
    "script": "</script><script>alert(1)</script>",
    "comment": "<!--<script>",
    "image": "<img src=x onerror=alert(1)>",
    "attribute": "\"'><svg onload=alert(1)>",
    "line_ends": "a\u2028b\u2029c\x85d",
    "template": "{{ 7 * 7 }}{% raw %}",
    "markdown": "\n\n# x\n\n[a](javascript:alert(1)) ![b](https://evil.example) ```",
    "formula": "=1+1",
    "formula_inside": "a;=1+1\t@b\n+c",
}
PAYLOADS: Final = WEB | {
    file.stem: file.read_bytes().decode()
    for file in sorted((HOSTILE / "payloads").iterdir())
}
TEXTS: Final = frozenset(
    (
        *("id", "name", "class", "kind", "message", "summary", "remedy", "note"),
        *(
            "deprecated",
            "retry_note",
            "retry_advice",
            "translation",
            "sub_code",
            "code",
        ),
    )
)
DATA: Final = re.compile(
    r'(<script type="application/json" id="data">\n)(.*?)(\n</script>)', re.DOTALL
)
FORMULA: Final = re.compile(r"[\s\"']*[=+\-@\uff1d\uff0b\uff0d\uff20]")
NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")
ANCHOR: Final = re.compile(r'<a id="[\w.&#;-]*"></a>')
TAGS: Final = frozenset(("h1", "h2", "h3", "p", "ul", "li", "code", "a"))


@pytest.fixture
def document(export: Callable[..., str]) -> dict[str, Any]:
    """The catalogue of the spec that has a text everywhere."""
    found: dict[str, Any] = json.loads(
        export(HOSTILE / "whole.yaml", "--format", "json")
    )
    return found


@pytest.fixture(params=PAYLOADS)
def payload(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return PAYLOADS[name]


@pytest.fixture
def attacked(document: dict[str, Any], payload: str) -> dict[str, Any]:
    """The catalogue with a payload for each of its texts."""
    made = copy.deepcopy(document)
    (provider,) = made["providers"]
    provider["title"] = payload
    for _, entry in entries(provider):
        entry |= {
            key: payload for key in TEXTS & entry.keys() if entry[key] is not None
        }
        for texts in entry.get("texts", {}).values():
            texts.update(dict.fromkeys(texts, payload))
    return made


def test_the_page_has_the_payload_as_data_alone(
    document: dict[str, Any], attacked: dict[str, Any], payload: str
) -> None:
    page = catalogue_html(attacked)

    assert DATA.sub(r"\1\3", page) == DATA.sub(r"\1\3", catalogue_html(document))
    (found,) = DATA.findall(page)
    assert not set("<>&\u2028\u2029") & set(found[1])
    data = json.loads(found[1])
    assert data["providers"]["whole"]["title"] == payload
    assert {entry["summary"] for entry in data["entries"]} == {payload}


def test_no_cell_of_the_csv_is_a_formula(attacked: dict[str, Any]) -> None:
    written = catalogue_csv(attacked)

    lines = list(csv.reader(io.StringIO(written, newline="")))
    assert len(lines) == 1 + len(list(entries(attacked["providers"][0])))
    assert {len(line) for line in lines} == {len(lines[0])}
    for separator in (",", ";", "\t"):
        rows = csv.reader(io.StringIO(written, newline=""), delimiter=separator)
        cells = [cell for row in rows for cell in row]
        found = [c for c in cells if FORMULA.match(c) and not NUMBER.fullmatch(c)]
        assert [c for c in found if not c.lstrip(' \t\r\n"').startswith("'")] == []


def test_no_markup_of_the_markdown_is_the_payloads(attacked: dict[str, Any]) -> None:
    written = ANCHOR.sub("", catalogue_markdown(attacked))

    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(written)
    assert set(re.findall(r"<(\w+)", html)) <= TAGS
    links = set(re.findall(r'(?:href|src)="([^"]*)"', html))
    assert {
        link for link in links if not link.startswith(("#", "https://whole.example"))
    } == set()
    sections = len(re.findall("<h3>", html))
    assert sections == len(list(entries(attacked["providers"][0])))


def test_what_is_computed_takes_no_key_of_the_format() -> None:
    keys = {key for model in (Row, Range, Uncoded) for key in keys_of(model)}

    assert not COMPUTED.keys() & keys
