"""`errsmith export`: a catalogue of the codes, for people and for other programs."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from errsmith.cli.console import emit_document, say
from errsmith.codegen import catalogue
from errsmith.codegen.catalogue_csv import catalogue_csv
from errsmith.codegen.catalogue_html import catalogue_html
from errsmith.codegen.catalogue_markdown import catalogue_markdown
from errsmith.problems import UsageError, counted
from errsmith.project import output, spec_files
from errsmith.project.plain_files import named_file
from errsmith.project.settings import SPECS_HELP, package_of, specs_folder
from errsmith.spec import nodes

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

to_json: Final = partial(json.dumps, ensure_ascii=False, indent=2)
FORMATS: Final[dict[str, Callable[[catalogue.Document], str]]] = {
    "json": lambda document: f"{to_json(document)}\n",
    "csv": catalogue_csv,
    "markdown": catalogue_markdown,
    "html": catalogue_html,
}
MARKED: Final = ("csv",)
"""Formats whose files start with the mark by which spreadsheets know UTF-8."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `export`."""
    parser.add_argument("specs", nargs="?", metavar="SPECS", help=SPECS_HELP)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--format", choices=FORMATS, help="format of the catalogue")
    about = "write the JSON Schema of `--format json` instead"
    what.add_argument("--schema", action="store_true", help=about)
    about = "file to write (default: print it)"
    parser.add_argument("-o", dest="output", metavar="FILE", help=about)


def run(options: argparse.Namespace) -> int:
    """Load, make the catalogue, and print or write it."""
    where = specs_folder(options.specs)
    files = spec_files.find(where)
    loaded = spec_files.load_all(files)
    if options.schema:
        text = f"{to_json(catalogue.catalogue_schema(loaded.kinds))}\n"
    else:
        documents = [nodes.read(file, spec_files.shown(file)) for file in files]
        specs = [
            catalogue.CatalogueSpec(each.spec, document)
            for each, document in zip(loaded.specs, documents, strict=True)
        ]
        made = catalogue.catalogue(specs, loaded.kinds, package_of(where))
        text = FORMATS[options.format](made)
    if options.output is None:
        emit_document(text)
        return 0
    _write(Path(options.output), text, files, marked=options.format in MARKED)
    say(f"wrote {counted(loaded.rows, 'code')} to {options.output}")
    return 0


def _write(file: Path, text: str, specs: list[Path], *, marked: bool) -> None:
    """Write the text, whatever stood in the file before, unless it is one of the specs."""
    if file.is_dir():
        raise UsageError(
            f"{file} is a folder; name a file in it: -o {file / 'catalogue'}"
        )
    named_file(file)
    if any(file.exists() and file.samefile(each) for each in specs):
        raise UsageError(f"{file} is a spec; name another file with -o")
    mark = "\ufeff" if marked else ""
    action = output.Action.REPLACE if file.exists() else output.Action.CREATE
    output.write([output.Change(file, action, "", f"{mark}{text}")])
