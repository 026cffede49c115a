"""The words of each language: what is added to a file is found, what is mistyped is told."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

import pytest
from errsmith.importing import vocabulary
from errsmith.importing.vocabulary import column_titles
from errsmith.spec.kinds import KINDS

LANGUAGES: Final = vocabulary.languages()
ENGLISH: Final = LANGUAGES[vocabulary.FIRST_LANGUAGE]
LISTS: Final = [
    (language, section, key)
    for language, sections in LANGUAGES.items()
    for section, lists in sections.items()
    for key, words in lists.items()
    if isinstance(words, list)
]


def test_there_is_a_file_for_each_language() -> None:
    assert {"en.toml", "vi.toml", "zh.toml", "ja.toml", "ko.toml"} < set(LANGUAGES)
    assert {"ru.toml", "es.toml", "pt.toml", "fr.toml", "de.toml"} < set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_no_list_that_nothing_reads(language: str) -> None:
    for section, lists in LANGUAGES[language].items():
        unknown = set(lists) - set(ENGLISH[section])
        assert section == "letters" or not unknown


@pytest.mark.parametrize(("language", "section", "key"), LISTS)
def test_each_word_is_a_pattern_that_matches_something(
    language: str, section: str, key: str
) -> None:
    for word in LANGUAGES[language][section][key]:
        assert re.compile(word).fullmatch("") is None
        assert word == word.strip() or word.endswith(r"\b") or word == "db "


def test_a_title_stands_for_one_role() -> None:
    titles = Counter(
        column_titles.words(title)
        for role in column_titles.ROLES
        for title in vocabulary.words("column_titles", role)
    )

    assert [title for title, count in titles.items() if count > 1] == []


@pytest.mark.parametrize("role", column_titles.ROLES)
def test_each_title_is_found_however_it_is_written(role: str) -> None:
    for title in vocabulary.words("column_titles", role):
        assert column_titles.role(title) == role
        assert column_titles.role(f" {title.capitalize()}:") == role


def test_the_kinds_of_the_first_language_are_all_kinds() -> None:
    assert set(ENGLISH["kinds"]) == set(ENGLISH["remedies"]) == set(KINDS)
