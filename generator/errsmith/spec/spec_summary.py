"""What the specs beside it have to know of a spec."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from errsmith.problems import Position
    from errsmith.spec.model import Spec


@dataclass(frozen=True)
class Outline:
    """A provider, where it is named, the providers that it names, and how many codes it has."""

    path: str
    provider: str
    at: Position
    vendors: tuple[tuple[str, Position], ...]
    codes: int


def outline(spec: Spec) -> Outline:
    """The outline of a spec."""
    vendors = (
        (name, part.where("vendors"))
        for _, part in spec.parts()
        if part.vendors
        for name in part.vendors.modules.values()
    )
    return Outline(
        path=spec.at.path,
        provider=spec.provider,
        at=spec.where("provider"),
        vendors=tuple(vendors),
        codes=sum(len(table.codes) for table in spec.tables),
    )
