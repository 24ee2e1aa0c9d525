"""What stands inside a plug-in's block: base64 lines or text, opened to the plug-in's own state and its parameters."""

from __future__ import annotations

import binascii
import struct
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from parsers.plugins.decoders import decoder_for, read
from parsers.plugins.errors import BrokenStateError
from parsers.plugins.wrapper import open_vst
from parsers.session import Coverage, Plugin, Value

__all__ = ["Said", "State", "decode_base64", "digest", "encode_base64", "unwrapped"]

_COLUMNS = 128


_OF_THE_HOST = frozenset({"video", "container"})
"""Blocks that are no plug-in's state but REAPER's own text."""


class State:
    """A plug-in's chunk. What the plug-in's own state in it says is read when it is first asked for, and remembered.

    pins     routing, from the wrapper
    trouble  what is wrong with the wrapper, or ""
    Two of the same plug-in and chunk are equal: they say the same.
    """

    __slots__ = ("_said", "chunk", "pins", "plugin", "trouble")

    def __init__(self, plugin: Plugin, chunk: bytes) -> None:
        self.plugin = plugin
        self.chunk = chunk
        self.pins, _, self.trouble = unwrapped(plugin, chunk)
        self._said: Said | None = None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, State):
            return NotImplemented
        return self is other or (self.plugin == other.plugin and self.chunk == other.chunk)

    def __hash__(self) -> int:
        return hash((self.plugin, self.chunk))

    @property
    def is_quick(self) -> bool:
        """Whether it is read at once: there is nothing to read, or a decoder knows the very place of everything.

        Scripts' states are no trouble to anybody, and read late as all others.
        """
        if self.trouble or not self.chunk:
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
        _, state, _ = unwrapped(self.plugin, self.chunk)
        if not state or self.plugin.format in _OF_THE_HOST:
            return Said(digest(state), {}, "opaque", "")
        reading = read(self.plugin, state)
        return Said(digest(reading.meaning), reading.parameters, reading.coverage, reading.trouble)


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


def decode_base64(lines: Sequence[str]) -> bytes | None:
    """The bytes of base64 lines, parts padded separately; None where a line is damaged.

    lines  also several in one string, with their indent
    """
    text = lines[0] if len(lines) == 1 else "\n".join(lines)
    # Decoding passes over anything foreign. So that it hides no damage, the bytes are counted against the characters.
    characters = len(text) - text.count(" ") - text.count("\n")
    try:
        data = b"".join(map(binascii.a2b_base64, _parts(text)))
        if characters % 4 == 0 and len(data) == characters // 4 * 3 - text.count("="):
            return data
        text = "".join(text.split())
        data = b"".join(binascii.a2b_base64(part, strict_mode=True) for part in _parts(text))
    except ValueError:
        return None
    return data if len(data) == len(text) // 4 * 3 - text.count("=") else None


def _parts(text: str) -> Iterator[str]:
    """The text cut behind each padding."""
    place = 0
    while (padding := text.find("=", place)) >= 0:
        end = padding + 1
        while text.startswith("=", end):
            end += 1
        yield text[place:end]
        place = end
    if place < len(text):
        yield text[place:]


def encode_base64(data: bytes) -> list[str]:
    """Base64 lines of one part, 128 columns wide as REAPER writes them."""
    width = _COLUMNS // 4 * 3
    return [
        binascii.b2a_base64(data[place : place + width], newline=False).decode("ascii")
        for place in range(0, len(data), width)
    ]


def digest(data: bytes) -> str:
    """sha256 as 32 hex digits, "" for nothing."""
    return sha256(data).hexdigest()[:32] if data else ""


def unwrapped(plugin: Plugin, chunk: bytes) -> tuple[str, bytes, str]:
    """Pins, the plug-in's own state, and what is wrong with the wrapper around it or ""."""
    if plugin.format in {"VST2", "VST3"} and chunk:
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
