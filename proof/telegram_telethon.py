"""Telethon's errors.csv, against Telethon."""

from __future__ import annotations

import csv
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from errsmith.spec.identifiers import class_name

from proof.comparison import Comparison, plain, reasons

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from proof.package import Made

NUMBER: Final = 33
"""What arrives in the place of X."""

REASONS: Final = {
    **reasons(
        "base",
        "sent with two statuses, of which Telethon takes the first",
        "CHANNEL_PRIVATE CHANNEL_TOO_LARGE CHAT_ADMIN_REQUIRED CHAT_FORWARDS_RESTRICTED "
        "CHAT_SEND_INLINE_FORBIDDEN FRESH_CHANGE_ADMINS_FORBIDDEN INVITE_HASH_EXPIRED "
        "PARTICIPANT_JOIN_MISSING PHONE_NUMBER_INVALID STICKERSET_INVALID TAKEOUT_REQUIRED "
        "USERPIC_UPLOAD_REQUIRED USER_BOT_INVALID USER_CHANNELS_TOO_MUCH USER_INVALID "
        "USER_IS_BLOCKED USER_NOT_MUTUAL_CONTACT USER_RESTRICTED",
    ),
    **reasons(
        "name",
        "Telethon gives EMAIL_UNCONFIRMED and EMAIL_UNCONFIRMED_X classes of one name",
        "EMAIL_UNCONFIRMED_X",
    ),
    **reasons(
        "name",
        "TIMEOUT and Timeout are two codes; Telethon has two classes of one name",
        "TIMEOUT Timeout",
    ),
    **reasons(
        "base",
        "of Telethon's two classes TimeoutError the second, for 503, is raised for 500 too",
        "TIMEOUT",
    ),
}


def rows(table: Path) -> int:
    """Return the rows below the titles."""
    return sum(1 for _ in _rows(table))


def compare(made: Made, table: Path) -> Iterator[Comparison]:
    """Yield what rpc_message_to_error says of each code, with the first status of its row."""
    errors: Any = import_module("telethon.errors")  # Telethon has no types
    types: Any = import_module("telethon.tl.types")
    done = Comparison("Telethon", REASONS)
    for row in _rows(table):
        code = row["name"].replace("_X", f"_{NUMBER}")
        statuses = [int(status) for status in row["codes"].split()]
        sent = types.RpcError(error_code=statuses[0], error_message=code)
        theirs = errors.rpc_message_to_error(sent, None)
        ours = made.error(code, abs(statuses[0]))
        done.check(row["name"], "name", _name(made, ours), plain(type(theirs).__name__))
        values = _captured(theirs)
        done.check(row["name"], "values", _values(made, ours), values)
        done.check(row["name"], "wait", ours.retry_after, _wait(values))
        bases = {
            status
            for status, cls in errors.base_errors.items()
            if isinstance(theirs, cls)
        }
        done.check(row["name"], "base", _statuses(made, ours), bases)
    yield done


def _rows(table: Path) -> Iterator[dict[str, str]]:
    with table.open(newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def _name(made: Made, error: Any) -> str:
    return plain(type(error).__name__.removeprefix(made.spec.prefix))


def _values(made: Made, error: Any) -> dict[str, int]:
    """Return the values that arrived with an error."""
    (row,) = [row for _, row in made.spec.rows() if row.code == error.code]
    return {each.name: getattr(error, each.name) for each in row.parameters}


def _captured(error: Any) -> dict[str, int]:
    """Return the values that Telethon read."""
    attributes: dict[str, object] = error.__dict__
    return {key: NUMBER for key, value in attributes.items() if value == NUMBER}


def _wait(values: dict[str, int]) -> float | None:
    """Return the seconds that Telethon's values stand for."""
    units = {"seconds": 1.0, "minutes": 60.0}
    return next(
        (value * units[key] for key, value in values.items() if key in units), None
    )


def _statuses(made: Made, error: Any) -> set[int]:
    """Return the statuses whose family an error is of."""
    (table,) = made.spec.tables
    return {
        family.http_status
        for family in table.families
        if family.http_status is not None
        and isinstance(
            error, getattr(made.module, class_name(made.spec.prefix, family.name))
        )
    }
