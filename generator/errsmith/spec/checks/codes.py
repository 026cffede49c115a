"""Codes: each has one meaning in its table."""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING, Final

from errsmith.problems import Problem
from errsmith.spec.hints import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from errsmith.spec.model import CodeTable, Range, Row, Spec

HEXADECIMAL: Final = re.compile(r"0x[0-9a-fA-F]{1,16}")
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
"""What a row that another stands for may still say itself."""


def duplicate_code(spec: Spec) -> Iterator[Problem]:
    """Check that a code has one row, unless a second says how they differ, or that they do not."""
    for table in spec.tables:
        seen: dict[str, Row] = {}
        for row in table.codes:
            first = seen.setdefault(row.whole_code, row)
            if first is not row and not row.same_as:
                place = f"{first.name} (line {first.where('code').line})"
                message = f"code {row.whole_code} is already used by {place}"
                hint = (
                    "remove one; where both mean one thing: "
                    f"`same_as: {first.name}`; else `sub_code` or `status` tells them apart"
                )
                yield Problem(row.where("code"), "duplicate-code", message, hint)


def duplicate_success(spec: Spec) -> Iterator[Problem]:
    """Check that a code of success is listed once."""
    for table in spec.tables:
        seen: set[int | str] = set()
        for code in table.success:
            if code in seen:
                message = f"success lists {code} twice"
                at = table.where("success")
                yield Problem(at, "duplicate-code", message, "remove one")
            seen.add(code)


def duplicate_spelling(spec: Spec) -> Iterator[Problem]:
    """Refuse a further spelling that is a code or a spelling of another row."""
    for table in spec.tables:
        codes = {str(row.code): row for row in table.codes if row.second is None}
        seen: dict[str, Row] = {}
        for row in table.codes:
            for spelling in row.spellings:
                first = codes.get(spelling) or seen.get(spelling)
                if first is not None:
                    message = f"spelling {spelling} is already one of {first.name}"
                    at = row.where("spellings")
                    yield Problem(at, "duplicate-spelling", message, "remove one")
                seen[spelling] = row


def spelling_type(spec: Spec) -> Iterator[Problem]:
    """Check that a number is spelled otherwise only in hexadecimal; its digits are found anyway."""
    for _, row in spec.rows():
        code = row.code
        for word in row.spellings:
            if isinstance(code, str):
                break
            size = 2**32 if abs(code) < 2**32 else 2**64
            number = int(word, 16) if HEXADECIMAL.fullmatch(word) else None
            if number is None or number % size != code % size:
                message = f"{word} is not {code} in hexadecimal"
                hint = f"write '0x{code % size:08X}', or leave the key out"
                yield Problem(row.where("spellings"), "spelling-type", message, hint)


def folding(spec: Spec) -> Iterator[Problem]:
    """Check that only words have a case, and two codes do not differ by what is folded."""
    for table in spec.tables:
        if table.case == "any" and (table.type == "int" or table.identity == "message"):
            message = "numbers have no case"
            if table.type == "str":
                message = "a message is found in any case anyway"
            at = table.where("case")
            yield Problem(at, "case-type", message, "leave `case` out")
        if table.case != "any":
            continue
        seen: dict[str, Row] = {}
        for row in table.codes:
            for word in row.spellings:
                if word.casefold() == str(row.code).casefold():
                    message = (
                        f"{word} is {row.code} in another case, which is read anyway"
                    )
                    at = row.where("spellings")
                    yield Problem(at, "idle-key", message, "remove it")
            for word in {str(row.code), *row.spellings}:
                first = seen.setdefault(word.casefold(), row)
                if first is not row and first.code != row.code:
                    message = f"{word} is {first.code} in another case"
                    hint = "remove one, or leave `case` out"
                    at = row.where("code")
                    yield Problem(at, "duplicate-code", message, hint)


def identity(spec: Spec) -> Iterator[Problem]:
    """Check that a message that stands for a code is text."""
    for table in spec.tables:
        if table.identity == "message" and table.type != "str":
            message = "a table whose identity is the message holds text"
            at = table.where("identity")
            yield Problem(at, "identity-type", message, "write `type: str`")


