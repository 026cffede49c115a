"""Recognise the titles of columns, and headings that announce error codes."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from errsmith.importing import vocabulary

ROLES: Final = ("code", "name", "message", "description", "status", "remedy", "retry")
"""Roles of columns."""

PARTS: Final = tuple(
    (role, re.compile(vocabulary.pattern("column_title_parts", role)))
    for role in vocabulary.keys("column_title_parts")
)
"""Parts of longer titles, and the roles that they tell."""

ABOUT_ERRORS: Final = re.compile(
    vocabulary.pattern("headings", "errors"), re.IGNORECASE
)
OTHER_PAGES: Final = re.compile(
    vocabulary.pattern("headings", "elsewhere"), re.IGNORECASE
)
SOMETHING_ELSE: Final = frozenset(vocabulary.words("column_titles", "something_else"))
OF_DEPRECATION: Final = frozenset(vocabulary.words("column_titles", "deprecated"))
OF_A_LANGUAGE: Final = re.compile(
    r"(?:\A|\s)(?:ar|cn|de|es|fr|id|it|ja|jp|ko|kr|pt|ru|th|tr|tw|vi|vn|zh)(?:\s(?:br|cn|hans|hant|hk|jp|kr|tw|vn))?\Z"
)
LONGEST_TITLE: Final = 60
LONGEST_HEADING: Final = 300


def words(title: str) -> str:
    """Return a title as words: `errorCode` and `Error_Code:` are `error code`."""
    title = unicodedata.normalize("NFC", title[: LONGEST_TITLE * 2])
    title = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", title)
    return " ".join(re.sub(r"[\W_]+", " ", title).split()).casefold()


ROLE_OF: Final = {
    words(title): role
    for role in ROLES
    for title in vocabulary.words("column_titles", role)
}


def role(title: str) -> str:
    """Return the role of a column with this title; empty where the title does not tell."""
    said = words(title)
    if not said or len(said) > LONGEST_TITLE:
        return ""
    if said in ROLE_OF:
        return ROLE_OF[said]
    return next((role for role, part in PARTS if part.search(said)), "")


def is_title(text: str) -> bool:
    """Return whether a cell is the title of a column and nothing else."""
    return words(text) in ROLE_OF and len(text) <= LONGEST_TITLE


def about_something_else(title: str) -> bool:
    """Return whether the title of a column is that of settings, states or requirements."""
    return words(title) in SOMETHING_ELSE


def of_deprecation(title: str) -> bool:
    """Return whether a column says which codes are no longer used, or since when."""
    return words(title) in OF_DEPRECATION


def of_a_language(title: str) -> bool:
    """Return whether a title ends with the short name of a language: `text_vi`, `zh_CN`."""
    return OF_A_LANGUAGE.search(words(title)) is not None


def about_other_pages(text: str) -> bool:
    """Return whether a heading is that of a list of other pages."""
    return bool(OTHER_PAGES.fullmatch(text.strip(" :")))


def about_errors(text: str) -> bool:
    """Return whether a heading or title announces error codes."""
    return bool(ABOUT_ERRORS.search(text[:LONGEST_HEADING]))
