"""Enums of error codes in an OpenAPI document, and what it says of their values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from errsmith.importing import codes
from errsmith.importing.clean import kept, unmarked
from errsmith.importing.formats import markdown
from errsmith.importing.page import Grid, SourceRow

if TYPE_CHECKING:
    from errsmith.importing.formats.tree import Branch

STRUCTURE: Final = frozenset((
    "properties", "items", "schema", "allOf", "oneOf", "anyOf", "schemas", "components",
))  # fmt: skip
"""Keys of a path that name nothing."""

CODE_KEY: Final = re.compile(
    r"(?:error|err|reason|fault)?[_-]?(?:code|codes|errno|type|reason|name|kind)|error|errors?[_-]?id",
    re.IGNORECASE,
)
OF_ERRORS: Final = re.compile(
    r"err(?:or)?s?(?![a-z])|error|fault|problem|exception|failure", re.IGNORECASE
)
NAMES: Final = ("x-enum-varnames", "x-enumNames", "x-enum-names", "x-enum-keys")
DESCRIPTIONS: Final = (
    "x-enum-descriptions",
    "x-enumDescriptions",
    "x-enum-description",
)
FAILED: Final = re.compile(r"[45][0-9Xx]{2}|default")
MOST_KEYS_ABOVE: Final = 3
"""Keys above an enum that may say that it is one of errors."""


def is_error_enum(path: tuple[str, ...]) -> bool:
    """Return whether the property or schema of an enum is one of error codes."""
    names = [each for each in path if each not in STRUCTURE]
    if not names:
        return False
    last = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", names[-1])
    if OF_ERRORS.search(last):
        return bool(
            re.search(
                r"code|type|reason|name|id|kind|enum|errors?\Z", last, re.IGNORECASE
            )
        )
    above = " ".join(
        re.sub(r"(?<=[a-z])(?=[A-Z])", "_", each)
        for each in names[-1 - MOST_KEYS_ABOVE : -1]
    )
    failed = any(FAILED.fullmatch(each) for each in names[-8:-1])
    return bool(CODE_KEY.fullmatch(last)) and (bool(OF_ERRORS.search(above)) or failed)


def enum_grid(path: tuple[str, ...], schema: Branch, enum: Branch) -> Grid:
    """Return an enum as a grid; extensions and the description say what its values mean."""
    names = next((found for key in NAMES if (found := schema.branch(key))), None)
    said = next((found for key in DESCRIPTIONS if (found := schema.branch(key))), None)
    meanings = _meanings(schema.text("description"))
    rows: list[SourceRow] = []
    for index, (_, value, line) in enumerate(enum.entries):
        if not isinstance(value, str) or not value.strip():
            continue
        name = _at(names, index, value)
        text = _at(said, index, value) or meanings.get(value, "")
        rows.append(SourceRow(line, (value, name, kept(unmarked(text)))))
    title = [each for each in path if each not in STRUCTURE - {"schema"}]
    return Grid(
        enum.line,
        tuple(title[-2:]),
        ("code", "name", "description", "message", "status"),
        rows,
        verbatim=True,
    )


def _at(extension: Branch | None, index: int, value: str) -> str:
    """Return the text of an extension for a value, by its place in a list or by its key."""
    if extension is None:
        return ""
    if not extension.listed:
        return extension.text(value)
    found = extension.entries[index][1] if index < len(extension.entries) else ""
    return found if isinstance(found, str) else ""


def _meanings(description: str) -> dict[str, str]:
    """Return the meaning of each value in the list or table of a description."""
    if len(description) < 20 or "\n" not in description:  # noqa: PLR2004 - a sentence explains no values
        return {}
    page = markdown.read(description[:100_000])
    return {
        codes.bare(row.cells[0]): row.cells[-1]
        for grid in page.grids
        for row in grid.rows
        if len(row.cells) > 1
    }
