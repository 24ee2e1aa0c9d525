"""An Audio Unit's state as Logic keeps it: a property list with the unit's codes, name and data.

Reported by others, on none of our files (LOGIC_FORMAT §5 of the project's research): compared as bytes, named from the
list, handed whole to the decoders of Audio Units.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from parsers.formats.logic.plists import read_plist

__all__ = ["AUDIO_UNIT_BYTES", "AudioUnit", "read_audio_unit"]

AUDIO_UNIT_BYTES = 8
_STARTS = (b"<?xml", b"bplist00")
_XML_END = b"</plist>"
_CODES = ("type", "subtype", "manufacturer")


class AudioUnit(NamedTuple):
    """What the state says. ``codes``: type, subtype and manufacturer, four bytes each, or None.

    state  the property list, or all bytes where there is none
    """

    name: str
    vendor: str
    codes: tuple[bytes, bytes, bytes] | None
    state: bytes


@lru_cache(maxsize=64)
def read_audio_unit(stored: bytes) -> AudioUnit:
    """Find the property list in what a slot holds behind its header."""
    starts = [place for place in (stored.find(start) for start in _STARTS) if place >= 0]
    if not starts:
        return AudioUnit("", "", None, stored)
    state = stored[min(starts) :]
    end = state.find(_XML_END)
    if state.startswith(_STARTS[0]) and end >= 0:
        state = state[: end + len(_XML_END)]
    said = read_plist(state)
    numbers = [said.get(key) for key in _CODES]
    codes = None
    if all(isinstance(number, int) and 0 <= number < 1 << 32 for number in numbers):
        first, second, third = (int(str(number)).to_bytes(4, "big") for number in numbers)
        codes = (first, second, third)
    vendor, _, name = str(said.get("name") or "").rpartition(": ")
    return AudioUnit(name, vendor, codes, state)
