"""The rows of a spec: what is said of a code, a range of codes, or an error without one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from errsmith.spec import nodes
from errsmith.spec.containers import ListOf, MapOf
from errsmith.spec.fields import (
    LONGEST_NAME,
    Anything,
    Choice,
    Flag,
    Reading,
    Schema,
    Text,
)
from errsmith.spec.nodes import Scalar
from errsmith.spec.numbers import Number
from errsmith.spec.paths import PATH, Path
from errsmith.spec.schema_model import Model, ModelField, key

if TYPE_CHECKING:
    from errsmith.spec.nodes import Node

MEMBER: Final = Text(
    "[A-Z][A-Z0-9]*(_[A-Z0-9]+)*", "OUT_OF_QUOTA", longest=LONGEST_NAME
)
CLASS: Final = Text("[A-Z][A-Za-z0-9]*", "ZaloCode", longest=LONGEST_NAME)
MODULE: Final = Text(
    "[a-z][a-z0-9]*(_[a-z0-9]+)*", "tencent_push", longest=LONGEST_NAME
)
ATTRIBUTE: Final = Text(
    "[a-z][a-z0-9]*(_[a-z0-9]+)*", "retry_seconds", longest=LONGEST_NAME
)
ID: Final = Text("[a-z0-9]+([_-][a-z0-9]+)*", "guide", longest=LONGEST_NAME)
LINK: Final = Text(
    r"""https?://[^\s<>"'\\]+""",
    "https://example.com/page",
    wanted="address of a page",
    visible=True,
)
LANGUAGE: Final = "[a-z]{2,3}"
UNITS: Final = {
    "milliseconds": 0.001,
    "seconds": 1.0,
    "minutes": 60.0,
    "hours": 3600.0,
    "days": 86400.0,
    "timestamp": 1.0,
    "timestamp_milliseconds": 0.001,
}
"""Units of time in seconds; a timestamp counts from the epoch."""


@dataclass(frozen=True)
class Retry:
    """The advice to send again or not: in `after` seconds, or as a parameter says."""

    retryable: bool
    after: int | None = None
    parameter: str = ""


@dataclass(frozen=True)
class RetryType:
    """`never`, `backoff`, `{after: 300}` or `{parameter: seconds}`."""

    words: tuple[str, ...] = ("never", "backoff")

    def read(self, node: Node, reading: Reading) -> Retry:
        """Return the retry."""
        if isinstance(node, nodes.Mapping):
            wait = ModelField(After).read(node, reading)
            if wait.after is None and not wait.parameter:
                message = "a retry lacks `after` or `parameter`"
                raise reading.problem(
                    node.at, "missing-key", message, "add `after: SECONDS`"
                )
            return Retry(retryable=True, after=wait.after, parameter=wait.parameter)
        if isinstance(node, Scalar) and node.read_as is not None:
            seconds = node.text if node.text.isdecimal() else "SECONDS"
            hint = f"write never, backoff or {{after: {seconds}}}"
            message = f"{node.text or 'nothing'} is not a retry"
            raise reading.problem(node.at, "bad-value", message, hint)
        return Retry(retryable=Choice(self.words).read(node, reading) == "backoff")

    def schema(self) -> Schema:
        """Return a word or an object."""
        return {"anyOf": [{"enum": list(self.words)}, ModelField(After).schema()]}


@dataclass(frozen=True, kw_only=True)
class After(Model):
    """The mapping form of a retry."""

    word = "a retry"

    after: int | None = key(Number(least=1), "Seconds to wait before the retry.")
    parameter: str = key(
        ATTRIBUTE, "The parameter of the row that says how long to wait.", default=""
    )


@dataclass(frozen=True, kw_only=True)
class Parameter(Model):
    """A value that arrives with an error."""

    word = "a parameter"

    name: str = key(ATTRIBUTE, "Name of the property.", required=True)
    type: str = key(Choice(("int", "float", "str")), "Its type.", required=True)
    unit: str = key(Choice(tuple(UNITS)), "Of a time, its unit.", default="")
    path: Path | None = key(
        PATH, "Where the reply has it; else {name} stands in the code or the message."
    )
    doc: str = key(Text(), "What it is, in a few words.", default="")


@dataclass(frozen=True, kw_only=True)
class Texts(Model):
    """The texts of a row in another language."""

    word = "a language"

    summary: str = key(Text(), "What happened, in one sentence.", required=True)
    remedy: str = key(Text(), "What to do about it.", default="")


