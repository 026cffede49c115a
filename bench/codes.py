"""A code and a message become an exception."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final

from bench.figures import number, seconds
from bench.harness import Case, timings
from bench.results import Aim, Group, Row, not_measured

if TYPE_CHECKING:
    from bench.results import Effort

FLOOR: Final = "a dict and a plain exception"
OURS: Final = "provider_errors.zalo, a number"
OURS_TEXT: Final = "provider_errors.capsolver, a word"
OURS_UNKNOWN: Final = "provider_errors.zalo, unknown code"
LIMIT: Final = 2.2
PEERS: Final = (
    "kafka-python",
    "psycopg",
    "google-api-core",
    "asyncpg",
    "botocore",
    "Telethon",
    "Telethon, a code with a number",
    "Pyrogram",
)
ABOUT: Final = """\
One call with the code and the message that arrived; ratios are to the floor,
`classes.get(code)(message)`. Pyrogram's can only be raised, so catching is in its figure."""


def measure(effort: Effort) -> Group:
    """Ours and the peers', beside the floor."""
    group = Group("Code to exception", ABOUT)
    timed = timings(__name__, effort)
    floor = timed.figures[FLOOR]
    for name in (FLOOR, OURS, OURS_TEXT, OURS_UNKNOWN, *PEERS):
        if name in timed.figures:
            each = timed.figures[name]
            group.rows.append(
                Row(name, seconds(each.middle), each.over(floor), "the floor")
            )
        else:
            group.rows.append(not_measured(name, timed.missing[name]))
    ours = timed.figures[OURS]
    most = max(timed.figures[each].over(floor).middle for each in (OURS, OURS_TEXT))
    what = f"A code becomes an exception in {LIMIT} of the time of the floor"
    group.aims.append(Aim(what, f"{number(most)} at worst", most <= LIMIT))
    for name in PEERS:
        if name in timed.figures:
            ratio = ours.over(timed.figures[name])
            reached = f"at {number(ratio.middle)}"
            group.aims.append(
                Aim(
                    f"A code becomes an exception sooner than in {name}",
                    reached,
                    ratio.middle < 1,
                )
            )
        else:
            group.aims.append(
                Aim(f"A code becomes an exception sooner than in {name}", "", None)
            )
    return group


def cases() -> list[list[Case]]:
    """Return all of them in one set."""
    provider_errors = "error_from_code(code, message)"
    raise_it = "try:\n    raise_it(error, request)\nexcept RPCError:\n    pass"
    rpc_message = "rpc_message_to_error(error, request)"
    return [
        [
            Case(FLOOR, "get(code)(message)", _floor),
            Case(OURS, provider_errors, lambda: _ours("zalo", -115)),
            Case(
                OURS_TEXT,
                provider_errors,
                lambda: _ours("capsolver", "ERROR_ZERO_BALANCE"),
            ),
            Case(OURS_UNKNOWN, provider_errors, lambda: _ours("zalo", -99999)),
            Case("psycopg", "lookup(code)(message)", _psycopg),
            Case("asyncpg", "PostgresError.new(fields, query)", _asyncpg),
            Case("kafka-python", "for_code(code)(message)", _kafka),
            Case("google-api-core", "from_http_status(code, message)", _google),
            Case("botocore", "from_code(code)(reply, operation)", _botocore),
            Case("Telethon", rpc_message, lambda: _telethon("CHAT_ID_INVALID", 400)),
            Case(
                "Telethon, a code with a number",
                rpc_message,
                lambda: _telethon("FLOOD_WAIT_60", 420),
            ),
            Case("Pyrogram", raise_it, _pyrogram),
        ]
    ]


Names = dict[str, Any]
MESSAGE: Final = "Out of quota"


def _floor() -> Names:
    class OutOfQuota(Exception):
        pass

    classes = {-115: OutOfQuota, **dict.fromkeys(range(50), KeyError)}
    return {"get": classes.get, "code": -115, "message": MESSAGE}


def _ours(provider: str, code: int | str) -> Names:
    module = import_module(f"provider_errors.{provider}")
    call = module.error_from_code
    return {"error_from_code": call, "code": code, "message": MESSAGE}


def _psycopg() -> Names:
    lookup = import_module("psycopg.errors").lookup
    return {"lookup": lookup, "code": "23505", "message": MESSAGE}


def _asyncpg() -> Names:
    """Return the fields of a PostgreSQL error message, as asyncpg's protocol hands them on."""
    fields = {"S": "ERROR", "V": "ERROR", "C": "23505", "M": MESSAGE}
    error = import_module("asyncpg.exceptions").PostgresError
    return {"PostgresError": error, "fields": fields, "query": "SELECT 1"}


def _kafka() -> Names:
    for_code = import_module("kafka.errors").for_code
    return {"for_code": for_code, "code": 36, "message": MESSAGE}


def _google() -> Names:
    call = import_module("google.api_core.exceptions").from_http_status
    return {"from_http_status": call, "code": 429, "message": MESSAGE}


def _botocore() -> Names:
    """Return what a client's `_make_api_call` does with a failed reply."""
    model = (
        import_module("botocore.session").get_session().get_service_model("dynamodb")
    )
    factory = import_module("botocore.errorfactory").ClientExceptionsFactory()
    code = "ResourceNotFoundException"
    return {
        "from_code": factory.create_client_exceptions(model).from_code,
        "code": code,
        "reply": {"Error": {"Code": code, "Message": MESSAGE}, "ResponseMetadata": {}},
        "operation": "GetItem",
    }


def _telethon(message: str, code: int) -> Names:
    call = import_module("telethon.errors").rpc_message_to_error
    error = SimpleNamespace(error_code=code, error_message=message)
    return {"rpc_message_to_error": call, "error": error, "request": None}


def _pyrogram() -> Names:
    error_class = import_module("pyrogram.errors").RPCError
    return {
        "RPCError": error_class,
        "raise_it": error_class.raise_it,
        "error": SimpleNamespace(error_code=400, error_message="CHAT_ID_INVALID"),
        "request": SimpleNamespace(QUALNAME="functions.messages.GetChats"),
    }
