"""Arrange the entries of a page in the tables of a spec, and name the tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from errsmith.importing import codes, families
from errsmith.importing.draft import BuiltTables, DraftTable, NamedEntry
from errsmith.importing.entries import (
    BIGGEST_CODE,
    EntryGroup,
    claim,
    parametrized,
    unique,
)
from errsmith.importing.letters import words
from errsmith.importing.name_allocation import NamePool, names_of, section_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from errsmith.importing.draft import CodeEntry, ParsedGrid, SpecHeader
    from errsmith.importing.page import Grid

MANY_CONTRADICTIONS: Final = 3
CONTRADICTING_SHARE: Final = 0.2
"""Codes with two meanings that make sections separate tables, and their share."""


def build(readings: Sequence[ParsedGrid], header: SpecHeader) -> BuiltTables:
    """Return the tables of a spec, with every entry named."""
    prefix = header.prefix
    built = BuiltTables()
    groups = _groups(readings)
    enums = _enums(groups, prefix)
    pool = NamePool(prefix, enums)
    drop = {prefix.upper(), *words(header.provider), *words(prefix)}
    pending: list[tuple[DraftTable, list[tuple[str, CodeEntry]]]] = []
    for group, enum in zip(groups, enums, strict=True):
        table = DraftTable(
            enum, "int" if group.kind == "int" else "str", by_status=group.by_status
        )
        table.identity = "message" if group.kind == "message" else "code"
        table.title = _title(group)
        pending.append((table, parametrized(unique(group, built))))
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
    """Return `int`, `str`, or `message` where the text is all there is."""
    if any(reading.by_message for reading in readings):
        return "message"
    written = [
        entry.code for each in readings for entry in each.entries if entry.span is None
    ]
    numbers = all(
        codes.PLAIN.fullmatch(each) and each != "-0" and abs(int(each)) < BIGGEST_CODE
        for each in written
    )
    return "int" if numbers else "str"


def _kinds(readings: Sequence[ParsedGrid]) -> dict[int, str]:
    """Return the type of each reading; those of one sort of table have one type."""
    sorts: dict[tuple[object, ...], list[ParsedGrid]] = {}
    for each in readings:
        roles = tuple(sorted(each.columns.items()))
        sorts.setdefault(
            (each.grid.header, roles, each.by_status, each.code_in_message), []
        ).append(each)
    return {
        id(each): kind for alike in sorts.values() for each, kind in _kinds_of(alike)
    }


def _kinds_of(alike: Sequence[ParsedGrid]) -> Iterator[tuple[ParsedGrid, str]]:
    """Yield readings of one sort with their types: one, unless numbers and words stand apart."""
    numbers = [each for each in alike if kind_of([each]) == "int"]
    words = [each for each in alike if each not in numbers]
    mixed = any(
        codes.NUMBER.fullmatch(entry.code) for each in words for entry in each.entries
    )
    if numbers and words and not mixed:
        yield from ((each, kind_of([each])) for each in alike)
    else:
        yield from ((each, kind_of(alike)) for each in alike)


def _groups(readings: Sequence[ParsedGrid]) -> list[EntryGroup]:
    """Group readings of one type whose codes do not contradict each other."""
    groups: list[EntryGroup] = []
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
            if kind == "message" or by_status or not _are_separate(fit):
                groups.append(EntryGroup(kind, by_status, fit))
            else:
                groups += [EntryGroup(kind, by_status, [each]) for each in fit]
    order = {id(reading): index for index, reading in enumerate(readings)}
    groups.sort(key=lambda group: (group.by_status, order[id(group.readings[0])]))
    return groups


def _are_separate(readings: Sequence[ParsedGrid]) -> bool:
    """Return whether readings are separate tables, and not the sections of one."""
    found = _count_contradictions(readings)
    total = len({entry.code for reading in readings for entry in reading.entries})
    sections = not any(_is_whole(each.grid) for each in readings)
    return found > total * CONTRADICTING_SHARE or (
        found >= MANY_CONTRADICTIONS and not sections
    )


def _is_whole(grid: Grid) -> bool:
    """Return whether a grid is a table of its own: one with titles, or an enum of a program."""
    return bool(grid.roles or (grid.header and not grid.verbatim))


def _count_contradictions(readings: Sequence[ParsedGrid]) -> int:
    """Count the codes that say one thing in one place and another elsewhere."""
    seen: dict[str, tuple[int, tuple[str, str]]] = {}
    found: set[str] = set()
    for index, reading in enumerate(readings):
        for entry in reading.entries:
            first = seen.setdefault(entry.code, (index, claim(entry)))
            if entry.code and first[0] != index and first[1] != claim(entry):
                found.add(entry.code)
    return len(found)


def _enums(groups: Sequence[EntryGroup], prefix: str) -> list[str]:
    """Return the names of the enums: the prefix, then the section, what it is or a number."""
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


def _title(group: EntryGroup) -> str:
    """Return the heading above a table; several headings become comments instead."""
    titles = {
        section for reading in group.readings for section in reading.grid.sections[-1:]
    }
    return next(iter(titles)) if len(titles) == 1 else ""


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
