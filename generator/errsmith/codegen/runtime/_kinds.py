"""The kinds: classes that hold for every provider.

The class of a code derives from its provider's base, from exactly one kind and, where a
retry may work, from `Retryable`.
"""

from __future__ import annotations

from ._display import first_line
from ._errors import OK, ProviderError

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import ClassVar

    from ._errors import Fault


class Retryable(ProviderError):
    """Sending the same again may work within the hour.

    A second base beside the kind, for retry policies: `autoretry_for=(Retryable,)`. Wait
    `retry_after` seconds where it is set; else pause longer each time.
    """

    retryable = True


class AuthenticationFailed(ProviderError):
    """The credentials are missing, wrong or expired: renew them."""

    category = "authentication_failed"
    fault: ClassVar[Fault | None] = "account"
    grpc_code = "UNAUTHENTICATED"


class PermissionDenied(ProviderError):
    """The credentials are fine, but they do not allow this."""

    category = "permission_denied"
    fault: ClassVar[Fault | None] = "account"
    grpc_code = "PERMISSION_DENIED"


class AccountBlocked(ProviderError):
    """An account, app, key or address is blocked or not activated."""

    category = "account_blocked"
    fault: ClassVar[Fault | None] = "account"
    grpc_code = "PERMISSION_DENIED"


class Misconfigured(ProviderError):
    """Something is not set up on the provider's side: fix it in its console."""

    category = "misconfigured"
    fault: ClassVar[Fault | None] = "account"
    grpc_code = "FAILED_PRECONDITION"


class InvalidRequest(ProviderError):
    """The request itself is wrong: fix the code that makes it."""

    category = "invalid_request"
    fault: ClassVar[Fault | None] = "caller"
    grpc_code = "INVALID_ARGUMENT"


class InvalidRecipient(ProviderError):
    """The phone, token or user does not exist: stop sending to it."""

    category = "invalid_recipient"
    fault: ClassVar[Fault | None] = "recipient"
    grpc_code = "NOT_FOUND"


class RecipientUnavailable(ProviderError):
    """The recipient cannot or will not receive this way, or has no account: use another channel."""

    category = "recipient_unavailable"
    fault: ClassVar[Fault | None] = "recipient"
    grpc_code = "FAILED_PRECONDITION"


class ContentRejected(ProviderError):
    """The template, text or media was refused."""

    category = "content_rejected"
    fault: ClassVar[Fault | None] = "caller"
    grpc_code = "FAILED_PRECONDITION"


class TooLarge(ProviderError):
    """Something is over a limit of size or count."""

    category = "too_large"
    fault: ClassVar[Fault | None] = "caller"
    grpc_code = "OUT_OF_RANGE"


class NotFound(ProviderError):
    """The named message, task, template or file does not exist."""

    category = "not_found"
    fault: ClassVar[Fault | None] = "caller"
    grpc_code = "NOT_FOUND"


class AlreadyExists(ProviderError):
    """It is there already."""

    category = "already_exists"
    fault: ClassVar[Fault | None] = "caller"
    grpc_code = "ALREADY_EXISTS"


class Expired(ProviderError):
    """It is too late: a window or a validity has passed."""

    category = "expired"
    fault: ClassVar[Fault | None] = "caller"
    grpc_code = "FAILED_PRECONDITION"


class RateLimited(ProviderError):
    """The requests come too fast: slow down and wait."""

    category = "rate_limited"
    fault: ClassVar[Fault | None] = "caller"
    grpc_code = "RESOURCE_EXHAUSTED"


class QuotaExceeded(ProviderError):
    """An allowance, a day's or a plan's, is used up."""

    category = "quota_exceeded"
    fault: ClassVar[Fault | None] = "account"
    grpc_code = "RESOURCE_EXHAUSTED"


class InsufficientFunds(ProviderError):
    """The balance is too low: top up."""

    category = "insufficient_funds"
    fault: ClassVar[Fault | None] = "account"
    grpc_code = "RESOURCE_EXHAUSTED"


class Unsupported(ProviderError):
    """The feature, version or method is not available."""

    category = "unsupported"
    fault: ClassVar[Fault | None] = "caller"
    grpc_code = "UNIMPLEMENTED"


