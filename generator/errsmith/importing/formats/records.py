"""The tables in JSON and YAML: lists of objects, and maps from codes to objects or texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from errsmith.importing import codes
from errsmith.importing.clean import addresses, kept, unmarked
from errsmith.importing.formats import postman
from errsmith.importing.formats.tree import Branch, json_trees, yaml_tree
from errsmith.importing.page import Grid, SourcePage, SourceRow
from errsmith.importing.vocabulary import column_titles

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_COLUMNS: Final = 64
MOSTLY_ALIKE: Final = 0.6
LONGEST_CELL: Final = 20_000
"""Characters of a cell; what is longer is a document."""

DEEPEST_TITLE: Final = 6
"""Keys that a title is made of."""


def read_json(text: str) -> SourcePage:
    """Read the lists of objects and the maps in a JSON document or in JSON Lines."""
    page = SourcePage()
    for tree in json_trees(text, page):
        saved = postman.grid(tree, page)
        page.grids += grids(tree) if saved is None else [saved]
    return page


def read_yaml(text: str) -> SourcePage:
    """Read the same in a YAML document."""
    page = SourcePage()
    tree = yaml_tree(text)
    page.grids += grids(tree)
    return page


def grids(tree: Branch) -> list[Grid]:
    """Return the tables in a tree: lists of objects, and maps from codes to objects or texts."""
    found: list[Grid] = []
    for path, branch in branches(tree):
        objects = [
            (key, value, at)
            for key, value, at in branch.entries
            if isinstance(value, Branch) and not value.listed
        ]
        texts = [
            (key, value, at)
            for key, value, at in branch.entries
            if isinstance(value, str)
        ]
        coded = [key for key, _, _ in branch.entries if codes.is_code(codes.bare(key))]
        enough = len(coded) >= max(2, len(branch.entries) * MOSTLY_ALIKE)
        numbered = sum(bool(codes.NUMBER.fullmatch(key)) for key in coded) * 2 > len(
            coded
        )
        if branch.listed and objects:
            found.append(
                _grid(
                    path, branch.line, [("", value, at) for _, value, at in objects], ()
                )
            )
        elif (
            enough
            and len(objects) > len(branch.entries) * MOSTLY_ALIKE
            and _alike(objects)
        ):
            title = "name" if _have_numbers(objects) else "code"
            found.append(_grid(path, branch.line, objects, (title,)))
        elif (
            enough
            and len(texts) > len(branch.entries) * MOSTLY_ALIKE
            and (numbered or _all_constant(coded))
        ):
            rows = [
                SourceRow(at, (key, kept(unmarked(value))), addresses(value))
                for key, value, at in texts
            ]
            flipped = numbered is False and all(
                codes.NUMBER.fullmatch(row.cells[1]) for row in rows
            )
            header = ("name", "code") if flipped else ("code", "message")
            found.append(Grid(branch.line, path, header, rows, verbatim=True))
    return found


def _all_constant(keys: list[str]) -> bool:
    return all(
        codes.CONSTANT.fullmatch(key)
        or codes.is_camel(key)
        or codes.SHOUT.fullmatch(key)
        for key in keys
    )


def _have_numbers(objects: list[tuple[str, Any, int]]) -> bool:
    """Return whether the objects have their codes in them, so that their keys are names."""
    numbers = sum(
        any(
            isinstance(value, str)
            and codes.NUMBER.fullmatch(value)
            and column_titles.role(key) == "code"
            for key, value, _ in each.entries
        )
        for _, each, _ in objects
    )
    words = not any(codes.NUMBER.fullmatch(key) for key, _, _ in objects)
    return words and numbers > len(objects) * MOSTLY_ALIKE


def _alike(objects: list[tuple[str, Any, int]]) -> bool:
    """Return whether objects have keys in common, as the rows of a table have."""
    first = {name for name, _, _ in objects[0][1].entries}
    return all(
        first & {name for name, _, _ in value.entries} for _, value, _ in objects[1:50]
    )


def branches(tree: Branch) -> Iterator[tuple[tuple[str, ...], Branch]]:
    """Yield every object and list with the keys that lead to it, in the order of the page."""
    stack: list[tuple[tuple[str, ...], Branch]] = [((), tree)]
    while stack:
        path, branch = stack.pop()
        yield path, branch
        below = [
            ((*path, key) if key and len(path) < DEEPEST_TITLE else path, value)
            for key, value, _ in branch.entries
            if isinstance(value, Branch)
        ]
        stack += reversed(below)


def _grid(
    path: tuple[str, ...],
    line: int,
    objects: list[tuple[str, Any, int]],
    first: tuple[str, ...],
) -> Grid:
    """Return objects as rows; the keys of all of them are the columns."""
    columns: dict[str, int] = {name: index for index, name in enumerate(first)}
    rows: list[SourceRow] = []
    for key, value, at in objects:
        cells = {0: key} if first else {}
        for name, text in _flat(value):
            index = (
                columns.setdefault(name, len(columns))
                if len(columns) < MOST_COLUMNS
                else columns.get(name)
            )
            if index is not None and index not in cells:
                cells[index] = kept(unmarked(text[:LONGEST_CELL]))
        width = max(cells, default=-1) + 1
        texts = tuple(cells.get(index, "") for index in range(width))
        rows.append(SourceRow(at, texts, addresses(" ".join(texts)[:LONGEST_CELL])))
    return Grid(line, path, tuple(columns), rows, verbatim=True)


def _flat(branch: Branch) -> Iterator[tuple[str, str]]:
    """Yield the texts of an object, those of objects in it under both keys."""
    for key, value, _ in branch.entries:
        if isinstance(value, str):
            yield key, value
        elif not value.listed:
            yield from (
                (f"{key} {name}", text)
                for name, text, _ in value.entries
                if isinstance(text, str)
            )
