"""Tell a customer: by Zalo, else by SMS, and by push to each of their devices.

It shows which errors lead to another channel, wake somebody, or open a circuit breaker.
"""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpx
from provider_errors import (
    InvalidRecipient,
    ProviderError,
    ProviderErrorGroup,
    RecipientUnavailable,
    ServiceUnavailable,
    errors_of,
    fcm,
    huawei_push,
    notificore,
    oppo_push,
    retry_delay,
    xiaomi_push,
    zalo,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import ModuleType

ATTEMPTS = 3
FAILURES = 5
"""Failures of a provider in a row after which it is left alone."""

SECONDS_OPEN = 30.0


PUSH: Mapping[str, ModuleType] = {
    "fcm": fcm,
    "huawei": huawei_push,
    "oppo": oppo_push,
    "xiaomi": xiaomi_push,
}

UNREACHED = (InvalidRecipient, RecipientUnavailable, ServiceUnavailable)


class ProviderResting(Exception):
    """A provider failed too often; it is not called until the breaker closes again."""


@dataclass
class Breaker:
    """Opens after failures that are the provider's own: a bad recipient says nothing about it."""

    clock: Callable[[], float] = time.monotonic
    failures: int = 0
    until: float = 0.0

    def check(self) -> None:
        """Raise ProviderResting while it is open."""
        if self.clock() < self.until:
            raise ProviderResting

    def note(self, error: Exception | None) -> None:
        """Count a failure, or start anew after an answer that shows the provider at work."""
        if isinstance(error, ProviderError) and error.fault != "provider":
            error = None
        self.failures = 0 if error is None else self.failures + 1
        if self.failures >= FAILURES:
            self.failures, self.until = 0, self.clock() + SECONDS_OPEN


@dataclass
class Notifier:
    """Sends, with what it needs of the application: addresses, an alarm, a list of devices."""

    urls: Mapping[str, str]
    alert: Callable[[str], None]
    forget: Callable[[str], None]
    client: httpx.Client = field(default_factory=httpx.Client)
    sleep: Callable[[float], None] = time.sleep
    breakers: dict[str, Breaker] = field(default_factory=dict[str, Breaker])

    def tell(self, phone: str, text: str, reference: str) -> str:
        """Send by Zalo; where it does not reach the recipient or does not work, by SMS."""
        try:
            self._call("zalo", zalo, {"phone": phone, "template_data": {"text": text}})
        except (
            RecipientUnavailable,
            InvalidRecipient,
            ServiceUnavailable,
            ProviderResting,
        ):
            sms = {"msisdn": phone, "body": text, "reference": reference}
            # Where the reference is there already, an earlier attempt went out.
            with suppress(notificore.NotificoreSmsIdAlreadyExists):
                self._call("notificore", notificore, sms)
            return "sms"
        return "zalo"

    def push(self, vendor: str, tokens: Sequence[str], text: str) -> int | None:
        """Push to devices of one vendor; return how many got it, None where nobody says."""
        body = {"tokens": list(tokens), "text": text}
        try:
            self._call(vendor, PUSH[vendor], body)
        except ProviderErrorGroup as group:
            self._forget(group, tokens)
            return group.succeeded
        except InvalidRecipient as error:
            self._forget(error, tokens)
            return 0
        return len(tokens)

    def _forget(self, error: ProviderError, tokens: Sequence[str]) -> None:
        """Forget each token that is gone: the reply names it, or its place in the request."""
        for each in errors_of(error):
            if isinstance(each, InvalidRecipient):
                index = 0 if len(tokens) == 1 else each.index
                token = each.item or (None if index is None else tokens[index])
                if token is not None:
                    self.forget(token)

    def _call(self, name: str, reader: ModuleType, body: dict[str, Any]) -> None:
        """Send until it works, the provider says that it will not, or its breaker opens."""
        breaker = self.breakers.setdefault(name, Breaker())
        for attempt in range(1, ATTEMPTS + 1):
            breaker.check()
            try:
                reader.raise_for_response(self.client.post(self.urls[name], json=body))
            except (ProviderError, httpx.HTTPError) as error:
                breaker.note(error)
                self._report(error)
                # What timed out without an answer may have gone out: it is not sent again.
                pause = retry_delay(error, attempt, idempotent=False)
                if pause is None or attempt == ATTEMPTS:
                    raise
                self.sleep(pause)
            else:
                breaker.note(None)
                return

    def _report(self, error: Exception) -> None:
        """Wake somebody where it helps: our account, or our own code."""
        for each in errors_of(error):
            if each.fault in ("account", "caller") and not each.retryable:
                self.alert(f"{each}. {each.remedy}")
