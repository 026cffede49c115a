"""What the specs state, and nothing else, is what the package holds."""

from __future__ import annotations

import inspect
from enum import Enum, IntEnum, StrEnum
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import provider_errors
import pytest
import yaml
from provider_errors import (
    PROVIDERS,
    ProviderError,
    ProviderFault,
    RateLimited,
    Retryable,
    ServiceUnavailable,
    UnknownCode,
    UnreadableReply,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

SPECS = Path(__file__).parents[2] / "specs"
FUNCTIONS = {
    "araise_for_response",
    "error_from_code",
    "error_from_reply",
    "lookup",
    "raise_for_reply",
    "raise_for_response",
}
OF_EVERY_MODULE = {
    "Error",
    "UnknownCode",
    "UnknownCodeBusy",
    "UnknownCodeDown",
    "UnknownCodeFault",
    "UnreadableReply",
    "GatewayBusy",
    "GatewayDown",
    "GatewayFault",
}
KINDS = {
    "authentication_failed": "AuthenticationFailed",
    "permission_denied": "PermissionDenied",
    "account_blocked": "AccountBlocked",
    "misconfigured": "Misconfigured",
    "invalid_request": "InvalidRequest",
    "invalid_recipient": "InvalidRecipient",
    "recipient_unavailable": "RecipientUnavailable",
    "content_rejected": "ContentRejected",
    "too_large": "TooLarge",
    "not_found": "NotFound",
    "already_exists": "AlreadyExists",
    "expired": "Expired",
    "rate_limited": "RateLimited",
    "quota_exceeded": "QuotaExceeded",
    "insufficient_funds": "InsufficientFunds",
    "unsupported": "Unsupported",
    "service_unavailable": "ServiceUnavailable",
    "provider_fault": "ProviderFault",
}
KIND_CLASSES: list[type[ProviderError]] = [
    getattr(provider_errors, name) for name in KINDS.values()
]
ROWS = {
    "ZaloCode": 57 + 20 + 1,
    "ZaloOaCode": 41 + 1 + 1 + 1 + 2,
    "ZaloOaSocialCode": 27,
    "ZaloOaBotCode": 6,
    "CapSolverCode": 17 + 2,
    "CapSolverStatus": 3,
    "NotificoreCode": 59 + 1,
    "NotificoreMessage": 32,
    "TencentPushCode": 21 + 1 + 1 + 89,
    "TencentPushClientCode": 19 + 24,
    "XiaomiPushCode": 82 + 30,
    "HuaweiPushCode": 18 + 49,
    "HuaweiPushTokenReason": 11,
    "HuaweiPushOAuthCode": 16,
    "OppoPushCode": 33,
    "OppoPushTargetCode": 6,
    "VivoPushCode": 91 + 3,
    "VivoPushUserStatus": 4,
    "MeizuPushCode": 12 + 8,
    "MeizuPushTargetCode": 9 + 2,
    "HonorPushCode": 18,
    "FcmCode": 6 + 2 + 1,
    "FcmStatus": 6 + 7,
    "FcmTokenCode": 19,
    "ApnsCode": 5 + 27 + 7,
    "ApnsStatus": 1 + 2,
}
"""Rows of each table, with ranges: those of the providers' pages, and official ones besides."""

OFFICIAL = {
    "HuaweiPushCode": (
        "80000000 80100000 80100001 80100003 80100004 80100013 80100016 80100017 80100018 "
        "80200001 80200003 80200005 80300002 80300007 80300008 80300010 80300011 80300013 "
        "80600003 81000001 907135701 907135702 907135703"
    ),
    "FcmCode": (
        "UNSPECIFIED_ERROR INVALID_ARGUMENT UNREGISTERED SENDER_ID_MISMATCH QUOTA_EXCEEDED "
        "UNAVAILABLE INTERNAL THIRD_PARTY_AUTH_ERROR"
    ),
    "ApnsCode": (
        "BadCollapseId BadDeviceToken BadExpirationDate BadMessageId BadPriority BadTopic "
        "DeviceTokenNotForTopic DuplicateHeaders IdleTimeout InvalidPushType "
        "MissingDeviceToken MissingTopic PayloadEmpty TopicDisallowed BadCertificate "
        "BadCertificateEnvironment ExpiredProviderToken Forbidden InvalidProviderToken "
        "MissingProviderToken UnrelatedKeyIdInToken BadEnvironmentKeyIdInToken BadPath "
        "MethodNotAllowed ExpiredToken Unregistered PayloadTooLarge "
        "TooManyProviderTokenUpdates TooManyRequests InternalServerError "
        "ServiceUnavailable Shutdown"
    ),
}
"""Codes that the providers' own documents list."""


@pytest.fixture
def spec(provider: str) -> dict[str, Any]:
    return read(provider)


@cache
def read(provider: str) -> dict[str, Any]:
    text = (SPECS / f"{provider}.yaml").read_text("utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


@pytest.fixture
def class_of(module: ModuleType, spec: dict[str, Any]) -> Callable[[str], Any]:
    """The class of a name in the spec."""
    return lambda name: getattr(module, class_name(spec, name))


def class_name(spec: dict[str, Any], name: str) -> str:
    prefix: str = spec["prefix"]
    return prefix + "".join(word.capitalize() for word in name.split("_"))


def is_error(table: dict[str, Any], row: dict[str, Any]) -> bool:
    return row["code"] not in table.get("success", [])


def is_pair(row: dict[str, Any]) -> bool:
    """Return whether a second half tells the row from that of its code alone."""
    return "sub_code" in row or "status" in row


def is_message(table: dict[str, Any]) -> bool:
    """Whether the provider sends the message alone, so that it stands in the code's place."""
    return bool(table.get("identity") == "message")


def coded(spec: dict[str, Any]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """The table and the row of each code that is an error and has a class of its own."""
    return [
        (table, row)
        for table in spec["tables"]
        for row in table["codes"]
        if is_error(table, row) and "same_as" not in row
    ]


def with_class(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """Every entry that makes a class: rows, ranges, errors without a code."""
    ranges = [each for table in spec["tables"] for each in table.get("ranges", [])]
    return [*(row for _, row in coded(spec)), *ranges, *spec.get("uncoded", [])]


def aliases(spec: dict[str, Any]) -> dict[str, str]:
    """The other names of classes, each with the first one."""
    rows = [row for table in spec["tables"] for row in table["codes"]]
    same = {row["name"]: row["same_as"] for row in rows if "same_as" in row}
    former = {
        old: row["name"]
        for row in with_class(spec)
        for old in row.get("former_names", [])
    }
    return same | former


def error_classes(module: ModuleType) -> dict[str, type[ProviderError]]:
    """The exceptions that a module defines, by name."""
    return {
        name: value
        for name, value in inspect.getmembers(module, inspect.isclass)
        if issubclass(value, ProviderError) and value.__module__ == module.__name__
    }


def test_every_spec_is_a_module_and_every_module_a_spec() -> None:
    names = {path.stem for path in SPECS.glob("*.yaml")}

    assert names == set(PROVIDERS)


def test_every_member_of_an_enum_is_a_row(
    module: ModuleType, spec: dict[str, Any]
) -> None:
    rows = {
        table["enum"]: {
            name: row["code"]
            for row in table["codes"]
            if not is_pair(row)
            for name in (row["name"], *row.get("former_names", []))
        }
        for table in spec["tables"]
    }

    members = {
        name: {key: member.value for key, member in value.__members__.items()}
        for name, value in vars(module).items()
        if isinstance(value, type)
        and issubclass(value, Enum)
        and value.__module__ == module.__name__
    }

    assert members == rows


def test_the_codes_of_an_enum_stand_in_the_order_of_the_spec(
    module: ModuleType, spec: dict[str, Any]
) -> None:
    rows = [
        list(dict.fromkeys(row["code"] for row in table["codes"]))
        for table in spec["tables"]
    ]

    members = [
        [each.value for each in getattr(module, table["enum"])]
        for table in spec["tables"]
    ]

    assert members == rows


def test_an_enum_is_of_the_type_that_the_spec_says(
    module: ModuleType, spec: dict[str, Any]
) -> None:
    types = {"int": IntEnum, "str": StrEnum}

    bases = [getattr(module, table["enum"]).__bases__ for table in spec["tables"]]

    assert bases == [(types[table["type"]],) for table in spec["tables"]]


def test_every_class_is_an_error_of_the_spec(
    module: ModuleType, spec: dict[str, Any]
) -> None:
    rows = {class_name(spec, row["name"]) for row in with_class(spec)}
    others = {class_name(spec, name) for name in aliases(spec)}
    own = {spec["prefix"] + name for name in OF_EVERY_MODULE}
    if any(rule.get("failures") for rule in spec["replies"]):
        own.add(f"{spec['prefix']}ErrorGroup")

    names = set(error_classes(module))

    assert names == rows | others | own


def test_all_names_what_is_public(module: ModuleType, spec: dict[str, Any]) -> None:
    enums = {table["enum"] for table in spec["tables"]}

    names = list(module.__all__)

    assert names == sorted({*error_classes(module), *enums, *FUNCTIONS})


def test_success_is_a_member_and_never_a_class(
    module: ModuleType, spec: dict[str, Any]
) -> None:
    successes = [
        (table["enum"], row["name"])
        for table in spec["tables"]
        for row in table["codes"]
        if not is_error(table, row)
    ]

    found = [
        (enum, name)
        for enum, name in successes
        if name in getattr(module, enum).__members__
        and not hasattr(module, class_name(spec, name))
    ]

    assert found == successes


def test_a_code_is_found_in_each_of_its_forms(
    module: ModuleType, spec: dict[str, Any], class_of: Callable[[str], Any]
) -> None:
    found: dict[str, set[object]] = {}
    rows = [(table, row) for table, row in coded(spec) if not is_pair(row)]
    for table, row in rows:
        enum = getattr(module, table["enum"])
        forms = [row["code"], str(row["code"]), enum[row["name"]]]
        where = {} if len(spec["tables"]) == 1 else {"table": enum}
        found[row["name"]] = {
            module.lookup(row["name"]),
            module.lookup(enum[row["name"]]),
            *(module.lookup(form, **where) for form in forms),
            *(module.lookup(each, **where) for each in row.get("spellings", [])),
            *(module.lookup(old) for old in row.get("former_names", [])),
        }

    assert found == {row["name"]: {class_of(row["name"])} for _, row in rows}


def test_a_code_without_a_table_is_found_in_the_first_that_has_it(
    module: ModuleType, spec: dict[str, Any], class_of: Callable[[str], Any]
) -> None:
    first: dict[object, str] = {}
    for _, row in coded(spec):
        first.setdefault(row["code"], row["name"])

    found = {code: module.lookup(code) for code in first}

    assert found == {code: class_of(name) for code, name in first.items()}


def test_the_code_of_a_class_is_its_member(
    module: ModuleType, spec: dict[str, Any], class_of: Callable[[str], Any]
) -> None:
    codes = [class_of(row["name"])().code for _, row in coded(spec)]

    members = [
        getattr(module, table["enum"])(row["code"])
        if is_pair(row)
        else getattr(module, table["enum"])[row["name"]]
        for table, row in coded(spec)
    ]
    assert list(map(id, codes)) == list(map(id, members))


def test_the_facts_of_a_class_are_those_of_the_spec(
    spec: dict[str, Any], class_of: Callable[[str], Any]
) -> None:
    pages = {source["id"]: source["url"] for source in spec["sources"]}
    first = spec["sources"][0]["id"]
    said = {row["name"]: row["code"] for table, row in coded(spec) if is_message(table)}
    wanted: dict[str, dict[str, Any]] = {
        row["name"]: {
            "name": row["name"],
            "provider": spec["provider"],
            "default_message": row.get("message", said.get(row["name"], "")),
            "summary": row["summary"],
            "remedy": row["remedy"],
            "links": tuple(row.get("links", [pages[row.get("source", first)]])),
            "category": row["category"],
            "retryable": row["retry"] != "never",
            "wait": row["retry"]["after"] if isinstance(row["retry"], dict) else None,
        }
        for row in with_class(spec)
    }

    facts = {
        name: {fact: getattr(class_of(name)(), fact) for fact in row}
        for name, row in wanted.items()
    }

    assert facts == wanted


def test_a_class_derives_from_its_provider_from_one_kind_and_from_retryable(
    module: ModuleType, spec: dict[str, Any], class_of: Callable[[str], Any]
) -> None:
    base = getattr(module, f"{spec['prefix']}Error")
    wanted = {
        row["name"]: [
            base,
            getattr(provider_errors, KINDS[row["category"]]),
            *([Retryable] if row["retry"] != "never" else []),
        ]
        for row in with_class(spec)
    }

    bases = {name: list(class_of(name).__bases__) for name in wanted}

    assert bases == wanted


def test_what_has_no_code_has_no_kind_but_for_the_gateway(
    module: ModuleType, spec: dict[str, Any]
) -> None:
    names = OF_EVERY_MODULE - {"Error"}

    bases = {
        name: {
            each
            for each in getattr(module, spec["prefix"] + name).__mro__
            if each in (*KIND_CLASSES, Retryable, UnknownCode, UnreadableReply)
        }
        for name in names
    }

    assert bases == {
        "UnknownCode": {UnknownCode},
        "UnknownCodeBusy": {UnknownCode, RateLimited, Retryable},
        "UnknownCodeDown": {UnknownCode, ServiceUnavailable, Retryable},
        "UnknownCodeFault": {UnknownCode, ProviderFault, Retryable},
        "UnreadableReply": {UnreadableReply},
        "GatewayBusy": {UnreadableReply, RateLimited, Retryable},
        "GatewayDown": {UnreadableReply, ServiceUnavailable, Retryable},
        "GatewayFault": {UnreadableReply, ProviderFault, Retryable},
    }


def test_what_has_no_code_derives_from_the_class_of_all_providers(
    module: ModuleType, spec: dict[str, Any]
) -> None:
    names = OF_EVERY_MODULE - {"Error"}

    derived = {
        name: issubclass(
            getattr(module, f"{spec['prefix']}{name}"), getattr(provider_errors, name)
        )
        for name in names
    }

    assert derived == dict.fromkeys(names, True)


def test_another_name_is_the_same_class(
    module: ModuleType, spec: dict[str, Any], class_of: Callable[[str], Any]
) -> None:
    found = {name: (class_of(name), module.lookup(name)) for name in aliases(spec)}

    assert found == {
        name: (class_of(first), class_of(first))
        for name, first in aliases(spec).items()
    }


def test_a_range_takes_the_codes_that_have_no_row(
    module: ModuleType, spec: dict[str, Any], class_of: Callable[[str], Any]
) -> None:
    wanted: dict[int, object] = {}
    for table in spec["tables"]:
        taken: set[object] = {row["code"] for row in table["codes"]}
        for each in table.get("ranges", []):
            first, last = int(each["from"]), int(each["to"])
            inside = [code for code in range(first, last + 1) if code not in taken]
            wanted |= dict.fromkeys(inside, class_of(each["name"]))

    found: dict[int, object] = {
        code: module.error_from_code(
            code, table=table_with_range(module, spec)
        ).__class__
        for code in wanted
    }

    assert found == wanted


def table_with_range(module: ModuleType, spec: dict[str, Any]) -> object:
    name = next(table["enum"] for table in spec["tables"] if "ranges" in table)
    return getattr(module, name)


def test_a_range_ends_where_the_spec_says(
    module: ModuleType, spec: dict[str, Any]
) -> None:
    outside = [
        number
        for table in spec["tables"]
        for each in table.get("ranges", [])
        for number in (each["from"] - 1, each["to"] + 1)
        if number not in {row["code"] for row in table["codes"]}
    ]

    found = [type(module.error_from_code(number)).__name__ for number in outside]

    assert found == [f"{spec['prefix']}UnknownCode"] * len(outside)


@pytest.mark.parametrize("language", ["vi", "VI", "vi-VN", "vi_VN", "vi-Hani-VN"])
def test_a_text_in_another_language_is_that_of_the_spec(
    spec: dict[str, Any], class_of: Callable[[str], Any], language: str
) -> None:
    wanted = {
        row["name"]: (row["texts"]["vi"]["summary"], row["texts"]["vi"]["remedy"])
        for row in with_class(spec)
        if "texts" in row
    }

    texts = {
        name: (
            class_of(name)().summary_in(language),
            class_of(name)().remedy_in(language),
        )
        for name in wanted
    }

    assert texts == wanted


@pytest.mark.parametrize("language", ["fr", "en", "", "v", "vie", "../vi", "vi\0"])
def test_a_text_in_a_language_without_texts_is_english(
    spec: dict[str, Any], class_of: Callable[[str], Any], language: str
) -> None:
    texts = {
        row["name"]: (
            class_of(row["name"])().summary_in(language),
            class_of(row["name"])().remedy_in(language),
        )
        for row in with_class(spec)
    }

    assert texts == {
        row["name"]: (row["summary"], row["remedy"]) for row in with_class(spec)
    }


def test_what_has_no_row_has_english_texts_alone(
    module: ModuleType, spec: dict[str, Any]
) -> None:
    names = OF_EVERY_MODULE - {"Error"}
    errors = [getattr(module, spec["prefix"] + name)() for name in names]

    texts = [(each.summary_in("vi"), each.remedy_in("vi")) for each in errors]

    assert texts == [(each.summary, each.remedy) for each in errors]


def test_zalo_and_capsolver_speak_vietnamese_and_the_others_english() -> None:
    modules = {name: import_module(f"provider_errors.{name}") for name in PROVIDERS}

    languages = {
        name: getattr(module, f"{read(name)['prefix']}Error").languages
        for name, module in modules.items()
    }

    assert languages == {
        name: ("vi",) if name in {"zalo", "zalo_oa", "capsolver"} else ()
        for name in PROVIDERS
    }


def test_a_table_has_every_row_of_its_sources() -> None:
    counts = {
        table["enum"]: len(table["codes"]) + len(table.get("ranges", []))
        for name in PROVIDERS
        for table in read(name)["tables"]
    }

    assert {enum for enum, rows in ROWS.items() if counts.get(enum, 0) < rows} == set()


@pytest.mark.parametrize("enum", OFFICIAL)
def test_a_table_has_the_official_codes(enum: str) -> None:
    official = OFFICIAL[enum].split()
    tables = [table for name in PROVIDERS for table in read(name)["tables"]]

    codes = {
        str(row["code"])
        for table in tables
        for row in table["codes"]
        if table["enum"] == enum
    }

    assert [code for code in official if code not in codes] == []


def test_the_kinds_are_the_public_classes_that_no_provider_owns() -> None:
    others = {
        "GatewayBusy",
        "GatewayDown",
        "GatewayFault",
        "PROVIDERS",
        "ProviderError",
        "ProviderErrorGroup",
        "Retryable",
        "UnknownCode",
        "UnknownCodeBusy",
        "UnknownCodeDown",
        "UnknownCodeFault",
        "UnreadableReply",
        "errors_of",
        "problem",
        "retry_delay",
        *PROVIDERS,
    }

    names = set(provider_errors.__all__)

    assert names == others | set(KINDS.values())


def test_a_kind_is_named_as_its_category() -> None:
    categories = {each.category: each.__name__ for each in KIND_CLASSES}

    assert categories == KINDS


@pytest.mark.parametrize(
    ("kind", "grpc_code"),
    [
        ("AuthenticationFailed", "UNAUTHENTICATED"),
        ("PermissionDenied", "PERMISSION_DENIED"),
        ("AccountBlocked", "PERMISSION_DENIED"),
        ("Misconfigured", "FAILED_PRECONDITION"),
        ("InvalidRequest", "INVALID_ARGUMENT"),
        ("InvalidRecipient", "NOT_FOUND"),
        ("RecipientUnavailable", "FAILED_PRECONDITION"),
        ("ContentRejected", "FAILED_PRECONDITION"),
        ("TooLarge", "OUT_OF_RANGE"),
        ("NotFound", "NOT_FOUND"),
        ("AlreadyExists", "ALREADY_EXISTS"),
        ("Expired", "FAILED_PRECONDITION"),
        ("RateLimited", "RESOURCE_EXHAUSTED"),
        ("QuotaExceeded", "RESOURCE_EXHAUSTED"),
        ("InsufficientFunds", "RESOURCE_EXHAUSTED"),
        ("Unsupported", "UNIMPLEMENTED"),
        ("ServiceUnavailable", "UNAVAILABLE"),
        ("ProviderFault", "INTERNAL"),
        ("UnknownCode", "UNKNOWN"),
        ("UnreadableReply", "UNKNOWN"),
        ("GatewayBusy", "RESOURCE_EXHAUSTED"),
        ("GatewayDown", "UNAVAILABLE"),
        ("GatewayFault", "INTERNAL"),
        ("UnknownCodeBusy", "RESOURCE_EXHAUSTED"),
        ("UnknownCodeDown", "UNAVAILABLE"),
        ("UnknownCodeFault", "INTERNAL"),
    ],
)
def test_a_kind_names_the_nearest_code_of_grpc(kind: str, grpc_code: str) -> None:
    assert getattr(provider_errors, kind).grpc_code == grpc_code


def test_the_category_of_a_class_goes_with_its_code_of_grpc(
    spec: dict[str, Any], class_of: Callable[[str], Any]
) -> None:
    codes = {row["name"]: class_of(row["name"]).grpc_code for row in with_class(spec)}

    assert codes == {
        row["name"]: getattr(provider_errors, KINDS[row["category"]]).grpc_code
        for row in with_class(spec)
    }


def test_where_the_message_is_the_identity_it_is_the_message(
    module: ModuleType, spec: dict[str, Any]
) -> None:
    messages = [row["code"] for table, row in coded(spec) if is_message(table)]

    found = [module.error_from_code(message).message for message in messages]

    assert found == messages


def test_every_class_says_what_it_is(module: ModuleType) -> None:
    silent = [name for name, each in error_classes(module).items() if not each.__doc__]

    assert silent == []


def test_the_docstring_of_a_class_begins_with_its_summary(
    spec: dict[str, Any], class_of: Callable[[str], Any]
) -> None:
    docs = {
        row["name"]: " ".join(class_of(row["name"]).__doc__.split())
        for row in with_class(spec)
    }

    wrong = [
        row["name"]
        for row in with_class(spec)
        if not docs[row["name"]].startswith(" ".join(row["summary"].split()))
    ]
    assert wrong == []
