"""`python -m provider_errors --json`: what the installed package knows, for other programs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from errsmith.codegen.catalogue import entries

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT: Final = Path(__file__).parents[2]
SCHEMA: Final = ROOT / "docs" / "codes.schema.json"
SAME: Final = ("kind", "fault", "retryable", "retry_after", "summary", "see")


def call(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Call the command of the package."""
    return subprocess.run(
        [sys.executable, "-m", "provider_errors", *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


def codes(*arguments: str) -> list[dict[str, Any]]:
    """Return the codes that are listed for a call, with their provider."""
    found = json.loads(call(*arguments, "--json").stdout)
    return [
        {**code, "provider": each["provider"]}
        for each in found["providers"]
        for code in each["codes"]
    ]


@pytest.fixture(scope="module")
def everything() -> list[dict[str, Any]]:
    return codes()


@pytest.mark.parametrize("arguments", [(), ("zalo",), ("zalo", "-115"), ("401",)])
def test_it_is_as_the_schema_says(arguments: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "codes.json").write_text(call(*arguments, "--json").stdout, "utf-8")

    command = Path(sys.executable).with_name("check-jsonschema")
    result = subprocess.run(
        [command, "--schemafile", SCHEMA, tmp_path / "codes.json"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 0, result.stdout


def test_it_says_of_each_class_what_the_catalogue_says(
    everything: list[dict[str, Any]], export: Callable[..., str]
) -> None:
    listed = {(code["provider"], code["class"]): code for code in everything}
    document = json.loads(export("--format", "json"))

    for provider in document["providers"]:
        for _, entry in entries(provider):
            if entry["class"] and "same_as" not in entry:
                code = listed.pop((provider["provider"], entry["class"]))
                assert {key: code[key] for key in SAME} == {
                    key: entry[key] for key in SAME
                }
                assert code["name"] == entry["name"]
                assert code["remedy"] == entry["remedy"]
                assert code["message"] == entry.get("message", code["message"])
                for language, texts in entry.get("texts", {}).items():
                    assert code["texts"][language]["summary"] == texts["summary"]
                if "from" in entry:
                    assert (code["from"], code["to"]) == (entry["from"], entry["to"])
                elif "code" in entry:
                    assert code["code"] == entry["code"]
    assert {name for _, name in listed} == {None}


def test_a_code_is_listed_for_each_provider_that_has_it() -> None:
    found = codes("401")

    assert {code["code"] for code in found} == {401}
    assert {code["provider"] for code in found} >= {"capsolver", "zalo_oa"}


def test_an_unknown_code_prints_nothing_and_names_near_ones() -> None:
    result = call("zalo", "77", "--json")

    assert (result.returncode, result.stdout) == (1, "")
    assert "the nearest: zalo 0 SUCCESS" in result.stderr


def test_a_language_has_no_effect_on_json_and_is_refused() -> None:
    assert call("zalo", "--json", "--lang", "vi").returncode == 2


def test_it_is_json_in_any_encoding_of_the_terminal() -> None:
    result = call("zalo", "-115", "--json", PYTHONIOENCODING="ascii")

    (provider,) = json.loads(result.stdout)["providers"]
    assert provider["codes"][0]["texts"]["vi"]["summary"].startswith("Số dư")


@pytest.mark.parametrize("name", ["json", "csv", "markdown", "html"])
def test_a_catalogue_is_utf_8_whatever_the_terminal_has(
    name: str, tmp_path: Path
) -> None:
    file = tmp_path / "catalogue"
    command = [sys.executable, "-m", "errsmith", "export", "--format", name]
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}

    printed = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, check=True
    )
    subprocess.run([*command, "-o", file], cwd=ROOT, capture_output=True, check=True)

    assert printed.stdout == file.read_bytes().removeprefix(b"\xef\xbb\xbf")
