"""Waits: where a reply says how long to wait, and in which unit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from errsmith.spec.fields import Choice, Schema
from errsmith.spec.nodes import Mapping
from errsmith.spec.paths import PLACE, Path, PathType, Place
from errsmith.spec.rows import UNITS
from errsmith.spec.schema_model import ModelField, key

if TYPE_CHECKING:
    from errsmith.spec.fields import Reading
    from errsmith.spec.nodes import Node


@dataclass(frozen=True, kw_only=True)
class Wait(Place):
    """The mapping form of a wait."""

    word = "a wait"

    unit: str = key(Choice(tuple(UNITS)), "The unit of a number.", default="seconds")


@dataclass(frozen=True)
class WaitPlace:
    """The place of a wait, and the unit of a number there."""

    path: Path
    unit: str


@dataclass(frozen=True)
class WaitType:
    """A place with a unit."""

    place: PathType = PLACE

    def read(self, node: Node, reading: Reading) -> WaitPlace:
        """Return the place and the unit."""
        if not isinstance(node, Mapping):
            message = "a wait is a place in the reply"
            hint = "write {path: retry_in, unit: seconds}"
            if self.place.header:
                hint += ", or {header: x-reset}"
            raise reading.problem(node.at, "wrong-type", message, hint)
        unit = ModelField(Wait).read(node, reading).unit
        place = tuple(each for each in node.entries if each[0].text != "unit")
        return WaitPlace(self.place.read(replace(node, entries=place), reading), unit)

    def schema(self) -> Schema:
        """Return an object."""
        found = ModelField(Wait).schema()
        for name in () if self.place.header else ("header", "parameter"):
            del found["properties"][name]
        return found
