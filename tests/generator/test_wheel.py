"""The wheel, in an environment that holds nothing else, with the sources away."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from email import message_from_bytes
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from email.message import Message


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the sources without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    build = ["-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run([sys.executable, *build], cwd=root, check=True, capture_output=True)
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of executables of an environment in which the wheel alone is installed."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, symlinks=True)
    pip = ["-m", "pip", "--python", str(folder / "bin" / "python"), "install"]
    options = ["--no-index", "--no-deps", "--quiet", str(wheel)]
    subprocess.run([sys.executable, *pip, *options], check=True, capture_output=True)
    return folder / "bin"


@pytest.fixture
def call(
    environment: Path, tmp_path: Path
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs something of the environment, in an empty folder and an empty shell."""

    def run(
        program: str, *arguments: str, cwd: Path = tmp_path
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [environment / program, *arguments],
            cwd=cwd,
            env={"PATH": str(environment)},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.fixture(scope="module")
def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def metadata(contents: dict[str, bytes]) -> Message:
    (name,) = (name for name in contents if name.endswith(".dist-info/METADATA"))
    return message_from_bytes(contents[name])


def test_the_package_needs_nothing(metadata: Message) -> None:
    requirements = metadata.get_all("Requires-Dist") or []

    assert [each for each in requirements if "extra ==" not in each] == []
    assert metadata["Requires-Python"] == ">=3.11"


def test_the_extra_brings_what_the_tool_needs(metadata: Message) -> None:
    requirements = metadata.get_all("Requires-Dist") or []

    names = sorted(
        each.partition(" ")[0].partition(">")[0].partition("<")[0].lower()
        for each in requirements
        if "extra == 'generator'" in each
    )
    assert names == [
        "charset-normalizer",
        "docutils",
        "httpx",
        "jinja2",
        "lxml",
        "markdown-it-py",
        "mdit-py-plugins",
        "packaging",
        "pyyaml",
        "ruff",
        "shtab",
    ]


def test_the_licence_is_in(
    contents: dict[str, bytes], root: Path, metadata: Message
) -> None:
    (name,) = (name for name in contents if name.endswith("/licenses/LICENSE"))

    assert contents[name] == (root / "LICENSE").read_bytes()
    assert metadata["License-Expression"] == "MIT"


def test_the_readme_is_the_description(metadata: Message, root: Path) -> None:
    readme = (root / "README.md").read_text("utf-8")

    description = metadata.get_payload(decode=True)
    assert isinstance(description, bytes)
    assert description.decode().strip() == readme.strip()


def test_the_package_is_marked_as_typed(contents: dict[str, bytes]) -> None:
    assert "provider_errors/py.typed" in contents


def test_all_of_the_package_and_of_the_tool_is_in(
    contents: dict[str, bytes], root: Path
) -> None:
    folders = [root / "generated" / "provider_errors", root / "generator" / "errsmith"]
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                name = path.relative_to(folder.parent).as_posix()
                assert contents.get(name) == path.read_bytes(), name


def test_nothing_else_is_in(contents: dict[str, bytes]) -> None:
    tops = {name.partition("/")[0] for name in contents}

    assert {top for top in tops if not top.endswith(".dist-info")} == {
        "errsmith",
        "provider_errors",
    }


USE = """
import sys
from provider_errors import InsufficientFunds, ProviderError, Retryable, zalo
from provider_errors.zalo import ZaloCode, ZaloOutOfQuota

try:
    zalo.raise_for_reply({"error": "-115", "message": "sent"}, http_status=200)
except ZaloOutOfQuota as error:
    assert error.code is ZaloCode.OUT_OF_QUOTA
    assert isinstance(error, InsufficientFunds)
    assert not isinstance(error, Retryable)
    print(error)
tools = {"errsmith", "yaml", "jinja2", "ruff"}
assert not tools & {name.partition(".")[0] for name in sys.modules}
"""


def test_an_application_can_raise_and_catch(
    call: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    result = call("python", "-I", "-W", "error", "-c", USE)

    assert result.stderr == ""
    assert result.stdout == "zalo -115 OUT_OF_QUOTA: sent\n"


def test_every_provider_imports(
    call: Callable[..., subprocess.CompletedProcess[str]], root: Path
) -> None:
    code = (
        "import provider_errors as p; "
        "print([name for name in p.PROVIDERS if getattr(p, name).__all__])"
    )

    result = call("python", "-I", "-W", "error", "-c", code)

    specs = sorted(path.stem for path in (root / "specs").glob("*.yaml"))
    assert result.stdout == f"{specs}\n"


def test_every_class_is_raised_and_sent(
    call: Callable[..., subprocess.CompletedProcess[str]], root: Path
) -> None:
    script = str(root / "tests" / "alone.py")

    result = call("python", "-I", "-W", "error", script)

    assert result.stderr == ""
    assert " classes of 13 providers on " in result.stdout


def test_a_code_is_explained_on_the_command_line(
    call: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    result = call("python", "-I", "-m", "provider_errors", "zalo", "-115")

    assert result.returncode == 0
    assert "zalo -115 OUT_OF_QUOTA" in result.stdout


@pytest.mark.parametrize(
    "command",
    [
        ("errsmith", "gen"),
        ("errsmith", "validate"),
        ("python", "-m", "errsmith", "gen"),
    ],
)
def test_the_tool_says_what_to_install(
    command: tuple[str, ...], call: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    result = call(*command)

    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr.startswith("errsmith needs ")
    assert result.stderr.endswith(": pip install 'provider-errors[generator]'\n")
    assert len(result.stderr.splitlines()) == 1


def test_the_tool_gives_help_without_the_extra(
    call: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    assert call("errsmith", "--help").returncode == 0


def test_the_types_are_complete(environment: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pyright", "--outputjson", "--verifytypes"]
    # pyright looks the package up with the first python that it finds.
    path = f"{environment}{os.pathsep}{os.environ['PATH']}"

    result = subprocess.run(
        [*command, "provider_errors"],
        cwd=tmp_path,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )

    report = json.loads(result.stdout)
    unclear = [
        symbol["name"]
        for symbol in report["typeCompleteness"]["symbols"]
        if symbol["isExported"] and not symbol["isTypeKnown"]
    ]
    assert unclear == []
    assert report["typeCompleteness"]["completenessScore"] == 1
    assert Path(report["typeCompleteness"]["packageRootDirectory"]).is_relative_to(
        environment.parent
    )
    assert result.returncode == 0
