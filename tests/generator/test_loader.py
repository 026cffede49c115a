"""Reading specs: any bytes give a spec or problems with places, never another exception."""

from __future__ import annotations

import json
import re
import time
from typing import TYPE_CHECKING, Any, cast

import pytest
from errsmith.cli import dispatch
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PLACE = re.compile(
    r"(?P<path>[^:]+):(?P<line>\d+):(?P<column>\d+): .* \[[a-z]+(-[a-z]+)+\]"
)
SPEC = """\
provider: acme
prefix: Acme
title: Acme
sources: [{id: guide, url: https://acme.example, seen: 2026-11-22, evidence: official}]
tables:
  - enum: AcmeCode
    type: int
    success: [0]
    codes:
      - {code: 0, name: SUCCESS, summary: It worked.}
      - code: 1
        name: BROKEN
        message: "Broken \\"now\\""
        summary: It broke.
        remedy: Mend it.
        category: provider_fault
        retry: {after: 5}
        texts: {de: {summary: Es brach., remedy: Repariere es.}}
    ranges: [{from: 5, to: 9, name: R, summary: A., remedy: B., category: expired, retry: never}]
uncoded: [{name: U, summary: A., remedy: B., category: expired, retry: never}]
replies:
  - {success: {a.b: 1}}
  - code: error
    table: AcmeCode
    failures: [{items: 'a:json.b', error: U}, {each: c, code: d, table: AcmeCode}]
"""
YAML = "{}[]:,-?!&*|>'\"%@`#~ \n\t\\=<.0123456789_abcxeEoOnNyY\r\x85\u2028\ufeff\0"

somewhere = st.integers(0, len(SPEC))
scrap = st.text(st.sampled_from(YAML), max_size=12) | st.text(max_size=6)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A spec in which pieces were replaced, cut out or doubled."""
    text = SPEC
    for _ in range(draw(st.integers(1, 4))):
        start, end = sorted((draw(somewhere), draw(somewhere)))
        end = min(end, start + draw(st.integers(0, 40)))
        text = text[:start] + draw(scrap | st.just(text[start:end] * 2)) + text[end:]
    return text


LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)


def places(holder: Any) -> Iterator[tuple[Any, Any]]:
    """Every mapping and list in a value with each of its keys."""
    if not isinstance(holder, dict | list):
        return
    inside = cast("dict[Any, Any]", holder)
    for key in [*inside] if isinstance(holder, dict) else range(len(inside)):
        yield inside, key
        yield from places(inside[key])


@st.composite
def mistyped(draw: st.DrawFn) -> str:
    """A spec in which a value somewhere is of any type, or gone."""
    spec: dict[str, Any] = json.loads(json.dumps(WHOLE))
    for _ in range(draw(st.integers(1, 3))):
        holder, key = draw(st.sampled_from(list(places(spec))))
        if draw(st.booleans()):
            holder[key] = draw(VALUES)
        else:
            del holder[key]
    return json.dumps(spec, ensure_ascii=draw(st.booleans()))


WHOLE: dict[str, Any] = {
    "provider": "acme",
    "prefix": "Acme",
    "title": "Acme",
    "sources": [
        {"id": "a", "url": "https://a.b", "seen": "2026-11-22", "evidence": "official"}
    ],
    "tables": [
        {
            "enum": "AcmeCode",
            "type": "int",
            "success": [0],
            "codes": [
                {"code": 0, "name": "SUCCESS", "summary": "It worked."},
                {
                    "code": 1,
                    "name": "BROKEN",
                    "summary": "It broke.",
                    "remedy": "Mend it.",
                    "category": "rate_limited",
                    "retry": {"after": 5},
                    "http_status": 429,
                    "by_status": True,
                    "former_names": ["OLD"],
                    "texts": {"de": {"summary": "Kaputt.", "remedy": "Mach es."}},
                },
                {"code": 1, "name": "SAME", "summary": "Same.", "same_as": "BROKEN"},
            ],
            "ranges": [
                {
                    "from": 5,
                    "to": 9,
                    "name": "R",
                    "summary": "A.",
                    "remedy": "B.",
                    "category": "expired",
                    "retry": "never",
                }
            ],
        },
        {
            "enum": "AcmeWord",
            "type": "str",
            "codes": [
                {
                    "code": "w",
                    "name": "LETTER",
                    "summary": "A.",
                    "remedy": "B.",
                    "category": "expired",
                    "retry": "never",
                    "spellings": ["W"],
                }
            ],
        },
    ],
    "uncoded": [
        {
            "name": "U",
            "summary": "A.",
            "remedy": "B.",
            "category": "expired",
            "retry": "never",
        }
    ],
    "statuses": "AcmeCode",
    "replies": [
        {"success": {"a.b": 1}},
        {"failed": "bad"},
        {
            "code": "error",
            "table": ["AcmeCode", "AcmeWord"],
            "message": ["m"],
            "partial": [1],
            "failures": [
                {"items": "a:json.b", "error": "U", "split": ","},
                {"keyed": "k", "table": "AcmeCode"},
                {
                    "each": "c",
                    "code": "d",
                    "table": "AcmeCode",
                    "vendors": {"key": "v", "modules": {"1": "acme"}},
                },
            ],
        },
    ],
}


@pytest.fixture
def judge(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[bytes], int]:
    """Validates some bytes and holds the messages against their form and the file."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "acme.yaml"

    def of(data: bytes) -> int:
        file.write_bytes(data)
        code = dispatch.main(["validate", "acme.yaml"])
        *messages, last = capsys.readouterr().err.splitlines()
        lines = data.decode("utf-8-sig", "replace").split("\n")
        places: list[tuple[int, int]] = []
        for message in messages:
            if not message.startswith("  hint: "):
                place = PLACE.fullmatch(message)
                assert place is not None, message
                assert place["path"] == "acme.yaml"
                line, column = int(place["line"]), int(place["column"])
                assert 1 <= line <= len(lines)
                assert 1 <= column <= len(lines[line - 1]) + 1
                places.append((line, column))
        assert places == sorted(places)
        assert last.endswith("no problems" if code == 0 else " in 1 spec")
        assert bool(code) == bool(places)
        return code

    return of


