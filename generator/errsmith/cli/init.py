"""`errsmith init`: the settings, an example, and the checks that keep the output fresh."""

from __future__ import annotations

import os
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Final

from errsmith.cli.console import say
from errsmith.cli.example import NAME, PACKAGE, template
from errsmith.problems import UsageError
from errsmith.project import new_project, output, plain_files, spec_files

if TYPE_CHECKING:
    import argparse

    from errsmith.project.new_project import Project

DISTRIBUTION: Final = "provider-errors"
HOOKS: Final = ".pre-commit-config.yaml"
WORKFLOW: Final = ".github/workflows/errsmith.yml"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `init`."""
    folder = "folder of the project (default: this one)"
    parser.add_argument("folder", nargs="?", default=".", metavar="FOLDER", help=folder)
    name = "package to write (default: errors in your package, as in acme.errors)"
    parser.add_argument("--package", metavar="NAME", help=name)


def run(options: argparse.Namespace) -> int:
    """Add what is missing, say what is there already, and what to do next."""
    folder = plain_files.real_path(options.folder)
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{options.folder} is not a folder")
    folder.mkdir(parents=True, exist_ok=True)
    found = new_project.read(folder, options.package)
    top = _top(folder)
    _refuse_links(folder, top, found)
    _settings(found)
    example = _example(folder / found.specs, found)
    for file, name in ((HOOKS, "pre-commit.yaml"), (WORKFLOW, "workflow.yaml")):
        _add_check(top / file, _template(name, found, each=top != folder))
    _packaging(found)
    _next(folder, found, example)
    return 0


def _top(folder: Path) -> Path:
    """Return the top of the repository of a folder: hooks and workflows are only read there."""
    folders = (folder, *folder.parents)
    return next((each for each in folders if os.path.lexists(each / ".git")), folder)


def _refuse_links(folder: Path, top: Path, found: Project) -> None:
    """Refuse links that would lead elsewhere, before anything is written."""
    plain_files.refuse_links((top / WORKFLOW).parent, top)
    for each in (folder / found.specs, *(() if found.settled else (found.path,))):
        if each.is_relative_to(folder):
            plain_files.refuse_links(each, folder)


def _settings(found: Project) -> None:
    shown = _shown(found.path)
    if found.settled:
        say(f"keep {shown}: it has [tool.errsmith]")
        return
    text = found.with_settings()
    if found.text is None:
        _create(found.path, text)
        say(f"create {shown}")
        return
    change = output.Change(found.path, output.Action.REPLACE, found.text, text)
    try:
        output.write([change])
    except OSError as error:
        error.filename = str(found.path)
        raise
    say(f"update {shown}: [tool.errsmith] stands at its end")


def _example(specs: Path, found: Project) -> Path | None:
    """Add an example to specs that there are none of yet."""
    file = specs / NAME
    if specs.is_dir() and (others := spec_files.find(specs)) and file not in others:
        say(f"keep {_shown(specs)}: it has specs, and needs no example")
        return None
    _add(file, _template(NAME, found))
    return file


def _add_check(file: Path, text: str) -> None:
    """Create a file that runs the check; where one is there, say what it may lack."""
    if not _add(file, text) and file.is_file():
        data = file.read_bytes()
        if file.name == Path(HOOKS).name and b"errsmith" not in data:
            entry = text.partition("repos:\n")[2].splitlines()
            say("to run the check before each commit, add to its repos:", *entry)
        elif "--all" in text and b"errsmith" in data and b"--all" not in data:
            say(
                "so that it checks this project too, run there: errsmith gen --check --all"
            )


def _add(file: Path, text: str) -> bool:
    """Create a file and return whether; where something is there already, say so and leave it."""
    if os.path.lexists(file):
        say(f"keep {_shown(file)}: it is there already")
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    _create(file, text)
    say(f"create {_shown(file)}")
    return True


def _shown(file: Path) -> str:
    """Return a path from here; a link under its own name."""
    here = Path.cwd()
    return (file.relative_to(here) if file.is_relative_to(here) else file).as_posix()


def _create(file: Path, text: str) -> None:
    """Write a file that must not be there yet; half of one does not stay."""
    with file.open("xb") as opened:
        try:
            opened.write(text.encode())
        except BaseException:
            file.unlink(missing_ok=True)
            raise


def _template(name: str, found: Project, *, each: bool = False) -> str:
    """Return the text of a file for a project, or for each project of a repository."""
    text = template(name).replace(PACKAGE, found.package)
    text = text.replace("@ALL@", " --all" if each else "")
    return text.replace("@REQUIREMENT@", _requirement())


def _requirement() -> str:
    """Return what brings this version of the tool; another one may write other bytes."""
    try:
        version = f"=={metadata.version(DISTRIBUTION)}"
    except metadata.PackageNotFoundError:
        version = ""
    return f"{DISTRIBUTION}[generator]{version}"


def _packaging(found: Project) -> None:
    """Say what the wheel needs so that it has the package."""
    advice = found.packaging.advice(found.output, found.package)
    if found.text is None:
        return
    if advice:
        say(
            f"the wheel leaves {found.package} out; in {_shown(found.path)}, write",
            f"  [{advice.table}]",
            *(f"  {line}" for line in advice.lines),
        )
    elif unsure := found.packaging.unsure():
        say(f"{unsure} says what the wheel has; see that {found.package} is in it")


def _next(folder: Path, found: Project, example: Path | None) -> None:
    package = (folder / found.output).joinpath(*found.package.split("."))
    spec = _shown(example) if example else "a spec"
    enter = "" if folder == Path.cwd() else f"cd {_shown(folder)}, "
    say(
        "next:",
        f"  {enter}read your provider's page of codes: errsmith import PAGE -o "
        f"{found.specs}/NAME.yaml",
        f"  or describe your provider in {spec}; either way, check with: errsmith validate",
        f"  write the package {_shown(package)} with: errsmith gen",
        "  commit the specs and the package; before a release, run: errsmith compat",
    )
