"""Services that answer with problem documents, as docs/catch-errors.md shows."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from provider_errors import ProviderError, problem, zalo

if TYPE_CHECKING:
    from collections.abc import Callable

BUSY = zalo.ZaloGatewayBusy("", 429, None, 6.5)
Answer = tuple[int, Any, str | None, str | None]
WANTED: Answer = (503, problem(BUSY)[1], "application/problem+json", "7")


def fail() -> None:
    raise BUSY


async def get(app: Any) -> httpx.Response:
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport) as client:
        return await client.get("http://doors.test/send")


def test_fastapi_answers_with_a_problem(
    example: Callable[..., dict[str, Any]],
) -> None:
    app = example("FastAPI")["app"]
    app.get("/send")(fail)

    answer = asyncio.run(get(app))

    headers = answer.headers
    found = (answer.status_code, answer.json())
    assert (*found, headers["content-type"], headers["retry-after"]) == WANTED


def test_flask_answers_with_a_problem(example: Callable[..., dict[str, Any]]) -> None:
    app = example("Flask")["app"]
    app.add_url_rule("/send", "send", fail)

    answer = app.test_client().get("/send")

    found = (answer.status_code, answer.json, answer.content_type)
    assert (*found, answer.headers["Retry-After"]) == WANTED


DJANGO = """
import json, sys
import django
from django.conf import settings
from django.test import Client
from django.urls import path
from provider_errors import zalo

exec(sys.stdin.read())


def fail(request):
    raise zalo.ZaloGatewayBusy("", 429, None, 6.5)


urlpatterns = [path("send", fail)]
settings.configure(
    ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, MIDDLEWARE=["__main__.Problems"]
)
django.setup()
answer = Client().get("/send")
headers = [answer.headers[name] for name in ("Content-Type", "Retry-After")]
print(json.dumps([answer.status_code, json.loads(answer.content), *headers]))
"""


def test_django_answers_with_a_problem(
    example_text: Callable[[str], str],
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", DJANGO],
        input=example_text("Django"),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert tuple(json.loads(done.stdout)) == WANTED


@pytest.mark.parametrize("error", [KeyError("ours"), ProviderError("said")])
def test_only_errors_of_providers_are_answered(
    example: Callable[..., dict[str, Any]], error: Exception
) -> None:
    app = example("Flask")["app"]

    def other() -> None:
        raise error

    app.add_url_rule("/send", "send", other)

    answer = app.test_client().get("/send")

    ours = isinstance(error, ProviderError)
    assert answer.status_code == (502 if ours else 500)
    assert (answer.content_type == "application/problem+json") == ours
