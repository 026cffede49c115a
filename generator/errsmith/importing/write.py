"""Serialize a draft as the YAML of a spec."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from errsmith.importing.clean import WHOLE_ADDRESS
from errsmith.importing.draft import in_body
from errsmith.importing.guesses import MARK, guess, summary
from errsmith.importing.parameters import left_over
from errsmith.importing.reply_mapping import ReplyMapping
from errsmith.importing.yaml_scalar import quoted_code, scalar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from errsmith.importing.draft import (
        DraftTable,
        NamedEntry,
        ProposedFamily,
        ProposedParameter,
        SpecHeader,
    )

MOST_LINKS: Final = 3


@dataclass
class SpecDraft:
    """Everything that a spec says."""

    heading: SpecHeader
    tables: list[DraftTable]
    reply_mapping: ReplyMapping = field(default_factory=ReplyMapping)


def text(draft: SpecDraft) -> str:
    """Return the text of a spec."""
    return "\n".join([*_head(draft.heading), *_tables(draft), *_replies(draft)]) + "\n"


def _head(heading: SpecHeader) -> Iterator[str]:
    yield "# yaml-language-server: $schema=schema.json"
    yield f"provider: {scalar(heading.provider)}"
    yield f"prefix: {scalar(heading.prefix)}"
    yield f"title: {scalar(heading.title)}"
    yield "sources:"
    yield "  - id: page"
    yield f"    url: {scalar(heading.url)}" + (
        f"  {MARK}" if heading.url_guessed else ""
    )
    yield f"    seen: {heading.seen.isoformat()}"
    yield f"    evidence: official  {MARK}"


def _tables(draft: SpecDraft) -> Iterator[str]:
    yield "tables:"
    for table in draft.tables:
        success = [named for named in table.rows if named.entry.success]
        first = {named.entry.code: named for named in success}
        yield f"  - enum: {table.enum}"
        yield f"    type: {table.type}"
        if table.identity == "message":
            yield "    identity: message"
        if table.title:
            yield f"    title: {scalar(table.title)}"
        if success:
            yield f"    success: [{', '.join(_code(code, table, flow=True) for code in first)}]"
        if table.families:
            yield "    families:"
            yield from map(_family, table.families)
        yield "    codes:"
        yield from _rows(table, draft)
        if table.ranges:
            yield "    ranges:"
            for named in table.ranges:
                yield from _range(named, draft)


def _family(family: ProposedFamily) -> str:
    """Return a base for several codes."""
    about = f"name: {scalar(family.name)}, summary: {scalar(family.summary, flow=True)}"
    reach = (
        f"prefix: {quoted_code(family.prefix)}"
        if family.prefix
        else f"http_status: {family.status}"
    )
    return f"      - {{{about}, {reach}}}  {MARK}"


def _rows(table: DraftTable, draft: SpecDraft) -> Iterator[str]:
    section = ""
    sections = len({named.section for named in table.rows}) > 1
    for index, named in enumerate(table.rows):
        if index:
            yield ""
        if sections and named.section != section:
            section = named.section
            if section:
                yield f"      # {section}"
        yield from _row(named, table, draft)


def _row(named: NamedEntry, table: DraftTable, draft: SpecDraft) -> Iterator[str]:
    entry = named.entry
    indent = " " * 8
    yield f"      - code: {_code(entry.code, table)}" + (
        f"  {MARK}" if entry.guessed else ""
    )
    yield f"{indent}name: {scalar(named.name)}"
    if named.same_as:
        yield f"{indent}summary: {scalar(summary(entry, draft.heading.title, named.name))}  {MARK}"
        yield f"{indent}same_as: {scalar(named.same_as)}  {MARK}"
        if entry.message and table.identity != "message":
            said = " ".join(entry.message.split())
            yield f"{indent}note: {scalar(f'Here the page says: {said}')}"
        return
    if entry.message and table.identity != "message":
        mark = f"  {MARK}" if entry.placeholder_normalized else ""
        yield f"{indent}message: {scalar(entry.message)}{mark}"
    if entry.success:
        yield f"{indent}summary: {scalar(summary(entry, draft.heading.title, named.name))}  {MARK}"
        return
    yield from _error(named, draft, indent)
    further = [
        family.name for family in table.families if family.status in entry.statuses[1:]
    ]
    if further:
        yield f"{indent}families: [{', '.join(further)}]  {MARK}"
    if entry.parameters:
        yield f"{indent}parameters: [{', '.join(map(_parameter, entry.parameters))}]  {MARK}"
    yield from _note(named, () if further else entry.statuses[1:])


def _parameter(each: ProposedParameter) -> str:
    unit = f", unit: {each.unit}" if each.unit else ""
    return f"{{name: {scalar(each.name, flow=True)}, type: {each.type}{unit}}}"


def _range(named: NamedEntry, draft: SpecDraft) -> Iterator[str]:
    first, last = named.entry.span or (0, 0)
    yield f"      - from: {first}"
    yield f"        to: {last}"
    yield f"        name: {scalar(named.name)}"
    yield from _error(named, draft, " " * 8)
    yield from _note(named, named.entry.statuses[1:])


def _error(named: NamedEntry, draft: SpecDraft, indent: str) -> Iterator[str]:
    """Yield what every error has: a summary, a remedy, a kind, a retry."""
    entry = named.entry
    made = guess(entry, draft.heading.title, named.name)
    yield f"{indent}summary: {scalar(made.summary)}  {MARK}"
    yield f"{indent}remedy: {scalar(made.remedy)}  {MARK}"
    yield f"{indent}category: {made.kind}  {MARK}"
    if entry.struck:
        yield f"{indent}deprecated: The page strikes this code out.  {MARK}"
    elif entry.deprecated:
        yield f"{indent}deprecated: The page says that it is deprecated.  {MARK}"
    yield f"{indent}retry: {made.retry}" + ("" if made.retry_known else f"  {MARK}")
    if made.retry_note:
        yield f"{indent}retry_note: {scalar(made.retry_note)}"
    if entry.status is not None and entry.status >= 100:  # noqa: PLR2004 - HTTP's first
        yield f"{indent}http_status: {entry.status}"
    links = [
        link
        for link in entry.links
        if WHOLE_ADDRESS.fullmatch(link) and link.isprintable()
    ][:MOST_LINKS]
    if links:
        yield f"{indent}links: [{', '.join(scalar(link, flow=True) for link in links)}]"


def _note(named: NamedEntry, statuses: Sequence[int]) -> Iterator[str]:
    """Yield a note of values that are not parameters, and of further statuses."""
    found = left_over(named.entry)
    parts = [f"The message carries {', '.join(found)}."] if found else []
    if statuses:
        parts.append(f"Also sent with HTTP {', '.join(map(str, statuses))}.")
    for status, text in named.entry.other_status_texts:
        parts.append(f"With HTTP {status} the page says: {text}")
    if parts:
        yield f"        note: {scalar(' '.join(parts))}"


def _code(code: str, table: DraftTable, *, flow: bool = False) -> str:
    if table.type == "int":
        return code
    return quoted_code(code, flow=flow)


def _replies(draft: SpecDraft) -> Iterator[str]:
    """Yield the rules that read a reply, and the table that HTTP statuses belong to."""
    statuses = [
        table.enum for table in draft.tables if table.by_status and table.type == "int"
    ]
    if statuses:
        yield f"statuses: {statuses[0]}  {MARK}"
    worded = [table for table in draft.tables if table.identity == "message"]
    code, message = draft.reply_mapping.code, draft.reply_mapping.message
    yield "replies:"
    if not draft.reply_mapping.sure and draft.reply_mapping.why != ReplyMapping.why:
        yield f"  # {draft.reply_mapping.why}"
    for tables, path in ((in_body(draft.tables), code), (worded, message)):
        if tables:
            enums = [table.enum for table in tables]
            where = enums[0] if len(enums) == 1 else f"[{', '.join(enums)}]"
            paths = f"code: {scalar(path, flow=True)}, message: {scalar(message, flow=True)}"
            yield f"  - {{{paths}, table: {where}}}" + (
                "" if draft.reply_mapping.sure else f"  {MARK}"
            )
