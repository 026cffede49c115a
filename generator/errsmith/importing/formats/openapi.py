"""OpenAPI: error codes in enums of schemas and in the examples of failed responses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from errsmith.importing import codes, column_checks, columns
from errsmith.importing.clean import kept, plain
from errsmith.importing.formats import markdown
from errsmith.importing.formats.openapi_enums import FAILED, enum_grid, is_error_enum
from errsmith.importing.formats.openapi_replies import samples_of, schemas_of
from errsmith.importing.formats.tree import Branch, json_trees, yaml_tree
from errsmith.importing.page import Grid, SourcePage, SourceRow

if TYPE_CHECKING:
    from collections.abc import Iterator

DECLARED: Final = re.compile(
    r"""^[\s{]{0,20}["']?(?:openapi|swagger)["']?\s{0,5}:""", re.MULTILINE
)
TEXT_KEYS: Final = (
    "message", "msg", "detail", "description", "title", "error_message", "errorMessage",
    "error_description", "error", "reason", "display_message",
)  # fmt: skip
CODE_KEYS: Final = (
    "error_code", "errorCode", "code", "errcode", "error", "errorId", "error_id", "type",
    "reason", "id",
)  # fmt: skip
EXPLICIT_CODE_KEYS: Final = (
    "error_code", "errorCode", "errcode", "errorId", "error_id",
)  # fmt: skip
"""Keys that are for error codes wherever they stand."""

EXAMPLE_KEYS: Final = frozenset({"example", "examples", "x-example", "x-examples"})
LEAST_BARS: Final = 6
"""Bars in a table."""

LONGEST_DESCRIPTION: Final = 100_000


def declares(text: str) -> bool:
    """Return whether a text says that it is an OpenAPI document."""
    return bool(DECLARED.search(text[:4000]))


def read(text: str) -> SourcePage:
    """Read the enums of error codes and the examples of failures in a document."""
    page = SourcePage()
    tree = (
        json_trees(text, page)[0] if text.lstrip().startswith("{") else yaml_tree(text)
    )
    info = tree.branch("info")
    page.title = plain(info.text("title")) if info else ""
    examples = Grid(
        1, ("Examples of errors",), ("code", "message", "status"), verbatim=True
    )
    schemas = schemas_of(tree)
    for path, branch in _places(tree):
        page.samples += samples_of(path, branch, schemas)
        enum = branch.branch("enum")
        if enum is not None and is_error_enum(path):
            page.grids.append(enum_grid(path, branch, enum))
        elif EXAMPLE_KEYS.intersection(path):
            examples.rows += _example(path, branch)
        description = branch.text("description")
        if _holds_table(description):
            line = next(line for key, _, line in branch.entries if key == "description")
            _described(description[:LONGEST_DESCRIPTION], line, page)
    _explain(page.grids, examples)
    if examples.rows:
        examples.line = examples.rows[0].line
        page.grids.append(examples)
    page.grids = _without_repeats(page.grids)
    return page


def _explain(enums: list[Grid], examples: Grid) -> None:
    """Give what the examples say to the values of the enums; the examples keep the other codes."""
    said = {row.cells[0]: row for row in reversed(examples.rows)}
    known: set[str] = set()
    for grid in enums:
        for index, row in enumerate(grid.rows):
            example = said.get(row.cells[0])
            known.add(row.cells[0])
            if example is not None:
                grid.rows[index] = SourceRow(row.line, (*row.cells, *example.cells[1:]))
    examples.rows = sorted(
        (row for code, row in said.items() if code not in known),
        key=lambda row: row.line,
    )


def _holds_table(text: str) -> bool:
    return text.count("|") >= LEAST_BARS and "--" in text


def _described(text: str, line: int, page: SourcePage) -> None:
    """Add the tables of error codes in a description; others document something else."""
    inner = markdown.read(text)
    page.samples += inner.samples
    for grid in inner.grids:
        roles = columns.guess(grid)
        if column_checks.is_about_errors(grid, roles):
            rows = [
                SourceRow(line + row.line, row.cells, row.links) for row in grid.rows
            ]
            page.grids.append(Grid(line + grid.line, grid.sections, grid.header, rows))


def _places(tree: Branch) -> Iterator[tuple[tuple[str, ...], Branch]]:
    """Yield every branch with the whole path to it."""
    stack: list[tuple[tuple[str, ...], Branch]] = [((), tree)]
    while stack:
        path, branch = stack.pop()
        yield path, branch
        below = [
            ((*path[-24:], key) if key else path, value)
            for key, value, _ in branch.entries
            if isinstance(value, Branch)
        ]
        stack += reversed(below)


def _example(path: tuple[str, ...], branch: Branch) -> list[SourceRow]:
    """Return an object of an example with a code and a text in it as a row."""
    status = next((each for each in path if FAILED.fullmatch(each)), "")
    for key in CODE_KEYS if status else EXPLICIT_CODE_KEYS:
        code = branch.text(key)
        if code and codes.is_code(codes.bare(code)):
            said = [
                text
                for name in TEXT_KEYS
                if name != key and (text := branch.text(name))
            ]
            line = next(line for name, _, line in branch.entries if name == key)
            known = status if codes.is_status(status) else ""
            return [SourceRow(line, (code, kept(said[0]) if said else "", known))]
    return []


def _without_repeats(grids: list[Grid]) -> list[Grid]:
    """Return the grids without those whose codes an earlier one has already."""
    kept_: list[Grid] = []
    seen: set[frozenset[str]] = set()
    for grid in grids:
        values = frozenset(row.cells[0] for row in grid.rows)
        if grid.rows and values not in seen:
            seen.add(values)
            kept_.append(grid)
    return kept_
