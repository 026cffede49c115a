"""Kafka's table of protocol errors, against kafka-python."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from proof.comparison import Comparison, plain, reasons

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from proof.package import Made

REASONS: Final = {
    **reasons(
        "known", "no error: ours has it as a success, which is no exception", "0"
    ),
    **reasons(
        "retry", "Kafka's table says True; kafka-python's class is not retriable", "2"
    ),
    **reasons(
        "name",
        "kafka-python has an older or a shorter name than Kafka's table",
        "-1 6 10 17 39 56",
    ),
}


def rows(table: Path) -> int:
    """Return the rows of the page below its titles."""
    return table.read_text("utf-8").count("<tr>") - 1


def compare(made: Made) -> Iterator[Comparison]:
    """Yield names and whether to retry, of every code that one of the two knows."""
    errors: Any = import_module("kafka.errors")  # kafka-python has no types
    package: Any = import_module(made.module.__package__)
    done = Comparison("kafka-python", REASONS)
    names = {
        row.code: row.name
        for table, row in made.spec.rows()
        if not table.is_success(row)
    }
    known = {code for code in errors.kafka_errors if code is not None}
    for code in sorted({*known, *names}):
        theirs = errors.kafka_errors.get(code)
        if theirs is None or code not in names:
            name = theirs.message if theirs else "unknown"
            done.check(str(code), "known", names.get(code, "unknown"), name)
            continue
        done.check(str(code), "name", plain(names[code]), plain(theirs.message))
        retried = issubclass(made.module.lookup(code), package.Retryable)
        done.check(str(code), "retry", retried, theirs.retriable)
    yield done
