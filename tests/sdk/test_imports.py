"""Importing costs what it must, and no provider pays for another."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import provider_errors
import pytest
import yaml
from provider_errors import PROVIDERS

FOLDER = str(Path(provider_errors.__file__).parents[1])
SPECS = Path(__file__).parents[2] / "specs"
RUNTIME = {"provider_errors", "provider_errors._errors"}


def imported_by(*statements: str) -> set[str]:
    """The modules that the statements load into a Python that has little more than `enum`."""
    script = "; ".join(
        [
            "import __future__, enum, sys",
            f"sys.path.insert(0, {FOLDER!r})",
            "before = set(sys.modules)",
            *statements,
            "print(*set(sys.modules) - before)",
        ]
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-W", "error", "-c", script],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def own(modules: set[str]) -> set[str]:
    """The modules of the package that are not part of its runtime."""
    names = {name.partition(".")[2] for name in modules if name not in RUNTIME}
    return {name for name in names if name and not name.startswith("_")}


def named(provider: str, *keys: str) -> set[str]:
    """Return the other providers that a spec names by these keys."""
    spec = yaml.safe_load((SPECS / f"{provider}.yaml").read_text("utf-8"))
    return {spec[key] for key in keys if key in spec}


def foreign(modules: set[str]) -> set[str]:
    return {name for name in modules if name.split(".")[0] != "provider_errors"}


def test_importing_the_package_imports_no_provider() -> None:
    modules = imported_by("import provider_errors")

    assert own(modules) == set()


def test_importing_the_package_imports_nothing_else() -> None:
    modules = imported_by("import provider_errors")

    assert foreign(modules) == set()


def test_importing_a_provider_imports_no_other(provider: str) -> None:
    modules = imported_by(f"import provider_errors.{provider}")

    assert own(modules) == {provider, *named(provider, "base")}


def test_importing_a_provider_imports_nothing_else(provider: str) -> None:
    modules = imported_by(f"import provider_errors.{provider}")

    assert foreign(modules) == set()


def test_importing_a_provider_imports_no_texts(provider: str) -> None:
    modules = imported_by(f"import provider_errors.{provider}")

    assert [name for name in modules if "_texts" in name] == []


def test_reading_a_decoded_reply_imports_nothing_else() -> None:
    modules = imported_by(
        "import provider_errors.zalo as zalo",
        "zalo.error_from_reply({'error': -115}, http_status=200)",
        "zalo.error_from_reply({'error': 0})",
        "zalo.error_from_code(-115)",
        "zalo.lookup('OUT_OF_QUOTA')",
    )

    assert foreign(modules) == set()


def test_reading_text_imports_json_and_nothing_of_dates() -> None:
    modules = imported_by(
        "from provider_errors import zalo",
        "zalo.error_from_reply('{}', headers={'Retry-After': '5'})",
    )

    assert {"json", "email", "email.utils", "typing"} & modules == {"json"}


def test_a_provider_is_imported_where_it_is_first_used(provider: str) -> None:
    modules = imported_by(
        "import provider_errors", f"provider_errors.{provider}.error_from_code(1)"
    )

    assert own(modules) == {provider, *named(provider, "base", "others")}


def test_a_provider_is_imported_from_the_package(provider: str) -> None:
    modules = imported_by(f"from provider_errors import {provider}")

    assert own(modules) == {provider, *named(provider, "base")}


def test_an_event_of_a_vendor_imports_that_vendor_alone() -> None:
    event = {"Events": [{"PushPlatform": 7, "ErrCode": 10302}]}

    modules = imported_by(
        "from provider_errors import tencent_push",
        f"tencent_push.error_from_reply({event!r})",
    )

    assert own(modules) == {"tencent_push", "vivo_push"}


def test_an_attribute_is_the_module(provider: str) -> None:
    module = getattr(provider_errors, provider)

    assert module is sys.modules[f"provider_errors.{provider}"]


@pytest.mark.parametrize(
    "typo", ["zalo2", "Zalo", "", "__nothing__", "errsmith", "_texts_"]
)
def test_a_typo_is_an_attribute_error(typo: str) -> None:
    with pytest.raises(AttributeError) as raised:
        getattr(provider_errors, typo)

    assert str(raised.value) == f"module 'provider_errors' has no attribute {typo!r}"


def test_a_typo_in_an_import_is_an_import_error() -> None:
    with pytest.raises(ImportError, match="zalo2"):
        exec("from provider_errors import zalo2")


def test_dir_lists_what_is_public_before_it_is_imported() -> None:
    script = "import json, provider_errors; print(json.dumps(dir(provider_errors)))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    names = json.loads(done.stdout)

    assert {*provider_errors.__all__} - {*names} == set()


def test_a_star_import_brings_what_is_public() -> None:
    names: dict[str, object] = {}

    exec("from provider_errors import *", names)

    assert set(names) - {"__builtins__"} == set(provider_errors.__all__)


def test_a_star_import_of_a_provider_brings_what_is_public(provider: str) -> None:
    names: dict[str, object] = {}

    exec(f"from provider_errors.{provider} import *", names)

    module = sys.modules[f"provider_errors.{provider}"]
    assert set(names) - {"__builtins__"} == set(module.__all__)


def test_nothing_of_the_package_imports_the_generator() -> None:
    modules = imported_by(*(f"import provider_errors.{name}" for name in PROVIDERS))

    assert [name for name in modules if name.startswith("errsmith")] == []


def test_the_package_says_that_it_is_typed() -> None:
    assert (Path(FOLDER) / "provider_errors" / "py.typed").is_file()
