"""What the fuzzer starts from and what it has found keeps every promise, without the fuzzer."""

from __future__ import annotations

import pytest

from fuzz import replies, seeds, specs

CHECKS = {"replies": replies.check, "specs": specs.check}


@pytest.mark.parametrize("target", CHECKS)
def test_every_seed_and_find_keeps_the_promises(target: str) -> None:
    inputs = list(seeds.of(target))

    for each in inputs:
        CHECKS[target](each)

    assert len(inputs) > 20


def test_the_words_of_the_dictionary_are_read() -> None:
    assert {"error", "illegal_tokens", "\\ud800"} <= {*replies.WORDS}
