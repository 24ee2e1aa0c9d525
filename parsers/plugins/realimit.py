"""ReaLimit (Cockos): i32 3, i32 (meaning unknown), f64 threshold in dB, f64 ceiling in dB, then 24 bytes.

Evidence. Two distinct states of sessions and two presets, 48 bytes each: thresholds -3.0 and 0 and ceilings -1.55 and 0
stand there as plain numbers of dB. The rest (2, 0, 0 and 0.1778 = -15 dB in all of them) is not understood; it is given
raw, named by its offset, so that a change there is not lost.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping

from parsers.errors import UnwritableSessionError
from parsers.plugins.dump import RAW
from parsers.plugins.errors import BrokenStateError
from parsers.plugins.scales import rounded
from parsers.session import Value

__all__ = ["automation", "decode", "encode", "fresh"]

_STATE = struct.Struct("<2i2d2i2d")
_VERSION = 3
_LEVELS = {8: "limiter.threshold", 16: "limiter.ceiling"}
_OFFSETS = (0, 4, 8, 16, 24, 28, 32, 40)
_LOWEST_DB, _HIGHEST_DB = -150.0, 60.0
_FRESH = _STATE.pack(_VERSION, 0, 0.0, 0.0, 2, 0, 0.0, 10 ** (-15 / 20))


def decode(state: bytes) -> dict[str, Value]:
    """The state as ``limiter.threshold``, ``limiter.ceiling`` and raw ``plugin.at N``.

    Raises  BrokenStateError on another length or version, or a number outside its range.
    """
    if len(state) != _STATE.size:
        raise BrokenStateError(f"the state of ReaLimit has {len(state)} bytes")
    stored = dict(zip(_OFFSETS, _STATE.unpack(state), strict=True))
    if stored.pop(0) != _VERSION:
        raise BrokenStateError("ReaLimit has another version", offset=0)
    values = {}
    for offset, number in stored.items():
        term = _LEVELS.get(offset)
        lowest, highest = (_LOWEST_DB, _HIGHEST_DB) if term else (-(2.0**31), 2.0**31)
        if not lowest <= number <= highest:
            raise BrokenStateError(f"ReaLimit holds {number:g}", offset=offset)
        if term:
            values[term] = Value(round(number, 4) + 0.0, "dB", "measured")
        else:
            values[f"plugin.at {offset}"] = Value(rounded(number), RAW.unit, "raw")
    return values


def encode(state: bytes, parameters: Mapping[str, Value]) -> bytes:
    """The state with these values; every byte whose value stays the same is kept.

    Raises  BrokenStateError as `decode`; UnwritableSessionError for any term but the two levels, or a level outside
            -150 … 60 dB.
    """
    now = decode(state)
    places = {term: offset for offset, term in _LEVELS.items()}
    out = bytearray(state)
    for term, wanted in parameters.items():
        if term in now and wanted.value == now[term].value:
            continue
        if term not in places:
            raise UnwritableSessionError(f"{term} of ReaLimit cannot be written")
        if isinstance(wanted.value, str) or not _LOWEST_DB <= wanted.value <= _HIGHEST_DB:
            raise UnwritableSessionError(f"{term} of ReaLimit cannot be {wanted.value}")
        struct.pack_into("<d", out, places[term], wanted.value)
    return bytes(out)


def fresh(parameters: Mapping[str, Value]) -> bytes:
    """The state of a new instance (threshold and ceiling 0 dB) with these values."""
    return encode(_FRESH, parameters)


def automation(index: int, ident: str) -> tuple[str, Callable[[float], float]] | None:  # noqa: ARG001 - one signature for all decoders
    """None: no parameter envelope of ReaLimit was ever seen."""
    return None
