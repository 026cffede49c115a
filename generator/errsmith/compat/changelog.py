"""The changes as a section of a changelog, and its place in the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from errsmith.compat.findings import Heading, Level
from errsmith.problems import printable

if TYPE_CHECKING:
    from errsmith.compat.findings import Finding

MARKUP: Final = re.compile(r"([\\`*<>\[\]])")
FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
UNDERLINE: Final = re.compile(r" {0,3}(=+|-+)\s*")
HEADING: Final = re.compile(r" {0,3}#{1,6}(\s|\Z)")


def section(findings: list[Finding], version: str) -> str:
    """Return what changed under Added, Changed and their like, what breaks first."""
    lines = [f"## {version} - unreleased" if version[:1].isdigit() else f"## {version}"]
    for heading in Heading:
        listed = [each for each in findings if each.heading is heading]
        if listed:
            lines += [
                "",
                f"### {heading.value}",
                "",
                *dict.fromkeys(map(_line, listed)),
            ]
    return "\n".join(lines) + "\n"


def _line(finding: Finding) -> str:
    breaking = "**Breaking:** " if finding.level is Level.BREAKING else ""
    message = finding.message.removesuffix(".")
    return f"- {breaking}{_plain(finding.title)}: {_plain(message)}."


def _plain(text: str) -> str:
    """Return text that Markdown shows as it is."""
    return MARKUP.sub(r"\\\1", printable(text))


def inserted(text: str, new: str) -> str:
    """Return the changelog with a section below its first heading and what introduces it."""
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    starts = _headings(lines)
    if not starts:
        before, after = "", text
    else:
        index = starts[1] if len(starts) > 1 else len(lines)
        before, after = "".join(lines[:index]), "".join(lines[index:])
    gap = _gap(before, newline)
    body = new.replace("\n", newline)
    return before + gap + body + (newline + after if after else "")


def _gap(before: str, newline: str) -> str:
    """Return what is missing for an empty line."""
    if not before or before.endswith(newline * 2):
        return ""
    return newline if before.endswith("\n") else newline * 2


def has(text: str, version: str) -> bool:
    """Return whether a changelog has a section of a version."""
    lines = text.splitlines()
    headings = {lines[index].strip("# ").split(" ")[0] for index in _headings(lines)}
    return bool(headings & {version, f"v{version}", f"[{version}]"})


def _headings(lines: list[str]) -> list[int]:
    """Return the lines that headings start in, those inside of code left out."""
    found: list[int] = []
    fence = ""
    for index, line in enumerate(lines):
        mark = FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        elif fence:
            continue
        elif HEADING.match(line):
            found.append(index)
        elif UNDERLINE.fullmatch(line) and index and _is_text(lines[index - 1]):
            found.append(index - 1)
    return found


def _is_text(line: str) -> bool:
    return bool(line.strip()) and not HEADING.match(line) and not UNDERLINE.match(line)
