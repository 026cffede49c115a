"""Hypothesis strategies for whole specs, as the format allows them."""

from __future__ import annotations

from typing import Any

from errsmith.spec.characters import INVISIBLE
from hypothesis import strategies as st

Spec = dict[str, Any]

ODD = "\"'\\{}%#`$:,[]&*!|>@~-=;()<> \u200d\u05d0中é🙂e\u0301"
END = ".!?\u3002\uff01\uff1f"
printable = st.characters(exclude_categories=("C", "Z")) | st.just(" ")
odd = st.sampled_from((*ODD, '"""', "'''", "{{ x }}", "{x}", "\\N{DASH}", "# "))
text = st.lists(odd | printable, min_size=1, max_size=12).map("".join)
words = text.map(lambda each: f"{each}w")
# Names and codes have no character that nobody sees.
seen = words.map(lambda each: INVISIBLE.sub("", each))
broken = st.lists(odd | st.sampled_from("\n\t"), max_size=12).map("".join)
message = broken | text
# A summary is one sentence: what would end it earlier is taken out.
sentence = text.map(lambda each: f"A{''.join(c for c in each if c not in END)}.")
link = st.text("{}%#`$:,[]&*!|@~-é", max_size=9).map("https://a.b/{}".format)
number = st.integers(-(2**63) + 1, 2**63 - 1)
path = st.sampled_from(["error", "a.b", "msg:json.code", "list[k=v].code", '"x".\\y'])
optional = st.booleans()
RETRIES = (
    ("insufficient_funds", "never"),
    ("rate_limited", "backoff"),
    ("service_unavailable", {"after": 7}),
    ("provider_fault", "never"),
)
FACTS: dict[str, st.SearchStrategy[Any]] = {
    "str": text.map(lambda each: f"f{each}"),
    "int": number,
    "bool": st.booleans(),
    "float": st.sampled_from([0.5, -1.25, 3.0]),
}


class Names:
    """Gives every class a name of its own."""

    def __init__(self) -> None:
        self.given = 0

    def next(self) -> str:
        self.given += 1
        return f"N{self.given}_X"


@st.composite
def texts(draw: st.DrawFn) -> Spec:
    return {"summary": draw(sentence), "remedy": draw(words)}


@st.composite
def entries(draw: st.DrawFn, names: Names, facts: dict[str, str]) -> Spec:
    """What every sort of error says."""
    category, retry = draw(st.sampled_from(RETRIES))
    more: Spec = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "note": words,
                "retry_note": words,
                "deprecated": words,
                "links": st.lists(link, min_size=1, max_size=2),
                "texts": st.dictionaries(
                    st.sampled_from(["de", "vi", "zh"]), texts(), min_size=1
                ),
                "facts": st.fixed_dictionaries(
                    {}, optional={name: FACTS[kind] for name, kind in facts.items()}
                ),
            },
        )
    )
    more["former_names"] = [names.next()] if draw(optional) else []
    own = {"name": names.next(), "category": category, "retry": retry}
    return {**own, **draw(texts()), **more}


@st.composite
def rows(draw: st.DrawFn, names: Names, facts: dict[str, str], code: Any) -> Spec:
    """A row of a code, with a parameter now and then."""
    row = {**draw(entries(names, facts)), "code": code, "message": draw(message)}
    if draw(optional):
        row["message"] += "{p_a}"
        row["parameters"] = [
            {"name": "p_a", "type": "int", "unit": "seconds", "doc": draw(words)},
            {"name": "p_b", "type": "str", "path": draw(path)},
        ]
        if row["category"] == "rate_limited":
            row["retry"] = {"parameter": "p_a"}
    return row


