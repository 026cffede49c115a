"""Compare how replies are read: an error stays one, and what is read stays read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from errsmith.problems import printable
from errsmith.spec.paths import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from errsmith.compat.findings import Findings
    from errsmith.problems import Position
    from errsmith.spec.model import Part, ReplyRule, Spec
    from errsmith.spec.paths import Path, Step, Told
    from errsmith.spec.waits import WaitPlace


@dataclass(frozen=True)
class ReadPlace:
    """One thing that a rule reads: in words, what of it code notices, and what people see."""

    at: Position
    words: str
    success: bool = False
    tables: tuple[str, ...] = ()
    content: tuple[object, ...] = ()
    item: str = ""
    index: str = ""
    waits: tuple[WaitPlace, ...] = ()
    message: tuple[str, ...] = ()


def compare(old: Spec, new: Spec, enums: Mapping[str, str], report: Findings) -> None:
    """Report what is read otherwise; `enums` has the new names of tables."""
    errors = {name: each.name for each in new.uncoded for name in each.former_names}
    before, after = _readers(old, enums, errors), _readers(new, {}, {})
    for key, was in before.items():
        now = after.get(key)
        if now is None:
            report.add(was.at, "reply-removed", f"{was.words} is not read any more")
        else:
            _same(was, now, report)
    for key, now in after.items():
        if key not in before:
            rule = "reply-success-added" if now.success else "reply-added"
            report.add(now.at, rule, f"{now.words} is read")
    common = [key for key in before if key in after]
    if common != [key for key in after if key in before]:
        message = "the rules stand in another order, and the first that fits reads"
        report.add(new.where("replies"), "reply-reordered", message)
    _defaults(old, new, report)


def _same(was: ReadPlace, now: ReadPlace, report: Findings) -> None:
    lost = [each for each in was.tables if each not in now.tables]
    kept = [each for each in now.tables if each in was.tables]
    gained = [each for each in now.tables if each not in was.tables]
    swapped = kept != [each for each in was.tables if each in now.tables]
    if lost:
        message = f"{now.words} is not looked up in {', '.join(lost)} any more"
        report.add(now.at, "reply-changed", message)
    if swapped or was.content != now.content or (was.item and was.item != now.item):
        what = (
            "names another item" if was.content == now.content else "is read otherwise"
        )
        message = "is looked up in another order" if swapped else what
        report.add(now.at, "reply-changed", f"{now.words} {message}")
    if gained:
        message = f"{now.words} is looked up in {', '.join(gained)} too"
        report.add(now.at, "reply-added", message)
    if now.item and not was.item:
        report.add(now.at, "reply-added", f"{now.words} names an item, at {now.item}")
    if was.index and was.index != now.index:
        message = f"{now.words} tells another place in the request"
        report.add(now.at, "reply-changed", message)
    if now.index and not was.index:
        message = f"{now.words} tells the place in the request, by {now.index}"
        report.add(now.at, "reply-added", message)
    if was.waits != now.waits:
        message = f"{now.words} has its wait in another place"
        report.add(now.at, "wait-changed", message)
    if was.message != now.message:
        message = f"{now.words} has its message in another place"
        report.add(now.at, "text-changed", message)


def _readers(
    spec: Spec, enums: Mapping[str, str], errors: Mapping[str, str]
) -> dict[tuple[str, int], ReadPlace]:
    """Return what a spec's rules read, in order; a number tells apart equal places."""
    found: dict[tuple[str, int], ReadPlace] = {}
    times: Counter[str] = Counter()
    for reply in spec.replies:
        for reader in _read(reply, enums, errors):
            found[reader.words, times[reader.words]] = reader
            times[reader.words] += 1
    return found


