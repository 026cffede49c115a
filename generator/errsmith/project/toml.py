"""Read pyproject.toml, or say where it is not TOML."""

from __future__ import annotations

import re
import tomllib
from typing import TypeGuard

from errsmith.problems import UsageError, printable


def parse_toml(data: bytes, name: str) -> dict[str, object]:
    """Return the tables of a file by its bytes. Raises UsageError with the place."""
    shown = printable(name)
    try:
        return tomllib.loads(data.decode())
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = f"byte 0x{data[error.start]:02x} is not UTF-8"
        raise UsageError(f"{shown}:{line}: {byte}; save the file as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{shown}{_place(error)}: this is not TOML") from None
    except RecursionError:
        raise UsageError(f"{shown}: arrays or tables are nested too deep") from None


def _place(error: tomllib.TOMLDecodeError) -> str:
    """Return `:LINE:COLUMN` where the parser names a place, else nothing."""
    found = re.search(r"line (\d+), column (\d+)", str(error))
    return f":{found[1]}:{found[2]}" if found else ""


def is_table(value: object) -> TypeGuard[dict[str, object]]:
    """Return whether TOML calls the value a table."""
    return isinstance(value, dict)


def is_array(value: object) -> TypeGuard[list[object]]:
    """Return whether TOML calls the value an array."""
    return isinstance(value, list)
