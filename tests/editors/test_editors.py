"""What editors say about the SDK: each folder here holds a question and the recorded answers.

`pytest tests/editors --record` records what the servers answer anew.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.editors.questions import answer, place_of, read_question, shown_names

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


def test_the_page_about_editors_quotes_a_recorded_answer() -> None:
    page = (Path(__file__).parents[2] / "docs" / "editors.md").read_text("utf-8")
    (quoted,) = re.findall(r"````text\n(.*?)````\n", page, re.DOTALL)

    recorded = Path(__file__).parent / "member_hover" / "pyright.txt"

    assert quoted == recorded.read_text("utf-8")


SCRIPT = """
import json, sys
import jedi
for code, line, column in json.load(sys.stdin):
    found = jedi.Script(code).complete(line, column)
    print(json.dumps([each.name for each in found]))
"""


def test_jedi_without_a_server_offers_the_same_names(project: Path) -> None:
    """IPython, Spyder and plugins of Vim and Emacs ask it so."""
    questions = {case: read_question(case / "question.yaml") for case in CASES}
    asked = {case: each for case, each in questions.items() if each.ask == "completion"}
    places = [place_of(each) for each in asked.values()]
    command = (sys.executable, "-c", SCRIPT)
    sent = json.dumps(places)
    done = subprocess.run(
        command, cwd=project, input=sent, capture_output=True, text=True, check=True
    )

    answers = [json.loads(line) for line in done.stdout.splitlines()]

    for (case, question), names in zip(asked.items(), answers, strict=True):
        listed = (case / "jedi.txt").read_text("utf-8").split("\n\n")[0]
        expected = [line.split()[0] for line in listed.splitlines() if "(" in line]
        assert shown_names(question, names) == sorted(expected), case.name
