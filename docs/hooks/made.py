"""Pages that are made of the code and the specs at each build, so that they cannot drift."""

from __future__ import annotations

import argparse
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from errsmith.cli.parser import COMMANDS, parser_of
from errsmith.codegen.catalogue import CatalogueSpec, catalogue
from errsmith.codegen.catalogue_markdown import catalogue_markdown
from errsmith.project import spec_files
from errsmith.spec import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from errsmith.codegen.catalogue import Document

PACKAGE: Final = "provider_errors"
WIDTH: Final = 100
"""Characters of a line of help."""

API: Final = """\
# The Python API

What `import provider_errors` and `provider_errors.testing` have. Each provider's own classes are on
[its page](providers/zalo.md), the functions that every provider's module has in
[Exceptions](exceptions.md).
"""
COMMAND: Final = """\
# The command

`errsmith COMMAND --help` says the same. It exits with 0 where all is well, with 1 after a problem
or where output is stale, and with 2 after a wrong call.
"""


def made_pages(root: Path) -> dict[str, str]:
    """Return each page that is made, by its path in the site."""
    return {
        "api.md": api_page(),
        "command.md": command_page(),
        **provider_pages(root / "specs"),
    }


def provider_pages(folder: Path) -> dict[str, str]:
    """Return a page for each provider, with a section for each of its codes."""
    files = spec_files.find(folder)
    loaded = spec_files.load_all(files)
    specs = [
        CatalogueSpec(each.spec, nodes.read(file, spec_files.shown(file)))
        for each, file in zip(loaded.specs, files, strict=True)
    ]
    document = catalogue(specs, loaded.kinds, PACKAGE)
    return {
        f"providers/{each['provider']}.md": _provider_page(document, each)
        for each in document["providers"]
    }


def _provider_page(document: Document, provider: Document) -> str:
    """Return the part of a catalogue that is about one provider, as a page of its own."""
    text = catalogue_markdown({**document, "providers": [provider]})
    start = f'<a id="{provider["provider"]}"></a>\n\n'
    lines = text.partition(start)[2].splitlines(keepends=True)
    raised = (line[1:] if line.startswith("##") else line for line in lines)
    return "".join(raised)


def command_page() -> str:
    """Return the help of every command."""
    _, commands = parser_of(*COMMANDS)
    parts = [COMMAND]
    for name, command in commands.items():
        changed: dict[str, Any] = {
            "formatter_class": partial(argparse.HelpFormatter, width=WIDTH),
            "color": False,
        }
        vars(command.parser).update(changed)
        help_text = command.parser.format_help()
        parts.append(f"## errsmith {name}\n\n```text\n{help_text}```\n")
    return "\n".join(parts)


def api_page() -> str:
    """Return the page of everything public, in the words of its docstrings."""
    return "\n".join([API, *_api_parts()])


def _api_parts() -> Iterator[str]:
    root = import_module(PACKAGE)
    providers = {*root.PROVIDERS, "PROVIDERS"}
    functions = [name for name in root.__all__ if name.islower()]
    classes = [name for name in root.__all__ if name not in functions]
    for title, module, names in (
        ("Functions", PACKAGE, functions),
        ("Classes", PACKAGE, classes),
        ("Tests", f"{PACKAGE}.testing", import_module(f"{PACKAGE}.testing").__all__),
    ):
        yield f"## {title}\n"
        for name in names:
            if name not in providers:
                yield f"::: {module}.{name}\n    options:\n      heading_level: 3\n"
