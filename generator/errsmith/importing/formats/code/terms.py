"""Terms, as which the code of every language is read: literals, groups, entries with a key."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class CodeLiteral:
    """A literal or a name.

    `kind` is `number`, `text`, `word` for a name that is declared here or a bare key, or
    `reference` for a name that is declared elsewhere.
    """

    kind: str
    text: str
    line: int


@dataclass
class CodeGroup:
    """Terms that stand together, below the name of the class or variable that holds them."""

    line: int
    title: str = ""
    items: list[Term] = field(default_factory=list["Term"])
    parameters: tuple[str, ...] = ()
    """The names of what a constructor of the group takes."""

    bracketed: bool = False


@dataclass
class CodePair:
    """A key, or a declared name, with its value and the comment that belongs to it."""

    key: CodeLiteral
    value: Term | None
    line: int
    last_line: int
    comment: str = ""
    top: int = 0
    """The line that the comment above starts in, else its own."""

    counted: bool = False
    """Whether a number follows from the entry before where the value is missing."""

    from_zero: bool = False
    """Whether that of a first entry is 0."""


@dataclass
class CodeRow:
    """What an entry, an object or a call says."""

    line: int
    top: int
    last_line: int
    key: CodeLiteral | None = None
    values: list[CodeLiteral] = field(default_factory=list[CodeLiteral])
    fields: dict[str, CodeLiteral] = field(default_factory=dict[str, CodeLiteral])
    comment: str = ""

    @property
    def is_text(self) -> bool:
        """Whether it says nothing but texts."""
        return bool(self.values) and all(each.kind == "text" for each in self.values)

    @property
    def is_reference(self) -> bool:
        """Whether it only leads to what is somewhere else."""
        references = (each.kind == "reference" for each in self.values)
        return bool(self.values) and not self.fields and all(references)

    @property
    def number(self) -> str:
        """The number that it gives a name; empty where it gives none."""
        first = self.values[0] if self.values else None
        return first.text if first is not None and first.kind == "number" else ""


Term = CodeLiteral | CodeGroup | CodePair


def number_in(value: Term | None) -> int | None:
    """Return the number that a value is or starts with."""
    first = value.items[0] if isinstance(value, CodeGroup) and value.items else value
    numbered = isinstance(first, CodeLiteral) and first.kind == "number"
    return int(first.text) if numbered and isinstance(first, CodeLiteral) else None


def with_texts(value: Term | None, texts: list[Term]) -> Term | None:
    """Return a value with the texts of attributes: behind its number, before all else."""
    if value is None or not texts:
        return texts[0] if texts else value
    numbered = number_in(value) is not None
    items = [value, *texts] if numbered else [*texts, value]
    return CodeGroup(items[0].line, items=items)


def unwrapped(group: CodeGroup) -> list[Term]:
    """Return the only thing in a group instead of the group."""
    if len(group.items) != 1 or group.parameters:
        return [group] if group.items else []
    only = group.items[0]
    if group.bracketed and isinstance(only, CodePair):
        return [group]
    if isinstance(only, CodeGroup) and not only.title:
        only.title = group.title
    return [only]
