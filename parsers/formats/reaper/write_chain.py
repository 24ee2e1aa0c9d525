"""Chains of plug-ins written: inserts added, removed, moved and changed, their parameters put into their states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parsers.errors import UnwritableSessionError
from parsers.formats.reaper.chain import DATA, INSERT, parameter_drive, proved_names, read_chain
from parsers.formats.reaper.edit import Order, set_fields, set_parts, set_verbatim
from parsers.formats.reaper.lexis import stored
from parsers.formats.reaper.packed import decoded, encoded
from parsers.formats.reaper.plugin_heads import PLUGIN_BLOCKS, block_of, head_line, read_head
from parsers.formats.reaper.scan import Lines
from parsers.formats.reaper.state import State
from parsers.formats.reaper.tree import Element, Node, Row, as_text, from_lines, key_of, lines_of
from parsers.formats.reaper.write_envelopes import read_node, set_envelope
from parsers.plugins.decoders import decoder_for, read, rewritten
from parsers.plugins.errors import BrokenStateError
from parsers.plugins.naming import named
from parsers.plugins.wrapper import open_vst, wrap
from parsers.session import Envelope, Insert

__all__ = ["set_chain", "set_inserts"]

_ORDER = Order(
    "BYPASS", *sorted(PLUGIN_BLOCKS), "PRESETNAME", "FLOATPOS", "FLOAT", "FXID", "WET", "PARMENV", "COMMENT", "WAK"
)
_PINS = re.compile(r"in (\S+) out (\S+)")


def set_chain(rows: list[Element], name: str, inserts: Sequence[Insert], extra: Sequence[str], where: int) -> None:
    """Bring the chain block `name` among an element's rows to these inserts and ``name/…`` entries of ``extra``.

    where  the index at which a chain goes that is not there yet
    """
    prefix = f"{name}/"
    head = [entry.removeprefix(prefix) for entry in extra if entry.startswith(prefix)]
    node = next((element for element in rows if isinstance(element, Node) and element.name == name), None)
    if node is None:
        if not inserts and not head:
            return
        node = Node(Row(f"<{name}"))
        rows.insert(where, node)
    elif not inserts and not head and node.rows:
        rows[:] = [element for element in rows if element is not node]
        return
    set_inserts(node.rows, inserts, head)


def set_inserts(rows: list[Element], inserts: Sequence[Insert], head: Sequence[str]) -> None:
    """Bring the rows of a chain to these inserts, and to these lines before the first one."""
    first, parts = _segments(rows)
    set_verbatim(first, _is_text, head, _ORDER)
    have = _read(rows)
    if len(have) != len(parts):
        raise UnwritableSessionError("the chain to start from is not sound: its blocks do not nest")
    known = {id(part): insert for part, insert in zip(parts, have, strict=True)}

    def change(part: list[Element], place: int) -> None:
        if known[id(part)] != inserts[place]:
            _set_insert(part, inserts[place])

    def make(place: int) -> list[Element]:
        part: list[Element] = []
        _set_insert(part, inserts[place])
        return part

    made = set_parts(parts, [insert.id for insert in have], [insert.id for insert in inserts], change=change, make=make)
    rows[:] = [*first, *(element for part in made for element in part)]


def _read(rows: Sequence[Element]) -> tuple[Insert, ...]:
    lines = [line for element in rows for line in lines_of(element)]
    return read_chain(Lines("\n".join(lines).encode("latin-1")), 0, closed=False)[0].inserts


def _is_text(element: Element) -> bool:
    return isinstance(element, Node) or element.text not in {"", ">"}


def _segments(rows: Sequence[Element]) -> tuple[list[Element], list[list[Element]]]:
    """The rows before the first insert, and those of each insert, cut where the reader cuts."""
    first: list[Element] = []
    parts: list[list[Element]] = []
    has_plugin = False
    for element in rows:
        is_plugin = isinstance(element, Node) and element.name in PLUGIN_BLOCKS
        starts = key_of(element) == "BYPASS" or (is_plugin and (has_plugin or not parts))
        if starts:
            parts.append([])
            has_plugin = False
        has_plugin = has_plugin or is_plugin
        (parts[-1] if parts else first).append(element)
    return first, parts


def _set_insert(part: list[Element], insert: Insert) -> None:
    """Bring the rows of one insert to the model."""
    fields = {
        "enabled": insert.enabled,
        "offline": insert.offline,
        "preset": insert.preset,
        "wet": insert.wet,
        "id": "" if insert.id.startswith("#") else insert.id.partition("#")[0],
    }
    block = block_of(insert.plugin)
    entries = list(insert.extra)
    head = entries.pop(0) if entries and entries[0].partition(" ")[0] == block else ""
    set_fields(part, INSERT, fields, entries, _ORDER)
    if block:
        _set_plugin(part, insert, block, head)
    _set_comment(part, insert.comment)
    _set_automation(part, insert)
    verbatim = [entry for entry in entries if not _is_held(entry)]
    set_verbatim(part, lambda element: _is_verbatim(element, insert), verbatim, _ORDER)


def _is_held(entry: str) -> bool:
    return entry.partition(" ")[0] in INSERT.by_key or entry.startswith((f"{DATA}\n", "CONTAINER/", "CLAP/"))


def _is_verbatim(element: Element, insert: Insert) -> bool:
    if isinstance(element, Row):
        return _is_text(element) and key_of(element) not in INSERT.by_key
    if element.name == "PARMENV":
        return _automation_of(element, insert) is None
    return element.name not in PLUGIN_BLOCKS and (element.name != "COMMENT" or _comment_of(element) is None)


def _set_plugin(part: list[Element], insert: Insert, block: str, head: str) -> None:
    node = next((element for element in part if isinstance(element, Node) and element.name in PLUGIN_BLOCKS), None)
    if node is None or node.name != block:
        made = Node(Row(head_line(insert.plugin, insert.label, head)))
        if node is None:
            part.insert(1, made)
        else:
            part[:] = [made if element is node else element for element in part]
        node = made
    else:
        now = read_head(node.head.text[1:])
        same = replace(insert.plugin, uid=now.plugin.uid) if not now.plugin.uid else insert.plugin
        if now != (same, insert.label, head):
            node.head.text = head_line(insert.plugin, insert.label, head)
    _set_body(node, insert, block)


def _set_body(node: Node, insert: Insert, block: str) -> None:
    """Bring what stands inside a plug-in's block to the insert's chunk and parameters."""
    if block == "CONTAINER":
        set_inserts(node.rows, insert.inserts, _after_prefix(insert.extra, "CONTAINER/"))
        return
    wanted = _body(insert, block)
    if block == "CLAP":
        state = next((element for element in node.rows if as_text(element).partition("\n")[0] == "<STATE"), None)
        others = _after_prefix(insert.extra, "CLAP/")
        set_verbatim(node.rows, lambda element: element is not state and _is_text(element), others, Order())
        if state is None and wanted:
            state = Node(Row("<STATE"))
            node.rows.append(state)
        if isinstance(state, Node) and decoded(lines_of(state)[1:-1]) != decoded(wanted):
            state.rows[:] = [Row(line) for line in wanted]
        return
    now = lines_of(node)[1 : -1 if node.closer is not None else None]
    if block in {"VST", "AU", "DX"} and wanted and decoded(now) == decoded(wanted) is not None:
        return
    if now != wanted:
        node.rows[:] = from_lines("\n".join(wanted)) if wanted else []


def _after_prefix(extra: Sequence[str], prefix: str) -> list[str]:
    return [entry.removeprefix(prefix) for entry in extra if entry.startswith(prefix)]


def _body(insert: Insert, block: str) -> list[str]:
    """The lines of the block, as latin-1 text."""
    damaged = next((entry for entry in insert.extra if entry.startswith(f"{DATA}\n")), None)
    if damaged is not None:
        return stored(damaged).split("\n")[1:]
    if block == "VST":
        return _vst_body(insert)
    chunk = _with_parameters(insert, insert.chunk)
    if block in {"AU", "DX", "CLAP"}:
        return encoded(chunk)
    return chunk.decode("latin-1").split("\n") if chunk else []


def _with_parameters(insert: Insert, state: bytes) -> bytes:
    """The state with the insert's parameters; what it says already is not touched.

    Raises  UnwritableSessionError where that plug-in, or this value of it, cannot be written.
    """
    plugin, parameters = insert.plugin, insert.parameters
    if not parameters:
        return state
    if not state:
        decoder = decoder_for(plugin)
        return state if decoder is None else decoder.fresh(parameters)
    now = State(plugin, state).said.parameters if plugin.format == "AU" else read(plugin, state).parameters
    now = named(
        now, proved_names(envelope.extra[0].partition(" ")[2] for envelope in insert.envelopes if envelope.extra)
    )
    changed = {term: value for term, value in parameters.items() if now.get(term) != value}
    return rewritten(plugin, state, changed) if changed else state


def _vst_body(insert: Insert) -> list[str]:
    """Header, state and trailer as base64 of their own; parameters that differ from the state are put into it."""
    chunk = insert.chunk
    if not chunk:
        state = _with_parameters(insert, b"")
        chunk = wrap(state, uid=int(insert.plugin.uid or 0), preset=insert.preset).chunk if state else b""
    try:
        wrapped = open_vst(chunk)
    except BrokenStateError:
        return encoded(chunk)
    wrapped = replace(wrapped, state=_with_parameters(insert, wrapped.state))
    if insert.pins != wrapped.pins and insert.chunk:
        ins, outs = _masks(insert.pins, len(wrapped.input_masks), len(wrapped.output_masks))
        wrapped = replace(wrapped, input_masks=ins, output_masks=outs)
    return [*encoded(wrapped.header), *encoded(wrapped.state), *encoded(wrapped.trailer)]


def _masks(pins: str, inputs: int, outputs: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Pin masks of ``in 1,2,3+4 out 1,-``; "" is plain."""
    if not pins:
        return tuple(1 << pin for pin in range(inputs)), tuple(1 << pin for pin in range(outputs))
    found = _PINS.fullmatch(pins)
    if found is None:
        raise UnwritableSessionError(f"the routing {pins!r} of an insert cannot be written")
    return _side(found[1]), _side(found[2])


