"""A large module loads its classes when they are needed, and is otherwise like a small one.

The recorded specs are generated twice: as they are, and as if two classes were many.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from errsmith.cli import dispatch

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    Run = Callable[..., subprocess.CompletedProcess[str]]
    Write = Callable[[Path, Any], Path]
    Snapshot = Callable[[Path], dict[str, bytes]]

GOLDEN = Path(__file__).parents[1] / "golden"
MODULES = {
    "extras": "acme_base",
    "hostile": "hostile",
    "names": "acme_mail",
    "replies": "acme",
    "text_codes": "acme_words",
}
by_case = pytest.mark.parametrize("case", MODULES)

LOADED = """
def loaded():
    return sorted(name.rpartition("_")[2] for name in sys.modules if "._volumes." in name)
"""


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The packages of the cases: with small modules, and with large ones."""
    made: dict[str, Path] = {}
    for size in ("small", "large"):
        made[size] = tmp_path_factory.mktemp(size)
        with pytest.MonkeyPatch.context() as patch:
            if size == "large":
                patch.setattr("errsmith.codegen.volumes.LARGE", 1)
                patch.setattr("errsmith.codegen.volumes.VOLUME", 2)
            for case in MODULES:
                specs = str(GOLDEN / case / "specs")
                arguments = ["gen", specs, "-o", str(made[size]), "--package", case]
                assert dispatch.main(arguments) == 0
    return made


@pytest.fixture
def answer(folders: dict[str, Path], spawn: Run) -> Callable[[str, str], Any]:
    """What a script prints as JSON, in a fresh Python that sees one of the folders."""

    def ask(size: str, script: str) -> Any:
        begin = f"import json, pickle, sys\nsys.path.insert(0, {str(folders[size])!r})"
        done = spawn("-W", "error", "-c", f"{begin}\n{LOADED}\n{script}")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return ask


@by_case
def test_a_large_module_holds_what_a_small_one_would(
    case: str, folders: dict[str, Path], probe: Callable[[Path, str], dict[str, Any]]
) -> None:
    small, large = (probe(folders[size], case) for size in ("small", "large"))

    assert (folders["large"] / case / "_volumes").is_dir()
    assert not (folders["small"] / case / "_volumes").exists()
    assert large == small


REPLIES = """
from replies import acme
replies = [
    {"result": {"code": code}} | extra
    for code in (0, 200, 100, 429, "429", 60001, 7, "x", None, True, 100.0)
    for extra in (
        {},
        {"value": {"100": ["a"]}},
        {"data": {"invalid": {"status": 100, "user": "b"}}},
        {"Events": [{"ErrCode": 100}, {"ErrCode": 429, "Platform": "two"}]},
    )
]
print(json.dumps([
    repr(acme.error_from_reply(reply, http_status=status))
    for reply in [*replies, {}, "", "<html>", {"errorId": 0}]
    for status in (None, 200, 429, 500, 503)
] + [
    repr(acme.error_from_code(code)) + acme.error_from_code(code).name.__repr__()
    for code in (0, 100, "100", "TOO_FAST", "ITEM_LOST", "UNREGISTERED", -12, "nothing")
]))
"""


def test_a_large_module_reads_as_a_small_one(
    answer: Callable[[str, str], Any],
) -> None:
    assert answer("large", REPLIES) == answer("small", REPLIES)


LATE = """
from names import acme_mail as acme
seen = [loaded()]
acme.error_from_reply({}, http_status=503)
hasattr(acme, "__path__")
seen.append(loaded())
error = acme.error_from_reply({"number": 7})
seen.append(loaded())
error.message, error.remedy, error.retry_after, repr(error), pickle.dumps(error)
seen.append(loaded())
str(error)
seen.append(loaded())
print(json.dumps(seen))
"""


def test_an_error_loads_its_volume_and_its_code_the_enum(
    answer: Callable[[str, str], Any],
) -> None:
    assert answer("large", LATE) == [
        [],
        [],
        ["2", "index"],
        ["2", "index"],
        ["2", "codes", "index"],
    ]


SUCCESS = """
from replies import acme
verdicts = [
    acme.error_from_reply({"result": {"code": 0}}, http_status=200),
    acme.error_from_reply({"result": {"code": "200"}}),
    acme.error_from_reply(b"", http_status=200),
    acme.raise_for_reply({"errorId": 0}),
]
print(json.dumps([verdicts, loaded()]))
"""


def test_a_success_loads_nothing(answer: Callable[[str, str], Any]) -> None:
    assert answer("large", SUCCESS) == [[None] * 4, []]


DUMPED = """
from names import acme_mail as acme
things = [
    acme.error_from_code(7, "Busy", item="a"),
    acme.lookup("TEXT_TOO_LONG")("Long", 400),
    acme.AcmeMailCampaignDeleted,
    acme.AcmeMailNumber.MAILBOX_BUSY,
    acme.AcmeMailUnknownCode("m", 500, None, None, None, "new"),
]
print(json.dumps([pickle.dumps(things, n).hex() for n in range(pickle.HIGHEST_PROTOCOL + 1)]))
"""
READ = """
pickles = {}
print(json.dumps([
    [repr(each), each.__module__, "" if isinstance(each, type) else str(each)]
    for text in pickles
    for each in pickle.loads(bytes.fromhex(text))
]))
"""