def ranges(spec: Spec) -> Iterator[Problem]:
    """Check that ranges run upwards, do not overlap, and belong to tables of numbers."""
    for table in spec.tables:
        for each in table.ranges:
            if table.type != "int":
                message = "a table of words has no ranges"
                hint = "write a row for each code"
                yield Problem(each.at, "range-type", message, hint)
            if each.first > each.last:
                message = f"the range ends at {each.last}, but starts at {each.first}"
                yield Problem(each.where("to"), "range-order", message, "swap the two")
        yield from _overlaps(table)
        yield from _success_in_ranges(table)


def _overlaps(table: CodeTable) -> Iterator[Problem]:
    """Yield each range that starts before the one that reaches furthest has ended."""
    furthest: Range | None = None
    for each in sorted(table.ranges, key=lambda each: (each.first, each.at)):
        if furthest is not None and each.first <= furthest.last:
            earlier = each.at < furthest.at
            first, second = (each, furthest) if earlier else (furthest, each)
            message = f"{second.name} overlaps {first.name} (line {first.at.line})"
            hint = f"{first.name} has {first.first} to {first.last}"
            yield Problem(second.where("from"), "range-overlap", message, hint)
        if furthest is None or each.last > furthest.last:
            furthest = each


def _success_in_ranges(table: CodeTable) -> Iterator[Problem]:
    success = sorted(code for code in table.success if isinstance(code, int))
    for each in table.ranges:
        place = bisect.bisect_left(success, each.first)
        for code in success[place : place + 1]:
            if code <= each.last:
                message = f"code {code} means success, but lies in {each.name}"
                hint = "take it out of the range or out of the success codes"
                at = each.where("from")
                yield Problem(at, "success-with-error-fields", message, hint)


def by_status(spec: Spec) -> Iterator[Problem]:
    """Check that at most one row of a table stands for an HTTP status."""
    for table in spec.tables:
        seen: dict[int | None, Row] = {}
        for row in (row for row in table.codes if row.by_status):
            first = seen.setdefault(row.http_status, row)
            at = row.where("by_status")
            if row.http_status is None:
                message = f"{row.name} says by_status, but not which http_status"
                yield Problem(at, "by-status", message, "add `http_status: …`")
            elif first is not row:
                message = f"{first.name} stands for HTTP {row.http_status} already"
                yield Problem(at, "by-status", message, "leave it to one of them")
    rows = {id(row) for _, row in spec.rows()}
    for entry in spec.entries():
        if id(entry) not in rows and "by_status" in entry.keys:
            message = f"{entry.name} has no code of its own, which a status could mean"
            yield Problem(entry.where("by_status"), "by-status", message, "take it out")


def twin_keys(spec: Spec) -> Iterator[Problem]:
    """Check that a row that another stands for takes all but its name and texts from it."""
    for table in spec.tables:
        seen: dict[str, Row] = {}
        words = Words()
        for row in table.codes:
            if row.same_as:
                yield from _twin(table, row, seen, words)
            else:
                seen[row.name] = row
                words.words.append(row.name)


def _twin(
    table: CodeTable, row: Row, seen: dict[str, Row], words: Words
) -> Iterator[Problem]:
    first = seen.get(row.same_as)
    if first is None or first.code != row.code:
        message = (
            f"{row.same_as} is not an earlier row of {table.enum} with code {row.code}"
        )
        hint = words.near(row.same_as) or "name the row above that has the same code"
        yield Problem(row.where("same_as"), "same-as", message, hint)
        return
    for key in row.keys:
        if key not in TWIN_KEYS:
            message = f"{row.name} takes {key!r} from {row.same_as}"
            yield Problem(row.where(key), "same-as", message, f"remove {key}")


def empty_lists(spec: Spec) -> Iterator[Problem]:
    """Check that without a source, a table or a code there is nothing to write."""
    for key, values in (("sources", spec.sources), ("tables", spec.tables)):
        if not values and spec.whole:
            message = f"{key} lists nothing"
            yield Problem(spec.where(key), "empty-list", message, "add the first one")
    for table in spec.tables:
        if not table.codes and spec.whole:
            message = f"table {table.enum} has no codes"
            yield Problem(
                table.where("codes"), "empty-list", message, "add the first one"
            )
