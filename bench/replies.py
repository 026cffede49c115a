"""The front door: bytes of a reply become a verdict: None, an exception, or a group of them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bench.figures import figure, number, seconds
from bench.harness import Case, timings
from bench.results import Aim, Group, Row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bench.figures import Figure
    from bench.results import Effort

REPLIES: Final[dict[str, dict[str, Any]]] = json.loads(
    Path(__file__).with_name("replies.json").read_text("utf-8")
)
"""What each provider sends for a message that was accepted, and for one that was not."""

ITEMS: Final = (10, 1000)
GROUPS: Final = (
    "notificore",
    "tencent_push",
    "huawei_push",
    "xiaomi_push",
    "meizu_push",
)
OUTCOMES: Final = ("success", "failure")
HEADERS: Final = {
    "content-type": "application/json; charset=utf-8",
    "content-length": "120",
    "date": "Fri, 27 Nov 2026 10:00:00 GMT",
    "server": "nginx",
    "connection": "keep-alive",
    "x-trace": "0a1b2c3d",
}
LIMITS: Final = {
    "success": ("A success passes `raise_for_response`", 1.4),
    "failure": ("An error is made of the bytes", 1.8),
}
ABOUT: Final = """\
`raise_for_response(response)` for a success, `error_from_reply(content, http_status=200,
headers=headers)` for a failure, with the bytes that arrived and six headers; ratios are to
`json.loads` of the same bytes. APNs answers a success with an empty body, which decides no aim."""


@dataclass(frozen=True)
class Response:
    """A response as clients have it, with its body read."""

    content: bytes
    status_code: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: HEADERS)


def measure(effort: Effort) -> Group:
    """Return each provider's success, failure and group, beside decoding it."""
    group = Group("The front door", ABOUT)
    timed = timings(__name__, effort).figures
    for outcome in OUTCOMES:
        ratios: dict[str, Figure] = {}
        for provider in REPLIES:
            name = f"{provider}, {outcome}"
            ratio = timed[name].over(timed[f"{name}, decoding"])
            if isinstance(REPLIES[provider][outcome], dict):
                ratios[provider] = ratio
            text = seconds(timed[name].middle)
            group.rows.append(Row(name, text, ratio, "json.loads of it"))
        what, limit = LIMITS[outcome]
        within = [each for each in ratios if ratios[each].middle < limit]
        worst = max(ratios, key=lambda each: ratios[each].middle)
        most = f"{number(ratios[worst].middle)} at worst ({worst})"
        found = f"{most}; {len(within)} of {len(ratios)} providers"
        aim = f"{what} in {limit} of the time of `json.loads`"
        group.aims.append(Aim(aim, found, len(within) == len(ratios)))
    growth = [_growth(group, timed, provider) for provider in GROUPS]
    worst_growth = max(growth)
    group.aims.append(
        Aim(
            "A group takes time in proportion to its items",
            f"an item of {ITEMS[-1]:,} costs at most {number(worst_growth)} of one of {ITEMS[0]}",
            worst_growth < 1.5,
        )
    )
    return group


def _growth(group: Group, timed: dict[str, Figure], provider: str) -> float:
    """Add the lines of groups; what an item of the largest costs beside the smallest."""
    for items in ITEMS:
        name = f"{provider}, a group of {items:,}"
        each, decoding = timed[name], timed[f"{name}, decoding"]
        text = seconds(each.middle)
        ratio = each.over(decoding)
        group.rows.append(Row(name, text, ratio, "json.loads of it", detail=True))
    few, many = (
        timed[f"{provider}, a group of {items:,}"] for items in (ITEMS[0], ITEMS[-1])
    )
    return figure(many.per(ITEMS[-1]).values).over(few.per(ITEMS[0])).middle


def cases() -> list[list[Case]]:
    """Return a set for each provider and each size of a group."""
    sets: list[list[Case]] = []
    for provider, replies in REPLIES.items():
        sets.append(
            [
                case
                for outcome in OUTCOMES
                for case in _pair(f"{provider}, {outcome}", provider, replies[outcome])
            ]
        )
    for provider in GROUPS:
        for items in ITEMS:
            name = f"{provider}, a group of {items:,}"
            sets.append(_pair(name, provider, many(provider, items)))
    return sets


def many(provider: str, items: int) -> dict[str, Any]:
    """Return a reply that reports so many parts."""
    tokens = [f"token-{number:08}" for number in range(items)]
    if provider == "notificore":
        failed = {"error": 21, "errorDescription": "invalid phone number"}
        parts = [
            {**failed, "reference": token}
            if place % 2
            else {"error": 0, "id": token, "price": 0.02}
            for place, token in enumerate(tokens)
        ]
        return {"task_id": "55", "result": parts}
    if provider == "tencent_push":
        events = [
            {
                "To_Account": token,
                "PushPlatform": 6,
                "PushStage": 1,
                "ErrCode": place % 2 * 11,
                "ErrInfo": "OK",
            }
            for place, token in enumerate(tokens)
        ]
        return {"CallbackCommand": "Push.AllMemberPush", "Events": events}
    if provider == "huawei_push":
        inner = {"success": items, "failure": items, "illegal_tokens": tokens}
        return {"code": "80100000", "msg": json.dumps(inner), "requestId": "1"}
    if provider == "xiaomi_push":
        return {
            "result": "ok",
            "code": 0,
            "data": {"id": "m", "bad_regids": ",".join(tokens)},
        }
    return {"code": "200", "message": "", "value": {"110003": tokens}, "msgId": "m"}


def _pair(name: str, provider: str, reply: object) -> list[Case]:
    """Measure reading the bytes of a reply, and decoding them."""
    content = json.dumps(reply).encode() if isinstance(reply, dict) else b""
    success = name.endswith(", success")

    def names() -> dict[str, Any]:
        module = import_module(f"provider_errors.{provider}")
        response = Response(content)
        found: dict[str, Any] = {
            "check": module.raise_for_response,
            "read": module.error_from_reply,
            "response": response,
            "content": content,
            "headers": HEADERS,
            "loads": json.loads,
            "decoding": content or b"{}",
        }
        if success:
            module.raise_for_response(response)
        else:
            module.error_from_reply(content, http_status=200, headers=HEADERS)
        return found

    read = "read(content, http_status=200, headers=headers)"
    return [
        Case(name, "check(response)" if success else read, names),
        Case(f"{name}, decoding", "loads(decoding)", names),
    ]
