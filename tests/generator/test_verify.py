"""The net under the templates: one that leaks the text of a spec is stopped, nothing is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from errsmith import own_templates

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    Run = Callable[..., subprocess.CompletedProcess[str]]
    Write = Callable[[Path, Any], Path]

TEMPLATES = Path(__file__).parents[2] / "generator" / "errsmith" / "templates"
MODULE = (
    (TEMPLATES / "module.py.j2")
    .read_text("utf-8")
    .replace(
        '{% include "error.py.j2" %}',
        (TEMPLATES / "error.py.j2").read_text("utf-8").partition("\n")[2],
    )
)
"""The template of modules, with that of errors in its place."""

DOC = "{{ error.doc | docstring(4) }}"
VALUE = "{{ name }} = {{ value | literal }}"
LINKS = "{{ module.links | literal }}"
FIRST = "{{ module.links[0] | literal }}"
FOR_ACME = """\
{{{{ error.doc | docstring(4) }}}}
    {{% if module.provider == 'acme' %}}
    {}
    {{% endif %}}
"""


@pytest.fixture
def gen_with(
    project: Path, run: Run
) -> Callable[[str, str], subprocess.CompletedProcess[str]]:
    """Generates with a template of one's own, in which something is replaced."""

    def call(old: str, new: str) -> subprocess.CompletedProcess[str]:
        assert old in MODULE
        own = project / "templates" / "module.py.j2"
        own.parent.mkdir()
        own.write_text(MODULE.replace(old, new, 1), "utf-8")
        with (project / "pyproject.toml").open("a") as settings:
            settings.write('templates = "templates"\n')
        return run("gen", cwd=project)

    return call


def test_a_template_of_ones_own_is_used(
    gen_with: Callable[[str, str], subprocess.CompletedProcess[str]], project: Path
) -> None:
    result = gen_with("__all__", "VERSION = 1\n__all__")

    text = (project / "src" / "acme_errors" / "acme.py").read_text()
    assert result.returncode == 0
    assert "VERSION = 1" in text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(DOC, '"""{{ error.doc }}"""', id="as a docstring"),
        pytest.param(VALUE, '{{ name }} = "{{ value }}"', id="as a text"),
        pytest.param(VALUE, '{{ name }} = f"{{ value }}"', id="in an f-string"),
        pytest.param(VALUE, "{{ name }} = {{ value }}", id="as code"),
        pytest.param(DOC, "# {{ error.doc }}", id="in a comment"),
        pytest.param(VALUE, "{{ value }} = 1", id="as a name"),
        pytest.param(DOC, "def {{ error.doc }}(): ...", id="as a function"),
        pytest.param(DOC, '"""{{ error.doc | safe }}"""', id="declared safe"),
        pytest.param(DOC, '"""{{ error.doc | e }}"""', id="escaped for HTML"),
        pytest.param(DOC, '"""{{ error.doc | string }}"""', id="made a string"),
        pytest.param(DOC, '"""{{ error.doc | upper }}"""', id="in upper case"),
        pytest.param(DOC, "{{ error.doc | tojson }}", id="as JSON"),
        pytest.param(DOC, '{{ "%r" | format(error.doc) }}', id="formatted"),
        pytest.param(DOC, "{{ error.doc ~ error.doc }}", id="joined"),
        pytest.param(DOC, "{{ (error.doc | literal)[1:-1] }}", id="cut out"),
        pytest.param(DOC, "{{ (error.doc | literal) ~ '' }}", id="joined to nothing"),
        pytest.param(
            DOC, "{{ error.doc | literal | replace('a', 'b') }}", id="changed"
        ),
        pytest.param(DOC, "{{ [error.doc] | names }}", id="among names"),
        pytest.param(DOC, "{{ [error.doc] | union }}", id="in a union"),
        pytest.param(DOC, "{{ error.doc | header }}", id="as a first line"),
        pytest.param(
            DOC,
            "{% filter upper %}{{ error.doc }}{% endfilter %}",
            id="within a filtered block",
        ),
        pytest.param(
            DOC,
            "{% set doc %}{{ error.doc }}{% endset %}{{ doc }}",
            id="by way of a variable",
        ),
        pytest.param(
            DOC,
            "{% macro m(doc) %}{{ doc }}{% endmacro %}{{ m(error.doc) }}",
            id="by way of a macro",
        ),
        pytest.param(DOC, "{{ 7 }}", id="a number"),
        pytest.param(DOC, "{{ none }}", id="nothing"),
        pytest.param(DOC, "{{ error }}", id="a part of the model"),
    ],
)
def test_text_that_no_filter_made_safe_stops_the_run(
    old: str,
    new: str,
    gen_with: Callable[[str, str], subprocess.CompletedProcess[str]],
    project: Path,
) -> None:
    result = gen_with(old, new)

    assert_stopped(result, project)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(LINKS, f'("{FIRST}",)', id="quoted twice"),
        pytest.param(LINKS, f"(f{FIRST},)", id="as an f-string"),
        pytest.param(LINKS, f"(b{FIRST},)", id="as bytes"),
        pytest.param(
            DOC, "{{ module.enums[0].doc | header }}", id="as a comment of its own"
        ),
        pytest.param(
            LINKS,
            LINKS + "  {{ module.enums[0].doc | header }}",
            id="as a comment behind a text",
        ),
        pytest.param(
            LINKS,
            f"({FIRST},  {{{{ module.enums[0].doc | header }}}}\n)",
            id="as a comment between texts",
        ),
        pytest.param(DOC, FOR_ACME.format("import os"), id="a name for one provider"),
        pytest.param(
            DOC, FOR_ACME.format("x = lambda: 1"), id="a construct for one provider"
        ),
        pytest.param(DOC, FOR_ACME.format("'extra'"), id="a text for one provider"),
    ],
)
def test_what_the_template_and_the_spec_do_not_account_for_stops_the_run(
    old: str,
    new: str,
    gen_with: Callable[[str, str], subprocess.CompletedProcess[str]],
    project: Path,
    spec: dict[str, Any],
    write_spec: Write,
) -> None:
    spec["sources"][0]["url"] = "https://acme.example/{print}"
    write_spec(project / "specs" / "acme.yaml", spec)

    result = gen_with(old, new)

    assert_stopped(result, project)


