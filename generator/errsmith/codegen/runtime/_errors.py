"""The base of every exception of this package.

    ProviderError                    anything that a provider reported
    ├── Retryable                    sending the same again may work within the hour
    ├── AuthenticationFailed …       the kinds: one `except` for every provider
    ├── UnknownCode                  a code that has no class
    │   ├── UnknownCodeBusy          … with HTTP 429: RateLimited, Retryable
    │   ├── UnknownCodeDown          … with 408, 502 to 504: ServiceUnavailable, Retryable
    │   └── UnknownCodeFault         … with 500: ProviderFault, Retryable
    ├── UnreadableReply              a reply that carries no code
    │   ├── GatewayBusy, GatewayDown, GatewayFault: the same
    ├── ProviderErrorGroup           several parts of a request failed
    └── <Provider>Error              one provider; in the provider's own module

The whole state of an exception is its `args`, so that it can be pickled, copied and
rebuilt from JSON without help: message, HTTP status, item, wait, reply, the code where the
class does not imply it, and a mapping of what else the reply told: request ID, index.
"""

from __future__ import annotations

from ._display import digits, has_name, literal, plain, printable, without_secrets

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, ClassVar, Final, Literal, TypeAlias

    Fault: TypeAlias = Literal["caller", "recipient", "account", "provider"]

UNSURE: Final = frozenset((408, 500, 502, 504))
"""HTTP statuses after which the request may have been carried out all the same."""

OK: Final = range(200, 300)
MORE: Final = 6
"""The index of what else the reply told, in `args`."""


