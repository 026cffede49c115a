"""Pairs: rows that a sub-code or an HTTP status tells apart from others with their code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from errsmith.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from errsmith.spec.model import Row, Spec

OF_THE_CODE: Final = ("spellings", "by_status", "same_as")
"""Keys that say something of the code, and so belong to its row without a pair."""


def pairs(spec: Spec) -> Iterator[Problem]:
    """Check that the code of a pair has a row of its own too, which names its member."""
    for table in spec.tables:
        alone = {row.code for row in table.codes if row.second is None}
        for row in (row for row in table.codes if row.second is not None):
            at = row.where(_key(row))
            if row.code not in alone:
                message = f"code {row.code} has no row without {_key(row)}"
                hint = "add one: it names the member, and is what any other pair means"
                yield Problem(at, "pair-alone", message, hint)
            if row.sub_code and row.status:
                message = f"{row.name} has a sub_code and a status"
                yield Problem(at, "pair-alone", message, "remove one of the two")
            for key in OF_THE_CODE:
                if key in row.keys:
                    message = f"{key!r} belongs to the row of the code alone"
                    yield Problem(row.where(key), "idle-key", message, "move it there")


def _key(row: Row) -> str:
    """Return the key that makes a row one of a pair."""
    return "sub_code" if row.sub_code else "status"


def read(spec: Spec) -> Iterator[Problem]:
    """Check that a sub-code that rows name is read by a rule of their table."""
    found = {name for rule in spec.replies if rule.sub_code for name in rule.table}
    found |= {name for _, part in spec.parts() if part.sub_code for name in part.table}
    for table, row in spec.rows():
        if row.sub_code and table.enum not in found:
            message = f"no rule reads a sub-code for {table.enum}"
            hint = "add `sub_code: …` beside `code` in `replies`"
            yield Problem(row.where("sub_code"), "idle-key", message, hint)
