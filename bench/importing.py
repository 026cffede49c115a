"""What an import costs in a new process."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, field
from importlib import import_module
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench.figures import Figure, number, seconds
from bench.peers import PEERS
from bench.places import GENERATED, SITE, last_line
from bench.results import Aim, Group, Row, not_measured

if TYPE_CHECKING:
    from bench.peers import Peer
    from bench.results import Effort

LONE: Final = Path(__file__).with_name("lone.py")
PACKAGE: Final = "provider_errors"
PROVIDER: Final = "provider_errors.zalo"
MANY: Final = 1_000
LIMIT: Final = 35e-6
"""Seconds for a code."""

ABOUT: Final = """\
A new process, `python -I -S`, with bytecode cached; ratios are per class, to one of zalo. Peers are
loaded without the rest of their packages. "Its own" is without what it imports from elsewhere."""


@dataclass
class Subject:
    """A module to import, and what was seen."""

    name: str
    module: str
    folder: Path
    shells: str = ""
    blanks: str = ""
    classes: int = 0
    memory: int = 0
    foreign: list[str] = field(default_factory=list[str])
    modules: int = 0
    whole: list[float] = field(default_factory=list[float])
    own: list[float] = field(default_factory=list[float])
    used: list[float] = field(default_factory=list[float])

    def run(self, how: str, before: str = "") -> tuple[str, list[str]]:
        """Return what `lone.py` prints: a number, and the modules that were added."""
        place = [str(LONE), str(self.folder), how, self.module]
        done = subprocess.run(
            [sys.executable, "-I", "-S", *place, self.shells, self.blanks, before],
            capture_output=True,
            text=True,
            check=True,
        )
        first, second = done.stdout.splitlines()[-2:]
        return first, second.split()

    def look(self) -> None:
        """Find what does not differ from run to run, and fill the cache of bytecode."""
        self.run("time")
        self.classes = int(self.run("classes")[0])
        memory, names = self.run("memory")
        self.memory, self.modules = int(memory), len(names)
        top = self.module.partition(".")[0]
        self.foreign = [name for name in names if name.partition(".")[0] != top]

    def take(self) -> None:
        """Time it once in each way."""
        self.whole.append(float(self.run("time")[0]))
        self.own.append(float(self.run("time", ",".join(self.foreign))[0]))
        if self.folder != SITE and self.module != PACKAGE and "," not in self.module:
            self.used.append(float(self.run("touch")[0]))

    def row(self, ours: Subject) -> Row:
        """Return the line of the table, beside ours."""
        whole, own = Figure(tuple(self.whole)), Figure(tuple(self.own))
        each = whole.per(self.classes)
        parts = [seconds(whole.middle), f"{seconds(own.middle)} its own"]
        if self.used:
            used = Figure(tuple(self.used))
            parts.append(f"{seconds(used.middle)} every name used")
        parts.append(f"{self.classes:,} classes")
        return Row(self.name, ", ".join(parts), each.over(ours.each), "a class of zalo")

    @property
    def each(self) -> Figure:
        """Time per class."""
        return Figure(tuple(self.whole)).per(self.classes)


def measure(effort: Effort, tables: dict[int, Path]) -> Group:
    """Ours and the peers', in turn; `tables` has the folders of generated packages by codes."""
    group = Group("Import", ABOUT)
    ours = Subject(PROVIDER, PROVIDER, GENERATED)
    providers: tuple[str, ...] = import_module(PACKAGE).PROVIDERS
    every = ",".join(f"{PACKAGE}.{provider}" for provider in providers)
    subjects = [
        Subject(PACKAGE, PACKAGE, GENERATED),
        ours,
        Subject(f"all {len(providers)} providers", every, GENERATED),
    ]
    subjects += [
        Subject(f"a table of {codes:,} codes", "acme_errors.acme", folder)
        for codes, folder in tables.items()
    ]
    missing: dict[str, str] = {}
    for peer in PEERS:
        try:
            subjects.append(_subject(peer))
        except PackageNotFoundError:
            missing[peer.name] = "it is not installed"
    for subject in list(subjects):
        try:
            subject.look()
        except (subprocess.CalledProcessError, ValueError) as error:
            missing[subject.name] = last_line(error)
            subjects.remove(subject)
    for _ in range(effort.imports):
        for subject in subjects:
            subject.take()
    group.rows += [subject.row(ours) for subject in subjects]
    group.rows += [not_measured(name, why) for name, why in missing.items()]
    group.aims += _aims(ours, subjects, missing)
    return group


def _aims(ours: Subject, subjects: list[Subject], missing: dict[str, str]) -> list[Aim]:
    """Beside each peer, and what the standard library is needed for."""
    aims: list[Aim] = []
    for peer in PEERS:
        what = f"A class of `{PROVIDER}` is imported sooner than one of {peer.name}"
        if peer.name in missing:
            aims.append(Aim(what, "", None))
            continue
        its = next(each for each in subjects if each.name == peer.name)
        ratio = ours.each.over(its.each).middle
        aims.append(Aim(what, f"at {number(ratio)}", ratio < 1))
    tables = [each for each in subjects if each.module == "acme_errors.acme"]
    large = [each.each.middle for each in tables if each.classes > MANY]
    if large:
        what = f"A code of a table of {MANY:,} or more is imported in under 35 µs"
        aims.append(Aim(what, f"{seconds(max(large))} at most", max(large) < LIMIT))
    enum = Subject("enum", "enum", GENERATED)
    needed = {*enum.run("time")[1], "__future__"}
    more = sorted(set(ours.foreign) - needed)
    what = "An import needs nothing but what `enum` needs"
    aims.append(Aim(what, ", ".join(more) or "nothing else", not more))
    return aims


def _subject(peer: Peer) -> Subject:
    name = f"{peer.name}"
    _ = peer.version
    shells = ",".join(f"{each}={SITE / each.replace('.', '/')}" for each in peer.shells)
    return Subject(name, peer.module, SITE, shells, ",".join(peer.blanks))
