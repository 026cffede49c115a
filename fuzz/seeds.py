"""Where the fuzzer starts: the replies and the specs that the tests have, and earlier finds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml
from provider_errors import PROVIDERS

from fuzz.replies import FORMS, HEADERS, STATUSES
from fuzz.specs import GOLDEN

if TYPE_CHECKING:
    from collections.abc import Iterator

FINDS: Final = Path(__file__).with_name("finds")
REPLIES: Final = GOLDEN.parent / "sdk" / "replies"


def of(target: str) -> Iterator[bytes]:
    """Yield the inputs of a target."""
    yield from _replies() if target == "replies" else _specs()
    for find in sorted((FINDS / target).iterdir()):
        yield find.read_bytes()


def _replies() -> Iterator[bytes]:
    """Yield each body of the tests as bytes, with its reader and its status."""
    for number, provider in enumerate(PROVIDERS):
        entries: list[dict[str, Any]] = yaml.safe_load(
            (REPLIES / f"{provider}.yaml").read_text("utf-8")
        )
        for entry in entries:
            bodies = [*entry.get("bodies", []), entry.get("body", {})]
            texts = [*entry.get("texts", []), entry.get("text", "")]
            status = entry.get("http_status", 200)
            chosen = STATUSES.index(status) if status in STATUSES else 0
            head = bytes([number, chosen, 0, FORMS.index("bytes")])
            yield from (head + json.dumps(body).encode() for body in bodies)
            yield from (head + text.encode() for text in texts)
    waits = HEADERS[2:]
    for header in waits:
        form = FORMS.index("body of Retry-After")
        yield bytes([0, 7, 0, form]) + str(header).encode()


def _specs() -> Iterator[bytes]:
    """Yield each spec of the tests as it is, and the start of each choice of edits."""
    for number, path in enumerate(sorted(GOLDEN.glob("*/specs/[a-z]*.yaml"))):
        yield b"\0" + path.read_bytes()
        yield from (bytes([edits, number]) for edits in (1, 2, 3))
