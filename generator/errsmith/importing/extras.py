"""Import the libraries of the extra `import`, which may be missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from errsmith.importing.page import CannotImport


def library(name: str) -> Any:
    """Return a module of the extra. Raises CannotImport where it is not installed."""
    try:
        return import_module(name)
    except ImportError:
        message = (
            f"reading this format needs {name.partition('.')[0]}; "
            "run: pip install 'provider-errors[import]'"
        )
        raise CannotImport(message) from None
