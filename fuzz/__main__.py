"""Search for inputs that break a promise: `python -m fuzz TARGET SECONDS`.

What the search learns stays in `.fuzz/`, so that the next one goes on from there; what it
finds is written to `.fuzz/TARGET-found/`. A find that was fixed moves to `fuzz/finds/`.
"""

from __future__ import annotations

import sys
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

TARGETS = ("replies", "specs")
LONGEST = 4096
"""Bytes of an input."""
SLOWEST = 20
"""Seconds for one input, on a busy machine."""
MEMORY = 1024
"""MiB."""


def main(target: str, seconds: str) -> None:
    """Search for so many seconds; the process ends with 0 where nothing was found."""
    atheris: Any = import_module("atheris")  # has no types
    with atheris.instrument_imports(include=["errsmith", "provider_errors"]):
        check = import_module(f"fuzz.{target}").check
        seeds = import_module("fuzz.seeds").of(target)
    known, found = Path(".fuzz", target), Path(".fuzz", f"{target}-found")
    for folder in (known, found):
        folder.mkdir(parents=True, exist_ok=True)
    for seed in seeds:
        (known / sha256(seed).hexdigest()[:16]).write_bytes(seed)
    options = {
        "max_total_time": seconds,
        "max_len": LONGEST,
        "timeout": SLOWEST,
        "rss_limit_mb": MEMORY,
        "dict": Path(__file__).with_name(f"{target}.dict"),
        "artifact_prefix": f"{found}/",
        "print_final_stats": 1,
    }
    arguments = [f"-{name}={value}" for name, value in options.items()]
    atheris.Setup([sys.argv[0], str(known), *arguments], check)
    atheris.Fuzz()


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in TARGETS or not sys.argv[2].isdigit():  # noqa: PLR2004 - itself and two
        raise SystemExit(f"usage: python -m fuzz {'|'.join(TARGETS)} SECONDS")
    main(*sys.argv[1:])
