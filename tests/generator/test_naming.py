"""Names that a module needs for itself, which no class of a spec may have."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from errsmith.codegen import generate
from errsmith.codegen.render import Renderer
from errsmith.spec import identifiers
from errsmith.spec.kinds import PUBLIC_CLASSES

if TYPE_CHECKING:
    from collections.abc import Iterator

DEFINED = {"PROVIDERS", "TYPE_CHECKING"}
"""What modules and the package state, and do not import."""


def imported(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom):
            yield from (each.asname or each.name for each in node.names)


def test_what_the_template_imports_is_what_no_class_may_be_called() -> None:
    models: list[Any] = list(generate.canaries()["module"])
    texts = [Renderer().render("module.py.j2", module=each)[0] for each in models]
    own = {kind.name for kind in generate.CANARY_KINDS.kinds}
    own |= {enum.name for each in models for enum in each.enums}

    found = {name for text in texts for name in imported(text)}
    names = {name for name in found if name[0].isupper() or name == "deprecated"}

    assert (names - own) | PUBLIC_CLASSES | DEFINED == identifiers.IMPORTED
