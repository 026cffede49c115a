"""The one error of an import."""

from __future__ import annotations


class CannotImport(Exception):
    """A page cannot be read at all; the message says why and what to do."""
