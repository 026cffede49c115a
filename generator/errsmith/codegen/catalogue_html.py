"""Write a catalogue as one HTML file that asks for nothing else: its data, style and script.

A text of a spec reaches the page as JSON in a block of data, which the script shows as text.
The policy of the page allows this one script and this one style, by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import json
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

import jinja2

from errsmith.codegen.catalogue import entries
from errsmith.spec.kinds import FAULTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from errsmith.codegen.catalogue import Document

SCRIPTS: Final = ("catalogue_words.js", "catalogue_search.js", "catalogue_page.js")
STYLE: Final = "catalogue.css"
ESCAPES: Final = {ord(each): f"\\u{ord(each):04x}" for each in "<>&\u2028\u2029"}
"""Characters that could end a block of data, or a line of a script, written as JSON may."""

SHOWN: Final = (
    *("id", "name", "class", "kind", "fault", "retryable", "retry_after", "retry_note"),
    *("code", "from", "to", "sub_code", "status", "http_status", "spellings"),
    *("message", "translation", "summary", "remedy", "note", "deprecated", "outcome"),
    *("see", "texts"),
)
"""Keys of an entry that the page shows or searches."""


def catalogue_html(document: Document) -> str:
    """Return the page."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("errsmith.codegen"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=True,
    )
    style = _file(STYLE)
    script = "\n".join(map(_file, SCRIPTS))
    data = json.dumps(_data(document), ensure_ascii=False, separators=(",", ":"))
    return environment.get_template("catalogue.html.j2").render(
        style=style,
        script=script,
        data=data.translate(ESCAPES),
        style_hash=_hash(f"\n{style}"),
        script_hash=_hash(f"\n{script}"),
    )


def _file(name: str) -> str:
    """Return one of the files that the page is put together from."""
    folder = resources.files("errsmith.codegen") / "templates"
    return (folder / name).read_text("utf-8")


def _hash(text: str) -> str:
    """Return the hash of a script or a style as a policy names it."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _data(document: Document) -> Document:
    """Return the part of a catalogue that the page needs."""
    providers = document["providers"]
    every = [(each, entry) for each in providers for _, entry in entries(each)]
    used = {entry["kind"] for _, entry in every}
    languages = {word for _, entry in every for word in entry.get("texts", ())}
    return {
        "package": document["package"],
        "languages": sorted(languages - {"en"}),
        "kinds": [each for each in document["kinds"] if each["class"] in used],
        "faults": FAULTS,
        "providers": {
            each["provider"]: {
                "title": each["title"],
                "code_keys": sorted(set(_leaves(each, ("code", "codes", "keyed")))),
                "keys": sorted(set(_leaves(each, ("message", "sub_code", "item")))),
            }
            for each in providers
        },
        "entries": [
            {"provider": each["provider"]}
            | {k: entry[k] for k in SHOWN if entry.get(k) not in (None, "", [])}
            for each, entry in every
        ],
    }


def _leaves(provider: Document, keys: tuple[str, ...]) -> Iterator[str]:
    """Yield the last names of the paths at some keys of the rules and their parts."""
    for reply in provider.get("replies", ()):
        for rule in (reply, *reply.get("failures", ())):
            for key in keys:
                found: Any = rule.get(key, [])
                places: list[Any] = [found] if isinstance(found, str | dict) else found
                for place in places:
                    yield from _leaf(place)


def _leaf(place: Any) -> Iterator[str]:
    """Yield the last name of a path or of a place."""
    path: Any = place
    if not isinstance(place, str):
        path = place.get("path") or place.get("header")
    yield str(path).removesuffix("[]").rpartition(".")[2].strip('"').lower()