@st.composite
def tables(
    draw: st.DrawFn, enum: str, kind: str, names: Names, facts: dict[str, str]
) -> Spec:
    """A table of numbers or of words, with ranges or families."""
    code = (
        st.integers(-(10**6), 10**6)
        if kind == "int"
        else message.map(lambda each: f"c{INVISIBLE.sub('', each).replace('p_a', '')}c")
    )
    codes = draw(st.lists(code, min_size=1, max_size=4, unique=True))
    coded = [draw(rows(names, facts, each)) for each in codes]
    table: Spec = {"enum": enum, "type": kind, "codes": coded, "title": draw(seen)}
    if draw(optional):
        twin = {"code": codes[0], "name": names.next(), "same_as": coded[0]["name"]}
        coded.append({**twin, "summary": draw(sentence), "note": draw(words)})
    if kind == "int" and draw(optional):
        span = {"from": 10**7, "to": 10**7 + draw(st.integers(0, 10**6))}
        table["ranges"] = [{**draw(entries(names, facts)), **span}]
        table["success"] = [10**8]
        done = {"code": 10**8, "name": "SUCCESS", "summary": draw(sentence)}
        coded.append(done)
    if kind == "str":
        coded[0]["spellings"] = [f"s{draw(seen)}s"]
    family = {"name": names.next(), **draw(texts()), "links": [draw(link)]}
    if kind == "str" and draw(optional):
        table["families"] = [{**family, "prefix": "c"}]
    elif draw(optional):
        table["families"] = [{**family, "http_status": 429}]
        coded[0]["http_status"] = 429
    return table


@st.composite
def replies(draw: st.DrawFn, enums: list[str], uncoded: list[Spec]) -> list[Spec]:
    """Rules of every kind."""
    lists = [
        {"items": draw(path), "split": draw(seen), "error": each["name"]}
        for each in uncoded
    ]
    each_part = {
        "each": draw(path),
        "code": draw(path),
        "message": draw(path),
        "table": enums,
        "vendors": {"key": draw(path), "modules": {draw(seen): "made"}},
    }
    found: list[Spec] = [
        {
            "code": draw(path),
            "message": draw(st.lists(path, min_size=2, max_size=2, unique=True)),
            "item": draw(path),
            "table": enums,
            "absent": draw(st.lists(seen, max_size=2)),
            "failures": [*lists, {"keyed": draw(path), "table": enums[0]}],
        }
    ]
    rules: list[Spec] = [
        {"success": {draw(path): draw(seen)}},
        {"success": draw(path)},
        {"failed": draw(path)},
        {"failures": [each_part]},
    ]
    found += draw(st.lists(st.sampled_from(rules), max_size=3))
    return found


@st.composite
def kinds(draw: st.DrawFn) -> Spec:
    """Two custom kinds."""
    first = {"name": "MadeUp", "summary": draw(words), "base": "RateLimited"}
    second = {"name": "MadeWorse", "summary": draw(words), "base": "MadeUp"}
    return {"kinds": [first, second][: draw(st.integers(1, 2))]}


@st.composite
def specs(draw: st.DrawFn) -> Spec:
    """A whole spec of the provider `made`."""
    names = Names()
    chosen = draw(st.lists(st.sampled_from(sorted(FACTS)), max_size=3, unique=True))
    facts = {f"fact_{kind}": kind for kind in chosen}
    kinds_of_tables = draw(
        st.lists(st.sampled_from(["int", "str"]), min_size=1, max_size=3)
    )
    enums = [f"Made{'Code' if not i else f'T{i}'}" for i in range(len(kinds_of_tables))]
    uncoded = [draw(entries(names, facts)) for _ in range(draw(st.integers(0, 2)))]
    pairs = zip(enums, kinds_of_tables, strict=True)
    return {
        "provider": "made",
        "prefix": "Made",
        "title": draw(seen),
        "sources": [
            {
                "id": "a",
                "url": draw(link),
                "seen": "2026-11-22",
                "evidence": "inferred",
            }
        ],
        "facts": [
            {"name": name, "type": kind, "doc": draw(words)}
            for name, kind in facts.items()
        ],
        "tables": [draw(tables(enum, kind, names, facts)) for enum, kind in pairs],
        "uncoded": uncoded,
        "replies": draw(replies(enums, uncoded)),
        "without_code": draw(st.sampled_from(["unreadable", "success"])),
        "empty_body": draw(st.sampled_from(["unreadable", "success"])),
    }