class ServiceUnavailable(ProviderError):
    """The provider is down, busy or timed out."""

    category = "service_unavailable"
    fault: ClassVar[Fault | None] = "provider"
    grpc_code = "UNAVAILABLE"


class ProviderFault(ProviderError):
    """The provider failed internally, or says no more than that."""

    category = "provider_fault"
    fault: ClassVar[Fault | None] = "provider"
    grpc_code = "INTERNAL"


class UnknownCode(ProviderError):
    """The provider sent a code that has no class.

    Providers add codes without notice, so this is normal. The code is kept as it came.
    """

    category = "unknown_code"
    summary = "The provider sent a code that this version of the package does not know."
    remedy = (
        "Look the code up in the provider's documentation; a newer version may know it."
    )

    @property
    def message(self) -> str:
        """Return the provider's message with the code, or `Unknown code -999`."""
        return super().message if self._sent_message else f"Unknown code {self.code}"

    @property
    def _shown_message(self) -> str:
        return self._sent_message or "unknown code"


class UnknownCodeBusy(UnknownCode, RateLimited, Retryable):
    """An unknown code came with HTTP 429: slow down and send again."""

    category = "rate_limited"
    grpc_code = "RESOURCE_EXHAUSTED"
    fault: ClassVar[Fault | None] = "caller"
    summary = "Too many requests were sent; the provider's code for it is not known."
    remedy = "Wait and send the same again, more slowly."


class UnknownCodeDown(UnknownCode, ServiceUnavailable, Retryable):
    """An unknown code came with HTTP 408, 502, 503 or 504: send again later."""

    category = "service_unavailable"
    grpc_code = "UNAVAILABLE"
    summary = "The provider is not available or took too long; its code is not known."
    remedy = "Wait and send the same again, unless `outcome_unknown` says it may have gone out."


class UnknownCodeFault(UnknownCode, ProviderFault, Retryable):
    """An unknown code came with HTTP 500: send again later."""

    category = "provider_fault"
    grpc_code = "INTERNAL"
    summary = "The provider failed internally; its code for it is not known."
    remedy = "Wait and send the same again, if it does no harm to be carried out twice."


class UnreadableReply(ProviderError):
    """The reply carries no code, so nobody can say that the request succeeded.

    Often a gateway has answered in the provider's place: see `http_status` and `reply`.
    """

    category = "unreadable_reply"
    summary = "The reply carries no code that could be read."
    remedy = (
        "Look at `http_status` and `reply`: a gateway or a proxy may have answered."
    )

    @property
    def _shown_message(self) -> str:
        """Return the message of the reply; of text that is not JSON, its first line."""
        sent, reply = self._sent_message, self.reply
        if not sent and isinstance(reply, str):
            sent = first_line(reply)
        return sent or self.summary

    @property
    def outcome_unknown(self) -> bool:
        """Return whether the request may have been carried out although it was answered so."""
        status = self.http_status
        return status is None or status in OK or super().outcome_unknown


class GatewayBusy(UnreadableReply, RateLimited, Retryable):
    """A reply without a code came with HTTP 429: slow down and send again."""

    category = "rate_limited"
    grpc_code = "RESOURCE_EXHAUSTED"
    fault: ClassVar[Fault | None] = "caller"
    summary = "Too many requests were sent, and the reply carries no code of the provider's own."
    remedy = "Wait and send the same again, more slowly."


class GatewayDown(UnreadableReply, ServiceUnavailable, Retryable):
    """A reply without a code came with HTTP 408, 502, 503 or 504: send again later."""

    category = "service_unavailable"
    grpc_code = "UNAVAILABLE"
    summary = "The provider could not be reached behind its gateway, or took too long."
    remedy = "Wait and send the same again; see the provider's status page if it lasts."


class GatewayFault(UnreadableReply, ProviderFault, Retryable):
    """A reply without a code came with HTTP 500: send again later."""

    category = "provider_fault"
    grpc_code = "INTERNAL"
    summary = "The provider failed internally and sent no code."
    remedy = "Wait and send the same again, if it does no harm to be carried out twice."
