"""An Audio Unit's state: a property list whose ``data`` is numbered parameters or a chunk of the plug-in's own.

    data   u32be scope 0, u32be element 0, u32be n, n × (u32be parameter id, float32be value)

JUCE keeps its own chunk as ``jucePluginState``, wrapped VST2s theirs as ``vstdata``. The list is read by the standard
library, which refuses entities; only its XML form is read.

Evidence: 178 of 179 chunks of REAPER; values are in real units (Airwindows Channel7 {0: 1.0, 1: 22.2, 2: 1.0},
FabFilter Pro-Q 2 ids equal the places of its VST3 list).
"""

from __future__ import annotations

import math
import struct
from xml.parsers.expat import ExpatError

from parsers.plugins.containers.contents import Budget, Contents
from parsers.plugins.errors import BrokenStateError

__all__ = ["chunks", "numbered"]

_HEAD = (b"<?xml", b"<!DOCTYPE plist", b"<plist")
_KEYS = ("jucePluginState", "vstdata", "data")
"""Where a chunk may stand, the plug-in's own before the bare numbers."""


def chunks(state: bytes, budget: Budget) -> list[bytes] | None:
    """The chunks of a property list, the most telling first, none in it, or None where the state is no property list.

    Raises  BrokenStateError when the list is damaged or larger than the budget.
    """
    if not state.startswith(_HEAD) or b"<plist" not in state[:300]:
        return None
    import plistlib

    budget.spend(text=len(state))
    try:
        values = plistlib.loads(state.rstrip(b"\0"), fmt=plistlib.FMT_XML)
    except (ExpatError, plistlib.InvalidFileException, ValueError, LookupError, TypeError, AttributeError):
        raise BrokenStateError("an Audio Unit's property list is damaged") from None
    if not isinstance(values, dict):
        return []
    return [values[key] for key in _KEYS if isinstance(values.get(key), bytes) and values[key]]


def numbered(data: bytes, budget: Budget) -> Contents | None:
    """The parameters of ``data`` as ``parameter ID``, or None where it is something else.

    Raises  BrokenStateError when a value is no number.
    """
    if len(data) < 12 or data[:8] != bytes(8):
        return None
    (count,) = struct.unpack_from(">I", data, 8)
    if len(data) != 12 + 8 * count:
        return None
    budget.spend(fields=count)
    pairs = list(struct.iter_unpack(">If", data[12:]))
    if not all(math.isfinite(value) for _, value in pairs):
        raise BrokenStateError("an Audio Unit's parameter is no number")
    return Contents("list", "", {f"parameter {key}": value for key, value in pairs}, numbered=True)
