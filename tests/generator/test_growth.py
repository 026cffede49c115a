"""Checks take a time that grows with the spec, not with its square."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest
from errsmith.spec import checks, load
from errsmith.spec.hints import Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from errsmith.problems import Problem

    Make = Callable[[int], dict[str, Any]]

SOURCE = {"url": "https://a.example", "seen": "2026-11-22", "evidence": "official"}
PART = {"each": "parts", "code": "code", "table": "AcmeCode"}


def row(number: int, **more: Any) -> dict[str, Any]:
    texts = {"summary": "It broke.", "remedy": "Mend it."}
    kind = {"category": "not_found", "retry": "never"}
    return {"code": number, "name": f"ROW_{number}", **texts, **kind, **more}


def spec(rows: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    table = {"enum": "AcmeCode", "type": "int", "codes": rows, **more.pop("table", {})}
    own = {"provider": "acme", "prefix": "Acme", "title": "Acme"}
    replies = [{"code": "error", "table": "AcmeCode"}]
    sources = [{"id": "guide", **SOURCE}]
    made = {"sources": sources, "tables": [table], "replies": replies}
    return {**own, **made, **more}


def uncoded(number: int) -> dict[str, Any]:
    return {key: value for key, value in row(number).items() if key != "code"}


def families(n: int) -> dict[str, Any]:
    return {"families": [{"name": f"F_{i}", "summary": "x"} for i in range(n)]}


MADE: dict[str, Make] = {
    "success": lambda n: spec(
        [row(i) for i in range(n)], table={"success": list(range(n, 2 * n))}
    ),
    "success twice": lambda n: spec([row(0)], table={"success": [1] * n}),
    "ranges": lambda n: spec(
        [row(0)],
        table={
            "success": list(range(9, 10 * n, 10)),
            "ranges": [
                {**uncoded(i), "from": 10 * i, "to": 10 * i + 9} for i in range(1, n)
            ],
        },
    ),
    "overlaps": lambda n: spec(
        [row(0)],
        table={"ranges": [{**uncoded(i), "from": 1, "to": 1 + i} for i in range(1, n)]},
    ),
    "kinds": lambda n: spec([row(i, category=f"not_fond{i}") for i in range(n)]),
    "keys": lambda n: spec([row(i, sumary="x") for i in range(n)]),
    "facts": lambda n: spec(
        [row(0, facts={f"g_{i}": 1 for i in range(n)})],
        facts=[{"name": f"f_{i}", "type": "int", "doc": "W."} for i in range(n)],
    ),
    "twins": lambda n: spec(
        [
            *(row(i) for i in range(n)),
            *({**row(n + i), "same_as": f"RWO_{i}"} for i in range(n)),
        ]
    ),
    "sources": lambda n: spec(
        [row(i, source=f"t{i}") for i in range(n)],
        sources=[{"id": f"s{i}", **SOURCE} for i in range(n)],
    ),
    "families": lambda n: spec(
        [row(i, families=[f"G_{i}"]) for i in range(n)], table=families(n)
    ),
    "tables": lambda n: spec(
        [row(0)],
        replies=[{"code": "error", "table": [f"AcmeCoed{i}" for i in range(n)]}],
    ),
    "errors of items": lambda n: spec(
        [row(0)],
        uncoded=[uncoded(i + 1) for i in range(n)],
        replies=[
            {
                "code": "error",
                "table": "AcmeCode",
                "failures": [{"items": f"p{i}", "error": f"RWO_{i}"} for i in range(n)],
            }
        ],
    ),
    "partial codes": lambda n: spec(
        [row(i) for i in range(n)],
        replies=[
            {
                "code": "error",
                "table": "AcmeCode",
                "partial": list(range(n, 2 * n)),
                "failures": [PART],
            }
        ],
    ),
}


def checked(make: Make, size: int, file: Path) -> list[Problem]:
    """Return the problems of a spec of some size."""
    file.write_text(json.dumps(make(size)), "utf-8")
    found, problems = load.load(file, "acme.yaml")
    return [*problems, *checks.check([found] if found else [])]


@pytest.mark.parametrize("name", MADE)
def test_twice_as_much_takes_at_most_little_more_than_twice_the_calls(
    name: str, tmp_path: Path, calls_of: Callable[..., int]
) -> None:
    file = tmp_path / "acme.yaml"
    checked(MADE[name], 10, file)  # what is made once

    small = calls_of(lambda: checked(MADE[name], 400, file))
    large = calls_of(lambda: checked(MADE[name], 800, file))

    assert large < 2.4 * small


@pytest.mark.parametrize("name", ["success", "success twice", "ranges"])
def test_what_is_looked_for_in_a_list_takes_no_square_of_its_length(
    name: str, tmp_path: Path
) -> None:
    def seconds(size: int) -> float:
        file = tmp_path / "acme.yaml"
        file.write_text(json.dumps(MADE[name](size)), "utf-8")
        found, _ = load.load(file, "acme.yaml")
        assert found is not None
        times: list[float] = []
        for _ in range(3):
            start = time.process_time()
            checks.check([found])
            times.append(time.process_time() - start)
        return min(times)

    assert seconds(6000) < 8 * seconds(1500) + 0.02


@pytest.mark.parametrize("count", [5, 5000])
@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("OUT_OF_QUTA", "OUT_OF_QUOTA"),
        ("OUT_OF_QOUTA", "OUT_OF_QUOTA"),
        ("OUT_OF_QUOTAS", "OUT_OF_QUOTA"),
    ],
)
def test_a_hint_is_found_among_few_words_and_among_many(
    written: str, meant: str, count: int
) -> None:
    words = Words([*(f"NUMBER_{i}" for i in range(count)), "OUT_OF_QUOTA"])

    assert words.near(written) == f"did you mean {meant}?"


def test_a_hint_lists_some_of_many_words() -> None:
    few, many = Words("abc"), Words(str(i) for i in range(1000))

    assert few.one_of() == "one of a, b, c"
    assert many.one_of().endswith(", 29 and 970 more")
