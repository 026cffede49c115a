"""A task that fails in a Celery worker fails for its caller with the same error.

A worker in a process beside this one; task and result travel in the serializer that Celery has by
default: JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from provider_errors import ProviderError, ProviderErrorGroup, apns, notificore, zalo

if TYPE_CHECKING:
    from pathlib import Path

ENOUGH_SECONDS = 120

TASKS = """
from importlib import import_module
from pathlib import Path

from celery import Celery
from provider_errors import Retryable

here = Path(__file__).parent
app = Celery("tasks")
app.conf.update(
    broker_url="memory://",
    result_backend=(here / "results").as_uri(),
)


@app.task
def read(provider, body, http_status=None, headers=None):
    module = import_module("provider_errors." + provider)
    module.raise_for_reply(body, http_status=http_status, headers=headers)
    return "sent"


@app.task(autoretry_for=(Retryable,), default_retry_delay=0, max_retries=5)
def send(statuses):
    attempts = here / "attempts"
    tried = len(attempts.read_text()) if attempts.exists() else 0
    attempts.write_text("x" * (tried + 1))
    import_module("provider_errors.zalo").raise_for_reply({}, http_status=statuses[tried])
"""

CALLS = """
import json, sys
from importlib import import_module
from celery.contrib.testing.worker import start_worker
from tasks import app, read, send

def facts(error):
    return {
        "class": type(error).__module__ + "." + type(error).__name__,
        "code": getattr(error, "code", None),
        "message": error.message,
        "http_status": error.http_status,
        "item": getattr(error, "item", None),
        "reply": error.reply,
        "retry_after": getattr(error, "retry_after", None),
        "succeeded": getattr(error, "succeeded", None),
        "errors": [facts(each) for each in getattr(error, "exceptions", ())],
    }

def outcome(result):
    try:
        return result.get(timeout=60, interval=0.02)
    except Exception as error:
        return facts(error)

with start_worker(app, pool="solo", perform_ping_check=False):
    for case in json.load(sys.stdin):
        if case["task"] == "send":
            result = send.delay(case["statuses"])
        else:
            result = read.delay(case["provider"], **case["reply"])
        print(json.dumps(outcome(result)))
"""

REPLIES: dict[str, tuple[Any, dict[str, Any]]] = {
    "success": (zalo, {"body": '{"error": 0}'}),
    "code": (
        zalo,
        {"body": '{"error": "-115", "message": "Out of quota"}', "http_status": 200},
    ),
    "unknown code": (zalo, {"body": {"error": -999, "message": "Mới"}}),
    "gateway": (
        zalo,
        {"body": "<html>", "http_status": 503, "headers": {"Retry-After": "7"}},
    ),
    "item": (notificore, {"body": {"error": 23, "reference": "b"}, "http_status": 200}),
    "text code": (apns, {"body": '{"reason": "ExpiredToken"}', "http_status": 410}),
    "group": (
        notificore,
        {
            "body": {
                "result": [
                    {"error": 0},
                    {"error": 23, "reference": "b", "errorDescription": "present"},
                    {"error": 999, "reference": "c"},
                ]
            },
            "http_status": 200,
        },
    ),
}


def facts(error: object) -> object:
    if isinstance(error, ProviderErrorGroup):
        return {
            "class": "provider_errors.notificore.NotificoreErrorGroup",
            "code": None,
            "message": error.message,
            "http_status": error.http_status,
            "item": None,
            "reply": error.reply,
            "retry_after": None,
            "succeeded": error.succeeded,
            "errors": [facts(each) for each in error.exceptions],
        }
    if isinstance(error, ProviderError):
        return {
            "class": f"{type(error).__module__}.{type(error).__name__}",
            "code": error.code,
            "message": error.message,
            "http_status": error.http_status,
            "item": error.item,
            "reply": error.reply,
            "retry_after": error.retry_after,
            "succeeded": None,
            "errors": [],
        }
    return "sent"


@pytest.fixture
def outcomes(tmp_path: Path) -> list[object]:
    """What a caller gets from a worker: for each reply, then for a task that is retried."""
    cases = [
        {"task": "read", "provider": module.__name__.split(".")[1], "reply": reply}
        for module, reply in REPLIES.values()
    ]
    retried = {"task": "send", "statuses": [503, 429, 400]}
    (tmp_path / "results").mkdir()
    (tmp_path / "tasks.py").write_text(TASKS)
    done = subprocess.run(
        [sys.executable, "-c", CALLS],
        cwd=tmp_path,
        input=json.dumps([*cases, retried]),
        text=True,
        capture_output=True,
        check=False,
        timeout=ENOUGH_SECONDS,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_caller_gets_the_error_that_its_task_raised(outcomes: list[object]) -> None:
    *of_replies, of_retries = outcomes

    raised = dict(zip(REPLIES, of_replies, strict=True))

    wanted = {
        what: facts(module.error_from_reply(**reply))
        for what, (module, reply) in REPLIES.items()
    }
    last = zalo.error_from_reply({}, http_status=400)
    assert raised == wanted
    assert of_retries == facts(last)
