"""The smallest `ProjectData` that holds what is asked for: what tests of the reader are made of, and nothing else.

It has the records that the reader looks at, in the order and layout of Logic's own; Logic would not open it.
"""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parsers.formats.logic.container import HEADER_BYTES, MAGIC
from parsers.formats.logic.sequences import FIRST_TICK
from parsers.formats.logic.strips import AUDIO, AUX, INSTRUMENT, MASTER, MONO_OUTPUT, OUTPUT

__all__ = ["DraftSend", "DraftSlot", "DraftTrack", "autosave", "fader_word", "project", "record"]

_LABELS = {AUDIO: "Audio", AUX: "Aux", INSTRUMENT: "Inst"}
_OUTPUTS = 2
_TYPES = 13
_STRIP_BYTES = 204
_NOWHERE = 0xFFFF
_FIRST_THING = 88
_OUTPUT_THING, _MASTER_THING = 80, 84


@dataclass(frozen=True, slots=True)
class DraftSlot:
    """A plug-in: of the application by type id and floats, else by maker, code and state."""

    name: str
    type_id: int = 0
    floats: Sequence[float] = ()
    bypassed: bool = False
    preset: str = ""
    midi: bool = False
    instrument: bool = False
    maker: bytes = b"GAME"
    type: bytes = b"aufx"
    code: bytes = b""
    state: bytes = b""
    position: int | None = None


@dataclass(frozen=True, slots=True)
class DraftSend:
    """A send to a bus (from 1)."""

    bus: int
    word: int = 0x5A000000
    bypassed: bool = False
    pre_fader: bool = False


@dataclass(frozen=True, slots=True)
class DraftTrack:
    """A track. ``kind`` is the strip's type; ``lanes``: (insert, control) → (tick, word) of each point."""

    name: str
    kind: int = AUDIO
    number: int = 0
    fader: int = 0x5A000000
    pan: int = 0
    muted: bool = False
    soloed: bool = False
    output_bus: int = 0
    """0 = the main output."""
    input_bus: int = 0
    depth: int = 0
    thing: int = 0
    """Id of its object; 0 = the next that is free."""
    row: bool = True
    slots: Sequence[DraftSlot] = ()
    sends: Sequence[DraftSend] = ()
    lanes: Mapping[tuple[int, int], Sequence[tuple[int, int]]] | None = None


def fader_word(db: float) -> int:
    """The word of a fader at a level: the inverse of `strips.fader_db`."""
    return 0 if db == -math.inf else round(0x5A000000 * 10 ** (db / 40))


def record(tag: str, payload: bytes, *, version: int = 1, slot: int = 0, owner: int = 0, key: int = 0) -> bytes:
    """One record with its header."""
    name = tag.encode("ascii")[::-1]
    return struct.pack("<4sH4xH2xH2xH8xI4x", name, version, slot, owner, key, len(payload)) + payload


