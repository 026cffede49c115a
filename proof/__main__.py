"""Run the proof: make each package, compare each lookup, and print the figures."""

from __future__ import annotations

import argparse
import contextlib
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from proof import (
    kafka_brokers,
    postgresql,
    tables,
    telegram_pyrogram,
    telegram_telethon,
)
from proof.package import Made, make

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proof.comparison import Comparison

TELETHON: Final = "telethon_generator/data/errors.csv of Telethon 1.37.0"
KAFKA: Final = "39/generated/protocol_errors.html of Kafka's site"


@dataclass(frozen=True)
class Proof:
    """A table, the package of it, and what others say of its codes."""

    table: str
    rows: int
    made: Made
    comparisons: list[Comparison]

    @property
    def holds(self) -> bool:
        """Return whether all rows are there, types are right, and differences have reasons."""
        lost = self.rows != self.made.read or self.made.read != self.made.understood
        open_ends = any(each.unexplained or each.stale for each in self.comparisons)
        whole = not (lost or self.made.without_class)
        return self.made.typed and whole and not open_ends


def main() -> int:
    """Prove what the arguments allow; 0 where all of it holds."""
    parser = argparse.ArgumentParser(prog="proof", description=__doc__)
    parser.add_argument("--telethon", type=Path, help=TELETHON)
    parser.add_argument("--kafka", type=Path, help=KAFKA)
    options = parser.parse_args()
    try:
        telethon = tables.given(options.telethon, "--telethon", TELETHON).resolve()
        kafka = tables.given(options.kafka, "--kafka", KAFKA).resolve()
    except tables.Missing as error:
        print(f"proof: {error}")
        return 2
    proofs = list(_proofs(telethon, kafka))
    for lines in (_figures(proofs), _differences(proofs)):
        print(*lines, sep="\n")
    return 0 if all(each.holds for each in proofs) else 1


def _proofs(telethon: Path, kafka: Path) -> Iterator[Proof]:
    """Yield each table with what it proves, made in a folder that is gone afterwards."""
    errcodes = tables.errcodes().resolve()
    pyrogram = tables.pyrogram()
    with tempfile.TemporaryDirectory() as name, contextlib.chdir(name):
        folder = Path(name)
        made = make(errcodes, "postgres", folder)
        found = list(postgresql.compare(made))
        yield Proof("PostgreSQL `errcodes.txt`", postgresql.rows(errcodes), made, found)
        made = make(telethon, "telethon", folder)
        found = list(telegram_telethon.compare(made, telethon))
        yield Proof(
            "Telethon `errors.csv`", telegram_telethon.rows(telethon), made, found
        )
        joined = folder / "pyrogram.tsv"
        joined.write_text(telegram_pyrogram.one_table(pyrogram), "utf-8")
        made = make(joined, "pyrogram", folder)
        found = list(telegram_pyrogram.compare(made, pyrogram))
        rows = len(telegram_pyrogram.rows(pyrogram))
        yield Proof("Pyrogram's 8 TSV files", rows, made, found)
        made = make(kafka, "kafka", folder)
        found = list(kafka_brokers.compare(made))
        yield Proof("Kafka's protocol errors", kafka_brokers.rows(kafka), made, found)


def _figures(proofs: list[Proof]) -> Iterator[str]:
    yield "| table | rows | understood | classes | families | parameters | import | gen | typed |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    for each in proofs:
        made = each.made
        cells = (
            each.table,
            each.rows,
            made.understood,
            made.classes,
            made.families,
            made.parameters,
            f"{made.imported_in:.1f} s",
            f"{made.generated_in:.1f} s",
            "clean" if made.typed else "NOT CLEAN",
        )
        yield f"| {' | '.join(map(str, cells))} |"
    yield ""
    yield "| peer | codes | checks | codes that agree | differ with a reason | unexplained |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for done in (done for each in proofs for done in each.comparisons):
        differ = len(done.differing)
        unexplained = len({each.code for each in done.unexplained})
        codes = len(done.codes)
        counts = (codes, done.checks, codes - differ, differ - unexplained, unexplained)
        yield f"| {done.peer} | {' | '.join(map(str, counts))} |"


def _differences(proofs: list[Proof]) -> Iterator[str]:
    for done in (done for each in proofs for done in each.comparisons):
        yield ""
        yield f"{done.peer}:"
        for each in done.differences:
            reason = done.reasons.get(each.key, "NO REASON")
            yield f"  {each.code} {each.aspect}: ours {each.ours}, theirs {each.theirs} - {reason}"
        for aspect, code in done.stale:
            yield f"  {code} {aspect}: NOT NEEDED ANY MORE - {done.reasons[aspect, code]}"


if __name__ == "__main__":
    sys.exit(main())
