"""What editors say about the SDK: each folder here holds a question and the recorded answers.

`pytest tests/editors --record` records what the servers answer anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.editors.questions import answer, read_question

if TYPE_CHECKING:
    from tests.editors.language_server import LanguageServer

CASES = sorted(path.parent for path in Path(__file__).parent.glob("*/question.yaml"))
EDITORS = ("pyright", "jedi")
ONLY_PYRIGHT = ("diagnostics",)
"""What jedi has no answer to: it checks no types."""

QUESTIONS = [
    pytest.param(editor, case, id=f"{editor}-{case.name}")
    for editor in EDITORS
    for case in CASES
    if editor == "pyright"
    or read_question(case / "question.yaml").ask not in ONLY_PYRIGHT
]


@pytest.mark.parametrize(("editor", "case"), QUESTIONS)
def test_an_editor_answers_as_recorded(
    editor: str,
    case: Path,
    server: LanguageServer,
    record: bool,  # noqa: FBT001 - a fixture
) -> None:
    recorded = case / f"{editor}.txt"

    found = answer(server, read_question(case / "question.yaml")) + "\n"

    if record:
        recorded.write_text(found, "utf-8")
    assert found == recorded.read_text("utf-8")
