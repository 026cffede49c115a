"""HTTP statuses that stand for a code: by their table, or by a row that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from errsmith.problems import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from errsmith.compat.finding import Report
    from errsmith.problems import Position
    from errsmith.spec.model import Spec


def compare(old: Spec, new: Spec, enums: Mapping[str, str], report: Report) -> None:
    """Report statuses that mean something else; `enums` has the new names of tables."""
    was, now = enums.get(old.statuses, old.statuses), new.statuses
    at = new.where("statuses")
    if was and was != now:
        where = f"in {now}" if now else "nowhere"
        message = f"an HTTP status was looked up in {was}, and is {where} now"
        report.add(at, "statuses-changed", message)
    elif now and not was:
        report.add(at, "statuses-added", f"an HTTP status is looked up in {now}")
    _by_status(old, new, enums, report)


def _by_status(old: Spec, new: Spec, enums: Mapping[str, str], report: Report) -> None:
    """Report HTTP statuses that mean another row; rows are told apart by their codes."""
    before, after = _status_rows(old, enums), _status_rows(new, {})
    for (enum, status), (code, at) in before.items():
        now = after.get((enum, status))
        if now is None or now[0] != code:
            means = f"code {printable(now[0])}" if now else "no code"
            message = f"HTTP {status} alone meant code {printable(code)}"
            place = now[1] if now else at
            report.add(place, "status-changed", f"{message}, and means {means} now")
    for (enum, status), (code, at) in after.items():
        if (enum, status) not in before:
            message = f"HTTP {status} alone means code {printable(code)}"
            report.add(at, "status-added", message)


def _status_rows(
    spec: Spec, enums: Mapping[str, str]
) -> dict[tuple[str, int | None], tuple[str, Position]]:
    return {
        (enums.get(table.enum, table.enum), row.http_status): (
            str(row.code),
            row.where("by_status"),
        )
        for table, row in spec.rows()
        if row.by_status
    }
