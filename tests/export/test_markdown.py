"""`errsmith export --format markdown`: a section for each code, and no markup of a spec."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final

import pytest
from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HOSTILE: Final = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[link](javascript:alert(1))",
    "**bold** _and_ `code` ~~gone~~",
    "# heading",
    "- a list",
    "+ a list",
    "1. a list",
    "1) a list",
    "===",
    "---",
    "> quoted",
    "| a | b |",
    "&amp; &lt; &#60;",
    "back\\slash \\* and \\` ticks ``` in it",
    "![image](https://evil.example/x.png)",
    "[ref]: https://evil.example",
    "<https://evil.example>",
    "$x$ ~x~ ^x^",
    "snake_case _x_ __y__",
)
OURS: Final = re.compile(r'<a id="[\w.&#;-]+"></a>')


def words(html: str) -> str:
    """Return the text of a page without tags."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_reads_as_it_stands_in_the_spec(
    text: str, export: Callable[..., str], hostile: Callable[[str], Path]
) -> None:
    written = export(hostile(text), "--format", "markdown")

    plain = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    html = plain.render(OURS.sub("", written))
    assert words(html).count(" ".join(text.split())) == 6
    allowed = {"h1", "h2", "h3", "p", "ul", "li", "code", "a"}
    assert set(re.findall(r"<(\w+)", html)) == allowed
    links = set(re.findall(r'(?:href|src)="([^"]*)"', html))
    assert links == {"#other", "https://o.example"}


def test_each_code_has_a_section_with_its_address(export: Callable[..., str]) -> None:
    written = export("--format", "markdown")

    assert '<a id="zalo--115"></a>\n\n### `-115` OUT_OF_QUOTA\n' in written
    found = re.findall(r'<a id="([^"]*)">', written)
    assert len(found) == len(set(found))


def test_nothing_of_a_code_is_left_out(
    export: Callable[..., str], every_key: Path
) -> None:
    written = export(every_key / "whole.yaml", "--format", "markdown")

    said = (
        "It fell.",
        "Lift it.",
        "It may fall again.",
        "It was heavy.",
        "Since it floats.",
        "Hebe es auf.",
    )
    assert [each for each in said if each not in written] == []
