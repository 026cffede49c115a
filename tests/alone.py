"""The SDK with nothing installed beside it: every class is raised, caught, printed and copied.

For an environment without pytest; nox runs it before anything else is installed.
"""

from __future__ import annotations

import json
import pickle
import sys
from importlib import import_module, metadata

from provider_errors import PROVIDERS, ProviderError, ProviderErrorGroup


def main() -> None:
    """Go through every provider; an assertion fails where something is wrong."""
    for name in ("sentry", "testing"):  # for libraries, and without them
        import_module(f"provider_errors.{name}")
    count = 0
    for provider in PROVIDERS:
        module = import_module(f"provider_errors.{provider}")
        down = module.error_from_reply(b"<html>", http_status=503)
        assert type(down).__name__.endswith("GatewayDown"), down
        public = [getattr(module, name) for name in module.__all__]
        for cls in public:
            if isinstance(cls, type) and issubclass(cls, ProviderError):
                check(cls)
                count += 1
    installed = {each.metadata["Name"].lower() for each in metadata.distributions()}
    assert installed <= {"pip", "setuptools", "provider-errors"}, installed
    version = sys.version.partition(" ")[0]
    sys.stdout.write(f"{count} classes of {len(PROVIDERS)} providers on {version}\n")


def check(cls: type[ProviderError]) -> None:
    """Raise an error of the class and send it through pickle and JSON."""
    error = raised(cls)
    for again in (
        pickle.loads(pickle.dumps(error)),
        cls(*json.loads(json.dumps(error.args))),
    ):
        assert type(again) is cls
        assert (str(again), again.args) == (str(error), error.args)


def raised(cls: type[ProviderError]) -> ProviderError:
    """An error of the class that was raised and caught; a group has one part."""
    try:
        if issubclass(cls, ProviderErrorGroup):
            raise cls("said", [ProviderError("part")], 1, 400, {"a": 1})  # noqa: TRY301 - what is tested
        raise cls("said", 400, "item", 5.0, {"a": 1})  # noqa: TRY301 - what is tested
    except cls as error:
        return error


if __name__ == "__main__":
    main()
