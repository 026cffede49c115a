"""Every example of the README does what the README says."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import provider_errors
import pytest
from errsmith.project import spec_files
from errsmith.spec.kinds import KINDS
from provider_errors import (
    InsufficientFunds,
    ProviderError,
    RecipientUnavailable,
    capsolver,
    notificore,
    zalo,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.readme.conftest import Block, Page, Provider

ROOT = Path(__file__).parents[2]
UNREACHABLE = (200, '{"error": -118, "message": "Zalo account not existed"}')
BROKE = (200, '{"error": -115, "message": "Out of quota"}')
HICCUP = (200, '{"error": -100, "message": "Unknown error"}')
GATEWAY = (502, "<html>502 Bad Gateway</html>")
SENT = (200, '{"error": 0, "message": "Success", "data": {"msg_id": "1"}}')
SMS_SENT = (200, '{"error": "0", "id": "22125", "reference": "a"}')
SMS_BROKE = (200, '{"error": 8, "errorDescription": "not enough funds"}')


def run(code: str, **names: Any) -> str:
    """What a block prints."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "README.md", "exec"), names)
    return printed.getvalue()


def command(*words: str, cwd: Path, path: Path | None = None) -> str:
    """What a command prints, on both streams."""
    env = {**os.environ, "PYTHONPATH": str(path)} if path else dict(os.environ)
    done = subprocess.run(
        words, cwd=cwd, env=env, capture_output=True, text=True, check=True
    )
    return done.stdout + done.stderr


def test_the_first_screen_shows_the_catch_and_prints_what_it_says(
    readme: Page, zalo_server: Provider
) -> None:
    zalo_server.answers = [BROKE]
    catch, expected = readme.blocks("")[:2]

    printed = run(
        catch.text, ZALO_URL=zalo_server.url, message={"phone": "84900000000"}
    )

    assert printed == expected.text
    assert readme.text[: readme.text.index(catch.text)].count("\n") < 12


@pytest.mark.parametrize(
    "heading", ["Why not `raise_for_status()`", "What an exception knows"]
)
def test_an_example_prints_what_stands_below_it(readme: Page, heading: str) -> None:
    example, expected = readme.blocks(heading)[:2]

    assert run(example.text) == expected.text


@pytest.fixture
def application(
    readme: Page, zalo_server: Provider, notificore_server: Provider
) -> dict[str, Any]:
    """The application's names, with a clock and an alarm that only take notes."""
    (block,) = readme.blocks("An application", "python")
    alerts: list[str] = []
    names: dict[str, Any] = {
        "ZALO_URL": zalo_server.url,
        "NOTIFICORE_URL": notificore_server.url,
        "alert": alerts.append,
        "alerts": alerts,
    }
    exec(compile(block.text, "README.md", "exec"), names)
    return names


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    found: list[float] = []
    monkeypatch.setattr("time.sleep", found.append)
    return found


def test_the_application_is_shorter_than_25_lines(readme: Page) -> None:
    (block,) = readme.blocks("An application", "python")

    assert len(block.text.splitlines()) < 25


def test_the_application_sends_through_zalo(
    application: dict[str, Any], zalo_server: Provider, notificore_server: Provider
) -> None:
    zalo_server.answers = [SENT]

    application["send"]("84900000000", "1234")

    assert zalo_server.received == [
        {"phone": "84900000000", "template_data": {"otp": "1234"}}
    ]
    assert notificore_server.received == []


def test_the_application_falls_back_to_sms_where_zalo_cannot_reach_the_recipient(
    application: dict[str, Any], zalo_server: Provider, notificore_server: Provider
) -> None:
    zalo_server.answers = [UNREACHABLE]
    notificore_server.answers = [SMS_SENT]

    application["send"]("84900000000", "1234")

    assert notificore_server.received == [
        {"msisdn": "84900000000", "body": "Your code: 1234"}
    ]


def test_the_application_waits_and_tries_again_where_that_may_help(
    application: dict[str, Any], zalo_server: Provider, pauses: list[float]
) -> None:
    zalo_server.answers = [HICCUP, GATEWAY, SENT]

    application["send"]("84900000000", "1234")

    assert [1 / 2 <= pauses[0] <= 1, 1 <= pauses[1] <= 2] == [True, True]
    assert len(zalo_server.received) == 3


