"""Tables in TOML: keys with texts, tables by code, and arrays of tables."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, Final, cast

from errsmith.importing import codes
from errsmith.importing.extras import library
from errsmith.importing.formats import records
from errsmith.importing.formats.tree import DEEPEST_BRANCH, TOO_DEEP, Branch, scalar
from errsmith.importing.page import CannotImport, SourcePage
from errsmith.importing.vocabulary.column_titles import (
    about_errors,
    of_a_language,
    role,
)

if TYPE_CHECKING:
    from errsmith.importing.page import Grid

FLOAT: Final = re.compile(r"[+-]?[0-9_]+[.eE][0-9_.eE+-]*|[+-]?(?:inf|nan)")
MOSTLY: Final = 0.6


def read(text: str) -> SourcePage:
    """Read a TOML document; what says nothing of errors in it is settings."""
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CannotImport(f"the page is not TOML: {error}") from None
    except RecursionError:
        raise CannotImport(TOO_DEEP) from None
    tree = _Tree().build(text)
    return SourcePage(grids=[each for each in records.grids(tree) if _is_sure(each)])


def _is_sure(grid: Grid) -> bool:
    """Return whether a table says that it is of errors, or has numbers with messages."""
    keys = [codes.bare(row.cells[0]) for row in grid.rows if row.cells]
    if any(map(about_errors, (*grid.sections, *grid.header))):
        return True
    titled = any(role(each) == "message" or of_a_language(each) for each in grid.header)
    named = sum(about_errors(key) for key in keys)
    numbered = sum(bool(codes.NUMBER.fullmatch(key)) for key in keys)
    return titled and named + numbered >= len(keys) * MOSTLY


class _Tree:
    """Builds the tree of a document, whose syntax tree tells the lines."""

    def __init__(self) -> None:
        self._below: dict[tuple[int, str], Branch] = {}
        self.root = Branch(1, listed=False)

    def build(self, text: str) -> Branch:
        """Return the tree of a valid document."""
        parser = library("tree_sitter")
        grammar = parser.Language(library("tree_sitter_toml").language())
        for node in parser.Parser(grammar).parse(text.encode()).root_node.children:
            target = self.root
            if node.type in {"table", "table_array_element"}:
                listed = node.type == "table_array_element"
                keys = _keys(node.named_children[0])
                target = self._table(keys, _line(node), listed=listed)
            self._pairs(target, node)
        return self.root

    def _pairs(self, target: Branch, node: Any) -> None:
        for pair in [node] if node.type == "pair" else node.named_children:
            if pair.type == "pair":
                *above, key = _keys(pair.named_children[0])
                branch = self._descend(target, above, _line(pair))
                value = self._value(pair.named_children[-1], 1)
                branch.entries.append((key, value, _line(pair)))

    def _table(self, keys: list[str], line: int, *, listed: bool) -> Branch:
        """Return the branch that a line such as `[a.b]` or `[[a.b]]` starts."""
        if not listed:
            return self._descend(self.root, keys, line)
        array = self._child(self._descend(self.root, keys[:-1], line), keys[-1], line)
        array.listed = True
        array.entries.append(("", Branch(line, listed=False), line))
        return self._last(array)

    def _descend(self, branch: Branch, keys: list[str], line: int) -> Branch:
        if len(keys) > DEEPEST_BRANCH:
            raise CannotImport(TOO_DEEP)
        for key in keys:
            branch = self._last(self._child(branch, key, line))
        return branch

    def _child(self, branch: Branch, key: str, line: int) -> Branch:
        found = self._below.get((id(branch), key))
        if found is None:
            found = self._below[id(branch), key] = Branch(line, listed=False)
            branch.entries.append((key, found, line))
        return found

    @staticmethod
    def _last(branch: Branch) -> Branch:
        """Return the table that an array's name stands for: its last one."""
        last = branch.entries[-1][1] if branch.listed and branch.entries else branch
        return last if isinstance(last, Branch) else branch

    def _value(self, node: Any, depth: int) -> str | Branch:
        if depth > DEEPEST_BRANCH:
            raise CannotImport(TOO_DEEP)
        if node.type == "inline_table":
            table = Branch(_line(node), listed=False)
            self._pairs(table, node)
            return table
        if node.type == "array":
            values = [each for each in node.named_children if each.type != "comment"]
            found = [("", self._value(each, depth + 1), _line(each)) for each in values]
            return Branch(_line(node), listed=True, entries=found)
        source: str = node.text.decode()
        if FLOAT.fullmatch(source):
            return source
        return scalar(tomllib.loads(f"value = {source}")["value"])


def _keys(node: Any) -> list[str]:
    """Return the parts of a key such as `a."b c".d`."""
    value: object = tomllib.loads(f"{node.text.decode()} = 1")
    found: list[str] = []
    while isinstance(value, dict):
        ((key, value),) = cast("dict[str, object]", value).items()
        found.append(key)
    return found


def _line(node: Any) -> int:
    return int(node.start_point.row) + 1
