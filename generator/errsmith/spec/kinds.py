"""The kinds of errors: the classes of the runtime that every row picks one of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final


class Retries(Enum):
    """The chance that errors of a kind go away by sending the same again."""

    YES = "retried"
    NO = "not retried"
    EITHER = "either"


@dataclass(frozen=True)
class Kind:
    """A class of the runtime, and what it leads one to expect of a retry."""

    class_name: str
    retries: Retries
    base: str = ""
    """The kind that a custom kind derives from."""

    summary: str = ""
    """The docstring of the class; editors show it beside the category."""

    fault: str = ""
    """The party who can fix it; empty for that of the base."""


KINDS: Final = {
    "authentication_failed": Kind(
        "AuthenticationFailed",
        Retries.NO,
        summary="The credentials are missing, wrong or expired: renew them.",
    ),
    "permission_denied": Kind(
        "PermissionDenied",
        Retries.NO,
        summary="The credentials are fine, but they do not allow this.",
    ),
    "account_blocked": Kind(
        "AccountBlocked",
        Retries.EITHER,
        summary="An account, app, key or address is blocked or not activated.",
    ),
    "misconfigured": Kind(
        "Misconfigured",
        Retries.NO,
        summary="Something is not set up on the provider's side: fix it in its console.",
    ),
    "invalid_request": Kind(
        "InvalidRequest",
        Retries.NO,
        summary="The request itself is wrong: fix the code that makes it.",
    ),
    "invalid_recipient": Kind(
        "InvalidRecipient",
        Retries.NO,
        summary="The phone, token or user does not exist: stop sending to it.",
    ),
    "recipient_unavailable": Kind(
        "RecipientUnavailable",
        Retries.NO,
        summary="The recipient cannot or will not receive this way, or has no account: "
        "use another channel.",
    ),
    "content_rejected": Kind(
        "ContentRejected",
        Retries.NO,
        summary="The template, text or media was refused.",
    ),
    "too_large": Kind(
        "TooLarge", Retries.NO, summary="Something is over a limit of size or count."
    ),
    "not_found": Kind(
        "NotFound",
        Retries.NO,
        summary="The named message, task, template or file does not exist.",
    ),
    "already_exists": Kind("AlreadyExists", Retries.NO, summary="It is there already."),
    "expired": Kind(
        "Expired",
        Retries.NO,
        summary="It is too late: a window or a validity has passed.",
    ),
    "rate_limited": Kind(
        "RateLimited",
        Retries.YES,
        summary="The requests come too fast: slow down and wait.",
    ),
    "quota_exceeded": Kind(
        "QuotaExceeded",
        Retries.EITHER,
        summary="An allowance, a day's or a plan's, is used up.",
    ),
    "insufficient_funds": Kind(
        "InsufficientFunds", Retries.NO, summary="The balance is too low: top up."
    ),
    "unsupported": Kind(
        "Unsupported",
        Retries.NO,
        summary="The feature, version or method is not available.",
    ),
    "service_unavailable": Kind(
        "ServiceUnavailable",
        Retries.YES,
        summary="The provider is down, busy or timed out.",
    ),
    "provider_fault": Kind(
        "ProviderFault",
        Retries.EITHER,
        summary="The provider failed internally, or says no more than that.",
    ),
}

OTHER_CLASSES: Final = (
    "GatewayBusy",
    "GatewayDown",
    "GatewayFault",
    "ProviderError",
    "ProviderErrorGroup",
    "Retryable",
    "UnknownCode",
    "UnknownCodeBusy",
    "UnknownCodeDown",
    "UnknownCodeFault",
    "UnreadableReply",
)
"""What the runtime exports besides the kinds."""

FAULTS: Final = ("caller", "recipient", "account", "provider")
"""The party who can fix the errors of a kind."""

OWN_RETRIES: Final = {"no": Retries.NO, "yes": Retries.YES, "either": Retries.EITHER}

PUBLIC_CLASSES: Final = frozenset(
    (*(kind.class_name for kind in KINDS.values()), *OTHER_CLASSES)
)
