"""Bodies: what a text is like, and that it is like nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from errsmith.problems import Problem
from errsmith.spec import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from errsmith.spec.model import Spec


def bodies(spec: Spec) -> Iterator[Problem]:
    """Check that bodies of text, and no others, have texts that say where values stand."""
    at = spec.where("texts")
    if spec.texts and spec.body != "text":
        hint = "add `body: text`, or remove texts"
        yield Problem(at, "body-texts", f"a body of {spec.body} has no texts", hint)
    elif spec.body == "text" and not spec.texts:
        message = "nothing says where the values of a text stand"
        hint = "add texts such as ['OK {id}', '{code:word}']"
        yield Problem(spec.where("body"), "body-texts", message, hint)
    alike: set[tuple[tuple[str, ...], tuple[bool, ...]]] = set()
    taken = ""
    for text in spec.texts:
        pieces, names, words = texts.parsed(text)
        if taken:
            message = f"{taken!r} is like every text, so {text!r} is never asked"
            yield Problem(at, "body-texts", message, f"move {taken!r} to the end")
            continue
        if (pieces, words) in alike:
            message = f"two texts are like {text!r}"
            yield Problem(at, "body-texts", message, "remove one")
        alike.add((pieces, words))
        taken = text if pieces == ("", "") and not words[0] else ""
        yield from _gaps(spec, text, pieces, names)


def _gaps(
    spec: Spec, text: str, pieces: tuple[str, ...], names: tuple[str, ...]
) -> Iterator[Problem]:
    """Check that a text has gaps, each with a name and a piece of text before the next."""
    at = spec.where("texts")
    if not names:
        message = f"{text!r} has no place for a value"
        hint = "put a name in braces where one stands, or use `codes` of the table"
        yield Problem(at, "body-texts", message, hint)
    if len(set(names)) < len(names):
        message = f"{text!r} has one name twice"
        yield Problem(at, "body-texts", message, "give each place its own name")
    if "" in pieces[1:-1]:
        message = f"two places touch in {text!r}, and nothing tells where one ends"
        yield Problem(at, "body-texts", message, "put what stands between them there")
