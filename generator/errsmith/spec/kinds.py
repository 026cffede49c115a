"""The kinds of errors: the classes of the runtime that every row picks one of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


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
        fault="account",
    ),
    "permission_denied": Kind(
        "PermissionDenied",
        Retries.NO,
        summary="The credentials are fine, but they do not allow this.",
        fault="account",
    ),
    "account_blocked": Kind(
        "AccountBlocked",
        Retries.EITHER,
        summary="An account, app, key or address is blocked or not activated.",
        fault="account",
    ),
    "misconfigured": Kind(
        "Misconfigured",
        Retries.NO,
        summary="Something is not set up on the provider's side: fix it in its console.",
        fault="account",
    ),
    "invalid_request": Kind(
        "InvalidRequest",
        Retries.NO,
        summary="The request itself is wrong: fix the code that makes it.",
        fault="caller",
    ),
    "invalid_recipient": Kind(
        "InvalidRecipient",
        Retries.NO,
        summary="The phone, token or user does not exist: stop sending to it.",
        fault="recipient",
    ),
    "recipient_unavailable": Kind(
        "RecipientUnavailable",
        Retries.NO,
        summary="The recipient cannot or will not receive this way, or has no account: "
        "use another channel.",
        fault="recipient",
    ),
    "content_rejected": Kind(
        "ContentRejected",
        Retries.NO,
        summary="The template, text or media was refused.",
        fault="caller",
    ),
    "too_large": Kind(
        "TooLarge",
        Retries.NO,
        summary="Something is over a limit of size or count.",
        fault="caller",
    ),
    "not_found": Kind(
        "NotFound",
        Retries.NO,
        summary="The named message, task, template or file does not exist.",
        fault="caller",
    ),
    "already_exists": Kind(
        "AlreadyExists",
        Retries.NO,
        summary="It is there already.",
        fault="caller",
    ),
    "expired": Kind(
        "Expired",
        Retries.NO,
        summary="It is too late: a window or a validity has passed.",
        fault="caller",
    ),
    "rate_limited": Kind(
        "RateLimited",
        Retries.YES,
        summary="The requests come too fast: slow down and wait.",
        fault="caller",
    ),
    "quota_exceeded": Kind(
        "QuotaExceeded",
        Retries.EITHER,
        summary="An allowance, a day's or a plan's, is used up.",
        fault="account",
    ),
    "insufficient_funds": Kind(
        "InsufficientFunds",
        Retries.NO,
        summary="The balance is too low: top up.",
        fault="account",
    ),
    "unsupported": Kind(
        "Unsupported",
        Retries.NO,
        summary="The feature, version or method is not available.",
        fault="caller",
    ),
    "service_unavailable": Kind(
        "ServiceUnavailable",
        Retries.YES,
        summary="The provider is down, busy or timed out.",
        fault="provider",
    ),
    "provider_fault": Kind(
        "ProviderFault",
        Retries.EITHER,
        summary="The provider failed internally, or says no more than that.",
        fault="provider",
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

DEFAULT_FAULT: Final = "provider"
"""The fault of a kind that names none, nor has a base that does."""

OWN_RETRIES: Final = {"no": Retries.NO, "yes": Retries.YES, "either": Retries.EITHER}

PUBLIC_CLASSES: Final = frozenset(
    (*(kind.class_name for kind in KINDS.values()), *OTHER_CLASSES)
)


def fault_of(category: str, kinds: Mapping[str, Kind]) -> str:
    """Return who can fix the errors of a category: as its kind says, or the nearest base."""
    classes = {kind.class_name: kind for kind in kinds.values()}
    kind = kinds.get(category)
    while kind is not None and not kind.fault:
        kind = classes.get(kind.base)
    return kind.fault if kind else DEFAULT_FAULT
