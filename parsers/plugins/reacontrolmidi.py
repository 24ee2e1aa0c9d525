"""ReaControlMIDI (Cockos): bank and program, controllers in slots, a bank file, a scale; it sends MIDI, no audio.

    i32 ?, 3 × i32 (0 in all states), 3 × i32 sort of slot 1 to 3, 3 × i32 value of slot 1 to 3, i32 0,
    i32 n, n bytes path of the bank file, 65 bytes, i32 n, n bytes name of the scale, i32 n, n bytes its steps, 37 bytes

    sort   0 ?, 1 pitch wheel, 2 + N controller N;  value  14 bits, controllers by 128

Evidence. 13 distinct states of four owners fit to the last byte. A new instance holds sorts 9, 12 and 1 with 16,383,
8,192 and 8,192: volume full, pan and pitch wheel in the middle, which are the three that the panel shows then; other
saves hold 2 and 34 (bank select, both its halves). In one pair of saves slot 1 alone moved, from 10,384 to 9,360. The
numbers between and behind the texts are switches and further slots, not sure: by their place. The path of the bank file
is no setting that is heard.
"""

from __future__ import annotations

import struct
from collections.abc import Callable

from parsers.plugins.errors import BrokenStateError
from parsers.plugins.naming import term_of
from parsers.plugins.reading import ReadOnly, raw
from parsers.session import Value

__all__ = ["reacontrolmidi"]

_HEAD = struct.Struct("<4i3i3i2i")
_LONGEST_TEXT = 4096
_MIDDLE, _TAIL = struct.Struct("<16iB"), struct.Struct("<B9i")
_PITCH_WHEEL, _FIRST_CONTROLLER, _LAST_CONTROLLER = 1, 2, 129
_MOST = 1 << 14


class _ReaControlMidi(ReadOnly):
    """The one layout."""

    def decode(self, state: bytes) -> dict[str, Value]:
        """Slots, scale and the rest by place. Raises BrokenStateError on another layout."""
        try:
            return self._decoded(state)
        except struct.error:
            raise BrokenStateError(f"the state of ReaControlMIDI has {len(state)} bytes") from None

    def automation(self, index: int, ident: str) -> tuple[str, Callable[[float], float]] | None:  # noqa: ARG002 - one signature for all decoders
        """None: no parameter envelope of it was ever seen."""
        return None

    def _decoded(self, state: bytes) -> dict[str, Value]:
        head = _HEAD.unpack_from(state)
        values: dict[str, Value] = {}
        for slot, (sort, value) in enumerate(zip(head[4:7], head[7:10], strict=True), 1):
            if not 0 <= sort <= _LAST_CONTROLLER or not 0 <= value <= _MOST:
                raise BrokenStateError(f"slot {slot} of ReaControlMIDI holds {sort} and {value}", offset=12 + 4 * slot)
            values[term_of(f"slot {slot} controls")] = Value(_controller(sort), "", "raw")
            values[term_of(f"slot {slot} value")] = raw(value / 128 if sort >= _FIRST_CONTROLLER else float(value))
        _, place = _text(state, _HEAD.size - 4)
        middle, place = _MIDDLE.unpack_from(state, place), place + _MIDDLE.size
        scale, place = _text(state, place)
        steps, place = _text(state, place)
        if len(state) != place + _TAIL.size:
            raise BrokenStateError(f"the state of ReaControlMIDI has {len(state)} bytes")
        values["plugin.scale"] = Value(scale, "", "raw")
        values["plugin.scale steps"] = Value(steps, "", "raw")
        for field, number in enumerate([*head[:4], head[10], *middle, *_TAIL.unpack_from(state, place)]):
            values[term_of(f"field {field}")] = raw(float(number))
        return values


def _controller(sort: int) -> str:
    if sort < _FIRST_CONTROLLER:
        return "pitch wheel" if sort == _PITCH_WHEEL else "none"
    return f"controller {sort - _FIRST_CONTROLLER}"


def _text(state: bytes, place: int) -> tuple[str, int]:
    """A text and where it ends."""
    (size,) = struct.unpack_from("<i", state, place)
    if not 0 <= size <= min(_LONGEST_TEXT, len(state) - place - 4):
        raise BrokenStateError("a text of ReaControlMIDI is longer than its state", offset=place)
    text = state[place + 4 : place + 4 + size]
    return text.rstrip(b"\0").decode("utf-8", "replace")[:120], place + 4 + size


reacontrolmidi = _ReaControlMidi()