def test_the_application_gives_up_after_four_tries(
    application: dict[str, Any], zalo_server: Provider, pauses: list[float]
) -> None:
    zalo_server.answers = [HICCUP] * 4

    with pytest.raises(ProviderError, match="zalo -100 UNKNOWN_ERROR"):
        application["send"]("84900000000", "1234")

    assert len(pauses) == 3
    assert sum(pauses) <= 1 + 2 + 4


def test_the_application_never_sleeps_for_half_an_hour(
    application: dict[str, Any], zalo_server: Provider, pauses: list[float]
) -> None:
    zalo_server.answers = [(400, '{"errorId": 1, "errorCode": "ERROR_IP_BANNED"}')]

    with pytest.raises(ProviderError, match="IP_BANNED"):
        application["call"](capsolver, zalo_server.url, {})

    assert pauses == []


def replies() -> Iterator[tuple[str, str]]:
    """What Zalo, then what Notificore, answers with each of its codes."""
    for code in zalo.ZaloCode:
        yield "zalo", json.dumps({"error": code.value, "message": "Told so"})
    for number in notificore.NotificoreCode:
        yield "notificore", json.dumps({"error": str(number.value)})
    for message in notificore.NotificoreMessage:
        yield "notificore", json.dumps({"errors": [{"message": message.value}]})


@pytest.mark.parametrize("status", [200, 500])
def test_the_application_ends_with_every_code(
    application: dict[str, Any],
    zalo_server: Provider,
    notificore_server: Provider,
    pauses: list[float],
    status: int,
) -> None:
    for provider, reply in replies():
        told = [(status, reply)] * 4
        zalo_server.answers = told if provider == "zalo" else [UNREACHABLE]
        notificore_server.answers = [SMS_SENT] if provider == "zalo" else told
        module = import_module(f"provider_errors.{provider}")
        error = module.error_from_reply(reply, http_status=status)
        application["alerts"].clear()
        zalo_server.received.clear()
        notificore_server.received.clear()

        with contextlib.suppress(ProviderError):
            application["send"]("84900000000", "1234")

        fallen_back = provider != "zalo" or isinstance(error, RecipientUnavailable)
        assert bool(application["alerts"]) == isinstance(error, InsufficientFunds), (
            reply
        )
        assert bool(notificore_server.received) == fallen_back, reply
        assert len(zalo_server.received) <= 4
        if error is not None and error.outcome_unknown:
            assert len(notificore_server.received) <= 1, reply
    assert pauses
    assert all(pause <= 60 for pause in pauses)


@pytest.mark.parametrize(
    ("zalo_says", "notificore_says", "alarm"),
    [
        ([BROKE], [], "zalo: Check the balance"),
        ([UNREACHABLE], [SMS_BROKE], "notificore: "),
    ],
)
def test_the_application_calls_for_help_when_the_money_has_run_out(
    application: dict[str, Any],
    zalo_server: Provider,
    notificore_server: Provider,
    zalo_says: list[tuple[int, str]],
    notificore_says: list[tuple[int, str]],
    alarm: str,
) -> None:
    zalo_server.answers, notificore_server.answers = [*zalo_says], [*notificore_says]

    with pytest.raises(InsufficientFunds):
        application["send"]("84900000000", "1234")

    assert len(application["alerts"]) == 1
    assert application["alerts"][0].startswith(alarm)


def test_the_command_line_starts_as_shown(readme: Page, tmp_path: Path) -> None:
    (block,) = readme.blocks("What an exception knows", "console")
    call, *expected = block.text.splitlines()
    words = call.removeprefix("$ python ").split()

    printed = command(sys.executable, *words, cwd=tmp_path)

    assert printed.splitlines()[: len(expected)] == expected


