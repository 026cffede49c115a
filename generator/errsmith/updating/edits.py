"""From changes to the text of a spec with those places changed and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from errsmith.updating import keys, lists
from errsmith.updating.layout import Layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from errsmith.updating.changes import Changes
    from errsmith.updating.layout import Edit
    from errsmith.updating.proposal import Proposal


def edited(
    text: str, changes: Changes, proposals: Mapping[int, Proposal], reason: str
) -> str:
    """The text with the changes; a proposal goes by the identity of what is added."""
    layout = Layout(text)
    edits = [keys.reworded(layout, each) for each in changes.reworded]
    edits += [keys.deprecated(layout, each.entry, reason) for each in changes.gone]
    edits += [keys.taken_back(layout, each.entry) for each in changes.back]
    edits += lists.added(layout, changes.added, proposals)
    return "".join(_pieces(text, sorted(edits, key=lambda each: each.start)))


def _pieces(text: str, edits: Iterable[Edit]) -> Iterator[str]:
    """The text in pieces, old and new, from the top."""
    offset = 0
    for edit in edits:
        yield text[offset : edit.start]
        yield edit.text
        offset = edit.end
    yield text[offset:]
