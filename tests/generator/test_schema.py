"""specs/schema.json for editors, and specs/README.md for people: they describe the same keys."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import provider_errors
import pytest
import regress
import yaml
from errsmith.spec.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Run = Callable[..., subprocess.CompletedProcess[str]]


CASES: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "refused_by_schema.yaml").read_text("utf-8")
)


@pytest.fixture(scope="module")
def schema(root: Path) -> dict[str, Any]:
    return cast(
        "dict[str, Any]", json.loads((root / "specs" / "schema.json").read_text())
    )


@pytest.fixture(scope="module")
def faults_in(root: Path) -> Callable[[Iterable[Path]], dict[str, set[str]]]:
    """Where the schema finds fault with specs, by file, as check-jsonschema sees it."""
    schema = root / "specs" / "schema.json"

    def of(files: Iterable[Path]) -> dict[str, set[str]]:
        options = ("--output-format", "json", "--schemafile", schema)
        result = check_jsonschema(*options, *files)
        assert result.stdout, result.stderr
        report = json.loads(result.stdout)
        assert not report.get("parse_errors")
        found: dict[str, set[str]] = {}
        for each in report["errors"]:
            found.setdefault(Path(each["filename"]).stem, set()).add(each["path"])
        return found

    return of


def check_jsonschema(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", *arguments]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", timeout=120, check=False
    )


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


def patterns(schema: object) -> Iterator[str]:
    """Every pattern in a schema, but not a property of that name."""
    if isinstance(schema, dict):
        part = cast("dict[str, object]", schema)
        for key, inner in part.items():
            if key == "pattern" and isinstance(inner, str):
                yield inner
            else:
                yield from patterns(inner)
    elif isinstance(schema, list):
        for inner in cast("list[object]", schema):
            yield from patterns(inner)


def test_the_schema_is_a_valid_schema(root: Path, schema: dict[str, Any]) -> None:
    result = check_jsonschema("--check-metaschema", root / "specs" / "schema.json")

    assert result.returncode == 0, result.stdout
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_pattern_is_one_of_ecma_262_in_unicode_mode(
    schema: dict[str, Any],
) -> None:
    found = set(patterns(schema))

    assert len(found) > 5
    for pattern in found:
        regress.Regex(pattern, flags="u")


def test_every_spec_of_the_project_fits_the_schema(
    root: Path, faults_in: Callable[[Iterable[Path]], dict[str, set[str]]]
) -> None:
    found = files(root)

    assert len(found) > 12
    assert faults_in(found) == {}


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


def test_a_wrong_spec_is_refused_where_it_is_wrong(
    tmp_path: Path,
    spec: dict[str, Any],
    write_spec: Callable[[Path, Any], Path],
    faults_in: Callable[[Iterable[Path]], dict[str, set[str]]],
) -> None:
    right = write_spec(tmp_path / "right.yaml", spec)
    wrong = [
        write_spec(tmp_path / f"{name}.yaml", changed(spec, case["at"], case["is"]))
        for name, case in CASES.items()
    ]

    assert len(wrong) >= 20
    assert {name: {case["at"]} for name, case in CASES.items()} == faults_in(
        [right, *wrong]
    )


def changed(spec: dict[str, Any], at: str, value: object) -> dict[str, Any]:
    """A copy of a spec with another value at a path; a list that lacks it has it alone."""
    copy: Any = json.loads(json.dumps(spec))
    *way, last = re.findall(r"[a-z_]+|[0-9]+", at)
    part = copy
    for step in way:
        part = part[int(step)] if step.isdecimal() else part.setdefault(step, [])
    if not last.isdecimal():
        part[last] = value
    else:
        part[int(last) :] = [value]
    return cast("dict[str, Any]", copy)


def test_an_unknown_key_is_refused_at_any_depth(
    tmp_path: Path,
    spec: dict[str, Any],
    write_spec: Callable[[Path, Any], Path],
    faults_in: Callable[[Iterable[Path]], dict[str, set[str]]],
) -> None:
    on_top = write_spec(tmp_path / "on_top.yaml", {**spec, "typo": 1})
    spec["tables"][0]["codes"][1]["summry"] = "It broke."
    in_row = write_spec(tmp_path / "in_row.yaml", spec)

    found = faults_in([on_top, in_row])

    assert found == {"on_top": {"$"}, "in_row": {"$.tables[0].codes[1]"}}


def test_the_kinds_are_offered_wherever_a_category_stands(
    schema: dict[str, Any],
) -> None:
    categories = [
        each["properties"]["category"]["$ref"]
        for each in objects(schema)
        if "category" in each["properties"]
    ]

    assert categories == ["#/$defs/kind"] * 4


def test_a_kind_is_described_as_its_class_is(schema: dict[str, Any]) -> None:
    offered = schema["$defs"]["kind"]["oneOf"]

    described = {each["const"]: each["description"] for each in offered}
    classes = {kind: getattr(provider_errors, KINDS[kind].class_name) for kind in KINDS}
    assert described == {kind: each.__doc__ for kind, each in classes.items()}


def test_a_custom_kind_is_offered_with_its_summary(
    project: Path, root: Path, run: Run
) -> None:
    settings = (project / "pyproject.toml").read_text()
    (project / "pyproject.toml").write_text(f'{settings}schema = "specs/schema.json"\n')
    kinds = root / "tests" / "golden" / "extras" / "specs" / "_kinds.yaml"
    shutil.copy(kinds, project / "specs")

    run("gen", cwd=project)

    schema = json.loads((project / "specs" / "schema.json").read_text())
    summary = "Somebody else changed it at the same time."
    expected = {"const": "conflict", "description": summary}
    assert expected in schema["$defs"]["kind"]["oneOf"]


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
    in_text = {
        "from",
        "to",
        "after",
        "before",
        "header",
        "parameter",
        "key",
        "modules",
        "value",
    }
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
