"""What hangs on a channel strip: slots with plug-ins, and sends.

Source: LOGIC_FORMAT §5 and §6 of the project's research (slots: 4,416 verified; sends: 1,639). A slot's record key says
nothing about its place: slots are ordered by the position that they store.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass

from parsers.formats.logic.container import Record, text_at, u8, u16, u32

__all__ = ["NATIVE", "Blocks", "SendSlot", "Slot", "blocks_in", "satellites_of"]

EFFECT, MIDI_EFFECT, SEND = 1, 2, 0
NATIVE = (b"GAME", b"MELC")
"""Makers of the plug-ins that come with the application: effects and synthesisers; samplers and their kin."""
_STATE = 172
"""Where the state of a plug-in starts in its slot."""
_BLOCK_TAG = b"GAMETSPP"
_MOST_FLOATS = 65536


@dataclass(frozen=True, slots=True)
class Blocks:
    """The numbers of a plug-in of the application: its type, and the first block's values.

    A second block, where there is one, holds what Logic compares with.
    """

    type: int
    floats: tuple[float, ...]
    raw: bytes


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot of a strip.

    midi      whether it works on notes, before the instrument
    maker     of the plug-in, four bytes; type and subtype of an Audio Unit are bytes too, all in reading order
    variant   tells plug-ins apart that share a type; 0 where the file does not say
    side      kind and number of the strip that keys it, (0, 0) for none
    """

    midi: bool
    position: int
    preset: str
    bypassed: bool
    short_name: str
    maker: bytes
    type: bytes
    subtype: bytes
    type_id: int
    variant: int
    side: tuple[int, int]
    instrument: bool
    blocks: Blocks | None
    state: bytes


@dataclass(frozen=True, slots=True)
class SendSlot:
    """One send of a strip.

    word    of its destination;  agrees: whether the copy of the level's integer part agrees with the level
    """

    number: int
    level: int
    word: int
    bypassed: bool
    pre_fader: bool
    post_pan: bool
    agrees: bool


def satellites_of(records: Iterable[Record]) -> dict[int, tuple[list[Slot], list[SendSlot]]]:
    """Owner of a strip → its slots and sends, in the strip's own order."""
    found: dict[int, tuple[list[Slot], list[SendSlot]]] = {}
    for record in records:
        if record.tag != "AuCU":
            continue
        kind = u16(record.payload, 4)
        slots, sends = found.setdefault(record.owner, ([], []))
        if kind in (EFFECT, MIDI_EFFECT) and len(record.payload) >= _STATE:
            slots.append(read_slot(record.payload, midi=kind == MIDI_EFFECT))
        elif kind == SEND and len(record.payload) >= 28:
            sends.append(_read_send(record.payload))
    for slots, sends in found.values():
        slots.sort(key=lambda slot: (not slot.midi, slot.position))
        sends.sort(key=lambda send: send.number)
    return found


def read_slot(payload: bytes, *, midi: bool) -> Slot:
    """One slot from the payload of its record."""
    state = payload[_STATE:]
    blocks = blocks_in(state)
    build = u16(payload, 116)
    return Slot(
        midi=midi,
        position=u16(payload, 6),
        preset=text_at(payload, 14, 66),
        bypassed=u8(payload, 112) == 1,
        short_name=text_at(payload, 120, 12).strip(),
        maker=payload[132:136],
        type=payload[136:140][::-1],
        subtype=payload[140:144][::-1],
        type_id=u32(payload, 140),
        variant=build - u8(payload, 81) if build else 0,
        side=(u8(payload, 144), u8(payload, 145)),
        instrument=bool(u8(payload, 151) & 0x08),
        blocks=blocks,
        state=state,
    )


def blocks_in(state: bytes) -> Blocks | None:
    """The first block of numbers in a state: ``u32 bytes, u32 1, u32 n, GAMETSPP, u32 type, n float32``."""
    place = state.find(_BLOCK_TAG)
    if place < 4:
        return None
    count = u32(state, place - 4)
    start = place + len(_BLOCK_TAG) + 4
    if not 0 < count <= _MOST_FLOATS or start + 4 * count > len(state):
        return None
    raw = state[start : start + 4 * count]
    return Blocks(u32(state, start - 4), struct.unpack(f"<{count}f", raw), raw)


def _read_send(payload: bytes) -> SendSlot:
    level = u32(payload, 24)
    return SendSlot(
        number=u16(payload, 6),
        level=level,
        word=u16(payload, 20),
        bypassed=u8(payload, 19) == 1,
        pre_fader=u8(payload, 18) == 1,
        post_pan=u8(payload, 16) == 1,
        agrees=u8(payload, 17) == level >> 24,
    )
