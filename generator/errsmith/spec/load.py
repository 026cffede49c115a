"""From a file to a spec: what depends on the type of a table is settled here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from errsmith.problems import Problem, SpecError
from errsmith.spec import nodes
from errsmith.spec.checks.kinds import with_own
from errsmith.spec.containers import read_or_none
from errsmith.spec.fields import Flag, Reading, Schema, Text, Type, Unfit, plain_text
from errsmith.spec.hints import Words
from errsmith.spec.kinds import KINDS
from errsmith.spec.model import CodeTable, Entry, KindFile, ReplyRule, Row, Spec
from errsmith.spec.nodes import Scalar, Sequence
from errsmith.spec.numbers import Decimal, Number, number
from errsmith.spec.schema_model import ModelField

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path as File

    from errsmith.spec.kinds import Kind


Read = Callable[[], nodes.Mapping]
"""Reads a document from wherever it is. Raises SpecError."""


def load(file: File, shown: str) -> tuple[Spec | None, list[Problem]]:
    """Return the spec in a file, and what is wrong with its shape.

    There is no spec where the top level cannot be read.
    """
    return load_from(partial(nodes.read, file, shown))


def loads(data: bytes, shown: str) -> tuple[Spec | None, list[Problem]]:
    """Return the spec in the content of a file, as `load` does."""
    return load_from(partial(nodes.parse_bytes, data, shown))


def load_from(read: Read) -> tuple[Spec | None, list[Problem]]:
    """Return the spec in a document, as `load` does."""
    try:
        node = read()
    except SpecError as error:
        return None, error.problems
    reading = Reading([])
    _check_codes(node, reading)
    try:
        spec = ModelField(Spec, lenient=True).read(node, reading)
    except Unfit:
        return None, reading.problems
    known = KnownFacts({each.name: each.type for each in spec.facts})
    spec = replace(
        spec, uncoded=tuple(with_facts(each, known, reading) for each in spec.uncoded)
    )
    tables = tuple(_typed(table, known, reading) for table in spec.tables)
    kinds = {table.enum: table.type for table in tables}
    replies = tuple(_typed_reply(reply, kinds, reading) for reply in spec.replies)
    whole = not reading.problems
    return replace(spec, tables=tables, replies=replies, whole=whole), reading.problems


def load_kinds(file: File, shown: str) -> tuple[Mapping[str, Kind], list[Problem]]:
    """Return our kinds and those in a file, with what is wrong with it."""
    _, kinds, problems = load_kinds_from(partial(nodes.read, file, shown))
    return kinds, problems


def load_kinds_from(read: Read) -> tuple[KindFile, Mapping[str, Kind], list[Problem]]:
    """Return the kinds of a document alone, ours and those, and what is wrong."""
    reading, nothing = Reading([]), KindFile(kinds=())
    try:
        found = ModelField(KindFile, lenient=True).read(read(), reading)
    except SpecError as error:
        return nothing, KINDS, error.problems
    except Unfit:
        return nothing, KINDS, reading.problems
    kinds, problems = with_own(found)
    return found, kinds, [*reading.problems, *problems]


def _check_codes(node: nodes.Mapping, reading: Reading) -> None:
    """Note codes that are not of their table's type, in rows that do not fit too.

    A problem that is found again with the row counts once.
    """
    for table in _mappings(node, "tables"):
        kind = next((v for k, v in table.entries if k.text == "type"), None)
        for row in _mappings(table, "codes"):
            raw = [value for key, value in row.entries if key.text == "code"]
            scalars = tuple(each for each in raw if isinstance(each, Scalar))
            _codes(scalars, kind.text if isinstance(kind, Scalar) else "", reading)


def _mappings(node: nodes.Mapping, key: str) -> list[nodes.Mapping]:
    """Return the mappings in the list at a key."""
    lists = [each for word, each in node.entries if word.text == key]
    items = [
        item for each in lists if isinstance(each, Sequence) for item in each.items
    ]
    return [item for item in items if isinstance(item, nodes.Mapping)]


E = TypeVar("E", bound=Entry)
FACT_TYPES: Final[dict[str, Type[object]]] = {
    "bool": Flag(),
    "int": Number(),
    "float": Decimal(),
    "str": Text(),
}


class KnownFacts:
    """The types of the facts that a spec states, by name."""

    def __init__(self, types: dict[str, str]) -> None:
        """Hold the types, and the names for hints."""
        self.types = types
        self.words = Words(types)


def with_facts(entry: E, known: KnownFacts, reading: Reading) -> E:
    """Return the entry with its facts in the types that the spec gives them."""
    facts: dict[str, object] = {}
    for name, raw in entry.raw_facts.items():
        if name not in known.types:
            message = f"the spec has no fact {name!r}"
            hint = known.words.near(name) or "state it in `facts` of the spec"
            reading.problem(raw.at, "unknown-fact", message, hint)
            continue
        value = read_or_none(FACT_TYPES[known.types[name]], raw, reading)
        facts |= {name: value[0]} if value else {}
    return replace(entry, facts=facts)


def _typed(table: CodeTable, known: KnownFacts, reading: Reading) -> CodeTable:
    """Return the table with its codes in its type, without the rows whose code is not of it."""
    rows: list[Row] = []
    for row in table.codes:
        for code in _codes((row.raw,), table.type, reading):
            words = str(code) if table.identity == "message" else row.message
            sub_code = _sub_code(row.raw_sub_code, reading)
            row_with_code = replace(row, code=code, message=words, sub_code=sub_code)
            rows.append(with_facts(row_with_code, known, reading))
    success = _codes(table.raw_success, table.type, reading)
    ranges = tuple(with_facts(each, known, reading) for each in table.ranges)
    return replace(table, codes=tuple(rows), ranges=ranges, success=success)


def _sub_code(raw: Scalar | None, reading: Reading) -> str:
    """Return a sub-code as text, whether it is a number or a word; empty where there is none."""
    if raw is None:
        return ""
    codes = _codes((raw,), "int" if raw.read_as is not None else "str", reading)
    return str(codes[0]) if codes else ""


def _typed_reply(
    reply: ReplyRule, types: dict[str, str], reading: Reading
) -> ReplyRule:
    kind = types.get(reply.table[0], "str") if reply.table else "str"
    return replace(reply, partial=_codes(reply.raw_partial, kind, reading))


def _codes(
    raw: tuple[Scalar, ...], kind: str, reading: Reading
) -> tuple[int | str, ...]:
    """Return codes in the type of their table, without those that are not of it."""
    codes: list[int | str] = []
    for each in raw:
        try:
            codes.append(_code(each, kind, reading))
        except Unfit:
            continue
    return tuple(codes)


def _code(raw: Scalar, kind: str, reading: Reading) -> int | str:
    if kind == "int":
        return number(raw, reading, "code")
    text = raw.text or "?"
    if kind == "str":
        text = plain_text(raw, reading, breaks=True, visible=True)
    if not text.strip() or text != text.strip():
        message = "a code neither is empty nor starts or ends with a blank"
        raise reading.problem(raw.at, "code-format", message, "leave the blanks out")
    return text


def json_schema(kinds: Mapping[str, Kind]) -> Schema:
    """Return the format as JSON Schema, for editors, with the kinds that there are."""
    schema = ModelField(Spec).schema()
    table = schema["properties"]["tables"]["items"]["properties"]
    rows = (*(table[key] for key in ("codes", "ranges", "families")),)
    rows = (*rows, schema["properties"]["uncoded"])
    for row in rows:
        properties = row["items"]["properties"]
        doc = properties["category"]["description"]
        properties["category"] = {"description": doc, "$ref": "#/$defs/kind"}
    words = [{"const": k, "description": kinds[k].summary} for k in sorted(kinds)]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "errsmith spec",
        **schema,
        "$defs": {"kind": {"type": "string", "oneOf": words}},
    }