@dataclass(frozen=True, kw_only=True)
class Entry(Model):
    """Base of rows of every sort."""

    name: str = key(
        MEMBER, "The member of the enum; with the prefix, the class.", required=True
    )
    summary: str = key(Text(), "What happened, in one sentence of ours.", required=True)
    remedy: str = key(Text(), "What to do about it, in our words.", default="")
    category: str = key(Text(), "The kind, in snake_case.", default="")
    retry: Retry | None = key(RetryType(), "never, backoff, or {after: seconds}.")
    retry_note: str = key(
        Text(),
        "Why the retry differs from the kind's, or what a wait rests on.",
        default="",
    )
    http_status: int | None = key(
        Number(least=100), "The HTTP status that the provider sends it with."
    )
    by_status: bool = key(
        Flag(),
        "A report with nothing but this HTTP status means this row.",
        default=False,
    )
    outcome: str = key(
        Choice(("unknown",)),
        "unknown where the request may have been carried out all the same.",
        default="",
    )
    links: tuple[str, ...] = key(ListOf(LINK), "Pages that help.", default=())
    note: str = key(Text(), "What a reader must know besides.", default="")
    former_names: tuple[str, ...] = key(
        ListOf(MEMBER), "Names that it had before.", default=()
    )
    deprecated: str = key(
        Text(), "Since when or why it is not sent any more.", default=""
    )
    source: str = key(
        ID, "The id of the source, where it is not the first.", default=""
    )
    raw_facts: dict[str, Scalar] = key(
        MapOf(Anything(("boolean", "number", "string"))),
        "Values of the spec's `facts`.",
        name="facts",
        default={},
    )
    texts: dict[str, Texts] = key(
        MapOf(ModelField(Texts), LANGUAGE, "write a language as vi or de"),
        "The texts in other languages.",
        default={},
    )
    facts: dict[str, object] = field(default_factory=dict[str, object])


@dataclass(frozen=True, kw_only=True)
class Row(Entry):
    """A code and what it means."""

    word = "a row"

    raw: Scalar = key(
        Anything(), "The code as it is on the wire.", name="code", required=True
    )
    message: str = key(
        Text(breaks=True),
        "The provider's own words on the wire, to the letter.",
        default="",
    )
    raw_sub_code: Scalar | None = key(
        Anything(), "The second code that the error has besides.", name="sub_code"
    )
    status: int | None = key(
        Number(least=100), "The HTTP status at which the code means this row."
    )
    translation: str = key(
        Text(filled=True),
        "The provider's words in English, where those on the wire are in another language.",
        default="",
    )
    spellings: tuple[str, ...] = key(
        ListOf(Text(visible=True)),
        "Other spellings of the code that are accepted.",
        default=(),
    )
    same_as: str = key(
        MEMBER,
        "The name of an earlier row that the wire cannot tell from this one.",
        default="",
    )
    families: tuple[str, ...] = key(
        ListOf(MEMBER),
        "The families it is of, besides by prefix and status.",
        default=(),
    )
    parameters: tuple[Parameter, ...] = key(
        ListOf(ModelField(Parameter)), "Values that arrive with the error.", default=()
    )
    code: int | str = 0
    sub_code: str = ""

    @property
    def second(self) -> int | str | None:
        """Return what tells the row from another with its code: a sub-code or an HTTP status."""
        return self.sub_code or self.status

    @property
    def whole_code(self) -> str:
        """Return the code with what else tells the row from others."""
        status = f" with HTTP {self.status}" if self.status else ""
        sub_code = f" with sub-code {self.sub_code}" if self.sub_code else ""
        return f"{self.code}{sub_code}{status}"


@dataclass(frozen=True, kw_only=True)
class Range(Entry):
    """A class for codes that have no row of their own."""

    word = "a range"

    first: int = key(Number(), "The first code.", name="from", required=True)
    last: int = key(Number(), "The last code.", name="to", required=True)


@dataclass(frozen=True, kw_only=True)
class Uncoded(Entry):
    """An error that the provider reports without a code."""

    word = "an uncoded error"


@dataclass(frozen=True, kw_only=True)
class Family(Model):
    """A base for codes of one prefix or HTTP status, and for those that rows name."""

    word = "a family"

    name: str = key(MEMBER, "With the prefix of the spec, the class.", required=True)
    summary: str = key(Text(), "What its codes have in common.", required=True)
    remedy: str = key(Text(), "What to do about one that has no row.", default="")
    prefix: str = key(Text(visible=True), "What the codes start with.", default="")
    http_status: int | None = key(Number(least=100), "The HTTP status of its codes.")
    category: str = key(Text(), "The kind of its codes.", default="")
    retry: Retry | None = key(
        RetryType(), "With `category`: whether a code without a row is retried."
    )
    links: tuple[str, ...] = key(ListOf(LINK), "Pages that help.", default=())
