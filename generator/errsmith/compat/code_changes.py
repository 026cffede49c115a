"""Compare codes of success, and HTTP statuses that stand for a code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from errsmith.problems import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from errsmith.compat.api_surface import ApiSurface, Identity
    from errsmith.compat.findings import Findings
    from errsmith.problems import Position
    from errsmith.spec.model import Spec


def compare_success(
    old: ApiSurface, new: ApiSurface, enums: set[str], report: Findings
) -> None:
    """Report codes of the tables of both versions that changed sides, and their members."""
    for identity in old.success:
        if identity in new.success:
            _member(identity, old, new, report)
        elif identity[0] in enums:
            _became_error(identity, new, report)
    for identity, at in new.success.items():
        if identity in old.success or identity[0] not in enums:
            continue
        holder = old.codes.get(identity)
        before = holder.entry if holder else old.range_with(identity)
        code = printable(identity[1])
        if before is None:
            message = f"code {code}, unknown so far, means success"
            report.add(at, "success-added", message)
        else:
            message = f"code {code} was {old.cls(before.name)}, and means success now"
            hint = "what was raised for it is not raised any more"
            report.add(at, "became-success", message, hint)


def _became_error(identity: Identity, new: ApiSurface, report: Findings) -> None:
    enum, code = identity
    now = new.codes.get(identity)
    span = new.range_with(identity)
    table = next(each for each in new.spec.tables if each.enum == enum)
    member = now.member if now else span.name if span else ""
    name = new.cls(member) if member else "an unknown code"
    at = now.entry.where("code") if now else table.where("success")
    message = f"code {printable(code)} meant success, and is {name} now"
    report.add(at, "became-error", message)


def _member(
    identity: Identity, old: ApiSurface, new: ApiSurface, report: Findings
) -> None:
    """Report the member of a success that was renamed, removed or added."""
    was, now = old.success_rows.get(identity), new.success_rows.get(identity)
    enum, code = identity[0], printable(identity[1])
    if was is not None and now is None:
        message = f"{enum}.{was.name} is removed"
        report.add(was.where("name"), "member-removed", message, "keep the row")
    elif was is not None and now is not None and was.name != now.name:
        message = f"{enum}.{was.name} is now {enum}.{now.name}"
        hint = f"keep `name: {was.name}`; a success has no former names"
        report.add(now.where("name"), "member-renamed", message, hint)
    elif was is None and now is not None:
        message = f"code {code} of success is {enum}.{now.name}"
        report.add(now.where("name"), "success-added", message)


def compare_statuses(
    old: Spec, new: Spec, enums: Mapping[str, str], report: Findings
) -> None:
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


def _by_status(
    old: Spec, new: Spec, enums: Mapping[str, str], report: Findings
) -> None:
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
