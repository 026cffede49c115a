"""From specs to the files of a package, all in memory: load, check, model, render, verify."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from errsmith.codegen import custom_templates, model_builder, success, verify
from errsmith.codegen.render import Renderer
from errsmith.problems import Problem, SpecError
from errsmith.project.spec_files import HEADER, KINDS_FILE, origin, shown
from errsmith.spec import checks, load
from errsmith.spec.kinds import KINDS
from errsmith.spec.model import KindEntry, KindFile
from errsmith.spec.spec_summary import outline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from errsmith.spec.kinds import Kind
    from errsmith.spec.model import Spec

Files = dict[PurePosixPath, str]
"""Text by path below the output folder."""


@dataclass(frozen=True)
class SpecFile:
    """A spec with the name that its file goes by in output: the same on every machine."""

    spec: Spec
    origin: str
    file: Path


def load_all(files: list[Path]) -> list[SpecFile]:
    """The specs, checked. Raises SpecError with the problems of all of them."""
    loaded, problems = load_each(files, *kinds_beside(files))
    specs = [each.spec for each in loaded]
    problems += checks.across(
        [outline(spec) for spec in specs], whole=all(spec.whole for spec in specs)
    )
    if problems:
        raise SpecError(problems)
    return loaded


def load_each(
    files: list[Path], kinds: Mapping[str, Kind], problems: list[Problem]
) -> tuple[list[SpecFile], list[Problem]]:
    """The specs, each checked by itself, with what is wrong with them and with the kinds."""
    loaded: list[SpecFile] = []
    for file in files:
        found, wrong = load.load(file, shown(file))
        problems = problems + wrong
        if found is not None:
            loaded.append(SpecFile(replace(found, kinds=kinds), origin(file), file))
    return loaded, problems + checks.alone([each.spec for each in loaded])


def kinds_beside(files: list[Path]) -> tuple[Mapping[str, Kind], list[Problem]]:
    """The kinds that there are for some specs, with what is wrong with them."""
    kinds: Mapping[str, Kind] = KINDS
    problems: list[Problem] = []
    for own in sorted({file.parent / KINDS_FILE for file in files}):
        if own.is_file():
            kinds, wrong = load.load_kinds(own, shown(own))
            problems += wrong
    return kinds, problems


def package_files(
    specs: list[SpecFile],
    package: str,
    progress: Callable[[str], None],
    runtime: str = "",
    templates: Path | None = None,
) -> Files:
    """The files of a package: modules, texts, kinds, the package itself and the runtime."""
    rendering = Rendering([each.file for each in specs], runtime, templates)
    files: Files = {}
    for each in specs:
        progress(each.spec.provider)
        files |= rendering.module(each.file, each)
    files |= rendering.rest([each.spec.provider for each in specs])
    folder = PurePosixPath(*package.split("."))
    return {folder / path: text for path, text in files.items()}


class Rendering:
    """Makes the files of a package, by their paths below its folder.

    Where `runtime` names an installed package, that package's runtime is imported instead
    of copied. Templates in a folder of one's own come before those of the tool.
    """

    def __init__(self, files: list[Path], runtime: str, templates: Path | None) -> None:
        """Take the kinds that there are beside the files of specs."""
        self.kinds, problems = kinds_beside(files)
        self.runtime = runtime
        self.renderer = Renderer(templates)
        if problems:
            raise SpecError(problems)

    def module(self, file: Path, loaded: SpecFile | None) -> Files:
        """The module of a spec, which is loaded if it has not been, and its texts."""
        if loaded is None:
            specs, problems = load_each([file], self.kinds, [])
            if problems:
                raise SpecError(problems)
            (loaded,) = specs
        name = loaded.spec.provider
        model = model_builder.make_module(loaded.spec, loaded.origin, self.runtime)
        files = {PurePosixPath(f"{name}.py"): _rendered(self.renderer, "module", model)}
        late = model_builder.make_volumes(loaded.spec, loaded.origin, self.runtime)
        for part, template, volume in late:
            folder = PurePosixPath("_volumes")
            files[folder / f"{part}.py"] = _rendered(self.renderer, template, volume)
            files[folder / "__init__.py"] = f"{_own_header()}\n"
        texts = model_builder.make_texts(loaded.spec, loaded.origin)
        if texts is not None:
            folder = PurePosixPath("_texts")
            files[folder / f"{name}.py"] = _rendered(self.renderer, "texts", texts)
            files[folder / "__init__.py"] = f"{_own_header()}\n"
        return files

    def rest(self, providers: Iterable[str]) -> Files:
        """What a package has besides its providers: itself, its kinds and the runtime."""
        files: Files = {}
        own = model_builder.make_kinds(self.kinds, self.runtime)
        if own is not None:
            text = _rendered(self.renderer, "kinds", own)
            files[PurePosixPath("_own_kinds.py")] = text
        whole = model_builder.make_package(providers, self.kinds, self.runtime)
        text = _rendered(self.renderer, "package", whole)
        files[PurePosixPath("__init__.py")] = text
        copied = shared_files(self.runtime) if self.runtime else runtime_files()
        return files | {PurePosixPath(name): text for name, text in copied.items()}

    def schema(self) -> str:
        """The format as JSON Schema."""
        return schema_text(self.kinds)


def schema_text(kinds: Mapping[str, Kind]) -> str:
    """The format as JSON Schema, with the kinds that there are."""
    comment = _own_header().removeprefix("# ")
    return json.dumps({"$comment": comment, **load.json_schema(kinds)}, indent=2) + "\n"


def _own_header() -> str:
    return f"{HEADER} from its runtime; edits are lost: run `errsmith gen`."


@cache
def runtime_files() -> dict[str, str]:
    """The hand-written part of every package, by file name."""
    folder = resources.files("errsmith.codegen") / "runtime"
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
    with custom_templates.checked(renderer.folder, template):
        text, printed = renderer.render(template, **{name: model})
        verify.verify(text, printed, model, _allowed(renderer, name))
        return text


@cache
def _allowed(renderer: Renderer, name: str) -> verify.Makeup:
    """What a template makes by itself, in each of its variants."""
    texts = [
        renderer.print(f"{name}.py.j2", **{name: model})[0]
        for model in canaries()[name]
    ]
    return verify.makeup(*texts)


CANARY_KINDS: Final = KindFile(
    kinds=(KindEntry(name="Chirped", summary="It chirped.", base="RateLimited"),)
)


@cache
def canaries() -> dict[str, list[object]]:
    """The models of the spec that shows what templates make, by the name of the template."""
    with resources.as_file(resources.files("errsmith.codegen") / "canary.yaml") as file:
        found, problems = load.load(file, "canary.yaml")
    kinds, _ = checks.kinds.with_own(CANARY_KINDS)
    if found is None:
        raise SpecError(problems)
    found = replace(found, kinds=kinds)
    if problems or (problems := checks.check([found])):
        raise SpecError(problems)
    whole = model_builder.make_module(found, "canary.yaml", large=sys.maxsize)
    large = model_builder.make_module(found, "canary.yaml", large=0)
    late = list(model_builder.make_volumes(found, "canary.yaml", large=0))
    return {
        "module": [
            whole,
            replace(whole, several_tables=False, success=success.canary()),
            large,
        ],
        **{name: [each for _, of, each in late if of == name] for _, name, _ in late},
        "texts": [model_builder.make_texts(found, "canary.yaml")],
        "kinds": [model_builder.make_kinds(kinds, "")],
        "package": [model_builder.make_package([found.provider], kinds, "")],
    }
