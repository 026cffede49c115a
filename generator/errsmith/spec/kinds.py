"""The kinds of errors: the classes of the runtime that every row picks one of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final


class Retries(Enum):
    """Whether the errors of a kind go away by sending the same thing again."""

    YES = "retried"
    NO = "not retried"
    EITHER = "either"


@dataclass(frozen=True)
class Kind:
    """A class of the runtime, and what it leads one to expect of a retry."""

    class_name: str
    retries: Retries
    base: str = ""
    summary: str = ""
    """The docstring of a kind of one's own; `base` is the kind that it derives from."""


KINDS: Final = {
    "authentication_failed": Kind("AuthenticationFailed", Retries.NO),
    "permission_denied": Kind("PermissionDenied", Retries.NO),
    "account_blocked": Kind("AccountBlocked", Retries.EITHER),
    "misconfigured": Kind("Misconfigured", Retries.NO),
    "invalid_request": Kind("InvalidRequest", Retries.NO),
    "invalid_recipient": Kind("InvalidRecipient", Retries.NO),
    "recipient_unavailable": Kind("RecipientUnavailable", Retries.NO),
    "content_rejected": Kind("ContentRejected", Retries.NO),
    "too_large": Kind("TooLarge", Retries.NO),
    "not_found": Kind("NotFound", Retries.NO),
    "already_exists": Kind("AlreadyExists", Retries.NO),
    "expired": Kind("Expired", Retries.NO),
    "rate_limited": Kind("RateLimited", Retries.YES),
    "quota_exceeded": Kind("QuotaExceeded", Retries.EITHER),
    "insufficient_funds": Kind("InsufficientFunds", Retries.NO),
    "unsupported": Kind("Unsupported", Retries.NO),
    "service_unavailable": Kind("ServiceUnavailable", Retries.YES),
    "provider_fault": Kind("ProviderFault", Retries.EITHER),
}

OTHER_CLASSES: Final = (
    "GatewayBusy",
    "GatewayDown",
    "ProviderError",
    "ProviderErrorGroup",
    "Retryable",
    "UnknownCode",
    "UnreadableReply",
)
"""What the runtime exports besides the kinds."""

OWN_RETRIES: Final = {"no": Retries.NO, "yes": Retries.YES, "either": Retries.EITHER}

PUBLIC_CLASSES: Final = frozenset(
    (*(kind.class_name for kind in KINDS.values()), *OTHER_CLASSES)
)
