"""Samples of replies: read however people wrote them, and never a reason to fail."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from errsmith.importing.samples import find_samples
from hypothesis import given, settings
from hypothesis import strategies as st

keys = st.from_regex(r"[a-z]{2,8}", fullmatch=True)
values = st.one_of(
    st.integers(-9999, 9999), st.from_regex(r"[A-Za-z ]{0,12}", fullmatch=True)
)
objects = st.dictionaries(
    keys,
    st.one_of(values, st.dictionaries(keys, values, min_size=1, max_size=3)),
    min_size=1,
    max_size=4,
)


@settings(deadline=None)
@given(value=objects)
def test_an_object_is_found_as_it_is(value: dict[str, Any]) -> None:
    text = f"A reply:\n\n{json.dumps(value, indent=2)}\n\nThat was it."

    assert [json.loads(each) for each in find_samples(text)] == [value]


@settings(deadline=None)
@given(value=objects)
def test_an_object_is_found_without_the_commas_between_its_lines(
    value: dict[str, Any],
) -> None:
    text = re.sub(r",$", "", json.dumps(value, indent=2), flags=re.MULTILINE)

    assert [json.loads(each) for each in find_samples(text)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        '{"code": 17, "msg": "x",}',
        '{"code": 17 "msg": "x"}',
        '{"code": 17, \u2026 "msg": "x"}',
        '{"code": 17,\n  ...\n  "msg": "x"\n}',
        '{\n  // the code\n  "code": 17, /* its text */\n  "msg": "x"\n}',
        "{'code': 17, 'msg': 'x'}",
        "{code: 17, msg: 'x'}",
    ],
)
def test_an_object_that_is_not_strict_json_is_read(text: str) -> None:
    assert [json.loads(each) for each in find_samples(text)] == [
        {"code": 17, "msg": "x"}
    ]


@pytest.mark.parametrize("stand_in", ["*****", "<text>", "\u2026", "..."])
def test_what_stands_in_place_of_a_value_is_no_value(stand_in: str) -> None:
    text = f'{{\n  "id": {stand_in},\n  "code": 17\n}}'

    assert [json.loads(each) for each in find_samples(text)] == [{"id": "", "code": 17}]


@pytest.mark.parametrize(
    "text",
    ["{ % if x % } hello", "{{ shop }}", "{}", "{ return 1; }", "{ open", "{" * 90],
)
def test_what_is_no_object_with_fields_is_no_sample(text: str) -> None:
    assert all(json.loads(each) == {} for each in find_samples(text))


@settings(deadline=None)
@given(text=st.text(alphabet='{}[]":,a1 \n*…/#', max_size=80))
def test_no_text_stops_the_search(text: str) -> None:
    assert all(isinstance(json.loads(each), dict) for each in find_samples(text))
