"""Find the single errors of an exception, and how long to wait before a retry."""

from __future__ import annotations

from ._errors import ProviderError
from ._group import ProviderErrorGroup

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


def errors_of(error: BaseException) -> tuple[ProviderError, ...]:
    """Return the single errors in an exception, however groups nest; () where there are none."""
    return tuple(_singles(error))


def _singles(error: BaseException) -> Iterator[ProviderError]:
    waiting: list[object] = [error]
    while waiting:
        each: Any = waiting.pop()
        if isinstance(each, BaseExceptionGroup):
            waiting += reversed(_inner(each))
        elif isinstance(each, ProviderError):
            yield each


def _inner(group: Any) -> tuple[object, ...]:
    exceptions: tuple[object, ...] = group.exceptions
    return exceptions


def retry_delay(
    error: BaseException,
    attempt: int = 1,
    *,
    base: float = 1.0,
    longest: float = 60.0,
    jitter: bool = True,
    idempotent: bool = True,
) -> float | None:
    """Return the seconds to wait before the next attempt; None: give up.

    `attempt` counts those that were made. The wait is at least the provider's, and grows from
    `base` seconds to at most `longest`; `jitter` takes up to half of it away, but nothing of
    the provider's. None for what sending again does not fix, for a wait longer than `longest`,
    for a group of which something went through, and, where `idempotent` is False, for a
    request that may have been carried out. Raises ValueError for an attempt below 1.
    """
    if attempt < 1:
        raise ValueError(f"attempt is {attempt!r}; the first is 1")
    errors = errors_of(error)
    if not errors or not all(each.retryable for each in errors):
        return None
    group = isinstance(error, BaseExceptionGroup)
    if group and not (isinstance(error, ProviderErrorGroup) and error.succeeded == 0):
        return None
    if not idempotent and any(each.outcome_unknown for each in errors):
        return None
    waits = [each.retry_after for each in errors]
    least = max((wait for wait in waits if wait is not None), default=0.0)
    if least > longest:
        return None
    pause = min(base * 2.0 ** min(attempt - 1, 60), longest)
    if jitter:
        from random import random

        pause *= 1 - random() / 2  # noqa: S311 - keeps no secret # nosec B311
    return max(least, pause)
