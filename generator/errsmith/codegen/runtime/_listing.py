"""List the codes of a package as JSON: what its classes say, for other programs."""

from __future__ import annotations

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, Final, TypeAlias

    from ._catalog import Catalog
    from ._errors import ProviderError
    from ._table import Table

    Meaning: TypeAlias = tuple[Table[Any], type[ProviderError] | None, int | str]
    """A table, the class (None for success) and the code, empty where there is none."""

VERSION: Final = 1
"""Version of the form; one that a reader of the old could misread has the next."""


def listing(
    package: str, found: Iterable[tuple[Catalog[Any], Iterable[Meaning]]]
) -> dict[str, object]:
    """Return the meanings of codes, by provider, as JSON data."""
    return {
        "format": "errsmith-codes",
        "version": VERSION,
        "package": package,
        "providers": [
            {
                "provider": catalog.base.provider,
                "title": " ".join(catalog.title.split()),
                "languages": list(catalog.base.languages),
                "see": list(catalog.base.links),
                "page": catalog.base.page,
                "codes": [_code(catalog, *each) for each in meanings],
            }
            for catalog, meanings in found
        ],
    }


def every_meaning(catalog: Catalog[Any]) -> Iterator[Meaning]:
    """Yield the codes of a provider, then its ranges, then its errors without a code."""
    for table in catalog.tables:
        for member in table.enum:
            yield table, table.classes.get(member.value), member.value
        for (code, _), cls in table.pairs.items():
            yield table, cls, code
        for first, _, cls in table.ranges:
            yield table, cls, first
    for cls in catalog.uncoded:
        yield catalog.tables[0], cls, ""


def _code(
    catalog: Catalog[Any],
    table: Table[Any],
    cls: type[ProviderError] | None,
    code: int | str,
) -> dict[str, object]:
    """Return what is known of a code."""
    coded = {} if code == "" else {"table": table.enum.__name__, "code": code}
    if cls is None:
        names = [member.name for member in table.enum if member.value == code]
        return {**coded, "name": names[0] if names else None, "class": None}
    bounds = [(first, last) for first, last, each in table.ranges if each is cls]
    seconds = [second for (_, second), each in table.pairs.items() if each is cls]
    error = cls(None, None, None, None, None, code)
    return {
        **coded,
        **({"from": bounds[0][0], "to": bounds[0][1]} if bounds else {}),
        **({"second": seconds[0]} if seconds else {}),
        "name": error.name,
        "class": cls.__name__,
        "kind": _kind(cls),
        "category": cls.category,
        "fault": cls.fault,
        "retryable": cls.retryable,
        "retry_after": cls.wait,
        "message": cls.default_message,
        "summary": error.summary,
        "remedy": error.remedy,
        "doc": cls.__doc__,
        "see": list(cls.links),
        "page": cls.page,
        "texts": {
            language: {
                "summary": error.summary_in(language),
                "remedy": error.remedy_in(language),
            }
            for language in catalog.base.languages
        },
    }


def _kind(cls: type[ProviderError]) -> str | None:
    """Return the class of the category; None where no kind says what happened."""
    kinds = (base for base in cls.__mro__ if "category" in vars(base))
    return next(
        (kind.__name__ for kind in kinds if kind.__name__ != "ProviderError"), None
    )
