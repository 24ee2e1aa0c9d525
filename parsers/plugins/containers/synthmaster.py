"""KV331 SynthMaster: records of a key in letters and a value on a fixed-point scale of 0 … 128.

    record   key (``s_`` and four characters, NUL-filled to six), u32le value, u16le 0; value / 2^23 is the number

Evidence: SynthMaster One and 2.8, instrument and effect, 80 distinct states: records lie 12 bytes apart from the first
to the last. On the scale the values come out whole (64 for a centred tune, 127 for a full level); the meaning of a key
is the maker's, hence raw.
"""

from __future__ import annotations

import re
import struct

from parsers.plugins.containers.contents import Budget, Contents
from parsers.plugins.scales import rounded
from parsers.session import Scalar

__all__ = ["keys"]

_MAGIC = b"mst1"
_KEY = re.compile(rb"s_[A-Za-z0-9]{1,4}\0*")
_RECORD = struct.Struct("<6sIH")
_FIXED = 1 << 23


def keys(state: bytes, budget: Budget) -> Contents | None:
    """Key → number, or None where the state is not SynthMaster's."""
    if _MAGIC not in state[:24]:
        return None
    place = state.find(b"s_")
    fields: dict[str, Scalar] = {}
    seen: dict[str, int] = {}
    while 0 <= place <= len(state) - _RECORD.size:
        whole = (len(state) - place) // _RECORD.size * _RECORD.size
        for key, stored, _ in _RECORD.iter_unpack(state[place : place + whole]):
            if not _KEY.fullmatch(key):
                break
            name = key.rstrip(b"\0").decode("ascii")
            seen[name] = count = seen.get(name, 0) + 1
            fields[name if count == 1 else f"{name}#{count}"] = rounded(stored / _FIXED)
            place += _RECORD.size
        place = state.find(b"s_", place + 1)
    budget.spend(fields=len(fields))
    return Contents("keys", "", fields) if fields else None
