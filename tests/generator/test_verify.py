"""The net under the templates: one that leaks the text of a spec is stopped, nothing is written.

Each file of tests/hostile/templates says what is replaced in which template, and what the command
says of it. `pytest tests/generator --update-golden` records the messages anew.
"""

from __future__ import annotations

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

TESTS = Path(__file__).parents[1]
TEMPLATES = TESTS.parent / "generator" / "errsmith" / "templates"
CASES = sorted((TESTS / "hostile" / "templates").iterdir())


@pytest.fixture
def gen_with(project: Path, run: Run) -> GenWith:
    """Generates with a template of modules in which something is replaced."""
    folder = project / "templates"
    folder.mkdir()
    with (project / "pyproject.toml").open("a") as settings:
        settings.write('templates = "templates"\n')

    def call(old: str, new: str) -> subprocess.CompletedProcess[str]:
        template = (TEMPLATES / "module.py.j2").read_text("utf-8")
        assert old in template, "the template has changed; the case has to follow"
        changed = template.replace(old, new)
        (folder / "module.py.j2").write_text(changed, "utf-8")
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
    result = gen_with("__all__ = (", "VERSION = 1\n__all__ = (")

    text = (project / "src" / "acme_errors" / "acme.py").read_text()
    assert result.returncode == 0
    assert "VERSION = 1" in text


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
            "{{ name }} = {{ value | literal }}",
            "{{ name }} = {'a': [{{ value | literal }}, {{ value | literal }}]}",
            id="literals within others",
        ),
    ],
)
def test_text_that_a_filter_made_safe_stands_anywhere(
    old: str, new: str, gen_with: GenWith
) -> None:
    result = gen_with(old, new)

    assert result.stderr.endswith("1 spec: 14 files changed, 0 up to date\n")


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_a_template_that_leaks_stops_the_run(
    file: Path,
    gen_with: GenWith,
    project: Path,
    spec: dict[str, Any],
    write_spec: Write,
    update: bool,  # noqa: FBT001 - a fixture
) -> None:
    case: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    for path, value in case.get("spec", {}).items():
        put(spec, path, value)
    write_spec(project / "specs" / "acme.yaml", spec)
    for name, text in case.get("beside", {}).items():
        (project / "templates" / name).write_text(text, "utf-8")

    result = gen_with(case["replace"], case["by"])

    said, _, end = result.stderr.partition("\n")
    if update:
        kept, _, _ = file.read_text("utf-8").partition("says: ")
        quoted = said.replace("'", "''")
        file.write_text(f"{kept}says: '{quoted}'\n", "utf-8")
        case["says"] = said
    assert said == case["says"]
    assert end == "nothing was written\n"
    assert result.returncode == 1
    assert not (project / "src").exists()
