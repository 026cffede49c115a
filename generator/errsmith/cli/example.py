"""The example spec of `errsmith init`: there until another spec takes its place."""

from __future__ import annotations

import re
from importlib import resources
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

NAME: Final = "example.yaml"
PACKAGE: Final = "@PACKAGE@"


def template(name: str) -> str:
    """Return one of the files that `errsmith init` makes, with places for what it fills in."""
    return (resources.files("errsmith.cli") / "files" / name).read_text("utf-8")


def retire(spec: Path) -> Path | None:
    """Remove the example beside a spec, and return it; None where it is edited or not there."""
    file = spec.with_name(NAME)
    if file.name == spec.name or file.is_symlink() or not file.is_file():
        return None
    start, end = map(re.escape, template(NAME).split(PACKAGE))
    text = file.read_bytes().decode("utf-8", "replace")
    if not re.fullmatch(rf"{start}[\w.]+{end}", text):
        return None
    file.unlink()
    return file
