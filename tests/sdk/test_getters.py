"""A getter finds what a walk along its path finds, whatever it is given."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from provider_errors._getters import getter, key_and_getter
from provider_errors._paths import EVERY, KEEP, walk

STEPS = st.sampled_from(
    [
        "a",
        "b",
        0,
        1,
        EVERY,
        KEEP,
        None,
        ("a", "1"),
        ("b", "x"),
        ("*", "a", ""),
        ("*", "", "b"),
        ("after", ":", ""),
        ("before", ":", ""),
    ]
)
PATHS = st.lists(STEPS, max_size=4).map(tuple)
LEAVES = st.sampled_from(
    [None, True, False, 0, 1, 1.0, -7, "", "1", "x", "a:1", "x: b", '{"a": 1}', "[1]"]
)
VALUES = st.recursive(
    LEAVES,
    lambda each: (
        st.lists(each, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "b", "ab"]), each, max_size=3)
    ),
    max_leaves=12,
)


@given(path=PATHS, value=VALUES)
def test_a_getter_finds_what_a_walk_finds(
    path: tuple[object, ...], value: object
) -> None:
    assert getter(path)(value) == walk(value, path)  # type: ignore[arg-type] # any step


@given(
    path=PATHS, value=st.dictionaries(st.sampled_from(["a", "b"]), VALUES, max_size=2)
)
def test_a_key_and_the_rest_find_it_too(
    path: tuple[object, ...], value: dict[str, object]
) -> None:
    key, get = key_and_getter(path)  # type: ignore[arg-type] # any step
    found: object = value if key is None else value.get(key)
    found = found if get is None or found is None else get(found)

    assert found == walk(value, path)  # type: ignore[arg-type] # any step