def test_a_name_that_the_model_does_not_have_stops_the_run(
    gen_with: Callable[[str, str], subprocess.CompletedProcess[str]], project: Path
) -> None:
    result = gen_with(DOC, "{{ error.docs | docstring(4) }}")

    line = MODULE[: MODULE.index(DOC)].count("\n") + 1
    assert f"templates/module.py.j2:{line}:1: " in result.stderr
    assert "has no attribute 'docs'" in result.stderr
    assert_stopped(result, project)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param(
            "errsmith model 1", "errsmith model 2", ":1:19: the template is for model 2",
            id="another version",
        ),
        pytest.param(
            "{{ module.origin | header }}", "", ":1:1: the first line is not",
            id="no header",
        ),
        pytest.param("{% endfor %}\n)", ")", "Unexpected end", id="no end of a loop"),
        pytest.param("__all__", "(__all__", "is no Python", id="no Python"),
    ],
)  # fmt: skip
def test_a_template_that_cannot_be_used_is_told_with_its_place(
    old: str,
    new: str,
    said: str,
    gen_with: Callable[[str, str], subprocess.CompletedProcess[str]],
    project: Path,
) -> None:
    result = gen_with(old, new)

    assert said in result.stderr
    assert_stopped(result, project)


def test_a_template_that_states_no_version_is_for_the_first(
    gen_with: Callable[[str, str], subprocess.CompletedProcess[str]],
) -> None:
    result = gen_with("{# errsmith model 1 #}\n", "")

    assert (result.returncode, own_templates.FIRST_VERSION) == (0, "1")


def assert_stopped(result: subprocess.CompletedProcess[str], project: Path) -> None:
    place, hint, end = result.stderr.splitlines()
    assert result.returncode == 1
    assert place.startswith("templates/module.py.j2:")
    assert hint.startswith("  hint: ")
    assert end == "nothing was written"
    assert not (project / "src").exists()
