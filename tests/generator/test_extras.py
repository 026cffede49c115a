"""What comes of families, parameters, facts, custom kinds and a shared runtime."""

from __future__ import annotations

import json
import pickle
import shutil
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from errsmith.cli.dispatch import main

if TYPE_CHECKING:
    from collections.abc import Iterator

SPECS = Path(__file__).parents[1] / "golden" / "extras" / "specs"


def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: str) -> Any:
    """The provider's module of a package that is generated for the test."""
    assert main(["gen", "-o", str(tmp_path), "--package", package, str(SPECS)]) == 0
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    return import_module(f"{package}.acme_base")


@pytest.fixture
def acme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    yield made(tmp_path, monkeypatch, "acme_extras")
    for name in [name for name in sys.modules if name.startswith("acme_extras")]:
        del sys.modules[name]


def test_a_row_is_of_the_family_of_its_longest_prefix(acme: Any) -> None:
    found = acme.lookup("23505")

    assert found.__bases__[0] is acme.AcmeBaseForeign
    assert issubclass(found, acme.AcmeBaseConstraint)


@pytest.mark.parametrize(
    ("code", "family"), [("23xyz", "AcmeBaseConstraint"), ("235zz", "AcmeBaseForeign")]
)
def test_an_unknown_code_is_of_its_family_and_keeps_its_code(
    acme: Any, code: str, family: str
) -> None:
    error = acme.error_from_reply({"code": code, "text": "t"})

    assert (type(error).__name__, error.code) == (family, code)
    assert type(acme.error_from_code(code)).__name__ == family


def test_an_unknown_code_is_of_the_family_of_its_status(acme: Any) -> None:
    error = acme.error_from_reply({"code": "NEW"}, http_status=403)

    assert (type(error).__name__, error.code) == ("AcmeBaseForbiddenCall", "NEW")
    assert type(acme.error_from_reply({"code": "NEW"})) is acme.AcmeBaseUnknownCode


def test_a_row_of_two_families_is_caught_as_both(acme: Any) -> None:
    error = acme.error_from_code("ADMIN_REQUIRED")

    assert isinstance(error, acme.AcmeBaseBadCall)
    assert isinstance(error, acme.AcmeBaseForbiddenCall)


def test_a_parameter_in_the_code_is_a_property_and_the_wait(acme: Any) -> None:
    error = acme.error_from_reply({"code": "FLOOD_WAIT_33"})

    assert (type(error), error.seconds, error.retry_after) == (
        acme.AcmeBaseFloodWait,
        33,
        33.0,
    )
    assert error.code is acme.AcmeBaseCode.FLOOD_WAIT
    assert acme.error_from_code("FLOOD_WAIT_7").seconds == 7


def test_of_two_codes_with_a_value_the_more_telling_one_is_meant(acme: Any) -> None:
    error = acme.error_from_reply({"code": "FLOOD_WAIT_5_MORE"})

    assert (type(error), error.seconds) == (acme.AcmeBaseFloodWaitMore, 5)


@pytest.mark.parametrize("crossed", ["pickle", "json"])
def test_a_parameter_crosses_processes(acme: Any, crossed: str) -> None:
    error = acme.error_from_reply({"code": "FLOOD_WAIT_33"})

    again = (
        pickle.loads(pickle.dumps(error))
        if crossed == "pickle"
        else type(error)(*json.loads(json.dumps(error.args)))
    )

    assert (again.seconds, again.code) == (33, error.code)


@pytest.mark.parametrize(
    "code", ["FLOOD_WAIT_", "FLOOD_WAIT_soon", "FLOOD_WAIT_{seconds}"]
)
def test_a_parameter_that_did_not_arrive_is_none(acme: Any, code: str) -> None:
    error = acme.error_from_code(code)

    assert (type(error), error.seconds, error.retry_after) == (
        acme.AcmeBaseFloodWait,
        None,
        None,
    )


def test_a_header_says_more_of_the_wait_than_a_parameter(acme: Any) -> None:
    error = acme.error_from_reply(
        {"code": "FLOOD_WAIT_33"}, headers={"Retry-After": "5"}
    )

    assert error.retry_after == 5.0


