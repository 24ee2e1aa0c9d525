"""NadIR (Ignite Amps): a memory address, the maker's web address, 19 float32, 4 bytes of memory, two file paths.

    u64 address, 24 bytes ``www.igniteamps.com``, 19 × float32, 4 bytes, 260 bytes path, 260 bytes path

Evidence: 17 distinct states of 632 bytes. The address differs in every one; the four bytes before the paths hold scraps
of text; both paths are those of impulse responses. What the numbers mean is not known.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable

from parsers.plugins.errors import BrokenStateError
from parsers.plugins.naming import place_term, term_of
from parsers.plugins.reading import ReadOnly, raw
from parsers.plugins.scales import rounded
from parsers.session import Value

__all__ = ["nadir"]

_SIZE = 632
_MAKER = b"www.igniteamps.com\0"
_NUMBERS = struct.Struct("<19f")
_PATHS_AT = (112, 372)
_PATH_SIZE = 260


class _NadIr(ReadOnly):
    """The one layout of NadIR."""

    def decode(self, state: bytes) -> dict[str, Value]:
        """Numbers by place, and the names of the two impulse responses. Raises BrokenStateError on another layout."""
        if len(state) != _SIZE or not state.startswith(_MAKER, 8):
            raise BrokenStateError(f"the state of NadIR has {len(state)} bytes")
        numbers = _NUMBERS.unpack_from(state, 32)
        if not all(math.isfinite(number) and abs(number) < 1e5 for number in numbers):
            raise BrokenStateError("NadIR holds what is no number", offset=32)
        values = {place_term(place): raw(rounded(number)) for place, number in enumerate(numbers)}
        for number, at in enumerate(_PATHS_AT, 1):
            path = state[at : at + _PATH_SIZE].partition(b"\0")[0].decode("latin-1")
            values[term_of(f"impulse response {number}")] = raw(path[-120:])
        return values

    def automation(self, index: int, ident: str) -> tuple[str, Callable[[float], float]] | None:  # noqa: ARG002 - one signature for all decoders; which index is which number was never seen
        """None: no parameter envelope of NadIR was ever seen."""
        return None


nadir = _NadIr()
