"""Pages of the site whose text stands elsewhere in the repository, and links to them."""

from __future__ import annotations

import posixpath
import re
from typing import Final

SOURCES: Final = {
    "README.md": "index.md",
    "specs/README.md": "spec-format.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "proof/README.md": "proof.md",
}
"""Files of the repository, with the pages that they are."""

LEFT_OUT: Final = ("LICENSE", "proof/requirements.txt")
"""Files that pages link to and the site does not have: the link becomes its text."""

LINK: Final = re.compile(r"\[([^\]\n]*)\]\(([^)\s:]+?)(#[^)\s]*)?\)")
ROW: Final = re.compile(r"^\|.*\|$", re.MULTILINE)
"""A row of a table: in its code, GitHub's readers need a backslash before a bar, mkdocs none."""

CODE: Final = re.compile(r"`[^`\n]+`")
PLACES: Final = {page: path for path, page in SOURCES.items()}


def fitted(markdown: str, page: str) -> str:
    """Return a page as the site needs it: with links within the site, and plain bars in code."""
    folder = posixpath.dirname(PLACES.get(page, f"docs/{page}"))

    def fit(found: re.Match[str]) -> str:
        text, target, anchor = found[1], found[2], found[3] or ""
        path = posixpath.normpath(posixpath.join(folder, target))
        if path in LEFT_OUT:
            return text
        place = SOURCES.get(path, path.removeprefix("docs/"))
        return f"[{text}]({posixpath.relpath(place, posixpath.dirname(page))}{anchor})"

    return ROW.sub(_with_plain_bars, LINK.sub(fit, markdown))


def _with_plain_bars(row: re.Match[str]) -> str:
    return CODE.sub(lambda code: code[0].replace("\\|", "|"), row[0])
