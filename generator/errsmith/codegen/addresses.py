"""Give each entry its address in the catalogue, and each class the page that has it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from errsmith.spec.model import Spec


def entry_addresses(spec: Spec) -> dict[str, str]:
    """Return the address of each entry by its name.

    It is that of the code, for the first of several rows with one code; the others have
    their name besides. Where there is no code of its own, it is that of the name.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    rows = [row for _, row in spec.rows()]
    rows.sort(key=lambda row: row.second is not None)
    words = [(row.name, f"{row.code}") for row in rows]
    words += [(entry.name, entry.name) for entry in spec.entries()]
    for name, word in words:
        address = f"{spec.provider}-{word}"
        while name not in found and address in taken:
            address += f"-{name}"
        taken.add(found.setdefault(name, address))
    return found


def page_of(catalogue_url: str, address: str) -> str:
    """Return the page of an address in a published catalogue; empty where none is published."""
    return f"{catalogue_url}#{quote(address, safe='')}" if catalogue_url else ""
