"""Messages about text that is not YAML are ours, whatever the parser says and allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from errsmith.problems import SpecError
from errsmith.spec import nodes
from errsmith.spec.yaml_syntax import REASONS, UNKNOWN, syntax_problem
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from errsmith.problems import Problem

OURS = {each.message for each in (*REASONS, UNKNOWN)} | {
    "the quote that opens here is not closed",
    "the line is indented otherwise than every line above it",
}
BROKEN = (
    "a: b: c",
    "a: [b",
    "a: [b}",
    "a: {b",
    "a: {b]",
    "a: 'b",
    'a: "b',
    'a: "\\q"',
    'a: "\\xZZ"',
    'a: "\\ud800"',
    "a: @b",
    "a: `b",
    "a: %b",
    "%YAML 9.9\n--- a",
    "%YAML x\n--- a",
    "%TAG\n--- a",
    "%YAML 1.1\n%YAML 1.1\n--- a",
    "a: |x\n b",
    "a: >0\n b",
    "a: &\n",
    "a: *\n",
    "a: *b",
    "a: !<b\n",
    "a: !%zz b",
    "a: !x!y b",
    "a: - b",
    "a: ? b",
    "a:\n\t- b",
    "a:\n  b: c\n d: e",
    "a:\n- b\n c",
    "a\nb: c",
    "- a\nb: c",
    "a: 'b\n---\nc'",
    "a: b\n--- c\n: d",
    "[a\n]: b: c",
    "{a: b}c",
    "}",
    ",",
)
LOADERS = (yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.__name__)
@pytest.mark.parametrize("text", BROKEN)
def test_a_text_that_is_not_yaml_gets_words_of_ours(
    text: str, loader: type[yaml.SafeLoader]
) -> None:
    try:
        list(yaml.parse(text, Loader=loader))
    except yaml.YAMLError as error:
        problem = syntax_problem(error, text, "acme.yaml")
    else:
        return

    assert problem.message in OURS - {UNKNOWN.message}
    assert 1 <= problem.at.line <= text.count("\n") + 1


def test_words_of_a_parser_that_nobody_knows_are_not_shown() -> None:
    error = yaml.MarkedYAMLError(problem="the frobnicator is full")

    problem = syntax_problem(error, "a: b", "acme.yaml")

    assert problem.message == UNKNOWN.message


@pytest.mark.parametrize("depth", [21, 100, 999, 1_001, 100_000])
@pytest.mark.parametrize("opening", ["[", "{a: ", "[{a: ", "- ", "? ", "[\n", "{a:\n "])
@pytest.mark.parametrize("before", ["", "a: ", "a: '[[['\nb: "])
def test_a_text_that_nests_too_deep_is_refused_as_such(
    depth: int, opening: str, before: str
) -> None:
    if before and opening in {"- ", "? "}:
        before = before.rstrip() + "\n "

    problem = refused(before + opening * depth)

    assert (problem.rule, problem.at.path) == ("yaml-depth", "acme.yaml")


@given(st.lists(st.sampled_from(["[", "{a: "]), min_size=1, max_size=40))
def test_depth_decides_and_not_the_parser(openings: list[str]) -> None:
    closing = "".join("]" if each == "[" else "}" for each in reversed(openings))
    text = f"a: {''.join(openings)}b{closing}\n"

    deep = len(openings) >= nodes.DEEPEST
    problems = [each.rule for each in problems_of(text)]

    assert ("yaml-depth" in problems) == deep


def problems_of(text: str) -> list[Problem]:
    try:
        nodes.parse(text, "acme.yaml")
    except SpecError as error:
        return error.problems
    return []


def refused(text: str) -> Problem:
    (problem,) = problems_of(text)
    return problem
