"""Channel strips: their faders, pans, switches and words of routing, and which strip an object of the project drives.

Source: LOGIC_FORMAT §3 and §4 of the project's research. The offsets are the same from Logic 10.0 to 12.2, verified on
2,253 strips in use and by 23 pictures of mixers; the law of the fader on 25 displayed values, to 0.1 dB.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.errors import BrokenSessionError
from parsers.formats.logic.container import Record, text_at, u8, u16, u32

__all__ = [
    "AUDIO",
    "AUX",
    "BUS",
    "INSTRUMENT",
    "MASTER",
    "MONO_OUTPUT",
    "OUTPUT",
    "Counts",
    "Strip",
    "counts_of",
    "fader_db",
    "is_in_use",
    "read_strip",
    "strips_of",
]

AUDIO, INPUT, AUX, INSTRUMENT, MONO_OUTPUT, BUS, MASTER = 0x40, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46
INPUT_PAIR, OUTPUT = 0x49, 0x4C
_TYPES = 13
_SHORTEST = 124
"""Bytes of a strip; shorter records of the same tag part the lists."""
_NOWHERE = 0xFFFF
_UNITY = 0x5A000000
"""The fader word at 0 dB: 90.0 in 8.24 fixed point."""


def fader_db(word: int) -> float:
    """Fader and send level: 8.24 fixed point, ``40 · log10(word / 90)``; 0 is closed, 127 is shown as +6.0."""
    return round(40 * math.log10(word / _UNITY), 6) + 0.0 if word else -math.inf


@dataclass(frozen=True, slots=True)
class Strip:
    """One channel strip as stored.

    type, number  kind of strip and number among these, from 0
    owner         that its satellites (inserts, sends) bear
    agrees        whether the two copies of the fader's integer part agree with the fader: a check on the layout
    sub           number of the folder stack that it sits in, 0 for none
    """

    type: int
    number: int
    owner: int
    label: str
    fader: int
    agrees: bool
    pan_byte: int
    muted: bool
    soloed: bool
    stereo_input: bool
    channels: int
    output_word: int
    input_word: int
    sub: int

    @property
    def gain_db(self) -> float:
        """The fader, dB."""
        return fader_db(self.fader)

    @property
    def pan(self) -> float:
        """-1 … 1: Logic shows -64 … +63, and the knob's last step to the right is hard right."""
        shown = self.pan_byte - 64
        return 1.0 if shown >= 63 else max(shown / 64, -1.0)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many strips of each type the project has; in this order every strip has its index, from 1.

    Words of routing count the device's own channels before the buses: what leads out its outputs, what comes in its
    inputs. (A project whose device had two outputs and no input tells the two apart.)
    """

    each: tuple[int, ...]
    total: int

    def index(self, strip: Strip) -> int:
        """The number under which objects know a strip. In Logic 10.0 it is not the strip's place in the file."""
        return 1 + sum(self.each[: strip.type - AUDIO]) + strip.number

    def output_bus(self, word: int) -> int | None:
        """The bus (from 1) that an output word names; None for an output of the device, or nothing."""
        pairs = self.each[OUTPUT - AUDIO]
        return None if word == _NOWHERE or word < pairs else word - pairs + 1

    def output_pair(self, word: int) -> int | None:
        """The pair of device outputs (from 0) that an output word names; None for a bus or nothing."""
        return word if word < self.each[OUTPUT - AUDIO] else None

    def input_bus(self, strip: Strip) -> int | None:
        """The bus that feeds an aux; None where it is fed by the device, or nothing."""
        inputs = self.each[INPUT - AUDIO]
        base = inputs // 2 if strip.stereo_input else inputs
        return None if strip.input_word == _NOWHERE or strip.input_word < base else strip.input_word - base + 1

    def send_bus(self, word: int) -> int:
        """The bus that a send's destination word names; below 1 the word is not understood."""
        return word - self.each[MONO_OUTPUT - AUDIO] + 1


def counts_of(records: Sequence[Record]) -> Counts:
    """The counts of strips. Raises BrokenSessionError where there are none."""
    longest = max((record.payload for record in records if record.tag == "AuCn"), key=len, default=b"")
    if len(longest) < 28 + 2 * _TYPES:
        raise BrokenSessionError("the project does not say how many channel strips it has")
    return Counts(tuple(u16(longest, 28 + 2 * place) for place in range(_TYPES)), u16(longest, 26))


def strips_of(records: Sequence[Record]) -> list[Record]:
    """The records of all channel strips, in the order of the file; most of a project's are not in use."""
    return [record for record in records if record.tag == "AuCO" and len(record.payload) >= _SHORTEST]


def is_in_use(payload: bytes) -> bool:
    """Whether an object drives the strip."""
    return u8(payload, 24) == 1 and u8(payload, 25) == 1


def read_strip(payload: bytes, owner: int) -> Strip:
    """One strip from the payload of its record."""
    fader = u32(payload, 116)
    return Strip(
        type=u8(payload, 4),
        number=u16(payload, 6),
        owner=owner,
        label=text_at(payload, 60, 24).strip(),
        fader=fader,
        agrees=u8(payload, 85) == u8(payload, 119) == fader >> 24,
        pan_byte=u8(payload, 89),
        muted=bool(u8(payload, 90) & 1),
        soloed=bool(u8(payload, 88) & 1),
        stereo_input=u8(payload, 86) == 1,
        channels=u8(payload, 123),
        output_word=u16(payload, 92),
        input_word=u16(payload, 94),
        sub=u8(payload, 110),
    )
