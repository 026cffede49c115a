"""Python text as black has it. Importing this loads black, which takes longer than most runs."""

from __future__ import annotations

from typing import Final

import black
from black.mode import TargetVersion

from errsmith.codegen.layout import WIDTH

MODE: Final = black.Mode(line_length=WIDTH, target_versions={TargetVersion.PY311})


def formatted(text: str) -> str:
    """The text as black has it."""
    return black.format_str(text, mode=MODE)
