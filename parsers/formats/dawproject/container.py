"""What a DAWproject is packed in: a zip archive, or its ``project.xml`` alone."""

from __future__ import annotations

import struct

from parsers.errors import BrokenSessionError, SessionError
from parsers.formats.states import join_vst3
from parsers.formats.xml import Archive, Element, parse

__all__ = ["METADATA", "PROJECT", "Package", "is_archive", "vst_preset"]

PROJECT = "project.xml"
METADATA = "metadata.xml"
_DRAFT = "project.json"
_PRESET = struct.Struct("<4sI32sq")
_CHUNK = struct.Struct("<4sqq")


def is_archive(data: bytes) -> bool:
    """Whether the bytes begin as a zip archive does."""
    return data.startswith(b"PK\x03\x04")


class Package:
    """The files of a project. Raises BrokenSessionError where there is no project in it."""

    def __init__(self, data: bytes) -> None:
        """Open all bytes of a file."""
        self._archive = Archive(data) if is_archive(data) else None
        if self._archive is not None and PROJECT not in self._archive:
            if _DRAFT in self._archive:
                raise BrokenSessionError(
                    "this is an early draft of the format, which is not read",
                    remedy="Export the project again from a current version of the application.",
                )
            raise BrokenSessionError("the archive holds no project.xml")
        self.project: Element = parse(data if self._archive is None else self._archive.read(PROJECT))

    def metadata(self) -> Element | None:
        """What is said about the piece, or None."""
        if self._archive is None or METADATA not in self._archive:
            return None
        return parse(self._archive.read(METADATA))

    def state(self, path: str) -> bytes:
        """A plug-in's state by its path in the archive; nothing where it is not there or damaged."""
        name = path.replace("\\", "/").removeprefix("./")
        if self._archive is None or name not in self._archive:
            return b""
        try:
            return self._archive.read(name)
        except SessionError:
            return b""


def vst_preset(data: bytes) -> bytes:
    """The plug-in's state in a ``.vstpreset`` file, both halves joined as decoders take them; nothing on damage.

    Layout: ``VST3``, u32 version, 32 characters class id, i64 place of the list; there ``List``, i32 count, and for
    each chunk its four-character id (``Comp``, ``Cont``), i64 place, i64 size.
    """
    if len(data) < _PRESET.size or not data.startswith(b"VST3"):
        return b""
    *_, place = _PRESET.unpack_from(data)
    if not 0 <= place <= len(data) - 8 or data[place : place + 4] != b"List":
        return b""
    (count,) = struct.unpack_from("<i", data, place + 4)
    halves = {b"Comp": b"", b"Cont": b""}
    for number in range(min(max(count, 0), 128)):
        at = place + 8 + number * _CHUNK.size
        if at + _CHUNK.size > len(data):
            return b""
        name, start, size = _CHUNK.unpack_from(data, at)
        if name in halves and start >= 0 and size >= 0:
            halves[name] = data[start : start + size]
    return join_vst3(halves[b"Comp"], halves[b"Cont"])
