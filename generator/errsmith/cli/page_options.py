"""Options of commands that read a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from errsmith.importing import format_detection
from errsmith.importing.vocabulary import column_titles

if TYPE_CHECKING:
    import argparse


def add_page_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options that say how to read a page."""
    add = parser.add_argument
    formats = sorted(format_detection.READERS)
    add("--format", choices=formats, help="format of the page (default: recognised)")
    about = (
        "encoding of the page: cp1251, gb18030 (default: as declared, else detected)"
    )
    add("--encoding", metavar="NAME", help=about)
    roles = ", ".join(column_titles.ROLES)
    about = f"columns by title or number: code=1,message=Text; the roles are {roles}"
    add("--columns", metavar="ROLE=COLUMN,…", help=about)
    about = "what tells errors apart: their codes (default), or their messages"
    add("--identity", choices=("code", "message"), help=about)
    about = "only the tables with this text in a heading above or in a title"
    add("--only", metavar="TEXT", help=about)
    about = "header for a page behind a login: 'Cookie: session=…'; it is shown nowhere"
    add("--header", metavar="HEADER", action="append", default=[], help=about)
