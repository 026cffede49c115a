"""Rules across fields: one function each, with the id that its problems carry.

A rule yields every problem that it finds. Rules that would only repeat a problem of a key's shape
run on specs that are whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from errsmith import naming
from errsmith.kinds import KINDS, Retries
from errsmith.problems import Problem
from errsmith.shape import near
from errsmith.spec import Entry, Part, Range, Reply, Row, Spec, Table, Texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ERROR_KEYS: Final = ("remedy", "category", "retry")
ERROR_ONLY: Final = (
    *ERROR_KEYS,
    "retry_note",
    "http_status",
    "by_status",
    "links",
    "spellings",
    "former_names",
    "same_as",
    "deprecated",
)
TWIN_KEYS: Final = (
    "code",
    "name",
    "same_as",
    "summary",
    "note",
    "former_names",
    "source",
    "texts",
)
SENTENCE_END: Final = re.compile(r"[.!?。！？]")
SENTENCE_BREAK: Final = re.compile(r"[.!?][\"')\]]*\s|[。！？].")


def check(specs: list[Spec]) -> list[Problem]:
    """Every problem of the specs, each by itself and all of them together."""
    problems = [problem for spec in specs for rule in RULES for problem in rule(spec)]
    whole = [spec for spec in specs if spec.whole]
    problems += [
        problem for spec in whole for rule in WHOLE_RULES for problem in rule(spec)
    ]
    problems += duplicate_provider(specs)
    if len(whole) == len(specs):
        problems += unknown_provider(specs)
    return problems


def is_success(table: Table, row: Row) -> bool:
    """Whether a row is one of success."""
    return row.code in table.success


def rows(spec: Spec) -> Iterator[tuple[Table, Row]]:
    """Every row with its table."""
    for table in spec.tables:
        for row in table.codes:
            yield table, row


def errors(spec: Spec) -> Iterator[Entry]:
    """Every entry that becomes a class of its own."""
    for table in spec.tables:
        yield from (
            row for row in table.codes if not is_success(table, row) and not row.same_as
        )
        yield from table.ranges
    yield from spec.uncoded


def duplicate_provider(specs: list[Spec]) -> Iterator[Problem]:
    """Two specs may not write one module."""
    seen: dict[str, Spec] = {}
    for spec in specs:
        first = seen.setdefault(spec.provider, spec)
        if first is not spec:
            message = f"provider {spec.provider} is already in {first.at.path}"
            yield Problem(
                spec.where("provider"),
                "duplicate-provider",
                message,
                "give it another name",
            )


def unknown_provider(specs: list[Spec]) -> Iterator[Problem]:
    """A module that codes are said to belong to must be among the specs."""
    providers = {spec.provider for spec in specs}
    for spec in specs:
        for _, part in parts(spec):
            for name in part.vendors.modules.values() if part.vendors else ():
                if name not in providers:
                    message = f"there is no spec of provider {name}"
                    yield Problem(
                        part.where("vendors"),
                        "unknown-provider",
                        message,
                        near(name, providers),
                    )


def duplicate_code(spec: Spec) -> Iterator[Problem]:
    """A code has one row in its table; a second one says that the wire cannot tell them apart."""
    for table in spec.tables:
        seen: dict[int | str, Row] = {}
        for row in table.codes:
            first = seen.setdefault(row.code, row)
            if first is not row and not row.same_as:
                place = f"{first.name} (line {first.where('code').line})"
                message = f"code {row.code} is already used by {place}"
                hint = f"remove one, or add `same_as: {first.name}` where both names mean one thing"
                yield Problem(row.where("code"), "duplicate-code", message, hint)


def duplicate_spelling(spec: Spec) -> Iterator[Problem]:
    """A further spelling may not be a code or a spelling of another row."""
    for table in spec.tables:
        seen: dict[str, Row] = {str(row.code): row for row in table.codes}
        for row in table.codes:
            for spelling in row.spellings:
                first = seen.setdefault(spelling, row)
                if first is not row or spelling == str(row.code):
                    message = f"spelling {spelling} is already a code of {first.name}"
                    yield Problem(row.where("spellings"), "duplicate-spelling", message)


def spelling_type(spec: Spec) -> Iterator[Problem]:
    """Only text has spellings; a number is found in every form anyway."""
    for table, row in rows(spec):
        if row.spellings and table.type == "int":
            message = "a table of numbers has no spellings"
            hint = "numbers are found as numbers and as digits; leave the key out"
            yield Problem(row.where("spellings"), "spelling-type", message, hint)


def duplicate_name(spec: Spec) -> Iterator[Problem]:
    """A name, an old one too, stands for one thing in the whole module."""
    seen: dict[str, Entry] = {}
    success: dict[tuple[str, str], Entry] = {}
    for table in spec.tables:
        for row in table.codes:
            if is_success(table, row):
                first = success.setdefault((table.enum, row.name), row)
                if first is not row:
                    yield _duplicate(row, "name", row.name, first)
    own = {id(row) for table, row in rows(spec) if is_success(table, row)}
    for entry in spec.entries():
        if id(entry) in own:
            continue
        for key, name in [
            ("name", entry.name),
            *(("former_names", name) for name in entry.former_names),
        ]:
            first = seen.setdefault(name, entry)
            if first is not entry or (key == "former_names" and name == entry.name):
                yield _duplicate(entry, key, name, first)
    for table, row in rows(spec):
        if is_success(table, row) and row.name in seen:
            yield _duplicate(row, "name", row.name, seen[row.name])


def _duplicate(entry: Entry, key: str, name: str, first: Entry) -> Problem:
    message = f"name {name} is already used in line {first.where('name').line}"
    return Problem(
        entry.where(key), "duplicate-name", message, "name what tells the two apart"
    )


def class_clash(spec: Spec) -> Iterator[Problem]:
    """A class may not shadow a builtin, what the module has anyway, or another class."""
    names = naming.own_names(spec)
    for table in spec.tables:
        yield from _clash(
            table, "enum", table.enum, names, f"the enum in line {table.at.line}"
        )
    for table in spec.tables:
        for entry in (*table.codes, *table.ranges):
            if not (isinstance(entry, Row) and is_success(table, entry)):
                yield from _class_clash(spec, entry, names)
    for entry in spec.uncoded:
        yield from _class_clash(spec, entry, names)


def _class_clash(spec: Spec, entry: Entry, names: dict[str, str]) -> Iterator[Problem]:
    for key, member in [
        ("name", entry.name),
        *(("former_names", old) for old in entry.former_names),
    ]:
        name = naming.class_name(spec.prefix, member)
        what = f"the class of {member} (line {entry.where('name').line})"
        yield from _clash(entry, key, name, names, what)


def _clash(
    entry: Entry | Table, key: str, name: str, names: dict[str, str], what: str
) -> Iterator[Problem]:
    shadowed = naming.taken(name)
    if shadowed:
        message = f"class {name} would shadow {shadowed}"
        yield Problem(entry.where(key), "shadowed-name", message, "choose another name")
    elif name in names and names[name] != what:
        message = f"class {name} is already {names[name]}"
        yield Problem(
            entry.where(key), "duplicate-class", message, "choose another name"
        )
    names.setdefault(name, what)


def enum_name(spec: Spec) -> Iterator[Problem]:
    """Enums carry the prefix, and the first is the prefix and Code."""
    for index, table in enumerate(spec.tables):
        wanted = f"{spec.prefix}Code"
        if index == 0 and table.enum != wanted:
            message = f"the first table's enum is the prefix and Code, not {table.enum}"
            yield Problem(table.where("enum"), "enum-name", message, f"write {wanted}")
        elif not table.enum.startswith(spec.prefix):
            message = f"enum {table.enum} does not start with the prefix {spec.prefix}"
            yield Problem(
                table.where("enum"),
                "enum-name",
                message,
                f"write {spec.prefix}{table.enum}",
            )


def empty_spec(spec: Spec) -> Iterator[Problem]:
    """Without a source or a table there is nothing to write."""
    for key, values in (("sources", spec.sources), ("tables", spec.tables)):
        if not values:
            yield Problem(
                spec.where(key),
                "empty-list",
                f"{key} lists nothing",
                "add the first one",
            )
    for table in spec.tables:
        if not table.codes and spec.whole:
            message = f"table {table.enum} has no codes"
            yield Problem(
                table.where("codes"), "empty-list", message, "add the first one"
            )


def error_keys(spec: Spec) -> Iterator[Problem]:
    """An error says what to do, what kind it is and whether to retry."""
    for entry in errors(spec):
        for key in ERROR_KEYS:
            if key not in entry.keys:
                message = f"{entry.name} lacks the key {key!r}"
                hint = "an error has a remedy, a category and a retry"
                yield Problem(entry.at, "missing-key", message, hint)


def success_keys(spec: Spec) -> Iterator[Problem]:
    """A success code is no error and has none of an error's fields."""
    for table, row in rows(spec):
        if is_success(table, row):
            for key in ERROR_ONLY:
                if key in row.keys:
                    message = (
                        f"code {row.code} means success, so {row.name} has no {key!r}"
                    )
                    hint = f"remove {key}, or take {row.code} out of the success codes of {table.enum}"
                    yield Problem(
                        row.where(key), "success-with-error-fields", message, hint
                    )