def test_parameters_in_a_message_are_properties(
    acme: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1_764_000_000.0
    monkeypatch.setattr(time, "time", lambda: now)
    until = int((now + 100) * 1000)

    error = acme.error_from_reply(
        {"code": "BANNED", "text": f"IP 192.0.2.1 banned until {until}."}
    )

    assert (error.address, error.until) == ("192.0.2.1", until)
    assert error.retry_after == 100.0


def test_another_message_has_no_parameters(acme: Any) -> None:
    error = acme.error_from_reply({"code": "BANNED", "text": "Go away"})

    assert (error.address, error.until, error.retry_after) == (None, None, None)
    assert acme.error_from_code("BANNED").address is None


def test_a_parameter_in_the_reply_is_a_property(acme: Any) -> None:
    error = acme.error_from_reply({"code": "SLOW", "extra": {"pause": 1.5}})

    assert (error.pause, error.retry_after) == (1.5, 90.0)
    assert acme.error_from_reply({"code": "SLOW", "extra": [1]}).retry_after is None


def test_facts_are_attributes_and_none_where_a_row_has_none(acme: Any) -> None:
    known, plain = acme.lookup("23505"), acme.lookup("SLOW")

    assert (known.severity, known.weight, known.reversible, known.since) == (
        "error",
        0.5,
        True,
        7,
    )
    assert (plain.severity, plain.weight, plain.reversible, plain.since) == (None,) * 4


def test_kinds_of_ones_own_catch_as_their_base(acme: Any) -> None:
    package = import_module("acme_extras")

    error = acme.error_from_code("23505")

    assert isinstance(error, package.IntegrityViolation)
    assert isinstance(error, package.InvalidRequest)
    assert error.category == "integrity_violation"
    assert "Conflict" in package.__all__


@pytest.fixture
def acme_shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The module of a package that imports its runtime from an installed one."""
    shutil.copytree(SPECS, tmp_path / "specs")
    (tmp_path / "pyproject.toml").write_text(
        "[tool.errsmith]\noutput = '.'\npackage = 'acme_shared'\n"
        "runtime = 'provider_errors'\n"
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])

    assert main(["gen"]) == 0
    return import_module("acme_shared.acme_base")


def test_a_package_can_share_the_kinds_of_an_installed_one(
    acme_shared: Any, tmp_path: Path
) -> None:
    shared, ours = acme_shared, import_module("provider_errors")

    assert issubclass(shared.AcmeBaseFloodWait, ours.RateLimited)
    assert sorted(path.name for path in (tmp_path / "acme_shared").glob("*.*")) == [
        "__init__.py",
        "__main__.py",
        "_own_kinds.py",
        "acme_base.py",
        "py.typed",
    ]
    group = ours.ProviderErrorGroup("m", [shared.error_from_code("SLOW")])
    assert type(pickle.loads(pickle.dumps(group)).exceptions[0]) is shared.AcmeBaseSlow


def test_a_package_that_shares_its_runtime_has_the_command(
    acme_shared: Any, tmp_path: Path
) -> None:
    call = [sys.executable, "-m", acme_shared.__package__, "AcmeBaseSlow"]
    done = subprocess.run(
        call, cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert (done.stdout.splitlines()[0], done.stderr) == ("acme_base SLOW", "")


def test_a_group_from_json_imports_no_package_but_its_own_and_says_what_to_import(
    acme_shared: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = import_module("provider_errors")
    group = ours.ProviderErrorGroup("m", [acme_shared.error_from_code("SLOW")])
    args = json.loads(json.dumps(group.args))
    monkeypatch.delitem(sys.modules, "acme_shared.acme_base")

    with pytest.raises(TypeError, match=r"'acme_shared.acme_base' is not imported"):
        ours.ProviderErrorGroup(*args)

    monkeypatch.setitem(sys.modules, "acme_shared.acme_base", acme_shared)
    again = ours.ProviderErrorGroup(*args)
    assert type(again.exceptions[0]) is acme_shared.AcmeBaseSlow


def test_a_template_of_ones_own_comes_before_that_of_the_tool(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(SPECS, tmp_path / "specs")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "package.py.j2").write_text(
        '{{ package.origin | header }}\n"""Ours."""\n\n'
        'PROVIDERS = ({% for name in package.providers %}"{{ name }}",{% endfor %})\n'
    )
    (tmp_path / "pyproject.toml").write_text(
        "[tool.errsmith]\noutput = '.'\npackage = 'acme_own'\ntemplates = 'templates'\n"
    )
    monkeypatch.chdir(tmp_path)

    assert main(["gen"]) == 0

    written = (tmp_path / "acme_own" / "__init__.py").read_text()
    lines = written.splitlines()[4:]
    assert lines == ['"""Ours."""', "", 'PROVIDERS = ("acme_base",)']


def test_a_status_names_the_family_of_an_unknown_code_without_a_reply(
    acme: Any,
) -> None:
    error = acme.error_from_code("NEW", http_status=403)

    assert (type(error).__name__, error.code) == ("AcmeBaseForbiddenCall", "NEW")
