"""Logs and traces of errors, as docs/catch-errors.md shows."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import pytest
import sentry_sdk
import structlog
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from provider_errors import ProviderError, huawei_push
from provider_errors.sentry import before_send

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PARTS = [huawei_push.HuaweiPushIllegalToken("", 200, f"token-{n}") for n in "12"]


def deliver() -> None:
    raise huawei_push.HuaweiPushErrorGroup("2 of 5 failed", PARTS, 3)


def test_structlog_has_a_line_for_each_error_of_a_group(
    example: Callable[..., dict[str, Any]],
) -> None:
    send = example("structlog", deliver=deliver)["send"]

    with structlog.testing.capture_logs() as lines, pytest.raises(ProviderError):
        send()

    rest = {"event": "not delivered", "log_level": "warning"}
    assert lines == [{**PARTS[0].facts(), **rest}] * 2


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemorySpanExporter]:
    """What was traced."""
    kept = InMemorySpanExporter()
    with warnings.catch_warnings():  # what it imports late changes the filters
        provider = TracerProvider()
        provider.add_span_processor(SimpleSpanProcessor(kept))
        monkeypatch.setattr(trace, "get_tracer", provider.get_tracer)
        yield kept
        provider.shutdown()


def test_a_span_has_the_facts(
    example: Callable[..., dict[str, Any]], spans: InMemorySpanExporter
) -> None:
    with pytest.raises(ProviderError) as caught:
        example("OpenTelemetry", deliver=deliver)["send"]()

    (span,) = spans.get_finished_spans()
    assert span.attributes == caught.value.facts()
    assert [each.name for each in span.events] == ["exception"]


def test_sentry_is_given_the_function(
    example: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    given: dict[str, Any] = {}

    def init(**options: Any) -> None:
        given.update(options)

    monkeypatch.setattr(sentry_sdk, "init", init)

    example("Sentry")

    assert given == {"before_send": before_send}
