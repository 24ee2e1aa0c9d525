"""ReaXcomp, ReaPitch, ReaFIR and ReaVerb (Cockos): chunks of which the sure part is read, the rest by place.

ReaXcomp  i32 56, i32 n; n bands: f64 top Hz, f64 gain, f64 threshold (linear), f64 ratio, f64 knee, i32 attack, i32
          release, i32 RMS size (ms), i32 flags; then i32, i32, f64 output gain, 0 or 4 bytes of window.
          19 of 19 states, 72 bands: defaults 200, 1,000, 5,000, 24,000 Hz, ratio 2, 15, 150 and 5 ms; a public
          configuration line decodes to -18 dB, 1.5:1, 10, 150, 15 ms; a table of REAPER's own list of its parameters
          has the same defaults and says that the knee is 0 … 24 dB. Flags are not sure. Several bands have no standard
          terms: all stay raw under ``band N …``, in units where these are sure.
ReaPitch  i32 0, -1, n, 44, 2; f32 ?, wet, dry (linear); n voices of 11 f32: ?, on, shift, cents, semitones, octaves,
          formant, its cents, its semitones, volume (linear), pan, in the order of REAPER's list of its parameters.
          Shift is 48 (v - 0.5) semitones (-2, -1 and +1 are hit exactly, envelope 3 is called "1: Shift (full
          range)"); octaves 4 (v - 0.5) by the presets "1 Octave Up" and "Down". ``pitch.shift`` is the first voice's
          full-range knob.
ReaFIR    i32 ?, f32 -90, f32 24, i32 FFT size, f32 ?, i32 mode, i32 ?, i32 n, n × (f32 Hz, f32 dB), more.
          Sure: the FFT size and the points of the curve. 2 states.
ReaVerb   f32 version (-8, -9), wet, dry (linear: presets for sends hold 1.0 and 0), 6 or 7 f32, then modules: 8 bytes
          of tag, i32 size, payload. 7 states. Sure: wet, dry and which modules there are.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from parsers.plugins.errors import BrokenStateError
from parsers.plugins.naming import term_of
from parsers.plugins.reading import ReadOnly, raw
from parsers.plugins.scales import decibels, rounded
from parsers.session import Value

__all__ = ["reafir", "reapitch", "reaverb", "reaxcomp"]

_LOUDEST = 16.0


@dataclass(frozen=True, slots=True)
class _Chunk(ReadOnly):
    """A plug-in of this file; `reads` raises BrokenStateError, or struct.error where the bytes end early."""

    name: str
    reads: Callable[[bytes], dict[str, Value]]

    def decode(self, state: bytes) -> dict[str, Value]:
        """Term → value. Raises BrokenStateError where the layout does not fit."""
        try:
            return self.reads(state)
        except struct.error:
            raise BrokenStateError(f"the state of {self.name} has {len(state)} bytes") from None

    def automation(self, index: int, ident: str) -> tuple[str, Callable[[float], float]] | None:  # noqa: ARG002 - one signature for all decoders
        """None: which index is which knob was seen for one of them only."""
        return None


def _level(linear: float, where: str) -> Value:
    if not 0 <= linear <= _LOUDEST:
        raise BrokenStateError(f"{where} is {linear:g}")
    return Value(decibels(linear), "dB", "raw")


def _within(number: float, lowest: float, highest: float, where: str) -> float:
    if not lowest <= number <= highest:
        raise BrokenStateError(f"{where} is {number:g}")
    return rounded(number)


_BAND = struct.Struct("<5d4i")


def _reaxcomp(state: bytes) -> dict[str, Value]:
    size, count = struct.unpack_from("<2i", state)
    if size != _BAND.size or not 0 < count <= 64:
        raise BrokenStateError(f"ReaXcomp says that it has {count} bands")
    values: dict[str, Value] = {}
    for number in range(1, count + 1):
        top, gain, threshold, ratio, knee, attack, release, rms, flags = _BAND.unpack_from(
            state, 8 + size * (number - 1)
        )
        where = f"band {number} of ReaXcomp"
        told = {
            "top": Value(_within(top, 10, 30_000, where), "Hz", "raw"),
            "gain": _level(gain, where),
            "threshold": _level(threshold, where),
            "ratio": Value(_within(ratio, 0.1, 1000, where), "ratio", "raw"),
            "knee": Value(_within(knee, -0.1, 24.1, where), "dB", "raw"),
            "attack": Value(_within(attack, 0, 60_000, where), "ms", "raw"),
            "release": Value(_within(release, 0, 60_000, where), "ms", "raw"),
            "RMS size": Value(_within(rms, 0, 60_000, where), "ms", "raw"),
            "flags": raw(float(flags)),
        }
        values |= {term_of(f"band {number} {name}"): value for name, value in told.items()}
    (output,) = struct.unpack_from("<d", state, 16 + size * count)
    values["plugin.output"] = _level(output, "the output of ReaXcomp")
    return values


_VOICE = struct.Struct("<11f")


def _reapitch(state: bytes) -> dict[str, Value]:
    zero, _, count, size, _, unknown, wet, dry = struct.unpack_from("<5i3f", state)
    if zero or size != _VOICE.size or not 0 < count <= 64 or len(state) < 32 + size * count:
        raise BrokenStateError(f"ReaPitch says that it has {count} voices")
    values = {
        "plugin.field 0": raw(_within(unknown, -1e6, 1e6, "ReaPitch")),
        "plugin.Wet": _level(wet, "the wet level of ReaPitch"),
        "plugin.Dry": _level(dry, "the dry level of ReaPitch"),
    }
    for voice in range(count):
        numbers = _VOICE.unpack_from(state, 32 + size * voice)
        if not all(-0.001 <= number <= _LOUDEST for number in numbers):
            raise BrokenStateError(f"voice {voice + 1} of ReaPitch leaves its range")
        shift = _semitones(numbers[2])
        told = {
            "field 0": raw(rounded(numbers[0])),
            "enabled": Value(numbers[1] >= 0.5, "", "raw"),
            "shift": Value(shift, "st", "raw"),
            "cents": raw(rounded(numbers[3])),
            "semitones": raw(rounded(numbers[4])),
            "octaves": Value(rounded(4 * (numbers[5] - 0.5)), "oct", "raw"),
            "formant": raw(rounded(numbers[6])),
            "formant cents": raw(rounded(numbers[7])),
            "formant semitones": raw(rounded(numbers[8])),
            "volume": _level(numbers[9], "a voice's volume in ReaPitch"),
            "pan": raw(rounded(numbers[10])),
        }
        if voice == 0:
            values["pitch.shift"] = Value(shift, "st", "published")
            del told["shift"]
        values |= {term_of(f"voice {voice + 1} {name}"): value for name, value in told.items()}
    return values


def _semitones(stored: float) -> float:
    """float32 leaves 1e-6 of a semitone: whole ones come out whole."""
    return round(48 * (stored - 0.5), 4) + 0.0


def _reafir(state: bytes) -> dict[str, Value]:
    low, high, fft, _, mode, _, count = struct.unpack_from("<2fifiii", state, 4)
    if not math.isclose(low, -90) or not 0 < high <= 200 or not 0 <= count <= 4096 or not 16 <= fft <= 1 << 20:
        raise BrokenStateError(f"ReaFIR says that its curve has {count} points")
    values = {"plugin.FFT size": raw(float(fft)), "plugin.mode": raw(float(mode))}
    for number in range(1, count + 1):
        hertz, level = struct.unpack_from("<2f", state, 32 + 8 * (number - 1))
        where = f"point {number} of ReaFIR"
        values[term_of(f"point {number} frequency")] = Value(_within(hertz, 0, 200_000, where), "Hz", "raw")
        values[term_of(f"point {number} gain")] = Value(round(_within(level, -300, 300, where), 4), "dB", "raw")
    return values


def _reaverb(state: bytes) -> dict[str, Value]:
    version, wet, dry = struct.unpack_from("<3f", state)
    if version not in (-4.0, -8.0, -9.0):
        raise BrokenStateError(f"ReaVerb has another version ({version:g})", offset=0)
    count = 10 if version == -9.0 else 9
    values = {
        "reverb.mix": Value(_level(wet, "the wet level of ReaVerb").value, "dB", "published"),
        "plugin.Dry": _level(dry, "the dry level of ReaVerb"),
    }
    for place, number in enumerate(struct.unpack_from(f"<{count - 3}f", state, 12), 3):
        values[term_of(f"field {place}")] = raw(_within(number, -1e9, 1e9, "ReaVerb"))
    place, modules = 4 * count, list[str]()
    while place < len(state):
        tag = state[place : place + 8].rstrip(b"\0")
        (size,) = struct.unpack_from("<i", state, place + 8)
        if not tag.isalnum() or not 0 <= size <= len(state) - place - 12 or len(modules) >= 64:
            raise BrokenStateError("ReaVerb has a damaged module", offset=place)
        modules.append(tag.decode("ascii"))
        payload = state[place + 12 : place + 12 + size]
        values[term_of(f"module {len(modules)} contents")] = raw(sha256(payload).hexdigest()[:16])
        place += 12 + size
    values["plugin.modules"] = raw(", ".join(modules)[:100])
    return values


reaxcomp = _Chunk("ReaXcomp", _reaxcomp)
reapitch = _Chunk("ReaPitch", _reapitch)
reafir = _Chunk("ReaFIR", _reafir)
reaverb = _Chunk("ReaVerb", _reaverb)
