"""The tables in JSON and YAML: lists of objects, and maps from codes to objects or texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from errsmith.importing import codes
from errsmith.importing.clean import addresses, kept, unmarked
from errsmith.importing.formats import postman
from errsmith.importing.formats.tree import Branch, json_trees, yaml_tree
from errsmith.importing.page import Grid, SourcePage, SourceRow, linked
from errsmith.importing.vocabulary import column_titles

if TYPE_CHECKING:
    from collections.abc import Iterator

Entry = tuple[str, Any, int]
"""A key, its object, and the line it stands in."""

LEAST_ROWS: Final = 2
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
    """Return the tables in a tree, and single rows where others of their kind are tables."""
    tried = [
        (path, branch, _table(path, branch, LEAST_ROWS))
        for path, branch in branches(tree)
    ]
    tables = [(path, branch) for path, branch, grid in tried if grid is not None]
    rows = {id(value) for _, branch in tables for _, value, _ in branch.entries}
    maps = {path[:-1] for path, branch in tables if not branch.listed}
    lists = {_place(path) for path, branch in tables if branch.listed}
    for index, (path, branch, grid) in enumerate(tried):
        if grid is not None or not path or id(branch) in rows:
            continue
        if path[:-1] in maps:
            tried[index] = (path, branch, _table(path, branch, 1))
        elif _place(path) in lists and _has_code(branch):
            only = _grid(path, branch.line, [("", branch, branch.line)], ())
            tried[index] = (path, branch, only)
    return [grid for _, _, grid in tried if grid is not None]


def _place(path: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    return len(path), path[-1:]


def _table(path: tuple[str, ...], branch: Branch, least: int) -> Grid | None:
    """Return a list of objects, or a map from at least so many codes to objects or texts."""
    objects: list[Entry] = [
        (key, value, at)
        for key, value, at in branch.entries
        if isinstance(value, Branch) and not value.listed
    ]
    if branch.listed:
        rows: list[Entry] = [("", value, at) for _, value, at in objects]
        return _grid(path, branch.line, rows, ()) if objects else None
    coded = [key for key, _, _ in branch.entries if codes.is_code(codes.bare(key))]
    most = len(branch.entries) * MOSTLY_ALIKE
    if len(coded) < max(least, most):
        return None
    if len(objects) > most and _alike(objects):
        title = "name" if _have_numbers(objects) else "code"
        return _grid(path, branch.line, objects, (title,))
    texts = [
        (key, value, at) for key, value, at in branch.entries if isinstance(value, str)
    ]
    return _map_of_texts(path, branch.line, texts, coded) if len(texts) > most else None


def _map_of_texts(
    path: tuple[str, ...],
    line: int,
    texts: list[tuple[str, str, int]],
    coded: list[str],
) -> Grid | None:
    """Return a map from codes to texts, or from constants to numbers, as a table."""
    numbers = sum(bool(codes.NUMBER.fullmatch(key)) for key in coded)
    numbered = numbers * 2 > len(coded)
    if not numbered and not _all_constant(coded):
        return None
    rows = [
        SourceRow(at, (key, kept(unmarked(value))), addresses(value))
        for key, value, at in texts
    ]
    flipped = not numbered and all(codes.NUMBER.fullmatch(row.cells[1]) for row in rows)
    header = ("name", "code") if flipped else ("code", "message")
    return Grid(line, path, header, rows, verbatim=True)


def _has_code(branch: Branch) -> bool:
    """Return whether an object has a code in it and something beside."""
    return len(branch.entries) > 1 and any(
        isinstance(value, str)
        and codes.is_code(value)
        and column_titles.role(key) == "code"
        for key, value, _ in branch.entries
    )


def _all_constant(keys: list[str]) -> bool:
    return all(
        codes.CONSTANT.fullmatch(key)
        or codes.is_camel(key)
        or codes.SHOUT.fullmatch(key)
        for key in keys
    )


def _have_numbers(objects: list[Entry]) -> bool:
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


def _alike(objects: list[Entry]) -> bool:
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
    objects: list[Entry],
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
        rows.append(linked(at, texts))
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
