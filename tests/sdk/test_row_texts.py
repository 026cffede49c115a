"""What the rows of all specs say, and how they are named: one pattern across providers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

SPECS: Final = Path(__file__).parents[2] / "specs"
HOUR: Final = 3600

BAD_NAMES: Final = {
    r".+_(INVALID|ILLEGAL|INCORRECT)(_|$)": "INVALID_X",
    r"(ILLEGAL|INCORRECT|WRONG)_.+": "INVALID_X",
    r".+_(EMPTY|MISSING|NOT_PROVIDED)$": "MISSING_X",
    r".+_NOT_EXIST(S|ED|ENT)?$": "X_NOT_FOUND",
    r"(NON_?EXISTENT|NONEXISTING)_.+": "X_NOT_FOUND",
    r".+_TOO_(FAST|OFTEN)$": "X_TOO_FREQUENT",
    r"(EXCESSIVE|FREQUENT)_.+": "X_TOO_FREQUENT",
    r"(.+_)?EXCEPTIONS?(_.+)?$": "what happened",
}
"""What no name is like, and what it is like instead."""

OWN_WORDS: Final = {
    "honor_push ALL_TOKENS_INVALID": "ALL Push Tokens are invalid.",
    "huawei_push ALL_TOKENS_INVALID": "All the tokens are invalid",
    "apns PAYLOAD_EMPTY": "PayloadEmpty",
    "capsolver KEY_DOES_NOT_EXIST": "ERROR_KEY_DOES_NOT_EXIST",
    "notificore STATISTICS_FILE_EMPTY": "File is empty",
    "huawei_push CERT_FINGERPRINT_EMPTY": "CERT_FINGERPRINT_EMPTY",
    "huawei_push CLIENT_API_INVALID": "CLIENT_API_INVALID",
    "huawei_push ILLEGAL_EXPIRE_TIME": "Illegal expire time.",
    "huawei_push ILLEGAL_TOKEN": "illegal_tokens",
    "huawei_push PERMISSION_LIST_EMPTY": "PERMISSION_LIST_EMPTY",
    "huawei_push PERMISSION_NOT_EXIST": "PERMISSION_NOT_EXIST",
    "huawei_push SCOPE_LIST_EMPTY": "SCOPE_LIST_EMPTY",
    "huawei_push SESSION_INVALID": "SESSION_INVALID",
    "huawei_push TOKEN_INVALID": "TOKEN_INVALID",
    "oppo_push DATA_NOT_EXIST": "Data Not Exist",
}
"""Names that are the provider's own words all the same, with these."""

BAD_TEXTS: Final = {
    r"\bis none (that|of)\b": "is not one that",
    r"\banother \w+ than\b": "a different … than",
    r"\bshall\b": "should",
    r"\bthis calls for\b": "needs",
    r"\bin place of sending again\b": "; do not send it again",
    r"\bnon-?existing\b": "that does not exist",
    r"\bas mentioned\b|\betc\b|\bplease\b": "nothing",
    r"  |\s[,.;:]|\.\.": "one blank, none before a mark",
    r"https?://": "`links`",
}
"""What no summary, remedy or note says, and what it says instead."""

AGAIN: Final = re.compile(r"\bagain\b|^retry\b|\b(and|then) retry\b", re.IGNORECASE)
OWN_FIRST: Final = frozenset({"vivo", "vivo's"})
"""Words that begin a sentence in lower case."""

WHEN: Final = re.compile(
    r"\b(pauses?|after|once|when|while|until|unless|minutes?|seconds?|at once|online|again once"
    r"|more slowly|later)\b"
)
SAME_AGAIN: Final = re.compile(
    r"\b(the same (request|message|push|notification|call|batch|query)\b.{0,40}\bagain\b"
    r"|try (it )?again|retry (it|later|after|with|this|the)|again later|growing pauses)",
    re.IGNORECASE,
)


