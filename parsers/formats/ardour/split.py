"""An Ardour session cut into blocks: what comes before the routes, each route, what comes after."""

from __future__ import annotations

import re

from parsers.block import Block

__all__ = ["is_complete", "split", "versions"]

_ROUTE = re.compile(rb"^[ \t]*<Route [^>\r\n]*?\bid=\"(\d+)\"", re.MULTILINE)
_END = b"</Routes>"


def split(data: bytes) -> list[Block]:
    """The blocks of a file, in order; joined they are the file. Works on any bytes.

    A route's key is its id; a second one of the same id bears its count.
    """
    end = data.find(_END)
    starts = list(_ROUTE.finditer(data, 0, max(end, 0)))
    if not starts:
        return [Block("head", "", data)] if data else []
    seen: dict[str, int] = {}
    blocks = [Block("head", "", data[: starts[0].start()])] if starts[0].start() else []
    for place, found in enumerate(starts):
        following = starts[place + 1].start() if place + 1 < len(starts) else end
        identity = found[1].decode("ascii")
        seen[identity] = count = seen.get(identity, 0) + 1
        blocks.append(
            Block("track", identity if count == 1 else f"{identity}#{count}", data[found.start() : following])
        )
    return [*blocks, Block("tail", "", data[end:])]


def versions(data: bytes) -> list[bytes]:
    """The one save that the file is."""
    return [data]


def is_complete(data: bytes) -> bool:
    """Whether the document is closed."""
    return data.rstrip().endswith(b"</Session>")
