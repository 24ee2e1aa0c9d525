"""What saves of one song have in common, read once: tracks whose bytes are equal, and states of plug-ins."""

from __future__ import annotations

from collections import deque
from typing import Generic, NamedTuple, TypeVar

from parsers.formats.reaper.state import State
from parsers.formats.reaper.tracks import TrackPart

__all__ = ["KeptTrack", "Memo", "Recent"]

_K = TypeVar("_K")
_V = TypeVar("_V")
_READINGS = 2
"""So many readings back things are kept: a save and the one before it, or one of another song in between."""
_OPENER = b"  <TRACK "
_CLOSERS = (b"\n  >\n", b"\n  >\r\n")


class KeptTrack(NamedTuple):
    """A track that was read.

    block     its bytes, as a project has them, closer and line end included
    openers   how many ``<`` they hold
    warnings  with their line in the block, from 0
    """

    block: bytes
    openers: int
    track: TrackPart
    warnings: tuple[tuple[int, str], ...]


class Recent(Generic[_K, _V]):
    """Things by key, as long as one of the last few readings asked for them; what none used is let go."""

    def __init__(self) -> None:
        self._past: deque[dict[_K, _V]] = deque([{}], maxlen=_READINGS)

    def turn(self) -> None:
        """A new reading begins."""
        self._past.appendleft({})

    def all(self, key: _K) -> list[_V]:
        """The things with this key, the latest first."""
        return [reading[key] for reading in self._past if key in reading]

    def put(self, key: _K, thing: _V) -> None:
        """Keep a thing, in the place of another with this key in this reading."""
        self._past[0][key] = thing

    def __bool__(self) -> bool:
        return any(self._past)


class Memo:
    """Given to one reading after the other, it lets each read only what the last ones did not hold.

    It keeps what the last two sessions consist of and the bytes of their tracks, nothing else: while these sessions
    are in use that is a file's size of memory, afterwards as much as they take. A session read with it equals one read
    without.
    """

    def __init__(self) -> None:
        self._tracks: Recent[bytes, KeptTrack] = Recent()
        """By opening line, which holds the track's identity."""
        self._states: Recent[State, State] = Recent()

    def familiar(self, data: bytes) -> dict[int, KeptTrack]:
        """A new reading begins: where in its file tracks stand that are known, place → track. They are kept on."""
        self._tracks.turn()
        self._states.turn()
        found: dict[int, KeptTrack] = {}
        place = data.find(b"\n" + _OPENER) + 1 if self._tracks else 0
        while place > 0:
            head = data[place : data.find(b"\n", place)]
            same = next((kept for kept in self._tracks.all(head) if data.startswith(kept.block, place)), None)
            if same is not None:
                found[place] = same
                self._tracks.put(head, same)
                place += len(same.block)
                if data.startswith(_OPENER, place):
                    continue
                place -= 1
            place = data.find(b"\n" + _OPENER, place) + 1
        return found

    def keep(self, block: bytes, track: TrackPart, warnings: list[tuple[int, str]]) -> None:
        """Keep a track whose block holds nothing else, if it is written as REAPER writes one."""
        if block.startswith(_OPENER) and block.endswith(_CLOSERS):
            head = block[: block.find(b"\n")]
            self._tracks.put(head, KeptTrack(block, block.count(b"<"), track, tuple(warnings)))

    def state(self, state: State) -> State:
        """The state, or the equal one that is known: what was found out about that needs no finding again."""
        known = next(iter(self._states.all(state)), state)
        self._states.put(known, known)
        return known
