"""From the entries of a page to the tables of a spec, and what each table is called."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from errsmith.importing import codes, families
from errsmith.importing.name_allocation import NamePool, names_of, section_words
from errsmith.importing.name_proposals import words
from errsmith.importing.page import UnreadLine
from errsmith.importing.parameters import with_parameters
from errsmith.importing.statuses import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from errsmith.importing.families import ProposedFamily
    from errsmith.importing.rows import CodeEntry, ParsedGrid

BIGGEST: Final = 2**63
CONTRADICTIONS: Final = 3
SHARE: Final = 0.2
"""Codes with two meanings from which on sections are tables of their own, and their share."""


@dataclass(frozen=True)
class NamedEntry:
    """An entry with the name that it gets; `same_as` names an earlier one with its code."""

    entry: CodeEntry
    name: str
    section: str = ""
    same_as: str = ""


@dataclass
class DraftTable:
    """One table of the spec."""

    enum: str
    type: str
    identity: str = "code"
    title: str = ""
    by_status: bool = False
    rows: list[NamedEntry] = field(default_factory=list[NamedEntry])
    ranges: list[NamedEntry] = field(default_factory=list[NamedEntry])
    families: list[ProposedFamily] = field(default_factory=list["ProposedFamily"])


@dataclass
class BuiltTables:
    """The tables, and what could not be taken into them."""

    tables: list[DraftTable] = field(default_factory=list[DraftTable])
    unread: list[UnreadLine] = field(default_factory=list[UnreadLine])
    repeated: int = 0
    twins: int = 0
    joined: int = 0


@dataclass
class _Group:
    """Readings that become one table."""

    kind: str
    by_status: bool
    readings: list[ParsedGrid]

    def entries(self) -> Iterator[tuple[str, CodeEntry]]:
        for reading in self.readings:
            title = reading.grid.sections[-1] if reading.grid.sections else ""
            for entry in reading.entries:
                yield entry.section or title, entry


def build(readings: Sequence[ParsedGrid], prefix: str, provider: str) -> BuiltTables:
    """The tables of a spec, with every entry named."""
    built = BuiltTables()
    groups = _groups(readings)
    enums = _enums(groups, prefix)
    pool = NamePool(prefix, enums)
    drop = {prefix.upper(), *words(provider), *words(prefix)}
    pending: list[tuple[DraftTable, list[tuple[str, CodeEntry]]]] = []
    for group, enum in zip(groups, enums, strict=True):
        table = DraftTable(
            enum, "int" if group.kind == "int" else "str", by_status=group.by_status
        )
        table.identity = "message" if group.kind == "message" else "code"
        table.title = _title(group)
        pending.append((table, _with_parameters(_unique(group, built))))
        built.tables.append(table)
    given = names_of(
        [(table.enum, table.title, entries) for table, entries in pending], pool, drop
    )
    for table, entries in pending:
        _fill(table, entries, given, built)
    built.tables = [table for table in built.tables if table.rows]
    for table in built.tables:
        table.families = families.propose(table, pool)
    return built


def kind_of(readings: Sequence[ParsedGrid]) -> str:
    """`int`, `str`, or `message` where the text is all there is."""
    if any(reading.by_message for reading in readings):
        return "message"
    written = [
        entry.code for each in readings for entry in each.entries if entry.span is None
    ]
    numbers = all(
        codes.PLAIN.fullmatch(each) and each != "-0" and abs(int(each)) < BIGGEST
        for each in written
    )
    return "int" if numbers else "str"


def _kinds(readings: Sequence[ParsedGrid]) -> dict[int, str]:
    """The type of each reading; those of one sort of table have one type."""
    sorts: dict[tuple[object, ...], list[ParsedGrid]] = {}
    for each in readings:
        roles = tuple(sorted(each.columns.items()))
        sorts.setdefault(
            (each.grid.header, roles, each.by_status, each.code_in_message), []
        ).append(each)
    return {
        id(each): kind
        for alike in sorts.values()
        for kind in (kind_of(alike),)
        for each in alike
    }


def _groups(readings: Sequence[ParsedGrid]) -> list[_Group]:
    """Readings of one type whose codes do not contradict each other belong together."""
    groups: list[_Group] = []
    full = [each for each in readings if each.entries]
    kinds = _kinds(full)
    for kind in ("int", "str", "message"):
        for by_status in (False, True):
            fit = [
                each
                for each in full
                if kinds[id(each)] == kind and each.by_status == by_status
            ]
            if not fit:
                continue
            if kind == "message" or by_status or not _contradict(fit):
                groups.append(_Group(kind, by_status, fit))
            else:
                groups += [_Group(kind, by_status, [each]) for each in fit]
    order = {id(reading): index for index, reading in enumerate(readings)}
    groups.sort(key=lambda group: (group.by_status, order[id(group.readings[0])]))
    return groups


def _contradict(readings: Sequence[ParsedGrid]) -> bool:
    """Whether readings are tables of their own, and not the sections of one."""
    found = _contradictions(readings)
    total = len({entry.code for reading in readings for entry in reading.entries})
    sections = all(each.grid.verbatim or not each.grid.header for each in readings)
    return found > total * SHARE or (found >= CONTRADICTIONS and not sections)


def _contradictions(readings: Sequence[ParsedGrid]) -> int:
    """How many codes say one thing in one place and another elsewhere."""
    seen: dict[str, tuple[int, tuple[str, str]]] = {}
    found: set[str] = set()
    for index, reading in enumerate(readings):
        for entry in reading.entries:
            first = seen.setdefault(entry.code, (index, _said(entry)))
            if entry.code and first[0] != index and first[1] != _said(entry):
                found.add(entry.code)
    return len(found)


def _said(entry: CodeEntry) -> tuple[str, str]:
    return entry.constant.lower(), entry.message.strip(" .").lower()


def _enums(groups: Sequence[_Group], prefix: str) -> list[str]:
    """The names of the enums: the prefix and Code, then the section, what it is or a number."""
    enums: list[str] = []
    for index, group in enumerate(groups):
        last = {"message": "Message"}.get(
            group.kind, "Status" if group.by_status else "Code"
        )
        title = (
            group.readings[0].grid.sections[-1]
            if group.readings[0].grid.sections
            else ""
        )
        middle = (
            "".join(word.capitalize() for word in section_words(title))
            if last == "Code"
            else ""
        )
        base = f"{prefix}Code" if index == 0 else f"{prefix}{middle}{last}"
        name, number = base, 2
        while name in enums or (index and name == f"{prefix}Code"):
            name, number = f"{base}{number}", number + 1
        enums.append(name)
    return enums


def _title(group: _Group) -> str:
    """What the table lists, by the heading above it; several headings are comments instead."""
    titles = {
        section for reading in group.readings for section in reading.grid.sections[-1:]
    }
    return next(iter(titles)) if len(titles) == 1 else ""


def _unique(group: _Group, built: BuiltTables) -> list[tuple[str, CodeEntry]]:
    """The entries of a group that can stand in one table, without repetitions."""
    kept: list[tuple[str, CodeEntry]] = []
    seen: set[tuple[str, ...]] = set()
    success: dict[str, CodeEntry] = {}
    entries = list(group.entries())
    once = joined(entries) if group.kind == "str" else entries
    built.joined += len(entries) - len(once)
    for section, entry in once:
        if entry.span is not None:
            kept += _ranged(section, entry, group, built)
            continue
        key = (
            (entry.code, section)
            if group.kind == "message"
            else (entry.code, *_said(entry))
        )
        first = success.setdefault(entry.code, entry)
        if key in seen:
            built.repeated += 1
        elif first.success and first is not entry:
            why = f"code {entry.code} means success in line {first.line}"
            built.unread.append(
                UnreadLine(entry.line, entry.message or entry.constant, why)
            )
        else:
            kept.append((section, replace(entry, success=first.success)))
        seen.add(key)
    return _apart(kept, built)


def _with_parameters(
    entries: list[tuple[str, CodeEntry]],
) -> list[tuple[str, CodeEntry]]:
    """The entries with the places of values, of which one code has one spelling."""
    spelt: dict[str, str] = {}
    found: list[tuple[str, CodeEntry]] = []
    for section, entry in entries:
        own = with_parameters(entry)
        code = spelt.setdefault(entry.code, own.code)
        found.append((section, own if own.code == code else replace(entry, code=code)))
    return found


def _apart(
    entries: list[tuple[str, CodeEntry]], built: BuiltTables
) -> list[tuple[str, CodeEntry]]:
    """The entries without ranges that overlap, or that hold a code of success."""
    codes_ = sorted(
        int(entry.code)
        for _, entry in entries
        if entry.success and entry.span is None and codes.PLAIN.fullmatch(entry.code)
    )
    spans = sorted(entry.span for _, entry in entries if entry.span is not None)
    bad = {second for first, second in pairwise(spans) if second[0] <= first[1]}
    kept: list[tuple[str, CodeEntry]] = []
    for section, entry in entries:
        place = bisect_left(codes_, entry.span[0]) if entry.span else len(codes_)
        holds = (
            entry.span is not None
            and place < len(codes_)
            and codes_[place] <= entry.span[1]
        )
        if holds or entry.span in bad:
            why = (
                "the range holds a code of success"
                if holds
                else "the range overlaps another"
            )
            first, last = entry.span or (0, 0)
            built.unread.append(
                UnreadLine(entry.line, f"{first}-{last} {entry.message}".strip(), why)
            )
        else:
            kept.append((section, entry))
    return kept


LONGEST_SPAN: Final = 100
"""Codes of a range that are written out where a table can have no ranges."""


def _ranged(
    section: str, entry: CodeEntry, group: _Group, built: BuiltTables
) -> list[tuple[str, CodeEntry]]:
    """A range as it is; its codes one by one, where a table of words can have no ranges."""
    first, last = entry.span or (0, 0)
    if group.kind == "int" and first > -BIGGEST and last < BIGGEST:
        return [(section, entry)]
    if group.kind == "str" and last - first < LONGEST_SPAN:
        return [
            (section, replace(entry, code=str(code), span=None))
            for code in range(first, last + 1)
        ]
    why = "a table of words has no ranges"
    built.unread.append(
        UnreadLine(entry.line, f"{first}-{last} {entry.message}".strip(), why)
    )
    return []


def _fill(
    table: DraftTable,
    entries: list[tuple[str, CodeEntry]],
    given: dict[int, str],
    built: BuiltTables,
) -> None:
    """Put the entries into their table; a code that stands there already is the same once more."""
    first: dict[str, NamedEntry] = {}
    for section, entry in entries:
        named = NamedEntry(entry, given[id(entry)], section)
        if entry.span is not None:
            table.ranges.append(named)
            continue
        earlier = first.setdefault(entry.code, named)
        if earlier is not named:
            built.twins += 1
            named = replace(named, same_as=earlier.name)
        table.rows.append(named)
