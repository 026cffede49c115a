"""Collect the changes found, and say what each rule means for a version and for a changelog."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Final

from errsmith.problems import printable

if TYPE_CHECKING:
    from errsmith.problems import Position


class Level(Enum):
    """The meaning of a change for code that catches."""

    BREAKING = "breaking"
    MINOR = "minor"
    PATCH = "patch"


class Heading(Enum):
    """The heading of a changelog that lists a change."""

    ADDED = "Added"
    CHANGED = "Changed"
    DEPRECATED = "Deprecated"
    REMOVED = "Removed"
    RENAMED = "Renamed"


RULES: Final = {
    "module-removed": (Level.BREAKING, Heading.REMOVED),
    "prefix-changed": (Level.BREAKING, Heading.RENAMED),
    "kind-removed": (Level.BREAKING, Heading.REMOVED),
    "base-moved": (Level.BREAKING, Heading.CHANGED),
    "enum-removed": (Level.BREAKING, Heading.REMOVED),
    "enum-renamed": (Level.BREAKING, Heading.RENAMED),
    "enum-type-changed": (Level.BREAKING, Heading.CHANGED),
    "class-removed": (Level.BREAKING, Heading.REMOVED),
    "class-renamed": (Level.BREAKING, Heading.RENAMED),
    "alias-removed": (Level.BREAKING, Heading.REMOVED),
    "member-removed": (Level.BREAKING, Heading.REMOVED),
    "member-renamed": (Level.BREAKING, Heading.RENAMED),
    "code-changed": (Level.BREAKING, Heading.CHANGED),
    "code-reassigned": (Level.BREAKING, Heading.CHANGED),
    "code-reused": (Level.BREAKING, Heading.CHANGED),
    "case-minded": (Level.BREAKING, Heading.CHANGED),
    "became-success": (Level.BREAKING, Heading.CHANGED),
    "became-error": (Level.BREAKING, Heading.CHANGED),
    "range-narrowed": (Level.BREAKING, Heading.CHANGED),
    "family-removed": (Level.BREAKING, Heading.REMOVED),
    "family-left": (Level.BREAKING, Heading.CHANGED),
    "attribute-removed": (Level.BREAKING, Heading.REMOVED),
    "attribute-changed": (Level.BREAKING, Heading.CHANGED),
    "kind-changed": (Level.BREAKING, Heading.CHANGED),
    "fault-changed": (Level.BREAKING, Heading.CHANGED),
    "retry-changed": (Level.BREAKING, Heading.CHANGED),
    "outcome-changed": (Level.BREAKING, Heading.CHANGED),
    "spelling-removed": (Level.BREAKING, Heading.REMOVED),
    "status-changed": (Level.BREAKING, Heading.CHANGED),
    "statuses-changed": (Level.BREAKING, Heading.CHANGED),
    "without-code-changed": (Level.BREAKING, Heading.CHANGED),
    "empty-body-changed": (Level.BREAKING, Heading.CHANGED),
    "reply-removed": (Level.BREAKING, Heading.REMOVED),
    "reply-changed": (Level.BREAKING, Heading.CHANGED),
    "reply-reordered": (Level.BREAKING, Heading.CHANGED),
    "reply-success-added": (Level.BREAKING, Heading.CHANGED),
    "module-added": (Level.MINOR, Heading.ADDED),
    "kind-added": (Level.MINOR, Heading.ADDED),
    "kind-refined": (Level.MINOR, Heading.CHANGED),
    "base-added": (Level.MINOR, Heading.CHANGED),
    "enum-added": (Level.MINOR, Heading.ADDED),
    "code-added": (Level.MINOR, Heading.ADDED),
    "range-added": (Level.MINOR, Heading.ADDED),
    "uncoded-added": (Level.MINOR, Heading.ADDED),
    "success-added": (Level.MINOR, Heading.ADDED),
    "family-added": (Level.MINOR, Heading.ADDED),
    "attribute-added": (Level.MINOR, Heading.ADDED),
    "alias-added": (Level.MINOR, Heading.ADDED),
    "case-ignored": (Level.MINOR, Heading.ADDED),
    "spelling-added": (Level.MINOR, Heading.ADDED),
    "status-added": (Level.MINOR, Heading.ADDED),
    "statuses-added": (Level.MINOR, Heading.ADDED),
    "language-added": (Level.MINOR, Heading.ADDED),
    "reply-added": (Level.MINOR, Heading.ADDED),
    "renamed-with-alias": (Level.MINOR, Heading.RENAMED),
    "range-widened": (Level.MINOR, Heading.CHANGED),
    "wait-changed": (Level.MINOR, Heading.CHANGED),
    "deprecated": (Level.MINOR, Heading.DEPRECATED),
    "no-longer-deprecated": (Level.MINOR, Heading.CHANGED),
    "language-removed": (Level.MINOR, Heading.REMOVED),
    "text-changed": (Level.PATCH, Heading.CHANGED),
}
"""What each rule means for the version, and where a changelog lists it."""

ORDER: Final = {level: index for index, level in enumerate(Level)}


@dataclass(frozen=True)
class Finding:
    """One change: where it stands, by which rule, of which provider, in words."""

    at: Position
    rule: str
    title: str
    message: str
    hint: str = ""

    @property
    def level(self) -> Level:
        """Return what the change means for code that catches."""
        return RULES[self.rule][0]

    @property
    def heading(self) -> Heading:
        """Return where a changelog lists it."""
        return RULES[self.rule][1]

    @property
    def order(self) -> tuple[int, Position, str, str]:
        """Return the sort key: what breaks first, then place after place."""
        return ORDER[self.level], self.at, self.rule, self.message

    def __str__(self) -> str:
        """`path:line:column: breaking: message [rule]`, with the hint on a line of its own."""
        line = f"{self.at}: {self.level.value}: {printable(self.message)} [{self.rule}]"
        return f"{line}\n  hint: {printable(self.hint)}" if self.hint else line


@dataclass
class Findings:
    """Collects what is found in the module of one provider."""

    title: str
    findings: list[Finding] = field(default_factory=list[Finding])

    def add(self, at: Position, rule: str, message: str, hint: str = "") -> None:
        """Note a change."""
        self.findings.append(Finding(at, rule, self.title, message, hint))
