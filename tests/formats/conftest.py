"""What the tests of formats share: one package with a module for each API."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from errsmith.cli.dispatch import main

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

HERE = Path(__file__).parent
PACKAGE = "format_errors"


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """One package with a module for each API."""
    folder = tmp_path_factory.mktemp("formats")
    specs = str(HERE / "specs")
    assert main(["gen", "-o", str(folder), "--package", PACKAGE, specs]) == 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(folder), *sys.path])
        yield import_module(PACKAGE)
    for name in [name for name in sys.modules if name.startswith(PACKAGE)]:
        del sys.modules[name]