class ProviderError(Exception):
    """A provider reported an error.

    Catch it for every provider at once; its subclasses name the provider, the kind or the code.
    """

    provider: ClassVar[str] = ""
    """The module of the provider: `zalo`."""

    category: ClassVar[str] = "unknown"
    """The kind in snake_case: `insufficient_funds`."""

    grpc_code: ClassVar[str] = "UNKNOWN"
    """The name in google.rpc.Code that comes nearest to the kind."""

    fault: ClassVar[Fault | None] = "provider"
    """Who can do something about it; None for a group whose errors differ."""

    retryable: ClassVar[bool] = False
    """Whether sending the same again may work within the hour."""

    may_have_happened: ClassVar[bool] = False
    """Whether the provider documents that the request may have been carried out."""

    wait: ClassVar[float | None] = None
    """Seconds to wait before a retry, as far as the provider documents them."""

    default_message: ClassVar[str] = ""
    """The provider's own words for the code, where they are known."""

    summary: ClassVar[str] = "The provider reported an error."
    """What happened, in one sentence."""

    remedy: ClassVar[str] = ""
    """What to do about it."""

    links: ClassVar[tuple[str, ...]] = ()
    """Pages that help."""

    page: ClassVar[str] = ""
    """The page of the code in the published catalogue; empty where none is published."""

    own_sub_code: ClassVar[str] = ""
    """The sub-code that a class stands for, besides its code."""

    masked: ClassVar[tuple[str, ...]] = ()
    """What secrets start with that the provider repeats in its messages."""

    languages: ClassVar[tuple[str, ...]] = ()
    """Further languages that `summary_in` and `remedy_in` know."""

    if TYPE_CHECKING:

        def __init__(
            self,
            message: str | None = None,
            http_status: int | None = None,
            item: str | None = None,
            retry_after: float | None = None,
            reply: object = None,
            code: int | str | None = None,
            more: Mapping[str, object] | None = None,
            /,
        ) -> None: ...

    def _state(self, index: int) -> object:
        """Return the part of the state at the index, None where it was left out."""
        args: tuple[object, ...] = self.args
        return args[index] if len(args) > index else None

    @property
    def message(self) -> str:
        """Return the provider's message, else its documented one, else the summary.

        That of an unknown code ends with the code: crash reporters show the message.
        """
        text, code = self._shown_message, self.code
        known = code is None or self.name is not None or digits(code) == text
        return text if known else f"{text} (code {digits(code)})"

    @property
    def _shown_message(self) -> str:
        """Return the message without the code."""
        return self._sent_message or self.default_message or self.summary

    @property
    def http_status(self) -> int | None:
        """Return the HTTP status that the reply came with."""
        status = self._state(1)
        return status if isinstance(status, int) else None

    @property
    def item(self) -> str | None:
        """Return the recipient, token or reference that the error is about, if any."""
        item = self._state(2)
        return item if isinstance(item, str) else None

    @property
    def retry_after(self) -> float | None:
        """Seconds to wait: what the reply said, else what the provider documents, else None."""
        return self._wait_of(None)

    @property
    def _sent_message(self) -> str | None:
        """Return what the provider sent as its message."""
        sent = self._state(0)
        if not isinstance(sent, str):
            return None
        return without_secrets(sent, self.masked) if self.masked else sent

    @property
    def _sent_code(self) -> str | None:
        """Return the code as it arrived, where it carries more than its class says."""
        code = self._state(5)
        return code if isinstance(code, str) else None

    def _wait_of(self, found: float | None) -> float | None:
        """Seconds to wait: the header's, else what was found, else the documented."""
        wait = self._state(3)
        if isinstance(wait, int | float):
            return wait
        return self.wait if found is None else found

    @property
    def reply(self) -> object:
        """Return the decoded reply, or the part of it that is about `item`."""
        return self._state(4)

    @property
    def request_id(self) -> str | None:
        """Return the ID that the provider's support asks for, where the reply has one."""
        found = self._more("request_id")
        return found if isinstance(found, str) else None

    @property
    def sub_code(self) -> str | None:
        """Return the code that tells more than `code`, where the provider has two."""
        found = self._more("sub_code")
        return found if isinstance(found, str) else self.own_sub_code or None

    @property
    def index(self) -> int | None:
        """Return the place of a failed part in the request, from 0, if it is known."""
        found = self._more("index")
        return found if isinstance(found, int) else None

    def _more(self, key: str) -> object:
        args: tuple[Any, ...] = self.args
        more: dict[str, object] | None = args[MORE] if len(args) > MORE else None
        return more.get(key) if isinstance(more, dict) else None

    @property
    def outcome_unknown(self) -> bool:
        """Return whether the request may have been carried out although it was answered so."""
        unsure = self.http_status in UNSURE and not has_name(self.code)
        return self.may_have_happened or unsure

    @property
    def code(self) -> int | str | None:
        """Return the member of the enum, the raw value of an unknown code, None without one."""
        code = self._state(5)
        return code if isinstance(code, int | str) else None

    @property
    def name(self) -> str | None:
        """Return the name of the code: `OUT_OF_QUOTA`. None for an unknown one."""
        name: object = getattr(self.code, "name", None)
        return name if isinstance(name, str) else None

    def facts(self) -> dict[str, str | int | float | bool]:
        """Return what logs and metrics need: JSON-safe, without message, item and reply.

        The keys are no attributes of a `LogRecord`, so that they can be its `extra`.
        """
        found = {
            "provider": self.provider,
            "error_code": plain(self.code),
            "error_name": self.name,
            "category": self.category,
            "fault": self.fault,
            "retryable": self.retryable,
            "retry_after": self.retry_after,
            "outcome_unknown": self.outcome_unknown,
            "http_status": self.http_status,
            "request_id": self.request_id,
        }
        return {key: value for key, value in found.items() if value is not None}

    def summary_in(self, language: str) -> str:
        """Return what happened, in a language such as `vi` or `vi-VN`, else in English."""
        return self._text(language, 0) or self.summary

    def remedy_in(self, language: str) -> str:
        """Return what to do, in a language such as `vi` or `vi-VN`, else in English."""
        return self._text(language, 1) or self.remedy

    @staticmethod
    def _texts() -> dict[str, dict[str, tuple[str, str]]]:
        """Return summaries and remedies in other languages: by language, by class."""
        return {}

    def _text(self, language: str, index: int) -> str | None:
        language = language.replace("_", "-").partition("-")[0].lower()
        if language not in self.languages:
            return None
        texts = self._texts()[language]
        for cls in type(self).__mro__:
            if cls.__name__ in texts:
                text: str = texts[cls.__name__][index]
                return text
        return None

    def __str__(self) -> str:
        """`zalo -115 OUT_OF_QUOTA: Out of quota`, with control characters escaped."""
        code, name, message = self.code, self.name, self._shown_message
        shown = self._sent_code or digits(code)
        words = [self.provider or type(self).__name__]
        if code is not None and shown != message:
            words.append(shown)
        elif code is None and self.http_status is not None:
            words.append(f"HTTP {digits(self.http_status)}")
        if name is not None and name != shown:
            words.append(name)
        return printable(f"{' '.join(words)}: {message}")

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle and copy the state, without what lies too deep in the reply."""
        from ._body import shallow

        state = tuple(shallow(each) for each in self.args)
        return type(self), state, self.__dict__ or None

    def __repr__(self) -> str:
        """Return the class and what tells one error from another; never the whole reply."""
        facts = {
            "message": self._sent_message,
            "http_status": self.http_status,
            "item": self.item,
            "retry_after": self._state(3),
            "code": self._state(5),
            "request_id": self.request_id,
            "index": self.index,
        }
        shown = ", ".join(
            f"{key}={literal(value)}"
            for key, value in facts.items()
            if value is not None
        )
        return f"{type(self).__name__}({shown})"


def add_more(error: ProviderError, **more: object) -> None:
    """Keep what else the reply told of an error or a group, as the last of its `args`."""
    args: tuple[Any, ...] = error.args
    known: dict[str, object] = (args[MORE] if len(args) > MORE else None) or {}
    error.args = (*(*args, *(None,) * MORE)[:MORE], {**known, **more})
