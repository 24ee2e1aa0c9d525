"""A DAWproject as a block: the project and its plug-ins' states are kept, not the audio that is packed beside them."""

from __future__ import annotations

import zipfile
from io import BytesIO

from parsers.block import Block
from parsers.errors import SessionError
from parsers.formats.dawproject.container import METADATA, PROJECT, is_archive
from parsers.formats.xml import Archive

__all__ = ["is_complete", "split", "versions"]

_KEPT = (PROJECT, METADATA)
_STATES = "plugins/"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def split(data: bytes) -> list[Block]:
    """The file as one block; an empty file has none."""
    return [Block("head", "", data)] if data else []


def versions(data: bytes) -> list[bytes]:
    """The one save that the file is, without the audio in it.

    An archive that holds more than the project is packed again, without compression: the same files always give the
    same bytes, and the next save shares most of them.
    """
    if not is_archive(data):
        return [data]
    try:
        archive = Archive(data)
        names = [name for name in archive.names() if name in _KEPT or name.startswith(_STATES)]
        if PROJECT not in names or len(names) == len(archive.names()):
            return [data]
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as slim:
            for name in sorted(names):
                slim.writestr(zipfile.ZipInfo(name, _EPOCH), archive.read(name))
    except SessionError:
        return [data]
    return [packed.getvalue()]


def is_complete(data: bytes) -> bool:
    """Whether the archive's directory is there, or the document closed."""
    if not is_archive(data):
        return data.rstrip().endswith(b"</Project>")
    try:
        return bool(Archive(data).names())
    except SessionError:
        return False
