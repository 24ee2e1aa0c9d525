"""Chains of plug-ins: a flat list with state, in which ``BYPASS`` starts the next insert (RPP_FORMAT §6)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from parsers.formats.reaper.envelopes import Drive, read_envelope
from parsers.formats.reaper.lexis import arguments, number, number_text, shown
from parsers.formats.reaper.lines import NUMBER, SWITCH, TEXT, Argument, Kind, Line, Table, rest
from parsers.formats.reaper.packed import Packed, decoded
from parsers.formats.reaper.plugin_heads import PLUGIN_BLOCKS, read_head
from parsers.formats.reaper.scan import STRUCTURE, Lines, block_name
from parsers.formats.reaper.state import State
from parsers.late import postponed
from parsers.plugins.decoders import decoder_for
from parsers.plugins.naming import is_place, name_of, named, named_by, place_term, term_of
from parsers.quick import builder
from parsers.session import SAID_BY_STATE, Envelope, Insert, Plugin

__all__ = ["CHAIN_KEYS", "CHAIN_START", "DATA", "INSERT", "Chain", "parameter_drive", "proved_names", "read_chain"]

CHAIN_KEYS = frozenset({"WNDRECT", "SHOW", "LASTSEL", "DOCKED"})
"""View state of a whole chain, written before its first insert."""
CHAIN_START = frozenset({"BYPASS", "REQUIRED_CHANNELS", *CHAIN_KEYS, *PLUGIN_BLOCKS})
"""What a file that is a chain starts with."""
DATA = "DATA"
"""Heads an ``extra`` entry of base64 lines that are damaged and so are no chunk."""

_BASE64 = frozenset({"VST", "AU", "DX"})
"""Blocks that hold nothing but base64."""

_ON = Kind(lambda text: not SWITCH.read(text), lambda on: "0" if on else "1")

INSERT = Table(
    [
        Line("BYPASS", (Argument("enabled", _ON, "0"), Argument("offline", SWITCH, "0"), *rest("0")), always=True),
        Line("PRESETNAME", (Argument("preset", TEXT, ""),)),
        Line("FXID", (Argument("id", TEXT, ""),)),
        Line("WET", (Argument("wet", NUMBER, "1"), *rest("0"))),
    ]
)


class Chain(NamedTuple):
    """The inserts of a chain, and the lines before the first one."""

    inserts: tuple[Insert, ...]
    head: tuple[str, ...]


def read_chain(scan: Lines, index: int, *, closed: bool = True) -> tuple[Chain, int]:
    """Read the inserts from the line `index` on, up to the chain's closer.

    closed   False for a file that is a chain: it ends with the lines, and surplus closers are passed over
    Returns  the chain and the index after its closer
    """
    lines = scan.lines
    head: list[str] = []
    inserts: list[Insert] = []
    seen: dict[str, int] = {}
    place = index
    while place < len(lines):
        line = lines[place]
        if line == ">":
            if closed:
                return Chain(tuple(inserts), tuple(head)), place + 1
            place += 1
        elif line.partition(" ")[0] == "BYPASS" or (line[:1] == "<" and block_name(line) in PLUGIN_BLOCKS):
            insert, place = _read_insert(scan, place, seen, closed=closed)
            if scan.cut is None:
                inserts.append(insert)
        elif line[:1] == "<":
            scan.refuse(place, STRUCTURE)
            end = scan.past(place)
            scan.keep(head, place, end)
            place = end
        else:
            if line:
                head.append(shown(line))
            place += 1
    if closed:
        scan.unclosed(index)
    return Chain(tuple(inserts), tuple(head)), place


class _Gathered:
    """What has been read of an insert so far."""

    __slots__ = ("automation", "extra", "fields", "given", "plugin", "state")

    def __init__(self) -> None:
        self.given: dict[str, str] = {}
        self.extra: list[str] = []
        self.fields: dict[str, Any] = {}
        self.plugin: Plugin | None = None
        self.automation: list[int] = []
        self.state: State | None = None


@dataclass(frozen=True, slots=True)
class _Saying:
    """Finds what an insert's state says; places that automation proves the names of are called by these."""

    state: State
    names: tuple[tuple[int, str], ...]

    def __call__(self) -> dict[str, Any]:
        said = self.state.said
        parameters = named(said.parameters, dict(self.names)) if self.names else said.parameters
        return dict(zip(SAID_BY_STATE, (parameters, said.hash, said.coverage), strict=True))


