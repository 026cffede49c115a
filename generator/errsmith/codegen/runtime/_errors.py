"""What every exception of this package is.

    ProviderError                    anything that a provider reported
    ├── Retryable                    sending the same thing again may work
    ├── AuthenticationFailed …       the kinds: one `except` for every provider
    ├── UnknownCode                  a code that has no class of its own
    ├── UnreadableReply              a reply that carries no code
    │   ├── GatewayBusy              … with HTTP 429: RateLimited, Retryable
    │   └── GatewayDown              … with HTTP 502 to 504: ServiceUnavailable, Retryable
    └── <Provider>Error              one provider; in the provider's own module

The whole state of an exception is its `args`, so that it can be pickled, copied and
rebuilt from JSON without help: message, HTTP status, item, wait, reply and, where the
class does not imply it, the code.
"""

from __future__ import annotations

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import ClassVar


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

    retryable: ClassVar[bool] = False
    """Whether sending the same thing again may work."""

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
            /,
        ) -> None: ...

    def _state(self, index: int) -> object:
        """The part of the state at the index, None where it was left out."""
        args: tuple[object, ...] = self.args
        return args[index] if len(args) > index else None

    @property
    def message(self) -> str:
        """What the provider sent, else its documented message, else the summary."""
        return self._sent_message or self.default_message or self.summary

    @property
    def http_status(self) -> int | None:
        """The HTTP status that the reply came with."""
        status = self._state(1)
        return status if isinstance(status, int) else None

    @property
    def item(self) -> str | None:
        """The recipient, token or reference that the error is about, where it is about one."""
        item = self._state(2)
        return item if isinstance(item, str) else None

    @property
    def retry_after(self) -> float | None:
        """Seconds to wait: what the reply said, else what the provider documents, else None."""
        return self._wait_of(None)

    @property
    def _sent_message(self) -> str | None:
        """What the provider sent as its message."""
        sent = self._state(0)
        if not isinstance(sent, str):
            return None
        return without_secrets(sent, self.masked) if self.masked else sent

    @property
    def _sent_code(self) -> str | None:
        """The code as it arrived, where it carries more than its class says."""
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
        """The decoded reply, or the part of it that is about `item`."""
        return self._state(4)

    @property
    def code(self) -> int | str | None:
        """The member of the enum, the raw value of an unknown code, None without one."""
        code = self._state(5)
        return code if isinstance(code, int | str) else None

    @property
    def name(self) -> str | None:
        """The name of the code: `OUT_OF_QUOTA`. None for an unknown one."""
        name: object = getattr(self.code, "name", None)
        return name if isinstance(name, str) else None

    def summary_in(self, language: str) -> str:
        """What happened, in a language such as `vi` or `vi-VN`, else in English."""
        return self._text(language, 0) or self.summary

    def remedy_in(self, language: str) -> str:
        """What to do, in a language such as `vi` or `vi-VN`, else in English."""
        return self._text(language, 1) or self.remedy

    def _text(self, language: str, index: int) -> str | None:
        language = language.replace("_", "-").partition("-")[0].lower()
        if language not in self.languages:
            return None
        for cls in type(self).__mro__:
            package, _, module = cls.__module__.rpartition(".")
            if "languages" in cls.__dict__:
                break
        else:
            return None
        from importlib import import_module

        texts = import_module(f"{package}._texts.{module}").TEXTS[language]
        for cls in type(self).__mro__:
            if cls.__name__ in texts:
                text: str = texts[cls.__name__][index]
                return text
        return None

    def __str__(self) -> str:
        """`zalo -115 OUT_OF_QUOTA: Out of quota`, with control characters escaped."""
        code, name, message = self.code, self.name, self.message
        words = [self.provider or type(self).__name__]
        if code is not None and _digits(code) != message:
            words.append(_digits(code))
        elif code is None and self.http_status is not None:
            words.append(f"HTTP {_digits(self.http_status)}")
        if name is not None and name != _digits(code):
            words.append(name)
        return printable(f"{' '.join(words)}: {message}")

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle and copy the state, without what lies too deep in the reply."""
        from ._body import shallow

        state = tuple(shallow(each) for each in self.args)
        return type(self), state, self.__dict__ or None

    def __repr__(self) -> str:
        """The class and what tells one error from another; never the whole reply."""
        facts = {
            "message": self._sent_message,
            "http_status": self.http_status,
            "item": self.item,
            "retry_after": self._state(3),
            "code": self._state(5),
        }
        shown = ", ".join(
            f"{key}={_literal(value)}"
            for key, value in facts.items()
            if value is not None
        )
        return f"{type(self).__name__}({shown})"


def _digits(code: object) -> str:
    """A code as it is written; a number that is too long for its digits in hexadecimal."""
    try:
        return str(code)
    except ValueError:
        return hex(code) if isinstance(code, int) else ""


def _literal(value: object) -> str:
    """Text or a number as Python writes it; of anything else, which may be a reply, the type."""
    if isinstance(value, str):
        return repr(value)
    plain = isinstance(value, int | float)
    return _digits(value) if plain else f"<{type(value).__name__}>"


def without_secrets(text: str, starts: tuple[str, ...]) -> str:
    """Return the text with each word that starts so cut to its start."""
    for start in starts:
        first, *rest = text.split(start)
        text = first + "".join(
            f"{start}\u2026{piece[_length_of_word(piece) :]}" for piece in rest
        )
    return text


def _length_of_word(text: str) -> int:
    """Return how many of the first characters a key or a token may have."""
    for index, c in enumerate(text):
        if not (c.isalnum() or c in "-_"):
            return index
    return len(text)


def printable(text: str) -> str:
    """The text with all that could forge a line or colour a terminal as escapes."""
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape").decode() for c in text
    )
