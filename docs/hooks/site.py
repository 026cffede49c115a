"""The hook of mkdocs: adds the pages that are made at each build, and fits links to the site."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from docs.hooks.made import made_pages
from docs.hooks.sources import SOURCES, fitted

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

FETCHED: Final = re.compile(
    r"<(?:script|img|iframe|source)\b[^>]*\bsrc=[\"']?(?:https?:)?//[^>]*>"
    r"|<link\b(?=[^>]*\brel=[\"']?(?:stylesheet|preload|preconnect|icon))"
    r"[^>]*\bhref=[\"']?(?:https?:)?//[^>]*>"
    r"|@import\s+[\"']?(?:https?:)?//[^;]*;"
)
"""Marks with which a browser would ask another server."""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages whose text stands outside docs/, and those that are made of the code."""
    root = Path(config.docs_dir).parent
    texts = {page: (root / path).read_text("utf-8") for path, page in SOURCES.items()}
    for path, text in (texts | made_pages(root)).items():
        files.append(File.generated(config, path, content=text))
    return files


def on_page_markdown(
    markdown: str,
    page: Page,
    config: MkDocsConfig,  # noqa: ARG001 - handed over by its name
    files: Files,  # noqa: ARG001 - the same
) -> str:
    """Fit the links of a page to where the site has what they lead to."""
    return fitted(markdown, page.file.src_uri)


def on_post_build(config: MkDocsConfig) -> None:
    """Refuse a site that would ask another server for anything when it is read."""
    for path in sorted(Path(config.site_dir).rglob("*")):
        if path.suffix in {".html", ".css"}:
            for found in FETCHED.finditer(path.read_text("utf-8")):
                raise PluginError(f"{path.name} asks another server: {found[0]}")
