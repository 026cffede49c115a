"""Specs made at random: each that is valid generates, imports and says every text to the letter."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

ODD = "\"'\\{}%#`$:,[]&*!|>@~- \u200d\u05d0中é🙂"
printable = st.characters(exclude_categories=("C", "Z")) | st.just(" ")
text = st.text(st.sampled_from(ODD + "abc"), min_size=1, max_size=30) | st.text(
    printable, min_size=1, max_size=120
)
words = text.map(lambda each: f"{each}w")
message = st.text(st.sampled_from(ODD + "\n\t") | printable, max_size=60)
ENDS = ".!?\u3002\uff01\uff1f"
# A summary is one sentence: what would end it earlier is taken out.
summary = text.map(lambda each: f"A{''.join(c for c in each if c not in ENDS)}.")
name = st.from_regex(r"[A-Z][A-Z0-9]{0,4}(_[A-Z0-9]{1,4}){1,2}", fullmatch=True)
kinds = st.sampled_from(
    [
        ("insufficient_funds", "never"),
        ("rate_limited", "backoff"),
        ("service_unavailable", {"after": 7}),
        ("provider_fault", "never"),
    ]
)


@st.composite
def texts(draw: st.DrawFn) -> dict[str, Any]:
    return {"summary": draw(summary), "remedy": draw(words)}


@st.composite
def entries(draw: st.DrawFn, member: str) -> dict[str, Any]:
    category, retry = draw(kinds)
    optional: dict[str, Any] = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "note": words,
                "retry_note": words,
                "deprecated": words,
                "texts": st.dictionaries(
                    st.sampled_from(["de", "vi", "zh"]), texts(), min_size=1
                ),
                "links": st.lists(
                    st.text(st.sampled_from("{}%#`$:,[]&*!|@~-é"), max_size=9).map(
                        "https://a.b/{}".format
                    ),
                    min_size=1,
                    max_size=2,
                ),
            },
        )
    )
    return {
        "name": member,
        "category": category,
        "retry": retry,
        **draw(texts()),
        **optional,
    }


@st.composite
def specs(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(["int", "str"]))
    number = st.integers(-(2**63) + 1, 2**63 - 1)
    codes = draw(
        st.lists(
            number if kind == "int" else message.map(lambda each: f"c{each}c"),
            min_size=1,
            max_size=5,
            unique=True,
        )
    )
    members = draw(
        st.lists(
            name,
            min_size=len(codes) + 1,
            max_size=len(codes) + 1,
            unique_by=lambda member: member.replace("_", ""),
        )
    )
    rows = [
        {**draw(entries(member)), "code": code, "message": draw(message)}
        for code, member in zip(codes, members, strict=False)
    ]
    return {
        "provider": "made",
        "prefix": "Made",
        "title": draw(words),
        "sources": [
            {
                "id": "a",
                "url": "https://a.b",
                "seen": "2026-11-22",
                "evidence": "inferred",
            }
        ],
        "tables": [{"enum": "MadeCode", "type": kind, "codes": rows}],
        "uncoded": [draw(entries(members[-1]))],
        "replies": [
            {
                "code": "error",
                "table": "MadeCode",
                "absent": draw(st.lists(text, max_size=2)),
                "failures": [
                    {"items": "items", "split": draw(words), "error": members[-1]}
                ],
            }
        ],
    }


@given(spec=specs())
@settings(
    deadline=None,
    max_examples=20,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,  # the folder is made anew each time
        HealthCheck.too_slow,
    ],
)
def test_a_valid_spec_gives_every_text_back(
    spec: dict[str, Any],
    tmp_path: Path,
    run: Callable[..., subprocess.CompletedProcess[str]],
    probe: Callable[[Path, str], dict[str, Any]],
    promised: Callable[[dict[str, Any]], dict[str, Any]],
    write_spec: Callable[[Path, Any], Path],
) -> None:
    shutil.rmtree(tmp_path / "out", ignore_errors=True)
    write_spec(tmp_path / "specs" / "made.yaml", spec)

    result = run("gen", "specs", "-o", "out", "--package", "made_errors")

    assert result.returncode == 0, result.stderr
    found = probe(tmp_path / "out", "made_errors")["made"]["classes"]
    for cls, facts in promised(spec).items():
        assert {key: found[cls][key] for key in facts} == facts
        for each in (facts["summary"], facts["remedy"]):
            assert " ".join(each.split()) in " ".join(found[cls]["doc"].split())
