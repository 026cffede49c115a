"""What the summary of the rules decides, the rules themselves decide in the same way."""

from __future__ import annotations

import ast
import copy
import inspect
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from provider_errors import PROVIDERS
from provider_errors._quick import Quick
from provider_errors._reply import read_reply

if TYPE_CHECKING:
    from types import ModuleType

every_provider = pytest.mark.parametrize("provider", PROVIDERS)
VALUES: st.SearchStrategy[Any] = st.sampled_from(
    [
        *(
            None,
            True,
            False,
            0,
            1,
            200,
            0.0,
            1.0,
            200.0,
            -0.0,
            80000000,
            80100000,
            -115,
        ),
        *("", "0", "200", " 0 ", "80000000", "ok", "error", "failed", "None", "ready"),
        *("{}", '{"illegal_tokens": ["a"]}', "Success", [], {}, ["a"], [{}], [None]),
        *([{"error": 1}], [{"message": "Authentication failed"}], [{"status": 1}]),
        *({"error": 0}, {"errorCode": 10000}, {"errorMessage": "x"}, {"sendResult": 0}),
        *({"sendResult": False}, {"failTokens": ["a"]}, {"bad_regids": "a,b"}),
        *({"110002": ["a"]}, {"userid": "a", "status": 1}, {"taskId": "1"}),
    ]
)
STATUSES: st.SearchStrategy[Any] = st.sampled_from(
    [None, 200, 204, 200.0, True, "200", 400, 500]
)


@cache
def keys(module: ModuleType) -> list[str]:
    """The keys that a module looks at: every text in its catalogue."""
    tree = ast.parse(inspect.getsource(module))
    parts = [
        node
        for node in tree.body
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "_CATALOG"
    ]
    nodes = (node for part in parts for node in ast.walk(part))
    texts = {node.value for node in nodes if isinstance(node, ast.Constant)}
    return sorted(text for text in texts if isinstance(text, str) and " " not in text)


@every_provider
@settings(deadline=None, max_examples=200)
@given(data=st.data())
def test_the_summary_and_the_rules_agree(provider: str, data: st.DataObject) -> None:
    module = import_module(f"provider_errors.{provider}")
    words = st.sampled_from(keys(module))
    body: Any = data.draw(st.dictionaries(words, VALUES, max_size=5))
    status: Any = data.draw(STATUSES)

    found = module.error_from_reply(body, http_status=status)

    rules: Any = copy.copy(vars(module)["_CATALOG"])
    rules.quick = Quick(())
    by_rules = read_reply(rules, body, status, None)
    assert (type(found), repr(found)) == (type(by_rules), repr(by_rules))
