"""The wrappers of VST itself: a VST3's two halves, ``VstW``, and the ``.fxp`` and ``.fxb`` chunk ``CcnK``.

    VstW   u32be 8, u32be 1, u32be bypass, then a VST2 chunk or ``CcnK``: a VST2 wrapped in a VST3
    CcnK   u32be size, kind; FBCh: u32be length at 156, chunk at 160; FPCh: length at 56, chunk at 60;
           FxCk: u32be count at 24, name at 28, float32be from 56

Evidence: the VST2 kit's own header for presets (fxp, fxb), and REAPER states: MJUC's VST3 is 1,511 bytes of component,
VstW, then CcnK; the lengths of all CcnK chunks in the corpus fit.
"""

from __future__ import annotations

import struct

from parsers.plugins.containers.contents import Contents
from parsers.plugins.errors import BrokenStateError
from parsers.plugins.scales import rounded
from parsers.plugins.wrapper import split_vst3

__all__ = ["component", "fx_chunk", "fx_parameters"]

_VSTW = b"VstW\0\0\0\x08\0\0\0\x01"
_FX = b"CcnK"
_CHUNK_AT = {b"FBCh": 156, b"FPCh": 56}
_MOST_PARAMETERS = 65_536


def component(state: bytes) -> bytes | None:
    """The component's half of a VST3 state, or None for any other state. The other half is what is seen."""
    if len(state) < 16 or state[4:8] != b"\1\0\0\0":
        return None
    try:
        return split_vst3(state).component
    except BrokenStateError:
        return None


def fx_chunk(state: bytes) -> bytes | None:
    """The plug-in's own chunk inside ``VstW`` or ``CcnK``, or None where there is none.

    Raises  BrokenStateError when a length is more than there is.
    """
    if state.startswith(_VSTW):
        return state[16:]
    at = _CHUNK_AT.get(state[8:12]) if state.startswith(_FX) else None
    if at is None:
        return None
    if len(state) < at + 4:
        raise BrokenStateError("a preset ends inside its header", offset=0)
    (length,) = struct.unpack_from(">I", state, at)
    if length > len(state) - at - 4:
        raise BrokenStateError(f"a preset's chunk is said to have {length} bytes", offset=at)
    return state[at + 4 : at + 4 + length]


def fx_parameters(state: bytes) -> Contents | None:
    """The parameters of a preset that is a plain list, or None where the state is none.

    Raises  BrokenStateError when the list is longer than the bytes.
    """
    if not state.startswith(_FX) or state[8:12] != b"FxCk":
        return None
    if len(state) < 56:
        raise BrokenStateError("a preset ends inside its header", offset=0)
    (count,) = struct.unpack_from(">I", state, 24)
    if count > min(_MOST_PARAMETERS, (len(state) - 56) // 4):
        raise BrokenStateError(f"a preset is said to have {count} parameters", offset=24)
    numbers = struct.unpack_from(f">{count}f", state, 56)
    return Contents("list", "", {f"parameter {place}": rounded(number) for place, number in enumerate(numbers)}, True)  # noqa: FBT003 - `numbered`, a field of a record