shared = settings(
    deadline=None,
    max_examples=300,
    # The fixture has no state that an example could leave to the next.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@given(data=st.binary(max_size=40))
@shared
def test_any_bytes_are_a_spec_or_problems_within_the_file(
    data: bytes, judge: Callable[[bytes], int]
) -> None:
    assert judge(data) == 1


@given(text=scrap | st.text())
@example(text="a: '")
@example(text="? ? ? ?")
@example(text="[" * 2000)
@example(text="{" * 2000)
@example(text="- " * 2000)
@example(text="a: " * 100)
@example(text="&a " * 100)
@example(text="!!")
@example(text="!<")
@example(text="%TAG ! tag:x,2000:\n---\n!a b")
@example(text="a: 0b")
@example(text="provider: " + "1" * 5000)
@example(text="provider: 1:" + "1" * 5000)
@example(text="provider: 2026-99-99")
@example(text="provider: 0x_")
@example(text="provider: =")
@example(text='a: "\\')
@example(text='a: "\\U00110000"')
@example(text='a: "\\ud800"')
@example(text="a:\r\n\r\n- b\r\n - c")
@shared
def test_any_text_is_a_spec_or_problems_within_the_file(
    text: str, judge: Callable[[bytes], int]
) -> None:
    assert judge(text.encode("utf-8", "replace")) == 1


@given(text=damaged())
@example(text=SPEC)
@shared
def test_a_damaged_spec_is_a_spec_or_problems_within_the_file(
    text: str, judge: Callable[[bytes], int]
) -> None:
    assert judge(text.encode("utf-8", "replace")) in (0, 1)


@given(text=mistyped())
@example(text=json.dumps(WHOLE))
@shared
def test_a_spec_with_values_of_any_type_is_a_spec_or_problems_within_the_file(
    text: str, judge: Callable[[bytes], int]
) -> None:
    assert judge(text.encode("utf-8", "replace")) in (0, 1)


def test_the_undamaged_specs_have_no_problems(judge: Callable[[bytes], int]) -> None:
    assert judge(SPEC.encode()) == 0
    assert judge(json.dumps(WHOLE).encode()) == 0


@pytest.mark.parametrize(
    "text",
    [
        "[" * 30_000,
        "{a: " * 30_000,
        "- " * 30_000,
        "? " * 30_000,
        "a: &a [*a,*a]\n" * 5_000,
        "a: b\n" * 30_000,
        "'" * 100_000,
        "a: |\n" + " " * 100_000,
        "!a" * 30_000,
        "a" * 100_000 + ": 1",
        "provider: " + "1" * 100_000,
        "provider: " + "1:" * 50_000 + "1",
        "provider: " + "0." * 50_000,
        "provider: " + "_" * 100_000,
        "replies: [{code: '" + "a." * 50_000 + "', table: A}]",
        "replies: [{code: '" + "a[" * 50_000 + "', table: A}]",
        "tables: [{codes: [{summary: '" + ". " * 50_000 + "'}]}]",
        "é\u2028" * 30_000,
    ],
    ids=lambda text: text[:12].strip(),
)
def test_a_large_file_is_refused_in_seconds(
    text: str, judge: Callable[[bytes], int]
) -> None:
    start = time.process_time()

    assert judge(text.encode()) == 1
    assert time.process_time() - start < 15
