"""Many threads and tasks raise and read at once, and none of them sees another's error."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from threading import Barrier
from typing import TYPE_CHECKING, NamedTuple

import pytest
from provider_errors import PROVIDERS, ProviderError, ProviderErrorGroup, zalo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

THREADS = 32
TASKS = 10_000
ENOUGH_SECONDS = 120


class Call(NamedTuple):
    """A reply that nobody else gets, and the class of its error."""

    provider: str
    cls: type[ProviderError]
    code: int | str
    mark: str

    def error(self) -> ProviderError:
        """The error, made of its code and raised."""
        module = import_module(f"provider_errors.{self.provider}")
        try:
            raise module.error_from_code(self.code, self.mark, item=self.mark)
        except ProviderError as error:
            return error

    def read(self) -> object:
        """What a reader makes of a reply with the mark in it, raised and caught."""
        module = import_module(f"provider_errors.{self.provider}")
        body = json.dumps({"mark": self.mark, "error": {"code": self.mark}})
        try:
            module.raise_for_reply(body, http_status=503)
        except (ProviderError, ProviderErrorGroup) as error:
            return error
        return None


@pytest.fixture
def calls() -> Callable[[int], list[Call]]:
    """So many calls, in turns of every provider and every code of it."""
    rows = [
        (provider, cls, code)
        for provider in PROVIDERS
        for table in import_module(f"provider_errors.{provider}")._CATALOG.tables[:1]  # noqa: SLF001 - its codes
        for code, cls in table.classes.items()
    ]

    def many(count: int) -> list[Call]:
        return [Call(*rows[n % len(rows)], f"mark-{n}") for n in range(count)]

    return many


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads that take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def facts(error: ProviderError) -> tuple[object, ...]:
    return type(error), str(error.code), error.message, error.item


def expected(call: Call) -> tuple[object, ...]:
    return call.cls, str(call.cls().code), call.mark, call.mark


@pytest.mark.usefixtures("restless")
def test_threads_raise_and_read_at_once(
    calls: Callable[[int], list[Call]],
) -> None:
    every = calls(THREADS * 100)
    barrier = Barrier(THREADS)

    def work(first: int) -> list[tuple[ProviderError, object]]:
        barrier.wait()
        return [(call.error(), call.read()) for call in every[first::THREADS]]

    with ThreadPoolExecutor(THREADS) as pool:
        done = list(pool.map(work, range(THREADS)))

    mine = [call for first in range(THREADS) for call in every[first::THREADS]]
    pairs = [pair for each in done for pair in each]
    raised = [error for error, _ in pairs]
    read = [error for _, error in pairs if isinstance(error, ProviderError)]
    assert [facts(error) for error in raised] == [expected(call) for call in mine]
    assert [error.reply for error in read] == [
        {"mark": call.mark, "error": {"code": call.mark}} for call in mine
    ]
    assert len({id(error) for error in raised + read}) == 2 * len(every)


def test_tasks_raise_and_read_at_once(calls: Callable[[int], list[Call]]) -> None:
    every = calls(TASKS)

    async def work(call: Call) -> object:
        await asyncio.sleep(0)
        module = import_module(f"provider_errors.{call.provider}")
        made = module.error_from_code(call.code, call.mark, item=call.mark)
        await asyncio.sleep(0)
        raise made

    async def all_of_them() -> list[object]:
        return await asyncio.gather(*map(work, every), return_exceptions=True)

    raised = asyncio.run(all_of_them())

    errors = [error for error in raised if isinstance(error, ProviderError)]
    assert [facts(error) for error in errors] == [expected(call) for call in every]
    assert len({id(error) for error in errors}) == TASKS


def test_a_group_of_tasks_fails_with_every_error() -> None:
    async def work(number: int) -> None:
        await asyncio.sleep(0)
        zalo.raise_for_reply({"error": -108, "message": f"{number}"})

    async def all_of_them() -> None:
        async with asyncio.TaskGroup() as group:
            for number in range(100):
                group.create_task(work(number))

    caught: list[str] = []
    try:
        asyncio.run(all_of_them())
    except* zalo.ZaloInvalidPhoneNumber as errors:
        caught = [getattr(error, "message", "") for error in errors.exceptions]

    assert caught == [str(number) for number in range(100)]


LOADED_AT_ONCE = """
import sys, threading
import provider_errors
sys.setswitchinterval(1e-6)
barrier = threading.Barrier(32)
found, wrong = [], []
event = {"Events": [{"PushPlatform": n, "ErrCode": "1"} for n in range(10)]}

def work(number):
    names = provider_errors.PROVIDERS
    turned = names[number % len(names):] + names[:number % len(names)]
    barrier.wait()
    try:
        for name in turned:
            module = getattr(provider_errors, name)
            error = module.error_from_reply("<html>", http_status=503, headers={"Retry-After": "5"})
            assert type(error).__name__.endswith("GatewayDown"), error
            assert len(error.summary_in("vi")) > 0
            found.append((name, id(module), id(type(error))))
        assert len(provider_errors.tencent_push.error_from_reply(event).exceptions) > 0
    except BaseException as error:
        wrong.append(repr(error))

threads = [threading.Thread(target=work, args=[n]) for n in range(32)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert not wrong, wrong
assert len(found) == 32 * len(provider_errors.PROVIDERS), len(found)
assert len(set(found)) == len(provider_errors.PROVIDERS), set(found)
"""


@pytest.mark.parametrize("_attempt", range(3))
def test_threads_load_every_provider_at_once(_attempt: int) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", LOADED_AT_ONCE],
        capture_output=True,
        text=True,
        check=False,
        timeout=ENOUGH_SECONDS,
    )

    assert (done.returncode, done.stderr) == (0, "")
