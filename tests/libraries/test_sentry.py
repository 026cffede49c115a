"""What Sentry gets of an error, with the real library and a transport that keeps the events."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import sentry_sdk
from provider_errors import ProviderError, apns, huawei_push, tencent_push, zalo
from provider_errors.sentry import before_send
from sentry_sdk.integrations.logging import EventHandler
from sentry_sdk.transport import Transport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sentry_sdk.envelope import Envelope

PHONE = "84900000000"
BROKE = ("zalo", "-115")


class _Kept(Transport):
    """Keeps what would be sent."""

    def __init__(self) -> None:
        super().__init__()
        self.events: list[Any] = []

    def capture_envelope(self, envelope: Envelope) -> None:
        event = envelope.get_event()
        if event is not None:
            self.events.append(json.loads(json.dumps(event)))


@pytest.fixture
def sent() -> Iterator[list[Any]]:
    """The events that Sentry would have got."""
    transport = _Kept()
    client = sentry_sdk.Client(
        "https://key@sentry.test/1",
        transport=transport,
        before_send=before_send,
        default_integrations=False,
        auto_enabling_integrations=False,
    )
    with sentry_sdk.isolation_scope(), sentry_sdk.new_scope() as scope:
        scope.set_client(client)
        yield transport.events


def broke() -> ProviderError:
    return zalo.ZaloOutOfQuota(f"No quota for {PHONE}", 200, PHONE, None, {"to": PHONE})


def capture(error: BaseException) -> None:
    """Raise an exception and send it, with variables that hold what it is about."""
    phone, reply = PHONE, {"error": -115, "to": PHONE}
    try:
        assert phone == reply["to"]
        raise error  # noqa: TRY301 - its frame has the variables
    except BaseException as caught:  # noqa: BLE001 - as the integrations of frameworks do
        sentry_sdk.capture_exception(caught)


def values(event: Any) -> list[str]:
    return [each["value"] for each in event["exception"]["values"]]


def test_an_error_is_grouped_and_tagged_by_its_code(sent: list[Any]) -> None:
    capture(broke())

    (event,) = sent
    assert event["fingerprint"] == [*BROKE]
    assert {key: event["tags"][key] for key in ("provider", "error_code", "fault")} == {
        "provider": "zalo",
        "error_code": "-115",
        "fault": "account",
    }
    assert event["tags"]["retryable"] == "false"
    assert values(event) == ["zalo -115 OUT_OF_QUOTA: No quota for [Filtered]"]
    assert PHONE not in json.dumps(event)


def test_without_it_sentry_has_no_code_and_all_that_frames_hold(
    sent: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sentry_sdk.get_client().options, "before_send", None)
    capture(broke())

    assert "OUT_OF_QUOTA" not in values(sent[0])[0]
    assert PHONE in json.dumps(sent[0])


def test_a_code_without_a_row_and_a_reply_without_a_code_have_issues_of_their_own(
    sent: list[Any],
) -> None:
    for body, status in (({"error": -999}, 200), ("<html>", 503)):
        error = zalo.error_from_reply(body, http_status=status)
        assert error is not None
        capture(error)

    assert [event["fingerprint"] for event in sent] == [
        ["zalo", "-999"],
        ["zalo", "ZaloGatewayDown"],
    ]


def test_a_group_is_grouped_by_the_set_of_its_codes(sent: list[Any]) -> None:
    parts = [
        huawei_push.HuaweiPushIllegalToken("", 200, f"{PHONE}1"),
        huawei_push.HuaweiPushIllegalToken("", 200, f"{PHONE}2"),
        huawei_push.error_from_code("80300007", http_status=200),
    ]
    capture(huawei_push.HuaweiPushErrorGroup("3 of 9 failed", parts, 6))

    (event,) = sent
    assert event["fingerprint"] == ["huawei_push", "80300007", "HuaweiPushIllegalToken"]
    assert event["tags"]["failed"] == "3"
    assert event["tags"]["category"] == "partial_failure"
    assert values(event)[-1] == "3 of 9 failed (3 sub-exceptions)"
    assert sum(value.startswith("huawei_push ") for value in values(event)) == 3
    assert PHONE not in json.dumps(event)


def test_a_part_of_another_provider_keeps_its_name(sent: list[Any]) -> None:
    parts = [apns.ApnsBadDeviceToken("", 400)]
    capture(tencent_push.TencentPushErrorGroup("1 failed", parts, 0))

    assert sent[0]["fingerprint"] == ["tencent_push", "apns BadDeviceToken"]


def test_a_group_of_the_applications_own_is_grouped_by_what_is_in_it(
    sent: list[Any],
) -> None:
    capture(ExceptionGroup("tasks", [broke(), ExceptionGroup("more", [broke()])]))

    (event,) = sent
    assert event["fingerprint"] == [*BROKE]
    assert event["tags"]["error_name"] == "OUT_OF_QUOTA"
    assert PHONE not in json.dumps(event)


def test_what_else_is_in_a_group_keeps_sentrys_grouping(sent: list[Any]) -> None:
    capture(ExceptionGroup("tasks", [broke(), KeyError("ours")]))

    assert sent[0]["fingerprint"] == ["{{ default }}", *BROKE]


def raise_from() -> None:
    try:
        raise broke()
    except ProviderError as error:
        raise RuntimeError("no message") from error


def raise_while_handling() -> None:
    try:
        raise broke()
    except ProviderError:
        int("a mistake in a handler")


def raise_ours_from_another() -> None:
    raise broke() from TimeoutError(PHONE)


@pytest.mark.parametrize(
    ("call", "fingerprint"),
    [
        (raise_from, ["{{ default }}", *BROKE]),
        (raise_while_handling, None),
        (raise_ours_from_another, [*BROKE]),
    ],
)
def test_a_chain_is_about_what_was_raised_and_what_caused_it(
    sent: list[Any], call: Callable[[], None], fingerprint: list[str] | None
) -> None:
    with pytest.raises(Exception) as caught:  # noqa: PT011 - sent as it is
        call()
    capture(caught.value)

    (event,) = sent
    assert event.get("fingerprint") == fingerprint
    assert ("error_code" in event.get("tags", {})) == (fingerprint is not None)
    assert "zalo -115 OUT_OF_QUOTA: No quota for [Filtered]" in values(event)
    assert PHONE not in json.dumps(event)


def test_other_events_stay_as_they_are(sent: list[Any]) -> None:
    kept: dict[str, Any] = {"exception": {"values": [{"value": PHONE}]}}
    other = (ValueError, ValueError(PHONE), None)
    sentry_sdk.capture_message(PHONE)
    capture(ValueError(PHONE))

    for hint in ({}, {"exc_info": other}, {"exc_info": None}, {"log_record": 1}):
        assert before_send(dict(kept), hint) == kept
    assert sent[0]["message"] == PHONE
    assert values(sent[1]) == [PHONE]
    assert any("vars" in each for each in frames(sent[1]))


def frames(event: Any) -> list[Any]:
    found: list[Any] = event["exception"]["values"][0]["stacktrace"]["frames"]
    return found


def test_fingerprint_and_tags_of_the_application_stay(sent: list[Any]) -> None:
    with sentry_sdk.new_scope() as scope:
        scope.fingerprint = ["ours"]
        scope.set_tag("fault", "ours")
        capture(broke())

    assert sent[0]["fingerprint"] == ["ours"]
    assert sent[0]["tags"]["fault"] == "ours"
    assert sent[0]["tags"]["provider"] == "zalo"


def test_notes_and_log_lines_are_kept_without_recipients(sent: list[Any]) -> None:
    error = broke()
    error.add_note(f"order 5 of {PHONE}")
    sentry_sdk.add_breadcrumb(message=f"sending to {PHONE}")
    event: Any = {"logentry": {"message": "%s", "params": [repr(error)]}}
    sentry_sdk.capture_event(event, {"exc_info": (type(error), error, None)})
    capture(error)

    assert sent[0]["logentry"]["params"][0].startswith("ZaloOutOfQuota(message=")
    assert values(sent[1])[0].endswith("[Filtered]\norder 5 of [Filtered]")
    assert PHONE not in json.dumps(sent)


def test_a_log_line_with_an_exception_is_an_event_too(sent: list[Any]) -> None:
    log = logging.Logger("notify")  # noqa: LOG001 - is gone after the test
    log.addHandler(EventHandler())
    try:
        raise broke()
    except ProviderError:
        log.exception("failed for %s", PHONE)

    (event,) = sent
    assert event["fingerprint"] == [*BROKE]
    assert PHONE not in json.dumps(event)


def test_importing_it_does_not_import_sentry() -> None:
    script = "import sys, provider_errors.sentry; print('sentry_sdk' in sys.modules)"

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "False"
