"""What the tests of the generator share: its command, a project to call it in, what it made."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from errsmith.cli import dispatch

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
CACHES = {"__pycache__", ".git"}
SPEC: dict[str, Any] = {
    "provider": "acme",
    "prefix": "Acme",
    "title": "Acme",
    "sources": [
        {
            "id": "guide",
            "url": "https://acme.example",
            "seen": "2026-11-22",
            "evidence": "official",
        }
    ],
    "tables": [
        {
            "enum": "AcmeCode",
            "type": "int",
            "success": [0],
            "codes": [
                {"code": 0, "name": "SUCCESS", "summary": "It worked."},
                {
                    "code": -115,
                    "name": "OUT_OF_QUOTA",
                    "message": "Out of quota",
                    "summary": "The balance is too low.",
                    "remedy": "Top it up.",
                    "category": "insufficient_funds",
                    "retry": "never",
                },
            ],
        }
    ],
    "replies": [{"code": "error", "message": "message", "table": "AcmeCode"}],
}


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def snapshot() -> Callable[[Path], dict[str, bytes]]:
    """Every file of a folder by its path, caches excepted."""

    def of(folder: Path) -> dict[str, bytes]:
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file() and not CACHES & set(path.parts)
        }

    return of


@pytest.fixture
def run(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """The command, called in this process; in `tmp_path` unless `cwd` says otherwise."""

    def call(*arguments: str, cwd: Path = tmp_path) -> subprocess.CompletedProcess[str]:
        monkeypatch.chdir(cwd)
        capsys.readouterr()
        code = dispatch.main(arguments)
        printed = capsys.readouterr()
        return subprocess.CompletedProcess(arguments, code, printed.out, printed.err)

    return call


@pytest.fixture
def spawn(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Python, in a process of its own; in `tmp_path` unless `cwd` says otherwise."""

    def call(
        *arguments: str | Path, cwd: Path = tmp_path, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=cwd,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    return call


@pytest.fixture
def spec() -> dict[str, Any]:
    """A small spec, to be changed and written with `write_spec`."""
    copy: dict[str, Any] = json.loads(json.dumps(SPEC))
    return copy


@pytest.fixture(scope="session")
def write_spec() -> Callable[[Path, Any], Path]:
    """Writes a spec as a file; JSON that escapes nothing is YAML."""

    def write(path: Path, content: object) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
        return path

    return write


@pytest.fixture
def project(
    tmp_path: Path, spec: dict[str, Any], write_spec: Callable[[Path, Any], Path]
) -> Path:
    """A project with settings and one spec, in which nothing is generated yet."""
    folder = tmp_path / "project"
    write_spec(folder / "specs" / "acme.yaml", spec)
    settings = '[tool.errsmith]\noutput = "src"\npackage = "acme_errors"\n'
    (folder / "pyproject.toml").write_text(settings)
    return folder


PROBE = """
import enum, importlib, json, sys
folder, package, out = sys.argv[1:4]
sys.path.insert(0, folder)
sys.dont_write_bytecode = True
found = {}
package = importlib.import_module(package)
for provider in package.PROVIDERS:
    module = getattr(package, provider)
    classes, enums = {}, {}
    for name in module.__all__:
        thing = getattr(module, name)
        if isinstance(thing, type) and issubclass(thing, enum.Enum):
            enums[name] = {key: member.value for key, member in thing.__members__.items()}
        elif isinstance(thing, type) and issubclass(thing, Exception) and not issubclass(
            thing, BaseExceptionGroup
        ):
            error = thing()
            coded = isinstance(error.code, enum.Enum)
            classes[name] = {
                "is": thing.__name__,
                "found": module.lookup(error.code).__name__ if coded else "",
                "facts": [getattr(error, fact) for fact in sys.argv[4:]],
                "code": error.code,
                "message": thing.default_message,
                "summary": error.summary,
                "remedy": error.remedy,
                "links": error.links,
                "wait": error.retry_after,
                "retryable": error.retryable,
                "category": error.category,
                "doc": thing.__doc__,
                "texts": {
                    language: [error.summary_in(language), error.remedy_in(language)]
                    for language in error.languages
                },
            }
    found[provider] = {"classes": classes, "enums": enums, "doc": module.__doc__}
foreign = [m for m in sys.modules.values() if "site-packages" in str(getattr(m, "__file__", ""))]
assert not foreign, foreign
with open(out, "w", encoding="ascii") as file:
    file.write(json.dumps(found))
"""


@pytest.fixture
def probe(tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """What a generated package holds, seen by a Python that has nothing installed."""

    def look(folder: Path, package: str, *facts: str) -> dict[str, Any]:
        answer = tmp_path / "probe.json"
        command = [sys.executable, "-I", "-S", "-W", "error", "-c", PROBE]
        where = (str(folder), package, str(answer))
        subprocess.run([*command, *where, *facts], env={}, check=True)
        found: dict[str, Any] = json.loads(answer.read_text("ascii"))
        return found

    return look


def class_name(spec: dict[str, Any], member: str) -> str:
    """The class of a member."""
    words = (word.capitalize() for word in member.split("_"))
    return f"{spec['prefix']}{''.join(words)}"


def facts(spec: dict[str, Any], entry: dict[str, Any], code: object) -> dict[str, Any]:
    """What the class of a row, a range or an uncoded error must say."""
    pages = {each["id"]: each["url"] for each in spec["sources"]}
    page = pages[entry.get("source", spec["sources"][0]["id"])]
    retry: Any = entry["retry"]
    wait: Any = None if isinstance(retry, str) else retry.get("after")
    texts = entry.get("texts", {})
    english = {"summary": entry["summary"], "remedy": entry["remedy"]}
    every = [
        *(row for table in spec["tables"] for row in table["codes"]),
        *(row for table in spec["tables"] for row in table.get("ranges", ())),
        *spec.get("uncoded", ()),
    ]
    languages = {language for each in every for language in each.get("texts", {})}
    return {
        "is": class_name(spec, entry["name"]),
        "code": code,
        "message": entry.get("message", ""),
        "summary": entry["summary"],
        "remedy": entry["remedy"],
        "links": entry.get("links", [page]),
        "wait": None if wait is None else float(wait),
        "retryable": retry != "never",
        "category": entry["category"],
        "texts": {
            language: [
                texts.get(language, english)[key] for key in ("summary", "remedy")
            ]
            for language in languages
        },
    }


@pytest.fixture(scope="session")
def promised() -> Callable[[dict[str, Any]], dict[str, Any]]:
    """What the classes of a spec's module must say, read from the YAML alone."""

    def classes(spec: dict[str, Any]) -> dict[str, Any]:
        named: dict[str, Any] = {}
        for table in spec["tables"]:
            number = int if table["type"] == "int" else str
            success: list[Any] = [number(code) for code in table.get("success", ())]
            for row in table["codes"]:
                code = number(row["code"])
                if code in success:
                    continue
                name = class_name(spec, row.get("same_as", row["name"]))
                fact = facts(spec, row, code) if "same_as" not in row else named[name]
                if table.get("identity") == "message":
                    fact["message"] = code
                for each in (row["name"], *row.get("former_names", ())):
                    named[class_name(spec, each)] = fact
        ranges = [row for table in spec["tables"] for row in table.get("ranges", ())]
        for entry in (*ranges, *spec.get("uncoded", ())):
            for each in (entry["name"], *entry.get("former_names", ())):
                named[class_name(spec, each)] = facts(spec, entry, None)
        return named

    return classes
