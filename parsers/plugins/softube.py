"""Softube Tape: in a VST3's component one byte 0, then 14 float32 on a scale of 0 … 1.

Evidence: 36 distinct states of one owner, all 57 bytes; three of four changes move a single number. What they mean is
not known, hence by place.
"""

from __future__ import annotations

import struct

from parsers.plugins.containers.opening import unwrapped
from parsers.plugins.errors import BrokenStateError
from parsers.plugins.naming import place_term
from parsers.plugins.reading import ReadOnly, raw
from parsers.plugins.scales import rounded
from parsers.session import Value

__all__ = ["tape"]

_NUMBERS = struct.Struct("<x14f")


class _Tape(ReadOnly):
    """The one layout of Tape."""

    def decode(self, state: bytes) -> dict[str, Value]:
        """Numbers by place. Raises BrokenStateError on another layout."""
        component = unwrapped(state)
        if len(component) != _NUMBERS.size:
            raise BrokenStateError(f"the state of Softube Tape has {len(component)} bytes")
        numbers = _NUMBERS.unpack(component)
        if component[0] or not all(-0.001 <= number <= 1.001 for number in numbers):
            raise BrokenStateError("the state of Softube Tape leaves 0 … 1")
        return {place_term(place): raw(rounded(number)) for place, number in enumerate(numbers)}


tape = _Tape()
