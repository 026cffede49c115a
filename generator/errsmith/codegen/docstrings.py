"""Compose docstrings: what happened, what to do, then code, retry, notes and links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from errsmith.problems import printable

if TYPE_CHECKING:
    from errsmith.spec.model import CodeTable, Entry, Family, Row, Spec


def error_doc(spec: Spec, entry: Entry, heading: str) -> str:
    """Return what happened, what to do, then code, retry, notes and links."""
    facts = [heading, retry_sentence(entry)]
    if entry.outcome == "unknown":
        facts.append("The request may have been carried out all the same.")
    if entry.deprecated:
        facts.append(f"Deprecated: {entry.deprecated}")
    source = spec.source_of(entry)
    if source is not None and source is not spec.sources[0]:
        facts.append(f"Source: {source.evidence}, {source.url}")
    return paragraphs(
        entry.summary,
        entry.remedy,
        " ".join(facts),
        entry.note,
        *links(spec, entry),
    )


def family_doc(family: Family) -> str:
    """Return what the codes of a family have in common, and which they are."""
    which = [f"Codes that start with {printable(family.prefix)}."] * bool(family.prefix)
    which += [f"Codes with HTTP {family.http_status}."] * bool(family.http_status)
    return paragraphs(family.summary, family.remedy, " ".join(which), *family.links)


def code_sentence(table: CodeTable, row: Row) -> str:
    """Return the code as it is on the wire, with its HTTP status and message."""
    code = printable(row.whole_code)
    if table.identity == "message":
        return f'The message is "{code}".'
    message = f', "{printable(row.message)}"' if row.message else ""
    if row.translation:
        message += f', in English "{printable(row.translation)}"'
    return f"Code {code}{status(row)}{message}."


def member_doc(table: CodeTable, row: Row, cls: str) -> str:
    """Return what happened, what to do, then the code and its class: all that editors show."""
    code = printable(row.whole_code)
    word = f'Message "{code}"' if table.identity == "message" else f"Code {code}"
    means = "success" if table.is_success(row) else f"`{cls}`"
    facts = [row.summary, row.remedy, f"{word}, {means}."]
    if row.deprecated:
        facts.append(f"Deprecated: {row.deprecated}")
    return " ".join(each for each in facts if each)


def status(entry: Entry) -> str:
    """Return the HTTP status of an entry in brackets, nothing without one."""
    return f" (HTTP {entry.http_status})" if entry.http_status else ""


def retry_sentence(entry: Entry) -> str:
    """Return whether to send again, when, and why."""
    if entry.retry is None or not entry.retry.retryable:
        sentence = "Do not retry."
    elif entry.retry.parameter:
        sentence = f"Retry after `{entry.retry.parameter}`."
    elif entry.retry.after is None:
        sentence = "Retry with growing pauses."
    else:
        unit = "second" if entry.retry.after == 1 else "seconds"
        sentence = f"Retry after {entry.retry.after} {unit}."
    return f"{sentence} {entry.retry_note}".strip()


def paragraphs(*texts: str) -> str:
    """Return the texts that are not empty, with an empty line between them."""
    return "\n\n".join(text for text in texts if text)


def main_links(spec: Spec) -> tuple[str, ...]:
    """Return the page that most of a provider's rows are from."""
    return (spec.sources[0].url,)


def links(spec: Spec, entry: Entry) -> tuple[str, ...]:
    """Return the pages that help with an entry; without any, the page that it is from."""
    source = spec.source_of(entry)
    return entry.links or ((source.url,) if source else ())
