"""What the summary of the rules decides, the rules decide too, whatever rules a spec has."""

from __future__ import annotations

import copy
import json
import sys
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from errsmith.cli.dispatch import main

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

CASES = yaml.safe_load(Path(__file__).with_name("quick.yaml").read_text("utf-8"))
SPEC: dict[str, Any] = {
    "title": "Shapes",
    "sources": [
        {
            "id": "page",
            "url": "https://shapes.example/",
            "seen": "2026-01-05",
            "evidence": "official",
        }
    ],
    "tables": [
        {
            "enum": "ShapeCode",
            "type": "int",
            "success": [0],
            "codes": [
                {"code": 0, "name": "SUCCESS", "summary": "It worked."},
                {
                    "code": 17,
                    "name": "FAILED",
                    "summary": "It failed.",
                    "remedy": "Mend it.",
                    "category": "invalid_request",
                    "retry": "never",
                },
            ],
        }
    ],
    "uncoded": [
        {
            "name": "LOST",
            "summary": "A part was lost.",
            "remedy": "Send it again.",
            "category": "not_found",
            "retry": "never",
        }
    ],
}


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[ModuleType]]:
    """A module for each set of rules."""
    folder = tmp_path_factory.mktemp("shapes")
    (folder / "specs").mkdir()
    for number, case in enumerate(CASES):
        names = {"provider": f"shape_{number}", "prefix": f"Shape{number}"}
        spec = {**names, **SPEC, "replies": case["replies"]}
        spec |= {"without_code": case.get("without_code", "unreadable")}
        if "LOST" not in str(case["replies"]):
            del spec["uncoded"]
        text = json.dumps(spec).replace("ShapeCode", f"Shape{number}Code")
        (folder / "specs" / f"shape_{number}.yaml").write_text(text, "utf-8")
    out = ["-o", str(folder), "--package", "shapes_of_success"]
    assert main(["gen", *out, str(folder / "specs")]) == 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(folder), *sys.path])
        yield [
            import_module(f"shapes_of_success.shape_{each}")
            for each in range(len(CASES))
        ]
    for name in [name for name in sys.modules if name.startswith("shapes_of_success")]:
        del sys.modules[name]


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda n: CASES[n]["about"])
@pytest.mark.parametrize("status", [None, 200, 201, 400])
def test_the_summary_and_the_rules_agree(
    number: int, status: int | None, modules: list[ModuleType]
) -> None:
    module = modules[number]
    rules: Any = copy.copy(vars(module)["_CATALOG"])
    quick = import_module("shapes_of_success._quick")
    rules.quick = quick.Quick(())
    bodies: list[Any] = [
        *CASES[number]["bodies"],
        {"code": Decimal(0)},
        {"code": False},
    ]

    found = [module.error_from_reply(body, http_status=status) for body in bodies]

    read = vars(module)["read_reply"]
    by_rules = [read(rules, body, status, None) for body in bodies]
    assert [repr(each) for each in found] == [repr(each) for each in by_rules]
