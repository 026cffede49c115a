"""Texts that attack the page are shown as they stand, and ten thousand codes open at once."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, Final

import pytest
from errsmith.codegen.catalogue_html import catalogue_html

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

HOSTILE: Final = (
    "</script><script>window.ran = 1</script>",
    "<!-- <script> -->",
    "<!--<script>",
    "<img src=x onerror='window.ran = 1'>",
    "\"'><svg onload=window.ran=1>",
    "' onfocus='window.ran=1' autofocus='",
    "{{ 7 * 7 }} {% raw %} {# x #} ${window.ran = 1}",
    "a\u2028b\u2029c\u0085d",
    '\\u003c/script\\u003e \\" \\',
    "]]> <![CDATA[ &lt; &amp; &#60;",
    "javascript:window.ran=1",
    "__proto__",
    "\U0001f600 \u202egnp.exe \u0000",
)
ENTRY: Final[dict[str, Any]] = {
    "id": "bad-1",
    "name": "ONE",
    "class": "BadOne",
    "kind": "NotFound",
    "fault": "caller",
    "retryable": False,
    "retry_after": None,
    "retry_advice": "Do not retry.",
    "see": [],
    "code": 1,
    "summary": "One.",
    "remedy": "Ask.",
}
SLOWEST: Final = 1000
"""Milliseconds in which ten thousand codes have to be open."""


def document(*rows: dict[str, Any], title: str = "Bad") -> dict[str, Any]:
    """Return a catalogue with some rows, which no loader has refused anything in."""
    provider: dict[str, Any] = {
        "provider": "bad",
        "title": title,
        "tables": [{"enum": "BadCode", "codes": list(rows)}],
        "replies": [{"code": "error", "message": "message"}],
    }
    kind = {"class": "NotFound", "summary": "It is not there.", "category": "not_found"}
    return {"package": "bad_errors", "kinds": [kind], "providers": [provider]}


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_shown_and_does_nothing(
    text: str, tmp_path: Path, open_page: Callable[..., Page]
) -> None:
    texts = dict.fromkeys(
        ("id", "code", "name", "summary", "remedy", "message", "note", "deprecated"),
        text,
    )
    other = {
        "see": [
            text,
            "javascript:window.ran=1",
            "JaVaScRiPt:window.ran=1",
            "data:text/html,x",
        ]
    }
    row = {
        **copy.deepcopy(ENTRY),
        **texts,
        **other,
        "texts": {"vi": {"summary": text, "remedy": text}},
    }
    file = tmp_path / "bad.html"
    file.write_text(catalogue_html(document(row, title=text)), "utf-8", newline="")

    page = open_page(file=file)

    assert page.locator("article .summary").text_content() == text
    assert page.locator("article .remedy").text_content() == text
    assert page.locator("dd code").text_content() == text
    assert page.locator("article h2 .of").text_content() == text
    page.get_by_label("Search, or paste").fill(text)
    page.get_by_label("Language").select_option("vi")
    assert page.evaluate("window.ran") is None
    assert page.locator("dd a").count() == 0
    assert page.locator("script").count() == 2


def test_only_web_addresses_are_links(
    tmp_path: Path, open_page: Callable[..., Page]
) -> None:
    row = ENTRY | {
        "see": [
            "https://good.example/?a=b",
            "javascript:alert(1)",
            " https://odd.example",
        ]
    }
    file = tmp_path / "bad.html"
    file.write_text(catalogue_html(document(row)), "utf-8", newline="")

    links = open_page(file=file).locator("dd a")

    assert [link.get_attribute("href") for link in links.all()] == [
        "https://good.example/?a=b"
    ]
    assert links.first.get_attribute("rel") == "noopener noreferrer external"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue of ten thousand codes with texts of the usual length."""
    rows = [
        ENTRY
        | {
            "id": f"bad-{number}",
            "code": number,
            "name": f"CODE_NUMBER_{number}",
            "class": f"BadCodeNumber{number}",
            "message": f"request {number} failed for a reason of its own",
            "summary": f"The request of sort {number} was refused for some reason or other.",
            "remedy": f"Look at field {number} of it, correct it, and send it again.",
            "texts": {
                "vi": {
                    "summary": f"Yêu cầu loại {number} bị từ chối vì một lý do dài một dòng.",
                    "remedy": "Sửa rồi gửi lại.",
                }
            },
            "see": ["https://bad.example/reference/errors"],
        }
        for number in range(10_000)
    ]
    file = tmp_path_factory.mktemp("large") / "large.html"
    file.write_text(catalogue_html(document(*rows)), "utf-8", newline="")
    return file


def test_ten_thousand_codes_open_in_a_second(
    large: Path, open_page: Callable[..., Page]
) -> None:
    pages = [open_page(file=large) for _ in range(3)]

    times = [
        page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
        for page in pages
    ]
    assert pages[0].locator("#count").inner_text() == "10000 codes"
    assert min(times) < SLOWEST, times


@pytest.mark.parametrize(
    "query", ["9876", "request 9876 failed", '{"error": 9876, "message": "x"}']
)
def test_ten_thousand_codes_are_searched_at_once(
    query: str, large: Path, open_page: Callable[..., Page]
) -> None:
    page = open_page(file=large)
    page.get_by_label("Search, or paste").fill("first")

    took = page.evaluate(
        """(query) => { const start = performance.now(); at("query").value = query; update();
        return performance.now() - start; }""",
        query,
    )

    assert page.locator("#list h2 a").first.inner_text() == "9876 CODE_NUMBER_9876"
    assert took < SLOWEST / 2
