"""Say where a custom template fails."""

from __future__ import annotations

import traceback
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import jinja2

from errsmith.codegen.render import Leak
from errsmith.problems import TemplateError

if TYPE_CHECKING:
    from collections.abc import Generator

ATTRIBUTES: Final = (
    "generator/errsmith/codegen/template_model.py says what a template sees"
)
FILTERS: Final = "text goes through `literal` or `docstring`, names through `names`"


@contextmanager
def checked(folder: Path | None, name: str) -> Generator[None, None, None]:
    """Raise TemplateError, with its place, where rendering a folder's templates fails.

    Without a folder all are the tool's own, and what they raise is left alone.
    """
    own = sorted(folder.glob("*.j2")) if folder else []
    if folder is None or not own:
        yield
        return
    file = folder / name if folder / name in own else own[0]
    try:
        yield
    except jinja2.TemplateSyntaxError as error:
        where = Path(error.filename or file)
        why = error.message or "the template cannot be read"
        hint = "Jinja's documentation has the syntax"
        raise TemplateError(where, error.lineno, 1, why, hint) from None
    except (jinja2.TemplateError, Leak, TypeError, AttributeError) as error:
        hint = FILTERS if isinstance(error, Leak) else ATTRIBUTES
        where, line = _place(own, error) or (file, 1)
        raise TemplateError(where, line, 1, str(error), hint) from error
    except (ValueError, SyntaxError) as error:
        why = f"what it makes is no Python: {error}"
        hint = "look at the line that is named there in what the template makes"
        raise TemplateError(file, 1, 1, why, hint) from error


def _place(own: list[Path], error: BaseException) -> tuple[Path, int] | None:
    """Return the template and the line in which an error arose; None where it arose after them."""
    files = {str(file): file for file in own}
    frames = traceback.extract_tb(error.__traceback__)
    found = [each for each in frames if each.filename in files]
    return (files[found[-1].filename], found[-1].lineno or 1) if found else None
