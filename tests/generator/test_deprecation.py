"""A deprecated class and a former name still catch; a line that writes one is warned of it.

The lines are run as a file of their own, `user.py`; what is expected is the number of each line
that is warned, and what it is told.
"""

from __future__ import annotations

import pickle
import sys
import warnings
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from errsmith.cli.dispatch import main

if TYPE_CHECKING:
    from collections.abc import Iterator

SPECS = Path(__file__).parents[1] / "golden" / "names" / "specs"
GONE = "AcmeMailTextTooLong is deprecated: The provider cuts long texts since 2024."
OLD = "AcmeMailNoCampaign is deprecated: use AcmeMailCampaignNotFound"
OLD_TWIN = "AcmeMailCampaignGone is deprecated: use AcmeMailCampaignDeleted"


@pytest.fixture(scope="module")
def acme(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A generated module with a deprecated row and former names."""
    folder, package = str(tmp_path_factory.mktemp("deprecated")), "acme_deprecated"
    assert main(["gen", "-o", folder, "--package", package, str(SPECS)]) == 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [folder, *sys.path])
        yield import_module(f"{package}.acme_mail")
    for name in [name for name in sys.modules if name.startswith(package)]:
        del sys.modules[name]


def warned(script: str, **names: object) -> list[tuple[str, int, str]]:
    """Where a script is warned, and what it is told after the name of the module."""
    code = compile(script, "user.py", "exec")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        exec(code, names)
    assert {each.category for each in caught} <= {DeprecationWarning}
    return [
        (each.filename, each.lineno, str(each.message).split(".", 2)[2])
        for each in caught
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("from acme_deprecated.acme_mail import AcmeMailTextTooLong", GONE),
        ("from acme_deprecated.acme_mail import AcmeMailTextTooLong as Long", GONE),
        ("from acme_deprecated.acme_mail import AcmeMailNoCampaign", OLD),
        ("acme.AcmeMailTextTooLong", GONE),
        ("acme.AcmeMailTextTooLong('Cut', 400)", GONE),
        ("acme.AcmeMailNoCampaign.summary", OLD),
        ("acme.AcmeMailCampaignGone", OLD_TWIN),
        ("isinstance(acme.error_from_code(7), acme.AcmeMailNoCampaign)", OLD),
        ("def use(): return acme.AcmeMailTextTooLong", None),
        ("acme.AcmeMailCampaignNotFound, acme.AcmeMailCampaignDeleted", None),
    ],
)
def test_a_line_that_writes_the_name_is_warned(
    acme: Any, line: str, told: str | None
) -> None:
    found = warned(f"import pickle\n\n{line}\n", acme=acme)

    assert found == ([("user.py", 3, told)] if told else [])


def test_an_except_clause_is_warned_when_it_is_reached(acme: Any) -> None:
    script = """
for code in ("Campaign not found", "It's \\"too long\\""):
    try:
        raise acme.error_from_code(code)
    except acme.AcmeMailNoCampaign as error:
        pass
    except acme.AcmeMailTextTooLong as error:
        pass
"""

    found = warned(script, acme=acme)

    assert found == [("user.py", 5, OLD), ("user.py", 5, OLD), ("user.py", 7, GONE)]


def test_a_pattern_is_warned(acme: Any) -> None:
    script = (
        "match error:\n    case acme.AcmeMailNoCampaign():\n        caught = True\n"
    )

    found = warned(script, acme=acme, error=acme.error_from_code("Campaign not found"))

    assert found == [("user.py", 2, OLD)]


@pytest.mark.parametrize(
    "line",
    [
        "import acme_deprecated.acme_mail",
        "from acme_deprecated import acme_mail",
        "from acme_deprecated.acme_mail import *",
        "acme.error_from_code(code)",
        "acme.lookup(code)",
        "acme.lookup('TEXT_TOO_LONG')",
        "acme.error_from_reply({'errors': {'message': code}})",
        "str(error), repr(error), error.code, error.remedy",
        "copy.copy(error), copy.deepcopy(error)",
        "type(error)(*json.loads(json.dumps(error.args)))",
        *(f"pickle.loads(pickle.dumps(error, {number}))" for number in range(6)),
        "pickle._loads(pickle._dumps(error))",
        "pickle.loads(pickle.dumps(type(error)))",
        "package.ProviderErrorGroup('1 part failed', [error])",
        "package.ProviderErrorGroup(*json.loads(json.dumps(group.args)))",
        "dir(acme)",
        "inspect.getmembers(acme)",
        "[getattr(acme, name) for name in acme.__all__]",
        "hasattr(acme, 'AcmeMailTextTooLong')",
        "getattr(acme, 'AcmeMailTextTooLong')",
        "importlib.reload(acme)",
    ],
)
def test_whatever_does_not_write_the_name_is_silent(acme: Any, line: str) -> None:
    package = sys.modules["acme_deprecated"]
    error = acme.error_from_code('It\'s "too long"')
    script = f"""
import copy, importlib, inspect, json, pickle
{line}
def elsewhere():
    return acme.AcmeMailTextTooLong
"""

    found = warned(
        script,
        acme=acme,
        package=package,
        code='It\'s "too long"',
        error=error,
        group=vars(package)["ProviderErrorGroup"]("m", [error]),
    )

    assert found == []


def test_a_pickle_of_before_the_deprecation_loads_in_silence(acme: Any) -> None:
    before = b"cacme_deprecated.acme_mail\nAcmeMailTextTooLong\n(VToo long\ntR."

    error = pickle.loads(before)

    assert type(error) is acme.lookup("TEXT_TOO_LONG")
    assert str(error) == 'acme_mail It\'s "too long" TEXT_TOO_LONG: Too long'


def test_an_old_name_is_the_class(acme: Any) -> None:
    names = ["AcmeMailNoCampaign", "AcmeMailCampaignMissing", "AcmeMailCampaignGone"]

    classes = {getattr(acme, name) for name in names}

    assert classes == {acme.AcmeMailCampaignNotFound}


def test_a_name_that_never_was_is_an_attribute_error(acme: Any) -> None:
    with pytest.raises(AttributeError) as raised:
        _ = acme.AcmeMailNothing

    text = "module 'acme_deprecated.acme_mail' has no attribute 'AcmeMailNothing'"
    assert str(raised.value) == text


def test_what_is_public_is_listed_with_its_old_names(acme: Any) -> None:
    assert set(acme.__all__) - set(dir(acme)) == set()
    assert "AcmeMailNoCampaign" in acme.__all__
