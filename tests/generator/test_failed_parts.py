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
        ({"accepted": [], "rejected": [BAD]}, "AcmeOutOfQuota"),
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
    ("count", "expected"),
    [(9, 9), (0, 0), (-1, None), ("9", 9), ("x", None), (True, None)],
)
def test_the_reply_may_count_what_went_through_beside_a_list(
    count: object, expected: object, tell: Callable[..., Any]
) -> None:
    failed = {"each": "failed", **PART, "succeeded": "sent.count"}
    body = {"failed": [BAD, BAD], "sent": {"count": count}}

    assert tell([{"failures": [failed]}], body) == [expected, ["b", "b"]]


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


def test_a_path_picks_an_object_that_stands_alone(tell: Callable[..., Any]) -> None:
    rule = {"code": "detail[kind=4].code", "table": "AcmeCode"}

    assert tell([rule], {"detail": {"kind": 4, "code": -115}}) == "AcmeOutOfQuota"
    assert tell([rule], {"detail": {"kind": 5, "code": -115}}) == "AcmeUnreadableReply"


PLACE = [
    {"keyed": "data", "table": "AcmeCode"},
    {**PART, "each": "data", "without_code": "success"},
]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"-115": ["b", "c"], "id": "m"}, [None, ["b", "c"]]),
        ([BAD, {"to": "a"}], [1, ["b"]]),
        (BAD, "AcmeOutOfQuota"),
        ({"id": "m", "asked_for": ["b"]}, "NoneType"),
        ([{"to": "a"}], "NoneType"),
        ("b", "AcmeUnreadableReply"),
        (5, "AcmeUnreadableReply"),
    ],
)
def test_calls_may_fill_in_one_place_in_different_ways(
    data: object, expected: object, tell: Callable[..., Any]
) -> None:
    rule = {"code": "error", "table": "AcmeCode", "failures": PLACE}

    assert tell([rule], {"error": 0, "data": data}) == expected


@pytest.mark.parametrize("value", [True, [{"day": 1}]])
def test_what_other_calls_put_into_the_place_of_keys_is_no_failure(
    value: object, tell: Callable[..., Any]
) -> None:
    rule = {"code": "error", "table": "AcmeCode", "failures": PLACE[:1]}

    assert tell([rule], {"error": 0, "data": value}) == "NoneType"


def test_items_may_be_objects(spec: dict[str, Any], tell: Callable[..., Any]) -> None:
    spec["uncoded"] = [
        {
            "name": "FAILED",
            "summary": "It failed.",
            "remedy": "Correct it.",
            "category": "invalid_request",
            "retry": "never",
        }
    ]
    failed = {"items": "failed", "error": "FAILED", "item": "place", "message": "why"}
    rule = {"code": "error", "table": "AcmeCode", "failures": [failed]}

    assert tell([rule], {"error": 0, "failed": [{"place": 1}, "x"]}) == [
        None,
        ["1", None],
    ]


def test_the_reply_may_count_what_went_through_beside_keys(
    tell: Callable[..., Any],
) -> None:
    failed = {"keyed": "failed", "table": "AcmeCode", "succeeded": "sent"}
    rule = {"code": "error", "table": "AcmeCode", "failures": [failed]}
    body = {"error": 0, "failed": {"-115": ["b"]}, "sent": 3}

    assert tell([rule], body) == [3, ["b"]]
