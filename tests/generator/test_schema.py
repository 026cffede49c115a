"""specs/schema.json for editors, and specs/README.md for people: they describe the same keys."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any, cast

import jsonschema
import pytest
import yaml

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]


class Loader(yaml.SafeLoader):
    """Reads as editors do, which take a date for text."""


Loader.yaml_implicit_resolvers = {
    first: [each for each in resolvers if not each[0].endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.fixture(scope="module")
def schema(root: Path) -> dict[str, Any]:
    return cast(
        "dict[str, Any]", json.loads((root / "specs" / "schema.json").read_text())
    )


@pytest.fixture(scope="module")
def errors_in(schema: dict[str, Any]) -> Callable[[Any], list[str]]:
    """What is wrong with a spec by the schema."""
    validator: Any = jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.FormatChecker()
    )

    def of(spec: Any) -> list[str]:
        errors = validator.iter_errors(spec)
        return [f"{error.json_path}: {error.message}" for error in errors]

    return of


def files(root: Path) -> list[Path]:
    return [
        *sorted((root / "specs").glob("[!_]*.yaml")),
        *sorted(
            path
            for path in (root / "tests" / "golden").glob("*/specs/*.yaml")
            if not (path.parent / "_kinds.yaml").exists()
        ),
    ]


def objects(schema: object) -> Iterator[dict[str, Any]]:
    """Every part of a schema that lists the keys of a mapping."""
    if isinstance(schema, dict):
        part = cast("dict[str, Any]", schema)
        if "properties" in part:
            yield part
        for inner in part.values():
            yield from objects(inner)
    elif isinstance(schema, list):
        for inner in cast("list[object]", schema):
            yield from objects(inner)


def test_the_schema_is_a_valid_schema(schema: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_spec_of_the_project_fits_the_schema(
    root: Path, errors_in: Callable[[Any], list[str]]
) -> None:
    assert len(files(root)) > 12
    for file in files(root):
        spec = yaml.load(file.read_text("utf-8"), Loader)
        assert errors_in(spec) == [], file.name


def test_every_spec_names_the_schema_in_its_first_line(root: Path) -> None:
    for file in (root / "specs").glob("[!_]*.yaml"):
        first = file.read_text("utf-8").partition("\n")[0]
        assert first == "# yaml-language-server: $schema=schema.json", file.name


def test_an_unknown_key_is_refused_wherever_keys_are_known(
    schema: dict[str, Any],
) -> None:
    found = list(objects(schema))

    assert len(found) > 8
    assert all(each["additionalProperties"] is False for each in found)


@pytest.mark.parametrize(
    "change",
    [
        {"title": 404},
        {"title": None},
        {"provider": "Acme"},
        {"prefix": "acme"},
        {"tables": {}},
        {"sources": [{"id": "guide"}]},
        {"without_code": "maybe"},
        {"typo": 1},
        {"replies": [{"cod": "error"}]},
    ],
    ids=str,
)
def test_a_wrong_spec_is_refused(
    change: dict[str, Any],
    spec: dict[str, Any],
    errors_in: Callable[[Any], list[str]],
) -> None:
    assert errors_in(spec) == []
    assert errors_in({**spec, **change})


@pytest.mark.parametrize(
    "change",
    [
        {"category": "broken"},
        {"retry": "sometimes"},
        {"retry": {"after": 0}},
        {"retry": {"after": 1, "before": 2}},
        {"by_status": "yes"},
        {"links": ["acme.example"]},
        {"code": None},
        {"code": [1]},
        {"summry": "It broke."},
    ],
    ids=str,
)
def test_a_wrong_row_is_refused(
    change: dict[str, Any],
    spec: dict[str, Any],
    errors_in: Callable[[Any], list[str]],
) -> None:
    spec["tables"][0]["codes"][1].update(change)

    assert errors_in(spec)


def test_the_kinds_are_offered_wherever_a_category_stands(
    schema: dict[str, Any],
) -> None:
    categories = [
        each["properties"]["category"]
        for each in objects(schema)
        if "category" in each["properties"]
    ]

    assert len(categories) == 3
    assert all("rate_limited" in each.get("enum", ()) for each in categories)


def test_every_key_says_what_it_is(schema: dict[str, Any]) -> None:
    for each in objects(schema):
        for key, value in each["properties"].items():
            assert value["description"].endswith("."), key


def test_a_schema_that_is_not_as_the_tool_has_it_fails_the_check(
    root: Path, project: Path, run: Run
) -> None:
    settings = (project / "pyproject.toml").read_text()
    (project / "pyproject.toml").write_text(f'{settings}schema = "specs/schema.json"\n')
    written = run("gen", cwd=project)
    file = project / "specs" / "schema.json"
    fresh = file.read_text()
    file.write_text(fresh.replace("remedy", "remedi"))

    stale = run("gen", "--check", cwd=project)
    file.unlink()
    missing = run("gen", "--check", cwd=project)
    run("gen", cwd=project)

    assert "create specs/schema.json" in written.stderr
    assert "specs/schema.json: stale or edited by hand" in stale.stderr
    assert stale.returncode == 1
    assert "specs/schema.json: missing" in missing.stderr
    assert missing.returncode == 1
    assert file.read_text() == fresh == (root / "specs" / "schema.json").read_text()


def test_a_schema_of_somebody_else_is_not_replaced(project: Path, run: Run) -> None:
    settings = (project / "pyproject.toml").read_text()
    (project / "pyproject.toml").write_text(f'{settings}schema = "schema.json"\n')
    (project / "schema.json").write_text("{}\n")

    result = run("gen", cwd=project)

    assert result.returncode == 1
    assert "schema.json was not written by errsmith" in result.stderr
    assert (project / "schema.json").read_text() == "{}\n"
    assert not (project / "src").exists()


def test_the_output_of_this_project_is_up_to_date(
    root: Path, tmp_path: Path, run: Run
) -> None:
    for name in ("specs", "generated", "pyproject.toml"):
        copy = shutil.copytree if (root / name).is_dir() else shutil.copy
        copy(root / name, tmp_path / name)

    result = run("gen", "--check")

    assert result.stderr == "the output is up to date\n"
    assert result.returncode == 0


def test_the_readme_describes_exactly_the_keys_that_exist(
    root: Path, schema: dict[str, Any]
) -> None:
    readme = (root / "specs" / "README.md").read_text("utf-8")
    cells = re.findall(r"^\| (`[^|]*`) \|", readme, re.MULTILINE)
    described = {key for cell in cells for key in re.findall(r"`([^`]+)`", cell)}
    mentioned = set(re.findall(r"\b[a-z_]+\b", readme))
    known = {key for each in objects(schema) for key in each["properties"]}

    # Stand in the text, not in the first column of a table.
    in_text = {"from", "to", "after", "parameter", "key", "modules"}
    assert known - described == in_text
    assert in_text <= mentioned
    assert described - known == set()


def test_the_example_of_the_readme_is_a_valid_spec(
    root: Path, tmp_path: Path, run: Run
) -> None:
    readme = (root / "specs" / "README.md").read_text("utf-8")
    example, *_ = re.findall(r"```yaml\n(.*?)```", readme, re.DOTALL)
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "acme.yaml").write_text(example, "utf-8")

    result = run("validate")

    assert result.stderr == "1 spec with 2 codes: no problems\n"
