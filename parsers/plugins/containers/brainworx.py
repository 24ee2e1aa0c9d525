"""Brainworx and Plugin Alliance: chunks of four letters; the parameters are codes with big-endian float32.

    chunk   name of 4 letters, u32be size, payload; ``BXCk`` holds ``Efct``, ``Efct`` holds ``Pmtr``
    Pmtr    u32be size, u32be record bytes, u32be n parameters, u32be m setups, u8 or 4 bytes,
            then records: code of 4 letters, m × float32be (one for each setup)

Evidence: bx_console Focusrite SC, bx_townhouse, Vitalizer MK2-T, VSM-3, bx_XL. In the Vitalizer the codes ``Actv Driv
BSnd BCmp …`` repeat every 20 bytes, four setups each; only the first column differs from the defaults, and it is the
current one. In a bank of 64 programs (``BXBa``) the first program is read.
"""

from __future__ import annotations

import re
import struct

from parsers.plugins.containers.contents import Budget, Contents
from parsers.plugins.errors import BrokenStateError
from parsers.plugins.scales import rounded
from parsers.session import Scalar

__all__ = ["codes"]

_STARTS = (b"BXCk", b"BXBa")
_CODE = re.compile(rb"[A-Za-z0-9_ ]{4}")


def codes(state: bytes, budget: Budget) -> Contents | None:
    """Code → number of the current setup, or None where the state is not Brainworx'.

    Raises  BrokenStateError when the records do not fit the bytes.
    """
    if state[:4] not in _STARTS:
        return None
    start = state.find(b"Pmtr")
    if start < 0 or len(state) < start + 24:
        raise BrokenStateError("a Brainworx state has no parameters")
    size, inner, count, setups = struct.unpack_from(">4I", state, start + 4)
    if not 0 < count <= 4096 or not 0 < setups <= 64 or size > len(state) - start:
        raise BrokenStateError(f"a Brainworx state is said to have {count} parameters", offset=start)
    step = 4 + 4 * setups
    first = _first_record(state, start + 20, step)
    if first is None or inner > len(state):
        raise BrokenStateError("a Brainworx state has no records", offset=start)
    budget.spend(fields=count)
    fields: dict[str, Scalar] = {}
    for place in range(first, min(first + step * count, len(state) - step + 1), step):
        code = state[place : place + 4]
        if not _CODE.fullmatch(code):
            break
        (number,) = struct.unpack_from(">f", state, place + 4)
        if not abs(number) < 1e9:
            raise BrokenStateError("a Brainworx state holds what is no number", offset=place)
        name = code.decode("ascii").strip()
        fields[name if name not in fields else f"{name}#2"] = rounded(number)
    return Contents("brainworx", "", fields)


def _first_record(state: bytes, place: int, step: int) -> int | None:
    """Where the records begin: the first place with a code from which two steps on stand codes too."""
    for start in range(place, min(place + 8, len(state) - 4)):
        if all(_CODE.fullmatch(state[at : at + 4]) for at in (start, start + step) if at + 4 <= len(state)):
            return start
    return None
