"""Tables in SQL: the rows of `INSERT`, and of `COPY` as PostgreSQL dumps them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from errsmith.importing.extras import library
from errsmith.importing.page import (
    CannotImport,
    Grid,
    SourcePage,
    SourceRow,
    UnreadLine,
    cleaned,
)
from errsmith.importing.vocabulary.column_titles import about_errors, role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COPY: Final = re.compile(
    r"^COPY\s+(?P<table>[\w.\"]+)\s*\((?P<columns>[^()\n]*)\)\s+FROM\s+stdin[^\n]*;\n"
    r"(?P<rows>(?:(?!\\\.)[^\n]*+\n)*)(?:\\\.)?",
    re.IGNORECASE | re.MULTILINE,
)
COPIED: Final = re.compile(r"\\(.)")
COPIED_AS: Final = {"n": "\n", "t": " ", "r": "", "N": ""}
MYSQL: Final = re.compile(r"`|\\'|^#", re.MULTILINE)
TSQL: Final = re.compile(r"\[\w+\]")
NAMES: Final = frozenset(("VAR", "IDENTIFIER"))
TEXTS: Final = frozenset(("STRING", "NATIONAL_STRING", "BYTE_STRING", "UNICODE_STRING"))
STARTS: Final = frozenset(("CREATE", "INSERT", "REPLACE"))
OPTIONS: Final = frozenset(("INTO", "IGNORE", "OVERWRITE", "OR", "REPLACE", "TABLE"))


@dataclass
class _Table:
    """A table with its columns, as a statement names them, and its rows."""

    name: str
    columns: tuple[str, ...]
    rows: list[SourceRow] = field(default_factory=list[SourceRow])


class _Reader:
    """Reads the statements of a document."""

    def __init__(self) -> None:
        self.tables: dict[tuple[str, tuple[str, ...]], _Table] = {}
        self.created: dict[str, tuple[str, ...]] = {}
        self.unread: list[UnreadLine] = []

    def table(self, name: str, columns: tuple[str, ...]) -> _Table:
        """Return the table that rows belong to."""
        name = name.lower()
        columns = columns or self.created.get(name, ())
        return self.tables.setdefault((name, columns), _Table(name, columns))

    def copied(self, match: re.Match[str]) -> str:
        """Take the rows of a `COPY`, and return the empty lines in place of them."""
        columns = tuple(each.strip(' "') for each in match["columns"].split(","))
        table = self.table(match["table"].replace('"', "").split(".")[-1], columns)
        line = match.string.count("\n", 0, match.start("rows")) + 1
        for number, row in enumerate(match["rows"].split("\n")[:-1], line):
            table.rows.append(
                cleaned(number, [_copied(each) for each in row.split("\t")])
            )
        return "\n" * match[0].count("\n")

    def statement(self, tokens: Sequence[Any]) -> None:
        """Take an `INSERT` with its rows, or the columns of a `CREATE TABLE`."""
        kinds = [each.token_type.name for each in tokens]
        if kinds[:1] == ["CREATE"] and "TABLE" in kinds[:4]:
            name, place = _name(tokens, kinds.index("TABLE") + 1)
            self.created[name.lower()] = _created(tokens, place)
        if kinds[:1] not in (["INSERT"], ["REPLACE"]):
            return
        name, place = _name(tokens, 1)
        columns, place = _columns(tokens, place)
        rows = _rows(tokens, place) if "VALUES" in kinds[place : place + 2] else []
        if rows:
            self.table(name, columns).rows += rows
        elif about_errors(name):
            text = " ".join(each.text for each in tokens[:12])
            why = "it is no INSERT with VALUES"
            self.unread.append(UnreadLine(tokens[0].line, text, why))


def read(text: str) -> SourcePage:
    """Read the rows that a document inserts. Raises CannotImport where it is not SQL."""
    tokenizer = library("sqlglot")
    reader = _Reader()
    text = COPY.sub(reader.copied, text)
    dialect = "mysql" if MYSQL.search(text) else "postgres"
    dialect = "tsql" if TSQL.search(text) and dialect != "mysql" else dialect
    try:
        tokens = tokenizer.tokenize(text, read=dialect)
    except tokenizer.errors.SqlglotError as error:
        reason = str(error).split("\n", 1)[0]
        raise CannotImport(f"the page is not SQL: {reason}") from None
    for statement in _statements(tokens):
        reader.statement(statement)
    grids = [_grid(each) for each in reader.tables.values() if each.rows]
    sure = any(about_errors(title) for each in grids for title in _titles(each))
    return SourcePage(grids=grids if sure else [], unread=reader.unread if sure else [])


def _statements(tokens: Sequence[Any]) -> Iterator[list[Any]]:
    """Yield the statements; Transact-SQL sets them apart by nothing but a new line."""
    statement: list[Any] = []
    depth = 0
    for each in tokens:
        kind = each.token_type.name
        depth += (kind == "L_PAREN") - (kind == "R_PAREN")
        below = bool(statement) and each.line > statement[-1].line
        starts = kind in STARTS and depth == 0 and below
        if kind == "SEMICOLON" or starts:
            yield statement
            statement, depth = [], 0
        if kind != "SEMICOLON":
            statement.append(each)
    yield statement


def _titles(grid: Grid) -> tuple[str, ...]:
    return (*grid.sections, *grid.header)


def _grid(table: _Table) -> Grid:
    """Return a table as a grid; a number of the row is no code where another column is."""
    coded = [each for each in table.columns if role(each) == "code"]
    header = tuple(
        "row" if each.lower() == "id" and len(coded) > 1 else each
        for each in table.columns
    )
    name = table.name.replace("_", " ")
    return Grid(table.rows[0].line, (name,), header, table.rows, verbatim=True)


def _name(tokens: Sequence[Any], place: int) -> tuple[str, int]:
    """Return the name of a table, without its schema, and the place behind it."""
    name = ""
    while place < len(tokens) and tokens[place].token_type.name != "L_PAREN":
        if tokens[place].token_type.name == "VALUES":
            break
        if tokens[place].text.upper() not in OPTIONS and tokens[place].text != ".":
            name = tokens[place].text
        place += 1
    return name, place


def _columns(tokens: Sequence[Any], place: int) -> tuple[tuple[str, ...], int]:
    """Return the names in brackets, and the place behind them."""
    names: list[str] = []
    if place < len(tokens) and tokens[place].token_type.name == "L_PAREN":
        while place < len(tokens) and tokens[place].token_type.name != "R_PAREN":
            if tokens[place].token_type.name not in {"L_PAREN", "COMMA"}:
                names.append(tokens[place].text)
            place += 1
        place += 1
    return tuple(names), place


def _created(tokens: Sequence[Any], place: int) -> tuple[str, ...]:
    """Return the columns of a table: the first name of each part in its brackets."""
    names: list[str] = []
    depth = 0
    fresh = False
    for each in tokens[place:]:
        kind = each.token_type.name
        depth += (kind == "L_PAREN") - (kind == "R_PAREN")
        if depth == 1 and kind in {"L_PAREN", "COMMA"}:
            fresh = True
        elif fresh:
            names += [each.text] if kind in NAMES or each.text.isidentifier() else []
            fresh = False
    return tuple(names)


def _rows(tokens: Sequence[Any], place: int) -> list[SourceRow]:
    """Return the rows in brackets behind `VALUES`."""
    rows: list[SourceRow] = []
    cells: list[list[Any]] = []
    depth = line = 0
    for each in tokens[place:]:
        kind = each.token_type.name
        depth += kind == "L_PAREN"
        if depth == 1 and kind == "L_PAREN":
            cells, line = [list[Any]()], each.line
        elif depth == 1 and kind == "COMMA":
            cells.append([])
        elif depth == 1 and kind == "R_PAREN":
            rows.append(cleaned(line, [_cell(cell) for cell in cells]))
        elif depth == 1:
            cells[-1].append(each)
        depth -= kind == "R_PAREN"
    return rows


def _cell(tokens: Sequence[Any]) -> str:
    """Return a literal; texts that are put together are one, anything computed is empty."""
    texts = [each.text for each in tokens if each.token_type.name in TEXTS]
    if texts:
        return "".join(texts)
    kinds = [each.token_type.name for each in tokens]
    if kinds == ["HEX_STRING"]:
        return str(int(tokens[0].text, 16))
    if kinds in (["NUMBER"], ["DASH", "NUMBER"]):
        return "".join(each.text for each in tokens)
    return ""


def _copied(cell: str) -> str:
    return COPIED.sub(lambda match: COPIED_AS.get(match[1], match[1]), cell)