def rows() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every row of every spec, with the name of the module."""
    for path in sorted(SPECS.glob("[!_]*.yaml")):
        spec = yaml.safe_load(path.read_text("utf-8"))
        for table in spec["tables"]:
            for row in (*table["codes"], *table.get("ranges", ())):
                yield path.stem, row
        for row in spec.get("uncoded", ()):
            yield path.stem, row


ROWS: Final = [(f"{module} {row['name']}", row) for module, row in rows()]
ERRORS: Final = [(name, row) for name, row in ROWS if "retry" in row]
RETRIED: Final = [(name, row) for name, row in ERRORS if row["retry"] != "never"]


def test_names_keep_to_one_pattern() -> None:
    odd = {
        name: instead
        for name, _ in ROWS
        for pattern, instead in BAD_NAMES.items()
        if re.fullmatch(pattern, name.split()[1])
    }

    assert sorted(odd) == sorted(OWN_WORDS), odd


@pytest.mark.parametrize(
    "name",
    [
        "TITLE_EMPTY",
        "SIGN_INCORRECT",
        "ILLEGAL_DEVICE",
        "APP_ID_NOT_EXIST",
        "SPEED_TOO_FAST",
        "EXCESSIVE_FREQUENCY",
        "OTHER_EXCEPTIONS",
        "CONNECTION_REQUEST_EXCEPTION",
        "PARAMETER_NOT_PROVIDED",
        "MSG_RANDOM_MISSING_OR_INVALID",
    ],
)
def test_a_name_of_another_pattern_is_found(name: str) -> None:
    assert any(re.fullmatch(pattern, name) for pattern in BAD_NAMES)


def test_no_two_classes_differ_by_case_alone() -> None:
    seen: dict[str, str] = {}
    twins = [
        (name, seen[key])
        for name, _ in ROWS
        for key in [name.replace("_", "").lower()]
        if seen.setdefault(key, name) != name
    ]

    assert twins == []


@pytest.mark.parametrize("key", ["summary", "remedy", "note", "retry_note"])
def test_texts_are_sentences(key: str) -> None:
    odd = [
        (name, row[key])
        for name, row in ROWS
        if key in row
        and not re.fullmatch(r"[^a-z].*[.)\"]", row[key], re.DOTALL)
        and row[key].split()[0] not in OWN_FIRST
    ]

    assert odd == []


@pytest.mark.parametrize("key", ["summary", "remedy", "note", "retry_note"])
@pytest.mark.parametrize("pattern", BAD_TEXTS)
def test_no_text_is_of_a_known_bad_form(pattern: str, key: str) -> None:
    odd = [
        (name, row[key]) for name, row in ROWS if re.search(pattern, row.get(key, ""))
    ]

    assert odd == [], f"write {BAD_TEXTS[pattern]}"


def test_a_summary_is_one_sentence() -> None:
    odd = [
        (name, row["summary"])
        for name, row in ROWS
        if re.search(r"[.!?] [A-Z]", row["summary"])
    ]

    assert odd == []


def test_what_is_retried_says_to_send_the_same_again_and_when() -> None:
    odd = [
        (name, row["remedy"])
        for name, row in RETRIED
        if not (AGAIN.search(row["remedy"]) and WHEN.search(row["remedy"]))
    ]

    assert odd == []


def test_what_is_not_retried_never_says_to_send_the_same_again() -> None:
    odd = [
        (name, row["remedy"])
        for name, row in ERRORS
        if row["retry"] == "never" and SAME_AGAIN.search(row["remedy"])
    ]

    assert odd == []


def test_nothing_that_waits_longer_than_an_hour_is_retried() -> None:
    waits: dict[str, int] = {
        name: row["retry"]["after"]
        for name, row in RETRIED
        if isinstance(row["retry"], dict) and "after" in row["retry"]
    }

    assert {name: wait for name, wait in waits.items() if wait > HOUR} == {}


def test_a_translation_stands_in_no_message() -> None:
    odd = [
        name for name, row in ROWS if row.get("message", "") == row.get("translation")
    ]

    assert odd == []


def test_rows_of_one_table_that_say_the_same_say_why() -> None:
    seen: dict[tuple[str, str], str] = {}
    twins: list[tuple[str, str]] = []
    for name, row in ERRORS:
        key = (name.split()[0], row["summary"])
        if key in seen and "note" not in row:
            twins.append((seen[key], name))
        seen.setdefault(key, name)

    assert twins == []