def test_a_pickle_does_not_know_how_large_its_module_is(
    answer: Callable[[str, str], Any],
) -> None:
    dumped = {size: answer(size, DUMPED) for size in ("small", "large")}

    read = {
        (of, by): answer(by, READ.format(dumped[of]))
        for of in ("small", "large")
        for by in ("small", "large")
    }

    assert dumped["small"] == dumped["large"]
    assert len({json.dumps(each) for each in read.values()}) == 1


NAMES = """
import typing
from names import acme_mail as acme
missing = sorted(set(acme.__all__) - set(dir(acme)))
names = {}
exec("from names.acme_mail import *", names)
del names["__builtins__"]
modules = {each.__module__ for each in names.values()}
print(json.dumps([missing, sorted(names) == list(acme.__all__), sorted(modules)]))
"""


def test_every_public_name_is_listed_and_comes_with_a_star(
    answer: Callable[[str, str], Any],
) -> None:
    assert answer("large", NAMES) == [[], True, ["names.acme_mail"]]


WARNED = """
import warnings
from names import acme_mail as acme
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    for name in acme.__all__:
        getattr(acme, name)
    acme.AcmeMailMailboxBusy
    acme.AcmeMailTextTooLong
    acme.AcmeMailCampaignGone
print(json.dumps([str(each.message) for each in caught]))
"""


def test_a_deprecated_name_of_a_volume_is_warned_of(
    answer: Callable[[str, str], Any],
) -> None:
    reason = "The provider cuts long texts since 2024."

    told = answer("large", WARNED)

    assert told == [
        f"names.acme_mail.AcmeMailTextTooLong is deprecated: {reason}",
        "names.acme_mail.AcmeMailCampaignGone is deprecated: use AcmeMailCampaignDeleted",
    ]


THREADS = """
import threading
from names import acme_mail as acme
found, begin = [], threading.Barrier(16)
other = {"errors": {"message": "Campaign not found"}}
def read(number):
    begin.wait()
    error = acme.error_from_reply({"number": 7} if number % 2 else other)
    found.append((type(error), error.code, getattr(acme, type(error).__name__)))
sys.setswitchinterval(1e-6)
threads = [threading.Thread(target=read, args=(n,)) for n in range(16)]
[each.start() for each in threads]
[each.join() for each in threads]
print(json.dumps([len(found), len(set(found)), all(a is c for a, _, c in found)]))
"""


def test_threads_that_load_at_once_find_one_class(
    answer: Callable[[str, str], Any],
) -> None:
    assert answer("large", THREADS) == [16, 2, True]


def test_two_type_checkers_and_black_accept_volumes(
    folders: dict[str, Path], spawn: Run
) -> None:
    folder = folders["large"]
    settings = '{"typeCheckingMode": "strict", "pythonVersion": "3.11"}'
    (folder / "pyrightconfig.json").write_text(settings)
    (folder / "use.py").write_text(
        "from typing import Literal, assert_type\n"
        "from names.acme_mail import AcmeMailMailboxBusy, AcmeMailNumber\n"
        "assert_type(AcmeMailMailboxBusy().code, Literal[AcmeMailNumber.MAILBOX_BUSY])\n"
    )
    black = ("--check", "--target-version=py311", "--exclude=use.py", ".")
    packages = [argument for case in MODULES for argument in ("-p", case)]
    options = ("--strict", "--config-file=", "--no-error-summary", "-m", "use")

    mypy = spawn("-m", "mypy", *options, *packages, cwd=folder)
    pyright = spawn("-m", "pyright", cwd=folder)
    laid_out = spawn("-m", "black", *black, cwd=folder)

    assert mypy.stdout == ""
    assert "0 errors, 0 warnings" in pyright.stdout, pyright.stdout
    assert laid_out.returncode == 0, laid_out.stderr


def test_a_module_that_shrinks_leaves_no_volume(
    project: Path, run: Run, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("gen", cwd=project)
    small = snapshot(project / "src")
    with monkeypatch.context() as patch:
        patch.setattr("errsmith.codegen.volumes.LARGE", 0)
        grown = run("gen", "--no-cache", cwd=project)
        checked = run("gen", "--check", "--no-cache", cwd=project)

    shrunk = run("gen", "--no-cache", cwd=project)

    assert "create src/acme_errors/_volumes/acme_1.py" in grown.stderr
    assert checked.returncode == 0, checked.stderr
    assert "remove src/acme_errors/_volumes/acme_1.py" in shrunk.stderr
    assert snapshot(project / "src") == small
    assert not (project / "src" / "acme_errors" / "_volumes").exists()


def test_a_table_of_more_than_a_thousand_codes_stands_in_volumes(
    project: Path, spec: dict[str, Any], write_spec: Write, run: Run, spawn: Run
) -> None:
    row = spec["tables"][0]["codes"][1]
    spec["tables"][0]["codes"] += [
        {**row, "code": code, "name": f"FAILURE_{code}"} for code in range(1, 1001)
    ]
    write_spec(project / "specs" / "acme.yaml", spec)
    script = f"""
import sys
{LOADED}
from acme_errors import acme
from acme_errors.acme import AcmeFailure777
error = acme.error_from_reply({{"error": 777}})
print(type(error) is AcmeFailure777, loaded(), error.code, len(acme.AcmeCode), len(acme.__all__))
"""

    result = run("gen", cwd=project)
    seen = spawn("-W", "error", "-c", script, cwd=project / "src")

    assert result.returncode == 0, result.stderr
    assert seen.stdout == "True ['4', 'index'] 777 1002 1012\n", seen.stderr
