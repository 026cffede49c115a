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
PLACES: Final = {page: path for path, page in SOURCES.items()}


def fitted(markdown: str, page: str) -> str:
    """Return a page with links to other files of the repository as links within the site."""
    folder = posixpath.dirname(PLACES.get(page, f"docs/{page}"))

    def fit(found: re.Match[str]) -> str:
        text, target, anchor = found[1], found[2], found[3] or ""
        path = posixpath.normpath(posixpath.join(folder, target))
        if path in LEFT_OUT:
            return text
        place = SOURCES.get(path, path.removeprefix("docs/"))
        return f"[{text}]({posixpath.relpath(place, posixpath.dirname(page))}{anchor})"

    return LINK.sub(fit, markdown)