def twin_keys(spec: Spec) -> Iterator[Problem]:
    """A row that another stands for takes everything but its name and texts from it."""
    for table in spec.tables:
        seen: dict[str, Row] = {}
        for row in table.codes:
            if row.same_as:
                yield from _twin(table, row, seen)
            else:
                seen[row.name] = row


def _twin(table: Table, row: Row, seen: dict[str, Row]) -> Iterator[Problem]:
    first = seen.get(row.same_as)
    if first is None or first.code != row.code:
        message = (
            f"{row.same_as} is no earlier row of {table.enum} with code {row.code}"
        )
        yield Problem(row.where("same_as"), "same-as", message, near(row.same_as, seen))
    for key in row.keys:
        if key not in TWIN_KEYS:
            message = f"{row.name} takes {key!r} from {row.same_as}"
            yield Problem(row.where(key), "same-as", message, f"remove {key}")


def ranges(spec: Spec) -> Iterator[Problem]:
    """Ranges run upwards, do not overlap, and belong to tables of numbers."""
    for table in spec.tables:
        for index, each in enumerate(table.ranges):
            if table.type != "int":
                message = "a table of words has no ranges"
                yield Problem(
                    each.at, "range-type", message, "write a row for each code"
                )
            if each.first > each.last:
                message = (
                    f"the range ends at {each.last}, before it starts at {each.first}"
                )
                yield Problem(each.where("to"), "range-order", message, "swap the two")
            for other in table.ranges[:index]:
                if each.first <= other.last and other.first <= each.last:
                    yield _overlap(each, other)
            yield from _success_in(table, each)


