"""The kinds: classes that hold for every provider.

The class of a code derives from its provider's base, from exactly one kind and, where a
retry may work, from `Retryable`.
"""

from __future__ import annotations

from ._errors import ProviderError


class Retryable(ProviderError):
    """Sending the same thing again may work.

    A second base beside the kind, for retry policies: `autoretry_for=(Retryable,)`. Wait
    `retry_after` seconds where it is set; else pause longer each time.
    """

    retryable = True


class AuthenticationFailed(ProviderError):
    """The credentials are missing, wrong or expired: renew them."""

    category = "authentication_failed"
    grpc_code = "UNAUTHENTICATED"


class PermissionDenied(ProviderError):
    """The credentials are fine, but they do not allow this."""

    category = "permission_denied"
    grpc_code = "PERMISSION_DENIED"


class AccountBlocked(ProviderError):
    """An account, app, key or address is blocked or not activated."""

    category = "account_blocked"
    grpc_code = "PERMISSION_DENIED"


class Misconfigured(ProviderError):
    """Something is not set up on the provider's side: fix it in its console."""

    category = "misconfigured"
    grpc_code = "FAILED_PRECONDITION"


class InvalidRequest(ProviderError):
    """The request itself is wrong: fix the code that makes it."""

    category = "invalid_request"
    grpc_code = "INVALID_ARGUMENT"


class InvalidRecipient(ProviderError):
    """The phone, token or user does not exist: stop sending to it."""

    category = "invalid_recipient"
    grpc_code = "NOT_FOUND"


class RecipientUnavailable(ProviderError):
    """The recipient exists but cannot or will not receive this way: use another channel."""

    category = "recipient_unavailable"
    grpc_code = "FAILED_PRECONDITION"


class ContentRejected(ProviderError):
    """The template, text or media was refused."""

    category = "content_rejected"
    grpc_code = "FAILED_PRECONDITION"


class TooLarge(ProviderError):
    """Something is over a limit of size or count."""

    category = "too_large"
    grpc_code = "OUT_OF_RANGE"


class NotFound(ProviderError):
    """The named message, task, template or file does not exist."""

    category = "not_found"
    grpc_code = "NOT_FOUND"


class AlreadyExists(ProviderError):
    """It is there already."""

    category = "already_exists"
    grpc_code = "ALREADY_EXISTS"


class Expired(ProviderError):
    """It is too late: a window or a validity has passed."""

    category = "expired"
    grpc_code = "FAILED_PRECONDITION"


class RateLimited(ProviderError):
    """The requests come too fast: slow down and wait."""

    category = "rate_limited"
    grpc_code = "RESOURCE_EXHAUSTED"


class QuotaExceeded(ProviderError):
    """An allowance, a day's or a plan's, is used up."""

    category = "quota_exceeded"
    grpc_code = "RESOURCE_EXHAUSTED"


class InsufficientFunds(ProviderError):
    """The balance is too low: top up."""

    category = "insufficient_funds"
    grpc_code = "RESOURCE_EXHAUSTED"


class Unsupported(ProviderError):
    """The feature, version or method is not available."""

    category = "unsupported"
    grpc_code = "UNIMPLEMENTED"


class ServiceUnavailable(ProviderError):
    """The provider is down, busy or timed out."""

    category = "service_unavailable"
    grpc_code = "UNAVAILABLE"


class ProviderFault(ProviderError):
    """The provider failed internally, or says no more than that."""

    category = "provider_fault"
    grpc_code = "INTERNAL"


class UnknownCode(ProviderError):
    """The provider sent a code that has no class of its own.

    Providers add codes without notice, so this is normal. The code is kept as it came.
    """

    category = "unknown_code"
    summary = "The provider sent a code that this version of the package does not know."
    remedy = (
        "Look the code up in the provider's documentation; a newer version may know it."
    )


class UnreadableReply(ProviderError):
    """The reply carries no code, so nobody can say that the request succeeded.

    Often a gateway has answered in the provider's place: see `http_status` and `reply`.
    """

    category = "unreadable_reply"
    summary = "The reply carries no code that could be read."
    remedy = (
        "Look at `http_status` and `reply`: a gateway or a proxy may have answered."
    )


class GatewayBusy(UnreadableReply, RateLimited, Retryable):
    """A reply without a code came with HTTP 429: slow down and send again."""

    category = "rate_limited"
    summary = "Too many requests were sent, and the reply carries no code of the provider's own."
    remedy = "Slow down, wait and send again."


class GatewayDown(UnreadableReply, ServiceUnavailable, Retryable):
    """A reply without a code came with HTTP 502, 503 or 504: send again later."""

    category = "service_unavailable"
    summary = "The provider could not be reached behind its gateway."
    remedy = "Wait and send again; see the provider's status page if it lasts."
