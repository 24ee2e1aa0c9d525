"""ReaEQ (Cockos): i32 V, i32 n, n bands of V bytes, then the output gain and the window.

    band, V = 33    i32 type, i32 on, f64 Hz, f64 gain (linear amplitude), f64 bandwidth in octaves, u8 (display)
    band, V = 32    the same without the last byte (old builds)
    after the bands i32 1, i32 1, f64 output gain (linear), then 0 to 16 bytes of window place and size: no settings

Evidence. Verified: the layout fits 155 of 155 distinct states of sessions (652 bands, 12 owners) and the stock presets;
types 0 and 3 by envelope names, 4 by presets called "Basic 100 HPF" and "150 HPF"; 2 is the band of old presets. Types
5, 6, 7 and 9 are those of a public preset converter. Frequency of an envelope: 49 states equal a point to 2e-4 by the
formula below; gain: 0.21556 stands beside a stored 0.86224. The curve of an envelope's bandwidth is not known.
Pass types and notch have no gain; what is stored there is stale and is neither read nor written.
Q is that of the band-pass with the stored bandwidth; bandwidths under 0.01 octave, the narrowest on offer, read as it.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from parsers.errors import UnwritableSessionError
from parsers.plugins.errors import BrokenStateError
from parsers.plugins.scales import amplitude, decibels, octaves_of_q, q_of_octaves, rounded
from parsers.session import Confidence, Scalar, Value
from parsers.vocabulary import band_of

__all__ = ["automation", "decode", "encode", "fresh"]

_SHAPES: dict[int, tuple[str, Confidence]] = {
    0: ("low shelf", "measured"),
    1: ("high shelf", "measured"),
    2: ("bell", "measured"),
    3: ("low pass", "measured"),
    4: ("high pass", "measured"),
    5: ("all pass", "published"),
    6: ("notch", "published"),
    7: ("band pass", "published"),
    8: ("bell", "measured"),
    9: ("bell", "published"),
}
_TYPES = {shape: number for number, (shape, _) in _SHAPES.items() if number not in (2, 9)}
_BELL_OF_OLD_BUILDS = 2
_WITH_GAIN = {"low shelf", "high shelf", "bell"}

_BAND = struct.Struct("<iiddd")
_TAIL = struct.Struct("<iid")
_FIELDS = ("shape", "enabled", "frequency", "gain", "q")
_FRESH_OCTAVES = 2.0


@dataclass(frozen=True, slots=True)
class _Band:
    type: int
    on: int
    hertz: float
    gain: float
    octaves: float

    @property
    def shape(self) -> str:
        return _SHAPES[self.type][0]

    def values(self) -> Iterator[tuple[str, Value]]:
        """Field name → value; no gain where the shape has none."""
        shape, known = _SHAPES[self.type]
        yield "shape", Value(shape, "", known)
        yield "frequency", Value(rounded(self.hertz), "Hz", "measured")
        if shape in _WITH_GAIN:
            yield "gain", Value(decibels(self.gain), "dB", "measured")
        yield "q", Value(q_of_octaves(self.octaves), "", "measured")
        yield "enabled", Value(bool(self.on), "", "measured")


def decode(state: bytes) -> dict[str, Value]:
    """The state as ``eq.N.shape/frequency/gain/q/enabled``, N counted from 1, and ``eq.output``.

    Raises  BrokenStateError when the lengths do not fit or a number is outside its range.
    """
    size, bands = _bands(state)
    values = {f"eq.{number}.{name}": value for number, band in enumerate(bands, 1) for name, value in band.values()}
    tail = 8 + size * len(bands)
    if len(state) >= tail + _TAIL.size:
        output = _TAIL.unpack_from(state, tail)[2]
        if not 0 <= output <= 16:
            raise BrokenStateError(f"ReaEQ holds {output:g} as output gain", offset=tail + 8)
        values["eq.output"] = Value(decibels(output), "dB", "measured")
    return values


def _bands(state: bytes) -> tuple[int, list[_Band]]:
    if len(state) < 8:
        raise BrokenStateError("the state of ReaEQ is shorter than its header")
    size, count = struct.unpack_from("<ii", state)
    if size not in (32, 33):
        raise BrokenStateError(f"ReaEQ says that a band has {size} bytes", offset=0)
    if not 0 <= count <= (len(state) - 8) // size:
        raise BrokenStateError(f"ReaEQ says that it has {count} bands", offset=4)
    bands = [_Band(*_BAND.unpack_from(state, 8 + size * place)) for place in range(count)]
    for place, band in enumerate(bands):
        if (
            band.type not in _SHAPES
            or band.on not in (0, 1)
            or not 15 <= band.hertz <= 24_500
            or not 0 <= band.gain <= 16
            or not 0 <= band.octaves <= 4.1
        ):
            raise BrokenStateError(f"band {place + 1} of ReaEQ is {band}", offset=8 + size * place)
    return size, bands


def encode(state: bytes, parameters: Mapping[str, Value]) -> bytes:
    """The state with these values; every byte whose value stays the same is kept.

    parameters  terms to set; those left out stay. A band with the next number is added (it needs a frequency); the
                gain of a shape that has none is passed over.
    Raises      BrokenStateError as `decode`; UnwritableSessionError for terms or values that ReaEQ cannot hold.
    """
    size, bands = _bands(state)
    now = decode(state)
    changed: dict[int, dict[str, Scalar]] = {}
    tail = bytearray(state[8 + size * len(bands) :])
    for term, wanted in parameters.items():
        if term in now and wanted.value == now[term].value:
            continue
        number, field = band_of(term), term.rpartition(".")[2]
        if term == "eq.output" and len(tail) >= _TAIL.size:
            struct.pack_into("<d", tail, 8, _within("eq.output", amplitude(_number(term, wanted.value)), 0, 16))
        elif number is not None and term.startswith("eq.") and field in _FIELDS:
            changed.setdefault(number, {})[field] = wanted.value
        else:
            raise UnwritableSessionError(f"this ReaEQ has no {term}")
    out = bytearray(state[: 8 + size * len(bands)])
    for number in sorted(changed):
        place = 8 + size * (number - 1)
        if number == len(bands) + 1:
            bands.append(_Band(_TYPES["bell"], 1, 0.0, 1.0, _FRESH_OCTAVES))
            out += bytes(size - 1) + b"\1"
        elif not 1 <= number <= len(bands):
            raise UnwritableSessionError(f"this ReaEQ has {len(bands)} bands and no band {number}")
        band = _edited(bands[number - 1], changed[number], number=number, size=size)
        _BAND.pack_into(out, place, band.type, band.on, band.hertz, band.gain, band.octaves)
    struct.pack_into("<i", out, 4, len(bands))
    return bytes(out + tail)


def _edited(band: _Band, changes: Mapping[str, Scalar], *, number: int, size: int) -> _Band:
    kind, on, hertz, gain, octaves = band.type, band.on, band.hertz, band.gain, band.octaves
    if "shape" in changes:
        shape = str(changes["shape"])
        if shape not in _TYPES:
            raise UnwritableSessionError(f"ReaEQ has no shape {shape!r}")
        kind = _BELL_OF_OLD_BUILDS if size == 32 and shape == "bell" else _TYPES[shape]
    if "enabled" in changes:
        on = int(bool(changes["enabled"]))
    if "frequency" in changes:
        hertz = _number(f"eq.{number}.frequency", changes["frequency"])
    if "gain" in changes and _SHAPES[kind][0] in _WITH_GAIN:
        gain = amplitude(_number(f"eq.{number}.gain", changes["gain"]))
    if "q" in changes:
        q = _number(f"eq.{number}.q", changes["q"])
        octaves = octaves_of_q(q) if q > 0 else -1.0
    return _Band(
        type=kind,
        on=on,
        hertz=_within(f"eq.{number}.frequency", hertz, 15, 24_500),
        gain=_within(f"eq.{number}.gain", gain, 0, 16),
        octaves=_within(f"eq.{number}.q", octaves, 0, 4.1),
    )


def _number(term: str, value: Scalar) -> float:
    if isinstance(value, str):
        raise UnwritableSessionError(f"{term} cannot be {value!r}")
    return float(value)


def _within(term: str, stored: float, lowest: float, highest: float) -> float:
    if not lowest <= stored <= highest:
        raise UnwritableSessionError(f"{term} is outside what ReaEQ can hold")
    return stored


def fresh(parameters: Mapping[str, Value]) -> bytes:
    """The state of an instance with just these bands (numbered from 1 without a gap), output 0 dB.

    What a band does not say is: bell, on, 0 dB, two octaves. Raises UnwritableSessionError as `encode`.
    """
    return encode(struct.pack("<ii", 33, 0) + _TAIL.pack(1, 1, 1.0) + bytes(4), parameters)


_IDENT = re.compile(r"_?(freq|gain|bw|q|global|bypass|wet|delta)", re.IGNORECASE)


def automation(index: int, ident: str) -> tuple[str, Callable[[float], float]] | None:
    """Term and scale of a parameter envelope: index 3 · band + (0 frequency, 1 gain, 2 bandwidth).

    ident   the host's name of the parameter (``_Gain_Low_Shelf``), "" in older files. It tells the output gain, whose
            index follows the last band's; without it, the caller must not take a band that the state does not have.
    The points of a bandwidth stay on the stored 0 … 1: its curve is not known.
    """
    name = _IDENT.match(ident)
    kind = name.group(1).lower() if name else ""
    if index < 0 or kind in ("bypass", "wet", "delta"):
        return None
    if kind == "global":
        return "eq.output", _gain_of_point
    band, field = divmod(index, 3)
    return f"eq.{band + 1}.{('frequency', 'gain', 'q')[field]}", (_hertz_of_point, _gain_of_point, rounded)[field]


def _hertz_of_point(point: float) -> float:
    return rounded(20 + 23_980 / 400 * (401.0**point - 1))


def _gain_of_point(point: float) -> float:
    return decibels(4 * point)
