"""The two filters through which a spec's text reaches Python: it stays that text."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest
from errsmith.codegen.python_format import format_python
from errsmith.codegen.render import Leak, Printed
from hypothesis import example, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

HOSTILE = "\"'\\{}%#` ab\u200d"
printable = st.characters(exclude_categories=("C", "Z")) | st.just(" ")
texts = st.text(st.sampled_from(HOSTILE + "\n\t\r\0")) | st.text()
prose = st.lists(
    st.text(st.sampled_from(HOSTILE)) | st.text(printable), max_size=3
).map("\n\n".join)
long_prose = st.lists(
    st.text(st.sampled_from(HOSTILE.replace(" ", "")), min_size=1, max_size=12),
    min_size=10,
    max_size=60,
).map(" ".join)
examples: list[Callable[..., Callable[..., None]]] = [
    example(text)
    for text in (
        "",
        '"',
        "\\",
        '"""',
        '\\"',
        '"\\',
        '""',
        'ends with "',
        "ends with \\",
        '"starts',
        " starts",
        "ends ",
        "'''",
        "a" * 200,
        "\\" * 90,
        '"' * 90,
        f"{'a ' * 40}\\",
        f'{"a " * 40}"',
        "a\n\nb",
        "\\N{DASH}",
        "{{ x }}",
    )
]


def with_examples(test: Callable[..., None]) -> Callable[..., None]:
    for each in examples:
        test = each(test)
    return test


def words(text: str) -> list[str]:
    return text.split()


@with_examples
@given(texts | long_prose)
@settings(deadline=None, max_examples=300)
def test_a_literal_is_exactly_its_text(text: str) -> None:
    assert ast.literal_eval(Printed().literal(text)) == text


@with_examples
@given(texts | long_prose)
@settings(deadline=None, max_examples=100)
def test_formatting_leaves_a_literal_its_text(text: str) -> None:
    formatted = format_python(f"x = {Printed().literal(text)}\n")

    tree = ast.parse(formatted)
    assert isinstance(tree.body[0], ast.Assign)
    assert ast.literal_eval(tree.body[0].value) == text


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | texts,
        lambda inner: st.lists(inner).map(tuple) | st.dictionaries(texts, inner),
        max_leaves=10,
    )
)
@settings(deadline=None)
def test_a_literal_of_anything_is_exactly_that(value: object) -> None:
    assert ast.literal_eval(Printed().literal(value)) == value


@pytest.mark.parametrize("value", [[], {1}, b"", object(), print, ("a", [])])
def test_what_has_no_literal_is_refused(value: object) -> None:
    with pytest.raises(Leak):
        Printed().literal(value)


def docstring_in(source: str) -> str:
    """The docstring of a module or class that holds nothing else."""
    (statement,) = ast.parse(source).body
    if isinstance(statement, ast.ClassDef):
        (statement,) = statement.body
    assert isinstance(statement, ast.Expr)
    assert isinstance(statement.value, ast.Constant)
    assert isinstance(statement.value.value, str)
    return statement.value.value


def source_of(text: str, indent: int) -> str:
    docstring = Printed().docstring(text, indent)
    return f"class A:\n    {docstring}\n" if indent else f"{docstring}\n"


@pytest.mark.parametrize("indent", [0, 4])
@with_examples
@given(text=prose | long_prose)
@settings(deadline=None, max_examples=300)
def test_a_docstring_is_one_string_with_the_words_of_its_text(
    indent: int, text: str
) -> None:
    assert words(docstring_in(source_of(text, indent))) == words(text)


@pytest.mark.parametrize("indent", [0, 4])
@with_examples
@given(text=prose | long_prose)
@settings(deadline=None, max_examples=100)
def test_formatting_leaves_a_docstring_its_words_and_is_content_with_it(
    indent: int, text: str
) -> None:
    once = format_python(source_of(text, indent))
    twice = format_python(once)

    assert words(docstring_in(once)) == words(text)
    assert twice == once


@pytest.mark.parametrize("indent", [0, 4])
@with_examples
@given(text=prose | long_prose)
@settings(deadline=None, max_examples=200)
def test_a_line_of_a_docstring_is_too_long_only_where_a_word_or_its_escapes_are(
    indent: int, text: str
) -> None:
    for line in source_of(text, indent).splitlines():
        bare = line.replace("\\\\", "\\").replace('\\"', '"')
        assert len(bare.strip().strip('"')) <= 88 or len(words(bare)) <= 2


@pytest.mark.parametrize("indent", [0, 4])
def test_paragraphs_stay_apart(indent: int) -> None:
    docstring = docstring_in(source_of("First.\n\nSecond.\n\nThird.", indent))

    assert [line.strip() for line in docstring.splitlines()] == [
        "First.",
        "",
        "Second.",
        "",
        "Third.",
        *([""] if indent else []),
    ]
