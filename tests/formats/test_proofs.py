"""A success needs proof: whatever stands where failures are listed, it is never taken for one."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from xml.sax.saxutils import escape, quoteattr

import pytest
from errsmith.cli.dispatch import main
from hypothesis import example, given, settings
from hypothesis import strategies as st
from provider_errors._body import is_list, is_object

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = "proof_errors"
SPEC = """
provider: {name}
prefix: {prefix}
title: Acme
sources: [{{id: g, url: https://acme.example, seen: 2026-11-27, evidence: official}}]
{body}
tables:
  - enum: {prefix}Code
    type: int
    success: [0]
    codes:
      - code: 17
        name: BAD
        summary: It is bad.
        remedy: Mend it.
        category: invalid_request
        retry: never
uncoded:
  - {{name: LOST, summary: It is lost., remedy: Send it again., category: not_found, retry: never}}
replies:
  - code: {at}code
    table: {prefix}Code
    failures:
      - {{each: {at}parts, code: code, table: {prefix}Code, only_errors: true}}
      - {{items: {at}lost, error: LOST}}
  - {{codes: {at}codes, table: {prefix}Code}}
  - failures: [{{each: {at}failed, code: code, table: {prefix}Code, only_errors: true}}]
  - failures: [{{each: {at}results, code: code, table: {prefix}Code, success: {{status: ok}}}}]
  - failures: [{{each: '{at}deep[].failed', code: code, table: {prefix}Code, only_errors: true}}]
  - success: {at}ok
"""
BODIES = {
    "json": SPEC.format(name="json_proof", prefix="JsonProof", at="", body=""),
    "form": SPEC.format(
        name="form_proof", prefix="FormProof", at="", body="body: form"
    ),
    "xml": SPEC.format(name="xml_proof", prefix="XmlProof", at="r.", body="body: xml"),
}


@pytest.fixture(scope="module")
def readers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """Return the reader of each kind of body."""
    folder = tmp_path_factory.mktemp("proofs")
    specs = folder / "specs"
    specs.mkdir()
    for name, text in BODIES.items():
        (specs / f"{name}_proof.yaml").write_text(text, "utf-8")
    assert main(["gen", "-o", str(folder), "--package", PACKAGE, str(specs)]) == 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(folder), *sys.path])
        yield {
            name: import_module(f"{PACKAGE}.{name}_proof").error_from_reply
            for name in BODIES
        }
    for name in [name for name in sys.modules if name.startswith(PACKAGE)]:
        del sys.modules[name]


LEAVES = st.sampled_from(
    [None, True, False, 0, 17, -1, 1.5, "", " ", "x", "17", "ok", "{}"]
)
KEYS = st.sampled_from(["code", "status", "ok", "x", ""])
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3)
    ),
    max_leaves=6,
)
NOTHING: tuple[Any, ...] = (None, "", [])
LISTS = ("failed", "results", "codes")
PROOFS: list[dict[str, Any]] = [{"ok": 1}, {"code": 0}]


@pytest.mark.parametrize("key", LISTS)
@settings(deadline=None)
@given(values=st.lists(VALUES, min_size=1, max_size=3))
@example(values=[{}])
@example(values=[None])
@example(values=[""])
@example(values=[False])
def test_an_element_of_a_list_of_failures_is_no_success(
    key: str, values: list[Any], readers: dict[str, Any]
) -> None:
    body = {"ok": 1, key: values}

    for form in (body, json.dumps(body)):
        found = readers["json"](form, http_status=200)
        fine = key == "results" and all(_went_through(each) for each in values)
        fine = fine or (key == "codes" and all(_is_zero(each) for each in values))
        assert (found is None) == fine


def _went_through(each: Any) -> bool:
    told = is_object(each) and each.get("status") == "ok"
    return told and (each.get("code") in NOTHING or _is_zero(each["code"]))


def _is_zero(code: Any) -> bool:
    return type(code) in (int, float) and code == 0


@pytest.mark.parametrize("key", ["parts", "lost"])
@settings(deadline=None)
@given(values=st.lists(VALUES, min_size=1, max_size=3))
@example(values=[{}])
@example(values=[""])
def test_a_code_of_success_proves_nothing_of_the_parts_that_failed(
    key: str, values: list[Any], readers: dict[str, Any]
) -> None:
    found = readers["json"]({"code": 0, key: values}, http_status=200)

    assert (found is None) == (
        key == "parts"
        and all(is_object(each) and _is_zero(each.get("code", 1)) for each in values)
    )


@pytest.mark.parametrize("key", [*LISTS, "deep"])
@settings(deadline=None)
@given(value=VALUES)
@example(value={})
@example(value=0)
@example(value=False)
@example(value=True)
@example(value={"failed": {}})
def test_something_in_place_of_a_list_of_failures_is_no_success(
    key: str, value: Any, readers: dict[str, Any]
) -> None:
    found = readers["json"]({"ok": 1, key: value}, http_status=200)

    if key == "deep":
        inner = value if is_list(value) else [value]
        there = [each.get("failed") for each in inner if is_object(each)]
        listed = any(each not in NOTHING for each in there)
        assert found is not None or not listed or _all_zero(there)
    elif value == {} or not (is_list(value) or is_object(value)):
        assert (found is None) == (value in NOTHING)


def _all_zero(found: list[object]) -> bool:
    each = [part for one in found for part in (one if is_list(one) else [one])]
    parts = [part for part in each if part not in NOTHING]
    return all(is_object(one) and _is_zero(one.get("code", 1)) for one in parts)


NAMES = st.sampled_from(["code", "x", "failed"])
TEXTS = st.sampled_from(["", " ", "17", "x", "&", "99"])


def _element(name: str, inner: str, attribute: str | None) -> str:
    more = "" if attribute is None else f" a={quoteattr(attribute)}"
    return f"<{name}{more}>{inner}</{name}>" if inner else f"<{name}{more}/>"


CONTENT = st.recursive(
    TEXTS.map(escape),
    lambda inner: st.lists(
        st.builds(_element, NAMES, inner, st.none() | TEXTS), max_size=3
    ).map("".join),
    max_leaves=6,
)


@pytest.mark.parametrize("proof", ["<ok>1</ok>", "<code>0</code>"])
@settings(deadline=None)
@given(elements=st.lists(st.tuples(CONTENT, st.none() | TEXTS), min_size=1, max_size=3))
@example(elements=[("", None)])
@example(elements=[("", None), ("", "x")])
@example(elements=[("<code/>", None)])
def test_an_xml_element_in_a_list_of_failures_is_no_success(
    proof: str, elements: list[tuple[str, str | None]], readers: dict[str, Any]
) -> None:
    names = ("failed", "codes") if "ok" in proof else ("parts", "lost")
    for name in names:
        listed = "".join(_element(name, *each) for each in elements)
        for body in (f"<r>{proof}{listed}</r>", f"<r>{listed}{proof}</r>".encode()):
            assert readers["xml"](body, http_status=200) is not None


@pytest.mark.parametrize("count", [1, 2])
def test_one_element_is_read_as_several_are(
    count: int, readers: dict[str, Any]
) -> None:
    read = {
        "failed": "<failed><code>17</code></failed>",
        "codes": "<codes>17</codes>",
        "deep": "<deep><failed><code>17</code></failed></deep>",
    }
    for listed in read.values():
        found = readers["xml"](f"<r><ok>1</ok>{listed * count}</r>", http_status=200)
        errors = getattr(found, "errors", (found,))
        assert [type(each).__name__ for each in errors] == ["XmlProofBad"] * count
    found = readers["xml"](f"<r><code>0</code>{'<lost>7</lost>' * count}</r>")
    assert [each.item for each in found.errors] == ["7"] * count
    found = readers["form"]("ok=1" + "&codes=17" * count, http_status=200)
    errors = getattr(found, "errors", (found,))
    assert [type(each).__name__ for each in errors] == ["FormProofBad"] * count


@settings(deadline=None)
@given(values=st.lists(TEXTS, min_size=1, max_size=3))
def test_a_field_of_a_form_in_place_of_failures_is_no_success(
    values: list[str], readers: dict[str, Any]
) -> None:
    for key in ("codes", "failed"):
        pairs = [("ok", "1"), *((key, each) for each in values)]
        found = readers["form"](urlencode(pairs), http_status=200)

        assert (found is None) == (values == [""])


@pytest.mark.parametrize("proof", PROOFS)
@pytest.mark.parametrize("nothing", NOTHING)
def test_a_place_that_says_nothing_leaves_the_proof(
    proof: dict[str, Any], nothing: object, readers: dict[str, Any]
) -> None:
    places = ("failed", "results", "codes", "deep", "parts", "lost")
    body = {**proof, **dict.fromkeys(places, nothing)}

    assert readers["json"](body, http_status=200) is None