def _overlap(each: Range, other: Range) -> Problem:
    message = f"{each.name} overlaps {other.name} (line {other.at.line})"
    hint = f"{other.name} has {other.first} to {other.last}"
    return Problem(each.where("from"), "range-overlap", message, hint)


def _success_in(table: Table, each: Range) -> Iterator[Problem]:
    for code in table.success:
        if isinstance(code, int) and each.first <= code <= each.last:
            message = (
                f"code {code} means success, but {each.name} takes it for an error"
            )
            hint = f"take {code} out of the range or out of the success codes"
            yield Problem(
                each.where("from"), "success-with-error-fields", message, hint
            )


def kinds(spec: Spec) -> Iterator[Problem]:
    """A category is one of the kinds."""
    for entry in errors(spec):
        if entry.category not in KINDS and "category" in entry.keys:
            message = f"{entry.category!r} is no kind"
            hint = near(entry.category, KINDS) or f"one of {', '.join(KINDS)}"
            yield Problem(entry.where("category"), "unknown-kind", message, hint)


def retries(spec: Spec) -> Iterator[Problem]:
    """A retry that is not what the kind leads one to expect says why."""
    for entry in errors(spec):
        kind = KINDS.get(entry.category)
        if kind is None or entry.retry is None or entry.retry_note:
            continue
        if entry.retry.retryable and kind.retries is Retries.NO:
            message = f"{entry.category} is not retried, but {entry.name} is"
        elif not entry.retry.retryable and kind.retries is Retries.YES:
            message = f"{entry.category} is retried, but {entry.name} is not"
        else:
            continue
        yield Problem(
            entry.where("retry"),
            "retry-kind",
            message,
            "say why in `retry_note`, or change one",
        )


