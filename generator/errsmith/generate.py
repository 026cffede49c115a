"""From specs to the files of a package, all in memory: load, check, model, render, verify."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from errsmith import build, load, own_templates, rules, success, verify
from errsmith.kinds import KINDS
from errsmith.problems import Problem, SpecError
from errsmith.render import HEADER, Renderer
from errsmith.spec import KindEntry, KindFile

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from errsmith.kinds import Kind
    from errsmith.spec import Spec

Files = dict[PurePosixPath, str]
"""Text by path below the output folder."""


@dataclass(frozen=True)
class SpecFile:
    """A spec with the name that its file goes by in output: the same on every machine."""

    spec: Spec
    origin: str


KINDS_FILE: Final = "_kinds.yaml"
"""The file in a folder of specs that adds kinds."""


def find(where: Path) -> list[Path]:
    """The spec files of a folder, or the one file."""
    if where.is_file():
        return [where]
    paths = (path for path in where.iterdir() if path.suffix in (".yaml", ".yml"))
    return sorted(path for path in paths if path.name != KINDS_FILE)


def load_all(files: list[Path]) -> list[SpecFile]:
    """The specs, checked. Raises SpecError with the problems of all of them."""
    problems: list[Problem] = []
    loaded: list[SpecFile] = []
    kinds: Mapping[str, Kind] = KINDS
    for own in sorted({file.parent / KINDS_FILE for file in files}):
        if own.is_file():
            kinds, wrong = load.load_kinds(own, shown(own))
            problems += wrong
    for file in files:
        found, wrong = load.load(file, shown(file))
        problems += wrong
        if found is not None:
            loaded.append(SpecFile(replace(found, kinds=kinds), origin(file)))
    problems += rules.check([each.spec for each in loaded])
    if problems:
        raise SpecError(problems)
    return loaded


def shown(file: Path) -> str:
    """A file as it is named in messages: from the working directory where it is below it."""
    try:
        return file.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(file)


def origin(file: Path) -> str:
    """A file as it is named in output: from the project that it is in, else with its folder."""
    file = file.resolve()
    root = next(
        (each for each in file.parents if (each / "pyproject.toml").is_file()), None
    )
    folder = root or file.parent.parent
    name = file.relative_to(folder).as_posix()
    return re.sub(r"[^\w ./-]", "_", name)


def package_files(
    specs: list[SpecFile],
    package: str,
    progress: Callable[[str], None],
    runtime: str = "",
    templates: Path | None = None,
) -> Files:
    """The files of a package: modules, texts, kinds, the package itself and the runtime.

    Where `runtime` names an installed package, that package's runtime is imported instead
    of copied. Templates in a folder of one's own come before those of the tool.
    """
    folder = PurePosixPath(*package.split("."))
    renderer = Renderer(templates)
    files: Files = {}
    for each in specs:
        name = each.spec.provider
        progress(name)
        model = build.make_module(each.spec, each.origin, runtime)
        files[folder / f"{name}.py"] = _rendered(renderer, "module", model)
        for part, template, late in build.make_volumes(each.spec, each.origin, runtime):
            path = folder / "_volumes" / f"{part}.py"
            files[path] = _rendered(renderer, template, late)
            files[folder / "_volumes" / "__init__.py"] = f"{_own_header()}\n"
        texts = build.make_texts(each.spec, each.origin)
        if texts is not None:
            path = folder / "_texts" / f"{name}.py"
            files[path] = _rendered(renderer, "texts", texts)
            files[folder / "_texts" / "__init__.py"] = f"{_own_header()}\n"
    kinds = specs[0].spec.kinds
    own = build.make_kinds(kinds, runtime)
    if own is not None:
        files[folder / "_own_kinds.py"] = _rendered(renderer, "kinds", own)
    whole = build.make_package([each.spec for each in specs], kinds, runtime)
    files[folder / "__init__.py"] = _rendered(renderer, "package", whole)
    copied = shared_files(runtime) if runtime else runtime_files()
    return files | {folder / name: text for name, text in copied.items()}


def schema_text(kinds: Mapping[str, Kind]) -> str:
    """The format as JSON Schema, with the kinds that there are."""
    comment = _own_header().removeprefix("# ")
    return json.dumps({"$comment": comment, **load.json_schema(kinds)}, indent=2) + "\n"


def _own_header() -> str:
    return f"{HEADER} from its runtime; edits are lost: run `errsmith gen`."


@cache
def runtime_files() -> dict[str, str]:
    """The hand-written part of every package, by file name."""
    folder = resources.files("errsmith") / "runtime"
    files = {each.name: each for each in folder.iterdir() if each.name.endswith(".py")}
    texts = {
        name: f"{_own_header()}\n{file.read_text('utf-8')}"
        for name, file in files.items()
    }
    return {**dict(sorted(texts.items())), "py.typed": f"{_own_header()}\n"}


def shared_files(runtime: str) -> dict[str, str]:
    """What a package that imports its runtime has of it, by file name."""
    command = (
        f"{_own_header()}\n"
        '"""What a code means, on the command line: `python -m PACKAGE PROVIDER CODE`."""\n\n'
        f"from {runtime}.__main__ import run\n\nfrom . import PROVIDERS\n\n"
        'if __name__ == "__main__":\n'
        '    raise SystemExit(run(__package__ or "", PROVIDERS))\n'
    )
    return {"__main__.py": command, "py.typed": runtime_files()["py.typed"]}


def _rendered(renderer: Renderer, name: str, model: object) -> str:
    """The text of a template, verified."""
    template = f"{name}.py.j2"
    with own_templates.checked(renderer.folder, template):
        text, printed = renderer.render(template, **{name: model})
        verify.verify(text, printed, model, _allowed(renderer, name))
        return text


@cache
def _allowed(renderer: Renderer, name: str) -> verify.Makeup:
    """What a template makes by itself, in each of its variants."""
    texts = [
        renderer.render(f"{name}.py.j2", **{name: model})[0]
        for model in canaries()[name]
    ]
    return verify.makeup(*texts)


CANARY_KINDS: Final = KindFile(
    kinds=(KindEntry(name="Chirped", summary="It chirped.", base="RateLimited"),)
)


@cache
def canaries() -> dict[str, list[object]]:
    """The models of the spec that shows what templates make, by the name of the template."""
    with resources.as_file(resources.files("errsmith") / "canary.yaml") as file:
        found, problems = load.load(file, "canary.yaml")
    kinds, _ = rules.kinds.with_own(CANARY_KINDS)
    if found is None:
        raise SpecError(problems)
    found = replace(found, kinds=kinds)
    if problems or (problems := rules.check([found])):
        raise SpecError(problems)
    whole = build.make_module(found, "canary.yaml", large=sys.maxsize)
    large = build.make_module(found, "canary.yaml", large=0)
    late = list(build.make_volumes(found, "canary.yaml", large=0))
    return {
        "module": [
            whole,
            replace(whole, several_tables=False, success=success.canary()),
            large,
        ],
        **{name: [each for _, of, each in late if of == name] for _, name, _ in late},
        "texts": [build.make_texts(found, "canary.yaml")],
        "kinds": [build.make_kinds(kinds, "")],
        "package": [build.make_package([found], kinds, "")],
    }
