"""An AAF as blocks, and whether it is whole.

Audio inside the file is cut out as blocks of its own, so that the next export shares what of it is the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from parsers.block import Block
from parsers.errors import SessionError
from parsers.formats.aaf import container

__all__ = ["is_complete", "join", "split", "versions"]

_ESSENCE = 65_536
"""Streams from this length on are essence; what else is so long (a table of waveforms) loses nothing by it."""


def split(data: bytes) -> list[Block]:
    """The blocks of a file, in order; joined they are the file. An empty file has none. Works on any bytes."""
    try:
        runs = sorted(_runs(container.layout_of(data)))
    except SessionError:
        runs = []
    blocks: list[Block] = []
    place = 0
    for start, end in [*runs, (len(data), len(data))]:
        if start > place:
            blocks.append(Block("tail" if blocks else "head", "", data[place:start]))
        if end > start:
            audio = data[start:end]
            blocks.append(Block("track", f"essence {hashlib.sha256(audio).hexdigest()[:32]}", audio))
        place = max(place, end)
    return blocks


def _runs(layout: container.Layout) -> Iterator[tuple[int, int]]:
    """Stretches of the file, start and end, in which long streams lie in one piece."""
    for sectors in container.streams_of(layout, at_least=_ESSENCE):
        first = last = sectors[0]
        for sector in [*sectors[1:], -1]:
            if sector == last + 1:
                last = sector
                continue
            if (last - first + 1) * layout.sector >= _ESSENCE:
                yield (first + 1) * layout.sector, (last + 2) * layout.sector
            first = last = sector


def join(blocks: Iterable[bytes]) -> bytes:
    """The file that the blocks are."""
    return b"".join(blocks)


def versions(data: bytes) -> list[bytes]:
    """The one save that the file is."""
    return [data]


def is_complete(data: bytes) -> bool:
    """Whether every sector that the file says it uses is there."""
    return container.is_complete(data)
