"""Questions that an editor asks at a place of a file, and their answers as text to be read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlsplit

import yaml
from lsprotocol.types import CompletionItemKind, DiagnosticSeverity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.editors.language_server import LanguageServer

CURSOR: Final = "$0"
"""The cursor in the code of a question."""

FILE: Final = "question.py"


@dataclass(frozen=True)
class Question:
    """Something that an editor asks a server: about the cursor, or about the whole file."""

    ask: str
    code: str
    show: str = ""
    """A pattern of the names to record; without it, all that are not private."""

    details: str = ""
    """The name whose details an editor would show beside the list."""


def read_question(path: Path) -> Question:
    """Return the question in a file."""
    return Question(**yaml.safe_load(path.read_text("utf-8")))


def place_of(question: Question) -> tuple[str, int, int]:
    """Return the code without the cursor, the cursor's line from 1 on, and its column."""
    before, _, after = question.code.partition(CURSOR)
    lines = before.split("\n")
    return before + after, len(lines), len(lines[-1])


def shown_names(question: Question, names: Iterable[str]) -> list[str]:
    """Return the names that the answer to a question shows, in alphabetical order."""
    pattern = re.compile(question.show or "[^_].*")
    return sorted(name for name in names if pattern.fullmatch(name))


def answer(server: LanguageServer, question: Question) -> str:
    """Return what the server answers, without paths and with the lists in order."""
    code, line, column = place_of(question)
    uri = server.open(FILE, code)
    place = {"line": line - 1, "character": column}
    params = {"textDocument": {"uri": uri}, "position": place}
    try:
        return ANSWERS[question.ask](server, params, question)
    finally:
        server.close(uri)


def completions(server: LanguageServer, params: object) -> list[Any]:
    """Return what may be written at a place, in the order that an editor shows."""
    found = server.request("textDocument/completion", params)
    items: list[Any] = found["items"] if found else []
    return sorted(items, key=lambda item: item.get("sortText", item["label"]))


def _completion(server: LanguageServer, params: Any, question: Question) -> str:
    found = completions(server, params)
    shown = shown_names(question, (item["label"] for item in found))
    items = [item for item in found if item["label"] in shown]
    lines = [_completion_line(item) for item in items]
    for item in items:
        if item["label"] == question.details:
            more = server.request("completionItem/resolve", item)
            lines += ["", more["documentation"]["value"] or "no details"]
    return "\n".join(lines) or "nothing"


def _completion_line(item: Any) -> str:
    kind = CompletionItemKind(item["kind"]).name.lower()
    if (
        item["label"] == "deprecated"
    ):  # a class, or a function made of one, by its version
        kind = "decorator"
    words = [item["label"], f"({kind})"]
    words += ["deprecated"] * (1 in item.get("tags", ()))
    edits = item.get("additionalTextEdits", ())
    words += [f"and adds: {each['newText'].strip()}" for each in edits]
    return " ".join(words)


def _hover(server: LanguageServer, params: Any, _: Question) -> str:
    found = server.request("textDocument/hover", params)
    return str(found["contents"]["value"]) if found else "nothing"


def _definition(server: LanguageServer, params: Any, _: Question) -> str:
    lines: list[str] = []
    for each in server.request("textDocument/definition", params):
        path = Path(unquote(urlsplit(str(each["uri"])).path))
        line = int(each["range"]["start"]["line"])
        text = path.read_text("utf-8").splitlines()[line]
        lines.append(f"{path.parent.name}/{path.name}: {text.strip()}")
    return "\n".join(lines)


def _signature(server: LanguageServer, params: Any, _: Question) -> str:
    found = server.request("textDocument/signatureHelp", params)
    (signature,) = found["signatures"]
    active = signature["parameters"][found["activeParameter"]]["label"]
    said = signature["documentation"]["value"]
    return f"{signature['label']}\n\nat: {active}\n\n{said}"


def _diagnostics(server: LanguageServer, params: Any, _: Question) -> str:
    about = {"textDocument": params["textDocument"]}
    found = server.request("textDocument/diagnostic", about)["items"]
    return "\n".join(map(_diagnostic_line, found)) or "nothing"


def _diagnostic_line(item: Any) -> str:
    line = item["range"]["start"]["line"] + 1
    severity = DiagnosticSeverity(item["severity"]).name.lower()
    tags = " (deprecated)" * (2 in item.get("tags", ()))
    message = ": ".join(each.strip() for each in item["message"].split("\n")[:2])
    return f"{line}: {severity}{tags}: {message}"


ANSWERS: Final = {
    "completion": _completion,
    "hover": _hover,
    "definition": _definition,
    "signature": _signature,
    "diagnostics": _diagnostics,
}
