"""What stands inside a plug-in's block: base64 lines or text, opened to the plug-in's own state and its parameters."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from parsers.formats.reaper.packed import Packed
from parsers.plugins.decoders import decoder_for, read
from parsers.plugins.errors import BrokenStateError
from parsers.plugins.wrapper import ShortHeaderError, open_vst, vst_header
from parsers.session import Coverage, Plugin, Value

__all__ = ["Said", "State", "digest", "unwrapped"]

_OF_THE_HOST = frozenset({"video", "container"})
"""Blocks that are no plug-in's state but REAPER's own text."""
_WRAPPED = frozenset({"VST2", "VST3"})


class State:
    """A plug-in's chunk, and what the plug-in's own state in it says: decoded, and read, when it is first asked for.

    size     bytes of the chunk
    pins     routing, from the wrapper
    trouble  what is wrong with the wrapper, or ""
    Two of the same plug-in and chunk are equal: they say the same. Chunks are compared as they are written.
    """

    __slots__ = ("_said", "_stored", "pins", "plugin", "size", "trouble")

    def __init__(self, plugin: Plugin, chunk: bytes | Packed) -> None:
        self.plugin = plugin
        self._stored = chunk
        self.size = len(chunk) if isinstance(chunk, bytes) else chunk.size
        self.pins, self.trouble = self._wrapping()
        self._said: Said | None = None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, State):
            return NotImplemented
        return self is other or (self.plugin == other.plugin and self._stored == other._stored)

    def __hash__(self) -> int:
        return hash((self.plugin, self._stored))

    @property
    def chunk(self) -> bytes:
        """The bytes that the host stored, wrapper included; decoded anew each time."""
        return self._stored if isinstance(self._stored, bytes) else self._stored.bytes()

    def _wrapping(self) -> tuple[str, str]:
        """Pins, and what is wrong with the wrapper or ""."""
        if self.plugin.format not in _WRAPPED or not self.size:
            return "", ""
        try:
            try:
                header = vst_header(self.chunk if isinstance(self._stored, bytes) else self._stored.start(), self.size)
            except ShortHeaderError:
                header = vst_header(self.chunk, self.size)
        except BrokenStateError as error:
            return "", str(error)
        return header.pins, ""

    @property
    def is_quick(self) -> bool:
        """Whether it is read at once: there is nothing to read, or a decoder knows the very place of everything.

        Scripts' states are no trouble to anybody, and read late as all others.
        """
        if self.trouble or not self.size:
            return True
        return self.plugin.format != "JS" and decoder_for(self.plugin) is not None

    @property
    def said(self) -> Said:
        """What the state says."""
        if self._said is None:
            self._said = self._read()
        return self._said

    def _read(self) -> Said:
        if self.trouble:
            return Said(digest(self.chunk), {}, "opaque", self.trouble)
        return (_read_again if self.size <= _SMALL else _read)(self.plugin, self._stored)


class Said(NamedTuple):
    """What a plug-in's state says.

    hash     of what counts in it: its settings where they can be read, else its bytes without what is known to be no
             setting
    trouble  what kept it from being read further, or ""
    A state that cannot be opened or decoded is opaque.
    """

    hash: str
    parameters: Mapping[str, Value]
    coverage: Coverage
    trouble: str


def _read(plugin: Plugin, stored: bytes | Packed) -> Said:
    """What the state in a chunk with a sound wrapper says."""
    chunk = stored if isinstance(stored, bytes) else stored.bytes()
    _, state, _ = unwrapped(plugin, chunk)
    if not state or plugin.format in _OF_THE_HOST:
        return Said(digest(state), {}, "opaque", "")
    reading = read(plugin, state)
    return Said(digest(reading.meaning), reading.parameters, reading.coverage, reading.trouble)


_SMALL = 4096
_read_again = lru_cache(maxsize=256)(_read)
"""For small states, which often come again: default settings, copies of a track, the next save."""


def digest(data: bytes) -> str:
    """sha256 as 32 hex digits, "" for nothing."""
    return sha256(data).hexdigest()[:32] if data else ""


def unwrapped(plugin: Plugin, chunk: bytes) -> tuple[str, bytes, str]:
    """Pins, the plug-in's own state, and what is wrong with the wrapper around it or ""."""
    if plugin.format in _WRAPPED and chunk:
        try:
            wrapped = open_vst(chunk)
        except BrokenStateError as error:
            return "", chunk, str(error)
        return wrapped.pins, wrapped.state, ""
    return "", _property_list(chunk) if plugin.format == "AU" else chunk, ""


def _property_list(chunk: bytes) -> bytes:
    """The property list in an Audio Unit's chunk: two u32, two lists of pin masks, i32 length, the list."""
    place = 8
    try:
        for _ in range(2):
            (count,) = struct.unpack_from("<i", chunk, place)
            place += 4 + 8 * min(max(count, 0), 1024)
        (length,) = struct.unpack_from("<i", chunk, place)
    except struct.error:
        return chunk
    return chunk[place + 4 : place + 4 + length] if length > 0 else chunk
