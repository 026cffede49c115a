"""The page of the catalogue: filters, addresses, keys, phones, print, requests."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page

DOCS: Final = Path(__file__).parents[2] / "docs" / "catalogue"
PAGE: Final = 30
"""Codes that are shown at once."""

PHONE: Final = {"width": 390, "height": 844}
DESKTOP: Final = {"width": 1280, "height": 900}
RULES: Final = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
}


def shown(page: Page) -> int:
    """Return the number of codes that the page says it shows."""
    return int(page.locator("#count").inner_text().split(" ")[0])


def headings(page: Page) -> list[str]:
    """Return the codes and names that are shown."""
    return page.locator("#list h2 a").all_inner_texts()


def test_opening_it_asks_nobody_for_anything(
    context: BrowserContext, catalogue: Path
) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()

    page.goto(catalogue.as_uri())
    page.get_by_label("Search, or paste").fill("-115")

    assert [url for url in asked if not url.startswith("data:")] == [catalogue.as_uri()]


ATTEMPTS: Final = {
    "request": "await fetch('https://elsewhere.example')",
    "picture": """
        const image = new Image();
        image.src = "https://elsewhere.example/x.png";
        await image.decode()""",
    "markup": "document.body.innerHTML = '<b>x</b>'",
    "script": """
        const script = document.createElement("script");
        script.append("window.ran = 1");
        document.body.append(script);
        if (!window.ran) throw 1""",
}


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_its_policy_forbids_requests_markup_and_scripts(
    attempt: str, context: BrowserContext, catalogue: Path
) -> None:
    page = context.new_page()
    page.goto(catalogue.as_uri())

    allowed = page.evaluate(
        f"(async () => {{ {ATTEMPTS[attempt]}; }})().then(() => true, () => false)"
    )

    assert allowed is False


def test_filters_narrow_what_is_shown_and_go_together(page: Page) -> None:
    everything = shown(page)
    counts: list[int] = []
    for label, choice in (
        ("Provider", "zalo"),
        ("Who can fix it", "account"),
        ("Kind", "QuotaExceeded"),
        ("Retry", "no"),
    ):
        page.get_by_role("combobox", name=label).select_option(choice)
        counts.append(shown(page))

    assert [everything, *counts] == sorted([everything, *counts], reverse=True)
    assert counts[-1] > 0
    page.get_by_role("button", name="Show all codes").click()
    assert shown(page) == everything


def test_an_address_shows_its_code_alone(open_page: Callable[..., Page]) -> None:
    page = open_page("#zalo--115")

    assert headings(page) == ["-115 OUT_OF_QUOTA"]
    assert page.title() == "-115 OUT_OF_QUOTA - Error codes"
    assert page.evaluate("document.activeElement.textContent") == "-115 OUT_OF_QUOTA"
    page.goto(page.url.replace("#zalo--115", "#zalo-OUT_OF_QUOTA"))
    assert headings(page) == ["-115 OUT_OF_QUOTA"]


def test_every_address_leads_to_its_code(page: Page) -> None:
    missed = page.evaluate(
        """ITEMS.map(({ entry }) => entry.id).filter((id) => {
            history.replaceState(null, "", `#${encodeURIComponent(id)}`);
            followAddress();
            return state.shown.length !== 1 || state.shown[0].entry.id !== id;
        })"""
    )

    assert missed == []


def test_an_address_of_a_provider_shows_its_codes(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("#apns")

    texts = page.locator("#list .of").all_inner_texts()
    assert set(texts) == {"Apple Push Notification service (APNs)"}


def test_an_address_of_nothing_shows_all(open_page: Callable[..., Page]) -> None:
    for address in ("#nothing", "#%E0%A4%A", "#constructor"):
        assert shown(open_page(address)) > 800


def test_the_address_and_the_catch_are_copied(
    context: BrowserContext, open_page: Callable[..., Page]
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = open_page("#zalo--115")

    page.get_by_role("button", name="Copy the address").click()
    page.get_by_text("Copied", exact=True).wait_for()
    assert page.evaluate("navigator.clipboard.readText()").endswith(
        "codes.html#zalo--115"
    )

    page.get_by_role("button", name="Copy the catch").click()
    page.wait_for_function(
        "navigator.clipboard.readText().then((t) => t.includes('except'))"
    )
    pasted = page.evaluate("navigator.clipboard.readText()")
    compile(pasted, "pasted.py", "exec")
    assert "from provider_errors.zalo import ZaloOutOfQuota" in pasted


def test_where_the_clipboard_is_refused_the_old_way_copies(page: Page) -> None:
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")

    page.get_by_role("button", name="Copy the address").first.click()

    page.get_by_text("Copied", exact=True).wait_for()


def test_it_speaks_vietnamese_where_the_specs_do(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("#zalo--115")

    page.get_by_label("Language").select_option("vi")

    summary = page.locator("article .summary")
    assert summary.inner_text().startswith("Số dư")
    assert summary.get_attribute("lang") == "vi"
    assert page.locator("html").get_attribute("lang") == "vi"
    assert page.get_by_label("Nhà cung cấp").first.is_visible()


def test_every_word_of_the_page_is_there_in_each_language(page: Page) -> None:
    found = page.evaluate(
        "Object.values(WORDS).map((words) => Object.keys(words).sort())"
    )

    assert all(each == found[0] for each in found)


def test_keys_lead_to_the_search_and_from_code_to_code(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("quota")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("ArrowUp")
    first = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("ArrowUp")

    assert [first, second] == headings(page)[:2]
    assert page.evaluate("document.activeElement.id") == "query"
    page.keyboard.press("Escape")
    assert page.get_by_label("Search, or paste").input_value() == ""


def test_more_are_shown_when_asked_and_the_focus_goes_on_there(page: Page) -> None:
    before = len(headings(page))

    page.get_by_role("button", name="Show more").click()

    after = headings(page)
    assert len(after) == 2 * before
    assert page.evaluate("document.activeElement.textContent") == after[before]


def test_nothing_is_cut_off_on_a_phone(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.set_viewport_size({"width": 320, "height": 640})

    page.get_by_label("Search, or paste").fill("huawei")

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_print_has_the_codes_and_no_controls(open_page: Callable[..., Page]) -> None:
    page = open_page("#zalo--115")

    page.emulate_media(media="print")

    assert page.locator("article .summary").is_visible()
    for hidden in ("#controls", ".actions", "#reset"):
        assert not page.locator(hidden).first.is_visible()


def test_print_has_every_code_that_was_found(
    open_page: Callable[..., Page], tmp_path: Path
) -> None:
    page = open_page("#zalo")
    found = shown(page)

    page.pdf(path=tmp_path / "codes.pdf")

    assert len(headings(page)) == found > PAGE


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("query", ["", "quota", "xyzzy"])
def test_axe_finds_no_violation(
    query: str, size: Any, scheme: Any, context: BrowserContext, catalogue: Path
) -> None:
    page = context.new_page()
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(size)
    page.goto(catalogue.as_uri())
    page.get_by_label("Search, or paste").fill(query)

    page.evaluate(
        (resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
    )
    results: Any = page.evaluate("(rules) => axe.run(rules)", RULES)

    found = [f"{each['id']}: {each['help']}" for each in results["violations"]]
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_pictures_of_it_stand_in_the_documentation(
    size: Any, scheme: Any, open_page: Callable[..., Page], *, record: bool
) -> None:
    name = "phone" if size is PHONE else "desktop"
    file = DOCS / f"{scheme}-{name}.png"
    page = open_page()
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(size)
    page.get_by_label("Search, or paste").fill("zalo -115")
    if record:
        page.screenshot(path=file)

    assert file.read_bytes()[:4] == b"\x89PNG"


def test_the_data_are_json_that_the_page_shows_in_full(page: Page) -> None:
    data = json.loads(page.locator("#data").text_content() or "")

    assert shown(page) == len(data["entries"]) > 800
