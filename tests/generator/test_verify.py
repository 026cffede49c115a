"""The net under the templates: one that leaks the text of a spec is stopped, nothing is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
import pytest
from errsmith.render import Leak, Renderer

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    Run = Callable[..., subprocess.CompletedProcess[str]]
    Write = Callable[[Path, Any], Path]

TEMPLATES = Path(__file__).parents[2] / "generator" / "errsmith" / "templates"
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
    project: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str, str], subprocess.CompletedProcess[str]]:
    """Generates with a template of modules in which something is replaced."""

    def call(old: str, new: str) -> subprocess.CompletedProcess[str]:
        template = (TEMPLATES / "module.py.j2").read_text("utf-8")
        assert old in template
        folder = tmp_path / "templates"
        folder.mkdir()
        (folder / "module.py.j2").write_text(template.replace(old, new, 1), "utf-8")
        monkeypatch.setattr("errsmith.generate.Renderer", lambda: Renderer(folder))
        return run("gen", cwd=project)

    return call


def test_a_template_of_ones_own_is_used(
    gen_with: Callable[[str, str], subprocess.CompletedProcess[str]], project: Path
) -> None:
    result = gen_with("__all__ = (", "VERSION = 1\n__all__ = (")

    text = (project / "src" / "acme_errors" / "acme.py").read_text()
    assert result.returncode == 0
    assert "VERSION = 1" in text


def test_a_text_of_a_template_may_have_empty_lines_in_it(
    gen_with: Callable[[str, str], subprocess.CompletedProcess[str]], project: Path
) -> None:
    result = gen_with("__all__ = (", 'X = """One\n\n\n# two"""\n__all__ = (')

    text = (project / "src" / "acme_errors" / "acme.py").read_text()
    assert result.returncode == 0
    assert '"""One\n\n\n# two"""' in text


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
    with pytest.raises(Leak):
        gen_with(old, new)

    assert not (project / "src").exists()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(LINKS, f"('{FIRST}',)", id="quoted twice"),
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

    with pytest.raises(Leak):
        gen_with(old, new)

    assert not (project / "src").exists()


def test_a_name_that_the_model_does_not_have_stops_the_run(
    gen_with: Callable[[str, str], subprocess.CompletedProcess[str]], project: Path
) -> None:
    with pytest.raises(jinja2.UndefinedError):
        gen_with(DOC, "{{ error.docs | docstring(4) }}")

    assert not (project / "src").exists()
