"""ReaDelay (Cockos): i32 0, 0, n taps, 44, 2, selected tap; f32 wet, dry (linear amplitudes); n taps of 11 f32.

    tap   0, on, time, musical length, feedback (linear), low-pass, high-pass, resolution, width, volume (linear), pan

Evidence. Layout: fits 21 of 21 distinct states (32 + 44 n bytes). Musical length: 256 v eighth-notes; "5 tap ping pong"
holds 1/256 to 5/256, a preset called "1/4" holds 2/256, the default is 4/256; given here in quarter notes. Time:
10,000 v ms; the maker's own description says "up to 10 second delay per tap", and a stored 0.02 is a round 200 ms. The
two lengths add. Filters: 20,000 v Hz as in the other plug-ins of the set (defaults 1 and 0 are open). Resolution,
width and pan have no known unit: raw. The first tap speaks in standard terms, further ones as ``plugin.tap2.time`` ….
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from parsers.errors import UnwritableSessionError
from parsers.plugins.dump import HERTZ, LEVEL, RAW, SWITCH, Scale
from parsers.plugins.errors import BrokenStateError
from parsers.plugins.scales import rounded
from parsers.session import Confidence, Scalar, Value

__all__ = ["automation", "decode", "encode", "fresh"]

_HEAD = struct.Struct("<6i2f")
_TAP = struct.Struct("<11f")
_MOST_TAPS = 4096

_TIME = Scale("ms", 0.0, 1.0, lambda stored: rounded(10_000 * stored), lambda ms: float(ms) / 10_000)
_BEATS = Scale("beats", 0.0, 1.0, lambda stored: rounded(128 * stored), lambda beats: float(beats) / 128)


@dataclass(frozen=True, slots=True)
class _Field:
    """One number of the state: name in a further tap, standard term, scale."""

    name: str
    term: str
    scale: Scale
    confidence: Confidence
    words: tuple[str, ...] = ()
    """Words that the host's name of the parameter holds."""


_LEVELS = (
    _Field("mix", "delay.mix", LEVEL, "measured", ("wet",)),
    _Field("dry", "delay.dry", LEVEL, "measured", ("dry",)),
)
_TAP_FIELDS = (
    _Field("field 0", "plugin.field 0", RAW, "raw"),
    _Field("enabled", "plugin.enabled", SWITCH, "raw", ("enabled",)),
    _Field("time", "delay.time", _TIME, "published", ("length", "time")),
    _Field("time_note", "delay.time_note", _BEATS, "measured", ("length", "musical")),
    _Field("feedback", "delay.feedback", LEVEL, "measured", ("feedback",)),
    _Field("highcut", "delay.highcut", HERTZ, "published", ("lowpass",)),
    _Field("lowcut", "delay.lowcut", HERTZ, "published", ("hipass",)),
    _Field("resolution", "plugin.resolution", RAW, "raw", ("resolution",)),
    _Field("width", "plugin.width", RAW, "raw", ("width",)),
    _Field("volume", "plugin.volume", RAW, "raw", ("volume",)),
    _Field("pan", "plugin.pan", RAW, "raw", ("pan",)),
)
_FRESH_TAP = (0.0, 1.0, 0.0, 4 / 256, 10**-7.5, 1.0, 0.0, 1.0, 1.0, 1.0, 0.5)


def _term(field: _Field, tap: int) -> str:
    return field.term if tap == 0 else f"plugin.tap{tap + 1}.{field.name}"


def _places(taps: int) -> Iterator[tuple[int, str, _Field, bool]]:
    """Offset, term, field and whether it belongs to a further tap, for every number of a state."""
    for place, level in enumerate(_LEVELS):
        yield 24 + 4 * place, level.term, level, False
    for tap in range(taps):
        for place, field in enumerate(_TAP_FIELDS):
            yield _HEAD.size + _TAP.size * tap + 4 * place, _term(field, tap), field, tap > 0


def _taps(state: bytes) -> int:
    if len(state) < _HEAD.size:
        raise BrokenStateError("the state of ReaDelay is shorter than its header")
    _, _, taps, size, _, _, _, _ = _HEAD.unpack_from(state)
    if size != _TAP.size:
        raise BrokenStateError(f"ReaDelay says that a tap has {size} bytes", offset=12)
    if not 0 <= taps <= _MOST_TAPS or len(state) != _HEAD.size + _TAP.size * taps:
        raise BrokenStateError(f"ReaDelay says that it has {taps} taps", offset=8)
    return int(taps)


def decode(state: bytes) -> dict[str, Value]:
    """The state as ``delay.*`` (first tap), ``plugin.tapN.*`` (further taps) and raw ``plugin.*``.

    Raises  BrokenStateError when the lengths do not fit or a number is outside its range.
    """
    values = {}
    for offset, term, field, further in _places(_taps(state)):
        (stored,) = struct.unpack_from("<f", state, offset)
        if not field.scale.lowest <= stored <= field.scale.highest * 1.000001:
            raise BrokenStateError(f"ReaDelay holds {stored:g} as {term}", offset=offset)
        unit, known = field.scale.unit, field.confidence
        values[term] = Value(field.scale.read(stored), unit, "raw" if further else known)
    return values


def encode(state: bytes, parameters: Mapping[str, Value]) -> bytes:
    """The state with these values; every byte whose value stays the same is kept. Taps are not added.

    Raises  BrokenStateError as `decode`; UnwritableSessionError for terms or values that this state cannot hold.
    """
    now = decode(state)
    places = {term: (offset, field) for offset, term, field, _ in _places(_taps(state))}
    out = bytearray(state)
    for term, wanted in parameters.items():
        if term in now and wanted.value == now[term].value:
            continue
        if term not in places:
            raise UnwritableSessionError(f"this ReaDelay has no {term}")
        offset, field = places[term]
        struct.pack_into("<f", out, offset, _stored(term, field.scale, wanted.value))
    return bytes(out)


def _stored(term: str, scale: Scale, value: Scalar) -> float:
    if scale.write is None or isinstance(value, str):
        raise UnwritableSessionError(f"{term} of ReaDelay cannot be {value!r}")
    stored = scale.write(value)
    if not scale.lowest <= stored <= scale.highest:
        raise UnwritableSessionError(f"{term} of ReaDelay cannot be {value}")
    return stored


def fresh(parameters: Mapping[str, Value]) -> bytes:
    """The state of a new instance (one tap, two quarter notes, wet and dry at 0 dB) with these values."""
    return encode(_HEAD.pack(0, 0, 1, _TAP.size, 2, 0, 1.0, 1.0) + _TAP.pack(*_FRESH_TAP), parameters)


def automation(index: int, ident: str) -> tuple[str, Callable[[float], float]] | None:  # noqa: ARG001 - one signature for all decoders; the order of these indices was never seen, so the name decides
    """Term and scale of a parameter envelope, by the host's name of it (``_1__Length__musical_``); None without one."""
    words = ident.lower().replace("_", " ").split()
    tap = int(words[0]) - 1 if words and words[0].isdecimal() else 0
    fields = _TAP_FIELDS if words and words[0].isdecimal() else _LEVELS
    for field in fields:
        if field.words and set(field.words) <= set(words):
            return _term(field, tap), lambda stored, read=field.scale.read: float(read(stored))
    return None
