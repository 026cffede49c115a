"""The picture of the tool's parts, drawn from what its modules import."""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING, Final, NamedTuple

import grimp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Imports = dict[str, set[str]]

TOOL: Final = "errsmith"
LEFT_OUT: Final = ("__main__",)
"""Parts that do nothing but start another one."""

WIDE, HIGH, GAP, EDGE = 104, 40, 44, 4
HEAD: Final = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" \
aria-label="The parts of errsmith, each with arrows to what it imports">
<style>
  rect {{ fill: #eef2f7; stroke: #5b6b82 }} path {{ fill: none; stroke: #5b6b82 }}
  marker path {{ fill: #5b6b82 }}
  text {{ fill: #1b2430; font: 15px monospace; text-anchor: middle }}
</style>
<marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" \
orient="auto"><path d="M0 0L8 4L0 8z"/></marker>
"""


class Place(NamedTuple):
    """The left upper corner of a box."""

    left: int
    top: int


def parts_imported() -> Imports:
    """Return what each part of the tool imports of the others."""
    graph = grimp.build_graph(TOOL)
    found: Imports = {}
    for module in graph.modules:
        part = _part(module)
        if part and part not in LEFT_OUT:
            others = map(_part, graph.find_modules_directly_imported_by(module))
            found.setdefault(part, set()).update(
                other for other in others if other not in {"", part}
            )
    return found


def _part(module: str) -> str:
    """Return the part that a module belongs to; "" for the top itself."""
    return f"{module}..".split(".")[1]


def reached(imports: Imports, part: str) -> set[str]:
    """Return all that a part leads to, itself included."""
    return {part}.union(*(reached(imports, each) for each in imports[part]))


def arrows(imports: Imports) -> list[tuple[str, str]]:
    """Return the imports that do not follow from others."""
    return [
        (part, other)
        for part, others in sorted(imports.items())
        for other in sorted(others)
        if not any(other in reached(imports, each) for each in others - {other})
    ]


def columns(imports: Imports) -> dict[str, int]:
    """Return the column of each part: to the right of all that import it."""
    found: dict[str, int] = {}

    def put(part: str, column: int) -> None:
        found[part] = max(column, found.get(part, 0))
        for other in imports[part]:
            put(other, found[part] + 1)

    for part in imports:
        put(part, 0)
    return found


def stacks(imports: Imports) -> list[list[str]]:
    """Return the parts of each column from top to bottom, each near to what imports it."""
    rows: dict[str, int] = {}

    def height(part: str) -> tuple[float, str]:
        above = [rows[start] for start, end in arrows(imports) if end == part]
        return (fmean(above) if above else 0.0, part)

    found: list[list[str]] = []
    column_of = columns(imports)
    for column in range(max(column_of.values()) + 1):
        here = [part for part in imports if column_of[part] == column]
        found.append(sorted(here, key=height))
        rows |= {part: row for row, part in enumerate(found[-1])}
    return found


def places(imports: Imports) -> dict[str, Place]:
    """Return where each part stands."""
    found = stacks(imports)
    rows = max(map(len, found))
    return {
        part: Place(
            EDGE + column * (WIDE + GAP),
            EDGE + (2 * row + rows - len(stack)) * (HIGH + GAP) // 2,
        )
        for column, stack in enumerate(found)
        for row, part in enumerate(stack)
    }


def picture(imports: Imports) -> str:
    """Return the picture as SVG."""
    boxes = places(imports)
    width = max(box.left for box in boxes.values()) + WIDE + EDGE
    height = max(box.top for box in boxes.values()) + HIGH + EDGE
    lines = [HEAD.format(width=width, height=height), *_lines(boxes, arrows(imports))]
    return "".join([*lines, "</svg>\n"])


def _lines(boxes: dict[str, Place], drawn: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield the elements: arrows first, so that boxes stand on them."""
    for start, end in drawn:
        x, y = boxes[start].left + WIDE, boxes[start].top + HIGH // 2
        to_x, to_y = boxes[end].left, boxes[end].top + HIGH // 2
        bend = (to_x - x) // 2
        yield (
            f'<path marker-end="url(#head)" d="M{x} {y}'
            f'C{x + bend} {y} {to_x - bend} {to_y} {to_x} {to_y}"/>\n'
        )
    for part, (left, top) in boxes.items():
        yield f'<rect x="{left}" y="{top}" width="{WIDE}" height="{HIGH}" rx="5"/>\n'
        yield f'<text x="{left + WIDE // 2}" y="{top + HIGH // 2 + 5}">{part}</text>\n'
