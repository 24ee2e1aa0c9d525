"""A stretch of a session file: what a save is stored as, and what two saves of one song mostly share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Block"]


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a file. The parts, joined in order, are the file byte for byte.

    kind  ``head`` is what stands before the first track, ``tail`` what stands after the last; formats that are not
          cut by track are one head
    key   the same for the same track in every save: the track's id; "" for head and tail
    """

    kind: Literal["head", "track", "tail"]
    key: str
    data: bytes
