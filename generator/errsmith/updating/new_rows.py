"""Propose rows for new codes, as an import makes them: names, kinds and retries to be confirmed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from errsmith.importing import name_proposals
from errsmith.importing.draft import CodeEntry, DraftTable, NamedEntry
from errsmith.importing.name_allocation import NamePool
from errsmith.importing.write import SpecDraft, text
from errsmith.spec import nodes
from errsmith.updating.changes import Added
from errsmith.updating.page import heading
from errsmith.updating.yaml_positions import quote_scalar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from errsmith.spec.model import CodeTable, Spec


MARK: Final = "# guess"


@dataclass(frozen=True)
class Proposal:
    """A row as it stands below a dash, each line without the indentation; one key a line."""

    name: str
    lines: tuple[str, ...]

    def node(self) -> nodes.Mapping:
        """Return what it says."""
        return nodes.parse("\n".join(self.lines), "")

    def below_dash(self, column: int, line_break: str) -> str:
        """Return the row as an item of a list whose dashes stand in a column."""
        first, *others = self.lines
        lines = [" " * column + "- " + first]
        lines += [" " * (column + 2) + line if line else "" for line in others]
        return "".join(line + line_break for line in lines)

    def in_braces(self, column: int, line_break: str) -> str:
        """Return the row in braces, of which the last stands in a column."""
        entries = self.node().entries
        lines = ["{"]
        for number, (word, node) in enumerate(entries, 1):
            line = f"{' ' * (column + 2)}{word.text}: {_flow(node)}"
            line += "," if number < len(entries) else ""
            guessed = self.lines[word.at.line - 1].endswith(MARK)
            lines.append(f"{line}  {MARK}" if guessed else line)
        return line_break.join([*lines, " " * column + "}"])


def _flow(node: nodes.Node) -> str:
    """Return a value within brackets."""
    if isinstance(node, nodes.Sequence):
        return f"[{', '.join(map(_flow, node.items))}]"
    if isinstance(node, nodes.Mapping):
        inner = (f"{word.text}: {_flow(value)}" for word, value in node.entries)
        return f"{{{', '.join(inner)}}}"
    if node.read_as is not None:
        return node.text
    return quote_scalar(node.text, None if node.plain else "'", flow=True)


def propose(spec: Spec, added: Sequence[Added]) -> dict[int, Proposal]:
    """Return a proposal for each new row by its identity, named as nothing in the spec is."""
    taken = _taken(spec)
    given: dict[int, str] = {}
    for each in added:
        scope = each.table.enum if _is_success(each) else ""
        given[id(each)] = taken.first_free(_name_candidates(each), scope)
    proposals: dict[int, Proposal] = {}
    for table in spec.tables:
        own = [each for each in added if each.table is table]
        if own:
            proposals |= _written(spec, table, own, given)
    return proposals


def _is_success(added: Added) -> bool:
    return added.code in map(str, added.table.success)


def _taken(spec: Spec) -> NamePool:
    """Return the names of the spec, old ones too; those of success live in their table."""
    taken = NamePool(spec.prefix, [table.enum for table in spec.tables])
    taken.classes |= {kind.class_name for kind in spec.kinds.values()}
    success = {
        id(row): table.enum for table, row in spec.rows() if table.is_success(row)
    }
    for entry in spec.entries():
        for name in (entry.name, *entry.former_names):
            taken.take(name, success.get(id(entry), ""))
    for table in spec.tables:
        for family in table.families:
            taken.take(family.name)
    return taken


def _name_candidates(added: Added) -> Iterator[str]:
    """Yield names from the best to the surest."""
    name = added.page.name or ""
    if name:
        yield name
    first, last = added.page.span or (0, 0)
    code = f"{first}_to_{last}" if added.page.span else added.code
    word = name_proposals.code_word(code[:40])
    yield name_proposals.member([name or "CODE", word])


def _written(
    spec: Spec, table: CodeTable, added: Sequence[Added], given: dict[int, str]
) -> dict[int, Proposal]:
    """Return the rows of one table as an import writes them."""
    draft = DraftTable(table.enum, table.type, table.identity)
    for each in added:
        first = each.same_as
        same = (
            given[id(first)]
            if isinstance(first, Added)
            else first.name
            if first
            else ""
        )
        named = NamedEntry(_entry(each), given[id(each)], same_as=same)
        (draft.ranges if each.page.span else draft.rows).append(named)
    lines = text(SpecDraft(heading(spec), [draft])).split("\n")
    found = _items(nodes.parse("\n".join(lines), ""))
    proposals: dict[int, Proposal] = {}
    for into, own in (("codes", draft.rows), ("ranges", draft.ranges)):
        of = [each for each in added if each.into == into]
        for each, named, node in zip(of, own, found[into], strict=True):
            proposals[id(each)] = Proposal(named.name, tuple(_lines(node, lines)))
    return proposals


def _entry(added: Added) -> CodeEntry:
    """Return all that is known of a new row, with its code as the table has it."""
    page = added.page
    entry = page.entry or CodeEntry(
        page.line, constant=page.name or "", message=page.message or ""
    )
    return replace(entry, code=added.code, span=page.span, success=_is_success(added))


def _items(spec: nodes.Mapping) -> dict[str, list[nodes.Mapping]]:
    """Return the rows and ranges of the one table of a draft."""
    found: dict[str, list[nodes.Mapping]] = {"codes": [], "ranges": []}
    tables = next(node for word, node in spec.entries if word.text == "tables")
    for table in tables.items if isinstance(tables, nodes.Sequence) else ():
        for word, node in table.entries if isinstance(table, nodes.Mapping) else ():
            if word.text in found and isinstance(node, nodes.Sequence):
                found[word.text] += [
                    item for item in node.items if isinstance(item, nodes.Mapping)
                ]
    return found


def _lines(node: nodes.Mapping, lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a row without their indentation; each key has one."""
    for word, _ in node.entries:
        yield lines[word.at.line - 1][word.at.column - 1 :]
