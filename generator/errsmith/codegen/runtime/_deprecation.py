"""Names that still work and that nobody should write any more: who does is warned, where it stands.

A module keeps such classes apart from its names, so that its `__getattr__` sees who asks for one.
Only a line that writes the name is a use of it. Pickle, `getattr` with a name from elsewhere,
`dir` and `from … import *` ask as well, and have nothing to change.
"""

# pyright: reportMissingModuleSource=false
# Stubs of typing_extensions come with every type checker; nothing imports it at run time.

from __future__ import annotations

import sys

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, TypeVar

    from typing_extensions import deprecated as deprecated  # noqa: PLC0414 - passed on

    from ._errors import ProviderError

    E = TypeVar("E", bound=ProviderError)

else:
    E = None

    def deprecated(why: str) -> Callable[[type], type]:
        """Keep on a class why it should not be used; type checkers strike its name through."""

        def mark(cls: type) -> type:
            cls.__deprecated__ = why
            return cls

        return mark


class DeprecatedNames(dict[str, type[E]]):
    """The classes of a module whose names should not be written, by name."""

    __slots__ = ("instead", "module")

    def __init__(
        self, names: dict[str, Any], instead: Mapping[str, str] | None = None
    ) -> None:
        """Take the deprecated classes out of a module's names.

        `instead` has other names of classes, each with the name to write in its place.
        """
        self.module: str = names["__name__"]
        self.instead = dict(instead or {})
        for name, value in names.items():
            if isinstance(value, type) and "__deprecated__" in value.__dict__:
                self[name] = value
        for old, new in self.instead.items():
            self[old] = self[new] if new in self else names[new]
        for name in self.keys() & names.keys():
            del names[name]

    def asked(self, name: str) -> Any:
        """Return what has a name, for the module's `__getattr__`; warns who writes the name."""
        found = self.found(name)
        if found is None:
            raise AttributeError(f"module {self.module!r} has no attribute {name!r}")
        if name in self and _is_written(name):
            from warnings import warn

            why = found.__dict__.get("__deprecated__") or f"use {self.instead[name]}"
            text = f"{self.module}.{name} is deprecated: {why}"
            warn(text, DeprecationWarning, stacklevel=3)
        return found

    def found(self, name: str) -> Any:
        """Return what has a name; None where nothing has."""
        return self.get(name)


def _is_written(name: str) -> bool:
    """Return whether the line that made a module's `__getattr__` be called has the name itself."""
    # Behind `asked` and `__getattr__`; `inspect` would take longer than a whole module.
    frame = sys._getframe(3)  # pyright: ignore[reportPrivateUsage] - it is quick
    if name not in frame.f_code.co_names:
        return False
    from dis import get_instructions

    return any(
        each.offset == frame.f_lasti and each.argval == name
        for each in get_instructions(frame.f_code)
    )
