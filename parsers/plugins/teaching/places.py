"""Where in a plug-in's state a number is kept: a field under its own name, or bytes of a state that has no fields."""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass
from typing import Literal, TypeAlias

from parsers.plugins.containers.contents import Budget
from parsers.plugins.containers.native_instruments import chunk_of
from parsers.plugins.containers.opening import unwrapped
from parsers.plugins.containers.packed import streams
from parsers.plugins.containers.property_list import chunks
from parsers.plugins.errors import BrokenStateError

__all__ = ["SORTS", "BytePlace", "FieldPlace", "Place", "Sort", "bare", "number_at"]

Sort: TypeAlias = Literal["<f", ">f", "<d", ">d"]
"""float32 or float64, lower byte first or last, as the struct module writes it."""

SORTS: tuple[Sort, ...] = ("<f", ">f", "<d", ">d")
_LEAST, _MOST = 1e-5, 1e5
"""A setting is 0 or of such a size; other bytes read as a float are mostly far outside. Source: RPP_PLUGINS §4.3."""


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """A field by the term under which it is read as it stands: ``plugin.Threshold``, ``plugin.parameter 7``."""

    term: str


@dataclass(frozen=True, slots=True)
class BytePlace:
    """Bytes of the bare state, which must have this length: where another build moved things, nothing is read."""

    length: int
    offset: int
    sort: Sort


Place: TypeAlias = FieldPlace | BytePlace


def bare(state: bytes) -> bytes:
    """The state without its wrappers, unpacked where it is nothing but one packed stream; as it is where damaged.

    Of NI's items the plug-in's own chunk.
    """
    budget = Budget()
    try:
        listed = chunks(state, budget)
        if listed is not None and len(listed) == 1:
            state = listed[0]
        state = unwrapped(state)
        packed = list(streams(state, budget))
    except BrokenStateError:
        return state
    return packed[0] if len(packed) == 1 else chunk_of(state) or state


def number_at(state: bytes, place: BytePlace) -> float | None:
    """The number at a place of a bare state; None where the state is another build's, or no setting has such a size."""
    if len(state) != place.length:
        return None
    (number,) = struct.unpack_from(place.sort, state, place.offset)
    size = abs(number)
    return float(number) if number == 0 or (math.isfinite(number) and _LEAST <= size <= _MOST) else None
