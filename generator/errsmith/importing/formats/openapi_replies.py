"""OpenAPI: samples of failed replies, made from the schemas of responses."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from errsmith.importing.formats.openapi_enums import FAILED
from errsmith.importing.formats.tree import Branch

if TYPE_CHECKING:
    from collections.abc import Iterator

OF_ERRORS: Final = re.compile(
    r"err(?:or|s\b)|problem|fault|failure|exception", re.IGNORECASE
)
"""Part of the name of a schema for failed replies."""

EMPTY: Final[dict[str, Any]] = {
    "integer": 0,
    "number": 0,
    "array": [],
    "boolean": False,
}
"""A value of each type; those of others are texts."""

DEEPEST: Final = 4


def samples_of(
    path: tuple[str, ...], branch: Branch, schemas: Branch | None
) -> Iterator[str]:
    """Yield a sample of the reply that a schema describes, if it is of failures."""
    properties = branch.branch("properties")
    if properties is None or not _is_of_failures(path):
        return
    yield json.dumps(_object(properties, schemas, 0))


def schemas_of(tree: Branch) -> Branch | None:
    """Return the named schemas of a document, in either version of OpenAPI."""
    parts = tree.branch("components")
    return (parts.branch("schemas") if parts else None) or tree.branch("definitions")


def _is_of_failures(path: tuple[str, ...]) -> bool:
    """Return whether a schema is that of a failed response, or is named after errors."""
    named = path[-1] if path[-2:-1] in {("schemas",), ("definitions",)} else ""
    in_response = "responses" in path and path[-1:] == ("schema",)
    return bool(OF_ERRORS.search(named)) or (
        in_response and any(map(FAILED.fullmatch, path))
    )


def _object(properties: Branch, schemas: Branch | None, depth: int) -> dict[str, Any]:
    return {
        key: _value(value, schemas, depth)
        for key, value, _ in properties.entries
        if isinstance(value, Branch)
    }


def _value(branch: Branch, schemas: Branch | None, depth: int) -> Any:
    """Return a value as a schema has it; named ones are looked up."""
    name = branch.text("$ref").rpartition("/")[2]
    if name and schemas is not None:
        branch = schemas.branch(name) or branch
    properties = branch.branch("properties")
    if properties is not None and depth < DEEPEST:
        return _object(properties, schemas, depth + 1)
    return EMPTY.get(branch.text("type"), "")
