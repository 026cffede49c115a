"""Rows: what an error says, and what a success does not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from errsmith.problems import Problem
from errsmith.spec.hints import Words
from errsmith.spec.kinds import Retries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from errsmith.spec.model import Entry, Spec, Texts

ERROR_KEYS: Final = ("remedy", "category", "retry")
ONLY_ERRORS: Final = (
    *ERROR_KEYS,
    "retry_note",
    "http_status",
    "by_status",
    "outcome",
    "links",
    "translation",
    "sub_code",
    "status",
    "spellings",
    "families",
    "parameters",
    "former_names",
    "same_as",
    "deprecated",
)
WIDE: Final = "\u3002\uff01\uff1f"
"""The full stop, exclamation and question marks of Chinese and Japanese."""

SENTENCE_END: Final = re.compile(rf"[.!?{WIDE}][\"')\]]*\Z")
SENTENCE_BREAK: Final = re.compile(rf"[.!?][\"')\]]*\s|[{WIDE}].")


def error_keys(spec: Spec) -> Iterator[Problem]:
    """Check that an error says what to do, what kind it is and whether to retry."""
    for entry in spec.errors():
        for key in ERROR_KEYS:
            if key not in entry.keys:
                message = f"{entry.name} lacks the key {key!r}"
                hint = "an error has a remedy, a category and a retry"
                yield Problem(entry.at, "missing-key", message, hint)


def success_keys(spec: Spec) -> Iterator[Problem]:
    """Check that a success code is no error and has none of an error's fields."""
    for table, row in spec.rows():
        if table.is_success(row):
            for key in (key for key in ONLY_ERRORS if key in row.keys):
                message = f"code {row.code} means success, so it has no {key!r}"
                hint = f"remove {key}, or take {row.code} out of `success`"
                at = row.where(key)
                yield Problem(at, "success-with-error-fields", message, hint)


def kinds(spec: Spec) -> Iterator[Problem]:
    """Check that a category is one of the kinds."""
    known = Words(spec.kinds)
    for entry in spec.errors():
        if entry.category not in spec.kinds and "category" in entry.keys:
            message = f"{entry.category!r} is not a kind"
            hint = known.near(entry.category) or known.one_of()
            yield Problem(entry.where("category"), "unknown-kind", message, hint)


def retries(spec: Spec) -> Iterator[Problem]:
    """Check that a retry that is not what the kind leads one to expect says why."""
    for entry in spec.errors():
        kind = spec.kinds.get(entry.category)
        if kind is None or entry.retry is None or entry.retry_note:
            continue
        if entry.retry.retryable and kind.retries is Retries.NO:
            message = f"{entry.category} is not retried, but {entry.name} is"
        elif not entry.retry.retryable and kind.retries is Retries.YES:
            message = f"{entry.category} is retried, but {entry.name} is not"
        else:
            continue
        hint = "say why in `retry_note`, or change one of the two"
        yield Problem(entry.where("retry"), "retry-kind", message, hint)


def summaries(spec: Spec) -> Iterator[Problem]:
    """Check that a summary is one sentence, in each language."""
    for entry in spec.entries():
        yield from _sentence(entry)
        for text in entry.texts.values():
            yield from _sentence(text)


def _sentence(model: Entry | Texts) -> Iterator[Problem]:
    at, text = model.where("summary"), model.summary.strip()
    if not text:
        hint = "say what happened, in one sentence"
        yield Problem(at, "summary-empty", "the summary is empty", hint)
    elif SENTENCE_BREAK.search(text):
        hint = "keep the first; the rest belongs to `remedy` or `note`"
        message = "the summary is more than one sentence"
        yield Problem(at, "summary-sentence", message, hint)
    elif not SENTENCE_END.search(text):
        message = "the summary does not end in a full stop"
        yield Problem(at, "summary-sentence", message, "add it")


def remedies(spec: Spec) -> Iterator[Problem]:
    """Check that an error's remedy says something, in each language that it has."""
    for entry in spec.errors():
        texts = [("", entry.remedy, entry.where("remedy"))] * ("remedy" in entry.keys)
        for language, text in entry.texts.items():
            texts.append((f" in {language}", text.remedy, text.where("remedy")))
        for language, remedy, at in texts:
            if not remedy.strip():
                message = f"{entry.name} has no remedy{language}"
                yield Problem(at, "remedy-empty", message, "say what to do")


def sources(spec: Spec) -> Iterator[Problem]:
    """Check that a source has a distinct id, and each row names one of them."""
    seen: dict[str, int] = {}
    for each in spec.sources:
        if each.id in seen:
            message = f"source {each.id} is already in line {seen[each.id]}"
            hint = "give it another id"
            yield Problem(each.where("id"), "duplicate-source", message, hint)
        seen.setdefault(each.id, each.where("id").line)
    known = Words(seen)
    for entry in spec.entries():
        if entry.source and entry.source not in seen:
            message = f"there is no source {entry.source}"
            hint = known.near(entry.source) or known.one_of()
            yield Problem(entry.where("source"), "unknown-source", message, hint)