def _side(text: str) -> tuple[int, ...]:
    try:
        return (
            tuple(
                sum(1 << (int(channel) - 1) for channel in pin.split("+")) if pin != "-" else 0
                for pin in text.split(",")
            )
            if text != "-"
            else ()
        )
    except ValueError:
        raise UnwritableSessionError(f"the routing {text!r} of an insert cannot be written") from None


def _comment_of(node: Node) -> str | None:
    data = decoded(lines_of(node)[1 : -1 if node.closer is not None else None])
    if data is None or b"\0" in data[:-1]:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _set_comment(part: list[Element], comment: str) -> None:
    node = next((node for node in part if isinstance(node, Node) and node.name == "COMMENT"), None)
    now = None if node is None else _comment_of(node)
    if now == comment or (now is None and not comment):
        return
    if node is None or now is None:
        node = Node(Row("<COMMENT "))
        part.append(node)
    elif not comment:
        part[:] = [element for element in part if element is not node]
        return
    node.rows[:] = [Row(line) for line in encoded(comment.encode("utf-8", "replace"))]


def _automation_of(node: Node, insert: Insert) -> Envelope | None:
    return read_node(node, parameter_drive(node.head.text.partition(" ")[2], insert.plugin), head=True)


def _set_automation(part: list[Element], insert: Insert) -> None:
    nodes = [node for node in part if isinstance(node, Node) and node.name == "PARMENV"]
    have = [(node, found) for node in nodes if (found := _automation_of(node, insert)) is not None]
    if tuple(found for _, found in have) == insert.envelopes:
        return

    def change(node: Node, place: int) -> None:
        envelope = insert.envelopes[place]
        head = envelope.extra[0] if envelope.extra else ""
        if not head.startswith("PARMENV "):
            raise UnwritableSessionError(f"automation of {envelope.target} does not say which parameter it drives")
        set_envelope(node, parameter_drive(stored(head).partition(" ")[2], insert.plugin), envelope, headed=True)

    def make(place: int) -> Node:
        node = Node(Row("<PARMENV"))
        change(node, place)
        return node

    made = set_parts(
        [node for node, _ in have],
        [found.target for _, found in have],
        [envelope.target for envelope in insert.envelopes],
        change=change,
        make=make,
    )
    old = {id(node) for node, _ in have}
    part[:] = [element for element in part if id(element) not in old]
    where = next((place for place, element in enumerate(part) if key_of(element) == "WAK"), len(part))
    part[where:where] = made
