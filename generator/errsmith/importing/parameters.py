"""Propose a name and a type for each placeholder of a code or a message."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from errsmith.importing import codes
from errsmith.importing.draft import ProposedParameter
from errsmith.importing.placeholders import in_code, in_text
from errsmith.spec import identifiers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from errsmith.importing.draft import CodeEntry

UNITS: Final = {
    "milliseconds": ("milliseconds", "millis", "msecs", "msec", "ms"),
    "seconds": ("seconds", "second", "secs", "sec", "s"),
    "minutes": ("minutes", "minute", "mins", "min"),
    "hours": ("hours", "hour", "hrs", "hr", "h"),
    "days": ("days", "day", "d"),
    "timestamp": ("timestamp", "unixtime", "epoch"),
}
UNIT_OF: Final = {word: unit for unit, words in UNITS.items() for word in words}
WORD_BEHIND: Final = re.compile(r"\s{0,2}-?([A-Za-z]{1,12})\b")
"""The word behind a place, which may be its unit."""

PAUSE_WORD: Final = re.compile(
    r"(?:WAIT|DELAY|AFTER|SLEEP|COOLDOWN)_?\Z", re.IGNORECASE
)
"""Words of a constant behind which a number without a unit counts seconds."""

WAITING_WORDS: Final = re.compile(
    r"\b(?:wait|retry|retries|again|delay|must pass|slow|flood|until|cool ?down|pause|later)",
    re.IGNORECASE,
)
COUNTING_NAMES: Final = re.compile(
    r"attempts|column|count|index|len|length|limit|line|max|maximum|min|minimum|num|number"
    r"|offset|port|position|remaining|size|status|timestamp|total"
)
"""Last words of names whose values are whole numbers."""

VAGUE_NAMES: Final = re.compile(r"value|val|arg|param|parameter|[xndsfiu]")
"""Names that say nothing of a value."""

MOST_VALUES: Final = 5
"""Values in one text; a text with more is a template, and no message."""

LONGEST_MESSAGE: Final = 600


@dataclass(frozen=True)
class _Place:
    """The place of a value in a text, and what the text says of it."""

    start: int
    end: int
    parameter: ProposedParameter


def with_parameters(entry: CodeEntry) -> CodeEntry:
    """Return the entry with its placeholders as `{name}`, and a parameter for each.

    A text stays as it is where its values would run together.
    """
    if entry.span is not None or entry.success:
        return entry
    held = _distinguishable(_in_code(entry.code), entry.code)
    lettered = bool(held) and codes.is_constant(entry.code)
    message = entry.message if entry.message != entry.code else ""
    said = _distinguishable(_in_text(message), message)
    if len(held) == len(said) == 1:
        shared = _merged(held[0].parameter, said[0].parameter)
        held = [replace(held[0], parameter=shared)]
        said = [replace(said[0], parameter=shared)]
    else:
        said = [] if held else said
        taken = _left_as_they_are(message, said)
        held, said = _distinct(held, taken), _distinct(said, taken)
    code = _with_names(entry.code, held)
    placeholder_normalized = _with_names(message, said) if message else ""
    return replace(
        entry,
        code=code,
        message=placeholder_normalized if message or not entry.message else code,
        parameters=tuple(each.parameter for each in held or said),
        guessed=entry.guessed or lettered,
        placeholder_normalized=placeholder_normalized != message,
    )


def wait_of(entry: CodeEntry, *, expected: bool) -> ProposedParameter | None:
    """Return the time to wait, if a wait is expected or the words tell of one."""
    times = [each for each in entry.parameters if each.unit]
    if times and expected:
        return times[0]
    text = f"{entry.constant.replace('_', ' ')} {entry.message} {entry.description}"
    return times[0] if times and WAITING_WORDS.search(text[:LONGEST_MESSAGE]) else None


def left_over(entry: CodeEntry) -> list[str]:
    """Return the placeholders of a message that are not parameters."""
    known = {f"{{{each.name}}}" for each in entry.parameters}
    found = (match[0] for match in in_text(entry.message or entry.description))
    return [each for each in dict.fromkeys(found) if each not in known][:MOST_VALUES]


def _in_text(text: str) -> list[_Place]:
    """Return the places that a text marks as such."""
    return [
        _Place(match.start(), match.end(), _parameter(match, text))
        for match in in_text(text[:LONGEST_MESSAGE])
    ]


def _in_code(code: str) -> list[_Place]:
    """Return the places of a code; a letter in a constant stands for a whole number."""
    places = _in_text(code)
    for match in in_code(code):
        unit = UNIT_OF.get((match["unit"] or "").lower(), "")
        parameter = ProposedParameter(unit or "value", "int", unit)
        places.append(_Place(match.start(), match.end(), parameter))
    return [
        _timed(each) if PAUSE_WORD.search(code[: each.start]) else each
        for each in places
    ]


def _timed(place: _Place) -> _Place:
    """Return a place behind a word such as WAIT, whose number counts seconds by itself."""
    if place.parameter.unit or place.parameter.name != "value":
        return place
    return replace(place, parameter=ProposedParameter("seconds", "int", "seconds"))


def _parameter(match: re.Match[str], text: str) -> ProposedParameter:
    """Return the parameter that a placeholder in a text describes."""
    names = (match[group] for group in ("braces", "double", "named", "colon", "angles"))
    own = next(filter(None, names), "")
    words = re.findall(r"[a-z]+|[0-9]+", _snake(own))
    last = words[-1] if words else ""
    behind = WORD_BEHIND.match(text, match.end())
    unit = UNIT_OF.get(last, "") if len(last) > 1 else ""
    unit = unit or UNIT_OF.get(behind[1].lower() if behind else "", "")
    name = "_".join(words) if words and words[0].isalpha() else "value"
    name = unit if unit and VAGUE_NAMES.fullmatch(name) else name
    name = f"{name}_value" if name in identifiers.ATTRIBUTES else name
    letter = match["kind"] or match["letter"] or ""
    if letter == "f":
        return ProposedParameter(name, "float", unit)
    whole = unit or COUNTING_NAMES.fullmatch(last) or letter in {"d", "i", "u"}
    return ProposedParameter(name, "int" if whole else "str", unit)


def _snake(text: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", text).lower()


def _merged(held: ProposedParameter, said: ProposedParameter) -> ProposedParameter:
    """Merge the value of a code, which is a number, with that of a message, which names it."""
    unit = said.unit or held.unit
    name = said.name if said.name != "value" else held.name
    return ProposedParameter(
        name, "int" if "int" in {held.type, said.type} else said.type, unit
    )


def _distinguishable(places: list[_Place], text: str) -> list[_Place]:
    """Return the places of a text; none where nothing tells them apart."""
    ends = [0, *(each.end for each in places)]
    between = [text[end : each.start] for end, each in zip(ends, places, strict=False)]
    between.append(text[ends[-1] :])
    alone = not "".join(between).strip()
    if len(places) > MOST_VALUES or alone or not all(between[1:-1]):
        return []
    return places


def _left_as_they_are(text: str, places: list[_Place]) -> list[str]:
    """Return the names in braces that stay in a text without being parameters."""
    starts = {each.start for each in places}
    return [
        match["braces"]
        for match in in_text(text)
        if match["braces"] and match.start() not in starts
    ]


def _distinct(places: list[_Place], taken: Iterable[str]) -> list[_Place]:
    """Return the places, each with a different name."""
    seen = dict.fromkeys(taken, 1)
    found: list[_Place] = []
    for each in places:
        name = each.parameter.name
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            own = replace(each.parameter, name=f"{name}_{seen[name]}")
            found.append(replace(each, parameter=own))
        else:
            found.append(each)
    return found


def _with_names(text: str, places: list[_Place]) -> str:
    """Return the text with each place as `{name}`."""
    for each in reversed(places):
        text = f"{text[: each.start]}{{{each.parameter.name}}}{text[each.end :]}"
    return text
