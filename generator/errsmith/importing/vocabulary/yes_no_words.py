"""Recognise success, failure, yes and no in the cells of a page."""

from __future__ import annotations

import re
from typing import Final

from errsmith.importing.vocabulary import pattern

SUCCESS: Final = re.compile(
    rf"(?:{pattern('answers', 'success')})(?:\W.*)?\Z", re.IGNORECASE | re.DOTALL
)
FAILURE: Final = re.compile(pattern("answers", "failure"), re.IGNORECASE)
TROUBLE: Final = re.compile(pattern("answers", "trouble"), re.IGNORECASE)
YES: Final = re.compile(rf"(?:{pattern('answers', 'yes')})\W*", re.IGNORECASE)
NO: Final = re.compile(rf"(?:{pattern('answers', 'no')})\W*", re.IGNORECASE)