def project(
    tracks: Sequence[DraftTrack],
    *,
    word: int = 2512,
    tempo: Sequence[tuple[int, float]] = ((FIRST_TICK, 120.0),),
    output: DraftTrack | None = None,
    master_fader: int = 0x5A000000,
    view: int = 0,
    inputs: int = 2,
) -> bytes:
    """A whole project.

    tempo   tick → bpm
    inputs  of the audio device, which has two outputs
    output  settings of the main output (its name and kind do not count)
    view    a number that stands for what changes without meaning at every save
    """
    main = output or DraftTrack("Output 1-2")
    strips = [(track, track.kind, track.number) for track in tracks]
    counts = _counts([*((kind, number) for _, kind, number in strips), (OUTPUT, 0), (MASTER, 0)], inputs)
    things = _things(tracks)
    body = [record("Song", _song(tempo[0][1], view)), _tempo_strand(tempo), record("AuCn", _count_record(counts))]
    total = sum(counts)
    for place in range(total):
        kind, number = _typed(counts, place)
        draft = next((track for track, own, n in strips if (own, n) == (kind, number)), None)
        if (kind, number) == (OUTPUT, 0):
            draft = main
        if (kind, number) == (MASTER, 0):
            draft = DraftTrack("Master", fader=master_fader)
        body.append(record("AuCO", _strip(kind, number, draft, inputs), version=7, owner=place))
        body += _satellites(draft, place) if draft is not None else []
    for track in (*tracks, main):
        index = _index(counts, OUTPUT, 0) if track is main else _index(counts, track.kind, track.number)
        thing = _OUTPUT_THING if track is main else things[id(track)]
        body.append(record("Envi", _object(thing, "Stereo Out" if track is main else track.name, index)))
    body.append(record("Envi", _object(_MASTER_THING, "Master", _index(counts, MASTER, 0))))
    rows = [(things[id(track)], track.depth) for track in tracks if track.row]
    body += [record("Trak", _row(*row), key=place) for place, row in enumerate([*rows, (_OUTPUT_THING, 0)])]
    body += [_lane_strand(things[id(track)], track.lanes) for track in tracks if track.lanes]
    joined = b"".join(body)
    head = MAGIC + struct.pack("<HHIIII", word, 3, 4, 0x00080001, len(joined), 0)
    return head[:HEADER_BYTES] + joined


def autosave(data: bytes) -> bytes:
    """A project as an autosave keeps it."""
    return struct.pack("<QQ", 1, len(data)) + zlib.compress(data)


def _counts(used: Sequence[tuple[int, int]], inputs: int) -> list[int]:
    counts = [0] * _TYPES
    counts[1] = inputs
    counts[MONO_OUTPUT - AUDIO] = _OUTPUTS
    for kind, number in used:
        counts[kind - AUDIO] = max(counts[kind - AUDIO], number + 1)
    return counts


def _typed(counts: Sequence[int], place: int) -> tuple[int, int]:
    for kind, count in enumerate(counts):
        if place < count:
            return kind + AUDIO, place
        place -= count
    return AUDIO, place


def _index(counts: Sequence[int], kind: int, number: int) -> int:
    return 1 + sum(counts[: kind - AUDIO]) + number


def _things(tracks: Sequence[DraftTrack]) -> dict[int, int]:
    found, free = {}, _FIRST_THING
    for track in tracks:
        found[id(track)] = track.thing or free
        free = max(free, found[id(track)]) + 4
    return found


def _song(bpm: float, view: int) -> bytes:
    payload = bytearray(160)
    struct.pack_into("<II", payload, 110, round(bpm * 10_000), round(bpm * 10_000))
    struct.pack_into("<I", payload, 40, view)
    return bytes(payload)


def _head(name: str, thing: int) -> bytes:
    written = name.encode("utf-8")
    payload = bytearray(330)
    struct.pack_into("<H", payload, 16, len(written))
    payload[18 : 18 + len(written)] = written
    struct.pack_into("<H", payload, 18 + len(written) + len(written) % 2 + 204, thing)
    return bytes(payload)


def _line(kind: int, tick: int, *, control: int = 0, word: int = 0) -> bytes:
    head = bytearray(struct.pack("<HHII4x", kind, 0, tick, word))
    head[12] = control
    return bytes(head)


_END = struct.pack("<HHI8x", 0xF1, 0, 0x3FFFFFFF)


def _tempo_strand(tempo: Sequence[tuple[int, float]]) -> bytes:
    more = [struct.pack("<IHBBII", round(bpm * 10_000), 0, 0, 0x88, 0, 0) for _, bpm in tempo]
    events = b"".join(_line(0x60, tick) + line for (tick, _), line in zip(tempo, more, strict=True))
    return record("MSeq", _head("Untitled", 0)) + record("EvSq", events + _END)


def _lane_strand(thing: int, lanes: Mapping[tuple[int, int], Sequence[tuple[int, int]]]) -> bytes:
    events = b"".join(
        _line(0x50 + insert, tick, control=control, word=word)
        for (insert, control), points in lanes.items()
        for tick, word in points
    )
    return record("MSeq", _head("*Automation", thing)) + record("EvSq", events + _END)


