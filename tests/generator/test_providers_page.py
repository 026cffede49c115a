"""docs/providers.md says of each provider which pages its rows follow, and how they are known.

`pytest tests/generator --record` writes it anew.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = ROOT / "docs" / "providers.md"
EVIDENCE: Final = ("official", "relayed", "observed", "inferred")
HEAD: Final = """\
# The providers and their sources

Written from the specs by `pytest tests/generator --record`: which pages each module follows,
when they were read, how many rows rest on each, and what of them is left out on purpose. A row is a
code, a range of codes or an error without a code.

- **official**: the provider's own documentation.
- **relayed**: somebody else's documentation or code, or a copy of the provider's page.
- **observed**: a reply that somebody recorded.
- **inferred**: our own reading.
"""


def rows(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield every row of a spec, with the source that it follows."""
    first = spec["sources"][0]["id"]
    for table in (*spec["tables"], {"codes": spec.get("uncoded", ())}):
        for row in (*table["codes"], *table.get("ranges", ())):
            yield {**row, "source": row.get("source", first)}


def cells(*values: object) -> str:
    """Return a line of a Markdown table."""
    return f"| {' | '.join(map(str, values))} |"


def section(spec: dict[str, Any]) -> Iterator[str]:
    """Yield the lines about one provider."""
    found = list(rows(spec))
    counts = Counter(row["source"] for row in found)
    yield f"\n## {spec['provider']}: {spec['title']}\n"
    yield cells("page", "read", "known as", "rows")
    yield cells(*["---"] * 4)
    for source in spec["sources"]:
        number = counts[source["id"]]
        yield cells(f"<{source['url']}>", source["seen"], source["evidence"], number)
    weak = {s["id"] for s in spec["sources"] if s["evidence"] in EVIDENCE[2:]}
    names = [f"`{row['name']}`" for row in found if row["source"] in weak]
    if names:
        yield f"\nOnly observed or inferred: {', '.join(names)}."
    if "left_out" in spec:
        yield "\nLeft out on purpose:\n"
        yield from (f"- {each}" for each in spec["left_out"])


def overview(specs: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the table of all providers."""
    yield cells("module", "rows", *EVIDENCE)
    yield cells(*["---"] * (2 + len(EVIDENCE)))
    for spec in specs:
        kinds = {source["id"]: source["evidence"] for source in spec["sources"]}
        counts = Counter(kinds[row["source"]] for row in rows(spec))
        known = (counts[each] for each in EVIDENCE)
        yield cells(f"`{spec['provider']}`", counts.total(), *known)


def test_the_page_of_providers_follows_the_specs(*, record: bool) -> None:
    paths = sorted((ROOT / "specs").glob("[!_]*.yaml"))
    specs = [yaml.safe_load(path.read_text("utf-8")) for path in paths]
    lines = [*overview(specs), *(line for spec in specs for line in section(spec))]
    page = f"{HEAD}\n" + "\n".join(lines) + "\n"
    if record:
        PAGE.write_text(page, "utf-8")

    assert page == PAGE.read_text("utf-8")
