"""Blocks that were opened lately: saves of one song share most of theirs, and need not be opened from nothing."""

from __future__ import annotations

from collections import OrderedDict

__all__ = ["Opened"]

_ROOM = 32_000_000
"""Bytes: the blocks of a dozen ordinary saves, or of one that is very large."""


class Opened:
    """Plain bytes of blocks by their names, those asked for last. For one thread, and for one piece of work: what is
    damaged in the store meanwhile would go unseen.
    """

    def __init__(self, room: int = _ROOM) -> None:
        self._room = room
        self._plain: OrderedDict[bytes, bytes] = OrderedDict()

    def get(self, name: bytes) -> bytes | None:
        """The bytes of this name, where they are still held."""
        plain = self._plain.get(name)
        if plain is not None:
            self._plain.move_to_end(name)
        return plain

    def put(self, name: bytes, plain: bytes) -> None:
        """Hold on to them; what was asked for longest ago goes when there is no room."""
        if self.get(name) is None:
            self._plain[name] = plain
            self._room -= len(plain)
            while self._room < 0:
                _, gone = self._plain.popitem(last=False)
                self._room += len(gone)
