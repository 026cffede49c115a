"""Collections of Postman: the errors in the answers that are saved with the requests."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, cast

from errsmith.importing.clean import plain
from errsmith.importing.page import Grid, SourcePage, SourceRow, UnreadLine
from errsmith.importing.vocabulary import column_titles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from errsmith.importing.formats.tree import Branch

SCHEMA: Final = "schema.getpostman.com"
DEEPEST_ITEM: Final = 50
MOST_COLUMNS: Final = 64
LONGEST_CELL: Final = 2_000
STATUS: Final = "HTTP status"
UNREAD: Final = "the answer of an error is not JSON"


def grid(tree: Branch, page: SourcePage) -> Grid | None:
    """Return the answers of a collection as rows; None for any other document."""
    info = tree.branch("info")
    if info is None or SCHEMA not in info.text("schema"):
        return None
    page.title = info.text("name")
    columns = {STATUS: 0}
    rows: list[SourceRow] = []
    for answer, line in _answers(tree):
        status, body = answer.text("code"), answer.text("body").strip()
        facts = dict(_facts(body))
        if not _is_error(status, facts):
            continue
        if not facts:
            page.unread += [UnreadLine(line, body[:80], UNREAD)] if body else []
            continue
        page.samples.append(body)
        cells = {0: status}
        for name, text in facts.items():
            if name in columns or len(columns) < MOST_COLUMNS:
                cells[columns.setdefault(name, len(columns))] = text
        texts = tuple(cells.get(place, "") for place in range(len(columns)))
        rows.append(SourceRow(line, texts))
    return Grid(1, ("error answers",), tuple(columns), rows, verbatim=True)


def _is_error(status: str, facts: dict[str, str]) -> bool:
    """Return whether an answer says that it is one, by its status or by a code and a message."""
    told = {column_titles.role(name) for name in facts}
    return not status.startswith("2") or (
        "message" in told and ("code" in told or "error" in facts)
    )


def _answers(tree: Branch) -> Iterator[tuple[Branch, int]]:
    """Yield the answers of every request, in the order of the collection."""
    stack = [(tree, 0)]
    while stack:
        branch, depth = stack.pop()
        items = branch.branch("item") if depth <= DEEPEST_ITEM else None
        below = [value for _, value, _ in items.entries] if items else []
        stack += [
            (each, depth + 1) for each in reversed(below) if not isinstance(each, str)
        ]
        answers = branch.branch("response")
        for _, value, line in answers.entries if answers else ():
            if not isinstance(value, str):
                yield value, line


def _facts(body: str) -> Iterator[tuple[str, str]]:
    """Yield the texts and numbers of a body in JSON, those of an object in it under their keys."""
    try:
        value: Any = json.loads(body)
    except (ValueError, RecursionError):
        return
    top = cast("dict[str, Any]", value) if isinstance(value, dict) else {}
    inner = [
        cast("dict[str, Any]", each) for each in top.values() if isinstance(each, dict)
    ]
    for each in (top, *inner):
        for name, text in each.items():
            if isinstance(text, str | int) and not isinstance(text, bool):
                yield name, plain(str(text)[:LONGEST_CELL])
