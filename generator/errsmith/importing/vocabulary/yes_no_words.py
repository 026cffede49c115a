"""Recognise success, failure, yes and no in the cells of a page."""

from __future__ import annotations

import re
from typing import Final

from errsmith.importing.vocabulary import pattern

BEHIND: Final = r"\s*[^\w\s].*"
"""What may follow words that stand for the whole: `Success (sent)`, but not `Success rate`."""

SUCCESS: Final = re.compile(
    rf"(?:{pattern('answers', 'success')})(?P<rest>{BEHIND})?\Z",
    re.IGNORECASE | re.DOTALL,
)
SUCCESSFULLY: Final = re.compile(pattern("answers", "successfully"), re.IGNORECASE)
"""Words of success anywhere in a sentence, which say it where nothing else takes it back."""

NO_ERROR: Final = re.compile(
    rf"(?:{pattern('answers', 'no_error')})(?=(?:{BEHIND})?\Z)",
    re.IGNORECASE | re.DOTALL,
)
FAILURE: Final = re.compile(pattern("answers", "failure"), re.IGNORECASE)
TROUBLE: Final = re.compile(pattern("answers", "trouble"), re.IGNORECASE)
YES: Final = re.compile(rf"(?:{pattern('answers', 'yes')})\W*", re.IGNORECASE)
NO: Final = re.compile(rf"(?:{pattern('answers', 'no')})\W*", re.IGNORECASE)
