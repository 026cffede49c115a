"""Pyrogram's tables, one for each status, against Pyrogram."""

from __future__ import annotations

import csv
import io
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from errsmith.spec.identifiers import class_name

from proof.comparison import Comparison, plain, reasons

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from proof.package import Made

NUMBER: Final = 33
"""What arrives in the place of X."""

REASONS: Final = {
    **reasons(
        "status",
        "Pyrogram has a class of this name for another status too, and raises that one",
        "400 CHANNEL_PRIVATE, 400 FILE_MIGRATE_X, 400 FRESH_CHANGE_ADMINS_FORBIDDEN, "
        "400 PHONE_NUMBER_INVALID, 400 STICKERSET_INVALID, 400 USERPIC_UPLOAD_REQUIRED, "
        "400 VOLUME_LOC_NOT_FOUND, 403 CHAT_ADMIN_REQUIRED, 403 CHAT_SEND_INLINE_FORBIDDEN, "
        "403 POLL_VOTE_REQUIRED, 403 TAKEOUT_REQUIRED, 403 USER_BOT_INVALID, "
        "403 USER_CHANNELS_TOO_MUCH, 403 USER_INVALID, 403 USER_IS_BLOCKED, "
        "403 USER_NOT_MUTUAL_CONTACT, 403 USER_RESTRICTED, 503 ApiCallError",
        ",",
    ),
    **reasons(
        "name",
        "Pyrogram gives EMAIL_UNCONFIRMED and EMAIL_UNCONFIRMED_X classes of one name",
        "400 EMAIL_UNCONFIRMED_X",
        ",",
    ),
    **reasons(
        "name",
        "API_CALL_ERROR and ApiCallError are two codes; Pyrogram has two classes of one name",
        "500 API_CALL_ERROR, 503 ApiCallError",
        ",",
    ),
}


def rows(files: Mapping[str, str]) -> list[tuple[int, str, str]]:
    """Status, code and message of each row; the name of a file starts with its status."""
    found: list[tuple[int, str, str]] = []
    for name, text in files.items():
        reader = csv.reader(io.StringIO(text), delimiter="\t")
        next(reader)
        found += [(int(name[:3]), row[0], row[1]) for row in reader if row]
    return found


def one_table(files: Mapping[str, str]) -> str:
    """Return the rows of all files as one table, with the status as a column."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter="\t", lineterminator="\n")
    writer.writerow(["id", "status", "message"])
    for status, code, message in rows(files):
        writer.writerow([code, status, message])
    return written.getvalue()


def compare(made: Made, files: Mapping[str, str]) -> Iterator[Comparison]:
    """Yield what RPCError.raise_it raises for each code with its status."""
    errors: Any = import_module("pyrogram.errors")  # Pyrogram has no types
    raw: Any = import_module("pyrogram.raw")
    done = Comparison("Pyrogram", REASONS)
    for status, code, _ in rows(files):
        text = code.replace("_X", f"_{NUMBER}")
        sent = raw.types.RpcError(error_code=status, error_message=text)
        theirs = _raised(errors, sent, raw.functions.Ping)
        ours = made.error(text, status)
        key = f"{status} {code}"
        done.check(key, "name", _name(made, ours), plain(type(theirs).__name__))
        done.check(key, "value", _value(made, ours), theirs.value)
        done.check(
            key, "status", _has_status(made, ours, status), status == theirs.CODE
        )
    yield done


def _raised(errors: Any, sent: object, call: object) -> Any:
    """Return what raise_it raises."""
    try:
        errors.RPCError.raise_it(sent, call)
    except errors.RPCError as error:
        return error
    return None


def _name(made: Made, error: Any) -> str:
    return plain(type(error).__name__.removeprefix(made.spec.prefix))


def _value(made: Made, error: Any) -> int | None:
    """Return the one value that arrived with an error."""
    (row,) = [row for _, row in made.spec.rows() if row.code == error.code][:1]
    return next((getattr(error, each.name) for each in row.parameters), None)


def _has_status(made: Made, error: Any, status: int) -> bool:
    """Return whether an error is of the family of a status."""
    (table,) = made.spec.tables
    (family,) = [each for each in table.families if each.http_status == status]
    return isinstance(
        error, getattr(made.module, class_name(made.spec.prefix, family.name))
    )
