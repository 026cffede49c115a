"""Several errors of one reply, as an error that is an `ExceptionGroup` too."""

from __future__ import annotations

import sys

from ._display import printable
from ._errors import ProviderError

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Self


class ProviderErrorGroup(ProviderError, ExceptionGroup[ProviderError]):
    """Some parts of a request failed; `errors` holds one error for each, in order.

    Each has its `item`, the recipient or token that it is about. `except*` reaches them by
    class. Like the errors, a group can be pickled, copied and rebuilt from the JSON of its
    `args`, where each error stands as its module, class and args. It is never `Retryable`:
    ask `retry_delay`, or each error.
    """

    category = "partial_failure"
    summary = "Some parts of the request failed."
    remedy = (
        "Handle each error of `errors`; parts that went through are not sent again."
    )

    def __new__(
        cls,
        message: str,
        errors: Sequence[object],
        succeeded: int | None = None,
        http_status: int | None = None,
        reply: object = None,
        code: None = None,
        more: Mapping[str, object] | None = None,
        /,
    ) -> Self:
        """Return a group of errors, given as such or as the `args` of a group hold them."""
        revived = [_revived(error) for error in errors]
        return ExceptionGroup.__new__(cls, message, revived)

    def __init__(
        self,
        message: str,
        errors: Sequence[object],
        succeeded: int | None = None,
        http_status: int | None = None,
        reply: object = None,
        code: None = None,
        more: Mapping[str, object] | None = None,
        /,
    ) -> None:
        """Keep the state in `args`, in the form that JSON can carry."""
        stored = [_stored(error) for error in self.exceptions]
        state = (message, stored, succeeded, http_status, reply)
        self.args: tuple[Any, ...] = (*state, None, dict(more)) if more else state

    @property
    def errors(self) -> tuple[ProviderError, ...]:
        """Return the error of each part that failed, in order."""
        exceptions: Any = self.exceptions
        found: tuple[ProviderError, ...] = exceptions
        return found

    @property
    def message(self) -> str:
        """Return how many parts failed, and how many went through."""
        message: str = self.args[0]
        return message

    @property
    def succeeded(self) -> int | None:
        """Return how many parts went through, where the reply says so."""
        count: object = self.args[2]
        return count if isinstance(count, int) else None

    @property
    def http_status(self) -> int | None:
        """Return the HTTP status that the reply came with."""
        status: object = self.args[3]
        return status if isinstance(status, int) else None

    @property
    def reply(self) -> object:
        """Return the decoded reply."""
        reply: object = self.args[4]
        return reply

    @property
    def code(self) -> int | str | None:
        """None: each error has a code of its own."""
        return None

    @property
    def item(self) -> str | None:
        """None: each error has an item of its own."""
        return None

    @property
    def retry_after(self) -> float | None:
        """Return the longest wait of its errors, in seconds."""
        waits = [each.retry_after for each in self.errors]
        return max((wait for wait in waits if wait is not None), default=None)

    @property
    def outcome_unknown(self) -> bool:
        """Return whether one of the failed parts may have been carried out all the same."""
        return any(each.outcome_unknown for each in self.errors)

    def facts(self) -> dict[str, str | int | float | bool]:
        """Return the facts of an error, with how many parts failed and went through."""
        found = super().facts() | {"failed": len(self.errors)}
        return (
            found if self.succeeded is None else found | {"succeeded": self.succeeded}
        )

    def __str__(self) -> str:
        """Return the message and the number of errors, with control characters escaped."""
        count = len(self.errors)
        many = "sub-exception" if count == 1 else "sub-exceptions"
        return printable(f"{self.message} ({count} {many})")

    def __repr__(self) -> str:
        """Return the classes of the errors and how many parts went through; never the reply."""
        names = ", ".join(type(error).__name__ for error in self.errors)
        return f"{type(self).__name__}({self.message!r}, [{names}])"

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle the errors as such, so that their modules need not be loaded."""
        state = (self.message, list(self.errors), *self.args[2:])
        return type(self), state, self.__dict__ or None

    if not TYPE_CHECKING:
        # Type checkers are promised a class attribute, which here is a fact of the errors.
        @property
        def fault(self) -> str | None:
            """Return the fault of all its errors; None where they differ."""
            faults = {each.fault for each in self.errors}
            return faults.pop() if len(faults) == 1 else None

        # The stubs promise a group of whatever errors one passes.
        def derive(self, errors: Sequence[ProviderError]) -> ProviderErrorGroup:
            """Return the same group with other errors, as `except*` and `split` need it."""
            return type(self)(self.message, errors, *self.args[2:])


def _stored(error: object) -> object:
    """Return the error as JSON can carry it; anything but a ProviderError as it is."""
    if isinstance(error, ProviderError):
        cls = type(error)
        return [cls.__module__, cls.__qualname__, list(error.args)]
    return error


def _revived(stored: object) -> ProviderError:
    """Return the error that `_stored` was given; names only exception classes of loaded modules.

    A module of this package is loaded where it is not yet. Raises TypeError for anything else.
    """
    if isinstance(stored, ProviderError):
        return stored
    module, name, args = _parts(stored)
    if module not in sys.modules and module.startswith(f"{__package__}."):
        from importlib import import_module

        try:
            import_module(module)
        except ImportError:
            raise TypeError(f"{module} is no module of this package") from None
    if module not in sys.modules:
        raise TypeError(
            f"{module!r} is not imported, and data imports nothing from outside {__package__}; "
            "import it before its errors are rebuilt"
        )
    cls: object = getattr(sys.modules.get(module), name, None)
    if isinstance(cls, type) and issubclass(cls, ProviderError):
        return cls(*args)
    raise TypeError(f"{module}.{name} is no class of a provider's errors")


def _parts(stored: Any) -> tuple[str, str, Sequence[Any]]:
    """Return what `_stored` made of an error. Raises TypeError for what it cannot have made."""
    try:
        module, name, args = stored
    except (TypeError, ValueError):
        kind = type(stored).__name__
        raise TypeError(f"{kind} is no error of a provider") from None
    return str(module), str(name), args