@dataclass(frozen=True, slots=True)
class _Holding:
    """Finds an insert's chunk."""

    state: State

    def __call__(self) -> dict[str, Any]:
        return {"chunk": self.state.chunk}


_make_insert = builder(Insert)


def _read_insert(scan: Lines, index: int, seen: dict[str, int], *, closed: bool) -> tuple[Insert, int]:
    """Read one insert: ``BYPASS``, the plug-in's block, and what follows up to the next insert."""
    scan.spend("insert")
    lines = scan.lines
    insert = _Gathered()
    place = index
    while place < len(lines):
        line = lines[place]
        if line[:1] == "<":
            end = _read_block(scan, place, insert)
            if end == place:
                break
            place = end
            continue
        key, _, remainder = line.partition(" ")
        if (line == ">" and closed) or (key == "BYPASS" and place > index):
            break
        if key in INSERT.by_key:
            insert.given[key] = remainder
        elif line not in {"", ">"}:
            insert.extra.append(shown(line))
        place += 1
    fields = insert.fields
    fields.update(INSERT.read(insert.given, insert.extra, lambda trouble: scan.warn(index, trouble)))
    plugin = insert.plugin or Plugin("", "", "", "")
    fields["id"] = _insert_id(fields["id"], plugin, seen)
    envelopes = _read_automation(scan, insert.automation, plugin, insert.extra) if insert.automation else ()
    made = _make_insert(plugin=plugin, envelopes=envelopes, extra=tuple(insert.extra), **fields)
    state = insert.state
    if state is not None:
        heads = (scan.lines[at].partition(" ")[2] for at in insert.automation)
        saying = _Saying(state, tuple(proved_names(heads).items()) if insert.automation else ())
        postponed(made, {"chunk": _Holding(state), **dict.fromkeys(SAID_BY_STATE, saying)})
        if state.is_quick:
            _ = made.coverage
    return made, place


def _read_block(scan: Lines, place: int, insert: _Gathered) -> int:
    """Read a block of an insert; returns the index after it, or its own when it starts the next insert."""
    name = block_name(scan.lines[place])
    if name in PLUGIN_BLOCKS:
        if insert.plugin is not None:
            return place
        insert.plugin, end = _read_plugin(scan, place, name, insert)
        return end
    scan.refuse(place, STRUCTURE)
    end = scan.past(place)
    if name == "PARMENV":
        insert.automation.append(place)
    elif name != "COMMENT" or not _read_comment(scan, place, end, insert.fields):
        scan.keep(insert.extra, place, end)
    return end


def _insert_id(identity: str, plugin: Plugin, seen: dict[str, int]) -> str:
    """The FXID; where it is missing or taken, one made of the plug-in or the FXID and its count in the chain."""
    key = identity or f"#{plugin.uid or plugin.name}"
    seen[key] = count = seen.get(key, 0) + 1
    return key if count == 1 else f"{key}#{count}"


