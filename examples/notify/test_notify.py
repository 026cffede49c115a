"""The service against a local server that answers as the providers would."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import httpx
import pytest
from provider_errors import fcm, notificore, xiaomi_push, zalo
from provider_errors.huawei_push import HuaweiPushIllegalToken
from provider_errors.oppo_push import OppoPushInvalidRegistrationId
from provider_errors.testing import Reply, reply, serve, success

from examples.notify.notify import FAILURES, PUSH, Breaker, Notifier, ProviderResting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provider_errors.testing import Server


@dataclass
class World:
    """A server, the service that sends to it, and what the service did."""

    server: Server
    alerts: list[str] = field(default_factory=list[str])
    forgotten: list[str] = field(default_factory=list[str])
    pauses: list[float] = field(default_factory=list[float])

    def __post_init__(self) -> None:
        names = ("zalo", "notificore", *PUSH)
        self.notifier = Notifier(
            urls={name: f"{self.server.url}/{name}" for name in names},
            alert=self.alerts.append,
            forget=self.forgotten.append,
            sleep=self.pauses.append,
        )

    def answers(self, *replies: Reply) -> None:
        for each in replies:
            self.server.add(each)

    @property
    def paths(self) -> list[str]:
        return [each.path for each in self.server.requests]


@pytest.fixture
def world() -> Iterator[World]:
    with serve() as server:
        made = World(server)
        with made.notifier.client:
            yield made


DOWN = Reply(503, {}, b"<html>")
GONE = reply(zalo.ZaloInvalidPhoneNumber)


def tell(world: World) -> str:
    return world.notifier.tell("84900000000", "Your parcel is here", "parcel1")


def test_zalo_comes_first(world: World) -> None:
    world.answers(success(zalo))

    assert tell(world) == "zalo"
    assert (world.paths, world.alerts) == (["/zalo"], [])


def test_who_cannot_be_reached_by_zalo_gets_an_sms(world: World) -> None:
    world.answers(GONE, success(notificore))

    assert tell(world) == "sms"
    assert world.paths == ["/zalo", "/notificore"]
    assert json.loads(world.server.requests[1].content)["reference"] == "parcel1"
    assert world.alerts == []


def test_an_sms_that_is_there_already_was_sent(world: World) -> None:
    world.answers(GONE, reply(notificore.NotificoreSmsIdAlreadyExists))

    assert tell(world) == "sms"


def test_an_empty_account_wakes_somebody_and_is_not_tried_again(world: World) -> None:
    world.answers(reply(zalo.ZaloOutOfQuota))

    with pytest.raises(zalo.ZaloOutOfQuota):
        tell(world)
    assert world.paths == ["/zalo"]
    assert [each.partition(":")[0] for each in world.alerts] == [
        "zalo -115 OUT_OF_QUOTA"
    ]


@pytest.mark.parametrize(
    ("vendor", "answer", "got"),
    [
        ("fcm", reply([fcm.FcmNotRegistered], succeeded=2), 2),
        ("huawei", reply([HuaweiPushIllegalToken], item="token-1", succeeded=2), 2),
        (
            "oppo",
            reply([OppoPushInvalidRegistrationId], item="token-1", succeeded=2),
            2,
        ),
        ("xiaomi", reply([xiaomi_push.XiaomiPushBadRegId], item="token-1"), None),
    ],
    ids=PUSH,
)
def test_tokens_that_are_gone_are_forgotten(
    world: World, vendor: str, answer: Reply, got: int | None
) -> None:
    world.answers(answer)

    assert world.notifier.push(vendor, ["token-1", "token-2", "token-3"], "Hi") == got
    assert (world.forgotten, world.alerts) == (["token-1"], [])


@pytest.mark.parametrize("vendor", PUSH)
def test_a_push_that_all_devices_got_is_counted(world: World, vendor: str) -> None:
    world.answers(success(PUSH[vendor]))

    assert world.notifier.push(vendor, ["token-1", "token-2"], "Hi") == 2


def test_a_bad_recipient_does_not_open_the_breaker(world: World) -> None:
    for _ in range(2 * FAILURES):
        world.answers(GONE, success(notificore))
        assert tell(world) == "sms"

    assert world.paths.count("/zalo") == 2 * FAILURES


def test_a_provider_that_fails_is_left_alone_for_a_while(world: World) -> None:
    now = [0.0]
    world.notifier.breakers["zalo"] = Breaker(clock=lambda: now[0])
    world.answers(*[DOWN] * 3, success(notificore), DOWN, DOWN, success(notificore))
    sent = [tell(world), tell(world)]
    world.answers(success(notificore))
    sent.append(tell(world))
    now[0] = 31.0
    world.answers(success(zalo))
    sent.append(tell(world))

    assert sent == ["sms", "sms", "sms", "zalo"]
    assert world.paths.count("/zalo") == FAILURES + 1


def test_a_resting_provider_says_so() -> None:
    breaker = Breaker(clock=lambda: 0.0)
    for _ in range(FAILURES):
        breaker.note(httpx.ReadTimeout("no answer"))

    with pytest.raises(ProviderResting):
        breaker.check()


def test_a_token_that_was_sent_alone_is_the_one_that_is_gone(world: World) -> None:
    world.answers(reply(fcm.FcmUnregistered))

    assert world.notifier.push("fcm", ["token-1"], "Hi") == 0
    assert world.forgotten == ["token-1"]


def test_what_had_no_answer_is_not_sent_again(world: World) -> None:
    seen: list[str] = []

    def slow(request: httpx.Request) -> httpx.Response:
        seen.append(request.url.path)
        raise httpx.ReadTimeout("no answer", request=request)

    with httpx.Client(transport=httpx.MockTransport(slow)) as client:
        world.notifier.client, before = client, world.notifier.client
        before.close()
        with pytest.raises(httpx.ReadTimeout):
            tell(world)

    assert seen == ["/zalo"]
