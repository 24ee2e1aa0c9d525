"""A save cut into blocks that, joined, are its bytes; and whether it is whole."""

from __future__ import annotations

from collections.abc import Iterable

from parsers.block import Block
from parsers.errors import BrokenSessionError
from parsers.formats.logic.container import HEADER_BYTES, MAGIC, length_of, records_of, text_at

__all__ = ["identity", "is_complete", "join", "split", "versions"]

_STRIP = "AuCO"
_SATELLITE = "AuCU"


def split(data: bytes) -> list[Block]:
    """The blocks of a save, in order: a strip with its satellites is one, keyed by its label; so is what lies between.

    Works on any bytes: what is no project is one head.
    """
    length = length_of(data)
    try:
        records = records_of(data[:length], HEADER_BYTES) if length is not None and length <= len(data) else []
    except BrokenSessionError:
        records = []
    cuts: list[tuple[int, str]] = [(0, "")]
    seen: dict[str, int] = {}
    strip = None
    for record in records:
        if record.tag == _SATELLITE and strip is not None:
            if cuts[-1][1] == "" or cuts[-1][0] != strip.start:
                key = text_at(strip.payload, 60, 24).strip() or "strip"
                seen[key] = count = seen.get(key, 0) + 1
                cuts.append((strip.start, key if count == 1 else f"{key}#{count}"))
            continue
        if cuts[-1][1]:
            cuts.append((record.start, ""))
        strip = record if record.tag == _STRIP else None
    if length is not None and records and length < len(data):
        cuts.append((length, ""))
    ends = [*(start for start, _ in cuts[1:]), len(data)]
    first = next((place for place, (_, key) in enumerate(cuts) if key), len(cuts))
    return [
        Block("track" if key else "head" if place <= first else "tail", key, data[start:end])
        for place, ((start, key), end) in enumerate(zip(cuts, ends, strict=True))
        if end > start
    ]


def join(blocks: Iterable[bytes]) -> bytes:
    """The bytes that the blocks are."""
    return b"".join(blocks)


def is_complete(data: bytes) -> bool:
    """Whether a project is there up to the length that its header states; settings and autosaves count as whole."""
    length = length_of(data)
    if length is None:
        return bool(data) and not MAGIC.startswith(data[:4])
    return length <= len(data)


def versions(data: bytes) -> list[bytes]:
    """The saves in a file: one. Those in a bundle are files of their own (see `bundle`)."""
    return [data]


def identity(data: bytes) -> bytes:
    """The bytes that make a save that save: the project's, without the summary beside it."""
    length = length_of(data)
    return data if length is None else data[:length]
