"""Errors cross from process to process, through pickle, copy and JSON, and stay what they are."""

from __future__ import annotations

import copy
import json
import multiprocessing
import pickle
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from provider_errors import (
    PROVIDERS,
    GatewayDown,
    ProviderError,
    ProviderErrorGroup,
    RateLimited,
    Retryable,
    UnknownCode,
    meizu_push,
    zalo,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

STATE = ("said — so", 418, "recipient 1", 2.5, {"reply": [1, None, True, {"x": "ü"}]})
CODES_OF_RANGES = {"NotificoreStatisticsReserved": 88, "TencentPushCommonError": 60123}
A_CODE_WITHOUT_A_ROW = 31337
ENOUGH_SECONDS = 120


def classes_of(provider: str) -> list[type[ProviderError]]:
    """Every exception class of a provider, each once."""
    module = import_module(f"provider_errors.{provider}")
    public = [getattr(module, name) for name in module.__all__]
    errors = [
        each
        for each in public
        if isinstance(each, type)
        and issubclass(each, ProviderError)
        and not issubclass(each, ProviderErrorGroup)
    ]
    return list(dict.fromkeys(errors))


def with_state(cls: type[ProviderError]) -> ProviderError:
    """An error with every part of its state set."""
    if issubclass(cls, UnknownCode):
        return cls(*STATE, A_CODE_WITHOUT_A_ROW)
    if cls.__name__ in CODES_OF_RANGES:
        return cls(*STATE, CODES_OF_RANGES[cls.__name__])
    return cls(*STATE)


def facts(error: ProviderError) -> dict[str, object]:
    """All that one can ask an error."""
    return {
        "class": type(error),
        "code": error.code,
        "type of code": type(error.code),
        "name": error.name,
        "message": error.message,
        "http_status": error.http_status,
        "item": error.item,
        "reply": error.reply,
        "retry_after": error.retry_after,
        "text": str(error),
    }


def group_facts(group: ProviderErrorGroup) -> dict[str, object]:
    """All that one can ask a group."""
    errors = [each for each in group.exceptions if isinstance(each, ProviderError)]
    return {
        "class": type(group),
        "message": group.message,
        "errors": [facts(error) for error in errors],
        "succeeded": group.succeeded,
        "http_status": group.http_status,
        "reply": group.reply,
        "request_id": group.request_id,
        "text": str(group),
    }


def through_pickle(protocol: int) -> Callable[[Any], Any]:
    return lambda error: pickle.loads(pickle.dumps(error, protocol))


def through_json(error: Any) -> Any:
    return type(error)(*json.loads(json.dumps(error.args)))


CROSSINGS: dict[str, Callable[[Any], Any]] = {
    **{f"pickle {n}": through_pickle(n) for n in range(pickle.HIGHEST_PROTOCOL + 1)},
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "json": through_json,
    "json, twice": lambda error: through_json(through_json(error)),
    "pickle of json": lambda error: through_pickle(5)(through_json(error)),
}

every_class = pytest.mark.parametrize(
    "cls",
    [cls for provider in PROVIDERS for cls in classes_of(provider)],
    ids=lambda cls: cls.__name__,
)


@every_class
def test_an_error_crosses_with_its_state(cls: type[ProviderError]) -> None:
    error = with_state(cls)

    crossed = {how: facts(cross(error)) for how, cross in CROSSINGS.items()}

    assert crossed == dict.fromkeys(CROSSINGS, facts(error))


@every_class
def test_an_error_crosses_without_a_state(cls: type[ProviderError]) -> None:
    error = cls()

    crossed = {how: facts(cross(error)) for how, cross in CROSSINGS.items()}

    assert crossed == dict.fromkeys(CROSSINGS, facts(error))


@every_class
def test_the_state_of_an_error_is_what_it_was_made_of(cls: type[ProviderError]) -> None:
    error = with_state(cls)

    kept = (
        error.message.removesuffix(f" (code {error.code})"),
        error.http_status,
        error.item,
        error.retry_after,
        error.reply,
    )

    assert kept == STATE


@every_class
def test_an_error_is_hashable_and_equal_to_itself_alone(
    cls: type[ProviderError],
) -> None:
    error, other = with_state(cls), with_state(cls)

    assert {error: 1, other: 2} == {other: 2, error: 1}
    assert error != other


def test_an_error_crosses_with_its_notes() -> None:
    error = zalo.ZaloOutOfQuota()
    error.add_note("while sending the reminders")

    crossed = pickle.loads(pickle.dumps(error))

    assert crossed.__notes__ == ["while sending the reminders"]


def test_two_raises_never_share_an_instance(provider: str) -> None:
    module = import_module(f"provider_errors.{provider}")
    codes = [cls().code for cls in classes_of(provider)]

    shared = [
        code
        for code in [A_CODE_WITHOUT_A_ROW, *filter(None, codes)]
        if module.error_from_code(code) is module.error_from_code(code)
    ]

    assert shared == []


@pytest.mark.parametrize("http_status", [400, 429, 502])
def test_two_unreadable_replies_never_share_an_instance(
    module: ModuleType, http_status: int
) -> None:
    first = module.error_from_reply("<html>", http_status=http_status)

    second = module.error_from_reply("<html>", http_status=http_status)

    assert first is not second


def test_the_first_raise_leaves_no_trace_in_the_second() -> None:
    caught: list[zalo.ZaloError] = []
    for item in ("first", "second"):
        try:
            raise zalo.error_from_code(-115, item=item) from ValueError(item)
        except zalo.ZaloOutOfQuota as error:
            caught.append(error)

    causes = [(error.item, str(error.__cause__)) for error in caught]
    assert causes == [("first", "first"), ("second", "second")]


# Groups


def group_of(provider: str) -> ProviderErrorGroup:
    errors = [with_state(cls) for cls in classes_of(provider)]
    module = import_module(f"provider_errors.{provider}")
    groups = [name for name in module.__all__ if name.endswith("ErrorGroup")]
    cls = getattr(module, groups[0]) if groups else ProviderErrorGroup
    group: ProviderErrorGroup = cls(
        "some failed",
        errors,
        3,
        207,
        {"result": [1, {"a": "ü"}]},
        None,
        {"request_id": "r"},
    )
    return group


@pytest.mark.parametrize("how", CROSSINGS)
def test_a_group_crosses_with_every_error(provider: str, how: str) -> None:
    group = group_of(provider)

    crossed = CROSSINGS[how](group)

    assert group_facts(crossed) == group_facts(group)


@pytest.mark.parametrize("how", CROSSINGS)
def test_a_group_crosses_where_the_reply_does_not_say_what_succeeded(how: str) -> None:
    group = ProviderErrorGroup("some failed", [zalo.ZaloOutOfQuota()])

    crossed = CROSSINGS[how](group)

    assert group_facts(crossed) == group_facts(group)


def mixed() -> ProviderErrorGroup:
    errors = [
        zalo.error_from_code(-115, item="a"),
        zalo.error_from_code(-100, item="b"),
        zalo.ZaloGatewayDown(None, 502, "c"),
    ]
    return ProviderErrorGroup("3 parts failed", errors, 7, 207, {"r": 1})


def items(group: BaseException | None) -> object:
    """The class, the items and the state of a group, None where there is none."""
    if not isinstance(group, ProviderErrorGroup):
        return group
    state = (group.message, group.succeeded, group.http_status, group.reply)
    return [error.item for error in group.exceptions], state  # type: ignore[union-attr]  # a group of errors alone


STATE_OF_MIXED = ("3 parts failed", 7, 207, {"r": 1})


def test_a_split_group_stays_a_group_with_its_state() -> None:
    retryable, others = mixed().split(Retryable)

    parts = (items(retryable), items(others))

    assert parts == ((["b", "c"], STATE_OF_MIXED), (["a"], STATE_OF_MIXED))


def test_a_subgroup_stays_a_group_with_its_state() -> None:
    down = mixed().subgroup(GatewayDown)

    assert items(down) == (["c"], STATE_OF_MIXED)


def test_a_subgroup_of_nothing_is_none() -> None:
    assert mixed().subgroup(RateLimited) is None


def test_except_star_picks_out_groups_with_their_state() -> None:
    caught: list[BaseException] = []

    try:
        raise mixed()
    except* zalo.ZaloOutOfQuota as group:
        caught.append(group)
    except* Retryable as group:
        caught.append(group)

    assert list(map(items, caught)) == [
        (["a"], STATE_OF_MIXED),
        (["b", "c"], STATE_OF_MIXED),
    ]


def test_what_except_star_leaves_over_is_raised_again_as_a_group() -> None:
    def raise_all_but_one() -> None:
        try:
            raise mixed()
        except* zalo.ZaloOutOfQuota:
            pass

    with pytest.raises(ProviderErrorGroup) as left:
        raise_all_but_one()

    assert items(left.value) == (["b", "c"], STATE_OF_MIXED)


@pytest.mark.parametrize("how", CROSSINGS)
def test_a_part_of_a_group_crosses_too(how: str) -> None:
    part = mixed().subgroup(Retryable)

    crossed = CROSSINGS[how](part)

    assert items(crossed) == (["b", "c"], STATE_OF_MIXED)


def test_a_group_is_hashable() -> None:
    group = mixed()

    assert {group: 1}[group] == 1


@pytest.mark.parametrize(
    "stored",
    [
        ["os", "system", ["exit 1"]],
        ["builtins", "ValueError", ["x"]],
        ["provider_errors.zalo", "lookup", [-115]],
        ["provider_errors.zalo", "ZaloCode", [-115]],
        ["provider_errors.zalo", "ZaloNothing", []],
        ["provider_errors.nothing", "ZaloOutOfQuota", []],
        ["provider_errors", "", []],
        ["", "", []],
        ["provider_errors.zalo", "ZaloOutOfQuota", None],
        ["provider_errors.zalo", "ZaloOutOfQuota"],
        [],
        None,
        5,
        "ZaloOutOfQuota",
        ValueError("x"),
    ],
)
def test_a_group_is_rebuilt_from_provider_errors_alone(stored: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        ProviderErrorGroup("some failed", [stored])


# Processes


def in_a_fresh_process(script: str, stdin: bytes = b"", *options: str) -> object:
    """What a script prints as JSON in a Python that has imported nothing of ours."""
    done = subprocess.run(
        [sys.executable, "-W", "error", *options, "-c", script],
        input=stdin,
        capture_output=True,
        check=False,
        timeout=ENOUGH_SECONDS,
    )
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


LOADED = """
import json, pickle, sys
errors = pickle.loads(sys.stdin.buffer.read())
print(json.dumps([
    [type(e).__name__, e.code, e.name, e.message, e.http_status, e.item, e.reply, e.retry_after]
    for e in errors
]))
"""


def test_a_pickle_loads_where_the_module_was_not_imported(provider: str) -> None:
    errors = [with_state(cls) for cls in classes_of(provider)]

    loaded = in_a_fresh_process(LOADED, pickle.dumps(errors))

    assert loaded == [
        [
            type(error).__name__,
            error.code,
            error.name,
            error.message,
            error.http_status,
            error.item,
            error.reply,
            error.retry_after,
        ]
        for error in errors
    ]


def test_a_pickled_group_loads_where_no_module_was_imported() -> None:
    script = """
import json, pickle, sys
group = pickle.loads(sys.stdin.buffer.read())
print(json.dumps([type(group).__name__, group.succeeded, [e.item for e in group.exceptions]]))
"""

    loaded = in_a_fresh_process(script, pickle.dumps(mixed()))

    assert loaded == ["ProviderErrorGroup", 7, ["a", "b", "c"]]


def test_the_json_of_a_group_is_enough_where_no_module_was_imported() -> None:
    script = """
import json, sys
from provider_errors import ProviderErrorGroup
group = ProviderErrorGroup(*json.load(sys.stdin))
print(json.dumps([group.succeeded, [[type(e).__name__, e.item] for e in group.exceptions]]))
"""

    rebuilt = in_a_fresh_process(script, json.dumps(mixed().args).encode())

    assert rebuilt == [
        7,
        [["ZaloOutOfQuota", "a"], ["ZaloUnknownError", "b"], ["ZaloGatewayDown", "c"]],
    ]


WITHOUT_DOCSTRINGS = """
import importlib, json, pickle
from provider_errors import PROVIDERS, ProviderErrorGroup, ProviderError, zalo
seen = []
for name in PROVIDERS:
    module = importlib.import_module("provider_errors." + name)
    error = pickle.loads(pickle.dumps(module.error_from_reply("<html>", http_status=503)))
    seen.append([type(error).__name__, error.retryable])
try:
    zalo.raise_for_reply('{"error": -115, "message": "Out of quota"}')
except zalo.ZaloOutOfQuota as error:
    seen.append(["caught", str(error), error.summary_in("vi"), zalo.ZaloOutOfQuota.__doc__])
print(json.dumps(seen))
"""


@pytest.mark.parametrize("option", ["-O", "-OO"])
def test_optimised_python_reads_replies_as_well(option: str) -> None:
    seen = in_a_fresh_process(WITHOUT_DOCSTRINGS, b"", option)

    downs = [
        [cls.__name__, True] for p in PROVIDERS for cls in classes_of(p) if is_down(cls)
    ]
    quota = zalo.ZaloOutOfQuota()
    doc = quota.__doc__ if option == "-O" else None
    text = "zalo -115 OUT_OF_QUOTA: Out of quota"
    assert seen == [*downs, ["caught", text, quota.summary_in("vi"), doc]]


def is_down(cls: type[ProviderError]) -> bool:
    return issubclass(cls, GatewayDown)


BODIES: dict[str, dict[str, Any]] = {
    "a code": {"body": {"error": -115, "message": "Out of quota"}},
    "an unknown code": {"body": {"error": -999}, "http_status": 200},
    "a gateway": {
        "body": "<html>",
        "http_status": 502,
        "headers": {"Retry-After": "5"},
    },
}


@pytest.mark.parametrize("what", BODIES)
def test_a_pool_of_processes_hands_the_error_over(what: str) -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        result = pool.apply_async(zalo.raise_for_reply, (), BODIES[what])

        with pytest.raises(zalo.ZaloError) as raised:
            result.get(timeout=ENOUGH_SECONDS)

    wanted = zalo.error_from_reply(**BODIES[what])
    assert isinstance(wanted, zalo.ZaloError)
    assert facts(raised.value) == facts(wanted)


PARTS = {"result": [{"error": 0}, {"error": 23, "reference": "b"}, {"error": 999}]}


def test_a_pool_of_processes_hands_a_group_over() -> None:
    notificore = import_module("provider_errors.notificore")
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        result = pool.apply_async(notificore.raise_for_reply, (PARTS,))

        with pytest.raises(ProviderErrorGroup) as raised:
            result.get(timeout=ENOUGH_SECONDS)

    assert group_facts(raised.value) == group_facts(notificore.error_from_reply(PARTS))


def test_an_executor_of_processes_hands_errors_over() -> None:
    notificore = import_module("provider_errors.notificore")
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as executor:
        one = executor.submit(zalo.raise_for_reply, {"error": "-115"})
        several = executor.submit(notificore.raise_for_reply, PARTS)

        error = one.exception(timeout=ENOUGH_SECONDS)
        group = several.exception(timeout=ENOUGH_SECONDS)

    assert isinstance(error, zalo.ZaloOutOfQuota)
    assert isinstance(group, ProviderErrorGroup)
    wanted = notificore.error_from_reply(PARTS)
    assert (error.code, group_facts(group)) == (-115, group_facts(wanted))


@pytest.mark.parametrize(
    "reply",
    [
        '{"error": -115, "deep": %s}',
        '{"code": 200, "value": {"513": ["a"]}, "deep": %s}',
    ],
    ids=["an error", "a group"],
)
def test_what_a_deeply_nested_reply_becomes_can_be_pickled(reply: str) -> None:
    module = zalo if "error" in reply else meizu_push
    error = module.error_from_reply(reply % ("[" * 600 + "]" * 600))

    assert error is not None
    again = pickle.loads(pickle.dumps(error))

    assert (type(again), again.args) == (type(error), error.args)


def test_the_command_says_the_same_without_docstrings() -> None:
    command = (sys.executable, "-m", "provider_errors")
    plain, stripped = (
        subprocess.run(
            [command[0], *options, *command[1:]],
            capture_output=True,
            check=True,
        ).stdout
        for options in ((), ("-OO",))
    )

    assert stripped == plain