def summaries(spec: Spec) -> Iterator[Problem]:
    """A summary is one sentence, in each language."""
    for entry in spec.entries():
        yield from _sentence(entry, "summary", entry.summary)
        for text in entry.texts.values():
            yield from _sentence(text, "summary", text.summary)


def _sentence(model: Entry | Texts, key: str, text: str) -> Iterator[Problem]:
    at = model.where(key)
    if not text.strip():
        yield Problem(
            at,
            "summary-empty",
            "the summary is empty",
            "say what happened, in one sentence",
        )
    elif SENTENCE_BREAK.search(text.strip()):
        hint = "keep the first sentence; the rest belongs to `remedy` or `note`"
        yield Problem(
            at, "summary-sentence", "the summary is more than one sentence", hint
        )
    elif not SENTENCE_END.search(text.strip()[-2:]):
        yield Problem(
            at, "summary-sentence", "the summary does not end in a full stop", "add it"
        )


def remedies(spec: Spec) -> Iterator[Problem]:
    """An error's remedy says something, in each language that it has."""
    for entry in errors(spec):
        if "remedy" in entry.keys and not entry.remedy.strip():
            yield Problem(
                entry.where("remedy"),
                "remedy-empty",
                "the remedy is empty",
                "say what to do",
            )
        for language, text in entry.texts.items():
            if not text.remedy.strip():
                message = f"{entry.name} has no remedy in {language}"
                yield Problem(text.at, "remedy-empty", message, "say what to do")


def sources(spec: Spec) -> Iterator[Problem]:
    """Sources have ids of their own, and rows name one of them."""
    seen: dict[str, int] = {}
    for each in spec.sources:
        line = seen.setdefault(each.id, each.at.line)
        if line != each.at.line:
            message = f"source {each.id} is already in line {line}"
            yield Problem(
                each.where("id"), "duplicate-source", message, "give it another id"
            )
    for entry in spec.entries():
        if entry.source and entry.source not in seen:
            message = f"there is no source {entry.source}"
            yield Problem(
                entry.where("source"),
                "unknown-source",
                message,
                near(entry.source, seen),
            )


def by_status(spec: Spec) -> Iterator[Problem]:
    """At most one row of a table stands for an HTTP status."""
    for table in spec.tables:
        seen: dict[int, Row] = {}
        for row in table.codes:
            if not row.by_status:
                continue
            if row.http_status is None:
                message = f"{row.name} says by_status, but not which http_status"
                yield Problem(
                    row.where("by_status"), "by-status", message, "add `http_status`"
                )
                continue
            first = seen.setdefault(row.http_status, row)
            if first is not row:
                message = f"{first.name} stands for HTTP {row.http_status} already"
                yield Problem(
                    row.where("by_status"),
                    "by-status",
                    message,
                    "leave it to one of them",
                )


def success_rows(spec: Spec) -> Iterator[Problem]:
    """A code of success is listed once."""
    for table in spec.tables:
        for code, raw in zip(table.success, table.raw_success, strict=False):
            if table.success.count(code) > 1:
                yield Problem(
                    raw.at,
                    "duplicate-code",
                    f"success lists {code} twice",
                    "remove one",
                )


def parts(spec: Spec) -> Iterator[tuple[Reply, Part]]:
    """Every reader of failed parts with its rule."""
    for reply in spec.replies:
        for part in reply.failures:
            yield reply, part


