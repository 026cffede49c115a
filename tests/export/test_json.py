"""`errsmith export --format json`: all that the specs say, in the form of the published schema."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml
from errsmith.codegen.catalogue import COMPUTED, entries
from errsmith.spec.kinds import KINDS, fault_of

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT: Final = Path(__file__).parents[2]
SCHEMA: Final = ROOT / "docs" / "catalogue.schema.json"
MEANT: Final = ("kind", "fault", "retryable", "retry_after")


def without_computed(provider: dict[str, Any]) -> dict[str, Any]:
    """Return what is left of a provider without the keys that are computed."""
    for _, entry in entries(provider):
        for key in COMPUTED:
            del entry[key]
    return provider


def test_the_published_schema_is_the_one_that_the_tool_writes(
    export: Callable[..., str], *, record: bool
) -> None:
    schema = export("--schema")
    if record:
        SCHEMA.write_text(schema, "utf-8")

    assert schema == SCHEMA.read_text("utf-8")


@pytest.mark.parametrize("mine", [False, True])
def test_the_json_is_as_the_schema_says(
    export: Callable[..., str], every_key: Path, tmp_path: Path, *, mine: bool
) -> None:
    found = export(*([every_key] if mine else []), "--format", "json")
    (tmp_path / "found.json").write_text(found, "utf-8")

    command = Path(sys.executable).with_name("check-jsonschema")
    result = subprocess.run(
        [command, "--schemafile", SCHEMA, tmp_path / "found.json"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("mine", [False, True])
def test_a_provider_is_its_spec_with_what_is_computed(
    export: Callable[..., str], every_key: Path, *, mine: bool
) -> None:
    folder = every_key if mine else ROOT / "specs"
    specs = [
        yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
        for path in sorted(folder.glob("[!_]*.yaml"))
    ]

    found = json.loads(export(folder, "--format", "json"))["providers"]

    expected = json.loads(json.dumps(specs, default=str))
    assert [without_computed(each) for each in found] == expected


def test_an_entry_says_what_its_class_says(export: Callable[..., str]) -> None:
    document = json.loads(export("--format", "json"))

    for provider in document["providers"]:
        module = import_module(f"{document['package']}.{provider['provider']}")
        for _, entry in entries(provider):
            if entry["class"]:
                cls = getattr(module, entry["class"])
                kinds = {base.__name__: base for base in cls.__mro__}
                found = [entry[key] for key in MEANT]
                expected = [entry["kind"], cls.fault, cls.retryable, cls.wait]
                assert found == expected, entry["id"]
                assert kinds[entry["kind"]].category == cls.category
                assert tuple(entry["see"]) == cls.links


def test_an_address_is_that_of_one_entry(
    export: Callable[..., str], every_key: Path
) -> None:
    for folder in (every_key, ROOT / "specs"):
        document = json.loads(export(folder, "--format", "json"))
        found = [e["id"] for p in document["providers"] for _, e in entries(p)]
        assert len(found) == len(set(found))


def test_codes_that_look_like_addresses_of_others_take_none_of_them(
    export: Callable[..., str], tmp_path: Path
) -> None:
    row = "summary: No., remedy: Ask., category: not_found, retry: never"
    spec = f"""
provider: bad
prefix: Bad
title: Bad
sources: [{{id: page, url: 'https://bad.example', seen: '2026-11-22', evidence: official}}]
tables:
  - enum: BadCode
    type: str
    codes:
      - {{code: x, name: X, {row}}}
      - {{code: x, sub_code: 1, name: X_ONE, {row}}}
      - {{code: x-X_ONE, name: SLY, {row}}}
      - {{code: GONE, name: HERE, {row}}}
uncoded: [{{name: GONE, {row}}}]
replies:
  - {{code: code, sub_code: sub, table: BadCode, failures: [{{items: failed, error: GONE}}]}}
"""
    (tmp_path / "bad.yaml").write_text(spec)

    document = json.loads(export(tmp_path / "bad.yaml", "--format", "json"))

    found = {e["name"]: e["id"] for _, e in entries(document["providers"][0])}
    assert found == {
        "X": "bad-x",
        "X_ONE": "bad-x-X_ONE-X_ONE",
        "SLY": "bad-x-X_ONE",
        "HERE": "bad-GONE",
        "GONE": "bad-GONE-GONE",
    }


def test_each_kind_has_the_fault_of_its_class() -> None:
    module = import_module("provider_errors")
    found = {kind.class_name: fault_of(name, KINDS) for name, kind in KINDS.items()}

    assert found == {name: getattr(module, name).fault for name in found}


def test_custom_kinds_are_listed_with_the_fault_of_their_base(
    export: Callable[..., str], every_key: Path
) -> None:
    kinds = """
kinds:
  - {name: Chirped, summary: It chirped., base: InvalidRecipient}
  - {name: Hooted, summary: It hooted., base: Chirped, fault: account}
"""
    (every_key / "_kinds.yaml").write_text(kinds)
    other = every_key / "other.yaml"
    other.write_text(other.read_text().replace("not_found", "chirped"))

    document = json.loads(export(every_key, "--format", "json"))

    faults = {kind["class"]: kind["fault"] for kind in document["kinds"]}
    assert (faults["Chirped"], faults["Hooted"]) == ("recipient", "account")
    (provider,) = (p for p in document["providers"] if p["provider"] == "other")
    (row,) = provider["tables"][0]["codes"]
    assert (row["kind"], row["fault"]) == ("Chirped", "recipient")
