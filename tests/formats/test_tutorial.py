"""The tutorial of the format: each of its replies is read as the text says."""

from __future__ import annotations

import json
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from errsmith.cli.dispatch import main

ROOT = Path(__file__).parents[2]
README = ROOT / "specs" / "README.md"
TUTORIAL = ROOT / "docs" / "reply-shapes.md"
BLOCK = re.compile(
    r"```json\n(.*?)```\n\n```yaml\n(.*?)```\n\n(.*?)(?=```|\Z)", re.DOTALL
)


def shapes() -> list[tuple[str, str, str]]:
    """Return each reply of the tutorial with its rules and what is said of it."""
    tutorial = TUTORIAL.read_text("utf-8")
    return [(each[1], each[2], each[3]) for each in BLOCK.finditer(tutorial)]


@pytest.mark.parametrize("number", range(3))
def test_a_reply_of_the_tutorial_is_read_as_it_says(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body, rules, said = shapes()[number]
    example = re.findall(r"```yaml\n(.*?)```", README.read_text("utf-8"), re.DOTALL)[0]
    spec = tmp_path / "specs" / "acme.yaml"
    spec.parent.mkdir()
    spec.write_text(example.partition("replies:")[0] + rules, "utf-8")
    package = f"tutorial_errors_{number}"
    assert (
        main(["gen", "-o", str(tmp_path), "--package", package, str(spec.parent)]) == 0
    )
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])

    found: Any = import_module(f"{package}.acme").error_from_reply(
        json.loads(body), http_status=200
    )

    for name in [name for name in sys.modules if name.startswith(package)]:
        del sys.modules[name]
    first = found.exceptions[0] if hasattr(found, "exceptions") else found
    assert type(first).__name__ == "AcmeOutOfQuota"
    assert "`AcmeOutOfQuota`" in said
    assert ("group" in said) == (first is not found)
    assert len(shapes()) == 3