def test_the_table_of_providers_is_that_of_the_specs(readme: Page) -> None:
    specs = spec_files.load_all(spec_files.find(ROOT / "specs")).specs
    expected = "".join(
        f"| `{each.spec.provider}` | {each.spec.title} | "
        + " + ".join(
            str(len(table.codes) + len(table.ranges)) for table in each.spec.tables
        )
        + " |\n"
        for each in specs
    )

    _, _, table = readme.section("Providers").partition("| --- | --- | --- |\n")

    assert table.partition("\n\n")[0].strip() == expected.strip()


def test_the_table_of_kinds_is_that_of_the_runtime(readme: Page) -> None:
    words = {"YES": "yes", "NO": "no", "EITHER": "it depends"}
    expected = [(kind.class_name, words[kind.retries.name]) for kind in KINDS.values()]

    _, _, table = readme.section("The hierarchy").partition("| --- | --- | --- |\n")
    rows = [
        row.strip("| ").split(" | ") for row in table.partition("\n\n")[0].splitlines()
    ]

    assert [(name.strip("`"), retried) for name, _, retried in rows] == expected
    assert all(hasattr(provider_errors, name.strip("`")) for name, _, _ in rows)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what `make gen` works on."""
    for name in ("specs", "generated"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_a_code_that_a_provider_adds_becomes_a_class(
    readme: Page, checkout: Path
) -> None:
    row, gen, example, before, after = readme.blocks("When a provider adds a code")
    spec = checkout / "specs" / "zalo.yaml"
    call, *expected = gen.text.splitlines()
    source = checkout / "generated"

    assert (
        command(sys.executable, "-c", example.text, cwd=checkout, path=source)
        == before.text
    )

    rows, replies, rest = spec.read_text("utf-8").partition("\nreplies:")
    spec.write_text(f"{rows.rstrip()}\n\n{row.text}{replies}{rest}", "utf-8")
    printed = command(
        sys.executable, "-m", *call.removeprefix("$ ").split(), cwd=checkout
    )

    assert printed.splitlines() == expected
    assert (
        command(sys.executable, "-c", example.text, cwd=checkout, path=source)
        == after.text
    )


def test_a_provider_of_ones_own_takes_a_page_and_three_commands(
    readme: Page, tmp_path: Path, run_as_printed: Callable[[Block, Path], list[int]]
) -> None:
    blocks = readme.blocks("Your own provider in five minutes")
    page, catch, commands, guesses, count = blocks
    folder = tmp_path / "acme"
    folder.mkdir()
    (folder / "errors.md").write_text(page.text, "utf-8")
    (folder / "send.py").write_text(catch.text, "utf-8")

    assert run_as_printed(commands, folder) == [0, 0, 0, 0]

    spec = (folder / "specs" / "acme.yaml").read_text("utf-8")
    assert all(part.rstrip() in spec for part in guesses.text.split("\n\n"))
    assert run_as_printed(count, folder) == [0]


def test_every_example_is_run_by_a_test(readme: Page) -> None:
    run_here = {
        "": ["python", "text", "sh"],
        "Why not `raise_for_status()`": ["python", "text"],
        "An application": ["python"],
        "What an exception knows": ["python", "text", "console"],
        "The hierarchy": ["text"],
        "When a provider adds a code": ["yaml", "console", "python", "text", "text"],
        "Your own provider in five minutes": [
            "markdown",
            "python",
            "console",
            "yaml",
            "console",
        ],
    }
    headings = [line[3:] for line in readme.text.splitlines() if line.startswith("## ")]

    found = {
        heading: [block.language for block in readme.blocks(heading)]
        for heading in ["", *headings]
    }

    assert {heading: blocks for heading, blocks in found.items() if blocks} == run_here


def test_the_two_commands_are_targets_of_the_makefile(readme: Page) -> None:
    (block,) = readme.blocks("", "sh")
    makefile = (ROOT / "Makefile").read_text("utf-8")

    targets = [line.split()[1] for line in block.text.splitlines()]

    assert targets == ["gen", "test"]
    assert all(f"\n{target}:" in makefile for target in targets)


def test_links_lead_to_files(readme: Page) -> None:
    targets = [part.split(")")[0] for part in readme.text.split("](")[1:]]

    missing = [target for target in targets if not (ROOT / target).exists()]

    assert targets
    assert missing == []
