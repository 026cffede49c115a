"""A fixture of pytest: a local server that answers as a provider would.

For the SDK, pytest finds it by itself. Of any other package, in the top `conftest.py`:

    pytest_plugins = ["<this package>.pytest_plugin"]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._server import Server


@pytest.fixture
def provider_server() -> Iterator[Server]:
    """Yield a running server that answers with what it is given: `provider_server.add(reply)`."""
    from .testing import serve

    with serve() as server:
        yield server
