"""Texts as YAML, in the style that stands there already."""

from __future__ import annotations

import json
from typing import Final

from errsmith.problems import SpecError
from errsmith.spec import nodes

SIGNS: Final = ",[]{}"


def written(text: str, style: str | None, *, flow: bool) -> str:
    """A text in a style; without quotes only where it needs none, be it within brackets or not."""
    if style == '"' or any(c in text for c in "\n\t"):
        return json.dumps(text, ensure_ascii=False)
    if style != "'" and _is_plain(text, flow=flow):
        return text
    return "'" + text.replace("'", "''") + "'"


def _is_plain(text: str, *, flow: bool) -> bool:
    """Whether a text without quotes is read as this text."""
    if not text or (flow and any(c in text for c in SIGNS)):
        return False
    around = "{{key: {}}}\n" if flow else "key: {}\n"
    try:
        found = nodes.parse(around.format(text), "").entries
    except SpecError:
        return False
    node = found[0][1] if len(found) == 1 else None
    same = isinstance(node, nodes.Scalar) and node.plain and node.text == text
    return same and isinstance(node, nodes.Scalar) and node.read_as is None
