"""What holds for every spec, however it is laid out, and for every order of the page's rows."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from errsmith.cli.update import updated
from errsmith.updating import new_rows, specs
from errsmith.updating.assign_tables import assign_tables
from errsmith.updating.changes import reason
from errsmith.updating.merge import merge
from errsmith.updating.page import PageContent, PageRow
from hypothesis import given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    import datetime as dt

    from errsmith.updating.changes import Changes

thorough = settings(max_examples=150, deadline=None)
DAYS = st.dates()
TEXTS = st.text(
    st.sampled_from(
        "abc XYZ 019 .,:;!?'\"#&*-{}[]|>%@`~\\/()<>=+\u00e9\u1ea5\u4e2d\U0001f980"
    ),
    min_size=1,
    max_size=30,
).map(lambda text: " ".join(text.split()) or "x")
COMMENTS = st.sampled_from(["", "", "  # said by support", " # guess", "  # '\"{["])


def quoted(text: str, style: str) -> str:
    """A text in quotes of a style."""
    if style == "'":
        return "'" + text.replace("'", "''") + "'"
    return json.dumps(text, ensure_ascii=False)


@dataclass(frozen=True)
class Laid:
    """A spec as somebody laid it out, and the rows of a page that says the same."""

    text: str
    rows: tuple[PageRow, ...]


@st.composite
def rows_of(draw: st.DrawFn, /, name: str, code: str, line: int) -> tuple[str, PageRow]:
    """A row of a spec in some layout, and that of a page which says the same."""
    message = draw(TEXTS)
    style = draw(st.sampled_from(["'", '"']))
    values = {
        "code": code,
        "name": name,
        "message": quoted(message, style),
        "summary": draw(st.sampled_from(["It broke.", "'It broke.'", '"It broke."'])),
        "remedy": "Mend it.",
        "category": "invalid_request",
        "retry": "never",
    }
    keys = draw(st.permutations(list(values)))
    row = PageRow(line, code.strip("'"), name=name, message=message)
    if draw(st.booleans()):
        inner = ", ".join(f"{key}: {values[key]}" for key in keys)
        return f"      - {{{inner}}}{draw(COMMENTS)}\n", row
    if draw(st.booleans()):
        values["message"] = (
            f"{draw(st.sampled_from(['|-', '>-']))}\n            {message}"
        )
        readable = re.fullmatch(r"[a-zA-Z0-9].*", message)
        values["message"] = values["message"] if readable else quoted(message, style)
    lines: list[str] = []
    for key in keys:
        lines += draw(st.sampled_from([[], [], ["          # a remark"], [""]]))
        comment = "" if "\n" in values[key] else draw(COMMENTS)
        lines.append(f"        {key}: {values[key]}{comment}")
    first = next(number for number, line in enumerate(lines) if ":" in line)
    lines[first] = "      - " + lines[first][8:]
    lines = [line for line in lines[:first] if "#" not in line] + lines[first:]
    return "\n".join(lines) + "\n", row


@st.composite
def layouts(draw: st.DrawFn) -> Laid:
    """A spec of a few rows with comments and blank lines between them."""
    kind = draw(st.sampled_from(["int", "str"]))
    codes = draw(
        st.lists(st.integers(-9999, 9999), min_size=1, max_size=5, unique=True)
    )
    texts: list[str] = []
    rows: list[PageRow] = []
    for number, code in enumerate(codes):
        written = str(code) if kind == "int" else f"'{code}'"
        text, row = draw(rows_of(f"NAME_{'ABCDE'[number]}", written, number + 2))
        between = st.sampled_from(
            ["", "", "\n", "\n      # Section\n", "      # next\n\n\n"]
        )
        texts.append(draw(between) + text)
        rows.append(row)
    tail = draw(st.sampled_from(["", "\n", "\n# the end\n", "    # behind the rows\n"]))
    text = (
        "provider: acme  # ours\nprefix: Acme\ntitle: Acme\nsources:\n"
        "  - {id: page, url: https://acme.example, seen: 2026-11-22, evidence: official}\n"
        "replies:\n  - {code: error, table: AcmeCode}\n"
        f"tables:\n  - enum: AcmeCode\n    type: {kind}\n    codes:\n{''.join(texts)}{tail}"
    )
    if draw(st.booleans()):
        text = text.removesuffix("\n")
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    return Laid(text, tuple(rows))


def merged(text: str, rows: tuple[PageRow, ...], day: dt.date) -> tuple[str, Changes]:
    """The text of a spec after an update, and what changed."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "acme.yaml")
        file.write_bytes(text.encode())
        loaded = specs.read(str(file))
    placed = assign_tables(rows, loaded.spec)
    changes = merge(loaded.spec, PageContent("page", rows), placed, "page")
    proposals = new_rows.propose(loaded.spec, changes.added)
    return updated(loaded, changes, proposals, reason(day)), changes


def without(lines: list[str], more: list[str]) -> list[str]:
    """What is left of some lines without those of others, each once."""
    left = list(lines)
    for line in more:
        if line in left:
            left.remove(line)
    return left


@thorough
@given(layouts(), DAYS, st.data())
def test_the_specs_own_rows_change_no_byte_in_any_order(
    laid: Laid, day: dt.date, data: st.DataObject
) -> None:
    rows = tuple(data.draw(st.permutations(laid.rows)))

    text, changes = merged(laid.text, rows, day)

    assert (text, changes.unchanged) == (laid.text, len(rows))


@thorough
@given(layouts(), DAYS, st.data())
def test_a_message_changes_its_own_lines_and_no_others(
    laid: Laid, day: dt.date, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(laid.rows) - 1))
    new = data.draw(TEXTS)
    rows: list[Any] = list(laid.rows)
    rows[place] = PageRow(9, rows[place].code, message=f"{new}, new")

    text, changes = merged(laid.text, tuple(rows), day)

    before, after = laid.text.split("\n"), text.split("\n")
    assert len(changes.reworded) == 1
    assert len(without(before, after)) <= 1
    assert len(without(after, before)) <= 1
    assert text.count("#") - laid.text.count("#") == f"{new}, new".count("#") - (
        laid.rows[place].message or ""
    ).count("#")


@thorough
@given(layouts(), DAYS, DAYS, st.data())
def test_a_row_that_goes_and_comes_back_leaves_every_byte_as_it_was(
    laid: Laid, day: dt.date, later: dt.date, data: st.DataObject
) -> None:
    gone = data.draw(st.sampled_from(laid.rows))
    kept = tuple(row for row in laid.rows if row is not gone) or (PageRow(9, "12345"),)

    without_it, changes = merged(laid.text, kept, day)
    text, _ = merged(without_it, laid.rows, later)

    assert len(changes.removed) == (len(laid.rows) > 1)
    assert text == laid.text


@thorough
@given(layouts(), DAYS, DAYS, st.data())
def test_new_rows_are_put_in_and_the_second_time_they_are_there(
    laid: Laid, day: dt.date, later: dt.date, data: st.DataObject
) -> None:
    count = data.draw(st.integers(1, 3))
    new = tuple(
        PageRow(50 + number, str(20000 + number), name="NEW", message=data.draw(TEXTS))
        for number in range(count)
    )
    rows = tuple(data.draw(st.permutations([*laid.rows, *new])))

    text, changes = merged(laid.text, rows, day)
    again, _ = merged(text, rows, later)

    assert len(changes.added) == count
    assert without(laid.text.split("\n"), text.split("\n")) in (
        [],
        [laid.text.split("\n")[-1]],
    )
    assert again == text
