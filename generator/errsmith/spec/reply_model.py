"""The rules that read replies: where the code stands, and which parts failed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from errsmith.spec.containers import ListOf, MapOf
from errsmith.spec.fields import Anything, Choice, Flag, Text
from errsmith.spec.paths import (
    LIST_PATH,
    PATH,
    PLACE,
    TEXT_PLACE,
    Path,
    Told,
    ToldType,
)
from errsmith.spec.rows import CLASS, MEMBER, MODULE
from errsmith.spec.schema_model import Model, ModelField, key
from errsmith.spec.waits import WaitPlace, WaitType

if TYPE_CHECKING:
    from errsmith.spec.nodes import Scalar


@dataclass(frozen=True, kw_only=True)
class Vendors(Model):
    """The choice of the provider whose table has the code of a part."""

    word = "vendors"

    selector: Path = key(
        PATH, "Path of the value that tells.", name="key", required=True
    )
    modules: dict[str, str] = key(
        MapOf(MODULE), "From that value to the provider.", required=True
    )


@dataclass(frozen=True, kw_only=True)
class Part(Model):
    """A list of failed parts in a reply."""

    word = "an entry of failures"

    each: Path | None = key(LIST_PATH, "Path of a list of objects, each with a code.")
    keyed: Path | None = key(PATH, "Path of an object whose keys are codes.")
    items: Path | None = key(
        LIST_PATH, "Path of a list of items, or of text that `split` divides."
    )
    split: str = key(
        Text(visible=True), "What stands between the items in that text.", default=""
    )
    absent: tuple[str, ...] = key(
        ListOf(Text(visible=True)),
        "With `items`: texts that stand for no item.",
        default=(),
    )
    code: Path | None = key(PATH, "Path of the code, from the object.")
    sub_code: Path | None = key(PATH, "Path of the sub-code, from the object.")
    message: tuple[Path, ...] = key(
        ListOf(LIST_PATH, lone=True), "Paths of the message.", default=()
    )
    item: Path | None = key(PATH, "Path of the item.")
    index: Path | None = key(PATH, "Path of the part's place in the request.")
    waits: tuple[WaitPlace, ...] = key(
        ListOf(WaitType(PATH), lone=True),
        "Where the object says how long to wait.",
        name="wait",
        default=(),
    )
    table: tuple[str, ...] = key(
        ListOf(CLASS, lone=True), "The table of the code.", default=()
    )
    error: str = key(MEMBER, "The uncoded error that each item is.", default="")
    succeeded: Path | None = key(PATH, "Path of the number of parts that went through.")
    success: tuple[Told, ...] = key(
        ListOf(ToldType(), lone=True),
        "Paths, or {path: value}, of an object that went through.",
        default=(),
    )
    without_code: str = key(
        Choice(("unreadable", "success")),
        "What an object without a code means.",
        default="unreadable",
    )
    only_errors: bool = key(
        Flag(), "Every object of the list is an error.", default=False
    )
    any_order: bool = key(
        Flag(), "The list is not in the order of the request.", default=False
    )
    whole_request: bool = key(
        Flag(), "The errors are about the request as a whole.", default=False
    )
    vendors: Vendors | None = key(
        ModelField(Vendors), "Which provider's table the code belongs to."
    )


@dataclass(frozen=True, kw_only=True)
class ReplyRule(Model):
    """One rule that reads a reply."""

    word = "a reply"

    code: Path | None = key(PLACE, "Path of the code.")
    sub_code: Path | None = key(PLACE, "Path of the sub-code.")
    codes: Path | None = key(LIST_PATH, "Path of a list of codes.")
    table: tuple[str, ...] = key(
        ListOf(CLASS, lone=True), "The table of the code, or several.", default=()
    )
    message: tuple[Path, ...] = key(
        ListOf(TEXT_PLACE, lone=True), "Paths of the message.", default=()
    )
    item: Path | None = key(PLACE, "Path of what the reply is about.")
    known: bool = key(Flag(), "Fits only where the table has the code.", default=False)
    absent: tuple[str, ...] = key(
        ListOf(Text(visible=True)), "Texts that stand for no code.", default=()
    )
    success: Told | None = key(
        ToldType(header=True),
        "In place of `code`: a path, or {path: value}, of a success.",
    )
    failed: Told | None = key(
        ToldType(header=True),
        "In place of `code`: a path, or {path: value}, of a failure.",
    )
    raw_partial: tuple[Scalar, ...] = key(
        ListOf(Anything()),
        "Codes for which `failures` is asked.",
        name="partial",
        default=(),
    )
    failures: tuple[Part, ...] = key(
        ListOf(ModelField(Part)), "The parts that failed.", default=()
    )
    partial: tuple[int | str, ...] = ()
