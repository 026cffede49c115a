"""`errsmith import`: arguments, messages and exit codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from errsmith.cli.console import emit, say
from errsmith.cli.example import retire
from errsmith.cli.page_options import add_page_arguments
from errsmith.importing import chosen_columns
from errsmith.importing.convert import ImportOptions, convert
from errsmith.importing.document import parse_headers, read_document
from errsmith.importing.page import CannotImport
from errsmith.importing.provider import spec_header
from errsmith.importing.reply_mapping import parse_replies
from errsmith.importing.report import lines
from errsmith.project import output, spec_files
from errsmith.project.plain_files import named_file

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from errsmith.importing.convert import ImportResult

FINE: Final = 0
WRONG: Final = 1
USAGE: Final = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add = parser.add_argument
    add(
        "source",
        metavar="SOURCE",
        help="file or address of a page; - is standard input",
    )
    add(
        "-o",
        dest="output",
        metavar="FILE",
        help="spec to write (default: standard output)",
    )
    add("--force", action="store_true", help="replace the spec if it is there")
    add_page_arguments(parser)
    about = "where a reply has its code and message: code=error.code,message=error.text"
    add("--replies", metavar="ROLE=PATH,…", help=about)
    add("--provider", metavar="NAME", help="module of the provider: acme_mail")
    add("--prefix", metavar="NAME", help="what its classes start with: AcmeMail")
    add("--title", metavar="TEXT", help="its name as people say it: Acme Mail")
    add("--url", metavar="URL", help="address of the page")


def run(options: argparse.Namespace) -> int:
    """Read a page into a spec; 0 is fine, 1 no table or not all understood, 2 a wrong call."""
    try:
        target = _target(options)
        chosen = _import_options(options)
        document = read_document(
            options.source, options.encoding or "", parse_headers(options.header)
        )
        header = spec_header(options, document)
    except CannotImport as error:
        say(f"errsmith: {error}")
        return USAGE
    try:
        result = convert(document, header, chosen)
    except CannotImport as error:
        say(f"errsmith: {document.shown}: {error}", "nothing was written")
        return WRONG
    say(*lines(result.report))
    if not result.text:
        none = (
            f"errsmith: {document.shown} has no table of error codes that could be read"
        )
        say(none, _advice(result, chosen), "nothing was written")
        return WRONG
    if target is None:
        emit(result.text)
    else:
        _write(result.text, target)
    return FINE if result.report.complete else WRONG


def _import_options(options: argparse.Namespace) -> ImportOptions:
    named = options.columns is not None
    wanted = chosen_columns.parse_override(options.columns) if named else {}
    given = options.replies is not None
    replies = parse_replies(options.replies) if given else {}
    return ImportOptions(
        options.format or "",
        wanted,
        options.only or "",
        replies,
        options.identity or "",
    )


def _write(text: str, target: Path) -> None:
    """Write the spec to its file, in place of an example that nobody has edited."""
    output.write([output.Change(target, output.Action.CREATE, "", text)])
    say(f"create {spec_files.shown(target)}")
    example = retire(target)
    if example is not None:
        shown = spec_files.shown(example)
        say(f"remove {shown}: the example of `errsmith init`, as it was")


def _advice(result: ImportResult, chosen: ImportOptions) -> str:
    """Return what to try where no table was found."""
    if chosen.columns:
        return (
            "check --columns; columns can be named by number as well: code=1,message=2"
        )
    if result.report.skipped:
        return "say which columns to take: --columns code=1,message=2"
    return "if there is one, say what the page is (--format html), or save the table as CSV"


def _target(options: argparse.Namespace) -> Path | None:
    """Return the file to write. Raises CannotImport where there is one already."""
    if options.output is None:
        return None
    target = named_file(options.output)
    if not spec_files.has_spec_ending(target):
        raise CannotImport(f"a spec is a .yaml file, not {options.output}")
    if target.exists() and not options.force:
        hint = "merge with `errsmith update`, or replace it with --force"
        raise CannotImport(f"{options.output} is there already; {hint}")
    return target
