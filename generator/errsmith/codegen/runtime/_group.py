"""Several errors of one reply, as an `ExceptionGroup`."""

from __future__ import annotations

import sys

from ._errors import ProviderError, printable

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, Self


class ProviderErrorGroup(ExceptionGroup[ProviderError]):
    """Some parts of a request failed; `exceptions` holds one error for each, in order.

    `except*` picks errors out of it by class. Each error has its `item`, the recipient or
    token that it is about. Like the errors, a group can be pickled, copied and rebuilt from
    the JSON of its `args`, where each error stands as its module, class and args.
    """

    def __new__(
        cls,
        message: str,
        errors: Sequence[object],
        succeeded: int | None = None,
        http_status: int | None = None,
        reply: object = None,
        /,
    ) -> Self:
        """A group of errors, given as such or as the `args` of another group hold them."""
        return super().__new__(cls, message, [_revived(error) for error in errors])

    def __init__(
        self,
        message: str,
        errors: Sequence[object],
        succeeded: int | None = None,
        http_status: int | None = None,
        reply: object = None,
        /,
    ) -> None:
        """Keep the state in `args`, in the form that JSON can carry."""
        stored = [_stored(error) for error in self.exceptions]
        self.args: tuple[Any, ...] = (message, stored, succeeded, http_status, reply)

    @property
    def succeeded(self) -> int | None:
        """How many parts went through, where the reply says so."""
        count: object = self.args[2]
        return count if isinstance(count, int) else None

    @property
    def http_status(self) -> int | None:
        """The HTTP status that the reply came with."""
        status: object = self.args[3]
        return status if isinstance(status, int) else None

    @property
    def reply(self) -> object:
        """The decoded reply."""
        reply: object = self.args[4]
        return reply

    def __str__(self) -> str:
        """The message and the number of errors, with control characters escaped."""
        return printable(super().__str__())

    def __repr__(self) -> str:
        """The classes of the errors and how many parts went through; never the reply."""
        names = ", ".join(type(error).__name__ for error in self.exceptions)
        return f"{type(self).__name__}({self.message!r}, [{names}])"

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle the errors as such, so that their modules need not be loaded."""
        cls, message = type(self), self.message
        state = (message, list(self.exceptions), *self.args[2:])
        return cls, state, self.__dict__ or None

    if not TYPE_CHECKING:  # the stubs promise a group of whatever errors one passes

        def derive(self, errors: Sequence[ProviderError]) -> ProviderErrorGroup:
            """The same group with other errors, as `except*` and `split` need it."""
            return type(self)(
                self.message, errors, self.succeeded, self.http_status, self.reply
            )


def _stored(error: object) -> object:
    """The error as JSON can carry it; anything but a ProviderError as it is."""
    if isinstance(error, ProviderError):
        cls = type(error)
        return [cls.__module__, cls.__qualname__, list(error.args)]
    return error


def _revived(stored: object) -> ProviderError:
    """The error that `_stored` was given; names nothing but exception classes of loaded modules.

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
    """What `_stored` made of an error. Raises TypeError for what it cannot have made."""
    try:
        module, name, args = stored
    except (TypeError, ValueError):
        kind = type(stored).__name__
        raise TypeError(f"{kind} is no error of a provider") from None
    return str(module), str(name), args
