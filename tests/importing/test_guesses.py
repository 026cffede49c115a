"""What is guessed of a row, and how guesses are counted until somebody confirms them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from errsmith.importing.draft import CodeEntry
from errsmith.importing.guesses import count_guesses, guess, sentence
from errsmith.importing.vocabulary.kind_keywords import KIND_PATTERNS, REMEDIES
from errsmith.spec.kinds import KINDS

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize(
    ("message", "kind", "retry"),
    [
        ("Too many requests", "rate_limited", "backoff"),
        ("Slow down for 30 seconds, rate limit hit", "rate_limited", "{after: 30}"),
        ("Wrong API key", "authentication_failed", "never"),
        ("You have no permission to do this", "permission_denied", "never"),
        ("The account is suspended", "account_blocked", "never"),
        ("Your IP is blocked for 10 minutes", "account_blocked", "{after: 600}"),
        ("Callback address is not configured", "misconfigured", "never"),
        ("Parameter x is missing", "invalid_request", "never"),
        ("Invalid phone number", "invalid_recipient", "never"),
        ("User refused to receive messages", "recipient_unavailable", "never"),
        ("Template rejected", "content_rejected", "never"),
        ("Text is too long", "too_large", "never"),
        ("Order not found", "not_found", "never"),
        ("Order already exists", "already_exists", "never"),
        ("The link has expired", "expired", "never"),
        ("Daily limit reached", "quota_exceeded", "never"),
        ("Insufficient balance", "insufficient_funds", "never"),
        ("Method is not supported", "unsupported", "never"),
        ("Service is temporarily unavailable", "service_unavailable", "backoff"),
        ("Internal server error", "provider_fault", "backoff"),
        ("Something", "provider_fault", "never"),
        ("Số dư không đủ", "insufficient_funds", "never"),
        ("Слишком много запросов", "rate_limited", "backoff"),
        ("参数错误", "invalid_request", "never"),
        ("Demasiadas solicitudes", "rate_limited", "backoff"),
        ("Parameter fehlt", "invalid_request", "never"),
        ("Trop de requêtes", "rate_limited", "backoff"),
        ("商户余额不足", "insufficient_funds", "never"),
        ("簽章錯誤", "authentication_failed", "never"),
        ("請求過於頻繁", "rate_limited", "backoff"),
        ("残高が不足しています", "insufficient_funds", "never"),
        ("メンテナンス中です", "service_unavailable", "backoff"),
        ("존재하지 않은 주문입니다", "not_found", "never"),
        ("내부 서버 오류", "provider_fault", "backoff"),
        ("Chữ ký không hợp lệ", "authentication_failed", "never"),
        ("Срок действия сессии истёк", "authentication_failed", "never"),
        ("Cuenta bancaria no válida", "invalid_request", "never"),
        ("Limite diário excedido", "quota_exceeded", "never"),
        ("Benutzername bereits registriert", "already_exists", "never"),
        (
            "Card declined, please try again with a different card",
            "provider_fault",
            "never",
        ),
        ("Payment failed, do not retry", "provider_fault", "never"),
        ("Email template not found", "not_found", "never"),
        ("开发者账号无效", "invalid_request", "never"),
        ("手机号码无效", "invalid_recipient", "never"),
        ("Invalid user ID", "invalid_request", "never"),
        ("Unknown error", "provider_fault", "never"),
        ("API key expired", "authentication_failed", "never"),
    ],
)
def test_words_tell_kind_and_retry(message: str, kind: str, retry: str) -> None:
    made = guess(CodeEntry(1, "1001", message=message), "Acme", "NAME")

    assert (made.kind, made.retry) == (kind, retry)


@pytest.mark.parametrize(
    ("code", "constant", "message", "status", "kind"),
    [
        ("forbidden", "", "The bakery is closed", None, "permission_denied"),
        ("conflict", "", "Two loaves in one place", None, "already_exists"),
        ("unavailable", "", "Come back", None, "service_unavailable"),
        ("4", "ErrTooManyRequests", "请求失败", None, "rate_limited"),
        ("4", "ErrUnexpected", "服务器繁忙", 200, "service_unavailable"),
        ("BAD_REQUEST", "", "Insufficient balance", 400, "insufficient_funds"),
        ("AUTH_005", "", "권한이 부족합니다", 403, "permission_denied"),
        ("17", "", "Method not allowed", 405, "unsupported"),
        ("17", "", "Gone", 410, "not_found"),
        ("17", "", "Hm", 402, "insufficient_funds"),
        ("17", "", "Invalid loaf", 429, "rate_limited"),
    ],
)
def test_the_words_of_a_code_come_before_its_message_and_that_before_its_status(
    code: str, constant: str, message: str, status: int | None, kind: str
) -> None:
    entry = CodeEntry(1, code, constant=constant, message=message, status=status)

    assert guess(entry, "Acme", "NAME").kind == kind


def test_every_kind_has_words_and_a_remedy() -> None:
    assert {kind for kind, _ in KIND_PATTERNS} == set(KINDS) == set(REMEDIES)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, "authentication_failed"),
        (429, "rate_limited"),
        (418, "invalid_request"),
        (599, "provider_fault"),
    ],
)
def test_a_status_tells_the_kind_where_no_word_does(status: int, kind: str) -> None:
    assert (
        guess(CodeEntry(1, "E-1", message="Hm", status=status), "Acme", "NAME").kind
        == kind
    )


def test_a_retry_that_the_page_states_is_no_guess_and_gives_its_reason() -> None:
    entry = CodeEntry(1, "1", message="Order not found", retried=True)

    yes = guess(entry, "Acme", "NAME")
    no = guess(replace(entry, retried=False), "Acme", "NAME")

    assert (yes.retry, yes.retry_known, yes.retry_note) == (
        "backoff", True, "The page says that it can be retried.",
    )  # fmt: skip
    assert (no.retry, no.retry_note) == ("never", "")


def test_a_wait_of_more_than_a_day_is_not_believed() -> None:
    entry = CodeEntry(1, "1", message="The account is blocked for 700 hours")

    assert guess(entry, "Acme", "NAME").retry == "never"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("the key is wrong", "The key is wrong."),
        ("The key is wrong. Get another!", "The key is wrong."),
        ("Wrong, e.g. too old", "Wrong, such as too old."),
        ("clientKey is wrong", "clientKey is wrong."),
        ("密钥错误。请检查。", "密钥错误。"),
        (" - ", ""),
        ("", ""),
    ],
)
def test_a_summary_is_one_sentence(text: str, said: str) -> None:
    assert sentence(text) == said


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("a: b  # guess\n", 1),
        ("a: 'b # guess'\n", 0),
        ("a: >-\n  b # guess\n  c # guess\n", 0),
        ("a: >-  # guess\n  b\n", 1),
        ("a: 'b # guess\n  c'  # guess\n", 1),
        ("a: b  # guessed\nc: d # guess\n", 1),
        ("a: {b: [  # guess\n", 1),
        ("", 0),
    ],
)
def test_guesses_are_counted_where_the_mark_is_a_comment(text: str, count: int) -> None:
    assert count_guesses(text) == count


def test_the_report_says_how_many_guesses_wait(
    page: Path, imports: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    ran = imports(str(page))

    count = count_guesses(ran.stdout)
    assert count == ran.stdout.count("# guess") > 0
    assert f"{count} guesses to confirm" in ran.stderr
