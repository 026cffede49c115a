"""Make the replies of a provider, for the tests of applications.

    from <this package>.testing import reply, serve, success

Each reply is made by the rules that read the provider's replies, and read back before it is
handed out.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from ._candidates import Wanted, of_one, of_several, of_success
from ._errors import ProviderError
from ._group import ProviderErrorGroup
from ._reply import read_reply
from ._retry import errors_of
from ._server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType
    from typing import Any, TypeAlias

    from ._candidates import Draft

    What: TypeAlias = type[ProviderError] | Enum

__all__ = ("Reply", "Server", "reply", "serve", "success")

NO_CLASS = "is neither a class of an error nor the member of a code"


class Reply(NamedTuple):
    """A reply as it travels: the HTTP status, the headers and the body."""

    status: int
    headers: dict[str, str]
    content: bytes


def serve() -> Server:
    """Return a local server to be used in `with`; it answers with the replies it is given."""
    return Server()


def success(module: ModuleType) -> Reply:
    """Return a reply that the module of a provider reads as a success.

    Raises ValueError where the module reads none so.
    """
    catalog = _catalog_of(module)
    for candidate in of_success(catalog):
        if _read(catalog, candidate) is None:
            return Reply(*candidate)
    raise ValueError(f"{module.__name__} reads no reply as a success")


def reply(
    what: What | Sequence[What],
    *,
    message: str | None = None,
    item: str | None = None,
    succeeded: int | None = None,
    module: ModuleType | None = None,
) -> Reply:
    """Return a reply that reads as the error of a class, or of the member of a code.

    Where the provider has no such reply for a whole request, it reports one part that failed.
    A list gives a reply with a part for each; `succeeded` parts went through besides.
    `module` is the provider that sends the reply, where it is not the one of the classes.
    Raises ValueError where no reply reads so, and says why.
    """
    several = [what] if isinstance(what, type | Enum) else what
    if not _is_list(several):
        raise TypeError(f"{several!r} {NO_CLASS}")
    classes = [_class_of(each) for each in several]
    if not classes:
        raise ValueError("an empty list; a reply without errors is success(module)")
    catalog = _catalog_of(module or sys.modules[classes[0].__module__])
    wanted = [Wanted(cls, message, item) for cls in classes]
    alone = several is not what and succeeded is None
    nearest: list[object] = []
    for candidate in _candidates(catalog, wanted, succeeded, alone=alone):
        found = _read(catalog, candidate)
        if _fits(found, wanted, succeeded):
            return Reply(*candidate)
        nearest.append(found)
    raise ValueError(_refusal(catalog, wanted, succeeded, nearest))


def _candidates(
    catalog: Any, wanted: list[Wanted], succeeded: int | None, *, alone: bool
) -> Iterator[Draft]:
    if alone:
        yield from of_one(catalog, wanted[0])
    yield from of_several(catalog, wanted, succeeded)


def _is_list(what: object) -> bool:
    return isinstance(what, Sequence) and not isinstance(what, str)


def _class_of(what: object) -> type[ProviderError]:
    """Return the class of a member; a class as it is."""
    if isinstance(what, type) and issubclass(what, ProviderError):
        return what
    if not isinstance(what, Enum):
        raise TypeError(f"{what!r} {NO_CLASS}")
    catalog = _catalog_of(sys.modules[type(what).__module__])
    try:
        found: type[ProviderError] = catalog.lookup(what)
    except LookupError as error:
        raise ValueError(f"{error}; write success(module)") from None
    return found


def _catalog_of(module: Any) -> Any:
    catalog = getattr(module, "_CATALOG", None)
    if catalog is None:
        raise ValueError(f"{module.__name__} is not the module of a provider")
    return catalog


def _read(catalog: Any, candidate: Draft) -> object:
    return read_reply(catalog, candidate.content, candidate.status, candidate.headers)


def _fits(found: object, wanted: list[Wanted], succeeded: int | None) -> bool:
    """Return whether what was read is what was wanted, and nothing besides."""
    if not isinstance(found, ProviderError):
        return False
    errors = errors_of(found)
    if Counter(map(type, errors)) != Counter(each.cls for each in wanted):
        return False
    message, item = wanted[0].message, wanted[0].item
    if message is not None and any(message not in each.message for each in errors):
        return False
    if item is not None and any(each.item != item for each in errors):
        return False
    if succeeded is None:
        return True
    return isinstance(found, ProviderErrorGroup) and found.succeeded == succeeded


def _refusal(
    catalog: Any, wanted: list[Wanted], succeeded: int | None, nearest: list[object]
) -> str:
    """Return why no reply reads as wanted."""
    names = ", ".join(each.cls.__name__ for each in wanted)
    provider = catalog.base.provider
    if not nearest:
        return f"no rule of {provider} reads {names} from one reply"
    classes = {each.cls for each in wanted}
    read = (errors_of(each) for each in nearest if isinstance(each, ProviderError))
    others = [
        error for errors in read for error in errors if type(error) not in classes
    ]
    if others:
        other = type(others[0]).__name__
        return f"{names}: no reply reads so; {provider} says {other} in the same words"
    given = {
        "message": wanted[0].message,
        "item": wanted[0].item,
        "succeeded": succeeded,
    }
    said = ", ".join(
        f"{key}={value!r}" for key, value in given.items() if value is not None
    )
    return f"{names}: no reply of {provider} has it with {said or 'all the others'}"