def reply_rules(spec: Spec) -> Iterator[Problem]:
    """A rule reads one thing in one way, and what yields a code names its table."""
    if not spec.replies:
        message, hint = (
            "no rule says how a reply is read",
            "add `replies: [{code: …, table: …}]`",
        )
        yield Problem(spec.at, "reply-missing", message, hint)
    for reply in spec.replies:
        ways = [name for name in ("code", "success", "failed") if name in reply.keys]
        if len(ways) > 1 or not (ways or reply.failures):
            message = "a reply is read by one of code, success, failed or failures"
            yield Problem(reply.at, "reply-shape", message, "write one rule for each")
        if reply.code is not None and not reply.table:
            message, hint = "the rule reads a code but names no table", "add `table: …`"
            yield Problem(reply.where("code"), "reply-table", message, hint)
        if len(reply.success) > 1:
            message = "a success is told by one path"
            yield Problem(
                reply.where("success"),
                "reply-shape",
                message,
                "write one rule for each",
            )
        yield from _tables(spec, reply, reply.table)
    for reply, part in parts(spec):
        yield from _part(spec, reply, part)


def _tables(
    spec: Spec, model: Reply | Part, names: tuple[str, ...]
) -> Iterator[Problem]:
    enums = [table.enum for table in spec.tables]
    for name in names:
        if name not in enums:
            message = f"there is no table {name}"
            yield Problem(
                model.where("table"), "unknown-table", message, near(name, enums)
            )


def _part(spec: Spec, reply: Reply, part: Part) -> Iterator[Problem]:
    ways = [name for name in ("each", "keyed", "items") if name in part.keys]
    if len(ways) != 1:
        message = "failed parts are read by one of each, keyed or items"
        yield Problem(part.at, "reply-shape", message, "write one entry for each")
    if reply.code is None and part.each is None:
        message = "a rule without `code` reads its parts with `each`"
        yield Problem(
            part.at, "reply-shape", message, "add `code` and `table` to the rule"
        )
    if part.each is not None and part.code is None:
        yield Problem(
            part.at, "reply-shape", "each object needs a code", "add `code: …`"
        )
    if (part.each is not None or part.keyed is not None) and not part.table:
        yield Problem(
            part.at,
            "reply-table",
            "the codes of the parts have no table",
            "add `table: …`",
        )
    if part.items is not None and part.error not in [
        entry.name for entry in spec.uncoded
    ]:
        message = (
            f"there is no uncoded error {part.error}"
            if part.error
            else "the items have no error"
        )
        names = [entry.name for entry in spec.uncoded]
        hint = near(part.error, names) or "name one of `uncoded`"
        yield Problem(part.where("error"), "unknown-error", message, hint)
    yield from _tables(spec, part, part.table)


def status_table(spec: Spec) -> Iterator[Problem]:
    """The table of HTTP statuses exists and holds numbers."""
    if spec.statuses:
        table = next(
            (table for table in spec.tables if table.enum == spec.statuses), None
        )
        if table is None:
            message = f"there is no table {spec.statuses}"
            hint = near(spec.statuses, [table.enum for table in spec.tables])
            yield Problem(spec.where("statuses"), "unknown-table", message, hint)
        elif table.type != "int":
            message = "HTTP statuses are numbers"
            yield Problem(
                spec.where("statuses"),
                "wrong-type",
                message,
                f"make {table.enum} an int table",
            )


def uncoded_used(spec: Spec) -> Iterator[Problem]:
    """An error without a code is one that a reply lists."""
    used = {part.error for _, part in parts(spec)}
    for entry in spec.uncoded:
        if entry.name not in used:
            message = f"no rule of `replies` makes {entry.name}"
            yield Problem(
                entry.where("name"),
                "unused-error",
                message,
                "name it in `error`, or remove it",
            )


RULES: Final[tuple[Callable[[Spec], Iterator[Problem]], ...]] = (
    duplicate_code,
    duplicate_spelling,
    spelling_type,
    duplicate_name,
    class_clash,
    enum_name,
    empty_spec,
    error_keys,
    success_keys,
    ranges,
    kinds,
    retries,
    summaries,
    remedies,
    by_status,
    success_rows,
)

WHOLE_RULES: Final[tuple[Callable[[Spec], Iterator[Problem]], ...]] = (
    twin_keys,
    sources,
    reply_rules,
    status_table,
    uncoded_used,
)
