"""What the tests of the SDK share: the providers."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from provider_errors import PROVIDERS

if TYPE_CHECKING:
    from types import ModuleType


@pytest.fixture(params=PROVIDERS)
def provider(request: pytest.FixtureRequest) -> str:
    """The name of each provider's module."""
    name: str = request.param
    return name


@pytest.fixture
def module(provider: str) -> ModuleType:
    """The module of each provider."""
    return import_module(f"provider_errors.{provider}")
