"""Make the files of a package from checked specs, in memory: model, render, format, verify."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from errsmith.codegen import custom_templates, model_builder, verify
from errsmith.codegen.python_format import format_python
from errsmith.codegen.render import DIRECTIVES, HEADER, Renderer
from errsmith.problems import SpecError
from errsmith.spec import checks, load
from errsmith.spec.identifiers import Identifier
from errsmith.spec.kinds import KINDS
from errsmith.spec.model import KindEntry, KindFile

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from errsmith.spec.kinds import Kind
    from errsmith.spec.model import Spec

Files = dict[PurePosixPath, str]
"""Text by path below the folder of the package."""


@dataclass(frozen=True)
class SpecFile:
    """A spec with the name that its file goes by in output: the same on every machine."""

    spec: Spec
    origin: str


def package_files(
    specs: Sequence[SpecFile],
    kinds: Mapping[str, Kind],
    *,
    runtime: str = "",
    templates: Path | None = None,
    catalogue_url: str = "",
    progress: Callable[[str], None] = lambda _: None,
) -> Files:
    """Return the files of a package: modules, texts, kinds, the package itself, the runtime.

    Where `runtime` names an installed package, its runtime is imported instead of copied.
    Templates in the folder `templates` come before those of the tool. `catalogue_url` is where the
    catalogue of the package is published. Raises TemplateError.
    """
    renderer = Renderer(templates)
    files: Files = {}
    prefixes = {each.spec.provider: each.spec.prefix for each in specs}
    for each in specs:
        progress(each.spec.provider)
        above = prefixes.get(each.spec.base, "")
        files |= _provider_files(each, runtime, renderer, above, catalogue_url)
    providers = [each.spec.provider for each in specs]
    own_kinds = model_builder.make_kinds(kinds, runtime)
    if own_kinds is not None:
        files[PurePosixPath("_own_kinds.py")] = _text(renderer, "kinds", own_kinds)
    package = model_builder.make_package(providers, kinds, runtime)
    files[PurePosixPath("__init__.py")] = _text(renderer, "package", package)
    copied = shared_files(runtime) if runtime else runtime_files()
    return files | {PurePosixPath(name): text for name, text in copied.items()}


def _provider_files(
    each: SpecFile, runtime: str, renderer: Renderer, above: str, catalogue_url: str
) -> Files:
    """Return the module of a provider, with its texts in other languages."""
    name = f"{each.spec.provider}.py"
    model = model_builder.make_module(
        each.spec, each.origin, runtime, above, catalogue_url
    )
    files = {PurePosixPath(name): _text(renderer, "module", model)}
    texts = model_builder.make_texts(each.spec, each.origin)
    if texts is not None:
        folder = PurePosixPath("_texts")
        files[folder / name] = _text(renderer, "texts", texts)
        files[folder / "__init__.py"] = f"{_own_header()}\n"
    return files


def _text(renderer: Renderer, name: str, model: object) -> str:
    """Return the text of a template: rendered, formatted, verified."""
    template = f"{name}.py.j2"
    with custom_templates.checked(renderer.folder, template):
        rendered, printed = renderer.render(template, **{name: model})
        text = format_python(rendered)
        verify.verify(text, printed, model, _allowed(renderer, name))
        return text


@cache
def _allowed(renderer: Renderer, name: str) -> verify.Makeup:
    """Return what a template makes by itself, in each of its variants."""
    texts = [
        renderer.render(f"{name}.py.j2", **{name: model})[0]
        for model in canaries()[name]
    ]
    return verify.makeup(*texts)


CANARY_KINDS: Final = KindFile(
    kinds=(
        KindEntry(
            name="Chirped",
            summary="It chirped.",
            base="RateLimited",
            fault="recipient",
        ),
    )
)


@cache
def canaries() -> dict[str, list[object]]:
    """Return the models of the spec that shows what templates make, by template."""
    with resources.as_file(resources.files("errsmith.codegen") / "canary.yaml") as file:
        found, problems = load.load(file, "canary.yaml")
    kinds, _ = checks.kinds.with_own(CANARY_KINDS)
    if found is None:
        raise SpecError(problems)
    found = replace(found, kinds=kinds)
    if problems or (problems := checks.check([found])):
        raise SpecError(problems)
    found = replace(found, others=found.provider)
    module = model_builder.make_module(
        found, "canary.yaml", catalogue_url="https://canary.example/codes.html"
    )
    return {
        "module": [
            module,
            replace(module, several_tables=False, group=None),
            replace(
                module,
                base_module=Identifier("base"),
                base_class=Identifier("BError"),
                above=Identifier("_Base"),
            ),
        ],
        "texts": [model_builder.make_texts(found, "canary.yaml")],
        "kinds": [model_builder.make_kinds(kinds, "")],
        "package": [model_builder.make_package([found.provider], kinds, "")],
    }


def schema_text(kinds: Mapping[str, Kind] = KINDS) -> str:
    """Return the format as JSON Schema, with the kinds that there are."""
    comment = _own_header().removeprefix("# ")
    return json.dumps({"$comment": comment, **load.json_schema(kinds)}, indent=2) + "\n"


def _own_header() -> str:
    return f"{HEADER} from its runtime; edits are lost: run `errsmith gen`."


@cache
def runtime_files() -> dict[str, str]:
    """Return the hand-written part of every package, by file name."""
    folder = resources.files("errsmith.codegen") / "runtime"
    files = {each.name: each for each in folder.iterdir() if each.name.endswith(".py")}
    texts = {
        name: f"{_own_header()}\n{DIRECTIVES}\n{file.read_text('utf-8')}"
        for name, file in files.items()
    }
    return {**dict(sorted(texts.items())), "py.typed": f"{_own_header()}\n"}


def shared_files(runtime: str) -> dict[str, str]:
    """Return the files of a package that imports its runtime, by file name."""
    command = (
        f"{_own_header()}\n"
        '"""Explain a code on the command line: `python -m PACKAGE PROVIDER CODE`."""\n\n'
        f"from {runtime}.__main__ import run\n\nfrom . import PROVIDERS\n\n"
        'if __name__ == "__main__":\n'
        '    raise SystemExit(run(__package__ or "", PROVIDERS))\n'
    )
    return {"__main__.py": command, "py.typed": runtime_files()["py.typed"]}