def _read(
    reply: ReplyRule, enums: Mapping[str, str], errors: Mapping[str, str]
) -> Iterator[ReadPlace]:
    place = ""
    if reply.success is not None:
        words = f"a success, told by {told(reply.success)},"
        yield ReadPlace(reply.where("success"), words, success=True)
    elif reply.failed is not None:
        words = f"a failure, told by {told(reply.failed)},"
        yield ReadPlace(reply.where("failed"), words)
    elif reply.code is not None:
        place = f" beside {shown(reply.code)}"
        yield ReadPlace(
            reply.where("code"),
            f"the code at {shown(reply.code)}",
            tables=_named(reply.table, enums),
            content=(
                sorted(reply.absent),
                sorted(map(str, reply.partial)),
                reply.known,
                shown(reply.sub_code),
            ),
            item=shown(reply.item),
            message=tuple(map(shown, reply.message)),
        )
    elif reply.codes is not None:
        yield ReadPlace(
            reply.where("codes"),
            f"the codes at {shown(reply.codes)}",
            tables=_named(reply.table, enums),
            message=tuple(map(shown, reply.message)),
        )
    for part in reply.failures:
        yield _part(part, place, enums, errors)


def _part(
    part: Part, place: str, enums: Mapping[str, str], errors: Mapping[str, str]
) -> ReadPlace:
    vendors = part.vendors
    selected = (shown(vendors.selector), dict(vendors.modules)) if vendors else None
    each = part.each or part.keyed or part.items
    error = errors.get(part.error, part.error)
    return ReadPlace(
        part.at,
        f"the list of failed parts at {shown(each)}{place}",
        tables=_named(part.table, enums),
        content=(
            [
                shown(path)
                for path in (
                    part.each,
                    part.keyed,
                    part.items,
                    part.code,
                    part.sub_code,
                )
            ],
            (
                (part.split, sorted(part.absent), error),
                (part.only_errors, part.whole_request),
                (part.without_code, sorted(map(told, part.success)), selected),
            ),
        ),
        item=shown(part.item),
        index=_index(part),
        waits=part.waits,
        message=(*map(shown, part.message), shown(part.succeeded)),
    )


def _index(part: Part) -> str:
    """Return what tells the place of a part in the request; empty where nothing does."""
    errors = part.only_errors or part.whole_request or part.any_order
    complete = part.without_code == "success" or bool(part.success)
    order = "its order" if complete and not errors else ""
    return shown(part.index) if part.index else order


def _named(tables: tuple[str, ...], enums: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(enums.get(each, each) for each in tables)


def told(rule: Told) -> str:
    """Return a path, with the value that it has to lead to."""
    value = "" if rule.value is None else f" = {printable(str(rule.value))}"
    return f"{shown(rule.path)}{value}"


def shown(path: Path | None) -> str:
    """Return a path as a spec writes it; empty where there is none."""
    text = "".join(map(_shown_step, path or ()))
    return printable(text.removeprefix("."))


def _shown_step(step: Step) -> str:
    """Return a step as a path has it."""
    match step:
        case None:
            return ":json"
        case int():
            return f"[{step}]"
        case str():
            quoted = step.replace('"', '""')
            return f".{step}" if parse(step) == (step,) else f'."{quoted}"'
        case ("*", start, end):
            return f".{start}*{end}"
        case (word, text, ""):
            return f"({word} {text})"
        case _:
            return f"[{'='.join(step)}]"


def _defaults(old: Spec, new: Spec, report: Findings) -> None:
    if (old.body, old.texts) != (new.body, new.texts):
        added = old.body == "json" or (
            old.body == new.body and new.texts[: len(old.texts)] == old.texts
        )
        rule = "reply-added" if added else "reply-changed"
        at = new.where("texts" if old.body == new.body else "body")
        report.add(at, rule, f"a body is read as {new.body}, in another way")
    if old.request_id != new.request_id:
        rule = "reply-changed" if old.request_id else "reply-added"
        message = "the ID for the provider's support is read in another place"
        report.add(new.where("request_id"), rule, message)
    if old.waits != new.waits:
        message = "a wait is read in another place"
        report.add(new.where("wait"), "wait-changed", message)
    for key, what in (
        ("without_code", "a reply without a code"),
        ("empty_body", "an empty body"),
    ):
        was, now = getattr(old, key), getattr(new, key)
        if was != now:
            rule = f"{key.replace('_', '-')}-changed"
            says = {"success": "a success", "unreadable": "unreadable"}
            message = f"{what} was {says[was]}, and is {says[now]} now"
            report.add(new.where(key), rule, message)
