"""Output is as black has it, although black hardly sees any of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from errsmith.codegen.formatted import formatted
from errsmith.codegen.layout import lay_out
from errsmith.codegen.render import Printed
from errsmith.codegen.template_model import Call, Group, Value
from errsmith.spec.identifiers import Identifier
from hypothesis import example, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from errsmith.codegen.template_model import Expression

printed = Printed()
WORDS = [
    "a",
    "to",
    "the",
    "message",
    "provider's",
    '"so"',
    "it\\",
    "ünï",
    "中文字",
    "🙂",
]
text = st.lists(st.sampled_from([*WORDS, "x" * 30]), min_size=1, max_size=22).map(
    " ".join
)
name = (
    st.lists(st.sampled_from(["Big", "OfSort", "Unreachable"]), min_size=1, max_size=9)
    .map("".join)
    .map(Identifier)
)
number = st.integers(-(10**9), 10**9)
leaf: st.SearchStrategy[Expression] = name | st.builds(
    Value,
    text
    | number
    | st.lists(text, min_size=1, max_size=4).map(tuple)
    | st.dictionaries(text, text | number, min_size=1, max_size=4)
    | st.just(("a", None, ("b", "c"))),
)
expression: st.SearchStrategy[Expression] = st.recursive(
    leaf,
    lambda inner: (
        st.builds(Group, st.lists(inner, min_size=1, max_size=5).map(tuple))
        | st.builds(
            Call,
            name,
            st.lists(inner, min_size=1, max_size=3).map(tuple),
            st.lists(st.tuples(st.just(Identifier("item")), inner), max_size=3).map(
                tuple
            ),
        )
    ),
    max_leaves=8,
)


def literal(value: object) -> str:
    return str(printed.literal(value))


@st.composite
def error(draw: st.DrawFn) -> str:
    """The class of an error, as the template prints it."""
    bases = draw(st.lists(name, min_size=1, max_size=5, unique=True))
    links = tuple(draw(st.lists(text, min_size=1, max_size=3)))
    member = draw(st.text("X", min_size=1, max_size=60))
    doc = draw(st.lists(text, min_size=1, max_size=2).map("\n\n".join))
    return f"""\
class {draw(name)}({", ".join(bases)}):
    {printed.docstring(doc, 4)}

    summary = {literal(draw(text))}
    links: ClassVar[tuple[str, ...]] = {literal(links)}
    severity: ClassVar[str | None] = {literal(draw(text | number))}


    @property
    def code(self) -> Literal[BigCode.{member}]:
        return {literal(draw(text))}

    @property
    def seconds(self) -> float | None:
        {printed.docstring(draw(text), 8)}
        return {printed.expression(draw(expression))}
"""


@st.composite
def table(draw: st.DrawFn) -> str:
    """An enum and its table."""
    codes = draw(st.lists(text | number, max_size=4))
    rows = "".join(f"        {literal(code)}: {draw(name)},\n" for code in codes)
    options = "".join(
        f"    {key}={printed.expression(draw(expression))},\n"
        for key in ("ranges", "spellings")
    )
    return f"""\
class BigCode(StrEnum):
    {printed.docstring(draw(text), 4)}

    MEMBER = {literal(draw(text))}
    {printed.docstring(draw(text), 4)}


_BIG_CODE: Table[{draw(name)}] = Table(
    BigCode,
    {{
{rows}    }},
{options})
"""


@st.composite
def condition(draw: st.DrawFn) -> str:
    """A function that tests something, as the template prints it."""
    tests = st.sampled_from(
        [
            "code is not False",
            'code in (0, "0")',
            'not body.get("errors and more")',
            '"error" not in part',
            "part.__class__ is dict",
        ]
    )
    joined = " and ".join(draw(st.lists(tests, min_size=1, max_size=6)))
    return f"""\
def error_from_reply(body: Any) -> None:
    if body.__class__ is dict:
        if {joined}:
            return None
    return read_reply(_CATALOG, body)
"""


@st.composite
def others(draw: st.DrawFn) -> str:
    """Imports, texts in other languages, and a tuple of one."""
    names = draw(st.lists(name, min_size=1, max_size=6))
    rows = "".join(
        f'        "{draw(name)}": ({literal(draw(text))}, {literal(draw(text))}),\n'
        for _ in range(draw(st.integers(1, 4)))
    )
    return f"""\
from ._kinds import ({", ".join(names)})

TEXTS: dict[str, dict[str, tuple[str, str]]] = {{
    "de": {{
{rows}    }},
}}

PROVIDERS = (
    "{draw(name)}",
)
"""


@given(source=error() | table() | condition() | others())
@example(source="x = 1\n")
@example(source='class A(B):\n    """"."""\n')
@settings(deadline=None, max_examples=120)
def test_what_is_laid_out_is_as_black_has_it(source: str) -> None:
    expected = formatted(source)

    assert lay_out(source, formatted) == expected


def test_black_is_not_asked_about_the_modules_of_this_project(
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    run: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("errsmith.codegen.formatted.formatted", asked.append)

    result = run("gen", "--no-cache", "-o", str(tmp_path), "specs", cwd=root)

    assert result.returncode == 0
    assert asked == []
