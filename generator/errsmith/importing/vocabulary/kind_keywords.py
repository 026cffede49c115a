"""Words and HTTP statuses that tell the kind of an error, its retry and its wait."""

from __future__ import annotations

import re
from typing import Final

from errsmith.importing.vocabulary import keys, pattern, texts, words

NO_SPACES: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Letters of languages that write words without spaces between them."""


def _beginnings(found: list[str]) -> str:
    """Return a regular expression for words where they begin; Chinese ones begin anywhere."""
    anywhere = [word for word in found if NO_SPACES.search(word)]
    bounded = [word for word in found if not NO_SPACES.search(word)]
    return "|".join([rf"(?<![^\W_])(?:{'|'.join(bounded)})", *anywhere])


KIND_PATTERNS: Final = tuple(
    (kind, re.compile(_beginnings(words("kinds", kind)), re.IGNORECASE))
    for kind in keys("kinds")
)
"""Kinds in the order in which they are looked for."""

WEAK_KINDS: Final = frozenset({"invalid_request", "provider_fault"})
"""Kinds whose words stand in texts of other kinds, too: `invalid`, `failed`."""

VAGUE_WORDS: Final = re.compile(pattern("hints", "vague"), re.IGNORECASE)
"""Words of a code that say no more than that there is an error."""

OTHER_REQUEST: Final = re.compile(pattern("hints", "other_request"), re.IGNORECASE)
"""Advice to send something else, which is no advice to send the same again."""

PROVIDER_FAILURE: Final = re.compile(
    pattern("hints", "provider_failure"), re.IGNORECASE
)
"""A failure of the provider's own, whatever else is said."""

TRY_AGAIN: Final = re.compile(pattern("hints", "try_again"), re.IGNORECASE)
INTERNAL: Final = re.compile(pattern("hints", "internal"), re.IGNORECASE)

WAITS: Final = tuple(
    (
        re.compile(
            rf"(?<![\d.])(\d{{1,{digits}}})\s*-?\s*(?:{pattern('times', unit)})\b",
            re.IGNORECASE,
        ),
        seconds,
    )
    for unit, digits, seconds in (
        ("seconds", 6, 1),
        ("minutes", 5, 60),
        ("hours", 4, 3600),
    )
)
"""Times that a text names, and the seconds of their unit."""

REMEDIES: Final = texts("remedies")
"""A sentence for each kind, where the page says nothing to do."""

KIND_OF_STATUS: Final = {
    400: "invalid_request",
    401: "authentication_failed",
    402: "insufficient_funds",
    403: "permission_denied",
    404: "not_found",
    405: "unsupported",
    406: "invalid_request",
    408: "service_unavailable",
    409: "already_exists",
    410: "not_found",
    411: "invalid_request",
    412: "invalid_request",
    413: "too_large",
    414: "too_large",
    415: "unsupported",
    416: "invalid_request",
    417: "invalid_request",
    420: "rate_limited",
    422: "invalid_request",
    423: "account_blocked",
    425: "rate_limited",
    426: "unsupported",
    428: "invalid_request",
    429: "rate_limited",
    431: "too_large",
    451: "permission_denied",
    500: "provider_fault",
    501: "unsupported",
    502: "service_unavailable",
    503: "service_unavailable",
    504: "service_unavailable",
    505: "unsupported",
}
"""Kinds by HTTP status, where no word tells more."""

TELLING_STATUSES: Final = frozenset(
    {401, 402, 404, 409, 410, 413, 420, 429, 502, 503, 504}
)
"""Statuses that say more than most words do."""
