"""The search of the catalogue: words, and what people paste."""

from __future__ import annotations

import json
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml

if TYPE_CHECKING:
    from playwright.sync_api import Page

REPLIES: Final = Path(__file__).parents[1] / "sdk" / "replies"
FIND: Final = """
(pasted) => pasted.map((text) => find(text, searchable(), DATA.providers).items
    .map(({ entry }) => [entry.provider, entry.class]))
"""
CLASSES: Final = "ITEMS.map(({ entry }) => [entry.provider, entry.class])"
NEAR: Final = 5
"""Results that a person looks at."""


def ids(page: Page) -> list[str]:
    """Return the addresses of the codes that are shown."""
    links = page.locator("#list h2").all()
    return [(link.get_attribute("id") or "").removeprefix("title-") for link in links]


@cache
def class_of(provider: str, name: str) -> object:
    """Return a class; two names of one class give the same."""
    return getattr(import_module(f"provider_errors.{provider}"), name or "", None)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("-115", "zalo--115"),
        ("zalo -115", "zalo--115"),
        ("OUT_OF_QUOTA zalo", "zalo--115"),
        ("ZaloOutOfQuota", "zalo--115"),
        ("zalo out of quota", "zalo--115"),
        ("ZNS account top it up", "zalo--115"),
        ("số dư còn lại không đủ", "zalo--115"),
        ("so du con lai khong du", "zalo--115"),
        ("zalo 115", "zalo--115"),
        ("BadDeviceToken", "apns-BadDeviceToken"),
        ("zalo -115 OUT_OF_QUOTA: Out of quota", "zalo--115"),
        (
            "2026-11-26 21:00 ERROR send failed (zalo -115 OUT_OF_QUOTA: Out of quota)",
            "zalo--115",
        ),
        ("error=-115 message='Out of quota'", "zalo--115"),
        ('{"error": -115, "message": "Out of quota"}', "zalo--115"),
        ("{'error': -115, 'message': 'Out of quota', 'data': None}", "zalo--115"),
        (
            r'body="{\"error\":-115,\"message\":\"Out of quota\"}" status=200',
            "zalo--115",
        ),
        ("provider_errors.zalo.ZaloOutOfQuota: Out of quota", "zalo--115"),
        ("<reply><error>-115</error><text>Not sent at all</text></reply>", "zalo--115"),
        ("error=-115&message=Out+of+quota&id=1", "zalo--115"),
        (
            "Traceback (most recent call last):\n  ...\nZaloOutOfQuota: [zalo]",
            "zalo--115",
        ),
        ('{\n  "reason": "Unregistered",\n  "timestamp": 1\n}', "apns-Unregistered"),
    ],
)
def test_a_query_finds_its_code_first(query: str, first: str, page: Page) -> None:
    page.get_by_label("Search, or paste").fill(query)

    assert ids(page)[:1] == [first]


def test_what_nothing_has_is_said_and_shows_nothing(page: Page) -> None:
    page.get_by_label("Search, or paste").fill("no such thing anywhere xyzzy")

    assert ids(page) == []
    assert "No code has all of this" in page.locator("#count").inner_text()


def test_each_result_is_there_while_it_is_typed(page: Page) -> None:
    field = page.get_by_label("Search, or paste")
    counts: list[str] = []
    for letter in "quota":
        field.press_sequentially(letter)
        counts.append(page.locator("#count").inner_text())

    numbers = [int(text.split(" ")[0]) for text in counts]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[0] > numbers[-1] > 0


def test_a_log_line_of_each_error_finds_its_class_first(page: Page) -> None:
    named = [(p, name) for p, name in page.evaluate(CLASSES) if name]
    errors: list[Any] = [class_of(*each) for each in named]
    lines = [f"2026-11-26 21:00:01,123 ERROR app: not sent: {cls()}" for cls in errors]

    found = page.evaluate(FIND, lines)

    firsts = [class_of(*each[0]) if each else None for each in found]
    wrong = [
        line
        for line, first, cls in zip(lines, firsts, errors, strict=True)
        if first is not cls
    ]
    assert len(lines) > 800
    assert wrong == []


def replies(classes: set[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Return recorded replies whose code has a class: provider, class, body."""
    found: list[tuple[str, str, str]] = []
    for file in sorted(REPLIES.glob("*.yaml")):
        for case in yaml.safe_load(file.read_text("utf-8")):
            expected: Any = case.get("expect")
            name: str = "" if isinstance(expected, str) else expected.get("class", "")
            sent = case.get("origin") in ("observed", "documented", "client-test")
            if (
                sent
                and (file.stem, name) in classes
                and isinstance(case.get("body"), dict)
            ):
                found.append((file.stem, name, json.dumps(case["body"], indent=2)))
    return found


def test_a_reply_that_somebody_recorded_finds_its_class(page: Page) -> None:
    cases = replies({(p, name) for p, name in page.evaluate(CLASSES) if name})

    found = page.evaluate(FIND, [body for *_, body in cases])

    missed = [
        (name, body)
        for (provider, name, body), results in zip(cases, found, strict=True)
        if [provider, name] not in results[:NEAR]
    ]
    assert len(cases) > 30
    assert missed == []
