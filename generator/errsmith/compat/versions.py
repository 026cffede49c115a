"""The step that a version has to take, and whether it took it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from packaging.version import Version

from errsmith.compat.findings import Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from errsmith.compat.findings import Finding

STEPS: Final = {Level.BREAKING: "major", Level.MINOR: "minor", Level.PATCH: "patch"}


def worst(findings: Iterable[Finding]) -> Level | None:
    """Return the greatest of the changes, None without any."""
    levels = {finding.level for finding in findings}
    return next((level for level in Level if level in levels), None)


@dataclass(frozen=True)
class Verdict:
    """The required version, in words, and whether the new one is too small."""

    lines: tuple[str, ...]
    wrong: bool
    heading: str


def judge(level: Level | None, old: Version | None, new: Version | None) -> Verdict:
    """Hold the versions of both sides against the greatest change between them."""
    if level is None:
        lines = ("no API changes: no version bump needed",)
        return Verdict(lines, wrong=False, heading=str(new or "Unreleased"))
    if old is None:
        return _without(level, "the old specs have no version in a pyproject.toml")
    if new is None:
        return _without(level, "the new specs have no version in a pyproject.toml")
    required = step(level, old)
    bump = f"requires a {_step_name(level, old)} bump: {old} -> {required} or later"
    reason = f"{bump}{_why(level, old)}"
    if reaches(new, required):
        line = f"pyproject.toml has {new}, which is enough"
        heading = str(new) if new > old else str(required)
        return Verdict((reason, line), wrong=False, heading=heading)
    line = f"pyproject.toml has {new}: change it to {required}"
    return Verdict((reason, line), wrong=True, heading=str(required))


def _without(level: Level, reason: str) -> Verdict:
    """Return the verdict without versions: only a breaking change is wrong then."""
    lines = (f"requires a {STEPS[level]} bump; {reason} to compare with",)
    return Verdict(lines, wrong=level is Level.BREAKING, heading="Unreleased")


def _step_name(level: Level, old: Version) -> str:
    early = level is Level.BREAKING and old.major == 0 and not old.is_prerelease
    return "minor" if early else STEPS[level]


def _why(level: Level, old: Version) -> str:
    if old.is_prerelease:
        return " (nothing was promised before the release)"
    if level is Level.BREAKING and old.major == 0:
        return " (before 1.0, what breaks takes a minor bump)"
    return ""


def step(level: Level, old: Version) -> Version:
    """Return the smallest version that may follow; a pre-release may be followed by anything."""
    if old.is_prerelease:
        return old
    name = _step_name(level, old)
    major, minor, patch = old.major, old.minor, old.micro
    numbers = {
        "major": (major + 1, 0, 0),
        "minor": (major, minor + 1, 0),
        "patch": (major, minor, patch + 1),
    }[name]
    epoch = f"{old.epoch}!" if old.epoch else ""
    return Version(epoch + ".".join(map(str, numbers)))


def reaches(new: Version, required: Version) -> bool:
    """Return whether a version, or the release that it leads to, reaches the required one."""
    if required.is_prerelease:
        return new >= required
    return (new.epoch, _three(new)) >= (required.epoch, _three(required))


def _three(version: Version) -> tuple[int, int, int]:
    return version.major, version.minor, version.micro
