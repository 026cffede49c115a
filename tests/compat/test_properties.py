"""What holds for every spec: it is like itself, more is compatible, and less is not."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from errsmith.compat.compare import compare
from errsmith.compat.findings import Level
from errsmith.compat.specs import SpecSet
from errsmith.spec import checks, load
from errsmith.spec.model import KindFile
from hypothesis import assume, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from errsmith.compat.findings import Finding
    from errsmith.spec.model import Spec

Raw = dict[str, Any]
CODES = st.integers(-(2**62), 2**62)
thorough = settings(max_examples=60, deadline=None)

MEMBERS = st.from_regex(r"[A-Z]{1,4}(_[A-Z]{1,4}){0,2}", fullmatch=True)
KINDS = st.sampled_from(
    [
        ("provider_fault", "backoff"),
        ("provider_fault", "never"),
        ("rate_limited", {"after": 60}),
        ("not_found", "never"),
    ]
)


@st.composite
def raw_specs(draw: st.DrawFn) -> Raw:
    """A spec with rows of every sort."""
    count = draw(st.integers(2, 7))
    members = draw(
        st.lists(MEMBERS, min_size=count + 5, max_size=count + 5, unique=True)
    )
    codes = draw(st.lists(CODES, min_size=count, max_size=count, unique=True))
    rows = [draw(errors(members[i], code=codes[i])) for i in range(count)]
    rows[0]["former_names"] = [members[count]]
    same = {"name": members[count + 1], "code": codes[0], "same_as": rows[0]["name"]}
    rows.append({**same, "summary": "It broke."})
    success = {"code": codes[-1], "name": members[count - 1], "summary": "It worked."}
    rows[count - 1] = success
    first = draw(st.integers(-1000, 1000))
    span = draw(errors(members[count + 2], **{"from": first, "to": first + 9}))
    assume(not first <= codes[-1] <= first + 9)
    words = draw(errors(members[count + 3], code="gone", spellings=["lost"]))
    return {
        "provider": "acme",
        "prefix": "Acme",
        "title": "Acme",
        "sources": [
            {
                "id": "guide",
                "url": "https://acme.example",
                "seen": "2026-11-22",
                "evidence": "official",
            }
        ],
        "tables": [
            {
                "enum": "AcmeCode",
                "type": "int",
                "success": [codes[-1]],
                "codes": rows,
                "ranges": [span],
            },
            {"enum": "AcmeWord", "type": "str", "codes": [words]},
        ],
        "uncoded": [draw(errors(members[count + 4]))],
        "replies": [
            {
                "code": "error",
                "table": "AcmeCode",
                "failures": [{"items": "bad", "error": members[count + 4]}],
            },
            {"code": "word", "table": "AcmeWord"},
        ],
    }


@st.composite
def errors(draw: st.DrawFn, /, name: str, **keys: Any) -> Raw:
    """A row that is an error."""
    kind, retry = draw(KINDS)
    texts = {"summary": "It broke.", "remedy": "Mend it."}
    return {"name": name, **texts, "category": kind, "retry": retry, **keys}


def loaded(raw: Raw) -> Spec:
    """The spec, which has no problems but perhaps names that a module cannot have."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "acme.yaml")
        file.write_text(json.dumps(raw), "utf-8")
        spec, problems = load.load(file, "acme.yaml")
    assert spec is not None
    assume(not problems + checks.check([spec]))
    return spec


def nothing(_provider: str, _enum: str, _code: str) -> dict[str, str]:
    """No earlier version had a name for any code."""
    return {}


def side(*specs: Spec) -> SpecSet:
    """One side of a comparison, without kinds of its own."""
    return SpecSet(list(specs), KindFile(kinds=()))


def differences(old: Raw, new: Raw) -> list[Finding]:
    return compare(side(loaded(old)), side(loaded(new)), nothing)


@thorough
@given(raw_specs())
def test_a_spec_is_like_itself(raw: Raw) -> None:
    assert differences(raw, deepcopy(raw)) == []


@thorough
@given(raw_specs(), st.data())
def test_one_more_row_is_compatible(raw: Raw, data: st.DataObject) -> None:
    more = deepcopy(raw)
    table = more["tables"][0]
    span = table["ranges"][0]
    code = data.draw(CODES)
    taken = [row["code"] for row in table["codes"]]
    assume(code not in taken and not span["from"] <= code <= span["to"])
    place = data.draw(st.integers(0, len(table["codes"])))
    table["codes"].insert(place, data.draw(errors(data.draw(MEMBERS), code=code)))

    findings = differences(raw, more)

    assert [finding.rule for finding in findings] == ["code-added"]


@thorough
@given(raw_specs(), st.data())
def test_one_row_less_breaks(raw: Raw, data: st.DataObject) -> None:
    less = deepcopy(raw)
    lists = [each["codes"] for each in less["tables"]]
    lists += [less["tables"][0]["ranges"], less["uncoded"]]
    rows = data.draw(st.sampled_from(lists))
    row = rows.pop(data.draw(st.integers(0, len(rows) - 1)))
    less["tables"] = [table for table in less["tables"] if table["codes"]]
    enums = [table["enum"] for table in less["tables"]]
    less["replies"] = [r for r in less["replies"] if r["table"] in enums]
    if not less["uncoded"]:
        less["replies"][0].pop("failures")
    lists[0][:] = [r for r in lists[0] if r.get("same_as") != row["name"]]

    findings = differences(raw, less)

    assert Level.BREAKING in {finding.level for finding in findings}


@thorough
@given(raw_specs(), st.data())
def test_one_name_less_breaks(raw: Raw, data: st.DataObject) -> None:
    less = deepcopy(raw)
    first = less["tables"][0]["codes"][0]
    new = data.draw(MEMBERS)
    assume(new != first["name"])
    if data.draw(st.booleans()):
        first["former_names"] = []
    else:
        less["tables"][0]["codes"][-1]["same_as"] = new
        first["name"] = new

    findings = differences(raw, less)

    assert [finding.level for finding in findings] == [Level.BREAKING]


@thorough
@given(raw_specs(), st.data())
def test_a_new_name_that_keeps_the_old_one_is_compatible(
    raw: Raw, data: st.DataObject
) -> None:
    renamed = deepcopy(raw)
    rows = renamed["tables"][0]["codes"]
    old, new = rows[0]["name"], data.draw(MEMBERS)
    assume(new != old)
    rows[0] |= {"name": new, "former_names": [*rows[0]["former_names"], old]}
    rows[-1]["same_as"] = new

    findings = differences(raw, renamed)

    assert [finding.rule for finding in findings] == ["renamed-with-alias"]


@thorough
@given(raw_specs())
def test_a_module_less_breaks_and_a_module_more_does_not(raw: Raw) -> None:
    spec = loaded(raw)

    less = compare(side(spec), side(), nothing)
    more = compare(side(), side(spec), nothing)

    assert [finding.rule for finding in less] == ["module-removed"]
    assert [finding.rule for finding in more] == ["module-added"]


@thorough
@given(raw_specs(), raw_specs())
def test_any_two_specs_can_be_compared_and_findings_are_sorted(
    old: Raw, new: Raw
) -> None:
    findings = differences(old, new)

    assert findings == sorted(findings, key=lambda finding: finding.order)
