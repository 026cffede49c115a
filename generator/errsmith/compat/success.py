"""Codes of success: what was an error stays one, and what was none does not become one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from errsmith.problems import printable

if TYPE_CHECKING:
    from errsmith.compat.finding import Report
    from errsmith.compat.surface import Identity, Surface


def compare(old: Surface, new: Surface, enums: set[str], report: Report) -> None:
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


def _became_error(identity: Identity, new: Surface, report: Report) -> None:
    enum, code = identity
    now = new.codes.get(identity)
    span = new.range_with(identity)
    table = next(each for each in new.spec.tables if each.enum == enum)
    member = now.member if now else span.name if span else ""
    name = new.cls(member) if member else "an unknown code"
    at = now.entry.where("code") if now else table.where("success")
    message = f"code {printable(code)} meant success, and is {name} now"
    report.add(at, "became-error", message)


def _member(identity: Identity, old: Surface, new: Surface, report: Report) -> None:
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
