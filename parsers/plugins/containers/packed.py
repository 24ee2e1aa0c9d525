"""zlib streams inside a state, unpacked within the budget.

Evidence for where they stand: at byte 0 (Melda), 16 (iZotope), 20 or 28 (Voxengo), behind ``CEGP`` + 8 (Plogue), and
in ``bilz`` chunks of Guitar Rig 5 (a name written backwards, u32le packed size, u32le size, stream).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from parsers.plugins.containers.contents import Budget

__all__ = ["inflate", "streams"]

_HEAD = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_LATEST = 64
"""A state whose first stream begins later is not a packed one."""
_SHORTEST = 16
"""Unpacked bytes below which a match is an accident."""


def inflate(data: bytes, budget: Budget) -> tuple[bytes, int] | None:
    """The content of the stream that the bytes begin with, and how many of them it takes; None where it is none.

    Raises  BrokenStateError when it unpacks to more than the budget.
    """
    unpack = zlib.decompressobj()
    try:
        content = unpack.decompress(data, max(budget.inflated, 1))
    except zlib.error:
        return None
    if unpack.unconsumed_tail:
        budget.spend(inflated=budget.inflated + 1)
    if not unpack.eof:
        return None
    budget.spend(inflated=len(content))
    return content, len(data) - len(unpack.unused_data)


def streams(state: bytes, budget: Budget, *, latest: int = _LATEST) -> Iterator[bytes]:
    """The contents of the streams in a state, in order.

    latest  byte at which the first one must have begun
    """
    place = 0
    found_any = False
    while (found := _HEAD.search(state, place)) and (found_any or found.start() <= latest):
        opened = inflate(state[found.start() :], budget)
        if opened is None or len(opened[0]) < _SHORTEST:
            place = found.start() + 1
            continue
        found_any = True
        yield opened[0]
        place = found.start() + opened[1]
