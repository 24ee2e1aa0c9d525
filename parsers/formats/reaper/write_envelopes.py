"""Envelopes written: points and header lines changed in place, or a new block."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from parsers.errors import UnwritableSessionError
from parsers.formats.reaper.edit import Order, place_for, set_fields, set_parts, set_verbatim
from parsers.formats.reaper.envelopes import LINES, Drive, read_envelope, read_point
from parsers.formats.reaper.lexis import arguments, number, number_text, stored
from parsers.formats.reaper.lines import HELD
from parsers.formats.reaper.pools import ITEM, SHAPES, item_of
from parsers.formats.reaper.scan import Lines
from parsers.formats.reaper.tree import Element, Node, Row, key_of, lines_of, row
from parsers.session import AutomationItem, Envelope, EnvelopePoint

__all__ = ["envelope_node", "envelopes_of", "read_node", "set_envelopes"]

_ORDER = Order("EGUID", "ACT", "VIS", "LANEHEIGHT", "ARM", "DEFSHAPE", "VOLTYPE", "POOLEDENVINST", "PT")
_SHAPE_CODES = {shape: code for code, shape in SHAPES.items()}


def read_node(node: Node, drive: Drive, *, head: bool = False) -> Envelope | None:
    """The envelope that a node is, None when it is empty and so only text."""
    envelope, _ = read_envelope(Lines("\n".join(lines_of(node)).encode("latin-1")), 0, drive, head=head)
    return None if isinstance(envelope, str) else envelope


def envelopes_of(rows: Sequence[Element], drives: Mapping[str, Drive]) -> list[tuple[Node, Envelope]]:
    """The envelopes among an element's rows."""
    found = []
    for element in rows:
        if isinstance(element, Node) and element.name in drives:
            envelope = read_node(element, drives[element.name])
            if envelope is not None:
                found.append((element, envelope))
    return found


def set_envelopes(
    rows: list[Element], drives: Mapping[str, Drive], wanted: Sequence[Envelope], insert_at: Callable[[str], int]
) -> None:
    """Bring the envelopes among an element's rows to those wanted.

    insert_at  where the first envelope of a kind (block name) goes when the element has none yet
    """
    have = envelopes_of(rows, drives)
    if [envelope for _, envelope in have] == list(wanted):
        return
    names = {drive.target: name for name, drive in drives.items()}
    unknown = next((envelope.target for envelope in wanted if envelope.target not in names), None)
    if unknown is not None:
        raise UnwritableSessionError(f"automation of {unknown} cannot be written here")

    def change(node: Node, place: int) -> None:
        set_envelope(node, drives[node.name], wanted[place])

    nodes = set_parts(
        [node for node, _ in have],
        [envelope.target for _, envelope in have],
        [envelope.target for envelope in wanted],
        change=change,
        make=lambda place: envelope_node(
            f"<{names[wanted[place].target]}", drives[names[wanted[place].target]], wanted[place]
        ),
    )
    old = {id(node) for node, _ in have}
    first = next((place for place, element in enumerate(rows) if id(element) in old), None)
    where = insert_at(nodes[0].name) if first is None and nodes else first or 0
    rows[:] = [*rows[:where], *nodes, *(element for element in rows[where:] if id(element) not in old)]


def envelope_node(head: str, drive: Drive, envelope: Envelope) -> Node:
    """A new block for an envelope."""
    node = Node(Row(head))
    set_envelope(node, drive, envelope)
    return node


def set_envelope(node: Node, drive: Drive, envelope: Envelope, *, headed: bool = False) -> None:
    """Bring a block to this envelope.

    headed  its first line has arguments, which stand first in the envelope's ``extra``
    """
    extra = envelope.extra
    if headed and extra and f"<{stored(extra[0])}" != node.head.text:
        node.head.text = f"<{stored(extra[0])}"
    extra = extra[1:] if headed else extra
    fields = {"id": envelope.id, "active": envelope.active}
    set_fields(node.rows, LINES, fields, extra, _ORDER)
    verbatim = [entry for entry in extra if entry.partition(" ")[0] not in _HELD_KEYS]
    set_verbatim(node.rows, _is_verbatim, verbatim, _ORDER)
    _set_items(node, envelope.items, [entry for entry in extra if entry.startswith(f"{ITEM.key} ")])
    _set_points(node, drive, envelope.points, [entry for entry in extra if entry.startswith("PT ")])


_HELD_KEYS = frozenset({*LINES.by_key, "PT", ITEM.key})


