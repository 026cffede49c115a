"""What `make bench` works on is what it says it is; what it measures is no test's business."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from errsmith.project import spec_files
from provider_errors import (
    PROVIDERS,
    ProviderError,
    ProviderErrorGroup,
    UnknownCode,
    UnreadableReply,
)

from bench import __main__ as bench
from bench import generators, replies, report, specs
from bench.figures import Figure, number, seconds, size
from bench.results import Aim, Group, Row, not_measured

if TYPE_CHECKING:
    from pathlib import Path


def test_every_provider_has_replies() -> None:
    assert sorted(PROVIDERS) == sorted(replies.REPLIES)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_success_is_one(provider: str) -> None:
    reply = replies.REPLIES[provider]["success"]
    read = import_module(f"provider_errors.{provider}").error_from_reply

    assert read(reply, http_status=200) is None


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_failure_has_a_class_of_its_own(provider: str) -> None:
    reply = replies.REPLIES[provider]["failure"]
    error = import_module(f"provider_errors.{provider}").error_from_reply(reply)

    assert isinstance(error, ProviderError)
    assert not isinstance(error, UnknownCode | UnreadableReply)


@pytest.mark.parametrize("provider", replies.GROUPS)
def test_a_group_grows_with_its_items(provider: str) -> None:
    read = import_module(f"provider_errors.{provider}").error_from_reply
    few, many = (read(replies.many(provider, items)) for items in (10, 20))

    assert isinstance(few, ProviderErrorGroup)
    assert isinstance(many, ProviderErrorGroup)
    assert 2 * len(few.exceptions) == len(many.exceptions)


def test_a_spec_of_any_size_is_one(tmp_path: Path) -> None:
    specs.project(tmp_path, specs.of_numbers(100))
    (loaded,) = spec_files.load_all([tmp_path / "specs" / "acme.yaml"]).specs

    assert len(loaded.spec.tables[0].codes) == 1 + 100


def test_a_spec_of_telegrams_codes_is_one(tmp_path: Path) -> None:
    codes = [
        specs.Code("2FA_CONFIRM_WAIT_X", 420, "It's deleted. Wait {seconds}!"),
        specs.Code("CHAT_ID_INVALID", 400, "Invalid object ID for a chat"),
    ]
    specs.project(tmp_path, specs.of_telegram(codes))
    (loaded,) = spec_files.load_all([tmp_path / "specs" / "acme.yaml"]).specs

    assert 1 + len(codes) == len(loaded.spec.tables[0].codes)


def test_a_generator_that_is_not_there_is_named(tmp_path: Path) -> None:
    missing: dict[str, str] = {}
    found = generators.prepared(tmp_path, [], missing)

    assert len(found) + len(missing) == 3


def test_a_ratio_is_taken_between_values_of_one_round() -> None:
    ratio = Figure((2.0, 20.0, 200.0)).over(Figure((1.0, 10.0, 100.0)))

    assert (ratio.middle, ratio.spread) == (2.0, (2.0, 2.0))


def test_figures_are_written_as_people_say_them() -> None:
    written = [seconds(1.5e-7), seconds(2.0), size(1536), number(123.4), number(0.08)]

    assert written == ["150 ns", "2.00 s", "1.50 KiB", "123", "0.08"]


def test_the_page_is_rewritten_between_its_marks() -> None:
    rows = [Row("one", "1 s", Figure((1.0,)), "two"), not_measured("three", "no net")]
    group = Group("Group", "About.", rows, [Aim("It is fast", "1 s", met=False)])
    page = report.page([group], "A machine.")
    text = report.recorded(report.PAGE.read_text("utf-8"), page)

    assert text.startswith("# Benchmarks\n")
    assert page in text
    assert "| three | not measured: no net |" in text
    assert "| It is fast | 1 s | missed |" in text


def test_rows_of_a_subject_in_several_cases_are_one_line() -> None:
    cases = [
        ("zalo, success", "1 s"),
        ("zalo, failure", "2 s"),
        ("apns, failure", "3 s"),
    ]

    detail = Row("zalo, a group", "4 s", detail=True)

    found = report.rows([*(Row(*case, Figure((1.0,)), "it") for case in cases), detail])

    assert "|  | success | failure |\n" in found
    assert "| zalo | 1 s (1.00) | 2 s (1.00) |\n| apns |  | 3 s (1.00) |" in found


def test_aims_that_differ_in_the_peer_share_a_line() -> None:
    aims = [
        Aim("It is sooner than in psycopg", "at 0.5", met=True),
        Aim("It is sooner than in asyncpg", "at 0.4", met=True),
        Aim("It is sooner than in botocore", "at 2.0", met=False),
    ]

    found = report.aims([Group("Group", "About.", [], aims)])

    assert "| It is sooner than | psycopg at 0.5; asyncpg at 0.4 | met |" in found
    assert "| It is sooner than | botocore at 2.0 | missed |" in found


def test_a_page_without_marks_is_left_alone() -> None:
    with pytest.raises(ValueError, match="lacks the lines"):
        report.recorded("# Benchmarks\n", "")


def test_the_page_names_every_group() -> None:
    page = report.PAGE.read_text("utf-8")

    assert [name for name in bench.NAMES if name not in page] == []