def _read_comment(scan: Lines, index: int, end: int, fields: dict[str, Any]) -> bool:
    """The engineer's comment on an insert: base64 of text. False when it is damaged."""
    data = decoded(scan.body(index, end))
    if data is None or b"\0" in data[:-1]:
        return False
    try:
        fields["comment"] = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _read_plugin(scan: Lines, index: int, name: str, insert: _Gathered) -> tuple[Plugin, int]:
    """Read a plug-in's block into `insert`: label, chunk, pins, state, nested inserts."""
    fields, extra = insert.fields, insert.extra
    head = read_head(scan.lines[index][1:])
    plugin = head.plugin
    fields["label"] = head.label
    if head.leftover:
        extra.insert(0, head.leftover)
    if name == "CONTAINER":
        scan.enter(index)
        chain, end = read_chain(scan, index + 1)
        scan.leave()
        fields["inserts"] = chain.inserts
        extra.extend(f"CONTAINER/{line}" for line in chain.head)
        return plugin, end
    end = scan.past_leaf(index) if name in _BASE64 else scan.past(index)
    body = scan.body(index, end)
    if any(line[:1] == "<" and (name in _BASE64 or block_name(line) in PLUGIN_BLOCKS) for line in body):
        raise scan.broken(index, "the block of a plug-in is not closed: another one opens inside")
    chunk: Packed | bytes | None
    if name == "CLAP":
        chunk = _clap_state(scan, index, end, extra)
    elif name in _BASE64:
        chunk = Packed.of(body)
    else:
        chunk = "\n".join(body).encode("latin-1")
    if chunk is None:
        chunk = b""
        scan.warn(index, f"the state of {plugin.name or 'a plug-in'} is damaged and stays unread")
        extra.append(f"{DATA}\n{scan.text(index + 1, index + 1 + len(scan.body(index, end)))}")
    if name == "VST" and not plugin.uid and isinstance(chunk, Packed) and chunk.size >= 8:
        identity = str(int.from_bytes(chunk.start()[:4], "little"))
        plugin = Plugin(plugin.name, plugin.vendor, plugin.format, identity, plugin.instrument)
    state = scan.share(State(plugin, chunk))
    if state.is_quick and state.said.trouble:
        scan.warn(index, f"{plugin.name or 'a plug-in'}: {state.said.trouble}")
    insert.state = state
    fields["pins"] = state.pins
    return plugin, end


def _clap_state(scan: Lines, index: int, end: int, extra: list[str]) -> Packed | bytes | None:
    """The bytes of a CLAP block's ``STATE``; its other lines go to `extra`."""
    chunk: Packed | bytes | None = b""
    last = index + 1 + len(scan.body(index, end))
    place = index + 1
    while place < last:
        line = scan.lines[place]
        after = scan.past(place) if line[:1] == "<" else place + 1
        if line == "<STATE" and chunk == b"":
            chunk = Packed.of(scan.body(place, after))
        elif line:
            extra.append("CLAP/" + scan.text(place, after))
        place = after
    return chunk


def _decoded_drive(term: str, convert: Callable[[float], float]) -> Drive:
    def read(text: str) -> float:
        try:
            value = convert(number(text))
        except ArithmeticError:
            raise ValueError(text) from None
        if math.isnan(value):
            raise ValueError(text)
        return value

    return Drive(term, read, None, read("0"))


def parameter_drive(head: str, plugin: Plugin) -> Drive:
    """What a parameter envelope drives, by the arguments of its head: ``idx[:ident] min max mid ["label"]``.

    The decoder's term where the plug-in has one; the host's own ``wet`` and ``bypass`` as such; else ``plugin.`` and
    the label's first part, the ident or the place in the host's list, with the value as stored.
    """
    code, ident, label = _identity(arguments(head))
    name = name_of(ident, label)
    if ident == "wet":
        return Drive("insert.wet", number, number_text, 1.0)
    if ident == "bypass":
        return Drive("insert.enabled", lambda text: 1.0 - number(text), lambda on: number_text(1.0 - on), 1.0)
    decoder = decoder_for(plugin)
    if decoder is not None and code.isascii() and code.isdigit() and len(code) < 10:
        found = decoder.automation(int(code), ident)
        if found is not None:
            term, convert = found
            return _decoded_drive(term_of(name) if name and is_place(term) else term, convert)
    return Drive(term_of(name) if name else place_term(shown(code)), number, number_text, 0.0)


def proved_names(heads: Iterable[str]) -> dict[int, str]:
    """Index → name of the plug-in's parameters that have an envelope, by the arguments of the envelopes' heads."""
    found = (_identity(arguments(head)) for head in heads)
    return named_by((code, ident, label) for code, ident, label in found)


def _identity(words: list[str]) -> tuple[str, str, str]:
    code, _, ident = (words[0] if words else "").partition(":")
    return code, shown(ident), shown(words[4]) if len(words) > 4 else ""


def _read_automation(scan: Lines, blocks: list[int], plugin: Plugin, extra: list[str]) -> tuple[Envelope, ...]:
    envelopes = []
    for place in blocks:
        drive = parameter_drive(scan.lines[place].partition(" ")[2], plugin)
        envelope, _ = read_envelope(scan, place, drive, head=True)
        if isinstance(envelope, str):
            extra += [envelope] if envelope else []
        else:
            envelopes.append(envelope)
    return tuple(envelopes)
