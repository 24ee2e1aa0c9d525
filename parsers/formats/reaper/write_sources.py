"""Sources written: what a clip plays, from the model alone."""

from __future__ import annotations

from parsers.formats.reaper.lexis import arguments, number, number_text, quoted, stored
from parsers.formats.reaper.lines import HELD
from parsers.formats.reaper.sources import KINDS, SECTION
from parsers.formats.reaper.tree import Element, Node, Row, as_elements, key_of
from parsers.session import SourceRef

__all__ = ["source_node"]

_TYPES = {kind: name for name, kind in reversed(KINDS.items())}


def source_node(source: SourceRef) -> Node:
    """A new ``<SOURCE`` block."""
    extra = list(source.extra)
    sections: list[list[Element]] = []
    while extra and extra[0].startswith(f"{SECTION}\n"):
        sections.append(as_elements(extra.pop(0).partition("\n")[2]))
    type_ = _TYPES.get(source.kind, "WAVE")
    if extra and extra[0].startswith("SOURCE "):
        type_ = stored(extra.pop(0).partition(" ")[2])
    node = Node(Row(f"<SOURCE {type_}"))
    flag = ""
    for entry in extra:
        if entry.startswith(f"FILE {HELD}"):
            flag = stored(entry.partition(HELD)[2])
        else:
            node.rows += as_elements(entry)
    if source.path or flag:
        node.rows.insert(0, Row(f"FILE {quoted(stored(source.path))}{flag}"))
    for rows in reversed(sections):
        outer = Node(Row(f"<{SECTION}"))
        outer.rows = [*rows, node]
        node = outer
    _set_start(node, source.start_s)
    return node


def _set_start(node: Node, start_s: float) -> None:
    """Move the outermost section so that all together begin at this place of the file."""
    rows = []
    inner: Node | None = node
    while inner is not None and inner.head.text == f"<{SECTION}":
        rows.append(next((row for row in inner.rows if isinstance(row, Row) and key_of(row) == "STARTPOS"), None))
        inner = next(
            (element for element in inner.rows if isinstance(element, Node) and element.name == "SOURCE"), None
        )
    if not rows or rows[0] is None:
        return
    starts = [0.0 if row is None else _number(row.text) for row in rows]
    if sum(reversed(starts)) != start_s:
        rows[0].text = f"STARTPOS {number_text(start_s - sum(starts[1:]))}"


def _number(text: str) -> float:
    try:
        return number(arguments(text)[1])
    except (ValueError, IndexError):
        return 0.0
