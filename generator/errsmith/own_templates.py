"""Templates of one's own: the version of the model that they are for, and what is wrong where."""

from __future__ import annotations

import re
import traceback
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import jinja2

from errsmith.module import MODEL_VERSION
from errsmith.problems import printable
from errsmith.render import Leak

if TYPE_CHECKING:
    from collections.abc import Generator

STATED: Final = re.compile(r"\{#-?\s*errsmith model (?P<version>\S+?)\s*-?#\}")
FIRST_VERSION: Final = "1"
"""What a template is for that does not say it."""

ATTRIBUTES: Final = "docs/templates.md says what a template sees"
FILTERS: Final = "text goes through `literal` or `docstring`, names through `names`"


class TemplateError(Exception):
    """A template of one's own cannot be used: where, why, and what to write instead."""

    def __init__(self, file: Path, line: int, column: int, why: str, hint: str) -> None:
        """Say it as the problems of a spec are said."""
        here = Path.cwd()
        shown = file.relative_to(here) if file.is_relative_to(here) else file
        place = f"{shown.as_posix()}:{line}:{column}"
        super().__init__(f"{place}: {printable(why)}\n  hint: {printable(hint)}")


@contextmanager
def checked(folder: Path | None, name: str) -> Generator[None, None, None]:
    """Check a template's version, and raise TemplateError where rendering it fails.

    A template that is not in the folder is the tool's own; what it raises is left alone.
    """
    file = folder / name if folder else None
    if file is None or not file.is_file():
        yield
        return
    _check_version(file)
    try:
        yield
    except jinja2.TemplateSyntaxError as error:
        where = Path(error.filename or file)
        why = error.message or "the template cannot be read"
        hint = "Jinja's documentation has the syntax"
        raise TemplateError(where, error.lineno, 1, why, hint) from None
    except (jinja2.TemplateError, Leak, TypeError, AttributeError) as error:
        hint = FILTERS if isinstance(error, Leak) else ATTRIBUTES
        line = _line(file, error)
        raise TemplateError(file, line, 1, str(error), hint) from error
    except (ValueError, SyntaxError) as error:
        why = f"what it makes is no Python: {error}"
        hint = "look at the line that is named there in what the template makes"
        raise TemplateError(file, 1, 1, why, hint) from error


def _check_version(file: Path) -> None:
    first = file.read_text("utf-8", "replace").partition("\n")[0]
    stated = STATED.search(first)
    version = stated["version"] if stated else FIRST_VERSION
    if version != str(MODEL_VERSION):
        column = stated.start("version") + 1 if stated else 1
        why = f"the template is for model {version}, and this is model {MODEL_VERSION}"
        hint = (
            "docs/templates.md says what has changed; "
            f"then write {{# errsmith model {MODEL_VERSION} #}} into the first line"
        )
        raise TemplateError(file, 1, column, why, hint)


def _line(file: Path, error: BaseException) -> int:
    """The line of the template in which an error arose; the first where it arose after it."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [each.lineno for each in frames if each.filename == str(file)]
    return (lines[-1] if lines else None) or 1
