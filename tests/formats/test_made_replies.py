"""Replies made for tests, in the formats of many APIs."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

LEAST = 0.98
"""Of all classes; of the rest, a reply cannot say the class."""


def classes_of(package: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each module with each class that it may raise."""
    for name in package.PROVIDERS:
        module: Any = import_module(f"{package.__name__}.{name}")
        for public in module.__all__:
            found = getattr(module, public)
            error = isinstance(found, type) and issubclass(found, package.ProviderError)
            group = error and issubclass(found, package.ProviderErrorGroup)
            if error and not group and found is not module._CATALOG.base:  # noqa: SLF001 - the base has no public name
                yield module, found


def reads_back(package: Any, testing: Any, module: Any, cls: Any) -> bool:
    try:
        made = testing.reply(cls)
    except ValueError:
        return False
    error = module.error_from_reply(
        made.content, http_status=made.status, headers=made.headers
    )
    return [type(each) for each in package.errors_of(error)] == [cls]


def test_nearly_every_class_has_a_reply(package: ModuleType) -> None:
    testing = import_module(f"{package.__name__}.testing")

    found = [
        reads_back(package, testing, module, cls) for module, cls in classes_of(package)
    ]

    assert sum(found) / len(found) >= LEAST


def test_every_api_has_a_success(package: Any) -> None:
    testing = import_module(f"{package.__name__}.testing")

    for name in package.PROVIDERS:
        module = import_module(f"{package.__name__}.{name}")
        made = testing.success(module)
        error = module.error_from_reply(
            made.content, http_status=made.status, headers=made.headers
        )
        assert error is None, name
