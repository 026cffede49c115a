"""Every list of failed parts that a rule names is read, and none of them hides a failure."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

PART = {"code": "status", "item": "to", "table": "AcmeCode"}
LISTS = [{"each": "accepted", **PART}, {"each": "rejected", **PART}]
BAD = {"to": "b", "status": -115}
GOOD = {"to": "a", "status": 0}
TELL = """
import ast, json, sys
sys.path.insert(0, sys.argv[1])
from acme_errors import acme
error = acme.error_from_reply(ast.literal_eval(sys.argv[2]))
parts = [each.item for each in getattr(error, "exceptions", [])]
print(json.dumps([error.succeeded, parts] if parts else type(error).__name__))
"""


@pytest.fixture
def tell(
    spec: dict[str, Any], project: Path, write_spec: Any, run: Run
) -> Callable[[list[Any], object], Any]:
    """Read a reply by some rules: the class of the error, or what a group holds."""

    def of(replies: list[Any], body: object) -> Any:
        write_spec(project / "specs" / "acme.yaml", {**spec, "replies": replies})
        assert run("gen", cwd=project).returncode == 0
        where = (str(project / "src"), repr(body))
        command = [sys.executable, "-I", "-c", TELL, *where]
        printed = subprocess.run(command, capture_output=True, check=True).stdout
        return json.loads(printed)

    return of


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"accepted": [GOOD], "rejected": [BAD]}, [1, ["b"]]),
        ({"rejected": [BAD], "accepted": [GOOD, GOOD]}, [2, ["b"]]),
        ({"accepted": [BAD], "rejected": [BAD]}, [0, ["b", "b"]]),
        ({"accepted": [], "rejected": [BAD]}, [0, ["b"]]),
        ({"accepted": GOOD, "rejected": [BAD]}, [1, ["b"]]),
        ({"rejected": BAD}, "AcmeOutOfQuota"),
        ({"accepted": [GOOD], "rejected": []}, "NoneType"),
        ({"accepted": [GOOD]}, "NoneType"),
        ({"accepted": [GOOD], "rejected": "x"}, "AcmeUnreadableReply"),
        ({"accepted": [GOOD], "rejected": 5}, "AcmeUnreadableReply"),
        ({"accepted": {}, "rejected": {}}, "AcmeUnreadableReply"),
        ({"accepted": [], "rejected": []}, "AcmeUnreadableReply"),
        ({"accepted": 0, "rejected": 0}, "AcmeUnreadableReply"),
    ],
)
def test_a_rule_without_a_code_reads_each_of_its_lists(
    body: object, expected: object, tell: Callable[..., Any]
) -> None:
    assert tell([{"failures": LISTS}], body) == expected


@pytest.mark.parametrize(
    ("count", "expected"), [(9, 9), (0, 0), (-1, None), ("9", None), (True, None)]
)
def test_the_reply_may_count_what_went_through_beside_a_list(
    count: object, expected: object, tell: Callable[..., Any]
) -> None:
    failed = {"each": "failed", **PART, "succeeded": "sent.count"}
    body = {"failed": [BAD], "sent": {"count": count}}

    assert tell([{"failures": [failed]}], body) == [expected, ["b"]]


@pytest.mark.parametrize(
    ("step", "kind"),
    [
        ("kind=4", 4),
        ("kind=4", "4"),
        ("kind=4", 4.0),
        ("kind=true", True),
        ("kind=a", "a"),
    ],
)
def test_a_path_picks_by_what_a_value_means(
    step: str, kind: object, tell: Callable[..., Any]
) -> None:
    rule = {"code": f"details[{step}].code", "table": "AcmeCode"}
    body = {"details": [{"kind": 5, "code": 0}, {"kind": kind, "code": -115}]}

    assert tell([rule], body) == "AcmeOutOfQuota"