def _count_record(counts: Sequence[int]) -> bytes:
    return bytes(26) + struct.pack(f"<H{_TYPES}H", sum(counts), *counts) + bytes(60)


def _strip(kind: int, number: int, draft: DraftTrack | None, inputs: int) -> bytes:
    payload = bytearray(_STRIP_BYTES)
    payload[4] = kind
    struct.pack_into("<H", payload, 6, number)
    label = {OUTPUT: "Output 1-2", MASTER: "Master"}.get(kind, f"{_LABELS.get(kind, 'Strip')} {number + 1}")
    payload[60 : 61 + len(label)] = b" " + label.encode("ascii")
    word = draft.fader if draft is not None else 0x5A000000
    struct.pack_into("<I", payload, 116, word)
    payload[85] = payload[119] = word >> 24
    payload[89] = 64 + (draft.pan if draft is not None else 0)
    payload[123] = 2
    struct.pack_into("<HH", payload, 92, 0, _NOWHERE)
    if draft is not None:
        payload[24] = payload[25] = 1
        payload[88], payload[90], payload[86] = draft.soloed, draft.muted, 1
        struct.pack_into("<H", payload, 92, draft.output_bus + _OUTPUTS // 2 - 1 if draft.output_bus else 0)
        if draft.input_bus:
            struct.pack_into("<H", payload, 94, draft.input_bus + inputs // 2 - 1)
    return bytes(payload)


def _satellites(draft: DraftTrack, owner: int) -> list[bytes]:
    found = []
    places = {False: 0, True: 0}
    for key, slot in enumerate(draft.slots):
        position = places[slot.midi] if slot.position is None else slot.position
        places[slot.midi] = position + 1
        found.append(record("AuCU", _slot(slot, position), version=5, owner=owner, key=key))
    for number, send in enumerate(draft.sends):
        payload = bytearray(76)
        struct.pack_into("<H", payload, 6, number)
        payload[17], payload[18], payload[19] = send.word >> 24, send.pre_fader, send.bypassed
        struct.pack_into("<HHI", payload, 20, send.bus + _OUTPUTS - 1, 0, send.word)
        found.append(record("AuCU", bytes(payload), version=5, owner=owner, key=64 + number))
    return found


def _slot(slot: DraftSlot, position: int) -> bytes:
    payload = bytearray(172)
    struct.pack_into("<HH", payload, 4, 2 if slot.midi else 1, position)
    preset = slot.preset.encode("utf-8")[:60]
    payload[14 : 14 + len(preset)] = preset
    payload[112] = slot.bypassed
    short = slot.name.encode("utf-8")[:12]
    payload[120 : 120 + len(short)] = short
    payload[132:136] = slot.maker
    if slot.maker == b"GAME":
        struct.pack_into("<I", payload, 140, slot.type_id)
    else:
        payload[136:140], payload[140:144] = slot.type[::-1], slot.code[::-1]
    payload[151] = 0x08 if slot.instrument else 0
    if not slot.floats:
        return bytes(payload) + slot.state
    block = struct.pack("<III8sI", 24 + 4 * len(slot.floats), 1, len(slot.floats), b"GAMETSPP", slot.type_id)
    return bytes(payload) + block + struct.pack(f"<{len(slot.floats)}f", *slot.floats)


def _object(thing: int, name: str, strip: int) -> bytes:
    written = name.encode("utf-8")
    payload = bytearray(160)
    struct.pack_into("<H", payload, 16, thing)
    struct.pack_into("<H", payload, 158, len(written))
    return bytes(payload) + written + bytes(len(written) % 2) + struct.pack("<H", strip) + bytes(280)


def _row(thing: int, depth: int) -> bytes:
    payload = bytearray(58)
    struct.pack_into("<IIH", payload, 0, 1, 0, thing)
    payload[14] = depth
    return bytes(payload)
