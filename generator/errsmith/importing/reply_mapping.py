"""Find the paths of a reply's code and message: in the page's own samples, else the usual ones."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, cast

from errsmith.importing import vocabulary
from errsmith.importing.page import CannotImport
from errsmith.importing.vocabulary.column_titles import words
from errsmith.spec.characters import find_acting, find_invisible
from errsmith.spec.paths import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

CODE_KEYS: Final = vocabulary.words("reply_keys", "code")
"""Keys of codes, the most telling first."""

MESSAGE_KEYS: Final = vocabulary.words("reply_keys", "message")
SURE_CODE_KEYS: Final = 15
"""Keys of codes that need no known code beside them."""

KNOWN_CODE_SCORE: Final = 40
"""The score of a code that the page's own tables have."""

BY_SAMPLE: Final = "as in a reply on the page"
FIELD: Final = re.compile(
    r"(?:`|<code>|\*\*|[\"\u201c])([A-Za-z_][\w.]{1,40})(?:`|</code>|\*\*|[\"\u201d])"
)
"""A field that a sentence names."""

NAMED_CODE_KEYS: Final = frozenset(CODE_KEYS) - {
    "name", "type", "id", "status", "result", "reason", "error",
}  # fmt: skip
"""Keys that mean a code even where no value stands beside them."""

MOST_LINES: Final = 20_000
LONGEST_SENTENCE: Final = 1000
DEEPEST_OBJECT: Final = 4
MOST_OBJECTS: Final = 300
MOST_SAMPLES: Final = 60


@dataclass(frozen=True)
class ReplyMapping:
    """The paths of a reply's code and message, and the reason for them."""

    code: str = "code"
    message: str = "message"
    why: str = "a guess, for the page shows no reply"
    sure: bool = False


def parse_replies(text: str) -> dict[str, str]:
    """Return `code=status,message=text` as a mapping. Raises CannotImport."""
    wanted: dict[str, str] = {}
    for part in text.split(","):
        role, _, path = (word.strip() for word in part.partition("="))
        if role not in {"code", "message"} or not parse(path):
            raise CannotImport(
                f"--replies takes code=PATH,message=PATH with paths like result.error, not {part!r}"
            )
        wanted[role] = path
    return wanted


def choose(
    wanted: Mapping[str, str], samples: Sequence[str], known: set[str], text: str = ""
) -> ReplyMapping:
    """Return the mapping of the command line, else of the page's samples, else of its sentences.

    Where these say nothing, it is the usual one.
    """
    found = rule(samples, known)
    found = found if found.why == BY_SAMPLE else _named_in_sentences(text)
    return (
        replace(found, **wanted, why="as in --replies", sure=True) if wanted else found
    )


def rule(samples: Sequence[str], known: set[str]) -> ReplyMapping:
    """Return the mapping that the page's own samples show."""
    best: tuple[int, str, str] = (0, "code", "message")
    for sample in samples[:MOST_SAMPLES]:
        for path, value in _objects(json.loads(sample)):
            score, code, message = _score_object(path, value, known)
            if score > best[0]:
                best = (score, code, message)
    return ReplyMapping(best[1], best[2], BY_SAMPLE) if best[0] else ReplyMapping()


def _named_in_sentences(text: str) -> ReplyMapping:
    """Return the mapping of fields that a sentence of the page names in quotes."""
    named: list[str] = []
    for line in text.split("\n")[:MOST_LINES]:
        if not line.lstrip().startswith(("|", "{", "}", '"', "#")):
            named += FIELD.findall(line[:LONGEST_SENTENCE])
    codes = [each for each in named if _last_words(each) in NAMED_CODE_KEYS]
    if not codes or not parse(codes[0]):
        return ReplyMapping()
    near = [
        each
        for each in named
        if _last_words(each) in MESSAGE_KEYS and each not in codes
    ]
    message = near[0] if near and parse(near[0]) else "message"
    return ReplyMapping(codes[0], message, f"named in a sentence: {codes[0]}")


def _last_words(path: str) -> str:
    return words(path.rpartition(".")[2])


def _objects(value: Any) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Yield the objects in a reply with the keys that lead to them; not those in lists."""
    queue: list[tuple[tuple[str, ...], Any]] = [((), value)]
    seen = 0
    while queue and seen < MOST_OBJECTS:
        path, each = queue.pop(0)
        seen += 1
        if isinstance(each, dict) and len(path) < DEEPEST_OBJECT:
            inner = cast("dict[str, Any]", each)
            yield path, inner
            queue += [
                ((*path, key), below)
                for key, below in inner.items()
                if isinstance(below, dict) and _is_plain(key)
            ]


def _is_plain(key: str) -> bool:
    """Return whether a spec may hold a key: nothing in it acts, and all of it is seen."""
    return not (find_acting(key, breaks=False) or find_invisible(key))


def _score_object(
    path: tuple[str, ...], value: dict[str, Any], known: set[str]
) -> tuple[int, str, str]:
    """Score an object as an error; return the paths of its code and message too."""
    score, code = max(
        (
            (_score_value(key, inner, known), key)
            for key, inner in value.items()
            if _is_plain(key)
        ),
        default=(0, ""),
    )
    texts = [
        key
        for key, inner in value.items()
        if isinstance(inner, str) and key != code and _is_plain(key)
    ]
    said = {words(key): key for key in reversed(texts)}
    message = next((said[name] for name in MESSAGE_KEYS if name in said), "")
    of_code, of_message = (".".join((*path, key)) for key in (code, message))
    if not score or not message or not parse(of_code) or not parse(of_message):
        return 0, "", ""
    return score, of_code, of_message


def _score_value(key: str, value: Any, known: set[str]) -> int:
    """Score a value as a code."""
    if not isinstance(value, (str, int)) or isinstance(value, bool):
        return 0
    said = words(key)
    place = CODE_KEYS.index(said) if said in CODE_KEYS else len(CODE_KEYS)
    if str(value).strip() in known:
        return KNOWN_CODE_SCORE + len(CODE_KEYS) - place
    return len(CODE_KEYS) - place if place < SURE_CODE_KEYS else 0
