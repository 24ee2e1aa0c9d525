"""Sequences: tempo, metre, and the lanes of automation.

A sequence is a head (`MSeq`) and its events (`EvSq`): lines of 16 bytes, of which one whose byte 7 has its top bit
clear starts an event (u16 type at 0, u32 tick at 4) and the others go on with it; type 0xF1 ends. A quarter note has
960 ticks, and bar 1 is tick 38400. Source: LOGIC_FORMAT §7 and §8 of the project's research: tempo and metre verified
against pictures, volume points against the fader word (identical), plug-in points in 10.0; what 12.x writes is
reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from parsers.formats.logic.container import Record, u8, u16, u32
from parsers.session import TempoPoint

__all__ = ["FIRST_TICK", "Clock", "Event", "Lane", "LanePoint", "Strand", "lanes_of", "strands_of", "tempo_of"]

FIRST_TICK = 38400
TICKS_PER_QUARTER = 960

_LINE = 16
_END, _METRE, _TEMPO = 0xF1, 0x30, 0x60
_CONTROLLER, _FADER = 0xB0, 0x50
_FIRST_INSERT, _LAST_INSERT = 0x51, 0x5F
_GENERATED = 0x40
_SLOWEST, _FASTEST = 1.0, 2000.0
_MOST_EVENTS = 400_000


class Event(NamedTuple):
    """One event: its type, tick, first line, and the lines that go on with it."""

    type: int
    tick: int
    head: bytes
    more: tuple[bytes, ...]


class Strand(NamedTuple):
    """A sequence. ``thing`` is the id of the object whose automation it holds, 0 for none."""

    name: str
    thing: int
    payload: bytes

    def events(self) -> Iterator[Event]:
        """Its events, in order, up to the end mark."""
        payload = self.payload
        place, end = 0, len(payload) - _LINE + 1
        while place < end:
            head = payload[place : place + _LINE]
            place += _LINE
            if head[7] & 0x80:
                continue
            more = []
            while place < end and payload[place + 7] & 0x80:
                more.append(payload[place : place + _LINE])
                place += _LINE
            kind = u16(head, 0)
            if kind == _END:
                return
            yield Event(kind, u32(head, 4), head, tuple(more))


def strands_of(records: Iterable[Record]) -> list[Strand]:
    """Every sequence. Heads and events follow each other, rows of track lists between them."""
    found: list[Strand] = []
    head: bytes | None = None
    for record in records:
        if record.tag == "MSeq":
            head = record.payload
        elif record.tag == "EvSq" and head is not None:
            length = u16(head, 16)
            name = head[18 : 18 + length].decode("utf-8", "replace").rstrip("\0")
            found.append(Strand(name, u16(head, 18 + length + length % 2 + 204), record.payload))
            head = None
    return found


class Clock:
    """Ticks as seconds from bar 1, by the tempo map; before bar 1 they are negative."""

    def __init__(self, changes: Sequence[tuple[int, float]]) -> None:
        self._changes = list(changes) or [(FIRST_TICK, 120.0)]
        self._starts = [0.0]
        for (tick, bpm), (following, _) in zip(self._changes, self._changes[1:], strict=False):
            self._starts.append(self._starts[-1] + _seconds(following - tick, bpm))

    def seconds(self, tick: int) -> float:
        """When a tick is."""
        low, high = 0, len(self._changes)
        while high - low > 1:
            middle = (low + high) // 2
            if self._changes[middle][0] <= tick:
                low = middle
            else:
                high = middle
        start, bpm = self._changes[low]
        return self._starts[low] + _seconds(tick - start, bpm)


def _seconds(ticks: int, bpm: float) -> float:
    return ticks / TICKS_PER_QUARTER * 60.0 / bpm


def tempo_of(strands: Iterable[Strand]) -> tuple[tuple[TempoPoint, ...], Clock]:
    """The tempo map with its metres, and the clock that follows from it.

    A run of points that Logic generated is one glide. The map is empty where there is no tempo event.
    """
    changes: list[tuple[int, float, bool]] = []
    metres: list[tuple[int, int, int]] = []
    for strand in strands:
        if changes and metres:
            break
        for event in strand.events():
            if event.type == _TEMPO and event.more:
                bpm = u32(event.more[0], 0) / 10_000
                if _SLOWEST <= bpm <= _FASTEST:
                    changes.append((event.tick, bpm, bool(u8(event.head, 15) & _GENERATED)))
            elif event.type == _METRE:
                metres.append((event.tick, u8(event.head, 12), 2 ** min(u8(event.head, 11), 6)))
    changes.sort(key=lambda change: change[0])
    if changes:  # what holds before bar 1 is where the map starts
        changes[0] = (FIRST_TICK, changes[0][1], False)
    clock = Clock([(tick, bpm) for tick, bpm, _ in changes])
    return tuple(_points(changes, metres, clock)), clock


def _points(
    changes: Sequence[tuple[int, float, bool]], metres: Sequence[tuple[int, int, int]], clock: Clock
) -> Iterator[TempoPoint]:
    ticks = {tick: bpm for tick, bpm, generated in changes if not generated}
    glides = {tick for (tick, _, generated), (_, _, following) in pairwise(changes) if following and not generated}
    beats = {max(tick, FIRST_TICK): (upper, lower) for tick, upper, lower in metres if upper}
    bpm, metre = (changes[0][1] if changes else 0.0), (4, 4)
    for tick in sorted({*ticks, *beats} if changes else ()):
        bpm = ticks.get(tick, bpm)
        metre = beats.get(tick, metre)
        yield TempoPoint(clock.seconds(tick), bpm, *metre, ramp=tick in glides)


class LanePoint(NamedTuple):
    """One point of a lane: where, and the stored word."""

    tick: int
    word: int


@dataclass(frozen=True, slots=True)
class Lane:
    """The automation of one control of one object.

    insert   0 for the strip's own faders, else the number of the insert, from 1
    control  for a strip: 7 volume, 10 pan, 9 mute, 3 solo …; for an insert: number of the parameter, from 0
    """

    thing: int
    insert: int
    control: int
    points: tuple[LanePoint, ...]


def lanes_of(strands: Iterable[Strand]) -> list[Lane]:
    """Every lane that holds a point. Regions' own controllers are no lanes: they belong to what plays."""
    found: dict[tuple[int, int, int], list[LanePoint]] = {}
    seen = 0
    for strand in strands:
        if not strand.thing or not strand.name.startswith("*"):
            continue
        for event in strand.events():
            insert = event.type - _FADER
            if event.type in (_CONTROLLER, _FADER):
                insert = 0
            elif not _FIRST_INSERT <= event.type <= _LAST_INSERT:
                continue
            seen += 1
            if seen > _MOST_EVENTS:
                break
            point = LanePoint(event.tick, u32(event.head, 8))
            found.setdefault((strand.thing, insert, u8(event.head, 12)), []).append(point)
    return [Lane(*key, tuple(sorted(points))) for key, points in found.items()]
