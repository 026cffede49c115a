"""Guess the kind and the retry of a row, its summary and its remedy, by its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import yaml

from errsmith.importing.kind_guess import kind_of
from errsmith.importing.letters import latin
from errsmith.importing.parameters import wait_of
from errsmith.importing.vocabulary.kind_keywords import (
    INTERNAL,
    OTHER_REQUEST,
    REMEDIES,
    TRY_AGAIN,
    WAITS,
)
from errsmith.spec.checks.entries import SENTENCE_BREAK, SENTENCE_END
from errsmith.spec.kinds import KINDS, Retries

if TYPE_CHECKING:
    from errsmith.importing.draft import CodeEntry

MARK: Final = "# guess"
LONGEST_SUMMARY: Final = 300
LONGEST_WAIT: Final = 86_400
ABBREVIATIONS: Final = (
    (re.compile(r"\be\.\s?g\.,?\s", re.IGNORECASE), "such as "),
    (re.compile(r"\bi\.\s?e\.,?\s", re.IGNORECASE), "that is, "),
    (re.compile(r"\betc\.(?=\s+[a-z])"), "and so on"),
    (re.compile(r"\b(?:approx|max|min|no|vs|incl|resp)\.(?=\s)", re.IGNORECASE), ""),
)  # fmt: skip
RETRY_NOTES: Final = {
    True: "The page says that it can be retried.",
    False: "The page says that it is not to be retried.",
}


@dataclass(frozen=True)
class Guess:
    """A proposal for a row, for somebody to confirm."""

    kind: str
    retry: str
    summary: str
    remedy: str
    retry_note: str = ""
    retry_known: bool = False


def guess(entry: CodeEntry, provider: str, name: str) -> Guess:
    """Propose the kind, retry, summary and remedy of an entry."""
    kind = kind_of(entry)
    wait = wait_of(entry, expected=KINDS[kind].retries is Retries.YES)
    if wait is not None and KINDS[kind].retries is Retries.NO:
        kind = "rate_limited"
    retry, note = _retry(entry, kind)
    if wait is not None and entry.retried is not False:
        retry = f"{{parameter: {wait.name}}}"
    remedy = sentences(entry.remedy) or REMEDIES[kind]
    return Guess(
        kind,
        retry,
        summary(entry, provider, name),
        remedy,
        note,
        entry.retried is not None and wait is None,
    )


def _retry(entry: CodeEntry, kind: str) -> tuple[str, str]:
    """Return the retry, and a note where it is not what the kind leads one to expect."""
    usual = KINDS[kind].retries
    text = OTHER_REQUEST.sub(" ", entry.words[:1500])
    wait = _wait(text)
    if entry.retried is not None:
        expected = {True: Retries.NO, False: Retries.YES}[entry.retried]
        return ("backoff" if entry.retried else "never"), (
            RETRY_NOTES[entry.retried] if usual is expected else ""
        )
    if usual is Retries.NO:
        return "never", ""
    if usual is Retries.YES:
        return (
            f"{{after: {wait}}}" if wait and kind == "rate_limited" else "backoff"
        ), ""
    if wait and kind == "account_blocked":
        return f"{{after: {wait}}}", ""
    again = TRY_AGAIN.search(text) or (
        kind == "provider_fault" and INTERNAL.search(text)
    )
    return ("backoff" if again else "never"), ""


def _wait(text: str) -> int:
    """Return the longest time that a text names, in seconds; 0 where it names none."""
    found = [
        int(number) * unit
        for pattern, unit in WAITS
        for number in pattern.findall(text)
    ]
    return max((each for each in found if each <= LONGEST_WAIT), default=0)


def summary(entry: CodeEntry, provider: str, name: str) -> str:
    """Return the first sentence of the page's texts, else one that says the name."""
    for text in (entry.description, entry.message):
        first = sentence(text)
        if len(latin(first)) > 3 or (first and not first.isascii()):  # noqa: PLR2004 - a dash is no sentence
            return first
    what = name.replace("_", " ").lower()
    return f"{provider} reports: {what}."


def sentence(text: str) -> str:
    """Return the first sentence of a text with a capital and an end; empty where there is none."""
    text = _without_abbreviations(text)
    match = SENTENCE_BREAK.search(text)
    if match:
        end = match.end() if match[0][0] in ".!?" else match.start() + 1
        text = text[:end].strip()
    if len(text) > LONGEST_SUMMARY:
        text = text[:LONGEST_SUMMARY].rsplit(" ", 1)[0].rstrip(".,;:!? ") + "…"
    return _ended(text)


def sentences(text: str) -> str:
    """Return a text as sentences."""
    text = _without_abbreviations(text)
    if len(text) > 2 * LONGEST_SUMMARY:
        text = text[: 2 * LONGEST_SUMMARY].rsplit(" ", 1)[0].rstrip(".,;:!? ") + "…"
    return _ended(text)


def _without_abbreviations(text: str) -> str:
    for pattern, instead in ABBREVIATIONS:
        text = pattern.sub(instead, text)
    return " ".join(text.split()).strip("-•* ")


def _ended(text: str) -> str:
    text = text.rstrip(":;,- ")
    if not text or not any(c.isalnum() for c in text):
        return ""
    first = text.split(" ", 1)[0]
    text = text[0].upper() + text[1:] if first.islower() and first.isalpha() else text
    wide = any("\u3000" <= c <= "\u9fff" for c in text[-2:])
    return text if SENTENCE_END.search(text) else text + ("\u3002" if wide else ".")


def count_guesses(text: str) -> int:
    """Count the lines of a spec that end in the mark of a guess.

    The mark counts as a comment only; where it stands in a text, it is text.
    """
    marked = {
        number
        for number, line in enumerate(text.split("\n"))
        if line.rstrip().endswith(MARK)
    }
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for token in yaml.scan(text, Loader=loader) if marked else ():
            if isinstance(token, yaml.ScalarToken):
                marked.difference_update(_scalar_lines(token))
    except yaml.YAMLError:
        return len(marked)
    return len(marked)


def _scalar_lines(token: yaml.ScalarToken) -> range:
    """Return the lines of a scalar in which a mark would be text."""
    start, end = token.start_mark.line, token.end_mark.line
    if token.style in {"|", ">"}:
        return range(start + 1, end + (token.end_mark.column > 0))
    return range(start, end)