def _is_verbatim(element: Element) -> bool:
    return isinstance(element, Node) or (bool(element.text) and key_of(element) not in _HELD_KEYS)


def _set_items(node: Node, items: Sequence[AutomationItem], left: Sequence[str]) -> None:
    """The lines of automation items; what their pieces hold is the project's."""
    rows = [element for element in node.rows if isinstance(element, Row) and key_of(element) == ITEM.key]
    before = [item_of(element.text.partition(" ")[2])[:2] for element in rows]
    fields = [argument.field for argument in ITEM.arguments if argument.field]
    after = [
        (AutomationItem(**{name: getattr(item, name) for name in fields}), left[place] if place < len(left) else "")
        for place, item in enumerate(items)
    ]
    if before == after:
        return

    def make(place: int) -> Row:
        item, leftover = after[place]
        said = {name: getattr(item, name) for name in fields}
        return row(ITEM.key, ITEM.write(said, ITEM.restored(leftover) if leftover else _defaults()))

    made = set_parts(rows, [repr(key) for key in before], [repr(key) for key in after], change=_as_is, make=make)
    old = {id(element) for element in rows}
    where = next((place for place, element in enumerate(node.rows) if id(element) in old), None)
    where = place_for(node.rows, ITEM.key, _ORDER) if where is None else where
    node.rows[:] = [*node.rows[:where], *made, *(element for element in node.rows[where:] if id(element) not in old)]


def _defaults() -> list[str]:
    return [argument.default for argument in ITEM.arguments]


def _as_is(_row: Row, _place: int) -> None:
    """Rows with the same key say the same."""


def _set_points(node: Node, drive: Drive, points: Sequence[EnvelopePoint], left: Sequence[str]) -> None:
    rows = [element for element in node.rows if isinstance(element, Row) and element.text.startswith("PT ")]
    before = [read_point(element.text[3:], drive)[:2] for element in rows]
    after = _with_leftovers(points, left)
    if before == after:
        return
    where = next((place for place, element in enumerate(node.rows) if rows and element is rows[0]), len(node.rows))
    made = set_parts(
        rows,
        [repr(key) for key in before],
        [repr(key) for key in after],
        change=_as_is,
        make=lambda place: _point_row(drive, *after[place]),
    )
    old = {id(element) for element in rows}
    node.rows[:] = [*node.rows[:where], *made, *(element for element in node.rows[where:] if id(element) not in old)]


def _with_leftovers(points: Sequence[EnvelopePoint], left: Sequence[str]) -> list[tuple[EnvelopePoint, str]]:
    """Each point with the leftover that belongs to it by its time, or ""."""
    waiting = list(left)
    paired = []
    for point in points:
        mine = waiting and _time_of(waiting[0]) == point.time_s
        paired.append((point, waiting.pop(0) if mine else ""))
    return paired


def _time_of(leftover: str) -> float:
    try:
        return number(leftover.split(" ")[1])
    except (ValueError, IndexError):
        return 0.0


def _point_row(drive: Drive, point: EnvelopePoint, left: str) -> Row:
    words = arguments(stored(left))[1:]
    if words[1:2] not in ([], [HELD]):
        return Row(stored(left))
    time = words[0] if words else number_text(point.time_s)
    text = drive.write(point.value) if drive.write is not None else _stored_value(drive.read, point.value)
    shape = _SHAPE_CODES.get(point.shape, stored(point.shape))
    return row("PT", [time, text, shape, *words[3:]])


def _stored_value(read: Callable[[str], float], value: float) -> str:
    """The stored number that a decoder's scale reads as this value, for a scale that rises or falls throughout.

    Raises  UnwritableSessionError when no number does.
    """

    def at(stored_number: float) -> float:
        try:
            return read(number_text(stored_number))
        except ValueError:
            return math.inf

    if math.isfinite(value) and at(value) == value:  # a scale that is none, such as a script's own units
        return number_text(value)
    low, high = 0.0, 16.0
    falling = at(0.0) > at(1.0)
    while low < (middle := (low + high) / 2) < high:
        below = at(middle) < value
        low, high = (middle, high) if below is not falling else (low, middle)
    high = low if at(low) == value else high
    for digits in range(1, 18):
        short = float(f"{high:.{digits}g}")
        if at(short) == value:
            return number_text(short)
    if math.isclose(at(high), value, rel_tol=1e-6, abs_tol=1e-6):
        return number_text(high)
    raise UnwritableSessionError(f"no stored number stands for {value:g}")
