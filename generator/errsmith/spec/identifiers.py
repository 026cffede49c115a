"""Python names: the only place that makes them, and that knows which are taken."""

from __future__ import annotations

import builtins
import keyword
import re
import sys
from typing import TYPE_CHECKING, Final, Self

from errsmith.spec.kinds import PUBLIC_CLASSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from errsmith.spec.kinds import Kind

BASE: Final = "Error"
UNKNOWN: Final = "UnknownCode"
UNREADABLE: Final = "UnreadableReply"
GROUP: Final = "ErrorGroup"
VARIANTS: Final = ("Busy", "Down", "Fault")
"""What stands behind the name of a class without a kind that an HTTP status gives one."""

UNKNOWN_VARIANTS: Final = tuple(f"UnknownCode{each}" for each in VARIANTS)
GATEWAY: Final = tuple(f"Gateway{each}" for each in VARIANTS)
OWN_CLASSES: Final = (BASE, UNKNOWN, *UNKNOWN_VARIANTS, UNREADABLE, *GATEWAY, GROUP)
"""The classes that every module has besides those of its codes, without the prefix."""

FUNCTIONS: Final = (
    "araise_for_response",
    "error_from_code",
    "error_from_reply",
    "lookup",
    "raise_for_reply",
    "raise_for_response",
)
APART: Final = "_APART"
"""What a module calls its classes that are no names of it."""

PRIVATE: Final = (APART, "_Base", "_CATALOG")
"""Private names that a module binds, besides those of its tables."""

ATTRIBUTES: Final = frozenset(
    (
        "category",
        "code",
        "default_message",
        "grpc_code",
        "http_status",
        "item",
        "languages",
        "facts",
        "fault",
        "index",
        "links",
        "masked",
        "may_have_happened",
        "own_sub_code",
        "sub_code",
        "message",
        "name",
        "provider",
        "outcome_unknown",
        "page",
        "remedy",
        "remedy_in",
        "reply",
        "request_id",
        "retry_after",
        "retryable",
        "summary",
        "summary_in",
        "wait",
        *("errors", "succeeded"),  # of a group of errors
        *(name for name in dir(ExceptionGroup) if not name.startswith("_")),
        *("bool", "float", "int", "property", "str", "tuple"),  # a class body uses them
        *keyword.kwlist,
    )
)
"""Names that a custom attribute cannot have."""

ROOT_FUNCTIONS: Final = ("errors_of", "problem", "retry_delay")
"""The functions that a package has besides its modules."""

PACKAGE_NAMES: Final = frozenset(
    (
        *("annotations", "globals", "list", "object", "sorted", "str"),
        *("pytest_plugin", "sentry", "testing"),  # modules of each package
        *ROOT_FUNCTIONS,
        *keyword.kwlist,
    )
)
"""Names that a package uses, which no module of it can have."""

IMPORTED: Final = PUBLIC_CLASSES | {
    "A",
    "Body",
    "Catalog",
    "ClassVar",
    "CodeRule",
    "DeprecatedNames",
    "EachPart",
    "FailedRule",
    "IntEnum",
    "KeyedPart",
    "ListedPart",
    "Literal",
    "Mapping",
    "PROVIDERS",
    "PartsRule",
    "R",
    "StrEnum",
    "SuccessRule",
    "TEXTS",
    "TYPE_CHECKING",
    "Table",
    "deprecated",
}
"""Names that a module imports."""


class Identifier(str):
    """A name that may be printed into Python as it is."""

    __slots__ = ()

    def __new__(cls, name: str) -> Self:
        """Take only what is an ASCII identifier, or several with dots between them."""
        if not name.isascii() or not all(
            part.isidentifier() for part in name.split(".")
        ):
            raise ValueError(f"{name!r} is no identifier")
        return super().__new__(cls, name)


def class_name(prefix: str, member: str) -> str:
    """Return the class of a member: `Zalo` and `OUT_OF_QUOTA` make `ZaloOutOfQuota`."""
    return prefix + "".join(word.capitalize() for word in member.split("_"))


def constant(enum: str) -> str:
    """Return the private name of an enum's table in its module: `ZaloCode`, `_ZALO_CODE`."""
    letters = [f"_{c}" if c.isupper() else c.upper() for c in enum]
    return "".join(letters) if enum[:1].isupper() else "_" + "".join(letters)


def own_names(prefix: str) -> dict[str, tuple[str, str]]:
    """Return what a module defines whatever its rows are: from each name to what it is."""
    classes = [prefix + name for name in OWN_CLASSES]
    names = (*classes, *FUNCTIONS, *PRIVATE)
    return dict.fromkeys(names, ("what every module has", ""))


def shadowed_by(name: str) -> str:
    """Return what a class of this name would shadow; empty where it would shadow nothing."""
    if keyword.iskeyword(name):
        return "a keyword of Python"
    if hasattr(builtins, name):
        return "a builtin"
    if name in IMPORTED:
        return "a name that the module imports"
    return ""


def own_kinds(kinds: Mapping[str, Kind]) -> tuple[Identifier, ...]:
    """Return the classes of the kinds that are not ours."""
    names = (kind.class_name for kind in kinds.values())
    return tuple(Identifier(name) for name in names if name not in PUBLIC_CLASSES)


def pieces(text: str, names: Iterable[str]) -> tuple[tuple[str, ...], list[str]]:
    """Return the text around the placeholders of some names, and the names in their order."""
    pattern = "|".join(re.escape(name) for name in names)
    parts = re.split(rf"\{{({pattern})\}}", text) if pattern else [text]
    return tuple(parts[::2]), parts[1::2]


DEVICES: Final = re.compile("aux|con|nul|prn|(?:com|lpt)[0-9]")
"""Names that Windows keeps for devices, so that no file can have them there."""


PASSWORD: Final = re.compile(
    r"(?:^|_)(?:pas+wo?r?d|pass(?:phrase)?|pwd|token|secrete?)(?:_|$)", re.IGNORECASE
)
"""Names that bandit takes for those of passwords."""


def package_problem(package: str) -> str:
    """Return why a package cannot have this name; empty where it can."""
    parts = package.split(".")
    if not all(part.isidentifier() and part.isascii() for part in parts):
        return f"{package!r} is not a package name; write it like acme_errors or acme.errors"
    if any(keyword.iskeyword(part) for part in parts):
        return f"{package!r} has a keyword of Python in it"
    if any(part.startswith("__") for part in parts):
        return f"{package!r} has a name in it that Python keeps for itself"
    if any(DEVICES.fullmatch(part.lower()) for part in parts):
        return f"{package!r} has the name of a device of Windows in it"
    if parts[0] in sys.stdlib_module_names or parts[0] == "errsmith":
        return f"{parts[0]!r} is the name of a module that exists already"
    return ""


def listing_order(name: str) -> tuple[int, list[tuple[int, str]]]:
    """Return the place of a name in `__all__`: constants, classes, the rest, as isort does."""
    rank = 0 if name.isupper() else 1 if name[0].isupper() else 2
    parts = re.findall(r"(\d*)(\D*)", name)
    return rank, [(int(digits or 0), text) for digits, text in parts]
