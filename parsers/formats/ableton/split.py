"""A Live set as a block: it is one gzip stream, which has no parts that stay the same over saves."""

from __future__ import annotations

from parsers.block import Block
from parsers.errors import SessionError
from parsers.formats.xml import gunzip

__all__ = ["is_complete", "split", "versions"]


def split(data: bytes) -> list[Block]:
    """The file as one block; an empty file has none."""
    return [Block("head", "", data)] if data else []


def versions(data: bytes) -> list[bytes]:
    """The one save that the file is."""
    return [data]


def is_complete(data: bytes) -> bool:
    """Whether the stream is whole and the document in it closed."""
    try:
        return gunzip(data).rstrip().endswith(b"</Ableton>")
    except SessionError:
        return False
