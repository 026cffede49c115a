"""The languages whose code is read, with the packages that bring their grammars."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from errsmith.importing.extras import library
from errsmith.importing.page import CannotImport

if TYPE_CHECKING:
    from tree_sitter import Tree

LARGEST_CODE: Final = 8 * 1024 * 1024
"""Bytes of a file of code; what is larger is data."""

MOST_SECONDS: Final = 10
"""For a grammar: some take quadratic time for comments that never end."""

CHUNK: Final = 64 * 1024


@dataclass(frozen=True)
class Language:
    """A language by its grammar: the package, the function in it, and the ends of file names."""

    name: str
    package: str
    suffixes: tuple[str, ...]
    function: str = "language"


LANGUAGES: Final = (
    Language("c", "tree_sitter_c", ("c", "h")),
    Language("cpp", "tree_sitter_cpp", ("cc", "cpp", "cxx", "hh", "hpp", "hxx")),
    Language("csharp", "tree_sitter_c_sharp", ("cs",)),
    Language("go", "tree_sitter_go", ("go",)),
    Language("java", "tree_sitter_java", ("java",)),
    Language("javascript", "tree_sitter_javascript", ("js", "cjs", "mjs", "jsx")),
    Language("kotlin", "tree_sitter_kotlin", ("kt", "kts")),
    Language("php", "tree_sitter_php", ("php",), "language_php"),
    Language("proto", "tree_sitter_c", ("proto",)),
    Language("python", "tree_sitter_python", ("py", "pyi")),
    Language("ruby", "tree_sitter_ruby", ("rb",)),
    Language("rust", "tree_sitter_rust", ("rs",)),
    Language("scala", "tree_sitter_scala", ("scala",)),
    Language(
        "typescript",
        "tree_sitter_typescript",
        ("ts", "mts", "cts"),
        "language_typescript",
    ),
    Language("tsx", "tree_sitter_typescript", ("tsx",), "language_tsx"),
)

PROTO_COMMENT: Final = r"//[^\n]*+|/\*[^*]*+\*++(?:[^/*][^*]*+\*++)*/"
PROTO_ENUM: Final = re.compile(
    rf"{PROTO_COMMENT}|(?P<enum>\benum\s+\w+\s*\{{(?:[^{{}}/]|{PROTO_COMMENT}|/(?![/*]))*\}})"
)
PROTO_PART: Final = re.compile(
    rf"(?P<comment>{PROTO_COMMENT})|(?P<end>;)"
    r"|\[[^\[\]]*\](?=\s*;)|\b(?:reserved|option)\b[^;]*;"
)
"""In an enum: a comment, the end of a member, or what C has not."""


def parser(language: Language) -> Any:
    """Return a new parser of a language, for a used one goes on where it was stopped.

    Raises CannotImport where the grammar is not installed.
    """
    trees, package = library("tree_sitter"), library(language.package)
    capsule = getattr(package, language.function)()
    return trees.Parser(trees.Language(capsule))


def parse(language: Language, text: str) -> Tree:
    """Return the syntax tree of a text. Raises CannotImport."""
    data = (_as_c(text) if language.name == "proto" else text).encode()
    if len(data) > LARGEST_CODE:
        limit = LARGEST_CODE // 1024 // 1024
        raise CannotImport(
            f"code of more than {limit} MiB is not read; cut out its table"
        )
    end = time.monotonic() + MOST_SECONDS

    def chunk(start: int, _: object) -> bytes:
        return data[start : start + CHUNK]

    def too_long(*_: object) -> bool:
        return time.monotonic() > end

    try:
        parser(language).parse(chunk, progress_callback=too_long)
    except ValueError:
        raise CannotImport(
            f"the {language.name} takes more than {MOST_SECONDS} seconds to parse; "
            "cut out its table"
        ) from None
    # A tree of chunks reads them all for the text of a node; one of bytes cannot be stopped.
    tree: Tree = parser(language).parse(data)
    return tree


def _as_c(text: str) -> str:
    """Return the enums of a Protocol Buffers file as those of C, each in its own lines."""
    pieces: list[str] = []
    end = 0
    for found in PROTO_ENUM.finditer(text):
        if found["enum"]:
            members = PROTO_PART.sub(_part_as_c, found["enum"])
            lines = text.count("\n", end, found.start())
            pieces += ["\n" * lines, members, ";"]
            end = found.end()
    return "".join(pieces)


def _part_as_c(found: re.Match[str]) -> str:
    if found["comment"]:
        return found[0]
    return "," if found["end"] else "\n" * found[0].count("\n")
