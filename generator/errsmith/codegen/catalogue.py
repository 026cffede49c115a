"""Make the catalogue of some specs: all that they say, and what the package makes of it.

A provider is its spec as it stands, key by key, so that nothing is left out. Every entry has
further keys, listed in `COMPUTED`: its address, its class, and what the class says.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import yaml

from errsmith.codegen import class_builder, docstrings
from errsmith.codegen.addresses import entry_addresses
from errsmith.spec import load, nodes
from errsmith.spec.identifiers import class_name
from errsmith.spec.kinds import FAULTS, fault_of
from errsmith.spec.model import Row
from errsmith.spec.numbers import NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from errsmith.codegen.template_model import ErrorClass
    from errsmith.spec.fields import Schema
    from errsmith.spec.kinds import Kind
    from errsmith.spec.model import Entry, Spec
    from errsmith.spec.nodes import Node

    Kinds = Mapping[str, Kind]

Document = dict[str, Any]
"""JSON data."""

VERSION: Final = 1
"""Version of the form of the JSON; one that a reader of the old could misread has the next."""

COMPUTED: Final[dict[str, Schema]] = {
    "id": {
        "type": "string",
        "description": "Its address in the catalogue, unique in it: zalo--115.",
    },
    "class": {
        "type": ["string", "null"],
        "description": "The class to catch; null where the code means success.",
    },
    "kind": {
        "type": ["string", "null"],
        "description": "The class of its category; null of a success.",
    },
    "fault": {
        "enum": [*FAULTS, None],
        "description": "Who can fix it; null of a success.",
    },
    "retryable": {
        "type": "boolean",
        "description": "Whether sending the same again may work within the hour.",
    },
    "retry_after": {
        "type": ["number", "null"],
        "description": "Seconds to wait before the retry, where they are known beforehand.",
    },
    "retry_advice": {
        "type": "string",
        "description": "The same as a sentence, with the reason; empty of a success.",
    },
    "see": {
        "type": "array",
        "items": {"type": "string"},
        "description": "Pages that help; without any, the page that it is from.",
    },
}
"""Keys that every entry has besides those of its spec."""


@dataclass(frozen=True)
class CatalogueSpec:
    """A checked spec, and its document as it stands in the file."""

    spec: Spec
    document: nodes.Mapping


def catalogue(specs: Iterable[CatalogueSpec], kinds: Kinds, package: str) -> Document:
    """Return the catalogue of specs, for a package of this name."""
    return {
        "format": "errsmith-catalogue",
        "version": VERSION,
        "package": package,
        "kinds": [
            {
                "category": category,
                "class": kind.class_name,
                "summary": kind.summary,
                "fault": fault_of(category, kinds),
                "retries": kind.retries.value,
                "base": kind.base or None,
            }
            for category, kind in kinds.items()
        ],
        "providers": [_provider(each) for each in specs],
    }


def catalogue_schema(kinds: Kinds) -> Schema:
    """Return the JSON Schema of a catalogue: that of specs, with the keys that are computed."""
    provider = copy.deepcopy(load.json_schema(kinds))
    table = provider["properties"]["tables"]["items"]["properties"]
    lists = (table["codes"], table["ranges"], provider["properties"]["uncoded"])
    for each in lists:
        each["items"]["properties"] |= COMPUTED
        each["items"]["required"] = [*each["items"]["required"], *COMPUTED]
    definitions = provider.pop("$defs")
    words = ("category", "class", "summary", "fault", "retries")
    kind: Schema = {each: {"type": "string"} for each in words}
    kind["base"] = {"type": ["string", "null"]}
    top: Schema = {
        "format": {"const": "errsmith-catalogue"},
        "version": {"const": VERSION},
        "package": {"type": "string"},
        "kinds": {"type": "array", "items": _closed(kind)},
        "providers": {"type": "array", "items": {"$ref": "#/$defs/provider"}},
    }
    dialect = provider.pop("$schema")
    return {
        "$schema": dialect,
        **_closed(top),
        "title": "errsmith catalogue",
        "$defs": {**definitions, "provider": {**provider, "title": "A provider"}},
    }


def _closed(properties: Schema) -> Schema:
    """Return the schema of an object with these keys, and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def entries(provider: Document) -> Iterator[tuple[Document | None, Document]]:
    """Yield every code, range and error without a code of a provider, with its table."""
    for table in provider["tables"]:
        for each in (*table["codes"], *table.get("ranges", ())):
            yield table, each
    for each in provider.get("uncoded", ()):
        yield None, each


def _provider(each: CatalogueSpec) -> Document:
    """Return a spec as it stands, with what is computed of each entry."""
    provider: Document = plain(each.document)
    computed = dict(_computed(each.spec))
    for _, entry in entries(provider):
        entry.update(computed[entry["name"]])
    return provider


def plain(node: Node) -> Any:
    """Return a document as JSON data; a date is text."""
    if isinstance(node, nodes.Mapping):
        return {key.text: plain(value) for key, value in node.entries}
    if isinstance(node, nodes.Sequence):
        return [plain(item) for item in node.items]
    if node.plain and NUMBER.fullmatch(node.text):
        return int(node.text)
    if node.read_as in (None, "a date"):
        return node.text
    return yaml.safe_load(node.text)


def _computed(spec: Spec) -> Iterator[tuple[str, Document]]:
    """Yield the name of each entry with what is computed of it."""
    made = class_builder.make_errors(spec)
    errors = {
        entry.name: (entry, cls) for entry, cls in zip(spec.errors(), made, strict=True)
    }
    addresses = entry_addresses(spec)
    for entry in spec.entries():
        twin = isinstance(entry, Row) and entry.same_as
        found = {
            "id": addresses[entry.name],
            "class": None,
            "kind": None,
            "fault": None,
            "retryable": False,
            "retry_after": None,
            "retry_advice": "",
            "see": list(docstrings.links(spec, entry)),
        }
        if known := errors.get(twin or entry.name):
            found |= _of_class(spec, *known)
            found["class"] = class_name(spec.prefix, entry.name)
        yield entry.name, found


def _of_class(spec: Spec, entry: Entry, cls: ErrorClass) -> Document:
    """Return what the class of an entry says."""
    return {
        "kind": spec.kinds[entry.category].class_name,
        "fault": fault_of(entry.category, spec.kinds),
        "retryable": "Retryable" in cls.bases,
        "retry_after": cls.wait,
        "retry_advice": docstrings.retry_sentence(entry),
    }
