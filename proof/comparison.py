"""What two lookups say of the same codes, and why where they differ."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Difference:
    """A code of which the peer says something else, or that it does not know."""

    code: str
    aspect: str
    ours: str
    theirs: str

    @property
    def key(self) -> tuple[str, str]:
        """Return what a reason is given for."""
        return self.aspect, self.code


@dataclass
class Comparison:
    """The codes that were compared with one peer, and what came of it."""

    peer: str
    reasons: Mapping[tuple[str, str], str]
    codes: set[str] = field(default_factory=set[str])
    checks: int = 0
    differences: list[Difference] = field(default_factory=list[Difference])

    def check(self, code: str, aspect: str, ours: object, theirs: object) -> None:
        """Compare what both say of one aspect of a code."""
        self.codes.add(code)
        self.checks += 1
        if ours != theirs:
            self.differences.append(Difference(code, aspect, str(ours), str(theirs)))

    @property
    def differing(self) -> set[str]:
        """Return the codes of which the two say something else."""
        return {each.code for each in self.differences}

    @property
    def unexplained(self) -> list[Difference]:
        """Return the differences without a reason."""
        return [each for each in self.differences if each.key not in self.reasons]

    @property
    def stale(self) -> list[tuple[str, str]]:
        """Return the reasons for differences that are none any more."""
        keys = {each.key for each in self.differences}
        return [key for key in self.reasons if key not in keys]


def reasons(
    aspect: str, reason: str, codes: str, separator: str | None = None
) -> dict[tuple[str, str], str]:
    """Return one reason for what some codes differ in."""
    return {(aspect, code.strip()): reason for code in codes.split(separator)}


def plain(name: str) -> str:
    """Return a name without case, underscores and a last `Error`, to compare spellings."""
    short = name.replace("_", "").lower()
    return re.sub(r"\A(?:error)+(?=.)|(?<=.)(?:error)+\Z", "", short)
