"""The net under the templates: one that leaks the text of a spec is stopped, nothing is written.

Each file of tests/hostile/templates says what is replaced in which template, and what the command
says of it. `pytest tests/generator --record` records the messages anew.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    Run = Callable[..., subprocess.CompletedProcess[str]]
    Write = Callable[[Path, Any], Path]
    GenWith = Callable[[str, str], subprocess.CompletedProcess[str]]

DOC = "{{ error.doc | docstring(4) }}"
PLACE = re.compile(r"^templates/[\w.]+:\d+:1: ")
TESTS = Path(__file__).parents[1]
TEMPLATES = TESTS.parent / "generator" / "errsmith" / "codegen" / "templates"
MODULE = (
    (TEMPLATES / "module.py.j2")
    .read_text("utf-8")
    .replace(
        '{% include "error.py.j2" %}',
        (TEMPLATES / "error.py.j2").read_text("utf-8"),
    )
)
"""The template of modules, with that of errors in its place."""
CASES = sorted((TESTS / "hostile" / "templates").iterdir())


@pytest.fixture
def gen_with(project: Path, run: Run) -> GenWith:
    """Generates with a template of modules in which something is replaced."""
    folder = project / "templates"
    folder.mkdir()
    with (project / "pyproject.toml").open("a") as settings:
        settings.write('templates = "templates"\n')

    def call(old: str, new: str) -> subprocess.CompletedProcess[str]:
        assert old in MODULE, "the template has changed; the case has to follow"
        (folder / "module.py.j2").write_text(MODULE.replace(old, new), "utf-8")
        return run("gen", cwd=project)

    return call


def put(spec: dict[str, Any], path: str, value: object) -> None:
    """Set what stands at a path of keys and indices with dots between them."""
    *above, last = path.split(".")
    holder: Any = spec
    for key in above:
        holder = holder[int(key) if isinstance(holder, list) else key]
    holder[last] = value


def test_a_template_of_ones_own_is_used(gen_with: GenWith, project: Path) -> None:
    result = gen_with("__all__: ", "VERSION = 1\n__all__: ")

    text = (project / "src" / "acme_errors" / "acme.py").read_text()
    assert result.returncode == 0
    assert "VERSION = 1" in text


def test_a_text_of_a_template_may_have_empty_lines_in_it(
    gen_with: GenWith, project: Path
) -> None:
    result = gen_with("__all__: ", 'X = """One\n\n\n# two"""\n__all__: ')

    text = (project / "src" / "acme_errors" / "acme.py").read_text()
    assert result.returncode == 0
    assert '"""One\n\n\n# two"""' in text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(
            "    {{ error.doc | docstring(4) }}",
            "    {% set doc = error.doc | docstring(4) %}\n    {{ doc }}\n    {{ doc }}",
            id="a docstring twice",
        ),
        pytest.param(
            "message: str | None = None,",
            "message: str | None = {{ module.doc | literal }},",
            id="a literal as a default",
        ),
        pytest.param(
            "{{ name }} = {{ value | literal(8) }}",
            "{{ name }} = {'a': [{{ value | literal }}, {{ value | literal }}]}",
            id="literals within others",
        ),
    ],
)
def test_text_that_a_filter_made_safe_stands_anywhere(
    old: str, new: str, gen_with: GenWith
) -> None:
    result = gen_with(old, new)

    assert result.stderr.endswith(" files changed, 0 up to date\n")


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_a_template_that_leaks_stops_the_run(
    file: Path,
    gen_with: GenWith,
    project: Path,
    spec: dict[str, Any],
    write_spec: Write,
    record: bool,  # noqa: FBT001 - a fixture
) -> None:
    case: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    for path, value in case.get("spec", {}).items():
        put(spec, path, value)
    write_spec(project / "specs" / "acme.yaml", spec)
    for name, text in case.get("beside", {}).items():
        (project / "templates" / name).write_text(text, "utf-8")

    result = gen_with(case["replace"], case["by"])

    place, _, _ = result.stderr.partition("\n")
    said = PLACE.sub("", place).partition(" is no Python")[0]
    if record:
        kept, _, _ = file.read_text("utf-8").partition("says: ")
        quoted = said.replace("'", "''")
        file.write_text(f"{kept}says: '{quoted}'\n", "utf-8")
        case["says"] = said
    assert said == case["says"]
    assert_stopped(result, project)


def test_a_name_that_the_model_does_not_have_stops_the_run(
    gen_with: GenWith, project: Path
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
            "{{ module.origin | header }}", "", ":1:1: the first line is not",
            id="no header",
        ),
        pytest.param("{% endfor %}\n)", ")", "Jinja was looking for", id="no end of a loop"),
        pytest.param("__all__", "(__all__", "is no Python", id="no Python"),
    ],
)  # fmt: skip
def test_a_template_that_cannot_be_used_is_told_with_its_place(
    old: str,
    new: str,
    said: str,
    gen_with: GenWith,
    project: Path,
) -> None:
    result = gen_with(old, new)

    assert said in result.stderr
    assert_stopped(result, project)


def assert_stopped(result: subprocess.CompletedProcess[str], project: Path) -> None:
    place, hint, end = result.stderr.splitlines()
    assert result.returncode == 1
    assert place.startswith("templates/")
    assert hint.startswith("  hint: ")
    assert end == "nothing was written"
    assert not (project / "src").exists()
