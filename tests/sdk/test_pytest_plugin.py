"""The fixture that pytest finds by itself, and that packages of others name."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import httpx
import pytest
from provider_errors import zalo
from provider_errors.testing import reply

if TYPE_CHECKING:
    from pathlib import Path

    from provider_errors.testing import Server


def test_the_fixture_is_a_server_that_answers(provider_server: Server) -> None:
    provider_server.add(reply(zalo.ZaloOutOfQuota))

    with pytest.raises(zalo.ZaloOutOfQuota):
        zalo.raise_for_response(httpx.post(f"{provider_server.url}/send"))
    assert [each.path for each in provider_server.requests] == ["/send"]


CONFTEST = 'pytest_plugins = ["provider_errors.pytest_plugin"]\n'
TEST = """
import sys

LOADED = sorted(sys.modules)


def test_started(provider_server):
    assert provider_server.url.startswith("http://127.0.0.1:")


def test_nothing_was_loaded_for_it():
    from provider_errors import PROVIDERS

    loaded = {name.rpartition(".")[2] for name in LOADED if "provider_errors" in name}
    assert not loaded & {*PROVIDERS, "testing", "_server"}
"""


@pytest.mark.parametrize("named", [False, True], ids=["found", "named"])
def test_pytest_has_it_without_loading_a_provider(
    tmp_path: Path,
    named: bool,  # noqa: FBT001 - a parameter of pytest
) -> None:
    (tmp_path / "test_it.py").write_text(TEST)
    if named:
        (tmp_path / "conftest.py").write_text(CONFTEST)
    off = ["-p", "no:provider_errors"] if named else []
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *off],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert "2 passed" in done.stdout, done.stdout
