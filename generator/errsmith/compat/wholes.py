"""Modules as wholes: that they are there, their prefix, their title, pages and languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from errsmith.codegen.docstrings import main_links
from errsmith.compat.facts import languages

if TYPE_CHECKING:
    from errsmith.compat.finding import Report
    from errsmith.spec.model import Spec


def removed(spec: Spec, report: Report) -> None:
    """Report a module that only the old version has."""
    message = f"module {spec.provider} is removed, with all its classes"
    report.add(spec.where("provider"), "module-removed", message)


def added(spec: Spec, report: Report) -> None:
    """Report a module that only the new version has."""
    count = sum(1 for _ in spec.rows())
    codes = "1 code" if count == 1 else f"{count} codes"
    message = f"module {spec.provider} is new, with {codes}"
    report.add(spec.where("provider"), "module-added", message)


def compare(old: Spec, new: Spec, report: Report) -> None:
    """Report what concerns a module as a whole."""
    if old.prefix != new.prefix:
        message = f"every class is named {new.prefix}… now, not {old.prefix}…"
        hint = f"keep `prefix: {old.prefix}`"
        report.add(new.where("prefix"), "prefix-changed", message, hint)
    for key in ("base", "others"):
        was, now = getattr(old, key), getattr(new, key)
        if was and was != now:
            message = (
                f"module {new.provider} has {now or 'nothing'} as `{key}`, not {was}"
            )
            report.add(new.where(key), "base-moved", message)
        elif now and not was:
            message = f"module {new.provider} has {now} as `{key}`"
            report.add(new.where(key), "base-added", message)
    if old.masked != new.masked:
        message = f"module {new.provider} masks other words in messages"
        report.add(new.where("masked"), "text-changed", message)
    if old.title != new.title:
        message = f"the title {old.title} is now {new.title}"
        report.add(new.where("title"), "text-changed", message)
    if main_links(old) != main_links(new):
        message = f"the page of module {new.provider} is now {main_links(new)[0]}"
        report.add(new.where("sources"), "text-changed", message)
    before, after = languages(old), languages(new)
    for language in sorted(after - before):
        message = f"module {new.provider} has texts in {language}"
        report.add(new.where("provider"), "language-added", message)
    for language in sorted(before - after):
        message = f"module {new.provider} has no texts in {language} any more"
        report.add(new.where("provider"), "language-removed", message)
