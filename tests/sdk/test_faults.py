"""Who can fix an error is a fact of its kind."""

from __future__ import annotations

from typing import Final

import provider_errors
import pytest

FAULTS: Final = {
    "recipient": ["InvalidRecipient", "RecipientUnavailable"],
    "provider": ["ServiceUnavailable", "ProviderFault"],
    "account": [
        "AuthenticationFailed",
        "PermissionDenied",
        "AccountBlocked",
        "Misconfigured",
        "QuotaExceeded",
        "InsufficientFunds",
    ],
    "caller": [
        "InvalidRequest",
        "ContentRejected",
        "TooLarge",
        "NotFound",
        "AlreadyExists",
        "Expired",
        "RateLimited",
        "Unsupported",
    ],
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_kind_says_whose_fault_it_is(fault: str) -> None:
    said = {name: getattr(provider_errors, name).fault for name in FAULTS[fault]}

    assert said == dict.fromkeys(FAULTS[fault], fault)
